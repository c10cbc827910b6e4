// Discounts take what they say and no more, their parts add up to the fen, and the order of entry decides nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beyondOwnLimit,
  type BillDiscounts,
  discountBill,
  type DiscountAsked,
  type LineToDiscount,
} from '../../../core/charge/bill-discounts.ts';
import { isForCustomer, isGiven, type PolicyTerms, versionOn } from '../../../core/charge/discount-policy.ts';
import { type DiscountStep, type Off, takeDiscounts } from '../../../core/charge/take-discounts.ts';
import { allocate } from '../../../core/money/allocate.ts';
import { type Minor, minor, negateMinor } from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';

const line = (gross: number, code = 'A', category = 'x'): Omit<LineToDiscount, 'line'> => ({
  gross: minor(gross),
  code,
  category,
});
const policy = (change: Partial<PolicyTerms>): DiscountAsked => ({
  kind: 'policy',
  line: null,
  policy: {
    code: 'P1',
    name: '老年优惠',
    benefit: { kind: 'percent', basisPoints: 1000 },
    audience: { who: 'everyone' },
    items: [],
    categories: [],
    cap: null,
    combines: true,
    ...change,
  },
});
const percent = (basisPoints: number, at: number | null = null): DiscountAsked => ({
  kind: 'percent',
  line: at,
  basisPoints,
});
const amount = (fen: number, at: number | null = null): DiscountAsked => ({
  kind: 'amount',
  line: at,
  amount: minor(fen),
});
const waiver = (fen: number | null, at: number | null = null, validUntil: string | null = null): DiscountAsked => ({
  kind: 'waiver',
  line: at,
  amount: fen === null ? null : minor(fen),
  validUntil,
});
const reckon = (
  lines: readonly Omit<LineToDiscount, 'line'>[],
  asked: readonly DiscountAsked[],
  tags: readonly string[] | null = null,
): BillDiscounts =>
  discountBill({
    lines: lines.map((one, place) => ({ ...one, line: place + 1 })),
    asked,
    customerTags: tags,
    date: '2026-11-23',
  });
const perLine = (result: BillDiscounts): readonly number[] => {
  if (!result.ok) throw new Error(result.fault.code);
  return result.perLine;
};
const faultOf = (result: BillDiscounts): unknown => (result.ok ? null : result.fault);

describe('a discount', () => {
  it('over seven lines that does not divide gives each its share to the fen', () => {
    const seven = Array.from({ length: 7 }, () => line(1000));
    expect(perLine(reckon(seven, [amount(1000)]))).toEqual([143, 143, 143, 143, 143, 143, 142]);
  });
  it('in percent is rounded once on its sum, not line by line', () => {
    const lines = [line(5), line(5), line(5)];
    // 10 % of 15 is 1.5, rounded to 2; line by line each 0.5 would have become 1.
    expect(perLine(reckon(lines, [percent(1000)]))).toEqual([1, 1, 0]);
  });
  it('on a line leaves the others alone', () => {
    expect(perLine(reckon([line(1000), line(2000)], [percent(5000, 2), amount(100, 1)]))).toEqual([100, 1000]);
  });
  it('counts from what those before it left: policy, percent, amount, waiver', () => {
    const asked = [waiver(null), amount(1000), percent(1000), policy({})];
    const result = reckon([line(10_000)], asked);
    expect(perLine(result)).toEqual([10_000]);
    if (!result.ok) return;
    expect(result.taken.map(({ index, amount: took }) => [index, took])).toEqual([
      [3, 1000],
      [2, 900],
      [1, 1000],
      [0, 7100],
    ]);
    expect(result.own).toBe(9000);
  });
  it('of an amount is never bent to fit', () => {
    expect(faultOf(reckon([line(500)], [amount(501)]))).toEqual({ code: 'DISCOUNT_TOO_LARGE', index: 0, most: 500 });
    expect(faultOf(reckon([line(500), line(900)], [waiver(600, 1)]))).toMatchObject({ most: 500 });
    expect(faultOf(reckon([line(500)], [amount(1, 2)]))).toEqual({ code: 'DISCOUNT_LINE_UNKNOWN', index: 0, n: 2 });
  });
  it('of one kind stands once on a line and once on the bill', () => {
    expect(faultOf(reckon([line(500)], [percent(100), percent(200)]))).toMatchObject({ code: 'DISCOUNT_TWICE' });
    expect(faultOf(reckon([line(500)], [policy({}), policy({})]))).toMatchObject({ code: 'DISCOUNT_TWICE' });
    expect(perLine(reckon([line(500)], [percent(100), percent(200, 1)]))).toEqual([15]);
  });
  it('that is a waiver ends with its last day', () => {
    expect(perLine(reckon([line(500)], [waiver(100, null, '2026-11-23')]))).toEqual([100]);
    expect(faultOf(reckon([line(500)], [waiver(100, null, '2026-11-22')]))).toEqual({
      code: 'WAIVER_EXPIRED',
      index: 0,
      until: '2026-11-22',
    });
  });
});

