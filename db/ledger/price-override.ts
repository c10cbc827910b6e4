// 改价: a fixed item charged at another price than the tariff's. Both prices are kept with the reason; a second person
// approves every one (db/approval). Asked only for lines that say another price.
import type { OverrideInput } from '../../core/contract/procedures/discount.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { Minor } from '../../core/money/money.ts';
import type { ItemOnSale } from './item-on-sale.ts';

export interface OverrideWanted {
  readonly override?: OverrideInput | undefined;
}

/** As it is posted, prices in minor units for one unit; `line` counts from 1. */
export interface OverrideOfBill {
  readonly line: number;
  readonly tariffPrice: Minor;
  readonly price: Minor;
  readonly reason: string;
}

/** `item` at the price given, or as it is. Throws Refused PRICE_NOT_FIXED, or PRICE_UNCHANGED for the tariff's own price. */
export function atGivenPrice(item: ItemOnSale, { override }: OverrideWanted): ItemOnSale {
  if (override === undefined) return item;
  if (item.pricing !== 'fixed' || item.price === null) return refuse('PRICE_NOT_FIXED', { code: item.code });
  if (item.price === override.price) return refuse('PRICE_UNCHANGED', { code: item.code });
  return { ...item, price: override.price };
}

/** What is kept of another price on the posted line `line`; `byTariff` is the item as the tariff has it. */
export function overrideOf(line: number, byTariff: ItemOnSale, { price, reason }: OverrideInput): OverrideOfBill {
  return { line, tariffPrice: byTariff.price as Minor, price, reason };
}
