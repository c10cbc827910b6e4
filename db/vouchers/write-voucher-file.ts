// Vouchers as the bytes of a file: Yonyou's text in GBK, Kingdee's columns as a spreadsheet, or a plain table.
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { guarded } from '../../core/lists/cell-guard.ts';
import { plainAmount } from '../../core/money/format-amount.ts';
import type { Currency } from '../../core/money/money.ts';
import type { UnwritableRule } from '../../core/vouchers/fit-text.ts';
import type { FittedVouchers } from '../../core/vouchers/fit-vouchers.ts';
import { KINGDEE_COLUMNS, kingdeeRows, type VoucherCell } from '../../core/vouchers/kingdee-rows.ts';
import { PLAIN_COLUMNS, plainRows } from '../../core/vouchers/plain-rows.ts';
import type { Voucher, VoucherFault } from '../../core/vouchers/voucher.ts';
import type { VoucherFormat } from '../../core/vouchers/voucher-form.ts';
import { yonyouText } from '../../core/vouchers/yonyou-text.ts';

export interface VoucherFileOptions {
  readonly format: VoucherFormat;
  readonly currency: Currency;
  readonly rule: UnwritableRule;
}
export type VoucherFile =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly replaced: readonly { readonly text: string; readonly into: string }[];
    }
  | { readonly ok: false; readonly faults: readonly VoucherFault[] };

type Replaced = Extract<FittedVouchers, { ok: true }>['replaced'];

/** The file's bytes, or every reason why it cannot hold these vouchers. */
export async function writeVoucherFile(
  vouchers: readonly Voucher[],
  { format, currency, rule }: VoucherFileOptions,
): Promise<VoucherFile> {
  if (format === 'yonyou') {
    const text = yonyouText(vouchers, { currency, text: { canWrite: gbkCharacters(), rule } });
    return text.ok ? { ok: true, bytes: iconv.encode(text.text, 'gbk'), replaced: said(text.replaced) } : text;
  }
  if (format === 'kingdee') {
    const rows = kingdeeRows(vouchers, { currency, rule });
    if (!rows.ok) return rows;
    return { ok: true, bytes: await spreadsheet('凭证', KINGDEE_COLUMNS, rows.rows, currency), replaced: [] };
  }
  const rows = plainRows(vouchers);
  const bytes =
    format === 'csv'
      ? csv(PLAIN_COLUMNS, rows, currency)
      : await spreadsheet('记账凭证', PLAIN_COLUMNS, rows, currency);
  return { ok: true, bytes, replaced: [] };
}

/** Whether GBK has a character; asked once for each. */
function gbkCharacters(): (character: string) => boolean {
  const known = new Map<string, boolean>();
  return (character) => {
    let has = known.get(character);
    if (has === undefined) {
      has = iconv.decode(iconv.encode(character, 'gbk'), 'gbk') === character;
      known.set(character, has);
    }
    return has;
  };
}

function said(replaced: Replaced): { readonly text: string; readonly into: string }[] {
  return replaced.map(({ text, replaced: parts }) => ({
    text,
    into: parts.reduce((done, { character, by }) => done.replaceAll(character, by), text),
  }));
}

function csv(columns: readonly string[], rows: readonly (readonly VoucherCell[])[], currency: Currency): Buffer {
  const plain = (cell: VoucherCell): string => {
    if (cell.kind === 'text') return guarded(cell.text);
    return cell.kind === 'count' ? String(cell.value) : plainAmount(cell.value, currency);
  };
  return Buffer.from(
    stringify([columns, ...rows.map((row) => row.map(plain))], { bom: true, record_delimiter: 'windows' }),
  );
}

/** Amounts and counts are numbers in the sheet, everything else is text: no account code loses its zeros, no text is run. */
async function spreadsheet(
  sheet: string,
  columns: readonly string[],
  rows: readonly (readonly VoucherCell[])[],
  currency: Currency,
): Promise<Uint8Array> {
  // Loaded when it is wanted: the library is larger than the rest of the ledger.
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  const page = workbook.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.addRow([...columns]);
  const scale = 10 ** currency.exponent;
  for (const row of rows) {
    page.addRow(
      row.map((cell) => {
        if (cell.kind === 'text') return cell.text === '' ? null : guarded(cell.text);
        return cell.kind === 'count' ? cell.value : cell.value / scale;
      }),
    );
  }
  page.getRow(1).font = { bold: true };
  const amounts = currency.exponent === 0 ? '0' : `0.${'0'.repeat(currency.exponent)}`;
  for (const [index, head] of columns.entries()) {
    const column = page.getColumn(index + 1);
    column.width = Math.min(32, Math.max(9, head.length * (/^[A-Z0-9]+$/.test(head) ? 1 : 2) + 3));
    if (rows.some((row) => row[index]?.kind === 'amount')) column.numFmt = amounts;
    else if (!rows.some((row) => row[index]?.kind === 'count')) column.numFmt = '@';
    if (/摘要|科目名称|FEXP/.test(head)) column.width = 32;
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
