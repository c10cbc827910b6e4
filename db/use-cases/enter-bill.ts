// One bill typed at the counter: the customer owes it from now on, and it can be paid at once or later.
import { CREDIT_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { type BillToIssue, issueBills, nextRevision } from '../ledger/issue-bills.ts';
import { itemOnSale } from '../ledger/item-on-sale.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerId } from '../readers/find-customer.ts';
import { readBill } from '../readers/read-bills.ts';
import { inSomeShift } from './office-shift.ts';

type Wanted = InputOf<'bill.enter'>;

export const billEnter: Command<Wanted, OutputOf<'bill.enter'>> = {
  run({ ledger, caller, operation }, wanted) {
    refuseCardNumbers([wanted.number, wanted.purpose, ...wanted.lines.map(({ name }) => name)]);
    const customer = customerId(ledger, wanted.customer) ?? refuse('UNKNOWN_CUSTOMER', { number: wanted.customer });
    if (wanted.number !== null && nextRevision(ledger, wanted.number) === null)
      refuse('BILL_NUMBER_TAKEN', { number: wanted.number });
    const number = inSomeShift<string>(
      ledger,
      caller,
      operation,
      (issued) => ({ bill: issued }),
      (shift, seals) => {
        const { number: asked, purpose, due } = wanted;
        const lines = linesOf(ledger, wanted, shift.businessDate);
        const bill = { number: asked, customerId: customer, purpose, issued: shift.businessDate, due, lines };
        const document = issueBills(ledger, caller, shift, [bill], {
          ...(seals ? { operation: (issued: string) => seals({ bill: asked ?? issued }) } : {}),
        });
        return asked ?? document;
      },
    );
    return rowOf(ledger, number);
  },
  again: (ledger, kept) => rowOf(ledger, (kept as { bill: string }).bill),
};

/** The row of a bill of this number, the newest or that `revision`, as it stands now. */
export function rowOf(ledger: Ledger, number: string, revision: number | null = null): OutputOf<'bill.enter'> {
  const { lines: _lines, payments: _payments, taken: _taken, ...row } = readBill(ledger, number, revision).view;
  return row;
}

function linesOf(ledger: Ledger, wanted: Wanted, date: string): BillToIssue['lines'] {
  return wanted.lines.map(({ item: code, name, creditKind, amount }, index) => {
    if (code === null) {
      if (name === null) return refuse('BILL_LINE_NAMELESS', { n: index + 1 });
      return { itemId: null, name, amount, creditKind, account: CREDIT_ACCOUNT[creditKind], taxRate: 0, taxCode: null };
    }
    const item = itemOnSale(ledger, code, date);
    const { id: itemId, creditKind: kind, account, taxRate, taxCode } = item;
    return { itemId, name: name ?? item.name, amount, creditKind: kind, account, taxRate, taxCode };
  });
}
