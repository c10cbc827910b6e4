// Numbers of pre-printed paper 票据: a prefix and a running number of a fixed width, taken into use in segments 号段.
// The text on the sheet and the number in the ledger are made from each other here and nowhere else.

/** Blank receipts for the printer, or booklets to write in by hand while the machine is down. */
export const STOCK_KINDS = ['printed', 'handwritten'] as const;
export type StockKind = (typeof STOCK_KINDS)[number];

/** What became of one sheet. `writtenOff` 核销 is said of whole ranges that were never used. */
export const STOCK_STATES = ['used', 'spoiled', 'voided', 'writtenOff'] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** No segment is longer: a pallet of boxes, not a typing error. */
export const MAX_SEGMENT = 100_000;
export const STOCK_PREFIX = /^[A-Z0-9-]{0,10}$/;
export const MAX_STOCK_DIGITS = 12;

export interface StockForm {
  readonly prefix: string;
  /** Width of the running number; shorter numbers are filled with zeros. */
  readonly digits: number;
}

/** Numbers of a range, both ends included. */
export interface StockRange {
  readonly first: number;
  readonly last: number;
}

/** The text printed on the sheet: prefix and number filled with zeros. */
export function stockText({ prefix, digits }: StockForm, number: number): string {
  return `${prefix}${String(number).padStart(digits, '0')}`;
}

/**
 * The form and running number of a text typed from a sheet: the last run of digits is the number, what stands before it
 * the prefix. Null when it does not end in digits or is too long.
 */
export function readStockText(text: string): (StockForm & { readonly number: number }) | null {
  const match = /^([A-Z0-9-]*?)(\d{1,12})$/.exec(text);
  if (!match) return null;
  const [, prefix = '', digits = ''] = match;
  return STOCK_PREFIX.test(prefix) ? { prefix, digits: digits.length, number: Number(digits) } : null;
}

export type SegmentFault = 'notANumber' | 'formsDiffer' | 'backwards' | 'tooLong';

/** The segment from its first to its last sheet as typed, or what is wrong with it. */
export function readSegment(
  first: string,
  last: string,
):
  | { readonly ok: true; readonly segment: StockForm & StockRange }
  | { readonly ok: false; readonly fault: SegmentFault } {
  const [from, to] = [readStockText(first), readStockText(last)];
  if (from === null || to === null) return { ok: false, fault: 'notANumber' };
  if (from.prefix !== to.prefix || from.digits !== to.digits) return { ok: false, fault: 'formsDiffer' };
  if (to.number < from.number) return { ok: false, fault: 'backwards' };
  if (to.number - from.number >= MAX_SEGMENT) return { ok: false, fault: 'tooLong' };
  const { prefix, digits } = from;
  return { ok: true, segment: { prefix, digits, first: from.number, last: to.number } };
}

/**
 * The sheet that comes next out of `segment`: after the highest number something became of, past what was written off.
 * Null when the segment is used up. `highest` is null while nothing became of any sheet.
 */
export function nextSheet(segment: StockRange, highest: number | null, off: readonly StockRange[]): number | null {
  let next = highest === null ? segment.first : highest + 1;
  for (const range of [...off].sort((one, other) => one.first - other.first)) {
    if (next >= range.first && next <= range.last) next = range.last + 1;
  }
  return next <= segment.last ? next : null;
}

/** How many sheets are left from the next one on. */
export function sheetsLeft(segment: StockRange, highest: number | null, off: readonly StockRange[]): number {
  const next = nextSheet(segment, highest, off);
  if (next === null) return 0;
  const gone = off.reduce((sum, range) => sum + Math.max(0, range.last - Math.max(range.first, next) + 1), 0);
  return segment.last - next + 1 - gone;
}
