// Proves what the rows say of paper: one living original per receipt, what became of every numbered sheet, and the steps
// of e-invoices. Questions put to one state of the file, each naming the first row that could not have come about: a
// ledger of millions of sheets is judged without keeping them in memory.
import type { Db } from '../open/connection.ts';
import { bad } from './finding.ts';

interface Question {
  readonly check: 'limits' | 'numbers';
  readonly table: string;
  readonly detail: string;
  /** Answers the name of the first row that is wrong, or nothing. */
  readonly sql: string;
}

const PRINTS: readonly Question[] = [
  {
    check: 'numbers',
    table: 'print_mark',
    detail: 'its prints are not numbered without a gap',
    sql: 'SELECT document_seq FROM print_mark GROUP BY document_seq HAVING count(*) <> max(n) OR min(n) <> 1',
  },
  {
    check: 'limits',
    table: 'print_mark',
    detail: 'is the original and not its first print, or the other way round',
    sql: "SELECT document_seq || ' ' || n FROM print_mark WHERE (kind = 'original') <> (n = 1)",
  },
  {
    check: 'limits',
    table: 'print_mark',
    detail: 'is a second original: the one before it was not spoiled by then',
    sql: `SELECT r.document_seq || ' ' || r.n FROM print_mark r
      JOIN print_mark o ON o.document_seq = r.document_seq AND o.n < r.n AND o.kind <> 'copy'
      LEFT JOIN print_spoil s ON s.document_seq = o.document_seq AND s.mark_n = o.n AND s.seq <= r.seq
      WHERE r.kind = 'replacement' AND s.mark_n IS NULL`,
  },
  {
    check: 'limits',
    table: 'print_spoil',
    detail: 'was spoiled before it was printed',
    sql: `SELECT s.document_seq || ' ' || s.mark_n FROM print_spoil s
      JOIN print_mark m ON m.document_seq = s.document_seq AND m.n = s.mark_n WHERE s.seq <= m.seq`,
  },
];

const STOCK: readonly Question[] = [
  {
    check: 'numbers',
    table: 'stock_segment',
    detail: 'segments are not numbered without a gap, in the order they were taken',
    sql: 'SELECT id FROM (SELECT id, row_number() OVER (ORDER BY seq, id) AS place FROM stock_segment) WHERE id <> place',
  },
  {
    check: 'limits',
    table: 'stock_segment',
    detail: 'has sheets of another segment',
    sql: `SELECT a.id FROM stock_segment a JOIN stock_segment b ON b.id < a.id AND b.prefix = a.prefix
      AND b.digits = a.digits AND b.first <= a.last AND b.last >= a.first`,
  },
  {
    check: 'limits',
    table: 'stock_mark',
    detail: 'is not of its segment, or of one of another kind',
    sql: `SELECT m.segment_id || ' ' || m.number FROM stock_mark m JOIN stock_segment s ON s.id = m.segment_id
      WHERE m.number NOT BETWEEN s.first AND s.last OR m.seq <= s.seq
        OR (m.state = 'used' AND (s.kind = 'printed') <> (m.mark_n IS NOT NULL))`,
  },
  {
    check: 'limits',
    table: 'stock_mark',
    detail: 'does not end what the sheet was used for',
    sql: `SELECT e.segment_id || ' ' || e.number FROM stock_mark e
      LEFT JOIN stock_mark u ON u.segment_id = e.segment_id AND u.number = e.number AND u.n = 1 AND u.state = 'used'
        AND u.document_seq IS e.document_seq AND u.mark_n IS e.mark_n AND u.seq < e.seq
      WHERE e.n = 2 AND (u.n IS NULL OR e.state = 'used')`,
  },
  {
    check: 'limits',
    table: 'stock_mark',
    detail: 'came out of the printer out of order',
    sql: `SELECT segment_id || ' ' || number FROM (
        SELECT m.segment_id, m.number, lag(m.number) OVER (PARTITION BY m.segment_id ORDER BY m.seq, m.number) AS before
        FROM stock_mark m JOIN stock_segment s ON s.id = m.segment_id WHERE s.kind = 'printed' AND m.n = 1)
      WHERE number <= before`,
  },
  {
    check: 'limits',
    table: 'stock_write_off',
    detail: 'is not of its segment, out of order, or written off before',
    sql: `SELECT o.segment_id || ' ' || o.n FROM stock_write_off o JOIN stock_segment s ON s.id = o.segment_id
      WHERE o.first < s.first OR o.last > s.last OR o.last < o.first
        OR o.n <> (SELECT count(*) FROM stock_write_off b WHERE b.segment_id = o.segment_id AND b.seq <= o.seq)
        OR EXISTS (SELECT 1 FROM stock_write_off b WHERE b.segment_id = o.segment_id AND b.n < o.n
          AND b.first <= o.last AND b.last >= o.first)`,
  },
  {
    check: 'limits',
    table: 'stock_write_off',
    detail: 'has a sheet of which something became',
    sql: `SELECT o.segment_id || ' ' || o.n FROM stock_write_off o
      WHERE EXISTS (SELECT 1 FROM stock_mark m WHERE m.segment_id = o.segment_id AND m.number BETWEEN o.first AND o.last)`,
  },
];

const INVOICES: readonly Question[] = [
  {
    check: 'limits',
    table: 'invoice',
    detail: 'cannot follow the step before it',
    sql: `SELECT document_seq || ' ' || n FROM (
        SELECT *, lag(n, 1, 0) OVER steps AS last_n, lag(status, 1, 'none') OVER steps AS last_status,
          lag(kind || ' ' || coalesce(code, '') || ' ' || number) OVER steps AS last_numbers
        FROM invoice WINDOW steps AS (PARTITION BY document_seq ORDER BY seq, n))
      WHERE n <> last_n + 1
        OR (last_status || '>' || status) NOT IN ('none>requested', 'none>issued', 'requested>none', 'requested>issued',
          'issued>redLettered', 'redLettered>requested', 'redLettered>issued')
        OR (status = 'redLettered' AND last_numbers IS NOT kind || ' ' || coalesce(code, '') || ' ' || number)`,
  },
];

/** Throws a finding for the first row of paper that could not have come about. */
export function checkPaper(db: Db): void {
  for (const { check, table, detail, sql } of [...PRINTS, ...STOCK, ...INVOICES]) {
    const row = db.prepare(`${sql} LIMIT 1`).pluck().get() as string | number | undefined;
    if (row !== undefined) bad(check, table, row, detail);
  }
}
