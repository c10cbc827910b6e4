// 委托: an approver lets somebody else decide in their place for some days, or takes that back. What they may hand on, and for
// how long, is core/refund/approval-levels.ts; whether it counts for a case, db/refund/decide-refund.ts.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { delegationFault } from '../../core/refund/approval-levels.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rightsOf } from '../ledger/rights.ts';
import { refundDelegation } from '../schema-refund.ts';

type Delegated = OutputOf<'refund.delegate'>;
const DAY_MS = 86_400_000;

function personCalled(ledger: Ledger, username: string): number {
  const found = ledger.one<{ id: number }>('SELECT id FROM person WHERE username = ?', username);
  return found?.id ?? refuse('UNKNOWN_USER', { username });
}

export const refundDelegate: Command<InputOf<'refund.delegate'>, Delegated> = {
  run(call, { to, fromDate, untilDate, reason }) {
    const { ledger, caller } = call;
    refuseCardNumbers([reason]);
    const toId = personCalled(ledger, to);
    const fault = delegationFault({
      ...{ from: caller.personId, to: toId, fromDate, untilDate, today: ledger.businessDate() },
      toDecides: rightsOf(ledger, toId).has('approval.refund'),
    });
    if (fault !== null) return refuse('DELEGATE_REFUSED', { reason: fault });
    return write(call, toId, { to, fromDate, untilDate, reason });
  },
  again: delegatedAgain,
};

const STANDS = `
  SELECT until_date AS untilDate, reason FROM refund_delegation
  WHERE from_id = ? AND to_id = ? ORDER BY id DESC LIMIT 1`;

/** Ends at once: a delegation that was over the day before takes the place of the one that stands. */
export const refundEndDelegation: Command<InputOf<'refund.endDelegation'>, Delegated> = {
  run(call, { to }) {
    const { ledger, caller } = call;
    const toId = personCalled(ledger, to);
    const stands = ledger.one<{ untilDate: string; reason: string }>(STANDS, caller.personId, toId);
    const today = ledger.businessDate();
    if (!stands || stands.untilDate < today) return refuse('DELEGATE_REFUSED', { reason: 'none' });
    const dayBefore = new Date(Date.parse(`${today}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
    return write(call, toId, { to, fromDate: dayBefore, untilDate: dayBefore, reason: stands.reason });
  },
  again: delegatedAgain,
};

function write(
  { ledger, caller, operation }: CommandCall,
  toId: number,
  { to, fromDate, untilDate, reason }: Delegated & { readonly reason: string },
): Delegated {
  const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM refund_delegation')?.id ?? 0) + 1;
  const act = new Act(ledger);
  act.insert(refundDelegation, { id, fromId: caller.personId, toId, fromDate, untilDate, reason, at: act.at });
  const businessDate = ledger.businessDate();
  act.seal({
    kind: untilDate < businessDate ? 'refund.delegationEnded' : 'refund.delegated',
    ...{ ref: to, businessDate, personId: caller.personId, detail: { fromDate, untilDate } },
    operation: operation({ delegation: id }),
  });
  return { to, fromDate, untilDate };
}

function delegatedAgain(ledger: Ledger, kept: unknown): Delegated {
  const { delegation } = kept as { delegation: number };
  const row = ledger.one<Delegated>(
    `SELECT p.username AS "to", g.from_date AS fromDate, g.until_date AS untilDate
     FROM refund_delegation g JOIN person p ON p.id = g.to_id WHERE g.id = ?`,
    delegation,
  );
  if (!row) throw new Error(`delegation ${delegation} has an operation and is not there`);
  return row;
}