describe('a policy', () => {
  it('is for its items and categories only', () => {
    const lines = [line(1000, 'A', 'x'), line(1000, 'B', 'x'), line(1000, 'C', 'y')];
    expect(perLine(reckon(lines, [policy({ items: ['B'] })]))).toEqual([0, 100, 0]);
    expect(perLine(reckon(lines, [policy({ categories: ['y'], items: ['A'] })]))).toEqual([100, 0, 100]);
    expect(perLine(reckon(lines, [policy({ categories: ['none'] })]))).toEqual([0, 0, 0]);
  });
  it('with a threshold gives nothing below it, once at it, and every time when it repeats', () => {
    const benefit = { kind: 'threshold', reach: minor(10_000), off: minor(1000), repeats: false } as const;
    const total = (gross: number, repeats: boolean): unknown => {
      const result = reckon([line(gross)], [policy({ benefit: { ...benefit, repeats } })]);
      return result.ok && result.total;
    };
    expect([9999, 10_000, 35_000].map((gross) => total(gross, false))).toEqual([0, 1000, 1000]);
    expect([9999, 10_000, 35_000].map((gross) => total(gross, true))).toEqual([0, 1000, 3000]);
    expect(total(2 ** 50, true)).toBe(Math.floor(2 ** 50 / 10_000) * 1000);
  });
  it('is capped, and an amount of it goes no further than the bill', () => {
    expect(perLine(reckon([line(100_000)], [policy({ cap: minor(500) })]))).toEqual([500]);
    expect(perLine(reckon([line(300)], [policy({ benefit: { kind: 'amount', amount: minor(500) } })]))).toEqual([300]);
  });
  it('that stands alone is refused beside another', () => {
    const alone = policy({ combines: false });
    expect(faultOf(reckon([line(500)], [alone]))).toBeNull();
    expect(faultOf(reckon([line(500)], [amount(1), alone]))).toMatchObject({ code: 'POLICY_STANDS_ALONE' });
  });
  it('is for whom it says', () => {
    const fault = (who: PolicyTerms['audience'], tags: readonly string[] | null): unknown =>
      faultOf(reckon([line(500)], [policy({ audience: who })], tags));
    expect(fault({ who: 'customers' }, null)).toMatchObject({ code: 'POLICY_NOT_FOR_CUSTOMER', policy: '老年优惠' });
    expect(fault({ who: 'customers' }, [])).toBeNull();
    expect(fault({ who: 'tag', tag: '低保' }, ['军属'])).toMatchObject({ code: 'POLICY_NOT_FOR_CUSTOMER' });
    expect(isForCustomer({ who: 'tag', tag: '低保' }, ['军属', '低保'])).toBe(true);
  });
  it('has one version that counts on a day', () => {
    const versions = [
      { n: 1, fromDate: '2026-01-01', untilDate: null },
      { n: 2, fromDate: '2026-03-01', untilDate: '2026-03-31' },
      { n: 3, fromDate: '2026-03-01', untilDate: '2026-04-30' },
      { n: 4, fromDate: '2026-02-01', untilDate: null },
    ];
    const on = (date: string): number | undefined => versionOn(versions, date)?.n;
    expect(['2025-12-31', '2026-01-31', '2026-02-10', '2026-03-01', '2026-06-01'].map(on)).toEqual([
      undefined,
      1,
      4,
      3,
      3,
    ]);
    expect([isGiven(versions[2]!, '2026-04-30'), isGiven(versions[2]!, '2026-05-01')]).toEqual([true, false]);
  });
});

