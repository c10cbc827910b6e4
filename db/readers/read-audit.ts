// The chained journal as an auditor reads it: newest first, a page at a time.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly businessDate: string;
  readonly who: string | null;
  readonly kind: string;
  readonly ref: string | null;
  readonly detail: string;
  readonly hash: Buffer;
}

const PAGE = `
  SELECT c.seq, c.at, c.business_date AS businessDate, p.name AS who, c.kind, c.ref, c.detail, c.hash
  FROM chain c LEFT JOIN person p ON p.id = c.person_id WHERE c.seq < ? ORDER BY c.seq DESC LIMIT ?`;

/** Up to `limit` rows before `before` (null: the newest). */
export function readAudit(ledger: Ledger, before: number | null, limit: number): OutputOf<'audit.recent'> {
  const rows = ledger.all<Row>(PAGE, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  return {
    rows: rows.slice(0, limit).map((row) => ({
      ...row,
      detail: JSON.parse(row.detail) as Record<string, unknown>,
      hash: row.hash.toString('hex'),
    })),
    more: rows.length > limit,
  };
}
