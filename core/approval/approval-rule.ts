// Who may decide, and for how long a decision holds. Pure: the ledger asks this before it writes a decision or a use,
// the database says the same again in its constraints, and `verify` derives it a third time.
import type { Permission } from '../people/permissions.ts';
import { type ApprovalKind, approvalPermission } from './approval-kind.ts';

/** A decision holds once, and no longer than this. */
export const APPROVAL_MS = 60_000;

/** A moment on two clocks: one that can be set, one that only grows while the machine runs. */
export interface Moment {
  /** Wall clock, ms since 1970 UTC. */
  readonly at: number;
  /** ms since the machine started. */
  readonly tick: number;
}

export const VERDICTS = ['approved', 'rejected', 'returned', 'withdrawn'] as const;
/** returned: to be put right and asked for again. withdrawn: by whoever asked, nobody else. */
export type Verdict = (typeof VERDICTS)[number];

export interface Decision extends Moment {
  readonly level: number;
  readonly verdict: Verdict;
  readonly personId: number;
}

/** One request with all that was decided on it, in the order of the levels. */
export interface ApprovalHistory {
  readonly kind: ApprovalKind;
  readonly requesterId: number;
  /** How many people must approve one after the other. */
  readonly levels: number;
  readonly decisions: readonly Decision[];
  readonly used: boolean;
}

export const APPROVAL_STATES = ['open', 'approved', 'expired', 'used', 'rejected', 'returned', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/**
 * Whether a decision of `decided` still holds at `now`. Both clocks must agree: setting the wall clock back changes
 * nothing for the other one, and a restarted machine, whose other clock begins anew, is behind every earlier decision.
 */
export function stillHolds(decided: Moment, now: Moment): boolean {
  const passed = now.at - decided.at;
  const ticked = now.tick - decided.tick;
  return passed >= 0 && passed <= APPROVAL_MS && ticked >= 0 && ticked <= APPROVAL_MS;
}

/** ms for which an approval may still be used; 0 when it may not. */
export function msLeft(decided: Moment, now: Moment): number {
  if (!stillHolds(decided, now)) return 0;
  return Math.min(APPROVAL_MS - (now.at - decided.at), APPROVAL_MS - (now.tick - decided.tick));
}

/** Where a request stands at `now`. */
export function approvalState(history: ApprovalHistory, now: Moment): ApprovalState {
  const last = history.decisions.at(-1);
  if (last === undefined) return 'open';
  // One who says no ends it, whatever was written after that.
  const ended = history.decisions.find(({ verdict }) => verdict !== 'approved');
  if (ended !== undefined && ended.verdict !== 'approved') return ended.verdict;
  if (history.decisions.length < history.levels) return 'open';
  if (history.used) return 'used';
  return stillHolds(last, now) ? 'approved' : 'expired';
}

export type DecisionFault = 'notOpen' | 'own' | 'sameAsBefore' | 'noRight' | 'changed';

/**
 * Why `approver` may not decide, or null. Own requests are nobody's to decide, whatever their rights; people of one
 * case are distinct; a matter that reads otherwise than when it was asked for is asked for again.
 */
export function decisionFault(
  history: ApprovalHistory,
  approver: { readonly personId: number; readonly permissions: readonly Permission[] },
  digests: { readonly asked: string; readonly now: string },
  now: Moment,
): DecisionFault | null {
  if (approvalState(history, now) !== 'open') return 'notOpen';
  if (approver.personId === history.requesterId) return 'own';
  if (history.decisions.some(({ personId }) => personId === approver.personId)) return 'sameAsBefore';
  if (!approver.permissions.includes(approvalPermission(history.kind))) return 'noRight';
  return digests.asked === digests.now ? null : 'changed';
}

export type UseFault = 'mismatch' | 'used' | 'expired' | 'notGiven';

/** Why the command of `user` for `kind` and the matter of `digests.now` may not use this approval, or null. */
export function useFault(
  history: ApprovalHistory,
  use: { readonly personId: number; readonly kind: ApprovalKind },
  digests: { readonly asked: string; readonly now: string },
  now: Moment,
): UseFault | null {
  if (use.personId !== history.requesterId || use.kind !== history.kind) return 'mismatch';
  if (digests.asked !== digests.now) return 'mismatch';
  const state = approvalState(history, now);
  if (state === 'approved') return null;
  return state === 'used' || state === 'expired' ? state : 'notGiven';
}
