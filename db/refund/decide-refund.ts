// What a decision on a refund does: the right of its level, who may not decide, and where the case goes, with the red slip
// posted in the same act when the last level has said yes.
import type { Verdict } from '../../core/approval/approval-rule.ts';
import { refuse } from '../../core/contract/errors.ts';
import {
  approverFault,
  decidedBefore,
  type EarlierActor,
  type LevelName,
  levelsToDecide,
} from '../../core/refund/approval-levels.ts';
import type { Permission } from '../../core/people/permissions.ts';
import type { Act } from '../ledger/act.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { rightsOf } from '../ledger/rights.ts';
import { type CaseHead, CASE_HEAD, levelsDone, levelsOf } from '../readers/read-refund.ts';
import { refundDeputy } from '../schema-refund.ts';
import { inSomeShift } from '../use-cases/office-shift.ts';
import { moveCase } from './move-case.ts';
import { postRefund } from './post-refund.ts';

export function levelPermission(level: LevelName): Permission {
  return `refund.level.${level}`;
}

/** The case that request `requestSeq` was made for. Throws Refused REFUND_STATE unless it waits for exactly this decision. */
export function caseOfRequest(ledger: Ledger, requestSeq: number): CaseHead {
  const head = ledger.one<CaseHead>(`${CASE_HEAD} WHERE q.request_seq = ?`, requestSeq);
  if (!head) {
    const old = ledger.one<{ number: string }>(
      'SELECT c.number FROM refund_request q JOIN refund_case c ON c.id = q.case_id WHERE q.request_seq = ?',
      requestSeq,
    );
    return refuse('UNKNOWN_REFUND', { number: old?.number ?? '' });
  }
  return head.state === 'awaitingApproval' ? head : refuse('REFUND_STATE', { number: head.number, state: head.state });
}

/** Everybody who had a part in the version that stands. */
export function actorsOf(ledger: Ledger, head: CaseHead): EarlierActor[] {
  const typed = ledger.all<{ personId: number }>(
    'SELECT person_id AS personId FROM refund_entry WHERE case_id = ? AND version = ? AND n > 1',
    head.id,
    head.version,
  );
  const decided = ledger.all<{ personId: number; inPlaceOf: number | null }>(
    `SELECT d.person_id AS personId, g.from_id AS inPlaceOf FROM approval_decision d
       LEFT JOIN refund_deputy y ON y.request_seq = d.request_seq AND y.level = d.level
       LEFT JOIN refund_delegation g ON g.id = y.delegation_id
     WHERE d.request_seq = ?`,
    head.requestSeq,
  );
  return [
    { personId: head.personId, as: 'applicant' },
    ...typed.map(({ personId }) => ({ personId, as: 'secondEntry' as const })),
    ...decided.map(({ personId }) => ({ personId, as: 'approver' as const })),
    ...decided.flatMap(({ inPlaceOf }) =>
      inPlaceOf === null ? [] : [{ personId: inPlaceOf, as: 'delegate' as const }],
    ),
  ];
}

/** Throws Refused REFUND_OWN_CASE for whoever decided: a payee that is typed once it is approved is typed by two others. */
export function refuseDecider(ledger: Ledger, head: CaseHead, personId: number): void {
  if (decidedBefore(personId, actorsOf(ledger, head))) refuse('REFUND_OWN_CASE', { fault: 'DECIDED_BEFORE' });
}

const DELEGATIONS = `
  SELECT g.id, g.from_id AS fromId, f.name FROM refund_delegation g JOIN person f ON f.id = g.from_id
  WHERE g.to_id = ? AND g.from_date <= ? AND g.until_date >= ?
    AND g.id = (SELECT max(id) FROM refund_delegation x WHERE x.from_id = g.from_id AND x.to_id = g.to_id)
  ORDER BY g.id DESC`;

