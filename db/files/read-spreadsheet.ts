// From the bytes of an XLSX file to a table of texts: its first visible sheet that has rows. No formula is computed, no
// link followed. A number becomes the text of what the spreadsheet itself holds it to, fifteen digits; a date its day.
import { refuse } from '../../core/contract/errors.ts';
import type { CellMark } from '../../core/lists/list-table.ts';
import { markKey } from '../../core/lists/list-table.ts';
import { MAX_LIST_COLUMNS, MAX_LIST_ROWS } from '../../core/lists/list-limits.ts';
import {
  attribute,
  dateStyles,
  nameOf,
  type Sheet,
  sharedTexts,
  type Tag,
  textOf,
  walkXml,
  workbookOf,
} from './spreadsheet-xml.ts';
import { type ZipEntries, zipEntries } from './zip-entries.ts';

export interface SpreadsheetTable {
  readonly sheet: string;
  readonly records: readonly (readonly string[])[];
  readonly marks: ReadonlyMap<string, CellMark>;
}

/** Longest text of one cell; Excel itself holds no more than 32,767 characters. */
const MAX_CELL = 32_767;

/** Throws Refused LIST_UNREADABLE: not a spreadsheet, empty, or beyond the limits of a list. */
export function readSpreadsheet(bytes: Buffer, progress: (done: number, of: number) => void): SpreadsheetTable {
  const entries = zipEntries(bytes);
  const { sheets, from1904 } = workbookOf(entries);
  const reading = { texts: sharedTexts(entries), dates: dateStyles(entries), from1904, progress };
  for (const sheet of sheets.filter(({ hidden }) => !hidden)) {
    const table = readSheet(entries, sheet, reading);
    if (table.records.length >= 2) return table;
  }
  return refuse('LIST_UNREADABLE', { reason: 'empty' });
}

interface Reading {
  readonly texts: readonly string[];
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
  readonly progress: (done: number, of: number) => void;
}

function readSheet(entries: ZipEntries, sheet: Sheet, reading: Reading): SpreadsheetTable {
  const grid = new Grid();
  const cell = new OpenCell();
  let row = 0;
  const xml = textOf(entries, sheet.path) ?? '';
  let seen = 0;
  walkXml(xml, {
    open: (tag) => {
      const name = nameOf(tag);
      if (name === 'row') {
        row = Number(attribute(tag, 'r') ?? row + 1);
        seen += 1;
        if (seen % 5_000 === 0) reading.progress(seen, MAX_LIST_ROWS);
      } else if (name === 'c') cell.begin(tag, row);
      else cell.open(name);
    },
    text: (text) => cell.text(text),
    close: (tag) => {
      if (nameOf(tag) === 'c') grid.put(cell, contentOf(cell, reading));
      else cell.close(nameOf(tag));
    },
  });
  return { sheet: sheet.name, records: grid.records(), marks: grid.marks };
}

/** The cell being read: where it stands, of what type, and its texts so far. */
class OpenCell {
  row = 0;
  column = 0;
  type = '';
  style = 0;
  value = '';
  inline = '';
  hasFormula = false;
  #in: 'value' | 'inline' | 'spoken' | null = null;

