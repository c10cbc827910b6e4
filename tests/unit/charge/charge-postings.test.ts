// The journal of a charge balances, names each account once, and the drawer gets what stays in it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawerAccount, inTransitAccount } from '../../../core/accounts/chart.ts';
import { chargePostings, type ChargeToPost, type LineToPost } from '../../../core/charge/charge-postings.ts';
import { settleTenders, type SettledTender, type TenderGiven } from '../../../core/charge/settle-tenders.ts';
import { MONEY_METHODS, type MoneyMethod } from '../../../core/charge/tender-method.ts';
import { type Minor, minor } from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';

const DRAWER = drawerAccount('D1');
const accountOfTender = ({ method }: SettledTender): string => inTransitAccount(method as Exclude<MoneyMethod, 'cash'>);
const CHEQUE = { of: 'cheque', bank: '江城银行', drawer: '华丰物业' } as const;
const base = { drawerAccount: DRAWER, accountOfTender, taxAccount: '2221' };
const line = (account: string, gross: number, discount = 0, tax?: number): LineToPost => ({
  account,
  gross: minor(gross),
  discount: minor(discount),
  amount: minor(gross - discount),
  ...(tax === undefined ? {} : { tax: minor(tax) }),
});
const settled = (due: number, ...tenders: TenderGiven[]): SettledTender[] => {
  const settlement = settleTenders(minor(due), tenders);
  if (!settlement.ok) throw new Error(settlement.fault.code);
  return settlement.tenders;
};
const post = (charge: Partial<ChargeToPost>) =>
  chargePostings({ ...base, lines: [], tenders: [], ...charge }).map(({ account, amount }) => [account, amount]);

