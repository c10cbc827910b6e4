// The version of a charge item that is on sale on a business date: what a bill is priced by.
// On the posting path, so it is one prepared look-up per line, and a rule is read only where there is one.
import { BILLS_ACCOUNT, type CreditKind } from '../../core/accounts/chart.ts';
import type { PackageContent } from '../../core/charge/line-parts.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import { type PackageRule, type PricingKind, readRule, type TariffRule } from '../../core/tariff/tariff-rule.ts';
import type { Ledger } from './ledger.ts';

/** One item as its version of that date has it. Price in minor units, null where no single price says it. */
export interface ItemOnSale {
  readonly id: number;
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly pricing: PricingKind;
  readonly price: Minor | null;
  readonly rule: TariffRule | null;
  /** Basis points within the price. */
  readonly taxRate: number;
  readonly taxCode: string | null;
  readonly creditKind: CreditKind;
  readonly account: string;
}

interface Found extends Omit<ItemOnSale, 'rule'> {
  readonly rule: string | null;
  readonly untilDate: string | null;
}

const ITEM_ON_DATE = `
  SELECT i.id, v.n AS version, i.code, v.name, v.unit, v.pricing, v.price, v.rule, v.tax_rate AS taxRate, v.tax_code AS taxCode,
    v.credit_kind AS creditKind, v.account, v.until_date AS untilDate
  FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE i.code = ? AND v.from_date <= ? ORDER BY v.from_date DESC, v.n DESC LIMIT 1`;

function find(ledger: Ledger, code: string, date: string): ItemOnSale | undefined {
  const found = ledger.one<Found>(ITEM_ON_DATE, code, date);
  // What payments on bills stand under is in no tariff.
  if (!found || found.account === BILLS_ACCOUNT || (found.untilDate !== null && found.untilDate < date))
    return undefined;
  return { ...found, rule: found.rule === null ? null : readRule(found.rule) };
}

/** The version of item `code` that is on sale on `date`. Throws Refused UNKNOWN_ITEM or ITEM_NOT_ON_SALE. */
export function itemOnSale(ledger: Ledger, code: string, date: string): ItemOnSale {
  const item = find(ledger, code, date);
  if (item) return item;
  const known = ledger.one('SELECT 1 FROM item WHERE code = ?', code);
  return known ? refuse('ITEM_NOT_ON_SALE', { code }) : refuse('UNKNOWN_ITEM', { code });
}

/** One thing of a package; `item` null when it is not on sale on that date at a plain price. */
export interface ContentOnSale extends PackageContent {
  readonly item: ItemOnSale | null;
}

/** What a package holds by the tariff of `date`, in its order. */
export function contentsOnSale(ledger: Ledger, rule: PackageRule, date: string): ContentOnSale[] {
  return rule.components.map(({ code, quantity }) => {
    const found = find(ledger, code, date);
    const item = found?.pricing === 'fixed' ? found : null;
    return { code, quantity, item, price: item?.price ?? null, taxRate: item?.taxRate ?? 0 };
  });
}
