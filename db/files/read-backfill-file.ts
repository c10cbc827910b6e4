// Reads the CSV of hand-written receipts: columns by header name, amounts by the strict machine parser, never by guessing.
// A row that is wrong is named with its column and reason; it never stops the others.
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { isTenderMethod, type TenderMethod } from '../../core/charge/tender-method.ts';
import { backfillRow, type BackfillRow } from '../../core/contract/procedures/charge.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { parseAmount, parseQuantity } from '../../core/money/parse-amount.ts';
import type { Currency } from '../../core/money/money.ts';

export const BACKFILL_COLUMNS = [
  'paper_no',
  'paper_date',
  'payer',
  'item',
  'quantity',
  'amount',
  'tender',
  'reference',
] as const;
type Column = (typeof BACKFILL_COLUMNS)[number];

export interface RejectedRow {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly params: Record<string, unknown>;
}

export type BackfillFile =
  | {
      readonly ok: true;
      readonly rows: readonly { readonly row: number; readonly entry: BackfillRow }[];
      readonly rejected: readonly RejectedRow[];
    }
  | { readonly ok: false; readonly reason: string };

/** Names a tender may have in the file besides its own. */
const TENDER_NAMES: ReadonlyMap<string, TenderMethod> = new Map(
  Object.entries({
    现金: 'cash',
    银行卡: 'card',
    微信: 'wechat',
    支付宝: 'alipay',
    银联: 'unionpay',
    云闪付: 'unionpay',
    转账: 'transfer',
  } as const),
);

/** Rows count from 1 at the header, as a spreadsheet shows them. UTF-8 (with or without BOM) or GB18030. */
export function readBackfillFile(bytes: Buffer, currency: Currency): BackfillFile {
  let records: string[][];
  try {
    records = parse(decode(bytes), { relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 });
  } catch (error) {
    return { ok: false, reason: `not a CSV file: ${error instanceof Error ? error.message : String(error)}` };
  }
  const header = (records[0] ?? []).map((name) => name.trim());
  const missing = BACKFILL_COLUMNS.filter((name) => !header.includes(name));
  if (missing.length > 0) return { ok: false, reason: `columns missing: ${missing.join(', ')}` };
  const rows: { row: number; entry: BackfillRow }[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, record] of records.slice(1).entries()) {
    const row = index + 2;
    if (record.length !== header.length) {
      rejected.push({
        row,
        column: '',
        code: 'COLUMN_COUNT',
        params: { expected: header.length, found: record.length },
      });
      continue;
    }
    const cell = (name: Column): string => record[header.indexOf(name)] ?? '';
    const read = readRow(cell, currency);
    if ('entry' in read) rows.push({ row, entry: read.entry });
    else rejected.push({ row, ...read });
  }
  return { ok: true, rows, rejected };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'gb18030');
  }
}

function readRow(
  cell: (name: Column) => string,
  currency: Currency,
): { readonly entry: BackfillRow } | Omit<RejectedRow, 'row'> {
  const invalid = (column: Column, reason: string): Omit<RejectedRow, 'row'> => ({
    column,
    code: 'INVALID_VALUE',
    params: { value: shown(cell(column)), reason },
  });
  const amount = parseAmount(cell('amount'), { currency, source: 'machine' });
  if (!amount.ok) return invalid('amount', amount.fault);
  if (amount.value <= 0) return invalid('amount', 'notAboveZero');
  const quantity = parseQuantity(cell('quantity'), { source: 'machine' });
  if (!quantity.ok) return invalid('quantity', quantity.fault);
  const tenderText = cell('tender').trim();
  const tender = isTenderMethod(tenderText) ? tenderText : TENDER_NAMES.get(tenderText);
  if (!tender) return invalid('tender', 'unknownTender');
  const entry = backfillRow.safeParse({
    paperNo: cell('paper_no').trim(),
    paperDate: cell('paper_date').trim(),
    payer: emptyToNull(cell('payer').trim()),
    item: cell('item').trim(),
    quantity: quantity.value,
    amount: amount.value,
    tender,
    reference: emptyToNull(cell('reference').trim()),
  });
  if (entry.success) return { entry: entry.data };
  const issue = entry.error.issues[0];
  return invalid(COLUMN_OF[String(issue?.path[0])] ?? 'amount', issue?.message ?? 'invalid');
}

// What is wrong is quoted, but never a card number: the list of rejected rows goes to screens and files.
function shown(text: string): string {
  return containsCardNumber(text) ? '…' : text.slice(0, 60);
}

const COLUMN_OF: Readonly<Record<string, Column>> = {
  paperNo: 'paper_no',
  paperDate: 'paper_date',
  payer: 'payer',
  item: 'item',
  quantity: 'quantity',
  amount: 'amount',
  tender: 'tender',
  reference: 'reference',
};

function emptyToNull(text: string): string | null {
  return text === '' ? null : text;
}