export interface Standing {
  readonly level: LevelName;
  /** By whose delegation; null: by a right of one's own. */
  readonly delegation: { readonly id: number; readonly name: string } | null;
  /** The level is overdue, and this is the right of one above. */
  readonly escalated: boolean;
}

/**
 * By what right `personId` may decide the level that `head` waits for, or the refusal. A level that is overdue is open to
 * those above it where its table says so. A deputy has the right of whoever named them, for as long as that one has it and
 * had no part in the case. A right of one's own goes before, and the level's before one above.
 */
export function standingToDecide(
  ledger: Ledger,
  head: CaseHead,
  personId: number,
  rights: (personId: number) => ReadonlySet<Permission> = (id) => rightsOf(ledger, id),
): Standing | 'own' | 'noRight' {
  const due = levelsOf(head)[levelsDone(ledger, head.requestSeq)];
  if (due === undefined) return 'noRight';
  const actors = actorsOf(ledger, head);
  if (approverFault(personId, actors) !== null) return 'own';
  const { level } = due;
  const open = levelsToDecide(due, ledger.clock.now() - head.since);
  const byRightOf = (id: number): LevelName | undefined => open.find((one) => rights(id).has(levelPermission(one)));
  const own = byRightOf(personId);
  if (own === level) return { level, delegation: null, escalated: false };
  const today = ledger.businessDate();
  const givers = ledger
    .all<{ id: number; fromId: number; name: string }>(DELEGATIONS, personId, today, today)
    .filter(({ fromId }) => approverFault(fromId, actors) === null);
  const giver = givers.find(({ fromId }) => byRightOf(fromId) === level);
  if (giver) return { level, delegation: { id: giver.id, name: giver.name }, escalated: false };
  if (own !== undefined) return { level, delegation: null, escalated: true };
  const above = givers.find(({ fromId }) => byRightOf(fromId) !== undefined);
  return above ? { level, delegation: { id: above.id, name: above.name }, escalated: true } : 'noRight';
}

/**
 * Carries out a decision on a refund: `write` inserts the decision into the act it is given and seals it. In a shift of its
 * own where the red slip is posted with it. Throws Refused FORBIDDEN, APPROVAL_OWN, REFUND_STATE and what posting refuses.
 */
export function decideRefund(
  ledger: Ledger,
  approver: Caller,
  {
    requestSeq,
    level,
    verdict,
    opinion,
  }: { requestSeq: number; level: number; verdict: Verdict; opinion: string | null },
  write: (inAct: (act: Act) => void, businessDate: string, escalated: boolean) => void,
): void {
  const head = caseOfRequest(ledger, requestSeq);
  const standing = standingToDecide(ledger, head, approver.personId);
  if (standing === 'own') return refuse('APPROVAL_OWN', {});
  if (standing === 'noRight') {
    const due = levelsOf(head)[levelsDone(ledger, requestSeq)]?.level ?? 'first';
    return refuse('FORBIDDEN', { permission: levelPermission(due) });
  }
  const { personId } = approver;
  const isLast = verdict === 'approved' && level === levelsOf(head).length;
  const inAct = (shift: ShiftToPostIn | null) => (act: Act) => {
    if (standing.delegation !== null)
      act.insert(refundDeputy, { requestSeq, level, delegationId: standing.delegation.id });
    const step = { rejected: 'reject', returned: 'sentBack' } as const;
    if (verdict === 'approved')
      moveCase(ledger, act, head.id, isLast ? 'lastLevelApproved' : 'levelApproved', { personId });
    else if (verdict !== 'withdrawn') moveCase(ledger, act, head.id, step[verdict], { personId, text: opinion });
    if (shift !== null) postRefund(ledger, act, shift, head.id, personId);
  };
  if (!isLast) return write(inAct(null), ledger.businessDate(), standing.escalated);
  inSomeShift(
    ledger,
    approver,
    null,
    () => null,
    (shift) => write(inAct(shift), shift.businessDate, standing.escalated),
  );
}
