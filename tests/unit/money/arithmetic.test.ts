// Amounts stay exact and in range, and there is one rounding: proved against BigInt.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMinor,
  currencyOf,
  MAX_MINOR,
  type Milli,
  milli,
  type Minor,
  minor,
  negateMinor,
  roundQuotient,
  subtractMinor,
  sumMinor,
  timesQuantity,
  timesQuantityOrNull,
  ZERO,
} from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';
import { anyMilli, anyMinor, seeded } from './arbitraries.ts';
import { LIMIT, modelRound } from './bigint-model.ts';

const RANDOM_OPERATIONS = dose(100_000, 10_000_000);

/** The result, or 'refused' when it is out of range. */
function outcome(act: () => number): bigint | 'refused' {
  try {
    const value = act();
    expect(Object.is(value, -0)).toBe(false);
    return BigInt(value);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return 'refused';
  }
}

function inRange(value: bigint): bigint | 'refused' {
  return value <= LIMIT && value >= -LIMIT ? value : 'refused';
}

describe('minor and milli', () => {
  it('take whole numbers in range and nothing else', () => {
    for (const make of [minor, milli]) {
      for (const n of [0, 1, -1, MAX_MINOR, -MAX_MINOR]) expect(make(n)).toBe(n);
      for (const n of [0.5, -0.1, Number.NaN, Infinity, -Infinity, MAX_MINOR + 1, -MAX_MINOR - 1, 1e300, 1.005]) {
        expect(() => make(n)).toThrow(RangeError);
      }
      expect(Object.is(make(-0), 0)).toBe(true);
    }
  });
  it('refuse what only looks like a number', () => {
    for (const n of ['1', null, undefined, true, [1], 1n, {}])
      expect(() => minor(n as unknown as number)).toThrow(RangeError);
  });
});

describe('adding', () => {
  it('is exact, or refused', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, (a, b) => {
        expect(outcome(() => addMinor(a, b))).toBe(inRange(BigInt(a) + BigInt(b)));
        expect(outcome(() => subtractMinor(a, b))).toBe(inRange(BigInt(a) - BigInt(b)));
        expect(outcome(() => negateMinor(a))).toBe(-BigInt(a));
      }),
      { numRuns: dose(5_000, 200_000) },
    );
  });
  it('sums in any order to the same, even where a part of the sum is out of range', () => {
    fc.assert(
      fc.property(fc.array(anyMinor, { maxLength: 40 }), (amounts) => {
        const model = inRange(amounts.reduce((sum, a) => sum + BigInt(a), 0n));
        expect(outcome(() => sumMinor(amounts))).toBe(model);
        expect(outcome(() => sumMinor([...amounts].reverse()))).toBe(model);
      }),
      { numRuns: dose(2_000, 50_000) },
    );
    const most = minor(MAX_MINOR);
    const least = minor(-MAX_MINOR);
    expect(sumMinor([most, most, most, most, most, least, least, least, least, minor(-1)])).toBe(MAX_MINOR - 1);
    // Above 2^53 a double no longer sees a fen: this one must not be lost on the way there and back.
    expect(sumMinor([most, most, most, most, most, minor(1), least, least, least, least, minor(-1)])).toBe(MAX_MINOR);
    expect(sumMinor([least, least, least, least, least, minor(-1), most, most, most, most, minor(1)])).toBe(-MAX_MINOR);
    expect(() => sumMinor([most, minor(1)])).toThrow(RangeError);
    expect(sumMinor([])).toBe(ZERO);
  });
});

describe('rounding', () => {
  it.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [-15n, 10n, -2n],
    [14n, 10n, 1n],
    [0n, 7n, 0n],
    [1005n, 10n, 101n],
    [-1005n, 10n, -101n],
    [5n, -10n, -1n],
    [-5n, -10n, 1n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [1n, 2n, 1n],
  ])('%s / %s → %s', (n, d, rounded) => {
    expect(roundQuotient(n, d)).toBe(rounded);
  });
  it('has no favourite side: round(−x) = −round(x), and agrees with the model', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 110n), max: 2n ** 110n }),
        fc.bigInt({ min: 1n, max: 2n ** 60n }),
        (n, d) => {
          const rounded = roundQuotient(n, d);
          expect(rounded).toBe(modelRound(n, d));
          expect(roundQuotient(-n, d)).toBe(-rounded);
          expect(roundQuotient(n, -d)).toBe(-rounded);
          const distance = 2n * (n - rounded * d);
          expect(distance <= d && distance >= -d).toBe(true);
        },
      ),
      { numRuns: dose(5_000, 200_000) },
    );
  });
  it('refuses to divide by nothing', () => {
    expect(() => roundQuotient(1n, 0n)).toThrow(RangeError);
  });
});