describe('the postings of a charge', () => {
  it('debit the drawer with what stays in it: given − change', () => {
    expect(
      post({ lines: [line('6001', 8550)], tenders: settled(8550, { method: 'cash', given: minor(10000) }) }),
    ).toEqual([
      [DRAWER, 8550],
      ['6001', -8550],
    ]);
  });
  it('debit every channel in its own transit account, in the order of the tenders', () => {
    const tenders = settled(
      1000,
      { method: 'wechat', given: minor(300) },
      { method: 'cash', given: minor(500) },
      { method: 'card', given: minor(400), reference: 'SLIP-1' },
    );
    expect(post({ lines: [line('6001', 600), line('2103', 400)], tenders })).toEqual([
      ['1012.wechat', 300],
      [DRAWER, 300],
      ['1012.card', 400],
      ['6001', -600],
      ['2103', -400],
    ]);
  });
  it('put the same account together', () => {
    const tenders = settled(
      900,
      { method: 'card', given: minor(400), reference: 'SLIP-1' },
      { method: 'card', given: minor(500), reference: 'SLIP-2' },
    );
    expect(post({ lines: [line('6001', 300), line('2103', 200), line('6001', 400)], tenders })).toEqual([
      ['1012.card', 900],
      ['6001', -700],
      ['2103', -200],
    ]);
  });
  it('keep gross, discount and tax on accounts of their own', () => {
    const tenders = settled(1060 - 100, { method: 'cash', given: minor(960) });
    expect(post({ lines: [line('6001', 1060, 100, 54)], tenders })).toEqual([
      [DRAWER, 960],
      ['6001', -1006],
      ['2221', -54],
      ['6001.discount', 100],
    ]);
  });
  it('of a charge of nothing are none', () => {
    expect(post({ lines: [line('6001', 0)] })).toEqual([]);
    expect(post({ lines: [line('6001', 500, 500)] })).toEqual([
      ['6001', -500],
      ['6001.discount', 500],
    ]);
  });
  it('leave out an account that comes to nothing', () => {
    expect(post({ lines: [line('6001.discount', 500, 500)] })).toEqual([]);
  });
  it('put what rounding cash forgave on its own account', () => {
    const tenders = settled(4840, { method: 'cash', given: minor(10_000) });
    expect(post({ lines: [line('6001', 4846)], rounding: minor(-6), tenders })).toEqual([
      [DRAWER, 4840],
      ['6001', -4846],
      ['6301.rounding', 6],
    ]);
  });
  it('throw rather than leave the ledger out of balance', () => {
    const tenders = settled(100, { method: 'cash', given: minor(100) });
    const tender = tenders[0] as SettledTender;
    expect(() => post({ lines: [line('6001', 99)], tenders })).toThrow(/balance/);
    expect(() => post({ lines: [line('6001', 100)] })).toThrow(/balance/);
    expect(() => post({ lines: [{ ...line('6001', 100), amount: minor(99) }], tenders })).toThrow(/line/);
    expect(() => post({ lines: [line('6001', 100)], tenders: [{ ...tender, change: 1 as Minor }] })).toThrow(/tender/);
    const { taxAccount, ...untaxed } = base;
    expect(taxAccount).toBe('2221');
    const taxed = { ...line('6001', 100), tax: minor(6) };
    expect(() => chargePostings({ ...untaxed, lines: [taxed], tenders })).toThrow(/account/);
    expect(() => post({ lines: [line('', 100)], tenders })).toThrow(/account/);
    expect(() => post({ lines: [line('6001', 101)], rounding: minor(-2), tenders })).toThrow(/balance/);
  });
  it('balance whatever was charged and however it was paid, once per account, the same every time', () => {
    const lines = fc.array(
      fc.tuple(
        fc.constantFrom('6001', '6001.03', '2103', '2241.agency'),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
      ),
      { minLength: 1, maxLength: 20 },
    );
    const pays = fc.tuple(
      fc.array(fc.tuple(fc.constantFrom(...MONEY_METHODS), fc.integer({ min: 1, max: 9 })), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.integer({ min: 0, max: 10_000 }),
    );
    fc.assert(
      fc.property(lines, pays, (list, [ways, more]) => {
        const toPost = list.map(([account, gross, part, taxed]) =>
          line(
            account,
            gross,
            Math.floor(gross * part),
            taxed ? Math.floor((gross - Math.floor(gross * part)) / 11) : undefined,
          ),
        );
        const due = toPost.reduce((s, l) => s + l.amount, 0);
        if (due < ways.length) return;
        // Everybody pays a fen, the last the rest; cash a little more.
        const last = ways.length - 1;
        const tenders = settled(
          due,
          ...ways
            .map(([method], n) => {
              const share = n === last ? due - last : 1;
              return {
                method,
                given: minor(method === 'cash' ? share + more : share),
                ...(method === 'cash' ? {} : { reference: `REF-${n}` }),
                ...(method === 'cheque' ? { detail: CHEQUE } : {}),
              };
            })
            .filter(
              (tender, n, all) => tender.method !== 'cash' || all.findIndex((other) => other.method === 'cash') <= n,
            ),
        );
        const postings = chargePostings({ ...base, lines: toPost, tenders });
        expect(postings.reduce((s, p) => s + BigInt(p.amount), 0n)).toBe(0n);
        expect(new Set(postings.map((p) => p.account)).size).toBe(postings.length);
        expect(postings.every((p) => p.amount !== 0)).toBe(true);
        const cash = tenders.find((tender) => tender.method === 'cash');
        expect(postings.find((p) => p.account === DRAWER)?.amount ?? 0).toBe(
          cash === undefined ? 0 : cash.given - cash.change,
        );
        const of = (account: string) => postings.find((p) => p.account === account)?.amount ?? 0;
        expect(of('6001.discount')).toBe(toPost.reduce((s, l) => s + l.discount, 0));
        expect(of('2221') + 0).toBe(0 - toPost.reduce((s, l) => s + (l.tax ?? 0), 0));
        expect(chargePostings({ ...base, lines: toPost, tenders })).toEqual(postings);
      }),
      { numRuns: dose(2_000, 100_000) },
    );
  });
});
