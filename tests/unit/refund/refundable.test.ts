// However a line is refunded, in pieces or at once, by quantity or by amount: the pieces are the line, to the fen.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Milli, type Minor, milli, minor } from '../../../core/money/money.ts';
import {
  amountOf,
  type LineParts,
  refundableQuantity,
  refundOfLine,
  type RefundableLine,
  type RefundOfLine,
  remainderOf,
} from '../../../core/refund/refundable.ts';
import { dose } from '../../fixtures/dose.ts';

const NOTHING: LineParts = { quantity: milli(0), gross: minor(0), discount: minor(0), tax: minor(0) };

function plus(one: LineParts, other: LineParts): LineParts {
  return {
    quantity: (one.quantity + other.quantity) as Milli,
    gross: minor(one.gross + other.gross),
    discount: minor(one.discount + other.discount),
    tax: minor(one.tax + other.tax),
  };
}

function line(paid: LineParts, more: Partial<RefundableLine> = {}): RefundableLine {
  return { n: 1, paid, refunded: NOTHING, inProgress: NOTHING, use: { kind: 'notNeeded' }, grossOf: null, ...more };
}

const anyPaid: fc.Arbitrary<LineParts> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 50_000 }),
    gross: fc.integer({ min: 0, max: 5_000_000 }),
    discountShare: fc.integer({ min: 0, max: 1000 }),
    taxShare: fc.integer({ min: 0, max: 170 }),
  })
  .map(({ quantity, gross, discountShare, taxShare }) => {
    const discount = Math.floor((gross * discountShare) / 1000);
    return {
      quantity: milli(quantity),
      gross: minor(gross),
      discount: minor(discount),
      tax: minor(Math.floor(((gross - discount) * taxShare) / 1000)),
    };
  });

/** Each step takes a share (thousandths) of what is left, by quantity or by amount. */
const anySteps = fc.array(
  fc.record({
    by: fc.constantFrom<'quantity' | 'amount'>('quantity', 'amount'),
    share: fc.integer({ min: 1, max: 999 }),
  }),
  { maxLength: 12 },
);

function ask(rest: LineParts, by: 'quantity' | 'amount', share: number): RefundOfLine | null {
  if (by === 'quantity') {
    const quantity = Math.floor((rest.quantity * share) / 1000);
    return quantity > 0 ? { by, quantity: milli(quantity) } : null;
  }
  const amount = Math.floor((amountOf(rest) * share) / 1000);
  return amount > 0 ? { by, amount: minor(amount) } : null;
}

describe('a line refunded in pieces', () => {
  it('never gives a part below 0 or beyond the rest, and the last piece makes it whole', () => {
    fc.assert(
      fc.property(anyPaid, anySteps, (paid, steps) => {
        let current = line(paid);
        for (const { by, share } of steps) {
          const rest = remainderOf(current);
          const asked = ask(rest, by, share);
          if (asked === null) continue;
          const refund = refundOfLine(current, asked);
          if (!refund.ok) throw new Error(JSON.stringify(refund.fault));
          for (const part of ['quantity', 'gross', 'discount', 'tax'] as const) {
            expect(refund.parts[part]).toBeGreaterThanOrEqual(0);
            expect(refund.parts[part]).toBeLessThanOrEqual(rest[part]);
          }
          expect(refund.amount).toBe(amountOf(refund.parts));
          expect(refund.amount).toBeGreaterThanOrEqual(0);
          if (asked.by === 'amount') expect(refund.amount).toBe(asked.amount);
          current = line(paid, { refunded: plus(current.refunded, refund.parts) });
          expect(remainderOf(current).discount).toBeLessThanOrEqual(remainderOf(current).gross);
        }
        const rest = remainderOf(current);
        const last = refundOfLine(current, { by: 'quantity', quantity: rest.quantity });
        if (!last.ok) throw new Error('the rest cannot be refunded');
        expect(plus(current.refunded, last.parts)).toEqual(paid);
      }),
      { numRuns: dose(500, 20_000) },
    );
  });

  it('counts what is in progress as gone', () => {
    const paid = parts(3000, 300);
    const waiting = line(paid, { inProgress: parts(2000, 200) });
    expect(refundOfLine(waiting, { by: 'quantity', quantity: milli(1001) })).toEqual({
      ok: false,
      fault: { code: 'MORE_THAN_BOUGHT', refundable: 1000 },
    });
    expect(refundOfLine(waiting, { by: 'amount', amount: minor(101) })).toEqual({
      ok: false,
      fault: { code: 'MORE_THAN_PAID', refundable: 100 },
    });
  });

  it('gives back the dearest units of a tiered line: what is kept costs what it would have cost', () => {
    // Two at 1.00, then 3.00 each: four cost 8.00, two cost 2.00.
    const grossOf = (quantity: Milli): Minor =>
      minor(Math.min(quantity, 2000) / 10 + (Math.max(0, quantity - 2000) * 3) / 10);
    const tiered = line(parts(4000, 800), { grossOf });
    const refund = refundOfLine(tiered, { by: 'quantity', quantity: milli(2000) });
    expect(refund.ok && refund.amount).toBe(600);
  });
});

describe('use that must be confirmed', () => {
  const needed = (returned: number): RefundableLine =>
    line(parts(3000, 300), { use: { kind: 'needed', returned: milli(returned) } });

  it('keeps back what the department has not spoken for, and says how much', () => {
    expect(refundOfLine(needed(1000), { by: 'quantity', quantity: milli(2000) })).toEqual({
      ok: false,
      fault: { code: 'USE_NOT_CONFIRMED', waiting: 1000 },
    });
    expect(refundOfLine(needed(2000), { by: 'amount', amount: minor(10) })).toEqual({
      ok: false,
      fault: { code: 'USE_NOT_CONFIRMED', waiting: 1000 },
    });
    expect(refundOfLine(needed(2000), { by: 'quantity', quantity: milli(2000) }).ok).toBe(true);
  });

  it('is used up by refunds: what came back once does not come back twice', () => {
    const once = line(parts(3000, 300), {
      use: { kind: 'needed', returned: milli(2000) },
      refunded: parts(2000, 200),
    });
    expect(refundableQuantity(once)).toBe(0);
  });
});

it('nothing asked is nothing refunded', () => {
  const whole = line(parts(1000, 100));
  for (const asked of [
    { by: 'quantity', quantity: milli(0) },
    { by: 'amount', amount: minor(0) },
    { by: 'amount', amount: minor(-5) },
  ] as const)
    expect(refundOfLine(whole, asked)).toEqual({ ok: false, fault: { code: 'NOTHING_ASKED' } });
});

function parts(quantity: number, gross: number): LineParts {
  return { quantity: milli(quantity), gross: minor(gross), discount: minor(0), tax: minor(0) };
}
