// What taking back a bill is about: whose it is, what it came to, what was paid, and what is open and would be gone.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { BillCancelSubject } from '../../core/contract/approval-subjects.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openBill } from '../readers/read-bills.ts';
import type { MatterRead } from './matters.ts';

/** Throws Refused UNKNOWN_BILL, BILL_NOT_OPEN. */
export function describeBillCancel(ledger: Ledger, _caller: Caller, subject: BillCancelSubject): MatterRead {
  const { id, view } = openBill(ledger, subject.number, subject.revision);
  const { number, customer, purpose, amount, paid, rest } = view;
  const sum = (label: 'before' | 'paid' | 'open', of: Minor) => ({ kind: 'amount', label, amount: of }) as const;
  const facts: ApprovalFact[] = [
    { kind: 'text', label: 'bill', text: number },
    { kind: 'text', label: 'customer', text: `${customer.number} ${customer.name}` },
    { kind: 'text', label: 'purpose', text: purpose },
    sum('before', amount),
    sum('paid', paid),
    sum('open', rest),
    { kind: 'text', label: 'reason', text: subject.reason },
  ];
  return { amount: rest, facts, version: `${id}/${rest}` };
}
