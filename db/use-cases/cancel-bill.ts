// Takes back what is still open of a bill: the mirror of issuing it, for that part. What was paid stays paid; a refund
// is another act. The number may then be issued again, which is how a wrong bill is corrected. Whoever may not do it alone
// brings the approval of somebody who may.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { cancelPostings } from '../../core/bills/bill-postings.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { takeBackBill } from '../ledger/issue-bills.ts';
import { rightsOf } from '../ledger/rights.ts';
import { openBill } from '../readers/read-bills.ts';
import { rowOf } from './enter-bill.ts';
import { inSomeShift } from './office-shift.ts';

interface Kept {
  readonly bill: string;
  readonly revision: number;
}

export const billCancel: Command<InputOf<'bill.cancel'>, OutputOf<'bill.cancel'>> = {
  run({ ledger, caller, operation }, { number: asked, revision: which = null, reason, approval = null }) {
    refuseCardNumbers([reason]);
    const { id, lines, view } = openBill(ledger, asked, which);
    const { number, revision, rest } = view;
    const kept: Kept = { bill: number, revision };
    const alone = rightsOf(ledger, caller.personId).has('bill.cancel');
    inSomeShift(
      ledger,
      caller,
      operation,
      () => kept,
      (shift, seals) =>
        takeBackBill(ledger, caller, shift, {
          billId: id,
          rest,
          reason,
          postings: cancelPostings(lines, rest, view.cancelled),
          operation: seals?.(kept) ?? null,
          approve: (act) => {
            if (alone) return;
            const { digest } = matterOf(ledger, caller, { kind: 'billCancel', number: asked, revision: which, reason });
            takeApproval(ledger, act, caller, { request: approval, kind: 'billCancel', digest });
          },
        }),
    );
    return rowOf(ledger, number, revision);
  },
  again: (ledger, kept) => rowOf(ledger, (kept as Kept).bill, (kept as Kept).revision),
};
