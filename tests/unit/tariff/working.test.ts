// Every formula against a model written with nothing but BigInt: bands exact at their edges, meters that roll over or were
// exchanged, months and parts of one, packages to the fen, the tax within a price.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taxWithin } from '../../../core/charge/line-tax.ts';
import { openPackage } from '../../../core/charge/open-package.ts';
import { CNY, type Milli, type Minor, milli, minor } from '../../../core/money/money.ts';
import { areBands, type Band, bandsText, cutIntoBands, parseBands } from '../../../core/tariff/bands.ts';
import { meterUse } from '../../../core/tariff/meter.ts';
import { endOfMonths, periodLength } from '../../../core/tariff/period.ts';
import { formatRate, parseRate, rate } from '../../../core/tariff/rate.ts';
import { readRule, ruleText, type TariffRule } from '../../../core/tariff/tariff-rule.ts';
import { exactAmount, MAX_FORMULA, work } from '../../../core/tariff/working.ts';
import { dose } from '../../fixtures/dose.ts';
import { modelRound } from '../money/bigint-model.ts';

const anyBands: fc.Arbitrary<Band[]> = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 11 }),
    fc.array(fc.integer({ min: 0, max: 20_000_000 }), { minLength: 12, maxLength: 12 }),
  )
  .map(([widths, rates]) => {
    let from = 0;
    const bands = widths.map((width, n): Band => {
      const band = { from: milli(from), upTo: milli(from + width), rate: rate(rates[n] ?? 0) };
      from += width;
      return band;
    });
    return [...bands, { from: milli(from), upTo: null, rate: rate(rates[11] ?? 0) }];
  });

/** Thousandth by thousandth would take too long; unit steps between edges say the same. */
function modelAmount(quantity: number, bands: readonly Band[]): bigint {
  let parts = 0n;
  for (const { from, upTo, rate: per } of bands) {
    const top = upTo === null || upTo > quantity ? quantity : upTo;
    if (top > from) parts += BigInt(top - from) * BigInt(per);
  }
  return modelRound(parts, 10_000_000n);
}

describe('bands', () => {
  const steps: Band[] = [
    { from: milli(0), upTo: milli(50_000), rate: rate(520_000) },
    { from: milli(50_000), upTo: milli(100_000), rate: rate(570_000) },
    { from: milli(100_000), upTo: null, rate: rate(820_000) },
  ];
  it.each([
    [1, 0],
    [49_999, 2600],
    [50_000, 2600],
    [50_001, 2600],
    [51_000, 2657],
    [100_000, 5450],
    [100_001, 5450],
    [101_000, 5532],
  ])('%s thousandths come to %s', (quantity, gross) => {
    const worked = work({ kind: 'tiered', bands: steps }, milli(quantity), null);
    expect(worked).toMatchObject({ gross, quantity });
  });
  it('leave no step for a band that is not reached, not even at its edge', () => {
    expect(cutIntoBands(milli(50_000), steps).map(({ quantity }) => quantity)).toEqual([50_000]);
    expect(cutIntoBands(milli(50_001), steps).map(({ quantity }) => quantity)).toEqual([50_000, 1]);
  });
  it('agree with BigInt, rounded once, and their steps add up', () => {
    fc.assert(
      fc.property(anyBands, fc.integer({ min: 1, max: 1_000_000 }), (bands, quantity) => {
        const worked = work({ kind: 'tiered', bands }, milli(quantity), null);
        if (typeof worked === 'string') throw new Error(worked);
        expect(BigInt(worked.gross)).toBe(modelAmount(quantity, bands));
        const cut = cutIntoBands(milli(quantity), bands);
        expect(cut.reduce((sum, step) => sum + step.quantity, 0)).toBe(quantity);
        for (const [n, step] of cut.entries()) expect(step.from).toBe(n === 0 ? 0 : cut[n - 1]?.upTo);
      }),
      { numRuns: dose(3_000, 100_000) },
    );
  });
  it('never cost less for more', () => {
    fc.assert(
      fc.property(
        anyBands,
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 1, max: 500_000 }),
        (bands, a, b) => {
          const [less, more] = a < b ? [a, b] : [b, a];
          const amounts = [less, more].map((quantity) => work({ kind: 'tiered', bands }, milli(quantity), null));
          const [one, other] = amounts.map((worked) => (typeof worked === 'string' ? -1 : worked.gross));
          expect(one).toBeLessThanOrEqual(other ?? -1);
        },
      ),
      { numRuns: dose(1_000, 50_000) },
    );
  });
  it('are read as they are written, by machines and by people', () => {
    const same = (bands: Band[]): void => void expect(parseBands(bandsText(bands, CNY), CNY)).toEqual(bands);
    fc.assert(fc.property(anyBands, same));
    expect(parseBands('０－５０：０.５２；50～100:0.57; 100-:0.82;', CNY)).toEqual(steps);
    expect(parseBands('0-50:0.5283;50-:0.123456', CNY)).toEqual([
      { from: 0, upTo: 50_000, rate: 528_300 },
      { from: 50_000, upTo: null, rate: 123_456 },
    ]);
  });
  it.each([
    ['', 'bandsForm'],
    ['0-50', 'bandsForm'],
    ['0-50:a', 'bandsForm'],
    ['0-50:0.52', 'bandsGap'],
    ['1-:0.52', 'bandsGap'],
    ['0-50:0.52;51-:1', 'bandsGap'],
    ['0-50:0.52;40-:1', 'bandsGap'],
    ['0-:1;50-:2', 'bandsGap'],
    ['0-0:1;0-:2', 'bandsGap'],
    ['0-:0.1234567', 'tooManyDecimals'],
    ['0-:9999999', 'amountOutOfRange'],
  ])('%j is refused: %s', (text, fault) => expect(parseBands(text, CNY)).toBe(fault));
  it('need a beginning at 0 and one end that is open', () => {
    expect(areBands([])).toBe(false);
    expect(areBands(steps)).toBe(true);
    expect(areBands(steps.slice(1))).toBe(false);
    expect(areBands(steps.slice(0, 2))).toBe(false);
  });
});

