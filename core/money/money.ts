// What an amount and a quantity are, and the only arithmetic done with them.
// Everything that posts a fen goes through here, so the range and the one rounding rule are kept in one place.

declare const minorBrand: unique symbol;
declare const milliBrand: unique symbol;

/** An amount: a whole number of the currency's minor unit (CNY: fen), |x| ≤ 2^51, never −0. */
export type Minor = number & { readonly [minorBrand]: true };
/** A quantity: a whole number of thousandths (1 piece = 1000), |x| ≤ 2^51, never −0. */
export type Milli = number & { readonly [milliBrand]: true };

/**
 * Largest amount, in minor units (ledger.md "Money"). Two of them still add up exactly in a double, and with
 * 100 minor units to one a double keeps such an amount to better than half a fen when a chart or a file needs it.
 */
export const MAX_MINOR = 2 ** 51;

/**
 * The most that one act may move: 10^11 minor units, a thousand million yuan. Far above any bill and far below
 * `MAX_MINOR`, so that no single document can bring a balance or a day to the end of its range.
 */
export const MAX_ACT = 100_000_000_000;

/** Thousandths in one. */
export const MILLI_PER_ONE = 1000;

function isWholeInRange(n: number): boolean {
  return Number.isInteger(n) && n <= MAX_MINOR && n >= -MAX_MINOR;
}

/** Brands a number of minor units; −0 becomes 0. RangeError unless it is an integer with |n| ≤ 2^51. */
export function minor(n: number): Minor {
  if (!isWholeInRange(n)) throw new RangeError(`Not an amount in minor units: ${n}`);
  return (n + 0) as Minor;
}

/** Brands a number of thousandths; −0 becomes 0. RangeError unless it is an integer with |n| ≤ 2^51. */
export function milli(n: number): Milli {
  if (!isWholeInRange(n)) throw new RangeError(`Not a quantity in thousandths: ${n}`);
  return (n + 0) as Milli;
}

/** No money, in minor units of any currency. */
export const ZERO: Minor = minor(0);

/** a + b in minor units. RangeError when the sum leaves the range: money is refused, never wrapped or capped. */
export function addMinor(a: Minor, b: Minor): Minor {
  return minor(a + b);
}

/** a − b in minor units. RangeError when the difference leaves the range. */
export function subtractMinor(a: Minor, b: Minor): Minor {
  return minor(a - b);
}

/** −a in minor units; −0 stays 0. */
export function negateMinor(a: Minor): Minor {
  return minor(-a);
}

/**
 * The sum of `amounts` in minor units, 0 for none. Only the result has to be in range, so the order of the
 * amounts does not decide whether there is an answer. RangeError when the sum leaves the range.
 */
export function sumMinor(amounts: readonly Minor[]): Minor {
  let sum = 0;
  for (const amount of amounts) {
    sum += amount;
    // A double adds exactly below 2^53, and one more amount cannot get there from 2^52.
    if (sum > 2 ** 52 || sum < -(2 ** 52)) return sumExactly(amounts);
  }
  return minor(sum);
}

function sumExactly(amounts: readonly Minor[]): Minor {
  let sum = 0n;
  for (const amount of amounts) sum += BigInt(amount);
  return minor(Number(sum));
}

/**
 * n / d rounded to a whole number, half away from zero, so that round(−x) = −round(x): the only rounding rule
 * there is (ledger.md "Money"). RangeError when d is 0.
 */
export function roundQuotient(n: bigint, d: bigint): bigint {
  if (d === 0n) throw new RangeError('Division by zero');
  const quotient = n / d; // BigInt division cuts towards zero
  const twiceRest = absolute(n % d) * 2n;
  if (twiceRest < absolute(d)) return quotient;
  return n < 0n === d < 0n ? quotient + 1n : quotient - 1n;
}

function absolute(n: bigint): bigint {
  return n < 0n ? -n : n;
}

/**
 * `price` (minor units for one) × `quantity` (thousandths), rounded once, or null when the result leaves the
 * range. The posting path asks this way because a refusal there is an answer, not an accident.
 */
export function timesQuantityOrNull(price: Minor, quantity: Milli): Minor | null {
  const product = price * quantity;
  // A product that a double shows as < 2^53 is the exact one; only the others pay for BigInt.
  const result =
    product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER
      ? roundThousandths(product)
      : Number(roundQuotient(BigInt(price) * BigInt(quantity), BigInt(MILLI_PER_ONE)));
  return result <= MAX_MINOR && result >= -MAX_MINOR ? (result as Minor) : null;
}

/** Rounds exact thousandths to whole units half away from zero; by remainder, since x / 1000 is not exact in a double. */
function roundThousandths(thousandths: number): number {
  const rest = thousandths % MILLI_PER_ONE;
  const whole = (thousandths - rest) / MILLI_PER_ONE;
  const half = MILLI_PER_ONE / 2;
  if (rest >= half) return whole + 1;
  if (rest <= -half) return whole - 1;
  return whole;
}

/** `price` (minor units for one) × `quantity` (thousandths) in minor units, rounded once half away from zero. RangeError when out of range. */
export function timesQuantity(price: Minor, quantity: Milli): Minor {
  const amount = timesQuantityOrNull(price, quantity);
  if (amount === null) throw new RangeError(`Amount out of range: ${price} × ${quantity} / ${MILLI_PER_ONE}`);
  return amount;
}

/** A currency: ISO 4217 code, decimals of its minor unit (JPY 0, CNY 2, KWD 3), the sign people write before an amount. */
export interface Currency {
  readonly code: string;
  readonly exponent: number;
  readonly symbol: string;
}

export const CNY: Currency = { code: 'CNY', exponent: 2, symbol: '¥' };

// Exponents from ISO 4217 list one. Only what a counter may meet; a currency that is missing is refused, not guessed.
const CURRENCIES: Readonly<Record<string, Currency>> = {
  CNY,
  HKD: { code: 'HKD', exponent: 2, symbol: 'HK$' },
  MOP: { code: 'MOP', exponent: 2, symbol: 'MOP$' },
  TWD: { code: 'TWD', exponent: 2, symbol: 'NT$' },
  USD: { code: 'USD', exponent: 2, symbol: '$' },
  EUR: { code: 'EUR', exponent: 2, symbol: '€' },
  GBP: { code: 'GBP', exponent: 2, symbol: '£' },
  SGD: { code: 'SGD', exponent: 2, symbol: 'S$' },
  JPY: { code: 'JPY', exponent: 0, symbol: '¥' },
  KRW: { code: 'KRW', exponent: 0, symbol: '₩' },
  KWD: { code: 'KWD', exponent: 3, symbol: 'KD' },
  BHD: { code: 'BHD', exponent: 3, symbol: 'BD' },
};

/** Codes of the currencies a ledger may be kept in. */
export const CURRENCY_CODES = Object.keys(CURRENCIES) as [string, ...string[]];

/** The currency with this ISO 4217 code. RangeError for a code that is not known: without its exponent an amount means nothing. */
export function currencyOf(code: string): Currency {
  const currency = Object.hasOwn(CURRENCIES, code) ? CURRENCIES[code] : undefined;
  if (currency === undefined) throw new RangeError(`Unknown currency: ${code}`);
  return currency;
}