  begin(tag: Tag, row: number): void {
    const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(attribute(tag, 'r') ?? '') ?? [];
    // Without an address a cell stands after the one before.
    this.column = letters === '' ? this.column + 1 : columnOf(letters);
    this.row = digits === '' ? row : Number(digits);
    this.type = attribute(tag, 't') ?? 'n';
    this.style = Number(attribute(tag, 's') ?? 0);
    [this.value, this.inline, this.hasFormula, this.#in] = ['', '', false, null];
  }
  open(name: string): void {
    if (name === 'v') this.#in = 'value';
    else if (name === 't' && this.#in !== 'spoken') this.#in = 'inline';
    else if (name === 'rPh') this.#in = 'spoken';
    else if (name === 'f') this.hasFormula = true;
  }
  text(text: string): void {
    if (this.#in === 'value') this.value += text;
    else if (this.#in === 'inline') this.inline += text;
  }
  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'rPh') this.#in = null;
  }
}

/** "A" is 0, "Z" 25, "AA" 26. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The rows put together from cells, with blank ones where the sheet leaves rows out. */
class Grid {
  readonly marks = new Map<string, CellMark>();
  readonly #rows: string[][] = [];

  put({ row, column }: OpenCell, { text, mark }: Content): void {
    if (text === '' && mark === undefined) return;
    if (!Number.isInteger(row) || row < 1) refuse('LIST_UNREADABLE', { reason: 'spreadsheet' });
    if (row > MAX_LIST_ROWS + 1) refuse('LIST_UNREADABLE', { reason: 'tooManyRows' });
    if (column >= MAX_LIST_COLUMNS) refuse('LIST_UNREADABLE', { reason: 'tooManyColumns' });
    if (text.length > MAX_CELL) refuse('LIST_UNREADABLE', { reason: 'spreadsheet' });
    while (this.#rows.length < row) this.#rows.push([]);
    const cells = this.#rows[row - 1] as string[];
    while (cells.length < column) cells.push('');
    cells[column] = text;
    if (mark !== undefined) this.marks.set(markKey(row - 1, column), mark);
  }

  /** All rows of one width: a spreadsheet does not write the blank cells at the end of a row. */
  records(): string[][] {
    const width = this.#rows.reduce((most, cells) => Math.max(most, cells.length), 0);
    return this.#rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => '')]);
  }
}

interface Content {
  readonly text: string;
  readonly mark?: CellMark;
}

function contentOf(cell: OpenCell, { texts, dates, from1904 }: Reading): Content {
  const { type, value, style } = cell;
  if (type === 'inlineStr') return { text: cell.inline };
  if (value === '')
    return cell.hasFormula && type !== 'str' ? { text: '', mark: { fault: 'formulaWithoutValue' } } : { text: '' };
  switch (type) {
    case 's':
      return { text: texts[Number(value)] ?? '' };
    case 'str':
      return { text: value };
    case 'b':
      return { text: value === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { text: '', mark: { fault: 'cellError' } };
    case 'd':
      return { text: value.replace(/T00:00(:00(\.0+)?)?Z?$/, '') };
    default:
      return dates[style] === true ? dateContent(value, from1904) : numberContent(value);
  }
}

/**
 * The text of a number cell. A spreadsheet holds fifteen significant digits and shows no more; what its file has beyond
 * them is the tail of binary arithmetic (0.1+0.2 is stored as 0.30000000000000004 and is 0.3). Whole numbers of more
 * digits have lost them when they were typed, so they are not taken.
 */
export function numberContent(raw: string): Content {
  const value = Number(raw);
  if (!Number.isFinite(value)) return { text: raw };
  if (Math.abs(value) >= 1e15) return { text: '', mark: { fault: 'digitsLost' } };
  const held = Number(value.toPrecision(15));
  const text = plainDecimal(held);
  return held === value ? { text } : { text, mark: { note: 'floatTail' } };
}

/** Without an exponent: 1e-7 is 0.0000001, as a person would write it. */
function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(20).replace(/\.?0+$/, '');
}

const DAY_MS = 86_400_000;

/** The text of a date cell: its day, with the time where it has one. Days before 1 March 1900 are counted wrongly by design. */
export function dateContent(raw: string, from1904: boolean): Content {
  const serial = Number(raw) + (from1904 ? 1_462 : 0);
  if (!Number.isFinite(serial) || serial < 61 || serial >= 2_958_466) return numberContent(raw);
  const minutes = Math.round((serial % 1) * 1_440);
  const at = new Date((Math.floor(serial) - 25_569) * DAY_MS + minutes * 60_000).toISOString();
  const text = minutes === 0 ? at.slice(0, 10) : at.slice(0, 16).replace('T', ' ');
  return { text };
}
