// 抹零 goes down only, on the cash part only, and never swallows a part whole.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASH_ROUNDINGS, cashRounding, cashUnit } from '../../../core/charge/round-cash.ts';
import { settleTenders, type TenderGiven } from '../../../core/charge/settle-tenders.ts';
import { CNY, currencyOf, minor } from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';

const JIAO = cashUnit('jiao', CNY);
const YUAN = cashUnit('yuan', CNY);
const cash = (fen: number): TenderGiven => ({ method: 'cash', given: minor(fen) });
const card = (fen: number): TenderGiven => ({ method: 'card', given: minor(fen), reference: 'POS0001' });

describe('the unit cash goes down to', () => {
  it('belongs to the currency', () => {
    expect(CASH_ROUNDINGS.map((to) => cashUnit(to, CNY))).toEqual([1, 10, 100]);
    expect(CASH_ROUNDINGS.map((to) => cashUnit(to, currencyOf('KWD')))).toEqual([1, 100, 1000]);
    expect(CASH_ROUNDINGS.map((to) => cashUnit(to, currencyOf('JPY')))).toEqual([1, 1, 1]);
  });
});

describe('抹零', () => {
  it('of 48.40 paid with 100 to jiao changes nothing; of 48.46 it forgives six fen and gives 51.60 back', () => {
    expect(settleTenders(minor(4840), [cash(10_000)], JIAO)).toMatchObject({ ok: true, change: 5160, rounding: 0 });
    expect(settleTenders(minor(4846), [cash(10_000)], JIAO)).toMatchObject({ ok: true, change: 5160, rounding: -6 });
    expect(settleTenders(minor(4846), [cash(10_000)], YUAN)).toMatchObject({ ok: true, change: 5200, rounding: -46 });
  });
  it('never touches what a card took', () => {
    expect(settleTenders(minor(4846), [card(4846)], YUAN)).toMatchObject({ ok: true, rounding: 0 });
    expect(settleTenders(minor(4846), [card(4840)], JIAO)).toEqual({
      ok: false,
      fault: { code: 'TENDER_SHORT', missing: 6 },
    });
    const mixed = settleTenders(minor(4846), [card(2011), cash(2830)], JIAO);
    expect(mixed).toMatchObject({ ok: true, rounding: -5, tenders: [{ applied: 2011 }, { applied: 2830 }] });
  });
  it('leaves a cash part below one unit as it is', () => {
    expect([9, 10, 19].map((fen) => cashRounding(minor(fen), JIAO))).toEqual([0, 0, -9]);
    expect(settleTenders(minor(80), [cash(100)], YUAN)).toMatchObject({ ok: true, change: 20, rounding: 0 });
  });
  it('is the largest that leaves whole units of cash, whatever was given', () => {
    const bills = fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.constantFrom(minor(1), JIAO, YUAN),
      (due, byCard, byCash, unit) => {
        const tenders = byCard === 0 ? [cash(byCash)] : [card(byCard), cash(byCash)];
        const settled = settleTenders(minor(due), tenders, unit);
        if (!settled.ok) return;
        const { rounding } = settled;
        expect(rounding).toBeLessThanOrEqual(0);
        expect(rounding).toBeGreaterThan(-unit);
        const applied = settled.tenders.reduce((sum, one) => sum + one.applied, 0);
        expect(applied).toBe(due + rounding);
        const inDrawer = byCash - settled.change;
        if (due - byCard >= unit) expect(inDrawer % unit).toBe(0);
        else expect(rounding).toBe(0);
      },
    );
    fc.assert(bills, { numRuns: dose(500, 20_000) });
  });
});
