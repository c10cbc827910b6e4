// A version of an item as a row of a tariff list: the other direction of tariff-list.ts. What is written here is read there as
// the same version, so that a tariff goes out to a spreadsheet and comes back unchanged.
import { CREDIT_ACCOUNT, type CreditKind } from '../accounts/chart.ts';
import { plainAmount, plainQuantity } from '../money/format-amount.ts';
import type { Currency } from '../money/money.ts';
import { bandsText } from '../tariff/bands.ts';
import { formatRate } from '../tariff/rate.ts';
import { readRule } from '../tariff/tariff-rule.ts';
import { TARIFF_FIELDS, type TariffEntry, type TariffField } from './tariff-list.ts';

/** Every column of a tariff list, in the order of an export. */
export const TARIFF_COLUMNS = Object.keys(TARIFF_FIELDS) as [TariffField, ...TariffField[]];

/** The name a column is exported under: the one offices use. */
export function tariffColumnName(field: TariffField): string {
  return TARIFF_FIELDS[field].names[0];
}

/** The cells of one version; '' for what it does not say. */
export type TariffCells = Readonly<Record<TariffField, string>>;

// A list of an office says them in its words; a form says them by their codes, which every window has words for.
const OFFICE_WORDS: Readonly<Record<'method' | 'creditKind' | 'partMonth', Readonly<Record<string, string>>>> = {
  method: {
    fixed: '按数量',
    open: '金额另定',
    tiered: '阶梯',
    metered: '抄表',
    area: '按面积',
    period: '按月',
    package: '套餐',
  },
  creditKind: { revenue: '收入', agency: '代收', treasury: '财政', deferred: '递延' },
  partMonth: { actual: '按当月天数', thirty: '按30天', whole: '按整月' },
};

/** A version as stored: its account is the ledger's own code. */
export type StoredVersion = Omit<TariffEntry, 'account' | 'creditKind'> & {
  readonly account: string;
  readonly creditKind: CreditKind;
};

/** `cells` as an office writes them; read back they are the same. */
export function officeCells(cells: TariffCells): TariffCells {
  const { method, creditKind, partMonth } = OFFICE_WORDS;
  return {
    ...cells,
    method: method[cells.method] ?? cells.method,
    creditKind: creditKind[cells.creditKind] ?? cells.creditKind,
    partMonth: partMonth[cells.partMonth] ?? cells.partMonth,
  };
}

/** `version` as cells; method, kind of credit and part of a month by their codes. */
export function tariffCells(version: StoredVersion, currency: Currency): TariffCells {
  return {
    code: version.code,
    name: version.name,
    spec: version.spec ?? '',
    unit: version.unit,
    category: version.category,
    account: officeAccount(version),
    creditKind: version.creditKind,
    ...NO_RULE,
    method: version.pricing,
    price: version.price === null ? '' : plainAmount(version.price, currency),
    ...ruleCells(version.rule, currency),
    taxRate: version.taxRate === 0 ? '' : `${version.taxRate / PER_CENT}%`,
    taxCode: version.taxCode ?? '',
    from: version.fromDate,
    until: version.untilDate ?? '',
    note: version.note ?? '',
  };
}

/** Basis points in one per cent. */
const PER_CENT = 100;
const NO_RULE = { bands: '', digits: '', partMonth: '', least: '', most: '', contents: '' };

function ruleCells(text: string | null, currency: Currency): Partial<TariffCells> {
  const rule = text === null ? null : readRule(text);
  switch (rule?.kind) {
    case undefined:
      return {};
    case 'open':
      return {
        least: rule.least === null ? '' : plainAmount(rule.least, currency),
        most: rule.most === null ? '' : plainAmount(rule.most, currency),
      };
    case 'tiered':
      return { bands: bandsText(rule.bands, currency) };
    case 'metered': {
      const [only, second] = rule.bands;
      const digits = String(rule.digits);
      // One band is a plain price for what was used, and is written as one.
      return only !== undefined && second === undefined
        ? { price: formatRate(only.rate, currency), digits }
        : { bands: bandsText(rule.bands, currency), digits };
    }
    case 'period':
      return {
        method: rule.perArea ? 'area' : 'period',
        price: formatRate(rule.rate, currency),
        partMonth: rule.partMonth,
      };
    case 'package':
      return {
        contents: rule.components.map(({ code, quantity }) => `${code}*${plainQuantity(quantity)}`).join(';'),
      };
  }
}

// The part below the default account of its kind is what the office brought along; the whole code may be too long for a cell.
function officeAccount({ account, creditKind }: StoredVersion): string {
  const parent = CREDIT_ACCOUNT[creditKind];
  return account === parent ? '' : account.slice(parent.length + 1);
}
