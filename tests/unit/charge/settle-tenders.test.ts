// What is due is paid exactly; only cash gives change; nothing that another machine took is bent to fit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Settlement, settleTenders, type TenderGiven } from '../../../core/charge/settle-tenders.ts';
import {
  isTenderMethod,
  MONEY_METHODS,
  REFERENCE_RULE,
  takesEvidence,
  TENDER_METHODS,
  type TenderDetail,
  type TenderMethod,
} from '../../../core/charge/tender-method.ts';
import { MAX_MINOR, type Minor } from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';

const DETAILS: Readonly<Partial<Record<TenderMethod, TenderDetail>>> = {
  cheque: { of: 'cheque', bank: '江城银行', drawer: '华丰物业' },
  thirdParty: { of: 'payer', code: 'YB' },
  prepayment: { of: 'prepayment', kind: 'YF' },
};
const t = (method: TenderMethod, given: number, reference?: string | null): TenderGiven => ({
  method,
  given: given as Minor,
  ...(reference === undefined ? {} : { reference }),
  ...(DETAILS[method] === undefined ? {} : { detail: DETAILS[method] }),
});
const settle = (due: number, ...tenders: TenderGiven[]): Settlement => settleTenders(due as Minor, tenders);
const fault = (due: number, ...tenders: TenderGiven[]) => {
  const settlement = settle(due, ...tenders);
  return settlement.ok ? 'settled' : settlement.fault;
};

describe('cash', () => {
  it('gives change', () => {
    expect(settle(8550, t('cash', 10000))).toEqual({
      ok: true,
      change: 1450,
      rounding: 0,
      tenders: [{ method: 'cash', given: 10000, applied: 8550, change: 1450, reference: null, proof: 'none' }],
    });
  });
  it('to the fen gives none', () => {
    expect(settle(8550, t('cash', 8550))).toMatchObject({
      ok: true,
      change: 0,
      tenders: [{ applied: 8550, change: 0 }],
    });
  });
  it('short by a fen is refused and says so', () => {
    expect(fault(8550, t('cash', 8549))).toEqual({ code: 'TENDER_SHORT', missing: 1 });
  });
  it('entered twice is one sum of cash, where it was entered first', () => {
    expect(settle(8500, t('cash', 5000), t('card', 2000, 'SLIP-1'), t('cash', 2000))).toEqual({
      ok: true,
      change: 500,
      rounding: 0,
      tenders: [
        { method: 'cash', given: 7000, applied: 6500, change: 500, reference: null, proof: 'none' },
        { method: 'card', given: 2000, applied: 2000, change: 0, reference: 'SLIP-1', proof: 'reference' },
      ],
    });
  });
  it('has no reference', () => {
    expect(fault(100, t('cash', 100, 'ABCD'))).toEqual({ code: 'REFERENCE_INVALID', method: 'cash' });
    expect(fault(100, t('cash', 100, null))).toBe('settled');
    expect(fault(100, t('cash', 100, ''))).toBe('settled');
  });
});

