// What comes back over a tender never exceeds what it brought, and all refunds of a receipt together are what was paid.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minor } from '../../../core/money/money.ts';
import { type PaidTender, returnPath, tenderRemainder } from '../../../core/refund/return-path.ts';
import { dose } from '../../fixtures/dose.ts';

const METHODS = ['cash', 'card', 'wechat', 'alipay', 'thirdParty', 'prepayment', 'voucherOfTomorrow'];

function tender(n: number, method: string, applied: number): PaidTender {
  return { n, method, applied: minor(applied), returned: minor(0), inProgress: minor(0) };
}

const anyTenders = fc
  .uniqueArray(fc.record({ method: fc.constantFrom(...METHODS), applied: fc.integer({ min: 1, max: 100_000 }) }), {
    minLength: 1,
    maxLength: 5,
    selector: (one) => one.method,
  })
  .map((list) => list.map(({ method, applied }, index) => tender(index + 1, method, applied)));

describe('the way back', () => {
  it('keeps within each tender, and part by part returns exactly what was paid', () => {
    fc.assert(
      fc.property(
        anyTenders,
        fc.integer({ min: 0, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 8 }),
        fc.constantFrom(1, 10, 100),
        (paid, rounded, parts, unit) => {
          const sum = paid.reduce((all, one) => all + one.applied, 0);
          // What the lines came to before 抹零 took `rounded` off.
          let lines = sum + rounded;
          let tenders = paid;
          for (const part of parts) {
            if (part >= lines) break;
            const back = returnPath({ lines: minor(part), tenders, isLast: false, cash: { unit } });
            if (!back.ok) break;
            expect(back.total).toBeLessThanOrEqual(part);
            expect(back.rounding).toBe(back.total - part);
            for (const one of back.returns) if (one.method === 'cash') expect(one.amount % unit).toBe(0);
            tenders = take(tenders, back.returns);
            lines -= part;
          }
          const last = returnPath({ lines: minor(lines), tenders, isLast: true, cash: { unit } });
          const rest = last.ok ? take(tenders, last.returns) : tenders;
          for (const one of rest) expect(tenderRemainder(one)).toBe(0);
        },
      ),
      { numRuns: dose(500, 20_000) },
    );
  });

  it('empties the machine-made tenders before it touches the drawer', () => {
    const tenders = [tender(1, 'thirdParty', 10_000), tender(2, 'card', 8_000), tender(3, 'cash', 4_840)];
    const back = returnPath({ lines: minor(13_212), tenders, isLast: false, cash: { unit: 1 } });
    expect(back.ok && back.returns).toEqual([
      { n: 2, method: 'card', amount: 8_000 },
      { n: 1, method: 'thirdParty', amount: 5_212 },
    ]);
  });

  it('has nothing to give of a payment that went back already', () => {
    const gone: PaidTender = { ...tender(1, 'cash', 500), returned: minor(300), inProgress: minor(200) };
    expect(returnPath({ lines: minor(1), tenders: [gone], isLast: true, cash: { unit: 1 } })).toEqual({
      ok: false,
      fault: { code: 'MORE_THAN_PAID', refundable: 0 },
    });
  });
});

function take(tenders: readonly PaidTender[], returns: readonly { n: number; amount: number }[]): PaidTender[] {
  return tenders.map((one) => {
    const amount = returns.filter(({ n }) => n === one.n).reduce((sum, each) => sum + each.amount, 0);
    const after = { ...one, returned: minor(one.returned + amount) };
    expect(tenderRemainder(after)).toBeGreaterThanOrEqual(0);
    return after;
  });
}
