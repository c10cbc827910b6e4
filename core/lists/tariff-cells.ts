// A version of an item as a row of a tariff list: the other direction of tariff-list.ts. What is written here is read there as
// the same version, so that a tariff goes out to a spreadsheet and comes back unchanged.
import { CREDIT_ACCOUNT, type CreditKind } from '../accounts/chart.ts';
import { plainAmount } from '../money/format-amount.ts';
import type { Currency } from '../money/money.ts';
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
const METHOD_NAMES: Readonly<Record<string, string>> = { fixed: '按数量', open: '金额另定' };
const KIND_NAMES: Readonly<Record<string, string>> = {
  revenue: '收入',
  agency: '代收',
  treasury: '财政',
  deferred: '递延',
};

/** A version as stored: its account is the ledger's own code. */
export type StoredVersion = Omit<TariffEntry, 'account' | 'creditKind'> & {
  readonly account: string;
  readonly creditKind: CreditKind;
};

/** `cells` as an office writes them; read back they are the same. */
export function officeCells(cells: TariffCells): TariffCells {
  const { method, creditKind } = cells;
  return { ...cells, method: METHOD_NAMES[method] ?? method, creditKind: KIND_NAMES[creditKind] ?? creditKind };
}

/** `version` as cells; method and kind of credit by their codes. */
export function tariffCells(version: StoredVersion, currency: Currency): TariffCells {
  return {
    code: version.code,
    name: version.name,
    spec: version.spec ?? '',
    unit: version.unit,
    price: version.price === null ? '' : plainAmount(version.price, currency),
    category: version.category,
    account: officeAccount(version),
    creditKind: version.creditKind,
    method: version.pricing,
    from: version.fromDate,
    until: version.untilDate ?? '',
    note: version.note ?? '',
  };
}

// The part below the default account of its kind is what the office brought along; the whole code may be too long for a cell.
function officeAccount({ account, creditKind }: StoredVersion): string {
  const parent = CREDIT_ACCOUNT[creditKind];
  return account === parent ? '' : account.slice(parent.length + 1);
}
