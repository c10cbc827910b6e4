// Uses an approval up inside the act it was given for: checked and written in the same transaction, so that it can be
// neither used twice nor used for what was changed meanwhile.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import { useFault } from '../../core/approval/approval-rule.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Act } from '../ledger/act.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { approvalUse } from '../schema-approval.ts';
import { momentOf, readApproval } from './read-approval.ts';

export interface ApprovalToTake {
  /** As the command carries it; null when the till brought none. */
  readonly request: string | null;
  readonly kind: ApprovalKind;
  /** Of the matter as the ledger reads it in this very transaction (`matterOf`). */
  readonly digest: string;
}

/**
 * Takes the approval for `act`, which the caller has begun and not sealed. Throws Refused APPROVAL_REQUIRED,
 * UNKNOWN_APPROVAL, APPROVAL_NOT_GIVEN, APPROVAL_EXPIRED, APPROVAL_USED, APPROVAL_MISMATCH.
 */
export function takeApproval(ledger: Ledger, act: Act, caller: Caller, wanted: ApprovalToTake): void {
  const { request, kind, digest } = wanted;
  if (request === null) return refuse('APPROVAL_REQUIRED', { kind });
  const { row, history } = readApproval(ledger, request);
  const now = { ...momentOf(ledger), at: act.at };
  const fault = useFault(history, { personId: caller.personId, kind }, { asked: row.digest, now: digest }, now);
  switch (fault) {
    case null:
      act.insert(approvalUse, { requestSeq: row.seq, ...now, personId: caller.personId, digest });
      return;
    case 'mismatch':
      return refuse('APPROVAL_MISMATCH', {});
    case 'used':
      return refuse('APPROVAL_USED', {});
    case 'expired':
      return refuse('APPROVAL_EXPIRED', {});
    case 'notGiven':
      return refuse('APPROVAL_NOT_GIVEN', {});
  }
}