describe('price × quantity', () => {
  it.each([
    [100, 1000, 100],
    [1, 500, 1],
    [1, 499, 0],
    [-1, 500, -1],
    [-1, 499, 0],
    [333, 3000, 999],
    [1005, 1, 1],
    [1499, 1, 1],
    [1500, 1, 2],
    [-1500, 1, -2],
    [MAX_MINOR, 1000, MAX_MINOR],
    [2, MAX_MINOR, 4503599627370],
    [0, MAX_MINOR, 0],
    [MAX_MINOR, 1, 2251799813685],
    [0, -1, 0],
    [9_007_199_254_740, 999, 8_998_192_055_485],
  ])('%s × %s thousandths → %s', (price, quantity, amount) => {
    expect(timesQuantity(minor(price), milli(quantity))).toBe(amount);
  });
  it('is exact and rounded once, or refused', () => {
    fc.assert(
      fc.property(anyMinor, anyMilli, (price, quantity) => {
        const model = inRange(modelRound(BigInt(price) * BigInt(quantity), 1000n));
        expect(outcome(() => timesQuantity(price, quantity))).toBe(model);
        const quiet = timesQuantityOrNull(price, quantity);
        expect(quiet === null ? 'refused' : BigInt(quiet)).toBe(model);
        expect(outcome(() => timesQuantity(negateMinor(price), quantity))).toBe(model === 'refused' ? model : -model);
      }),
      { numRuns: dose(10_000, 500_000) },
    );
  });
  it('is exact on both sides of 2^53, where a double stops being exact', () => {
    for (let q = 1; q <= 4000; q++) {
      const price = minor(Math.round(2 ** 53 / q) <= MAX_MINOR ? Math.round(2 ** 53 / q) : MAX_MINOR);
      for (const near of [-2, -1, 0, 1, 2]) {
        const p = Math.min(MAX_MINOR, price + near);
        expect(outcome(() => timesQuantity(minor(p), milli(q)))).toBe(
          inRange(modelRound(BigInt(p) * BigInt(q), 1000n)),
        );
      }
    }
  });
});

describe(`${RANDOM_OPERATIONS.toLocaleString('en')} random signed operations`, () => {
  it('make no wrong fen against BigInt', { timeout: 3_600_000 }, () => {
    const random = seeded(20261122);
    const amount = (): Minor => {
      const size = Math.floor(2 ** (random() * 51.999));
      return minor(Math.min(size, MAX_MINOR) * (random() < 0.5 ? -1 : 1));
    };
    let balance: Minor = ZERO;
    let model = 0n;
    let wrong = 0;
    let refused = 0;
    for (let n = 0; n < RANDOM_OPERATIONS; n++) {
      const a = amount();
      const act = Math.floor(random() * 4);
      const quantity = milli(Math.floor(random() * 2e6) - 1e6);
      let next: Minor | null = null;
      try {
        if (act === 0) next = addMinor(balance, a);
        else if (act === 1) next = subtractMinor(balance, a);
        else if (act === 2) next = timesQuantity(a, quantity as Milli);
        else next = sumMinor([balance, a, negateMinor(balance), a]);
      } catch {
        refused++;
      }
      const big = BigInt(a);
      const expected =
        act === 0
          ? model + big
          : act === 1
            ? model - big
            : act === 2
              ? modelRound(big * BigInt(quantity), 1000n)
              : big + big;
      if ((next === null ? 'refused' : BigInt(next)) !== inRange(expected) || Object.is(next, -0)) wrong++;
      if (next !== null) {
        balance = next;
        model = expected;
      }
    }
    expect({ wrong, refusedSome: refused > 0, mostlyDone: refused < RANDOM_OPERATIONS / 2 }).toEqual({
      wrong: 0,
      refusedSome: true,
      mostlyDone: true,
    });
    expect(BigInt(balance)).toBe(model);
  });
});

describe('currencies', () => {
  it('bring their own decimals', () => {
    expect(['JPY', 'CNY', 'KWD'].map((code) => currencyOf(code).exponent)).toEqual([0, 2, 3]);
  });
  it('are refused when unknown, also by names every object has', () => {
    for (const code of ['XXX', 'cny', '', 'toString', '__proto__', 'constructor'])
      expect(() => currencyOf(code)).toThrow(RangeError);
  });
});
