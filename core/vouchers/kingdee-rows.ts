// Vouchers as Kingdee K/3 takes them in: 标准格式凭证, 56 columns, one row an entry, written into a spreadsheet.
// Column names and their order, misspellings included: design notes "External file formats" §9.
import type { Currency, Minor } from '../money/money.ts';
import { fitVouchers, type FittedVouchers } from './fit-vouchers.ts';
import type { UnwritableRule } from './fit-text.ts';
import type { Auxiliary, Voucher, VoucherEntry } from './voucher.ts';

const OBJECTS = 8;
const objectColumns = Array.from({ length: OBJECTS }, (_, index) => [
  `FCLSNAME${index + 1}`,
  `FOBJID${index + 1}`,
  `FOBJNAME${index + 1}`,
]).flat();

export const KINGDEE_COLUMNS: readonly string[] = [
  ...['FDATE', 'FTRANSDATE', 'FPERIOD', 'FGROUP', 'FNUM', 'FENTRYID', 'FEXP', 'FACCTID'],
  ...objectColumns,
  ...['FTRANSID', 'FCYID', 'FEXCHRATE', 'FDC', 'FFCYAMT', 'FQTY', 'FPRICE', 'FDEBIT', 'FCREDIT'],
  ...['FSETTLCODE', 'FSETTLENO', 'FPREPARE', 'FPAY', 'FCASH', 'FPOSTER', 'FCHECKER', 'FATTCHMENT', 'FPOSTED'],
  ...['FMODULE', 'FDELETED', 'FSERIALNO', 'FUNITNAME', 'FREFERENCE', 'FCASHFLOW'],
];

export const KINGDEE_LIMITS = {
  summary: 80,
  account: 40,
  word: 10,
  preparedBy: 80,
  auxiliary: 80,
  attachments: 9999,
} as const;

/** Central's names for what an account is broken down by; `FCLSNAME` carries them. */
const CLASS_NAME: Readonly<Record<keyof Auxiliary, string>> = {
  department: '部门',
  person: '职员',
  customer: '客户',
  supplier: '供应商',
  project: '项目',
};

/** A typed cell: numbers stay numbers in the sheet, so that no text of ours can become a formula. Amounts in minor units. */
export type VoucherCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'amount'; readonly value: Minor };

export type KingdeeRows =
  | { readonly ok: true; readonly rows: readonly (readonly VoucherCell[])[] }
  | Extract<FittedVouchers, { ok: false }>;

/** Rows in the order of `KINGDEE_COLUMNS`, entries of a voucher adjacent and counted from 0. */
export function kingdeeRows(
  vouchers: readonly Voucher[],
  options: { readonly currency: Currency; readonly rule: UnwritableRule },
): KingdeeRows {
  // A spreadsheet is Unicode: only lengths can fail, and signs that would end a field elsewhere stay readable.
  const fitted = fitVouchers(vouchers, {
    canWrite: () => true,
    rule: options.rule,
    limits: KINGDEE_LIMITS,
    maxAmount: Number.MAX_SAFE_INTEGER,
  });
  if (!fitted.ok) return fitted;
  const rows = fitted.vouchers.flatMap((voucher) =>
    voucher.entries.map((entry, index) => row(voucher, entry, index, options.currency)),
  );
  return { ok: true, rows };
}

function row(voucher: Voucher, entry: VoucherEntry, index: number, currency: Currency): VoucherCell[] {
  const isDebit = entry.debit !== 0;
  const amount: VoucherCell = { kind: 'amount', value: isDebit ? entry.debit : entry.credit };
  const said = new Map<string, VoucherCell>([
    ['FDATE', text(voucher.date)],
    ['FTRANSDATE', text(voucher.date)],
    ['FPERIOD', count(Number(voucher.date.slice(5, 7)))],
    ['FGROUP', text(voucher.word)],
    ['FNUM', count(voucher.number)],
    ['FENTRYID', count(index)],
    ['FEXP', text(entry.summary)],
    ['FACCTID', text(entry.account)],
    ['FCYID', text(currency.code === 'CNY' ? 'RMB' : currency.code)],
    ['FEXCHRATE', count(1)],
    ['FDC', count(isDebit ? 1 : 0)],
    ['FFCYAMT', amount],
    ['FDEBIT', { kind: 'amount', value: entry.debit }],
    ['FCREDIT', { kind: 'amount', value: entry.credit }],
    ['FPREPARE', text(voucher.preparedBy)],
    ['FATTCHMENT', count(voucher.attachments)],
    ...objectsOf(entry.auxiliary),
  ]);
  return KINGDEE_COLUMNS.map((column) => said.get(column) ?? text(''));
}

function objectsOf(auxiliary: Auxiliary): [string, VoucherCell][] {
  const kinds = Object.keys(CLASS_NAME) as (keyof Auxiliary)[];
  return kinds
    .flatMap((kind) => (auxiliary[kind] === null ? [] : [{ kind, name: auxiliary[kind] }]))
    .flatMap(({ kind, name }, index) => [
      [`FCLSNAME${index + 1}`, text(CLASS_NAME[kind])] as [string, VoucherCell],
      [`FOBJID${index + 1}`, text(name)] as [string, VoucherCell],
      [`FOBJNAME${index + 1}`, text(name)] as [string, VoucherCell],
    ]);
}

const text = (value: string): VoucherCell => ({ kind: 'text', text: value });
const count = (value: number): VoucherCell => ({ kind: 'count', value });