describe('other tenders', () => {
  it('are never capped: a fen too much is refused', () => {
    expect(fault(100, t('card', 101, 'SLIP-1'))).toEqual({ code: 'TENDER_OVER', excess: 1 });
    expect(fault(100, t('wechat', 60, 'W-001'), t('alipay', 60, 'A-001'))).toEqual({ code: 'TENDER_OVER', excess: 20 });
  });
  it('give no change, not even beside cash', () => {
    expect(fault(100, t('card', 120, 'SLIP-1'), t('cash', 10))).toEqual({ code: 'TENDER_OVER', excess: 30 });
    expect(fault(100, t('cash', 10), t('card', 95, 'SLIP-1'))).toBe('settled');
  });
  it('that pay everything leave no room for cash', () => {
    expect(fault(100, t('card', 100, 'SLIP-1'), t('cash', 50))).toEqual({ code: 'TENDER_OVER', excess: 50 });
  });
  it('are proved by their reference; a QR payment or a transfer without one is unverified; a card slip is a must', () => {
    for (const method of MONEY_METHODS) {
      if (method === 'cash') continue;
      expect(settle(100, t(method, 100, 'REF_0001'))).toMatchObject({
        ok: true,
        tenders: [{ proof: 'reference', reference: 'REF_0001' }],
      });
      for (const none of [undefined, null, '']) {
        if (method === 'card' || method === 'cheque')
          expect(fault(100, t(method, 100, none))).toEqual({ code: 'REFERENCE_REQUIRED', method });
        else
          expect(settle(100, t(method, 100, none))).toMatchObject({
            ok: true,
            tenders: [{ proof: 'unverified', reference: null }],
          });
      }
    }
  });
  it.each([
    ['abc'],
    ['  '],
    ['A B C D'],
    ['流水号12345'],
    ['x'.repeat(65)],
    ['12\u200b345'],
    ['１２３４５'],
    ['AB\nCD'],
    [' ABCD'],
    ["1' OR 1"],
  ])('refuse the reference %j', (reference) => {
    expect(fault(100, t('wechat', 100, reference))).toEqual({ code: 'REFERENCE_INVALID', method: 'wechat' });
  });
  it('take one slip once', () => {
    expect(fault(200, t('card', 100, 'SLIP-1'), t('card', 100, 'SLIP-1'))).toEqual({
      code: 'REFERENCE_INVALID',
      method: 'card',
    });
    expect(fault(200, t('card', 100, 'SLIP-1'), t('card', 100, 'SLIP-2'))).toBe('settled');
    expect(fault(200, t('card', 100, 'SLIP-1'), t('unionpay', 100, 'SLIP-1'))).toBe('settled');
    expect(fault(200, t('wechat', 100), t('wechat', 100))).toBe('settled');
  });
  it('never keep a card number', () => {
    for (const reference of [
      '4111111111111111',
      '6200000000000005',
      '4111 1111 1111 1111',
      '4111-1111-1111-1111',
      '４１１１１１１１１１１１１１１１',
    ]) {
      expect(fault(100, t('card', 100, reference))).toEqual({ code: 'CARD_NUMBER_NOT_ALLOWED' });
    }
    expect(fault(100, t('unionpay', 100, '20170718215916038602200'))).toBe('settled');
  });
});

describe('amounts', () => {
  it('of nothing, or less, are no tender', () => {
    for (const given of [0, -1, -MAX_MINOR])
      expect(fault(100, t('wechat', given))).toEqual({ code: 'TENDER_EMPTY', method: 'wechat' });
  });
  it('due of 0 need no tender and take none', () => {
    expect(settle(0)).toEqual({ ok: true, tenders: [], change: 0, rounding: 0 });
    expect(fault(0, t('cash', 100))).toEqual({ code: 'TENDER_OVER', excess: 100 });
  });
  it('due without any tender are short by all of it', () => {
    expect(fault(100)).toEqual({ code: 'TENDER_SHORT', missing: 100 });
  });
  it('out of range are refused, however they are spread', () => {
    const out = { code: 'AMOUNT_OUT_OF_RANGE' };
    expect(fault(-1)).toEqual(out);
    expect(fault(1.5, t('cash', 2))).toEqual(out);
    expect(fault(Number.NaN, t('cash', 2))).toEqual(out);
    expect(fault(100, t('cash', MAX_MINOR + 1))).toEqual(out);
    expect(fault(100, t('cash', 100.5))).toEqual(out);
    expect(fault(100, t('cash', Number.NaN))).toEqual(out);
    expect(fault(100, t('cash', MAX_MINOR), t('cash', 1))).toEqual(out);
    expect(fault(MAX_MINOR, t('transfer', MAX_MINOR))).toBe('settled');
    expect(fault(1, t('cash', MAX_MINOR))).toBe('settled');
  });
});

describe('what a tender says besides', () => {
  const wrong = (method: TenderMethod) => ({ code: 'TENDER_DETAIL_WRONG', method });
  it('is of its own method: no cheque without bank and drawer, no detail where none belongs', () => {
    for (const method of TENDER_METHODS) {
      for (const detail of [undefined, ...Object.values(DETAILS)]) {
        const reference = REFERENCE_RULE[method] === 'required' ? '12345678' : null;
        const fits = detail?.of === DETAILS[method]?.of;
        expect(fault(100, { method, given: 100 as Minor, reference, detail })).toEqual(
          fits ? 'settled' : wrong(method),
        );
      }
    }
  });
  it('may have a file kept beside it, except for money that was counted or lay here', () => {
    expect(TENDER_METHODS.filter((method) => !takesEvidence(method))).toEqual(['cash', 'prepayment']);
  });
  it('makes a balance and a debt as sure as cash, with a settlement number or without', () => {
    expect(settle(100, t('thirdParty', 100, 'JS-2026-1'))).toMatchObject({
      tenders: [{ proof: 'none', reference: 'JS-2026-1', detail: { of: 'payer', code: 'YB' } }],
    });
    expect(fault(100, t('prepayment', 100, 'ABCD'))).toEqual({ code: 'REFERENCE_INVALID', method: 'prepayment' });
    expect(fault(100, t('cheque', 100))).toEqual({ code: 'REFERENCE_REQUIRED', method: 'cheque' });
  });
  it('caps nothing: a third party or a balance beyond the bill is refused, not cut', () => {
    expect(fault(100, t('prepayment', 101))).toEqual({ code: 'TENDER_OVER', excess: 1 });
    expect(fault(100, t('thirdParty', 90), t('prepayment', 20), t('cash', 5))).toEqual({
      code: 'TENDER_OVER',
      excess: 15,
    });
  });
});

