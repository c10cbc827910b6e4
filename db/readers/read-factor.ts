// What stands in the ledger about somebody's second factor: which enrolment counts, and which recovery codes are left.
import { RECOVERY_CODES } from '../../core/people/second-factor.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The number of the enrolment of `personId` that counts, or null. */
export function enrolmentOf(ledger: Ledger, personId: number): number | null {
  const sql = `SELECT e.n, EXISTS (SELECT 1 FROM totp_end x WHERE x.person_id = e.person_id AND x.n = e.n) AS ended
    FROM totp_enrolment e WHERE e.person_id = ? ORDER BY e.n DESC LIMIT 1`;
  const last = ledger.one<{ n: number; ended: number }>(sql, personId);
  return last === undefined || last.ended === 1 ? null : last.n;
}

/** What stands for `personId` about the second factor: since when, and how many recovery codes are left. Null: not enrolled. */
export function readFactor(ledger: Ledger, personId: number): { readonly since: number; readonly left: number } | null {
  const n = enrolmentOf(ledger, personId);
  if (n === null) return null;
  const sql = `SELECT c.at FROM totp_enrolment e JOIN chain c ON c.seq = e.seq WHERE e.person_id = ? AND e.n = ?`;
  const since = ledger.one<{ at: number }>(sql, personId, n)?.at ?? 0;
  const batch = newestBatch(ledger, personId, n) ?? 0;
  return { since, left: RECOVERY_CODES - recoveryUsed(ledger, personId, n, batch).length };
}

/** The number of the newest set of recovery codes, or null. */
export function newestBatch(ledger: Ledger, personId: number, n: number): number | null {
  const sql = 'SELECT max(batch) AS batch FROM totp_recovery WHERE person_id = ? AND n = ?';
  return ledger.one<{ batch: number | null }>(sql, personId, n)?.batch ?? null;
}

/** The places of the codes of one set that were used. */
export function recoveryUsed(ledger: Ledger, personId: number, n: number, batch: number): readonly number[] {
  const sql = 'SELECT place FROM totp_recovery_use WHERE person_id = ? AND n = ? AND batch = ?';
  return ledger.all<{ place: number }>(sql, personId, n, batch).map(({ place }) => place);
}
