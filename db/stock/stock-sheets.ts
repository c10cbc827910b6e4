// Numbered sheets in the ledger: which comes next, and writing down what became of one.
// A receipt is printed whether or not numbered paper is left: the receipt is the fact, the sheet only carries it.
import {
  nextSheet,
  type StockForm,
  type StockKind,
  type StockRange,
  type StockState,
  stockText,
} from '../../core/stock/stock-number.ts';
import type { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { stockMark } from '../schema-paper.ts';

export interface Segment extends StockForm, StockRange {
  readonly id: number;
  readonly kind: StockKind;
}

/** One sheet: its segment and running number. */
export interface Sheet {
  readonly segmentId: number;
  readonly number: number;
  readonly text: string;
}

const SEGMENTS = 'SELECT id, kind, prefix, digits, first, last FROM stock_segment WHERE kind = ? ORDER BY id';
const HIGHEST = 'SELECT max(number) AS highest FROM stock_mark WHERE segment_id = ?';
const WRITTEN_OFF = 'SELECT first, last FROM stock_write_off WHERE segment_id = ? ORDER BY first';

/** The segments of a kind, in the order they were taken. */
export function segmentsOf(ledger: Ledger, kind: StockKind): Segment[] {
  return ledger.all<Segment>(SEGMENTS, kind);
}

/** The highest number of a segment something became of; null while there is none. */
export function highestOf(ledger: Ledger, segmentId: number): number | null {
  return ledger.one<{ highest: number | null }>(HIGHEST, segmentId)?.highest ?? null;
}

export function writtenOffOf(ledger: Ledger, segmentId: number): StockRange[] {
  return ledger.all<StockRange>(WRITTEN_OFF, segmentId);
}

/** The sheet the printer takes next: of the segment taken first that still has one. Null where there is none. */
export function nextPrintedSheet(ledger: Ledger): Sheet | null {
  for (const segment of segmentsOf(ledger, 'printed')) {
    const number = nextSheet(segment, highestOf(ledger, segment.id), writtenOffOf(ledger, segment.id));
    if (number !== null) return { segmentId: segment.id, number, text: stockText(segment, number) };
  }
  return null;
}

/** Writes down that `sheet` went out with print `markN` of a document. */
export function useSheet(
  act: Act,
  sheet: Pick<Sheet, 'segmentId' | 'number'>,
  use: {
    readonly documentSeq: number;
    readonly markN: number | null;
    readonly shiftId: number | null;
    readonly personId: number;
  },
): void {
  const { segmentId, number } = sheet;
  act.insert(stockMark, { segmentId, number, n: 1, state: 'used', ...use, at: act.at, reason: null });
}

interface UsedRow {
  readonly segmentId: number;
  readonly number: number;
  readonly documentSeq: number;
  readonly markN: number | null;
}

const USED = `
  SELECT segment_id AS segmentId, number, document_seq AS documentSeq, mark_n AS markN FROM stock_mark u
  WHERE document_seq = :document AND state = 'used' AND (:mark IS NULL OR mark_n = :mark)
    AND NOT EXISTS (SELECT 1 FROM stock_mark s WHERE s.segment_id = u.segment_id AND s.number = u.number AND s.n = 2)
  ORDER BY segment_id, number`;

/** Why used sheets are of no more use: the sheet of one print was spoiled, or all of a document are void with it. */
export interface SheetEnd {
  readonly state: Extract<StockState, 'spoiled' | 'voided'>;
  readonly documentSeq: number;
  /** null: every sheet of the document. */
  readonly markN: number | null;
  readonly shiftId: number | null;
  readonly personId: number;
  readonly reason: string;
}

/** Writes down that used sheets were spoiled or voided, and answers how many there were. */
export function endSheets(ledger: Ledger, act: Act, end: SheetEnd): number {
  const { documentSeq, markN, ...rest } = end;
  const used = ledger.all<UsedRow>(USED, { document: documentSeq, mark: markN });
  for (const sheet of used) act.insert(stockMark, { ...sheet, ...rest, n: 2, at: act.at });
  return used.length;
}

/** The till shift the caller works in; null outside one. */
export function shiftOf(ledger: Ledger, personId: number): number | null {
  const sql = "SELECT shift_id AS id FROM open_shift WHERE person_id = ? AND kind = 'till'";
  return ledger.one<{ id: number }>(sql, personId)?.id ?? null;
}
