// Goes over the rows of a list: finds columns by header name, counts rows as a spreadsheet does, and keeps for each row
// either its entry with what was normalised, or the first reason against it.
import { unguarded } from './cell-guard.ts';
import { type CellMark, headerIndex, type ListLayout, markKey } from './list-table.ts';
import type { HeaderFault, NormalisedCell, Normalisation, ReadList, RejectedRow, Rejection } from './list-findings.ts';

/** One field of a list: the name offices give its column, other names, and whether a list can do without it. */
export interface FieldNames {
  readonly names: readonly [string, ...string[]];
  readonly required: boolean;
}

export type ListRead<E> =
  | { readonly ok: true; readonly list: ReadList<E> }
  | { readonly ok: false; readonly fault: HeaderFault };

/** Stops the reading of one row. Only `readRows` catches it. */
class RowRejected extends Error {
  readonly field: string | null;
  readonly reason: Rejection;
  constructor(field: string | null, reason: Rejection) {
    super(reason);
    this.field = field;
    this.reason = reason;
  }
}

/** Blanks people leave around a cell: ASCII, no-break and ideographic. Escapes, because they cannot be told apart. */
const OUTER_BLANKS = /^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$/g;
// Full-width letters, digits, point, hyphen and slash lie 0xFEE0 above the ASCII ones.
const FULL_WIDTH = /[\uff0d-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
/** Control characters, half surrogates, and the mark a decoder leaves where bytes were not text. */
const NOT_TEXT = /[\p{Cc}\p{Cs}\ufffd]/u;

/** The cells of one row by field, with what was done to them. */
export class Row<F extends string> {
  readonly #cells: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #marks: (place: number) => CellMark | undefined;
  readonly notes: { readonly field: string; readonly why: Normalisation }[] = [];

  constructor(
    cells: readonly string[],
    places: ReadonlyMap<string, number>,
    marks: (place: number) => CellMark | undefined,
  ) {
    this.#cells = cells;
    this.#places = places;
    this.#marks = marks;
  }

  /** Ends the reading of this row. */
  reject(field: F, reason: Rejection): never {
    throw new RowRejected(field, reason);
  }

  /** Says that a cell was changed; once a row for each way, at the first cell it was met in. */
  note(field: F, why: Normalisation): void {
    if (!this.notes.some((one) => one.why === why)) this.notes.push({ field, why });
  }

  /** The cell as it stands in the file, without the guard our own export gives to what looks like a formula; '' where the list has no such column. */
  raw(field: F): string {
    const place = this.#places.get(field);
    if (place === undefined) return '';
    const mark = this.#marks(place);
    if (mark !== undefined && 'fault' in mark) this.reject(field, mark.fault);
    if (mark !== undefined && 'note' in mark) this.note(field, mark.note);
    return unguarded(this.#cells[place] ?? '');
  }

  /** The cell without blanks around it. Rejects what is no text. */
  trimmed(field: F): string {
    const raw = this.raw(field);
    const text = raw.replace(OUTER_BLANKS, '');
    if (text !== raw && text !== '') this.note(field, 'blanksTrimmed');
    if (NOT_TEXT.test(text)) this.reject(field, 'textInvalid');
    return text;
  }

  /** The cell trimmed and with full-width letters, digits and signs as ASCII: for codes, dates and numbers. */
  ascii(field: F): string {
    const trimmed = this.trimmed(field);
    const text = trimmed.replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
    if (text !== trimmed) this.note(field, 'fullWidth');
    return text;
  }

  /** Free text of at most `max` characters, or null when the cell is blank. */
  optionalText(field: F, max: number): string | null {
    const text = this.trimmed(field);
    if (text === '') return null;
    if ([...text].length > max) this.reject(field, 'textTooLong');
    return text;
  }
}

/** Header names are compared without blanks, underscores, letter case and a unit in brackets: 单价（元） is 单价. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '')
    .replace(/\([^)]*\)$/, '');
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.replace(OUTER_BLANKS, '') === '');

/** How a table is read: what its cells went through, and where its columns stand when somebody chose them. */
export interface HowToRead {
  readonly marks?: ReadonlyMap<string, CellMark>;
  readonly layout?: ListLayout | null;
}

/**
 * Reads `table`, whose header is the first record with two cells or more. `read` makes an entry of a row or rejects it.
 * Never throws otherwise.
 */
export function readRows<F extends string, E>(
  table: readonly (readonly string[])[],
  fields: Readonly<Record<F, FieldNames>>,
  read: (row: Row<F>, n: number) => E,
  how: HowToRead = {},
): ListRead<E> {
  const top = headerIndex(table);
  const header = withoutBlankEnd(table[top] ?? []);
  const { places, columns, ignored, fault } = how.layout
    ? placesChosen(header, fields, how.layout)
    : placesOf(header, fields);
  if (fault !== null) return { ok: false, fault };
  const entries: { row: number; entry: E }[] = [];
  const normalised: NormalisedCell[] = [];
  const rejected: RejectedRow[] = [];
  let rows = 0;
  for (let index = top + 1; index < table.length; index += 1) {
    const cells = table[index] ?? [];
    if (isBlank(cells)) continue;
    const n = index + 1;
    rows += 1;
    const row = new Row<F>(cells, places, (place) => how.marks?.get(markKey(index, place)));
    try {
      refuseWidth(cells, header.length);
      entries.push({ row: n, entry: read(row, n) });
      for (const { field, why } of row.notes) normalised.push({ row: n, column: columns[field] ?? field, why });
    } catch (error) {
      if (!(error instanceof RowRejected)) throw error;
      const column = error.field === null ? null : (columns[error.field] ?? error.field);
      rejected.push({ row: n, column, reason: error.reason });
    }
  }
  return { ok: true, list: { rows, entries, normalised, rejected, columns, ignored } };
}

function withoutBlankEnd(header: readonly string[]): readonly string[] {
  let end = header.length;
  while (end > 0 && isBlank(header.slice(end - 1, end))) end -= 1;
  return header.slice(0, end);
}

// Blank cells beyond the header are what spreadsheets leave behind; anything else there has lost its column.
function refuseWidth(cells: readonly string[], expected: number): void {
  if (cells.length < expected) throw new RowRejected(null, 'tooFewColumns');
  if (!isBlank(cells.slice(expected))) throw new RowRejected(null, 'tooManyColumns');
}

interface Places {
  readonly places: ReadonlyMap<string, number>;
  readonly columns: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
  readonly fault: HeaderFault | null;
}

/** The header of `table` as its columns are chosen by: names without blanks around, in their order. */
export function headerNames(table: readonly (readonly string[])[]): string[] {
  return withoutBlankEnd(table[headerIndex(table)] ?? []).map((cell) => cell.replace(OUTER_BLANKS, ''));
}

/** What a header is known by again: its names in the form in which names are compared. */
export function headerText(names: readonly string[]): string {
  return JSON.stringify(names.map(plainName));
}

/** Where the columns of a header stand by their names alone; a field that is not found is not there. */
export function layoutByName(
  names: readonly string[],
  fields: Readonly<Record<string, FieldNames>>,
): Record<string, number> {
  return Object.fromEntries(placesOf(names, fields).places);
}

function placesChosen(
  header: readonly string[],
  fields: Readonly<Record<string, FieldNames>>,
  layout: ListLayout,
): Places {
  const places = new Map(Object.entries(layout).filter(([field, place]) => field in fields && place < header.length));
  const nameAt = (place: number): string => (header[place] ?? '').replace(OUTER_BLANKS, '');
  const used = new Set(places.values());
  const missing = Object.entries(fields)
    .filter(([field, { required }]) => required && !places.has(field))
    .map(([, { names }]) => names[0]);
  return {
    places,
    // A column without a name is called by its number.
    columns: Object.fromEntries([...places].map(([field, place]) => [field, nameAt(place) || String(place + 1)])),
    ignored: header.map((_, place) => place).flatMap((place) => (used.has(place) ? [] : [nameAt(place)])),
    fault: missing.length > 0 ? { missing, twice: [] } : null,
  };
}

function placesOf(header: readonly string[], fields: Readonly<Record<string, FieldNames>>): Places {
  const known = new Map<string, string>();
  for (const [field, { names }] of Object.entries(fields)) for (const name of names) known.set(plainName(name), field);
  const places = new Map<string, number>();
  const columns: Record<string, string> = {};
  const ignored: string[] = [];
  const twice: string[] = [];
  for (const [place, cell] of header.entries()) {
    const name = cell.replace(OUTER_BLANKS, '');
    const field = known.get(plainName(name));
    if (field === undefined) ignored.push(name);
    else if (places.has(field)) twice.push(name);
    else {
      places.set(field, place);
      columns[field] = name;
    }
  }
  const missing = Object.entries(fields)
    .filter(([field, { required }]) => required && !places.has(field))
    .map(([, { names }]) => names[0]);
  const fault = missing.length + twice.length > 0 ? { missing, twice } : null;
  return { places, columns, ignored, fault };
}