describe('a rate', () => {
  it('is written with as many decimals as it has, at least those of money', () => {
    expect([520_000, 528_300, 1, 0, 12_345_678].map((n) => formatRate(rate(n), CNY))).toEqual([
      '0.52',
      '0.5283',
      '0.000001',
      '0.00',
      '12.345678',
    ]);
  });
  it('is read back the same', () => {
    const same = (n: number): void => void expect(parseRate(formatRate(rate(n), CNY), CNY)).toBe(n);
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), same));
  });
});

describe('a meter', () => {
  const use = (before: number, now: number, exchange: [number, number] | null = null, digits = 5) =>
    meterUse(
      {
        meter: '',
        before: before as Milli,
        now: now as Milli,
        exchange: exchange && { oldEnd: exchange[0] as Milli, newStart: exchange[1] as Milli },
      },
      digits,
    );
  it('rolls over at its number of digits', () => {
    expect(use(99_990_000, 12_000)).toMatchObject({ used: 22_000, stretches: [{ rolled: true }] });
    expect(use(999_500, 250, null, 3)).toMatchObject({ used: 750 });
  });
  it('does not take a slip of the finger for a round', () => {
    expect(use(219_000, 129_000)).toBe('READING_INVALID');
    expect(use(100_000_000, 5)).toBe('READING_INVALID');
    expect(use(-1, 5)).toBe('READING_INVALID');
    expect(use(0.5, 5)).toBe('READING_INVALID');
  });
  it('that was exchanged counts the old one’s end and the new one’s start', () => {
    expect(use(120_500, 20_250, [130_000, 0])).toMatchObject({ used: 29_750 });
    expect(use(99_999_000, 5_000, [1_000, 3_000])).toMatchObject({ used: 4_000 });
  });
  it('shows what a model counts by turning it, whatever was read', () => {
    const anyDigits = fc.integer({ min: 3, max: 9 });
    fc.assert(
      fc.property(
        anyDigits,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (d, at, turn) => {
          const range = 10 ** d * 1000;
          const before = Math.min(Math.floor(at * range), range - 1);
          const used = Math.floor(turn * range);
          const read = use(before, (before + used) % range, null, d);
          expect(read).toMatchObject({ used });
        },
      ),
      { numRuns: dose(2_000, 50_000) },
    );
  });
});

