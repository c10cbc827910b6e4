// The account a refund goes to: its form, its check digit, and a bank that is one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANK_PREFIXES, entryDifferences, payeeFault, plainAccount } from '../../../core/refund/payee.ts';

const CARD = '6222020000001234566';
const of = (account: string, bank = '工商银行江城支行') => payeeFault({ name: '欧阳𠅤', account, bank });

describe('an account', () => {
  it('is a number of eight to thirty-two digits', () => {
    expect([of('1234567'), of('1'.repeat(33)), of('12345678a')]).toEqual(['length', 'length', 'length']);
    expect([of('12345678'), of('1'.repeat(32))]).toEqual([null, null]);
  });

  it('that begins as a card has the check digit of one: a changed digit is noticed', () => {
    expect(of(CARD)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 6, max: CARD.length - 1 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const changed = `${CARD.slice(0, at)}${(Number(CARD[at]) + by) % 10}${CARD.slice(at + 1)}`;
        expect(of(changed)).toBe('checkDigit');
      }),
    );
  });

  it('is at the bank it begins as', () => {
    expect(of(CARD, '建设银行')).toBe('bank');
    expect(of(CARD, '中国工商银行股份有限公司江城支行')).toBeNull();
  });

  it('is at a bank that is named: what stands in every name names none', () => {
    for (const bank of ['银行', '支行', '银行 支行', 'Bank', 'bank branch', '分行营业部', '工'])
      expect(of('12345678', bank)).toBe('bank');
    for (const bank of ['中国银行', '农商行', 'HSBC', '江城信用社', ...BANK_PREFIXES.map(([, one]) => one)])
      expect(of('12345678', bank)).toBeNull();
  });
});

it('is read as people type it, and compared without the blanks', () => {
  expect(plainAccount('６２２２ 0200-0000')).toBe('622202000000');
  const one = { payee: { name: '欧阳 𠅤', account: CARD, bank: '工商银行 江城支行' }, amount: null };
  const other = { payee: { name: '欧阳𠅤', account: CARD, bank: '工商银行江城支行' }, amount: null };
  expect(entryDifferences(one, other)).toEqual([]);
  expect(entryDifferences(one, { ...other, payee: { ...other.payee, account: '12345678' } })).toEqual(['account']);
});
