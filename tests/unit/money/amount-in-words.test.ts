// 人民币大写 by 支付结算办法 附一: the official examples, and every amount read back by a reader of its own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords } from '../../../core/money/amount-in-words.ts';
import { CNY, currencyOf, MAX_MINOR, type Minor, minor } from '../../../core/money/money.ts';
import { dose } from '../../fixtures/dose.ts';
import { anyCurrency, anyMinor, seeded } from './arbitraries.ts';
import { readAmountWords } from './read-amount-words.ts';

const words = (fen: number) => amountInWords(minor(fen), CNY);

describe('the official examples', () => {
  // Each with the forms that the rule prints; ours adds the 整 that 会计基础工作规范 wants after 角.
  it.each([
    [140950, ['壹仟肆佰零玖元伍角']],
    [600714, ['陆仟零柒元壹角肆分']],
    [168032, ['壹仟陆佰捌拾元零叁角贰分', '壹仟陆佰捌拾元叁角贰分']],
    [10700053, ['壹拾万柒仟元零伍角叁分', '壹拾万零柒仟元伍角叁分']],
    [1640902, ['壹万陆仟肆佰零玖元零贰分']],
    [32504, ['叁佰贰拾伍元零肆分']],
  ])('%s fen', (fen, forms) => {
    expect(words(fen).endsWith('角整') ? [words(fen).slice(0, -1)] : [words(fen)]).toEqual([forms[0]]);
  });
});

describe('amounts at a counter', () => {
  it.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [11, '壹角壹分'],
    [100, '壹元整'],
    [101, '壹元零壹分'],
    [110, '壹元壹角整'],
    [1000, '壹拾元整'],
    [1005, '壹拾元零伍分'],
    [1050, '壹拾元零伍角整'],
    [1055, '壹拾元零伍角伍分'],
    [1500, '壹拾伍元整'],
    [10000, '壹佰元整'],
    [10100, '壹佰零壹元整'],
    [11000, '壹佰壹拾元整'],
    [140950, '壹仟肆佰零玖元伍角整'],
    [100000, '壹仟元整'],
    [100100, '壹仟零壹元整'],
    [101000, '壹仟零壹拾元整'],
    [1000000, '壹万元整'],
    [1000100, '壹万零壹元整'],
    [1010000, '壹万零壹佰元整'],
    [1100000, '壹万壹仟元整'],
    [10000000, '壹拾万元整'],
    [10001000, '壹拾万零壹拾元整'],
    [100100000, '壹佰万壹仟元整'],
    [1000000000, '壹仟万元整'],
    [10000000000, '壹亿元整'],
    [10000100000, '壹亿零壹仟元整'],
    [10000000001, '壹亿元零壹分'],
    [10100000000, '壹亿零壹佰万元整'],
    [11000000000, '壹亿壹仟万元整'],
    [100000100000, '壹拾亿零壹仟元整'],
    [100100000000, '壹拾亿零壹佰万元整'],
    [100000000000000, '壹万亿元整'],
    [100005000000000, '壹万亿零伍仟万元整'],
    [100000000000100, '壹万亿零壹元整'],
    [110000000000000, '壹万壹仟亿元整'],
    [MAX_MINOR, '贰拾贰万伍仟壹佰柒拾玖亿玖仟捌佰壹拾叁万陆仟捌佰伍拾贰元肆角捌分'],
    [-140950, '负壹仟肆佰零玖元伍角整'],
    [-1, '负壹分'],
    [4727546394, '肆仟柒佰贰拾柒万伍仟肆佰陆拾叁元玖角肆分'],
  ])('%s fen is %s', (fen, text) => {
    expect(words(fen)).toBe(text);
  });
});

describe('other currencies', () => {
  it.each([
    ['JPY', 1200, '壹仟贰佰元整'],
    ['JPY', 0, '零元整'],
    ['JPY', 7, '柒元整'],
    ['KWD', 1234, '壹元贰角叁分肆厘'],
    ['KWD', 1004, '壹元零肆厘'],
    ['KWD', 1204, '壹元贰角零肆厘'],
    ['KWD', 1034, '壹元零叁分肆厘'],
    ['KWD', 500, '伍角整'],
    ['KWD', 20, '贰分'],
    ['KWD', 10500, '壹拾元零伍角整'],
    ['KWD', 4, '肆厘'],
  ])('%s %s is %s', (code, units, text) => {
    expect(amountInWords(minor(units), currencyOf(code))).toBe(text);
  });
  it('are refused where Chinese has no place for their decimals', () => {
    for (const exponent of [4, -1, 1.5]) {
      expect(() => amountInWords(minor(1), { code: 'XXX', exponent, symbol: 'X' })).toThrow(RangeError);
    }
  });
});

/** How many 零 the whole part needs: one per run of zeros between two digits, none where a run only closes its group of four. */
function modelZeros(whole: bigint): number {
  const digits = whole.toString();
  let count = 0;
  for (const run of digits.matchAll(/0+(?=[1-9])/g)) {
    const lowest = digits.length - run.index - run[0].length;
    if (!(lowest % 4 === 0 && run[0].length < 4)) count++;
  }
  return count;
}

function check(amount: Minor, exponent: number, text: string): void {
  expect(readAmountWords(text, exponent)).toBe(BigInt(amount));
  const scale = 10n ** BigInt(exponent);
  const size = BigInt(Math.abs(amount));
  if (amount === 0 || exponent !== 2) return;
  const [whole, jiao, fen] = [size / scale, (size / 10n) % 10n, size % 10n];
  const behind = whole > 0n && (jiao === 0n ? fen > 0n : whole % 10n === 0n) ? 1 : 0;
  expect([text, text.split('零').length - 1]).toEqual([text, modelZeros(whole) + behind]);
}

describe('every amount', () => {
  it('reads back as itself, well formed, with the 零 it needs and no other', () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (amount, currency) =>
        check(amount, currency.exponent, amountInWords(amount, currency)),
      ),
      { numRuns: dose(5_000, 200_000) },
    );
  });
  it('also when it is mostly zeros, where the rules are', () => {
    const random = seeded(11);
    for (let n = 0; n < dose(30_000, 1_000_000); n++) {
      let digits = '';
      for (let i = 0; i < 15; i++) digits += random() < 0.7 ? '0' : String(Math.floor(random() * 10));
      const amount = minor(Number(digits));
      check(amount, 2, amountInWords(amount, CNY));
    }
  });
  it('has other words than every other amount', () => {
    const seen = new Set<string>();
    for (let fen = 0; fen < 30_000; fen++) seen.add(words(fen));
    expect(seen.size).toBe(30_000);
  });
});
