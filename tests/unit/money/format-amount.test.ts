// What people see is exactly what is stored, at every size; what files carry is plain ASCII.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatQuantity,
  formatWhole,
  plainAmount,
  plainQuantity,
} from '../../../core/money/format-amount.ts';
import { CNY, currencyOf, MAX_MINOR, milli, minor } from '../../../core/money/money.ts';
import { parseAmount, parseQuantity } from '../../../core/money/parse-amount.ts';
import { dose } from '../../fixtures/dose.ts';
import { anyCurrency, anyMilli, anyMinor } from './arbitraries.ts';
import { modelGrouped, modelText } from './bigint-model.ts';

describe('an amount on the screen', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [123456, '1,234.56'],
    [-5, '\u22120.05'],
    [-123456789, '\u22121,234,567.89'],
    [99999, '999.99'],
    [100000, '1,000.00'],
    [MAX_MINOR, '22,517,998,136,852.48'],
    [-MAX_MINOR, '\u221222,517,998,136,852.48'],
    [MAX_MINOR - 1, '22,517,998,136,852.47'],
  ])('%s fen is %s', (fen, text) => {
    expect(formatAmount(minor(fen), CNY)).toBe(text);
  });
  it('is rounded to whole units for a chart', () => {
    const whole = (fen: number): string => formatWhole(minor(fen), CNY);
    expect([12651, 12649, 50, -150, -49, 123_456_700].map(whole)).toEqual([
      '127',
      '126',
      '1',
      '\u22122',
      '0',
      '1,234,567',
    ]);
    expect(formatWhole(minor(1_234), currencyOf('JPY'))).toBe('1,234');
  });
  it('has the decimals of its currency', () => {
    expect(formatAmount(minor(1234567), currencyOf('JPY'))).toBe('1,234,567');
    expect(formatAmount(minor(1234567), currencyOf('KWD'))).toBe('1,234.567');
    expect(plainAmount(minor(-5), currencyOf('KWD'))).toBe('-0.005');
  });
  it('is exact for every amount, and a person can type it back', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (amount, currency) => {
        const text = formatAmount(amount, currency);
        expect(text).toBe(modelGrouped(modelText(BigInt(amount), currency.exponent)).replace('-', '\u2212'));
        expect(parseAmount(text, { currency, source: 'person' })).toMatchObject({ ok: true, value: amount });
      }),
      { numRuns: dose(5_000, 200_000) },
    );
  });
});

describe('a quantity', () => {
  it.each([
    [1000, '1'],
    [1500, '1.5'],
    [125, '0.125'],
    [1_234_500, '1,234.5'],
    [-1000, '\u22121'],
    [0, '0'],
    [10_000, '10'],
    [1_000_000, '1,000'],
  ])('%s thousandths is %s', (thousandths, text) => {
    expect(formatQuantity(milli(thousandths))).toBe(text);
  });
  it('comes back from its text', () => {
    fc.assert(
      fc.property(anyMilli, (quantity) => {
        expect(parseQuantity(plainQuantity(quantity), { source: 'machine' })).toEqual({
          ok: true,
          value: quantity,
          normalised: [],
        });
        expect(parseQuantity(formatQuantity(quantity), { source: 'person' })).toMatchObject({
          ok: true,
          value: quantity,
        });
      }),
      { numRuns: dose(3_000, 100_000) },
    );
  });
});
