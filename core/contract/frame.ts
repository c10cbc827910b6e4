// The messages on a window's port and on the lines of CLI `rpc`: JSON text, nothing else.
// Text because its size can be checked before it is read and because JSON carries no cycles, functions or prototypes.
import type { Refusal } from './errors.ts';

/** Longest request accepted, in UTF-16 units of the text. */
export const MAX_FRAME = 262_144;
/** Most requests of one window waiting for an answer at once. */
export const MAX_PENDING = 256;

export interface RequestFrame {
  readonly id: number;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}
export type AnswerFrame =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number | null; readonly error: { readonly code: string; readonly params: unknown } };
export interface EventFrame {
  readonly event: LedgerEvent['event'];
  readonly data: LedgerEvent['data'];
}

/** What the ledger tells windows unasked. */
export type LedgerEvent =
  | { readonly event: 'changed'; readonly data: { readonly topics: readonly ChangeTopic[] } }
  | { readonly event: 'session'; readonly data: { readonly state: 'locked' | 'ended' } }
  | { readonly event: 'verify.progress'; readonly data: { readonly done: number; readonly of: number } }
  /** Rows of a list read so far, and the most there may be. */
  | { readonly event: 'list.progress'; readonly data: { readonly done: number; readonly of: number } };
export type ChangeTopic =
  | 'receipts'
  | 'shift'
  | 'people'
  | 'tariff'
  | 'customers'
  | 'ledger'
  | 'parked'
  | 'refusals'
  | 'settings'
  | 'prepayments'
  | 'claims'
  | 'payers'
  | 'stock'
  | 'approvals'
  | 'bills'
  | 'days'
  | 'policies'
  | 'cash'
  | 'vouchers'
  | 'central'
  | 'discounts'
  | 'refunds'
  | 'tickets';

export type Decoded =
  | { readonly ok: true; readonly request: RequestFrame }
  | { readonly ok: false; readonly id: number | null; readonly refusal: Refusal };

const malformed = (id: number | null, reason: string): Decoded => ({
  ok: false,
  id,
  refusal: { code: 'MALFORMED', params: { reason } },
});

/** Reads one request; says what is wrong with anything else. Never throws, whatever `message` is. */
export function decodeRequest(message: unknown): Decoded {
  if (typeof message !== 'string') return malformed(null, 'not text');
  if (message.length > MAX_FRAME) {
    return { ok: false, id: null, refusal: { code: 'TOO_LARGE', params: { limit: MAX_FRAME } } };
  }
  let frame: unknown;
  try {
    frame = JSON.parse(message);
  } catch {
    return malformed(null, 'not JSON');
  }
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) return malformed(null, 'not an object');
  const { id, method, params = {}, ...rest } = frame as Record<string, unknown>;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) return malformed(null, 'id is not a whole number');
  if (typeof method !== 'string' || method.length > 64) return malformed(id, 'method is not a name');
  if (typeof params !== 'object' || params === null || Array.isArray(params))
    return malformed(id, 'params is not an object');
  if (Object.keys(rest).length > 0) return malformed(id, 'unknown fields');
  return { ok: true, request: { id, method, params: params as Record<string, unknown> } };
}
