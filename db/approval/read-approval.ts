// Reads a request with everything that was decided on it and whether it was used.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import {
  type ApprovalHistory,
  approvalState,
  type Decision,
  type Moment,
  msLeft,
} from '../../core/approval/approval-rule.ts';
import type { ApprovalSubject } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ApprovalStanding } from '../../core/contract/procedures/approval.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface RequestRow {
  readonly seq: number;
  readonly id: string;
  readonly kind: ApprovalKind;
  readonly at: number;
  readonly subject: string;
  readonly amount: Minor;
  readonly digest: string;
  readonly levels: number;
  readonly personId: number;
  readonly username: string;
  readonly name: string;
  readonly used: number;
}

interface DecisionRow extends Decision {
  readonly name: string;
  readonly opinion: string | null;
}

export interface ApprovalRead {
  readonly row: Omit<RequestRow, 'subject'>;
  readonly subject: ApprovalSubject;
  /** Who asked, as the describers and `takeApproval` know them. */
  readonly requester: Caller;
  readonly history: ApprovalHistory;
  readonly last: DecisionRow | null;
}

const REQUEST = `
  SELECT r.seq, r.id, r.kind, r.at, r.subject, r.amount, r.digest, r.levels, p.id AS personId, p.username, p.name,
    EXISTS (SELECT 1 FROM approval_use u WHERE u.request_seq = r.seq)
      OR EXISTS (SELECT 1 FROM refund_document f WHERE f.request_seq = r.seq) AS used
  FROM approval_request r JOIN person p ON p.id = r.person_id WHERE r.id = ?`;
const DECISIONS = `
  SELECT d.level, d.verdict, d.at, d.tick, d.person_id AS personId, p.name, d.opinion
  FROM approval_decision d JOIN person p ON p.id = d.person_id WHERE d.request_seq = ? ORDER BY d.level`;

/** The request `id`. Throws Refused UNKNOWN_APPROVAL. */
export function readApproval(ledger: Ledger, id: string): ApprovalRead {
  const found = ledger.one<RequestRow>(REQUEST, id) ?? refuse('UNKNOWN_APPROVAL', {});
  const decisions = ledger.all<DecisionRow>(DECISIONS, found.seq);
  const { subject, ...row } = found;
  return {
    row,
    subject: JSON.parse(subject) as ApprovalSubject,
    requester: { personId: row.personId, username: row.username, name: row.name },
    history: {
      kind: row.kind,
      requesterId: row.personId,
      levels: row.levels,
      decisions,
      used: row.used === 1,
    },
    last: decisions.at(-1) ?? null,
  };
}

/** The request `id` when `caller` asked for it, or when it is a refund's. Throws Refused UNKNOWN_APPROVAL for anybody else's. */
export function readOwnApproval(ledger: Ledger, caller: Pick<Caller, 'personId'>, id: string): ApprovalRead {
  const found = readApproval(ledger, id);
  // A refund is asked for at one counter and decided at another: whoever may ask may see how far it is.
  const mine = found.row.personId === caller.personId || found.row.kind === 'refund';
  return mine ? found : refuse('UNKNOWN_APPROVAL', {});
}

/** The present moment on both clocks. */
export function momentOf(ledger: Ledger): Moment {
  return { at: ledger.clock.now(), tick: Math.floor(ledger.clock.sinceBoot()) };
}

/** Where a request stands now, for whoever asked. */
export function standingOf(ledger: Ledger, { row, history, last }: ApprovalRead): ApprovalStanding {
  const now = momentOf(ledger);
  const state = approvalState(history, now);
  return {
    request: row.id,
    kind: row.kind,
    amount: row.amount,
    state,
    by: last?.name ?? null,
    opinion: last?.opinion ?? null,
    msLeft: state === 'approved' && last ? msLeft(last, now) : 0,
  };
}
