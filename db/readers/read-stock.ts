// Reads numbered paper: the segments in use, the next sheet, how many are left, and the numbers of a shift.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { StockSegmentView } from '../../core/contract/procedures/paper.ts';
import { nextSheet, sheetsLeft, type StockForm, stockText } from '../../core/stock/stock-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { highestOf, nextPrintedSheet, type Segment, shiftOf, writtenOffOf } from '../stock/stock-sheets.ts';

interface Row extends Segment {
  readonly takenBy: string;
  readonly handedOutBy: string;
  readonly at: number;
  readonly note: string | null;
}

const SEGMENTS = `
  SELECT s.id, s.kind, s.prefix, s.digits, s.first, s.last, s.at, s.note, t.name AS takenBy, p.name AS handedOutBy
  FROM stock_segment s JOIN person t ON t.id = s.taken_by JOIN person p ON p.id = s.person_id`;
const STATES = `
  SELECT state, count(*) AS count FROM stock_mark m WHERE segment_id = ?
    AND n = (SELECT max(n) FROM stock_mark k WHERE k.segment_id = m.segment_id AND k.number = m.number)
  GROUP BY state`;

function viewOf(ledger: Ledger, row: Row): StockSegmentView {
  const off = writtenOffOf(ledger, row.id);
  const highest = highestOf(ledger, row.id);
  const states = new Map(
    ledger.all<{ state: string; count: number }>(STATES, row.id).map(({ state, count }) => [state, count]),
  );
  const marked = [...states.values()].reduce((sum, count) => sum + count, 0);
  const writtenOff = off.reduce((sum, range) => sum + range.last - range.first + 1, 0);
  // A booklet is not written in by order of its numbers: only a printer has a next sheet.
  const inOrder = row.kind === 'printed';
  const next = inOrder ? nextSheet(row, highest, off) : null;
  return {
    id: row.id,
    kind: row.kind,
    first: stockText(row, row.first),
    last: stockText(row, row.last),
    takenBy: row.takenBy,
    handedOutBy: row.handedOutBy,
    at: row.at,
    note: row.note,
    next: next === null ? null : stockText(row, next),
    left: inOrder ? sheetsLeft(row, highest, off) : row.last - row.first + 1 - marked - writtenOff,
    used: states.get('used') ?? 0,
    spoiled: states.get('spoiled') ?? 0,
    voided: states.get('voided') ?? 0,
    writtenOff,
  };
}

/** One segment; it must exist. */
export function readSegmentView(ledger: Ledger, id: number): StockSegmentView {
  const row = ledger.one<Row>(`${SEGMENTS} WHERE s.id = ?`, id);
  if (!row) throw new Error(`stock segment ${id} does not exist`);
  return viewOf(ledger, row);
}

interface ShiftEnd extends StockForm {
  readonly number: number;
}

const FORM = 'FROM stock_mark m JOIN stock_segment s ON s.id = m.segment_id WHERE m.shift_id = ?';
const FIRST = `SELECT s.prefix, s.digits, m.number ${FORM} AND m.state = 'used' ORDER BY m.segment_id, m.number LIMIT 1`;
const LAST = `SELECT s.prefix, s.digits, m.number ${FORM} AND m.state = 'used' ORDER BY m.segment_id DESC, m.number DESC LIMIT 1`;
const COUNTS = `
  SELECT count(*) FILTER (WHERE state = 'used') AS used, count(*) FILTER (WHERE state = 'spoiled') AS spoiled
  FROM stock_mark WHERE shift_id = ?`;

/** First and last number a shift printed on; null where it printed on no numbered paper. */
export function readShiftSheets(ledger: Ledger, shiftId: number): OutputOf<'stock.state'>['shift'] {
  const [first, last] = [FIRST, LAST].map((sql) => ledger.one<ShiftEnd>(sql, shiftId));
  const counts = ledger.one<{ used: number; spoiled: number }>(COUNTS, shiftId);
  if (!first || !last || !counts) return null;
  return { first: stockText(first, first.number), last: stockText(last, last.number), ...counts };
}

/** Everything about numbered paper that person `personId` sees. */
export function readStock(ledger: Ledger, personId: number): OutputOf<'stock.state'> {
  const segments = ledger.all<Row>(`${SEGMENTS} ORDER BY s.id DESC LIMIT 200`).map((row) => viewOf(ledger, row));
  const printed = segments.filter((segment) => segment.kind === 'printed');
  const left = printed.reduce((sum, segment) => sum + segment.left, 0);
  const { sheets } = settingOn(ledger, 'stockAlarm', ledger.businessDate());
  const shiftId = shiftOf(ledger, personId);
  return {
    next: nextPrintedSheet(ledger)?.text ?? null,
    left,
    alarm: printed.length > 0 && left < sheets,
    shift: shiftId === null ? null : readShiftSheets(ledger, shiftId),
    segments,
  };
}
