// ID numbers, phones and plates: what people write is brought to one form, and what is not certain is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  idTypeNamed,
  paperNumber,
  phoneNumber,
  plateNumber,
  residentCheck,
  residentNumber,
  reversed,
} from '../../../core/lists/identity.ts';
import { readListDate } from '../../../core/lists/list-date.ts';

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const compact = (date: Date): string => date.toISOString().slice(0, 10).replaceAll('-', '');
const seventeen = fc
  .tuple(fc.integer({ min: 110_000, max: 659_999 }), day, fc.integer({ min: 0, max: 999 }))
  .map(([place, born, n]) => `${place}${compact(born)}${String(n).padStart(3, '0')}`);

describe('a resident’s ID number', () => {
  it('follows the example of GB 11643', () => {
    // 附录 A: 11010519491231002 has the check character X, 44052418800101001 has 4.
    expect(residentCheck('11010519491231002')).toBe('X');
    expect(residentNumber('440524188001010014')).toEqual({ ok: true, number: '440524188001010014' });
  });

  it('is taken with its check digit and with no other', () => {
    fc.assert(
      fc.property(seventeen, fc.constantFrom(...'0123456789Xx'), (digits, last) => {
        const right = residentCheck(digits);
        const read = residentNumber(digits + last);
        if (last.toUpperCase() === right) expect(read).toEqual({ ok: true, number: digits + right });
        else expect(read).toEqual({ ok: false, fault: 'checkDigit' });
      }),
    );
  });

  it('is refused with any one digit changed or two neighbours swapped', () => {
    fc.assert(
      fc.property(seventeen, fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const good = digits + residentCheck(digits);
        const other = String((Number(good[at]) + by) % 10);
        expect(residentNumber(good.slice(0, at) + other + good.slice(at + 1)).ok).toBe(false);
        const swapped = good.slice(0, at) + (good[at + 1] ?? '') + (good[at] ?? '') + good.slice(at + 2);
        expect(residentNumber(swapped).ok).toBe(swapped === good);
      }),
    );
  });

  it.each([
    '',
    '11010519491231002',
    '110105491231002',
    '01010519491231002X',
    '11010519491331002X',
    '１10105194912310021',
  ])('%j is none', (text) => expect(residentNumber(text)).toEqual({ ok: false, fault: 'invalid' }));
});

describe('a phone', () => {
  const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));

  it('is the same however it is written', () => {
    fc.assert(
      fc.property(
        mobile,
        fc.constantFrom('', '+86', '+86 ', '86 ', '0086-'),
        fc.constantFrom('', ' ', '-'),
        (m, before, gap) => {
          const digits = `1${m[0]}${String(m[1]).padStart(9, '0')}`;
          const written = `${before}${digits.slice(0, 3)}${gap}${digits.slice(3, 7)}${gap}${digits.slice(7)}`;
          expect(phoneNumber(written)).toBe(digits);
        },
      ),
    );
  });

  it.each([
    ['010-6888 1234', '01068881234'],
    ['(0755) 2688 1234', '075526881234'],
    ['+86 21 6888 0000', '02168880000'],
    ['+852 9123 4567', '+85291234567'],
    ['00852 91234567', '+85291234567'],
  ])('%s is %s', (text, phone) => expect(phoneNumber(text)).toBe(phone));

  it.each(['', '1990090', '12345678901', '199 0000 000', '1990000000x', '199000000001', '+86 1990', '无', '００'])(
    '%j is none',
    (text) => expect(phoneNumber(text)).toBeNull(),
  );

  it('once stored is read as itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[\d -]{5,18}$/), (text) => {
        const phone = phoneNumber(text);
        if (phone !== null) expect(phoneNumber(phone)).toBe(phone);
      }),
    );
  });
});

describe('a plate', () => {
  it.each([
    ['京A·12345', '京A12345'],
    ['粤b 12345', '粤B12345'],
    ['沪AD12345', '沪AD12345'],
    ['粤Z1234港', '粤Z1234港'],
    ['京A-1234警', '京A1234警'],
  ])('%s is %s', (text, plate) => {
    expect(plateNumber(text)).toBe(plate);
    expect(plateNumber(plate)).toBe(plate);
  });

  it.each(['', '京A12', 'A12345', '京I12345', '京A1O345', '京A1234567', '美A12345'])('%j is none', (text) =>
    expect(plateNumber(text)).toBeNull(),
  );
});

describe('a date', () => {
  it('is the same however it is written', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), (date, sign) => {
        const plain = date.toISOString().slice(0, 10);
        const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        expect(readListDate(plain)).toEqual({ ok: true, date: plain, form: 'plain' });
        expect(readListDate(compact(date))).toEqual({ ok: true, date: plain, form: 'compact' });
        expect(readListDate(`${y}${sign}${m}${sign}${d}`)).toMatchObject({ ok: true, date: plain });
        expect(readListDate(`${y}年${m}月${d}日`)).toEqual({ ok: true, date: plain, form: 'separators' });
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '20260431', '1899-01-01', '2100/2/29'])('%s is no day', (text) =>
    expect(readListDate(text)).toEqual({ ok: false, fault: 'noSuchDate' }),
  );
  it.each(['', '5/1/2026', '2026-1/5', '明天', '2026', '2026-01-05T00:00', '45999', '2026-01-05 08:00'])(
    '%j is no date',
    (text) => expect(readListDate(text)).toEqual({ ok: false, fault: 'notADate' }),
  );
});

it('papers of other kinds are known by their names and kept in upper case', () => {
  expect(idTypeNamed('居民身份证')).toBe('residentCard');
  expect(idTypeNamed('ID Type')).toBeNull();
  expect(idTypeNamed('toString')).toBeNull();
  expect(paperNumber('passport', 'e1234567')).toBe('E1234567');
  expect(paperNumber('passport', 'e 1')).toBeNull();
  expect(paperNumber('militaryCard', '军字第123456号')).toBe('军字第123456号');
});

it('turning round twice changes nothing, characters outside the first plane included', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => reversed(reversed(text)) === text));
  expect(reversed('a𠅤')).toBe('𠅤a');
});
