// What giving money back, keeping a deposit, and a large sum of cash are about: read from the accounts as they stand now,
// so that an approval is worth nothing once the balance has changed.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type {
  DepositForfeitSubject,
  LargeCashSubject,
  PrepaymentReturnSubject,
} from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, sumMinor } from '../../core/money/money.ts';
import { drawLoads } from '../../core/prepayment/draw-loads.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { loadsLeft } from '../ledger/tender-details.ts';
import { customerToCharge } from '../readers/find-customer.ts';
import { kindName, openedAccount } from '../readers/held-accounts.ts';
import { returnPlan } from '../readers/return-plan.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import type { MatterRead } from './matters.ts';

/** Throws Refused as `prepayment.return` does. */
export function describePrepaymentReturn(ledger: Ledger, caller: Caller, subject: PrepaymentReturnSubject): MatterRead {
  const shift = openTillShift(ledger, caller.personId);
  const account = openedAccount(ledger, subject.customer, subject.held);
  const plan = returnPlan(ledger, account, subject.backs);
  const facts: ApprovalFact[] = [
    ...whose(ledger, subject.customer, subject.held, shift.businessDate),
    ...plan.map(({ method, amount, reference }) => ({
      kind: 'tender' as const,
      label: 'tender' as const,
      method,
      amount,
      reference,
    })),
    ...remark(subject.reason),
  ];
  const loads = loadsLeft(ledger, account.ids).map(({ loadSeq, loadN, left }) => [loadSeq, loadN, left].join('/'));
  return { amount: sumMinor(plan.map(({ amount }) => amount)), facts, version: loads.join(' ') };
}

/** Throws Refused as `prepayment.forfeit` does. */
export function describeDepositForfeit(ledger: Ledger, caller: Caller, subject: DepositForfeitSubject): MatterRead {
  const shift = openTillShift(ledger, caller.personId);
  const account = openedAccount(ledger, subject.customer, subject.held);
  if (account.purpose !== 'deposit') return refuse('PREPAYMENT_KIND_UNKNOWN', { kind: subject.held });
  const loads = loadsLeft(ledger, account.ids);
  const drawn = drawLoads(loads, subject.amount);
  if (!drawn.ok) return refuse('PREPAYMENT_SHORT', { available: drawn.available });
  const held = sumMinor(loads.map(({ left }) => left));
  const facts: ApprovalFact[] = [
    ...whose(ledger, subject.customer, subject.held, shift.businessDate),
    { kind: 'amount', label: 'before', amount: held },
    { kind: 'amount', label: 'after', amount: (held - subject.amount) as Minor },
    ...remark(subject.reason),
  ];
  const version = loads.map(({ loadSeq, loadN, left }) => [loadSeq, loadN, left].join('/')).join(' ');
  return { amount: subject.amount, facts, version };
}

/** The cash of one bill, counted by two: the second person reads here what the first one counted. */
export function describeLargeCash(ledger: Ledger, caller: Caller, subject: LargeCashSubject): MatterRead {
  const shift = openTillShift(ledger, caller.personId);
  const customer = subject.customer === null ? null : customerToCharge(ledger, subject.customer);
  const facts: ApprovalFact[] = [
    ...(customer === null ? [] : [text('customer', `${customer.number} ${customer.name}`)]),
    { kind: 'amount', label: 'due', amount: subject.due },
    { kind: 'amount', label: 'counted', amount: subject.cash },
  ];
  return { amount: subject.cash, facts, version: shift.number };
}

function whose(ledger: Ledger, number: string, held: string, date: string): ApprovalFact[] {
  const customer = customerToCharge(ledger, number);
  return [text('customer', `${customer.number} ${customer.name}`), text('held', kindName(ledger, held, date))];
}

function text(label: 'customer' | 'held' | 'remark', value: string): ApprovalFact {
  return { kind: 'text', label, text: value };
}

function remark(reason: string | null): ApprovalFact[] {
  return reason === null ? [] : [text('remark', reason)];
}
