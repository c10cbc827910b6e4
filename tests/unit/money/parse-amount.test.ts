// Text becomes money by a full match or not at all; what was normalised is said; machines get no leniency.
import currencyJs from 'currency.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAmount } from '../../../core/money/format-amount.ts';
import { CNY, currencyOf, MAX_MINOR } from '../../../core/money/money.ts';
import {
  type AmountNormalisation,
  type AmountSource,
  parseAmount,
  parseQuantity,
} from '../../../core/money/parse-amount.ts';
import { dose } from '../../fixtures/dose.ts';
import { NEVER_AMOUNTS, PERSONS_AMOUNTS } from '../../fixtures/mangled-amounts.ts';
import { anyCurrency, anyMinor } from './arbitraries.ts';
import { modelAccepts, modelGrouped, modelText, modelValue } from './bigint-model.ts';

const read = (text: string, source: AmountSource = 'machine', currency = CNY) =>
  parseAmount(text, { currency, source });
const fault = (text: string, source: AmountSource = 'machine', currency = CNY) => {
  const parsed = read(text, source, currency);
  return parsed.ok ? parsed.value : parsed.fault;
};

describe('a machine-made amount', () => {
  it.each([
    ['0', 0],
    ['0.00', 0],
    ['1', 100],
    ['12.5', 1250],
    ['12.50', 1250],
    ['0.05', 5],
    ['-0.05', -5],
    ['-12', -1200],
    ['22517998136852.48', MAX_MINOR],
    ['-22517998136852.48', -MAX_MINOR],
    ['1.10', 110],
    ['0.29', 29],
    ['1.15', 115],
    ['4.35', 435],
    ['8.2', 820],
  ])('%s is %s fen', (text, fen) => {
    expect(read(text)).toEqual({ ok: true, value: fen, normalised: [] });
  });
  it.each(NEVER_AMOUNTS.map((text) => [text]))('%j is refused, from people too', (text) => {
    expect(read(text).ok).toBe(false);
    expect(read(text, 'person').ok).toBe(false);
  });
  it.each(PERSONS_AMOUNTS)('%j is refused as not the form of a machine', (text) => {
    expect(fault(text)).toBe('notMachineForm');
  });
  it.each([
    ['', 'empty'],
    ['abc', 'notAnAmount'],
    ['1e3', 'notAnAmount'],
    ['-0', 'negativeZero'],
    ['-0.00', 'negativeZero'],
    ['01', 'leadingZero'],
    ['-00.5', 'leadingZero'],
    ['1.005', 'tooManyDecimals'],
    ['22517998136852.49', 'outOfRange'],
    ['9'.repeat(17), 'outOfRange'],
    ['9'.repeat(500), 'outOfRange'],
    ['1 2', 'notAnAmount'],
    ['+1', 'notAnAmount'],
  ])('%j is refused as %s', (text, why) => {
    expect(fault(text)).toBe(why);
  });
  it('has at most the decimals of its currency', () => {
    expect(fault('1234', 'machine', currencyOf('JPY'))).toBe(1234);
    expect(fault('1234.0', 'machine', currencyOf('JPY'))).toBe('tooManyDecimals');
    expect(fault('1.234', 'machine', currencyOf('KWD'))).toBe(1234);
    expect(fault('1.2345', 'machine', currencyOf('KWD'))).toBe('tooManyDecimals');
    expect(fault('2251799813685248', 'machine', currencyOf('JPY'))).toBe(MAX_MINOR);
    expect(fault('2251799813685249', 'machine', currencyOf('JPY'))).toBe('outOfRange');
  });
  it('comes back from what plainAmount wrote, for every amount', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (amount, currency) => {
        const text = plainAmount(amount, currency);
        expect(text).toBe(modelText(BigInt(amount), currency.exponent));
        expect(read(text, 'machine', currency)).toEqual({ ok: true, value: amount, normalised: [] });
      }),
      { numRuns: dose(5_000, 200_000) },
    );
  });
  it('is accepted exactly when the grammar, read one character at a time, accepts it', () => {
    const nearAmount = fc.string({ unit: fc.constantFrom(...'0011234569.,--+eE ￥元１．\u3000'), maxLength: 20 });
    fc.assert(
      fc.property(fc.oneof(nearAmount, fc.string()), anyCurrency, (text, currency) => {
        const parsed = read(text, 'machine', currency);
        expect(parsed.ok).toBe(modelAccepts(text, currency.exponent));
        if (parsed.ok) expect(BigInt(parsed.value)).toBe(modelValue(text, currency.exponent));
      }),
      { numRuns: dose(20_000, 1_000_000) },
    );
  });
  it('is never one of the texts that currency.js turns into another number', () => {
    // What the library makes of them shows why it is not the parser (ledger.md "Money").
    const mangled: [string, number][] = [
      ['12元34', 1234],
      ['1e3', 13],
      ['1,23', 123],
      ['abc', 0],
      ['１２．５０', 0],
      ['1-2', Number.NaN],
      ['(5)', -5],
      ['1.005', 1.01],
    ];
    for (const [text, made] of mangled) {
      expect([text, currencyJs(text).value]).toEqual([text, made]);
      expect([text, read(text).ok]).toEqual([text, false]);
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-()eE元￥ '), maxLength: 12 }), (text) => {
        const parsed = read(text);
        if (parsed.ok) expect(currencyJs(text).intValue + 0).toBe(parsed.value);
      }),
      { numRuns: dose(5_000, 100_000) },
    );
  });
});

