// 冻结: whether a receipt is frozen, asked wherever money of it would leave or something would take its place.
import { refuse } from '../../core/contract/errors.ts';
import type { Ledger } from './ledger.ts';

export interface ReceiptFrozen {
  readonly reason: string;
  readonly by: string;
  /** ms since 1970 (UTC). */
  readonly at: number;
}

const FROZEN = `
  SELECT z.reason, z.at, p.name AS "by" FROM receipt_frozen z JOIN person p ON p.id = z.person_id WHERE z.receipt_seq = ?`;

/** Why receipt `seq` is frozen, or null. */
export function frozenReceipt(ledger: Ledger, seq: number): ReceiptFrozen | null {
  return ledger.one<ReceiptFrozen>(FROZEN, seq) ?? null;
}

/** Throws Refused RECEIPT_FROZEN while receipt `seq` is frozen; null: money held, which is of no receipt. */
export function refuseFrozenReceipt(ledger: Ledger, seq: number | null): void {
  const frozen = seq === null ? null : frozenReceipt(ledger, seq);
  if (frozen === null) return;
  const receipt = ledger.one<{ number: string }>('SELECT number FROM document WHERE seq = ?', seq)?.number ?? '';
  refuse('RECEIPT_FROZEN', { receipt, reason: frozen.reason });
}
