// Hand-written receipts as they are typed: rows of texts, what each of them says so far, and the sum to compare with the pad.
// Pure: what the ledger thinks of a complete row is asked elsewhere.
import type { BackfillRow } from '../../../core/contract/procedures/charge.ts';
import {
  REFERENCE_PATTERN,
  REFERENCE_RULE,
  TENDER_METHODS,
  type TenderMethod,
} from '../../../core/charge/tender-method.ts';
import { readListDate } from '../../../core/lists/list-date.ts';
import type { Currency, Minor } from '../../../core/money/money.ts';
import { parseAmount, parseQuantity } from '../../../core/money/parse-amount.ts';

export const FIELDS = ['paperNo', 'paperDate', 'payer', 'item', 'quantity', 'amount', 'tender', 'reference'] as const;
export type Field = (typeof FIELDS)[number];

export type TypedRow = { readonly key: number } & Readonly<Record<Exclude<Field, 'tender'>, string>> & {
    readonly tender: TenderMethod;
  };

export type RowFault = { readonly field: Field; readonly why: 'missing' | 'form' | 'twice' };
export type ReadRow = {
  readonly typed: TypedRow;
  /** null while something is missing or cannot be read. */
  readonly entry: BackfillRow | null;
  readonly fault: RowFault | null;
  /** Nothing was typed into it: it is not posted and is no fault. */
  readonly blank: boolean;
};

export const MAX_ROWS = 200;

/** An empty row after `before`: the next paper of the pad, on the same day, paid the same way. */
export function rowAfter(before: TypedRow | undefined, key: number): TypedRow {
  return {
    key,
    paperNo: before === undefined ? '' : nextPaper(before.paperNo),
    paperDate: before?.paperDate ?? '',
    payer: '',
    item: before?.item ?? '',
    quantity: '1',
    amount: '',
    tender: before?.tender ?? 'cash',
    reference: '',
  };
}

/** P-0099 is followed by P-0100; a number that does not end in digits by nothing. */
export function nextPaper(paperNo: string): string {
  const [, head, digits] = /^(.*?)(\d{1,15})$/.exec(paperNo.trim()) ?? [];
  if (head === undefined || digits === undefined) return '';
  return head + String(Number(digits) + 1).padStart(digits.length, '0');
}

/** What the rows say. A paper number that stands twice is a fault of the later row: two papers never bear one number. */
export function readRows(rows: readonly TypedRow[], currency: Currency): ReadRow[] {
  const seen = new Set<string>();
  return rows.map((typed) => {
    const blank = isBlank(typed);
    const read = blank ? null : readRow(typed, currency);
    if (read === null || 'why' in read) return { typed, entry: null, fault: read, blank };
    if (seen.has(read.paperNo)) return { typed, entry: null, fault: { field: 'paperNo', why: 'twice' }, blank };
    seen.add(read.paperNo);
    return { typed, entry: read, fault: null, blank };
  });
}

// The next paper's number and day are proposed, not typed: a row of nothing else is no receipt yet.
function isBlank({ payer, amount, reference }: TypedRow): boolean {
  return [payer, amount, reference].every((text) => text.trim() === '');
}

function readRow(typed: TypedRow, currency: Currency): BackfillRow | RowFault {
  const text = (field: Exclude<Field, 'tender'>): string => typed[field].trim();
  const missing = (['paperNo', 'paperDate', 'item', 'quantity', 'amount'] as const).find((field) => text(field) === '');
  if (missing !== undefined) return { field: missing, why: 'missing' };
  if (!/^[A-Za-z0-9-]{1,40}$/.test(text('paperNo'))) return { field: 'paperNo', why: 'form' };
  const date = readListDate(text('paperDate'));
  if (!date.ok) return { field: 'paperDate', why: 'form' };
  const quantity = parseQuantity(text('quantity'), { source: 'person' });
  if (!quantity.ok || quantity.value <= 0) return { field: 'quantity', why: 'form' };
  const amount = parseAmount(text('amount'), { currency, source: 'person' });
  if (!amount.ok || amount.value <= 0) return { field: 'amount', why: 'form' };
  const reference = text('reference');
  const rule = REFERENCE_RULE[typed.tender];
  if (rule === 'required' && reference === '') return { field: 'reference', why: 'missing' };
  if (reference !== '' && (rule === 'none' || !REFERENCE_PATTERN.test(reference)))
    return { field: 'reference', why: 'form' };
  return {
    paperNo: text('paperNo'),
    paperDate: date.date,
    payer: text('payer') === '' ? null : text('payer'),
    item: text('item'),
    quantity: quantity.value,
    amount: amount.value,
    tender: typed.tender,
    reference: reference === '' ? null : reference,
  };
}

/** How many rows can be read, and what they come to; minor units. */
export function sumOf(rows: readonly ReadRow[]): { readonly count: number; readonly total: Minor } {
  const entries = rows.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  return { count: entries.length, total: entries.reduce((sum, { amount }) => sum + amount, 0) as Minor };
}

/** The draft as text, and back; anything that is no draft of ours is an empty one. */
export function draftText(rows: readonly TypedRow[], padSum: string): string {
  return JSON.stringify({ rows, padSum });
}
export function draftFrom(text: string | null): { readonly rows: readonly TypedRow[]; readonly padSum: string } {
  const none = { rows: [rowAfter(undefined, 1)], padSum: '' };
  if (text === null) return none;
  try {
    const found = JSON.parse(text) as { rows?: unknown; padSum?: unknown };
    const rows = Array.isArray(found.rows) ? found.rows.filter(isTypedRow).slice(0, MAX_ROWS) : [];
    return rows.length === 0 ? none : { rows, padSum: typeof found.padSum === 'string' ? found.padSum : '' };
  } catch {
    return none;
  }
}

function isTypedRow(value: unknown): value is TypedRow {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Record<string, unknown>;
  const texts = FIELDS.every((field) => typeof row[field] === 'string');
  return texts && typeof row['key'] === 'number' && (TENDER_METHODS as readonly unknown[]).includes(row['tender']);
}
