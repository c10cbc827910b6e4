// What one unit costs, finer than money: 0.5283 yuan a kilowatt-hour is not a number of fen.
// A rate is never money itself; it becomes money once, rounded, when a line is priced.
import type { Currency } from '../money/money.ts';

declare const rateBrand: unique symbol;

/** Ten-thousandths of the currency's minor unit for one unit (CNY: six decimals of a yuan); a whole number ≥ 0. */
export type Rate = number & { readonly [rateBrand]: true };

/** Parts of a minor unit that a rate counts in. */
export const RATE_PER_MINOR = 10_000;
/** Decimals of a minor unit that a rate has. */
const RATE_DECIMALS = 4;
/** The greatest rate: a million major units for one unit in a currency of two decimals. */
export const MAX_RATE = 1_000_000_000_000;

/** Brands a rate. RangeError unless it is a whole number from 0 to `MAX_RATE`. */
export function rate(n: number): Rate {
  if (!isRate(n)) throw new RangeError(`Not a rate: ${n}`);
  return (n + 0) as Rate;
}

/** True for a whole number from 0 to `MAX_RATE`. */
export function isRate(n: number): n is Rate {
  return Number.isInteger(n) && n >= 0 && n <= MAX_RATE;
}

export type RateFault = 'notAnAmount' | 'tooManyDecimals' | 'amountOutOfRange';

/** Reads a rate in major units ("0.5283") as ASCII digits with at most one point; full match. Never throws for any text. */
export function parseRate(text: string, currency: Currency): Rate | RateFault {
  const decimals = currency.exponent + RATE_DECIMALS;
  const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(text);
  if (match === null) return 'notAnAmount';
  const [, whole = '', fraction = ''] = match;
  if (fraction.replace(/0+$/, '').length > decimals) return 'tooManyDecimals';
  const value = BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, '0').slice(0, decimals));
  return value > BigInt(MAX_RATE) ? 'amountOutOfRange' : rate(Number(value));
}

/** A rate in major units as people and lists write it: at least the currency's decimals, no more zeros than those: "0.52", "0.5283". */
export function formatRate(value: Rate, currency: Currency): string {
  const decimals = currency.exponent + RATE_DECIMALS;
  return fixedPoint(BigInt(value), decimals, currency.exponent);
}

/** `units` of 10^-`decimals` written out, with trailing zeros cut down to `least` decimals. */
export function fixedPoint(units: bigint, decimals: number, least: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  let fraction = decimals === 0 ? '' : digits.slice(-decimals);
  while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
