// The version of a charge item that is on sale on a business date: what a bill is priced by.
// On the posting path, so it is one prepared look-up per line.
import { BILLS_ACCOUNT, type CreditKind } from '../../core/accounts/chart.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from './ledger.ts';

/** One item as its version of that date has it. Price in minor units, null where the cashier types it. */
export interface ItemOnSale {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly pricing: 'fixed' | 'open';
  readonly price: Minor | null;
  readonly creditKind: CreditKind;
  readonly account: string;
  readonly untilDate: string | null;
}

const ITEM_ON_DATE = `
  SELECT i.id, i.code, v.name, v.unit, v.pricing, v.price, v.credit_kind AS creditKind, v.account, v.until_date AS untilDate
  FROM item i JOIN item_version v ON v.item_id = i.id
  WHERE i.code = ? AND v.from_date <= ? ORDER BY v.from_date DESC, v.n DESC LIMIT 1`;

/** The version of item `code` that is on sale on `date`. Throws Refused UNKNOWN_ITEM or ITEM_NOT_ON_SALE. */
export function itemOnSale(ledger: Ledger, code: string, date: string): ItemOnSale {
  const item = ledger.one<ItemOnSale>(ITEM_ON_DATE, code, date);
  // What payments on bills stand under is in no tariff.
  if (item && item.account !== BILLS_ACCOUNT && (item.untilDate === null || item.untilDate >= date)) return item;
  const known = ledger.one('SELECT 1 FROM item WHERE code = ?', code);
  return known ? refuse('ITEM_NOT_ON_SALE', { code }) : refuse('UNKNOWN_ITEM', { code });
}
