// No bank card number is kept, however it is written; order numbers and slip references are not mistaken for one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsCardNumber } from '../../../core/text/card-number.ts';
import { dose } from '../../fixtures/dose.ts';
import { unionpayBackfill } from '../../fixtures/unionpay-backfill.ts';

/** The networks' published test numbers; they belong to nobody. */
const TEST_CARDS = [
  '4111111111111111',
  '4012888888881881',
  '4222222222222',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '30569309025904',
  '36227206271667',
  '38520000023237',
  '6011111111111117',
  '6011000990139424',
  '3530111333300000',
  '3566002020360505',
  '6200000000000005',
  '6205500000000000004',
];

/** The digit that makes the sum of the card's digits right, by trying all ten. */
function withLuhn(digits: string): string {
  const sum = (text: string) =>
    [...text]
      .reverse()
      .reduce((s, c, i) => s + (i % 2 === 0 ? Number(c) : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(c)] ?? 0)), 0);
  const last = [...'0123456789'].find((c) => sum(digits + c) % 10 === 0);
  return digits + (last ?? '');
}
const networks: readonly (readonly [prefix: string, length: number])[] = [
  ['4', 13],
  ['4', 16],
  ['4', 19],
  ['51', 16],
  ['55', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['300', 14],
  ['36', 14],
  ['62', 16],
  ['62', 18],
  ['62', 19],
  ['81', 16],
  ['6011', 16],
  ['65', 16],
  ['3528', 16],
  ['3589', 16],
  ['955880', 19],
  ['95599', 19],
  ['5018', 13],
  ['6304', 19],
  ['6759', 16],
];
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 19, maxLength: 19 });
const card = fc
  .tuple(fc.constantFrom(...networks), digits)
  .map(([[prefix, length], more]) => withLuhn((prefix + more).slice(0, length - 1)));

describe('a card number', () => {
  it.each(TEST_CARDS.map((number) => [number]))('%s is found, also inside words and with a widened form', (number) => {
    expect(containsCardNumber(number)).toBe(true);
    expect(containsCardNumber(`卡号${number}。`)).toBe(true);
    expect(containsCardNumber(`REF${number}X`)).toBe(true);
    expect(
      containsCardNumber(number.replace(/\d/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))),
    ).toBe(true);
  });
  it('is found for every network, however its digits are parted', () => {
    const separator = fc.constantFrom(' ', '-', '\u3000', '\u00a0', '  ', ' - ', '\u2013', '－');
    fc.assert(
      fc.property(
        card,
        separator,
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 12, maxLength: 19 }),
        (number, between, lengths) => {
          let at = 0;
          const groups: string[] = [];
          for (const length of lengths) {
            if (at < number.length) groups.push(number.slice(at, at + length));
            at += length;
          }
          if (at < number.length) groups.push(number.slice(at));
          expect(containsCardNumber(groups.join(between))).toBe(true);
          expect(containsCardNumber(`POS 0012 ${groups.join(between)} 有效期 12/29`)).toBe(true);
          expect(containsCardNumber([...number].join('\u200b'))).toBe(true);
        },
      ),
      { numRuns: dose(3_000, 100_000) },
    );
  });
  it('is found beside other numbers', () => {
    for (const number of TEST_CARDS) {
      expect(containsCardNumber(`2026-11-22 ${number} 0001`)).toBe(true);
      expect(containsCardNumber(`${number}/123`)).toBe(true);
    }
  });
});

describe('a card number parted by signs', () => {
  it.each([
    '4111_1111_1111_1111',
    '4111x1111x1111x1111',
    '4111.1111.1111.1111',
    '4111/1111/1111/1111',
    '4111·1111·1111·1111',
  ])('%s is found', (text) => {
    expect(containsCardNumber(text)).toBe(true);
  });
});

describe('what is no card number', () => {
  it.each([
    [''],
    ['123456'],
    ['000123456789'],
    ['20170718215916038602200'],
    ['4200001234202611221234567890'],
    ['2088123456789012'],
    ['13800138000'],
    ['A01-R-0018273'],
    ['2026-11-22 19:35'],
    ['4111111111111112'],
    ['622280*********0000'],
    ['6222 80** **** 0000'],
    ['1234567890123456'],
    ['0000000000000000'],
    ['411111111111111'],
  ])('%j passes', (text) => {
    expect(containsCardNumber(text)).toBe(false);
  });
  it('a longer run of digits, whatever card it could be cut into', () => {
    fc.assert(
      fc.property(
        card,
        fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 20 }),
        fc.boolean(),
        (number, more, before) => {
          expect(containsCardNumber(before ? more + number : number + more)).toBe(false);
        },
      ),
      { numRuns: dose(1_000, 50_000) },
    );
  });
  it('a number with one wrong digit', () => {
    fc.assert(
      fc.property(card, fc.nat(18), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const at = place % number.length;
        const wrong = String((Number(number[at]) + by) % 10);
        expect(containsCardNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
      }),
      { numRuns: dose(2_000, 50_000) },
    );
  });
  it('two numbers with a word between them', () => {
    expect(containsCardNumber('41111111 和 11111111')).toBe(false);
    expect(containsCardNumber('41111111 and 11111111')).toBe(false);
    expect(containsCardNumber('41111111    11111111')).toBe(false);
  });
  it('any order number of a real day', (context) => {
    const day = unionpayBackfill();
    if (day.csv === null) return context.skip(day.reason);
    const rows = day.csv
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    expect(rows).toHaveLength(1207);
    for (const row of rows) for (const cell of row) expect([cell, containsCardNumber(cell)]).toEqual([cell, false]);
  });
});
