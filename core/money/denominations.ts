// The notes and coins a counter meets in each currency, for counting a drawer. What an office really keeps is a setting;
// these are what it begins with.
import { type Currency, type Minor, minor } from './money.ts';

// In minor units, largest first; notes and coins in circulation according to each central bank.
const USUAL: Readonly<Record<string, readonly number[]>> = {
  CNY: [10000, 5000, 2000, 1000, 500, 100, 50, 10],
  HKD: [100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10],
  MOP: [100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10],
  TWD: [200000, 100000, 50000, 20000, 10000, 5000, 1000, 500, 100],
  USD: [10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1],
  EUR: [20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  GBP: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  SGD: [100000, 10000, 5000, 1000, 500, 200, 100, 50, 20, 10, 5],
  JPY: [10000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1],
  KRW: [50000, 10000, 5000, 1000, 500, 100, 50, 10],
  KWD: [20000, 10000, 5000, 1000, 500, 250, 100, 50, 20, 10, 5],
  BHD: [20000, 10000, 5000, 1000, 500, 100, 50, 25, 10, 5],
};

/** The usual notes and coins of `currency` in minor units, largest first. */
export function usualDenominations(currency: Currency): readonly Minor[] {
  return (USUAL[currency.code] ?? [10 ** currency.exponent]).map(minor);
}
