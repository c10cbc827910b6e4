// A number has one form; a misread character in a scan never leads to somebody else's receipt.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDigits,
  formatDocumentNumber,
  MAX_DOCUMENT_N,
  parseDocumentNumber,
  readScanText,
  scanText,
} from '../../../core/numbers/document-number.ts';
import { dose } from '../../fixtures/dose.ts';

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const counter = fc
  .tuple(
    fc.constantFrom(...CHARACTERS.slice(10)),
    fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 7 }),
  )
  .map(([first, rest]) => first + rest);
const type = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const n = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 9_999_999 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: MAX_DOCUMENT_N }) },
);
const parts = fc.record({ counter, type, n });

describe('a document number', () => {
  it('is counter, type and seven digits', () => {
    expect(formatDocumentNumber({ counter: 'A01', type: 'R', n: 18273 })).toBe('A01-R-0018273');
    expect(parseDocumentNumber('A01-R-0018273')).toEqual({ counter: 'A01', type: 'R', n: 18273 });
  });
  it('goes on with eight digits after ten million', () => {
    expect(formatDocumentNumber({ counter: 'A01', type: 'R', n: 9_999_999 })).toBe('A01-R-9999999');
    expect(formatDocumentNumber({ counter: 'A01', type: 'R', n: 10_000_000 })).toBe('A01-R-10000000');
    expect(parseDocumentNumber('A01-R-10000000')).toEqual({ counter: 'A01', type: 'R', n: 10_000_000 });
  });
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(parts, (number) => {
        expect(parseDocumentNumber(formatDocumentNumber(number))).toEqual(number);
      }),
      { numRuns: dose(2_000, 100_000) },
    );
  });
  it('is written for one number only, so no other text reads as it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0019AR-a '), maxLength: 18 }), (text) => {
        const number = parseDocumentNumber(text);
        if (number !== null) expect(formatDocumentNumber(number)).toBe(text);
      }),
      { numRuns: dose(5_000, 200_000) },
    );
  });
  it.each([
    [''],
    ['A01-R-'],
    ['A01-R-018273'],
    ['a01-R-0018273'],
    ['A01-r-0018273'],
    ['A01R0018273'],
    ['A01-R-0000000'],
    ['A01-R-00018273'],
    ['A01-RR-0018273'],
    ['A01-1-0018273'],
    ['-R-0018273'],
    ['ABCDEFGHI-R-0018273'],
    ['A01-R-0018273\n'],
    [' A01-R-0018273'],
    ['A01-R-00182７3'],
    ['A01-R-99999999999'],
    ['A01-R--018273'],
  ])('is not %j', (text) => {
    expect(parseDocumentNumber(text)).toBeNull();
    expect(() => scanText(text)).toThrow(RangeError);
  });
  it('is refused when its parts have the wrong form', () => {
    for (const bad of [
      { n: 0 },
      { n: -1 },
      { n: 1.5 },
      { n: Number.NaN },
      { n: MAX_DOCUMENT_N + 1 },
      { counter: 'a' },
      { counter: '' },
      { counter: 'A' },
      { counter: '01' },
      { counter: 'ABCDEFGHI' },
      { type: 'RR' },
      { type: '' },
      { type: '1' },
    ]) {
      expect(() => formatDocumentNumber({ counter: 'A01', type: 'R', n: 1, ...bad })).toThrow(RangeError);
    }
  });
});

/** One more way to the same digits: the weights 10^k mod 97 of the places, added up in BigInt. */
function modelCheck(number: string): string {
  const values = [...number.replaceAll('-', '')].map((c) => BigInt(CHARACTERS.indexOf(c)));
  const sum = values.reduce((s, value, i) => s + value * 10n ** BigInt(values.length - 1 - i), 0n);
  return String(98n - ((sum * 100n) % 97n)).padStart(2, '0');
}

