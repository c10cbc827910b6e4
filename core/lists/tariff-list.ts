// Reads a tariff 收费标准 as an office keeps it: one row is one item from one date on. Two rows may give one item two
// prices from two dates, never from the same one.
import type { CreditKind } from '../accounts/chart.ts';
import type { Currency, Minor } from '../money/money.ts';
import type { PricingKind } from '../tariff/tariff-rule.ts';
import { creditKindNamed } from './credit-kind-name.ts';
import { readListDate } from './list-date.ts';
import { type FieldNames, type HowToRead, type ListRead, readRows, type Row } from './read-rows.ts';
import { PRICING_FIELDS, readPricing } from './tariff-pricing.ts';

export interface TariffEntry {
  readonly code: string;
  readonly name: string;
  /** 规格: what tells two items of one name apart; null when blank. */
  readonly spec: string | null;
  readonly unit: string;
  readonly category: string;
  readonly pricing: PricingKind;
  /** Minor units; null where the cashier types the amount or the rule says it. */
  readonly price: Minor | null;
  /** What a price alone cannot say, as it is kept (core/tariff/tariff-rule.ts). */
  readonly rule: string | null;
  /** Basis points within the price. */
  readonly taxRate: number;
  readonly taxCode: string | null;
  readonly creditKind: CreditKind;
  /** The office's own account code; null: the default of the kind. */
  readonly account: string | null;
  /** YYYY-MM-DD, both inclusive. */
  readonly fromDate: string;
  readonly untilDate: string | null;
  readonly note: string | null;
}

const FIELDS = {
  code: {
    names: ['项目编码', '编码', '收费编码', '项目代码', '項目編碼', '編碼', 'code', 'item code'],
    required: true,
  },
  name: { names: ['项目名称', '名称', '收费项目', '項目名稱', '名稱', 'name', 'item', 'item name'], required: true },
  spec: { names: ['规格', '规格型号', '規格', 'spec', 'specification'], required: false },
  unit: { names: ['单位', '计价单位', '單位', 'unit'], required: false },
  category: { names: ['类别', '项目类别', '分类', '類別', '分類', 'category'], required: false },
  account: { names: ['收入科目', '科目', '科目编码', '科目編碼', 'account', 'revenue account'], required: false },
  creditKind: { names: ['款项性质', '收入性质', '款項性質', 'credit kind', 'kind'], required: false },
  ...PRICING_FIELDS,
  from: {
    names: ['生效日期', '启用日期', '执行日期', '啟用日期', '生效日', 'from', 'from date', 'effective date'],
    required: true,
  },
  until: { names: ['停用日期', '失效日期', '截止日期', '停用日', 'until', 'until date', 'end date'], required: false },
  note: { names: ['备注', '说明', '備註', '說明', 'note', 'remarks'], required: false },
} as const satisfies Record<string, FieldNames>;
type Field = keyof typeof FIELDS;

/** The columns by field, for whoever writes such a list (tariff-cells.ts). */
export const TARIFF_FIELDS = FIELDS;
export type TariffField = Field;

/** Reads a tariff whose first record is the header. Never throws for any text. */
export function readTariffList(
  table: readonly (readonly string[])[],
  options: { readonly currency: Currency } & HowToRead,
): ListRead<TariffEntry> {
  const seen = new Map<string, TariffEntry>();
  return readRows<Field, TariffEntry>(
    table,
    TARIFF_FIELDS,
    (row) => {
      const entry = readEntry(row, options.currency);
      const key = JSON.stringify([entry.code, entry.fromDate]);
      const earlier = seen.get(key);
      if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(entry))
        row.reject('price', 'secondPrice');
      seen.set(key, entry);
      return entry;
    },
    options,
  );
}

function readEntry(row: Row<Field>, currency: Currency): TariffEntry {
  const code = row.ascii('code');
  if (code === '') row.reject('code', 'codeMissing');
  if (!/^[A-Za-z0-9._/-]{1,20}$/.test(code)) row.reject('code', 'codeInvalid');
  const name = row.trimmed('name');
  if (name === '') row.reject('name', 'nameMissing');
  if ([...name].length > 200) row.reject('name', 'nameTooLong');
  const priced = readPricing(row, currency);
  const fromDate = readDate(row, 'from') ?? row.reject('from', 'dateMissing');
  const untilDate = readDate(row, 'until');
  if (untilDate !== null && untilDate < fromDate) row.reject('until', 'endsBeforeStart');
  return {
    code,
    name,
    spec: row.optionalText('spec', 100),
    unit: row.optionalText('unit', 20) ?? '',
    category: row.optionalText('category', 40) ?? '',
    ...priced,
    creditKind: readCreditKind(row),
    account: readAccount(row),
    fromDate,
    untilDate,
    note: row.optionalText('note', 200),
  };
}

function readDate(row: Row<Field>, field: 'from' | 'until'): string | null {
  const text = row.ascii(field);
  if (text === '') return null;
  const read = readListDate(text);
  if (!read.ok) return row.reject(field, read.fault);
  if (read.form !== 'plain') row.note(field, read.form === 'compact' ? 'dateCompact' : 'dateSeparators');
  return read.date;
}

function readCreditKind(row: Row<Field>): CreditKind {
  const text = row.trimmed('creditKind');
  return text === '' ? 'revenue' : (creditKindNamed(text) ?? row.reject('creditKind', 'creditKindUnknown'));
}

function readAccount(row: Row<Field>): string | null {
  const text = row.ascii('account');
  if (text === '') return null;
  return /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/.test(text) ? text : row.reject('account', 'accountInvalid');
}
