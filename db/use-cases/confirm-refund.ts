// What others say to an application before it is decided: the second person that payee and amount are typed right 双人录入;
// and who decides in whose place. What departments say is in confirm-use.ts.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { permissionsOf } from '../../core/people/permissions.ts';
import { entryDifferences, type Payee, plainAccount } from '../../core/refund/payee.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { caseHead, entriesOf, entryPair, levelsOf, readCase } from '../readers/read-refund.ts';
import { refundDelegation, refundEntry } from '../schema-refund.ts';
import { moveCase } from '../refund/move-case.ts';
import { openAccount } from '../refund/payee-seal.ts';
import { postApproved } from '../refund/post-approved.ts';
import { payeeCells, refusePayeeFault } from '../refund/submit-refund.ts';
import { rolesOf } from './manage-people.ts';

type Entered = OutputOf<'refund.secondEntry'>;

export const refundSecondEntry: Command<InputOf<'refund.secondEntry'>, Entered> = {
  run({ ledger, caller, operation }, { case: number, payee, amount }) {
    const head = caseHead(ledger, number);
    const { personId } = caller;
    const entries = entriesOf(ledger, head.id, head.version);
    const { base, agreed } = entryPair(entries);
    if (base === null || agreed !== null || head.state === 'rejected' || head.state === 'withdrawn')
      return refuse('REFUND_STATE', { number: head.number, state: head.state });
    if (personId === head.personId || personId === base.personId)
      return refuse('REFUND_OWN_CASE', { fault: 'TYPED_IT' });
    if (base.name !== null && payee === null) return refuse('PAYEE_REQUIRED', {});
    if (payee !== null) refusePayeeFault(payee);
    const typed = base.name === null ? null : payee;
    const first: Payee | null =
      base.name === null || base.bank === null || base.sealed === null
        ? null
        : { name: base.name, bank: base.bank, account: openAccount(ledger, base.sealed) };
    const second = typed && { ...typed, account: plainAccount(typed.account) };
    const differs = entryDifferences(
      { payee: first, amount: base.amount },
      { payee: second, amount: base.amount === null ? null : amount },
    );
    const agrees = differs.length === 0;
    const isPosting = agrees && head.state === 'awaitingSecondEntry' && levelsOf(head).length === 0;
    const kept = { case: head.number, differs };
    const act = new Act(ledger);
    act.insert(refundEntry, {
      ...{ caseId: head.id, version: head.version, n: (entries.at(-1)?.n ?? 0) + 1, at: act.at, personId },
      ...payeeCells(ledger, typed),
      amount: base.amount === null ? null : (amount ?? base.amount),
      base: 0,
      agrees: agrees ? 1 : 0,
    });
    if (agrees && head.state === 'awaitingSecondEntry' && !isPosting)
      moveCase(ledger, act, head.id, 'secondEntryAgreed', {
        personId,
        missing: { use: false, secondEntry: false, levels: levelsOf(head).length },
      });
    act.seal({
      kind: agrees ? 'refund.entryAgreed' : 'refund.entryDiffers',
      ref: head.number,
      businessDate: ledger.businessDate(),
      personId,
      detail: { differs },
      ...(isPosting ? {} : { operation: operation(kept) }),
    });
    if (isPosting) postApproved(ledger, caller, [head.id], 'secondEntryAgreed', operation, kept);
    return { agreed: agrees, differs, case: readCase(ledger, head.number) };
  },
  again(ledger, kept) {
    const { case: number, differs } = kept as { case: string; differs: Entered['differs'] };
    return { agreed: differs.length === 0, differs, case: readCase(ledger, number) };
  },
};

type Delegated = OutputOf<'refund.delegate'>;

export const refundDelegate: Command<InputOf<'refund.delegate'>, Delegated> = {
  run({ ledger, caller, operation }, { to, fromDate, untilDate, reason }) {
    refuseCardNumbers([reason]);
    const person =
      ledger.one<{ id: number }>('SELECT id FROM person WHERE username = ?', to) ??
      refuse('UNKNOWN_USER', { username: to });
    if (person.id === caller.personId) return refuse('DELEGATE_REFUSED', { reason: 'self' });
    // A deputy decides with the right of another, but must be somebody who decides at all.
    if (!permissionsOf(rolesOf(ledger, person.id)).includes('approval.refund'))
      return refuse('DELEGATE_REFUSED', { reason: 'role' });
    if (untilDate < fromDate || untilDate < ledger.businessDate())
      return refuse('DELEGATE_REFUSED', { reason: 'dates' });
    const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM refund_delegation')?.id ?? 0) + 1;
    const act = new Act(ledger);
    act.insert(refundDelegation, {
      id,
      fromId: caller.personId,
      toId: person.id,
      fromDate,
      untilDate,
      reason,
      at: act.at,
    });
    act.seal({
      kind: 'refund.delegated',
      ref: to,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { fromDate, untilDate },
      operation: operation({ delegation: id }),
    });
    return { to, fromDate, untilDate };
  },
  again(ledger, kept) {
    const { delegation } = kept as { delegation: number };
    const row = ledger.one<Delegated>(
      `SELECT p.username AS "to", g.from_date AS fromDate, g.until_date AS untilDate
       FROM refund_delegation g JOIN person p ON p.id = g.to_id WHERE g.id = ?`,
      delegation,
    );
    if (!row) throw new Error(`delegation ${delegation} has an operation and is not there`);
    return row;
  },
};

/** Delegations that hold today or later, newest first. */
export function listDelegations(ledger: Ledger): OutputOf<'refund.delegations'> {
  const delegations = ledger.all<OutputOf<'refund.delegations'>['delegations'][number]>(
    `SELECT f.name AS "from", t.name AS "to", g.from_date AS fromDate, g.until_date AS untilDate, g.reason
     FROM refund_delegation g JOIN person f ON f.id = g.from_id JOIN person t ON t.id = g.to_id
     WHERE g.until_date >= ? AND g.id = (SELECT max(id) FROM refund_delegation x WHERE x.from_id = g.from_id AND x.to_id = g.to_id)
     ORDER BY g.id DESC`,
    ledger.businessDate(),
  );
  return { delegations };
}