describe('check digits', () => {
  it("are the standard's own for digits: 794 has 44", () => {
    expect(checkDigits('794')).toBe('44');
    expect(79444 % 97).toBe(1);
  });
  it('agree with the sum of weights', () => {
    fc.assert(
      fc.property(parts, (number) => {
        const text = formatDocumentNumber(number);
        expect(checkDigits(text)).toBe(modelCheck(text));
      }),
      { numRuns: dose(2_000, 100_000) },
    );
    // Once and for all: a printed receipt must read the same after every upgrade.
    expect(scanText('A01-R-0018273')).toBe(`CF1:A01-R-0018273:${modelCheck('A01-R-0018273')}`);
  });
  it('change with every changed character', () => {
    fc.assert(
      fc.property(parts, (number) => {
        const text = formatDocumentNumber(number);
        const check = checkDigits(text);
        for (let at = 0; at < text.length; at++) {
          if (text[at] === '-') continue;
          for (const other of CHARACTERS) {
            if (other === text[at]) continue;
            expect(checkDigits(text.slice(0, at) + other + text.slice(at + 1))).not.toBe(check);
          }
        }
      }),
      { numRuns: dose(100, 5_000) },
    );
  });
  it('change when two different neighbours change places, also a letter and a digit', () => {
    fc.assert(
      fc.property(parts, (number) => {
        const text = formatDocumentNumber(number).replaceAll('-', '');
        for (let at = 0; at + 1 < text.length; at++) {
          const [a = '', b = ''] = [text[at], text[at + 1]];
          if (a !== b) expect(checkDigits(text.slice(0, at) + b + a + text.slice(at + 2))).not.toBe(checkDigits(text));
        }
      }),
      { numRuns: dose(500, 20_000) },
    );
    expect(checkDigits('B1')).not.toBe(checkDigits('1B'));
  });
  it('are not made over anything else', () => {
    for (const text of ['a01', 'A 1', '收据', 'A01:R']) expect(() => checkDigits(text)).toThrow(RangeError);
  });
});

describe('a scanned receipt', () => {
  it('reads back as the number that was printed', () => {
    fc.assert(
      fc.property(parts, (number) => {
        const text = formatDocumentNumber(number);
        expect(readScanText(scanText(text))).toEqual({ ok: true, number: text, ...number });
      }),
      { numRuns: dose(2_000, 50_000) },
    );
  });
  it('survives a Chinese input method and a locked shift key', () => {
    const printed = scanText('A01-R-0018273');
    const wide = printed.replace(/./g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0));
    for (const typed of [wide, printed.toLowerCase(), ` ${printed}\r\n`, printed.replaceAll(':', '：')]) {
      expect(readScanText(typed)).toMatchObject({ ok: true, number: 'A01-R-0018273' });
    }
  });
  it('never becomes another receipt by one wrong character or two swapped ones', () => {
    fc.assert(
      fc.property(parts, (number) => {
        const text = formatDocumentNumber(number);
        const printed = scanText(text);
        const mistakes: string[] = [];
        for (let at = 0; at < printed.length; at++) {
          for (const other of `${CHARACTERS}-:`) mistakes.push(printed.slice(0, at) + other + printed.slice(at + 1));
          mistakes.push(printed.slice(0, at) + (printed[at + 1] ?? '') + (printed[at] ?? '') + printed.slice(at + 2));
        }
        for (const mistake of mistakes) {
          const read = readScanText(mistake);
          if (mistake !== printed) expect(read.ok).toBe(false);
        }
      }),
      { numRuns: dose(50, 2_000) },
    );
  });
  it('says whether it was no receipt of ours or a misread one', () => {
    const check = checkDigits('A01-R-0018273');
    const wrong = check === '97' ? '96' : '97';
    expect(readScanText(`CF1:A01-R-0018273:${wrong}`)).toEqual({ ok: false, fault: 'checkDigitsWrong' });
    for (const text of [
      '',
      'A01-R-0018273',
      'https://example.com',
      'CF2:A01-R-0018273:00',
      `CF1:A01-R-0000000:${checkDigits('A01-R-0000000')}`,
    ]) {
      expect(readScanText(text)).toEqual({ ok: false, fault: 'notAScan' });
    }
  });
});
