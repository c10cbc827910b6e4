// 手工票据: finds the sheet of a booklet that a hand-written receipt was written on, and refuses one that cannot be.
// Numbers are checked only where booklets are kept count of: an office without them types any number, as before.
import { refuse } from '../../core/contract/errors.ts';
import { readStockText } from '../../core/stock/stock-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { segmentsOf, writtenOffOf } from './stock-sheets.ts';

export interface BookletSheet {
  readonly segmentId: number;
  readonly number: number;
}

const ENDED = `
  SELECT state FROM stock_mark WHERE segment_id = ? AND number = ? AND state <> 'used' ORDER BY n DESC LIMIT 1`;

/**
 * The sheet numbered `paperNo`, or null where no booklet was ever taken into use. Throws Refused PAPER_NO_NOT_TAKEN when
 * it is in none of them, PAPER_NO_SPENT when it was spoiled, voided or written off. That it was entered before is told
 * by the receipt that has it.
 */
export function handwrittenSheet(ledger: Ledger, paperNo: string): BookletSheet | null {
  const booklets = segmentsOf(ledger, 'handwritten');
  if (booklets.length === 0) return null;
  const read = readStockText(paperNo);
  const booklet = booklets.find(
    (one) =>
      one.prefix === read?.prefix && one.digits === read.digits && read.number >= one.first && read.number <= one.last,
  );
  if (!read || !booklet) return refuse('PAPER_NO_NOT_TAKEN', { paperNo });
  const { number } = read;
  const ended = ledger.one<{ state: 'spoiled' | 'voided' }>(ENDED, booklet.id, number);
  if (ended) refuse('PAPER_NO_SPENT', { paperNo, state: ended.state });
  const off = writtenOffOf(ledger, booklet.id).some((range) => number >= range.first && number <= range.last);
  if (off) refuse('PAPER_NO_SPENT', { paperNo, state: 'writtenOff' });
  return { segmentId: booklet.id, number };
}