describe("a person's amount", () => {
  it.each(PERSONS_AMOUNTS)('%j is %s fen', (text, fen) => {
    const parsed = read(text, 'person');
    expect(parsed).toMatchObject({ ok: true, value: fen });
    expect(parsed.ok && parsed.normalised.length).toBeGreaterThan(0);
  });
  it('may be in the plain form, and then nothing was normalised', () => {
    expect(read('-12.50', 'person')).toEqual({ ok: true, value: -1250, normalised: [] });
  });
  it.each([
    ['1,23', 'misplacedSeparator'],
    ['1234,567', 'misplacedSeparator'],
    ['1,2.3', 'misplacedSeparator'],
    ['1.5,0', 'misplacedSeparator'],
    ['12元34', 'notAnAmount'],
    ['￥ 12', 'notAnAmount'],
    ['12 元', 'notAnAmount'],
    ['1 2', 'notAnAmount'],
    ['  ', 'empty'],
    ['￥', 'empty'],
    ['￥-0', 'negativeZero'],
    ['０１', 'leadingZero'],
    ['１．００５', 'tooManyDecimals'],
    ['22,517,998,136,852.49', 'outOfRange'],
  ])('%j is refused as %s', (text, why) => {
    expect(fault(text, 'person')).toBe(why);
  });
  it('is short: a long text is refused before anything is looked for in it', () => {
    expect(fault(`${' '.repeat(100)}1`, 'person')).toBe('notAnAmount');
    expect(fault(`1${' '.repeat(1_000_000)}2`, 'person')).toBe('notAnAmount');
  });
  it('carries only the sign of its own currency', () => {
    expect(fault('$5', 'person', currencyOf('USD'))).toBe(500);
    expect(fault('￥5', 'person', currencyOf('JPY'))).toBe(5);
    expect(fault('NT$1,200元', 'person', currencyOf('TWD'))).toBe(120000);
    expect(fault('￥5', 'person', currencyOf('USD'))).toBe('notAnAmount');
    expect(fault('5元', 'person', currencyOf('JPY'))).toBe('notAnAmount');
  });
  it('means the same however it is dressed, and every piece of the dress is reported', () => {
    const dress = fc.record({
      grouped: fc.boolean(),
      fullWidth: fc.boolean(),
      minusSign: fc.boolean(),
      sign: fc.constantFrom('', '¥', '￥'),
      signFirst: fc.boolean(),
      suffix: fc.boolean(),
      blanks: fc.constantFrom('', ' ', '\u3000', '\u00a0\t'),
    });
    fc.assert(
      fc.property(anyMinor, dress, (amount, wears) => {
        const plain = modelText(BigInt(amount), 2);
        const expected: AmountNormalisation[] = [];
        let body = plain.replace('-', '');
        if (wears.grouped) body = modelGrouped(body);
        const hasComma = body.includes(',');
        let minus = amount < 0 ? '-' : '';
        if (wears.fullWidth) {
          const widen = (text: string) =>
            text.replace(/[0-9.,-]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0));
          body = widen(body);
          minus = widen(minus);
        } else if (wears.minusSign && minus !== '') minus = '\u2212';
        const head = wears.signFirst ? wears.sign + minus : minus + wears.sign;
        const text = wears.blanks + head + body + (wears.suffix ? '元' : '') + wears.blanks;
        if (wears.blanks !== '') expected.push('blanksTrimmed');
        if (wears.fullWidth) expected.push('fullWidth');
        if (minus === '\u2212') expected.push('minusSign');
        if (wears.sign !== '') expected.push('currencySign');
        if (wears.suffix) expected.push('currencySuffix');
        if (hasComma) expected.push('thousandsSeparators');
        expect(read(text, 'person')).toEqual({ ok: true, value: amount, normalised: expected });
        expect(read(text, 'machine').ok).toBe(expected.length === 0);
      }),
      { numRuns: dose(5_000, 100_000) },
    );
  });
  it('is never read out of any other text, and no text makes the parser throw', () => {
    const nearAmount = fc.string({ unit: fc.constantFrom(...'0123459.,-−+e ￥¥元１２．，\u3000'), maxLength: 16 });
    fc.assert(
      fc.property(fc.oneof(nearAmount, fc.string({ unit: 'binary' })), (text) => {
        const parsed = read(text, 'person');
        if (!parsed.ok) return;
        // Without everything that may be dress, the plain form must be left.
        const bare = text
          .normalize('NFKC')
          .replace(/[\s¥,]|元$/gu, '')
          .replace('\u2212', '-')
          .replace(/元$/, '');
        expect(modelAccepts(bare, 2)).toBe(true);
        expect(modelValue(bare, 2)).toBe(BigInt(parsed.value));
      }),
      { numRuns: dose(20_000, 500_000) },
    );
  });
});

describe('a quantity', () => {
  it.each([
    ['1', 1000],
    ['0.5', 500],
    ['1.234', 1234],
    ['-1', -1000],
    ['0', 0],
  ])('%s is %s thousandths', (text, thousandths) => {
    expect(parseQuantity(text, { source: 'machine' })).toEqual({ ok: true, value: thousandths, normalised: [] });
  });
  it.each([
    ['1.2345', 'tooManyDecimals'],
    ['1e3', 'notAnAmount'],
    ['-0', 'negativeZero'],
    ['１', 'notMachineForm'],
    ['￥1', 'notAnAmount'],
    ['', 'empty'],
  ])('%j is refused as %s', (text, why) => {
    expect(parseQuantity(text, { source: 'machine' })).toEqual({ ok: false, fault: why });
  });
  it('may be written full-width or with separators by a person, but has no currency', () => {
    expect(parseQuantity('１，０００．５', { source: 'person' })).toEqual({
      ok: true,
      value: 1_000_500,
      normalised: ['fullWidth', 'thousandsSeparators'],
    });
    expect(parseQuantity('1元', { source: 'person' })).toEqual({ ok: false, fault: 'notAnAmount' });
  });
});
