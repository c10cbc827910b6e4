// A bill is the sum of its lines, each rounded once; what cannot be charged is refused by its line.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceBill } from '../../../core/charge/price-bill.ts';
import { priceLine } from '../../../core/charge/price-line.ts';
import { MAX_MINOR, type Milli, type Minor } from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';
import { modelRound } from '../money/bigint-model.ts';

const line = (quantity: number, unitPrice: number) => ({ quantity: quantity as Milli, unitPrice: unitPrice as Minor });
const fault = (...lines: ReturnType<typeof line>[]) => {
  const bill = priceBill(lines);
  return bill.ok ? 'priced' : bill.fault;
};

describe('a line', () => {
  it.each([
    [1000, 2550, 2550],
    [2500, 199, 498],
    [333, 100, 33],
    [335, 100, 34],
    [1, 499, 0],
    [1, 500, 1],
    [1000, 0, 0],
    [3000, 333, 999],
  ])('%s thousandths at %s come to %s', (quantity, price, amount) => {
    const plain = { quantity, gross: amount, discount: 0, amount, tax: 0, working: null };
    expect(priceLine(line(quantity, price))).toEqual(plain);
  });
});

describe('a bill', () => {
  it('adds up its lines', () => {
    expect(priceBill([line(1000, 2550), line(2500, 199)])).toEqual({
      ok: true,
      gross: 3048,
      discount: 0,
      total: 3048,
      tax: 0,
      lines: [
        { quantity: 1000, gross: 2550, discount: 0, amount: 2550, tax: 0, working: null },
        { quantity: 2500, gross: 498, discount: 0, amount: 498, tax: 0, working: null },
      ],
    });
  });
  it('without lines comes to nothing', () => {
    expect(priceBill([])).toEqual({ ok: true, lines: [], gross: 0, discount: 0, total: 0, tax: 0 });
  });
  it('rounds at each line and not at the sum', () => {
    // Three times 0.335 yuan at 0.1: 3.35 fen each is 3, and 9, not 10.
    expect(priceBill([line(335, 10), line(335, 10), line(335, 10)])).toMatchObject({ total: 9 });
  });
  it('names the line that cannot be charged, counted from 1', () => {
    for (const quantity of [0, -1000, 0.5, Number.NaN, Infinity, MAX_MINOR + 1]) {
      expect(fault(line(1000, 1), line(quantity, 1))).toEqual({ code: 'QUANTITY_INVALID', n: 2 });
    }
    for (const price of [-1, 0.5, Number.NaN, MAX_MINOR + 1]) {
      expect(fault(line(1000, price), line(1000, 1))).toEqual({ code: 'PRICE_INVALID', n: 1 });
    }
  });
  it('out of range is refused, by one line or by the sum', () => {
    const out = { code: 'AMOUNT_OUT_OF_RANGE' };
    expect(fault(line(1000, MAX_MINOR))).toBe('priced');
    expect(fault(line(1001, MAX_MINOR))).toEqual(out);
    expect(fault(line(MAX_MINOR, MAX_MINOR))).toEqual(out);
    expect(fault(line(1000, MAX_MINOR), line(1000, 1))).toEqual(out);
    expect(fault(line(1000, MAX_MINOR - 1), line(1000, 1))).toBe('priced');
  });
  it('agrees with BigInt whatever is on it', () => {
    const any = fc.record({
      quantity: fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: MAX_MINOR })),
      unitPrice: fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: MAX_MINOR })),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (lines) => {
        const amounts = lines.map((l) => modelRound(BigInt(l.quantity) * BigInt(l.unitPrice), 1000n));
        const total = amounts.reduce((s, a) => s + a, 0n);
        const bill = priceBill(lines.map((l) => line(l.quantity, l.unitPrice)));
        expect(bill.ok).toBe(total <= 2n ** 51n);
        if (!bill.ok) return;
        expect(bill.lines.map((l) => BigInt(l.amount))).toEqual(amounts);
        expect([bill.gross, bill.discount, bill.total].map(BigInt)).toEqual([total, 0n, total]);
      }),
      { numRuns: dose(5_000, 200_000) },
    );
  });
});