describe('a period', () => {
  it.each([
    ['2026-11-01', '2027-01-31', 'actual', 3, 0],
    ['2026-11-15', '2026-12-14', 'actual', 1, 0],
    ['2026-11-01', '2027-01-15', 'actual', 2, 15],
    ['2026-01-31', '2026-02-27', 'actual', 1, 0],
    ['2026-01-31', '2026-03-30', 'actual', 2, 0],
    ['2024-02-29', '2025-02-27', 'actual', 12, 0],
    ['2026-11-01', '2026-11-01', 'actual', 0, 1],
    ['2026-11-01', '2026-11-01', 'whole', 1, 0],
    ['2026-11-01', '2027-01-15', 'whole', 3, 0],
    ['2026-12-01', '2026-12-30', 'thirty', 1, 0],
    ['2026-12-01', '2026-12-29', 'thirty', 0, 29],
  ] as const)('%s to %s by %s is %i months and %i days', (from, until, rule, months, days) => {
    expect(periodLength(from, until, rule)).toMatchObject({ months, days });
  });
  it.each([
    ['2026-11-02', '2026-11-01'],
    ['2026-02-30', '2026-03-01'],
    ['2026-1-1', '2026-03-01'],
    ['1900-01-01', '2199-12-31'],
  ])('%s to %s is none', (from, until) => expect(periodLength(from, until, 'actual')).toBe('PERIOD_INVALID'));
  it('of whole months ends where the next begins, and is told as those months', () => {
    const day = fc.integer({ min: 0, max: 60_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 120 }), (from, months) => {
        const length = periodLength(from, endOfMonths(from, months), 'actual');
        expect(length).toMatchObject({ months, days: 0 });
      }),
    );
  });
  it('costs rate × area × months, part months by their rule, rounded once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 900 }),
        fc.constantFrom('actual', 'thirty', 'whole'),
        (per, area, days, partMonth) => {
          const from = '2026-03-17';
          const until = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
          const rule = { kind: 'period', rate: rate(per), perArea: true, partMonth } as const;
          const worked = work(rule, milli(1000), { kind: 'period', area: milli(area), from, until });
          const length = periodLength(from, until, partMonth);
          if (typeof length === 'string') throw new Error(length);
          const times = BigInt(length.months * length.daysOf + length.days);
          const whole = modelRound(BigInt(per) * BigInt(area) * times, 10_000_000n * BigInt(length.daysOf));
          if (whole > BigInt(MAX_FORMULA)) expect(worked).toBe('AMOUNT_OUT_OF_RANGE');
          else expect(worked).toMatchObject({ gross: Number(whole), quantity: area });
          // What SQL computes stays within 64 bits.
          if (typeof worked !== 'string') expect(2n * exactAmount(worked.working).parts < 2n ** 63n).toBe(true);
        },
      ),
      { numRuns: dose(2_000, 50_000) },
    );
  });
});

describe('what is missing or wrong', () => {
  const metered: TariffRule = { kind: 'metered', digits: 5, bands: [{ from: milli(0), upTo: null, rate: rate(1) }] };
  const inputs = { kind: 'metered', meter: '', before: milli(5), now: milli(5), exchange: null } as const;
  it('is named', () => {
    expect(work(metered, milli(1000), null)).toBe('INPUTS_REQUIRED');
    expect(work(metered, milli(1000), { ...inputs, now: null })).toBe('INPUTS_REQUIRED');
    expect(work(metered, milli(1000), { ...inputs, exchange: { oldEnd: null, newStart: milli(0) } })).toBe(
      'INPUTS_REQUIRED',
    );
    expect(work(metered, milli(1000), inputs)).toBe('NOTHING_USED');
  });
  it('never comes out of a rule that was kept', () => {
    expect(readRule(ruleText(metered) ?? '')).toEqual(metered);
    const gap = { ...metered, bands: [{ from: 1, upTo: null, rate: 1 }] };
    expect(() => readRule(JSON.stringify(gap))).toThrow();
  });
});

describe('a package', () => {
  it('shares its price to the fen, whatever it holds', () => {
    const part = fc.record({
      quantity: fc.integer({ min: 1, max: 100_000 }).map(milli),
      unitPrice: fc.integer({ min: 0, max: 1_000_000 }).map(minor),
    });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        (parts, price, count) => {
          const opened = openPackage(minor(price), milli(count * 1000), parts);
          if (typeof opened === 'string') return;
          expect(opened.gross).toBe(price * count);
          expect(opened.shares.reduce((sum, one) => sum + one.gross, 0)).toBe(opened.gross);
          expect(opened.shares.map((one) => one.quantity)).toEqual(parts.map((one) => one.quantity * count));
        },
      ),
    );
  });
  it('is whole', () => {
    const parts = [{ quantity: milli(1000), unitPrice: minor(1) }];
    expect(openPackage(minor(100), milli(1500), parts)).toBe('QUANTITY_INVALID');
    expect(openPackage(minor(100), milli(0), parts)).toBe('QUANTITY_INVALID');
  });
});

describe('the tax within an amount', () => {
  it.each([
    [10_600, 600, 600],
    [11_300, 1300, 1300],
    [100, 300, 3],
    [0, 600, 0],
    [10_600, 0, 0],
  ])('%i at %i basis points is %i', (amount, per, tax) => expect(taxWithin(minor(amount), per)).toBe(tax));
  it('agrees with BigInt and never exceeds what is taxed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 51 }), fc.integer({ min: 0, max: 10_000 }), (amount, per) => {
        const tax = taxWithin(amount as Minor, per);
        expect(BigInt(tax)).toBe(modelRound(BigInt(amount) * BigInt(per), BigInt(10_000 + per)));
        expect(tax).toBeLessThanOrEqual(amount);
      }),
      { numRuns: dose(3_000, 100_000) },
    );
  });
});
