// Offers that still wait for an answer: cash for a drawer, a drawer for whoever comes next.
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface OpenHandover {
  readonly seq: number;
  readonly shiftId: number;
  readonly personId: number;
  readonly countSeq: number;
}

const HANDOVER = `
  SELECT o.seq, o.shift_id AS shiftId, o.person_id AS personId, o.count_seq AS countSeq FROM handover_offer o
  WHERE NOT EXISTS (SELECT 1 FROM handover_end e WHERE e.offer_seq = o.seq) AND`;

/** The offer of shift `id` that nobody has answered yet. */
export function openHandover(ledger: Ledger, id: number): OpenHandover | undefined {
  return ledger.one<OpenHandover>(`${HANDOVER} o.shift_id = ?`, id);
}

/** The handover `seq` while it waits. Throws Refused UNKNOWN_OFFER, OFFER_ENDED. */
export function waitingHandover(ledger: Ledger, seq: number): OpenHandover {
  const found = ledger.one<OpenHandover>(`${HANDOVER} o.seq = ?`, seq);
  const shiftOpen = found && ledger.one('SELECT 1 FROM open_shift WHERE shift_id = ?', found.shiftId);
  if (shiftOpen) return found;
  return ledger.one('SELECT 1 FROM handover_offer WHERE seq = ?', seq)
    ? refuse('OFFER_ENDED', {})
    : refuse('UNKNOWN_OFFER', {});
}

export interface OpenTransfer {
  readonly seq: number;
  readonly amount: Minor;
  readonly personId: number;
  /** null: out of the safe. */
  readonly fromShiftId: number | null;
  /** null: out of the safe, or of a drawer whose shift has ended since. */
  readonly fromAccount: string | null;
  readonly toAccount: string;
}

const TRANSFER = `
  SELECT o.seq, o.amount, o.person_id AS personId, o.from_shift_id AS fromShiftId, f.account AS fromAccount,
    t.account AS toAccount, o.to_drawer_id AS toDrawerId
  FROM transfer_offer o JOIN drawer t ON t.id = o.to_drawer_id
    LEFT JOIN open_shift h ON h.shift_id = o.from_shift_id LEFT JOIN drawer f ON f.id = h.drawer_id
  WHERE o.seq = ? AND NOT EXISTS (SELECT 1 FROM transfer_end e WHERE e.offer_seq = o.seq)
    AND (o.from_shift_id IS NULL OR h.shift_id IS NOT NULL)`;

/** The offer of cash `seq` while it waits and its sender's shift is open. Throws Refused UNKNOWN_OFFER, OFFER_ENDED. */
export function waitingTransfer(ledger: Ledger, seq: number): OpenTransfer {
  const found = ledger.one<OpenTransfer>(TRANSFER, seq);
  if (found) return found;
  return ledger.one('SELECT 1 FROM transfer_offer WHERE seq = ?', seq)
    ? refuse('OFFER_ENDED', {})
    : refuse('UNKNOWN_OFFER', {});
}
