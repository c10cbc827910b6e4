// Everything that was posted for a receipt so far: what a void and an exchange mirror.
import type { Posting } from '../../core/charge/charge-postings.ts';
import type { Ledger } from './ledger.ts';

const POSTED = `
  SELECT account, amount FROM entry WHERE seq = ? UNION ALL
  SELECT e.account, e.amount FROM tender_correction c JOIN entry e ON e.seq = c.seq WHERE c.receipt_seq = ?`;

/** The entries of receipt `seq` and those of its corrections. */
export function postedFor(ledger: Ledger, seq: number): Posting[] {
  return ledger.all<Posting>(POSTED, seq, seq);
}
