// What a call can come back with instead of a result: the ledger's refusal, or silence.
// Screens turn both into a sentence through i18n; nothing here speaks.
import type { ErrorCode, Refusal } from '../../core/contract/errors.ts';

/**
 * A refusal of the ledger, or what only the window can say. `TIMED_OUT`: the call was sent and no answer came, so its
 * outcome is unknown. `LEFT_IN_DOUBT`: the person left before the outcome was known, and nobody goes on asking.
 */
export type Fault =
  | Refusal
  | { readonly code: 'TIMED_OUT'; readonly params: { readonly method: string } }
  | { readonly code: 'LEFT_IN_DOUBT'; readonly params: Readonly<Record<string, never>> };
export type FaultCode = Fault['code'];

export class CallFailed extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.name = 'CallFailed';
    this.fault = fault;
  }
}

/** The fault carried by anything that was thrown; what is not a `CallFailed` is a defect and becomes INTERNAL. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof CallFailed) return thrown.fault;
  return { code: 'INTERNAL', params: { incident: thrown instanceof Error ? thrown.message : String(thrown) } };
}

const OUTCOME_UNKNOWN: ReadonlySet<FaultCode> = new Set<ErrorCode | 'TIMED_OUT'>([
  'LEDGER_GONE',
  'TIMED_OUT',
  'COMMIT_IN_DOUBT',
]);
const SESSION_NEEDED: ReadonlySet<FaultCode> = new Set<ErrorCode>([
  'LEDGER_LOCKED',
  'NOT_SIGNED_IN',
  'SESSION_EXPIRED',
  'SESSION_LOCKED',
]);

/** True when the command may or may not have been carried out: only a look-up by operation id can tell. */
export function outcomeUnknown(fault: Fault): boolean {
  return OUTCOME_UNKNOWN.has(fault.code);
}

/** True when the ledger is there but will not answer until somebody unlocks it or signs in. */
export function needsSession(fault: Fault): boolean {
  return SESSION_NEEDED.has(fault.code);
}
