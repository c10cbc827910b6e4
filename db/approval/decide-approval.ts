// The approval window's two calls: what is asked for, as the ledger reads it now, and the decision of somebody who proves
// who they are on the spot. Nobody is signed in by it, and the window is bound to one request.
import { approvalState, type DecisionFault, decisionFault } from '../../core/approval/approval-rule.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { Refused, refuse } from '../../core/contract/errors.ts';
import { approvalPermission } from '../../core/approval/approval-kind.ts';
import { APPROVAL_MS } from '../../core/approval/approval-rule.ts';
import { permissionsOf } from '../../core/people/permissions.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { approvalDecision } from '../schema-approval.ts';
import type { Identified, Sessions } from '../server/sessions.ts';
import { decideRefund } from '../refund/decide-refund.ts';
import { rolesOf } from '../use-cases/manage-people.ts';
import { type Matter, matterOf } from './matters.ts';
import { codeNeeded } from './code-needed.ts';
import { type ApprovalRead, momentOf, readApproval } from './read-approval.ts';

type Shown = Omit<OutputOf<'approval.show'>, 'several'>;
type Decided = OutputOf<'approval.decide'>;

/** What approval window `request` shows. Throws Refused UNKNOWN_APPROVAL. */
export function showApproval(ledger: Ledger, request: string): Shown {
  const found = readApproval(ledger, request);
  const { row, history, requester } = found;
  const matter = matterNow(ledger, found);
  const { organisation, counterCode, counterName, currency } = ledger.meta;
  return {
    request: row.id,
    kind: row.kind,
    state: approvalState(history, momentOf(ledger)),
    unchanged: matter?.digest === row.digest,
    amount: row.amount,
    facts: matter?.digest === row.digest ? [...matter.facts] : [],
    askedBy: { username: requester.username, name: requester.name },
    askedAt: row.at,
    utcOffsetMinutes: ledger.clock.utcOffset(row.at),
    organisation,
    counter: { code: counterCode, name: counterName },
    currency,
    level: Math.min(history.decisions.length + 1, row.levels),
    levels: row.levels,
    needsCode: codeNeeded(ledger, found),
    holdsMs: APPROVAL_MS,
  };
}

/**
 * Decides on `request`. The password is looked at outside the transaction; everything else is asked inside it, so that
 * nothing that changes meanwhile (a right, the matter, another decision) is missed. `present` says whether the window
 * is still there. Throws Refused.
 */
export async function decideApproval(
  ledger: Ledger,
  sessions: Sessions,
  request: string,
  input: InputOf<'approval.decide'>,
  present: () => boolean,
): Promise<Decided> {
  if (input.verdict !== 'approved' && input.opinion === null) refuse('OPINION_REQUIRED', {});
  if (input.opinion !== null && containsCardNumber(input.opinion)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
  const asked = readApproval(ledger, request);
  if (approvalState(asked.history, momentOf(ledger)) !== 'open') refuse('APPROVAL_DECIDED', {});
  const approver = await sessions.identify(input.username, input.password, codeNeeded(ledger, asked), input.code);
  if (!present()) return refuse('UNKNOWN_APPROVAL', {});
  try {
    return ledger.transact<Decided>(
      () => writeDecision(ledger, request, approver, input),
      () => decidedBy(ledger, request, approver),
    );
  } catch (error) {
    if (error instanceof Refused) noteRefusal(ledger, request, approver, error);
    throw error;
  }
}

interface ToWrite extends Pick<InputOf<'approval.decide'>, 'verdict' | 'opinion'> {
  /** One of several that one signature decides: its link says so. */
  readonly together?: boolean;
}

/** Asks everything again and writes one decision, inside a transaction. Throws Refused. */
export function writeDecision(
  ledger: Ledger,
  request: string,
  approver: Identified,
  { verdict, opinion, together = false }: ToWrite,
): Decided {
  const found = readApproval(ledger, request);
  const { row, history } = found;
  const { id: personId, name } = approver.person;
  const permissions = permissionsOf(rolesOf(ledger, personId));
  const now = momentOf(ledger);
  const digests = { asked: row.digest, now: matterNow(ledger, found)?.digest ?? '' };
  const fault = decisionFault(history, { personId, permissions }, digests, now);
  if (fault) refuseDecision(fault, found);
  // Another level may have been decided while the password was looked at, and this one may ask for more.
  if (approver.code === null && codeNeeded(ledger, found)) refuse('APPROVAL_DECIDED', {});
  approver.proved();
  const level = history.decisions.length + 1;
  const write = (inAct: (act: Act) => void, businessDate: string, escalated = false): void => {
    const act = new Act(ledger);
    approver.code?.spend(act);
    act.insert(approvalDecision, {
      ...{ requestSeq: row.seq, level, verdict },
      ...{ ...now, at: act.at, personId, opinion, digest: row.digest },
    });
    inAct(act);
    const detail = { kind: row.kind, ...(escalated ? { escalated } : {}), ...(together ? { together } : {}) };
    act.seal({ kind: `approval.${verdict}`, ref: request, businessDate, personId, detail });
  };
  // A refund goes on by the decision itself; everything else waits for the command it was asked for.
  if (row.kind === 'refund') {
    const caller = { personId, username: approver.person.username, name };
    decideRefund(ledger, caller, { requestSeq: row.seq, level, verdict, opinion }, write);
  } else write(() => undefined, ledger.businessDate());
  return { state: approvalState(readApproval(ledger, request).history, momentOf(ledger)), by: name };
}

function refuseDecision(fault: DecisionFault, { row }: ApprovalRead): never {
  switch (fault) {
    case 'notOpen':
      return refuse('APPROVAL_DECIDED', {});
    case 'own':
    case 'sameAsBefore':
      return refuse('APPROVAL_OWN', {});
    case 'noRight':
      return refuse('FORBIDDEN', { permission: approvalPermission(row.kind) });
    case 'changed':
      return refuse('APPROVAL_MISMATCH', {});
  }
}

// The password was right: the tries are forgotten. That somebody wanted to decide what was not theirs stays in the journal.
export function noteRefusal(ledger: Ledger, request: string, approver: Identified, { refusal }: Refused): void {
  ledger.transact(
    () => {
      approver.proved();
      const act = new Act(ledger);
      // A code that was shown here is used up, whatever became of it.
      if (refusal.code !== 'CODE_USED') approver.code?.spend(act);
      act.seal({
        kind: 'approval.refused',
        ref: request,
        businessDate: ledger.businessDate(),
        personId: approver.person.id,
        detail: { code: refusal.code },
      });
    },
    () => undefined,
  );
}

/** The matter as the ledger reads it now; null when it could not even be asked for any more. */
export function matterNow(ledger: Ledger, { requester, subject }: ApprovalRead): Matter | null {
  try {
    return matterOf(ledger, requester, subject);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

// After a commit whose outcome was unknown: the decision of this very person is in the file, or it is not.
export function decidedBy(ledger: Ledger, request: string, approver: Identified): Decided | undefined {
  const { history } = readApproval(ledger, request);
  if (history.decisions.at(-1)?.personId !== approver.person.id) return undefined;
  return { state: approvalState(history, momentOf(ledger)), by: approver.person.name };
}
