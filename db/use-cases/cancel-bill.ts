// Takes back what is still open of a bill: the mirror of issuing it, for that part. What was paid stays paid; a refund
// is another act. The number may then be issued again, which is how a wrong bill is corrected.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { cancelPostings } from '../../core/bills/bill-postings.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { takeBackBill } from '../ledger/issue-bills.ts';
import { readBill } from '../readers/read-bills.ts';
import { rowOf } from './enter-bill.ts';
import { inSomeShift } from './office-shift.ts';

export const billCancel: Command<InputOf<'bill.cancel'>, OutputOf<'bill.cancel'>> = {
  run({ ledger, caller, operation }, { number: asked, reason }) {
    refuseCardNumbers([reason]);
    const { id, accounts, view } = readBill(ledger, asked);
    const { number, rest } = view;
    if (rest === 0) refuse('BILL_NOT_OPEN', { number });
    inSomeShift(
      ledger,
      caller,
      operation,
      () => ({ bill: number }),
      (shift, seals) => {
        const taken = { billId: id, rest, reason };
        takeBackBill(ledger, caller, shift, taken, cancelPostings(accounts, rest), seals?.({ bill: number }) ?? null);
      },
    );
    return rowOf(ledger, number);
  },
  again: (ledger, kept) => rowOf(ledger, (kept as { bill: string }).bill),
};