describe('a cashier’s own limit', () => {
  const limit = { percent: 1000, amount: minor(10_000) };
  it('holds up to the fen, whichever bound is met first', () => {
    const beyond = (own: number, gross: number): boolean => beyondOwnLimit(minor(own), minor(gross), limit);
    expect([beyond(1000, 10_000), beyond(1001, 10_000)]).toEqual([false, true]);
    expect([beyond(10_000, 1_000_000), beyond(10_001, 1_000_000)]).toEqual([false, true]);
    expect(beyond(2 ** 51, 2 ** 51)).toBe(true);
  });
});

const grossOf = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 12 });
const anyAsked: fc.Arbitrary<DiscountAsked> = fc.oneof(
  fc
    .record({ basisPoints: fc.integer({ min: 1, max: 10_000 }), at: fc.option(fc.integer({ min: 1, max: 12 })) })
    .map(({ basisPoints, at }) => percent(basisPoints, at)),
  fc
    .record({ fen: fc.integer({ min: 1, max: 1000 }), at: fc.option(fc.integer({ min: 1, max: 12 })) })
    .map(({ fen, at }) => amount(fen, at)),
  fc
    .record({ fen: fc.option(fc.integer({ min: 1, max: 500 })), at: fc.option(fc.integer({ min: 1, max: 12 })) })
    .map(({ fen, at }) => waiver(fen, at)),
  fc
    .record({
      code: fc.constantFrom('P1', 'P2', 'P3'),
      items: fc.subarray(['A', 'B']),
      cap: fc.option(fc.integer({ min: 1, max: 5000 }).map(minor)),
      reach: fc.integer({ min: 1, max: 100_000 }).map(minor),
      repeats: fc.boolean(),
    })
    .map(({ code, items, cap, reach, repeats }) =>
      policy({ code, items, cap, benefit: { kind: 'threshold', reach, off: minor(1), repeats } }),
    ),
);

describe('whatever is asked for', () => {
  it('the parts add up, no line goes below 0, and the order of entry makes no difference', () => {
    const run = fc.property(
      grossOf,
      fc.array(anyAsked, { maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (grosses, asked, luck) => {
        const lines = grosses.map((gross, index) => line(gross, index % 2 === 0 ? 'A' : 'B'));
        const result = reckon(lines, asked);
        const shuffled = asked
          .map((one) => ({ one, at: luck.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const other = reckon(lines, shuffled);
        expect(other.ok).toBe(result.ok);
        if (!result.ok || !other.ok) return;
        expect(other.perLine).toEqual(result.perLine);
        const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);
        expect(sum(result.perLine)).toBe(result.total);
        expect(result.taken.every(({ amount: took, parts }) => sum(parts) === took)).toBe(true);
        for (const [place, discount] of result.perLine.entries()) {
          expect(discount).toBeGreaterThanOrEqual(0);
          expect(discount).toBeLessThanOrEqual(grosses[place] as number);
        }
      },
    );
    fc.assert(run, { numRuns: dose(300, 5000) });
  });
  it('taking the parts back gives the gross again, sign and all', () => {
    const off: fc.Arbitrary<Off> = fc.oneof(
      fc.integer({ min: 1, max: 10_000 }).map((basisPoints): Off => ({ by: 'percent', basisPoints })),
      fc.constant<Off>({ by: 'all' }),
      fc.integer({ min: 1, max: 10_000_000 }).map((fen): Off => ({ by: 'amount', amount: minor(fen), upTo: true })),
    );
    fc.assert(
      fc.property(grossOf, off, (grosses, one) => {
        const gross = grosses.map(minor);
        const step: DiscountStep = { lines: gross.map((_, place) => place), off: one, cap: null };
        const taken = takeDiscounts(gross, [step]);
        if (!taken.ok) throw new Error('an amount up to the rest always fits');
        const [first] = taken.steps;
        const back = allocate(negateMinor(first?.amount as Minor), gross);
        expect(back.map((part, place) => part + (taken.perLine[place] as number))).toEqual(gross.map(() => 0));
      }),
      { numRuns: dose(300, 5000) },
    );
  });
});
