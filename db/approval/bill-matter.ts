// What a bill with discounts beyond the limit, or with another price than the tariff's, is about: every line, every
// discount and price, what it comes to. Whatever is changed on the bill afterwards changes this, and the approval is lost.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { BillSubject } from '../../core/contract/approval-subjects.ts';
import { WHOLE } from '../../core/charge/take-discounts.ts';
import { type Minor, minor, timesQuantity } from '../../core/money/money.ts';
import { billToPay } from '../ledger/bill-to-pay.ts';
import type { Caller } from '../ledger/command.ts';
import { discountLimitOn } from '../ledger/charge-settings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import type { MatterRead } from './matters.ts';

/** Throws Refused NO_OPEN_SHIFT, DAY_CLOSED, and whatever the charge of this bill would be refused with. */
export function describeBill(ledger: Ledger, caller: Caller, subject: BillSubject): MatterRead {
  const { businessDate } = openTillShift(ledger, caller.personId);
  const { bill, customer, views, own } = billToPay(ledger, subject, businessDate);
  const prices = bill.overrides.map(({ line, tariffPrice, price, reason }) => {
    const of = bill.lines.find(({ n }) => n === line);
    if (of === undefined) throw new Error(`no line ${line}`);
    const less = timesQuantity(tariffPrice, of.quantity) - of.gross;
    return { fact: { kind: 'price', label: 'price', name: of.name, tariffPrice, price, reason } as const, less };
  });
  const { amount: most, percent } = discountLimitOn(ledger, businessDate);
  // Of the two bounds the one that is met first on this bill.
  const limit = minor(Math.min(most, Number((BigInt(bill.gross) * BigInt(percent)) / BigInt(WHOLE))));
  const amount = (label: 'before' | 'after' | 'limit', of: Minor) => ({ kind: 'amount', label, amount: of }) as const;
  const facts: ApprovalFact[] = [
    ...(customer === null
      ? []
      : [{ kind: 'text', label: 'customer', text: `${customer.number} ${customer.name}` } as const]),
    ...bill.lines.map(({ name, unit, quantity, amount: pays }) => ({
      kind: 'line' as const,
      name,
      unit,
      quantity,
      amount: pays,
    })),
    ...prices.map(({ fact }) => fact),
    amount('before', bill.gross),
    ...views.map(({ kind, line, policy, basisPoints, reason, text, amount: off }) => ({
      kind: 'discount' as const,
      label: 'discount' as const,
      what: kind,
      line,
      name: policy?.name ?? null,
      basisPoints,
      reason,
      text,
      amount: off,
    })),
    amount('after', bill.total),
    amount('limit', limit),
  ];
  const less = prices.reduce<number>((sum, one) => sum + Math.abs(one.less), own);
  return { amount: minor(less), facts, version: `${businessDate} ${bill.total}` };
}
