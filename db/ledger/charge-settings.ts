// What is set for charging on a business date: how far cash is rounded down, and what a cashier may give away alone.
import type { DiscountLimit } from '../../core/charge/bill-discounts.ts';
import { cashUnit } from '../../core/charge/round-cash.ts';
import { currencyOf, type Minor } from '../../core/money/money.ts';
import type { Ledger } from './ledger.ts';
import { settingOn } from './settings.ts';

/** Minor units that the cash part of a bill goes down to on `date`; 1: it is not rounded. */
export function cashUnitOn(ledger: Ledger, date: string): Minor {
  return cashUnit(settingOn(ledger, 'rounding', date).to, currencyOf(ledger.meta.currency));
}

/** What a cashier gives off one bill without asking on `date`. */
export function discountLimitOn(ledger: Ledger, date: string): DiscountLimit {
  return settingOn(ledger, 'discountLimit', date);
}
