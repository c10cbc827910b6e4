// Parts add up to the whole, to the fen, and never by chance.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../../core/money/allocate.ts';
import { MAX_MINOR, type Minor, minor, negateMinor } from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';
import { anyMinor, counterAmount } from './arbitraries.ts';

const weight = fc.oneof(
  counterAmount,
  anyMinor.map((n) => minor(Math.abs(n))),
  fc.integer({ min: 0, max: 3 }).map(minor),
);
const weights = fc.array(weight, { minLength: 1, maxLength: 30 }).filter((list) => list.some((w) => w > 0));
const share = (total: number, list: number[]) => allocate(minor(total), list.map(minor));

describe('allocate', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [101, [1, 1, 1], [34, 34, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [10, [0, 5, 0], [0, 10, 0]],
    [1, [1, 2, 2], [0, 1, 0]],
    [5, [3, 3, 3, 3, 3, 3], [1, 1, 1, 1, 1, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
    [7, [700, 200, 100], [5, 1, 1]],
    [MAX_MINOR, [1, 1], [2 ** 50, 2 ** 50]],
    [MAX_MINOR, [MAX_MINOR, MAX_MINOR, MAX_MINOR], [750599937895083, 750599937895083, 750599937895082]],
  ])('%s over %j is %j', (total, list, parts) => {
    expect(share(total, list)).toEqual(parts);
  });
  it('refuses what has no answer', () => {
    expect(() => share(1, [])).toThrow(RangeError);
    expect(() => share(1, [0, 0])).toThrow(RangeError);
    expect(() => share(1, [1, -1])).toThrow(RangeError);
    expect(() => share(10, [3, -1])).toThrow(RangeError);
    expect(() => allocate(minor(1), [Number.NaN as Minor])).toThrow(RangeError);
  });
  it('is exact, in proportion, fair, blind to the sign and the same every time', () => {
    fc.assert(
      fc.property(anyMinor, weights, (total, list) => {
        const parts = allocate(total, list);
        const sum = list.reduce((s, w) => s + BigInt(w), 0n);
        expect(parts).toHaveLength(list.length);
        expect(parts.reduce((s, p) => s + BigInt(p), 0n)).toBe(BigInt(total));
        for (const [n, part] of parts.entries()) {
          expect(Object.is(part, -0)).toBe(false);
          // |part − exact| < 1, multiplied by the sum so that nothing has to be divided.
          const off = BigInt(part) * sum - BigInt(total) * BigInt(list[n] ?? 0);
          expect(off < sum && off > -sum).toBe(true);
          if (list[n] === 0) expect(part).toBe(0);
        }
        expect(allocate(negateMinor(total), list)).toEqual(parts.map(negateMinor));
        expect(allocate(total, list)).toEqual(parts);
      }),
      { numRuns: dose(3_000, 100_000) },
    );
  });
  it('gives a greater weight no smaller part, and equal ones differ by one at most, the earlier first', () => {
    fc.assert(
      fc.property(counterAmount, weights, (total, list) => {
        const parts = allocate(total, list);
        for (let a = 0; a < list.length; a++) {
          for (let b = a + 1; b < list.length; b++) {
            const [wa = 0, wb = 0, pa = 0, pb = 0] = [list[a], list[b], parts[a], parts[b]];
            if (wa > wb) expect(pa).toBeGreaterThanOrEqual(pb);
            if (wa < wb) expect(pb).toBeGreaterThanOrEqual(pa);
            if (wa === wb) expect(pa - pb === 0 || pa - pb === 1).toBe(true);
          }
        }
      }),
      { numRuns: dose(2_000, 50_000) },
    );
  });
  it('hands the odd fen to the largest remainders and to nobody else', () => {
    fc.assert(
      fc.property(counterAmount, weights, (total, list) => {
        const sum = list.reduce((s, w) => s + BigInt(w), 0n);
        const parts = allocate(total, list);
        const rest = (n: number) => (BigInt(total) * BigInt(list[n] ?? 0)) % sum;
        const up = parts.map((part, n) => BigInt(part) > (BigInt(total) * BigInt(list[n] ?? 0)) / sum);
        const least = up.flatMap((raised, n) => (raised ? [rest(n)] : [])).reduce((m, r) => (r < m ? r : m), sum);
        for (const [n, raised] of up.entries()) if (!raised) expect(rest(n) <= least).toBe(true);
      }),
      { numRuns: dose(2_000, 50_000) },
    );
  });
  it('never takes more off a line than the line has, when the whole has no more', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
        const sum = list.reduce((s, w) => s + w, 0);
        const total = minor(Math.min(MAX_MINOR, Math.floor(sum * part)));
        for (const [n, p] of allocate(total, list).entries()) expect(p).toBeLessThanOrEqual(list[n] ?? 0);
      }),
      { numRuns: dose(2_000, 50_000) },
    );
  });
});
