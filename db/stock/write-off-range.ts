// The sheets that are to be written off 核销, as the ledger knows them: of one segment, and nothing became of any of them.
import { refuse } from '../../core/contract/errors.ts';
import { readSegment, type StockRange, stockText } from '../../core/stock/stock-number.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface WriteOffRange extends StockRange {
  readonly segmentId: number;
  /** Write-offs of the segment so far. */
  readonly before: number;
}

const SEGMENT = `
  SELECT id FROM stock_segment WHERE prefix = ? AND digits = ? AND first <= ? AND last >= ?`;
const MARKED = `
  SELECT number FROM stock_mark WHERE segment_id = :id AND number BETWEEN :first AND :last
  UNION SELECT first FROM stock_write_off WHERE segment_id = :id AND first <= :last AND last >= :first
  ORDER BY 1 LIMIT 1`;
const BEFORE = 'SELECT count(*) AS n FROM stock_write_off WHERE segment_id = ?';

/** Reads the range from its first and last sheet as typed. Throws Refused STOCK_RANGE, STOCK_NOT_TAKEN or STOCK_SPENT. */
export function writeOffRange(ledger: Ledger, first: string, last: string): WriteOffRange {
  const read = readSegment(first, last);
  if (!read.ok) return refuse('STOCK_RANGE', { reason: read.fault });
  const { prefix, digits, first: from, last: to } = read.segment;
  const segment = ledger.one<{ id: number }>(SEGMENT, prefix, digits, from, to);
  if (!segment) return refuse('STOCK_NOT_TAKEN', { first, last });
  const marked = ledger.one<{ number: number }>(MARKED, { id: segment.id, first: from, last: to });
  if (marked) return refuse('STOCK_SPENT', { number: stockText({ prefix, digits }, marked.number) });
  const before = ledger.one<{ n: number }>(BEFORE, segment.id)?.n ?? 0;
  return { segmentId: segment.id, first: from, last: to, before };
}
