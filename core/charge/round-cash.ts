// 抹零: the cash part of a bill goes down to whole jiao or yuan, so that nobody counts fen. It is not rounding: it only
// goes down, it is the house's loss on an account of its own, and it never touches what a card or a channel took.
import { type Currency, type Minor, minor, ZERO } from '../money/money.ts';

export const CASH_ROUNDINGS = ['none', 'jiao', 'yuan'] as const;
export type CashRounding = (typeof CASH_ROUNDINGS)[number];

/** Minor units that cash goes down to: 1 for none. A currency without decimals has nothing smaller than its unit. */
export function cashUnit(to: CashRounding, currency: Pick<Currency, 'exponent'>): Minor {
  if (to === 'none' || currency.exponent === 0) return minor(1);
  return minor(10 ** (to === 'yuan' ? currency.exponent : currency.exponent - 1));
}

/**
 * What is forgiven of a cash part, minor units, ≤ 0: |result| < unit. A part below one unit is paid as it is, since
 * forgiving it whole would be a waiver, and a bill short of a few fen must not pass for paid.
 */
export function cashRounding(cashPart: Minor, unit: Minor): Minor {
  if (cashPart < unit) return ZERO;
  return minor(-(cashPart % unit));
}
