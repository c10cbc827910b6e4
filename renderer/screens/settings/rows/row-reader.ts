// What is typed into the rows of a setting, read cell by cell: the first that cannot stand is named by its row.
// Pure; the ledger checks the value itself.
import type { Currency, Minor } from '../../../../core/money/money.ts';
import { ZERO } from '../../../../core/money/money.ts';
import { parseAmount, parseQuantity } from '../../../../core/money/parse-amount.ts';
import type { Say, WordKey, WordParams } from '../../../i18n/i18n.ts';

/** A cell of a table of rows, counted from 0; `name`: what its row is called, where it has a name. */
export type Cell = { readonly row: number; readonly field: string; readonly name?: string };
/** What is wrong, and in which cell where the field has several. */
export type Fault = { readonly fault: WordKey; readonly params?: WordParams; readonly cell?: Cell };
export type Read = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & Fault);

/** What the words of a value need. */
export type Context = { readonly say: Say; readonly currency: Currency };

/** A table of rows: `T` its value as the ledger holds it, `Row` what stands in the cells while it is edited. */
export interface RowsText<T, Row extends object> {
  readonly rowsOf: (value: T, currency: Currency) => readonly Row[];
  readonly read: (rows: readonly Row[], currency: Currency) => Read;
  /** A line for each row. */
  readonly lines: (value: T, context: Context) => readonly string[];
}

export const value = (read: unknown): Read => ({ ok: true, value: read });
export const fault = (why: WordKey, cell?: Cell, params?: WordParams): Read => ({
  ...{ ok: false, fault: why },
  ...(cell === undefined ? {} : { cell }),
  ...(params === undefined ? {} : { params }),
});

/** The sentence about a fault; one in a table begins with its row. */
export function faultWords({ fault: why, params, cell }: Fault, say: Say): string {
  const what = say(why, params);
  if (cell === undefined) return what;
  const { row, name } = cell;
  return name === undefined || name === ''
    ? say('rules.fault.inRow', { n: row + 1, what })
    : say('rules.fault.inNamed', { name, what });
}

/** Thousandths in one hundredth of a percent as `parseQuantity` counts: 12.5 % is 12500, and 1250 in the ledger. */
const PER_BASIS_POINT = 10;

/** A share in hundredths of a percent, with or without the sign; null: none. */
export function readShare(text: string): number | null {
  const read = parseQuantity(text.replace(/[%％]$/, ''), { source: 'person' });
  const whole = read.ok && read.value % PER_BASIS_POINT === 0 ? read.value / PER_BASIS_POINT : -1;
  return whole >= 0 && whole <= 10_000 ? whole : null;
}

/** Words between separators, none twice. */
export function listed(text: string): string[] {
  const words = text.split(/[、,，;；]/).map((one) => one.trim());
  return [...new Set(words.filter((one) => one !== ''))];
}

/** What draws nothing or turns the direction of writing, and what breaks a line (`typedText` of the contract). */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/** Reads the cells of one row. What cannot be read answers a stand-in and is remembered, the first only. */
export class RowReader {
  readonly #row: number;
  readonly #currency: Currency;
  readonly #name: string | undefined;
  #fault: Read | null = null;

  constructor(row: number, currency: Currency, name?: string) {
    this.#row = row;
    this.#currency = currency;
    this.#name = name;
  }

  /** The first fault of this row, or null. */
  get fault(): Read | null {
    return this.#fault;
  }

  note(field: string, why: WordKey, params?: WordParams): void {
    const cell = { row: this.#row, field, ...(this.#name === undefined ? {} : { name: this.#name }) };
    this.#fault ??= fault(why, cell, params);
  }

  /** Minor units, ≥ 0. */
  amount(field: string, text: string): Minor {
    const read = parseAmount(text, { currency: this.#currency, source: 'person' });
    if (read.ok && read.value >= 0) return read.value;
    this.note(field, text.trim() === '' ? 'settings.fault.required' : 'settings.fault.notAmount');
    return ZERO;
  }

  whole(field: string, text: string, min: number, max: number): number {
    const read = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (read >= min && read <= max) return read;
    this.note(field, 'rules.fault.notWhole', { min, max });
    return min;
  }

  /** Basis points. */
  share(field: string, text: string): number {
    const read = readShare(text.trim());
    if (read === null) this.note(field, 'settings.fault.notPercent');
    return read ?? 0;
  }

  /** Minutes from midnight, from "8:00", "08:00" or "0800". */
  time(field: string, text: string): number {
    const [, hours = '', minutes = ''] = /^(\d{1,2})[:：]?(\d{2})$/.exec(text.trim()) ?? [];
    const read = Number(hours) * 60 + Number(minutes);
    if (hours !== '' && Number(hours) < 24 && Number(minutes) < 60) return read;
    this.note(field, 'rules.fault.notTime');
    return 0;
  }

  words(field: string, text: string, max: number): string {
    const words = text.trim();
    if (words === '') this.note(field, 'settings.fault.required');
    else if (words.length > max) this.note(field, 'rules.fault.tooLong', { max });
    else if (UNPRINTABLE.test(words)) this.note(field, 'rules.fault.unprintable');
    return words;
  }

  /** Names between separators; null: none was typed. */
  names(field: string, text: string, max: number): readonly string[] | null {
    const names = listed(text);
    for (const name of names) this.words(field, name, max);
    return names.length === 0 ? null : names;
  }
}

/** Reads every row; answers their values, or the first fault. */
export function readRows<Row>(
  rows: readonly Row[],
  currency: Currency,
  readRow: (row: Row, reader: RowReader) => unknown,
  nameOf?: (row: Row) => string,
): Read {
  const values: unknown[] = [];
  for (const [at, row] of rows.entries()) {
    const reader = new RowReader(at, currency, nameOf?.(row));
    values.push(readRow(row, reader));
    if (reader.fault !== null) return reader.fault;
  }
  return value(values);
}

/** The fault of the first row that says what an earlier one has said; `keyOf` is what may come once. */
export function twice<Row>(
  rows: readonly Row[],
  field: string,
  keyOf: (row: Row) => string,
  nameOf?: (row: Row) => string,
): Read | null {
  const seen = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const before = seen.get(keyOf(row));
    const name = nameOf?.(row);
    if (before !== undefined)
      return fault(
        'rules.fault.sameAs',
        { row: at, field, ...(name === undefined ? {} : { name }) },
        { n: before + 1 },
      );
    seen.set(keyOf(row), at);
  }
  return null;
}