describe('any bill and any tenders', () => {
  const given = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 400 }) },
    { weight: 1, arbitrary: fc.constantFrom(1, MAX_MINOR, 2 ** 50, 2 ** 50 - 1) },
  );
  const tender = fc.tuple(fc.constantFrom(...TENDER_METHODS), given, fc.boolean());
  const tenders = fc.array(tender, { maxLength: 6 }).map((list) =>
    list.map(([method, amount, named], n) => {
      const rule = REFERENCE_RULE[method];
      return t(method, amount, rule === 'required' || (named && rule !== 'none') ? `REF-${n}` : null);
    }),
  );
  const due = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 1000 }) },
    { weight: 1, arbitrary: fc.constantFrom(MAX_MINOR, 2 ** 50) },
  );

  it('settle exactly when the sums say so, and then to the fen', () => {
    fc.assert(
      fc.property(due, tenders, (amount, list) => {
        const settlement = settle(amount, ...list);
        const sum = (of: readonly TenderGiven[]) => of.reduce((s, one) => s + BigInt(one.given), 0n);
        const [total, cash] = [sum(list), sum(list.filter((one) => one.method === 'cash'))];
        const beyond = total - BigInt(amount);
        const why =
          total > 2n ** 51n
            ? { code: 'AMOUNT_OUT_OF_RANGE' }
            : beyond < 0n
              ? { code: 'TENDER_SHORT', missing: Number(-beyond) }
              : beyond > 0n && beyond >= cash
                ? { code: 'TENDER_OVER', excess: Number(beyond) }
                : null;
        if (!settlement.ok || why !== null) {
          expect(settlement).toEqual({ ok: false, fault: why });
          return;
        }
        expect(BigInt(settlement.change)).toBe(beyond);
        expect(settlement.tenders.reduce((s, one) => s + BigInt(one.applied), 0n)).toBe(BigInt(amount));
        expect(settlement.tenders.reduce((s, one) => s + BigInt(one.given), 0n)).toBe(total);
        for (const one of settlement.tenders) {
          expect(one.applied).toBe(one.given - one.change);
          expect(one.applied).toBeGreaterThan(0);
          if (one.method !== 'cash') expect([one.change, one.applied]).toEqual([0, one.given]);
          const sure = ['cash', 'thirdParty', 'prepayment'].includes(one.method);
          expect(one.proof).toBe(sure ? 'none' : one.reference === null ? 'unverified' : 'reference');
          expect(one.detail).toEqual(DETAILS[one.method]);
        }
        // Nothing but cash was put together or left out, and the order is the cashier's.
        const plain = (of: readonly { method: string; given: number; reference?: string | null }[]) =>
          of.filter((one) => one.method !== 'cash').map((one) => [one.method, one.given, one.reference ?? null]);
        expect(plain(settlement.tenders)).toEqual(plain(list));
        expect(settlement.tenders.filter((one) => one.method === 'cash').length).toBe(cash > 0n ? 1 : 0);
      }),
      { numRuns: dose(10_000, 500_000) },
    );
  });
  it('do not depend on the order of entry', () => {
    fc.assert(
      fc.property(due, tenders, (amount, list) => {
        const forwards = settle(amount, ...list);
        const backwards = settle(amount, ...[...list].reverse());
        expect(backwards.ok).toBe(forwards.ok);
        if (forwards.ok && backwards.ok) expect(backwards.change).toBe(forwards.change);
        else expect(backwards).toEqual(forwards);
      }),
      { numRuns: dose(3_000, 100_000) },
    );
  });
});

describe('the names of the methods', () => {
  it('are a closed list', () => {
    expect(TENDER_METHODS.every(isTenderMethod)).toBe(true);
    for (const name of ['', 'Cash', 'check', 'toString', ' cash']) expect(isTenderMethod(name)).toBe(false);
  });
});
