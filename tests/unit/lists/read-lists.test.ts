// Reading lists that people typed: columns by name, one finding a row, and no text that makes the reader fail or guess.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCustomerList } from '../../../core/lists/customer-list.ts';
import type { ReadList } from '../../../core/lists/list-findings.ts';
import type { ListRead } from '../../../core/lists/read-rows.ts';
import { readTariffList } from '../../../core/lists/tariff-list.ts';
import { CNY, currencyOf } from '../../../core/money/money.ts';
import { plainAmount } from '../../../core/money/format-amount.ts';
import { minor } from '../../../core/money/money.ts';

const HEADER = ['项目编码', '项目名称', '单价', '计费方式', '生效日期', '停用日期'];
const tariff = (...rows: string[][]) => listOf(readTariffList([HEADER, ...rows], { currency: CNY }));
const customers = (...rows: string[][]) =>
  listOf(readCustomerList([['客户编号', '姓名', '证件类型', '证件号码', '手机', '车牌'], ...rows]));

function listOf<E>(read: ListRead<E>): ReadList<E> {
  if (!read.ok) throw new Error(`header: ${JSON.stringify(read.fault)}`);
  return read.list;
}

describe('the header', () => {
  it('is found by name in any order, in Chinese or English, whatever stands around the name', () => {
    const list = listOf(
      readTariffList(
        [
          ['备注', ' Unit_Price ', '颜色', 'NAME', '项目编码　', '生效日期（必填）', ''],
          ['', '1', 'x', 'a', 'C', '20260101', ''],
        ],
        {
          currency: CNY,
        },
      ),
    );
    expect(list.entries[0]?.entry).toMatchObject({ code: 'C', name: 'a', price: 100, fromDate: '2026-01-01' });
    expect(list.ignored).toEqual(['颜色']);
    expect(list.normalised).toEqual([{ row: 2, column: '生效日期（必填）', why: 'dateCompact' }]);
  });

  it('says what it lacks and what it has twice', () => {
    expect(readTariffList([['编码', '项目编码', '单价']], { currency: CNY })).toEqual({
      ok: false,
      fault: { missing: ['项目名称', '生效日期'], twice: ['项目编码'] },
    });
  });
});

describe('a row', () => {
  const good = ['C1', '名', '1.00', '按次', '2026-01-01', ''];
  const changed = (at: number, text: string) => good.map((cell, place) => (place === at ? text : cell));

  it.each([
    [0, '', '项目编码', 'codeMissing'],
    [0, '编码', '项目编码', 'codeInvalid'],
    [1, ' 　', '项目名称', 'nameMissing'],
    [1, '名'.repeat(201), '项目名称', 'nameTooLong'],
    [1, 'a\u0007b', '项目名称', 'textInvalid'],
    [1, 'a\ufffdb', '项目名称', 'textInvalid'],
    [2, '', '单价', 'priceMissing'],
    [2, '-1', '单价', 'priceNegative'],
    [2, '-0', '单价', 'priceNegative'],
    [2, '1e3', '单价', 'notAnAmount'],
    [2, '1.005', '单价', 'tooManyDecimals'],
    [2, '1,00', '单价', 'misplacedSeparator'],
    [2, '99999999999999999', '单价', 'amountOutOfRange'],
    [3, '看心情', '计费方式', 'methodUnknown'],
    [3, 'constructor', '计费方式', 'methodUnknown'],
    [4, '', '生效日期', 'dateMissing'],
    [4, '昨天', '生效日期', 'notADate'],
    [5, '2025-12-31', '停用日期', 'endsBeforeStart'],
  ])('cell %i as %j is rejected at %s: %s', (at, text, column, reason) => {
    const list = tariff(changed(at, text));
    expect(list.rejected).toEqual([{ row: 2, column, reason }]);
    expect(list.entries).toEqual([]);
  });

  it('may end on the day it starts, and have a name of two hundred rare characters', () => {
    expect(tariff(changed(5, '2026-01-01')).rejected).toEqual([]);
    expect(tariff(changed(1, '𠮷'.repeat(200))).rejected).toEqual([]);
  });

  it('says each way it was changed once, and nothing when it is rejected', () => {
    const typed = ['　Ｃ1 ', ' 名 ', '￥１，２００．５０元', '按次', '2026/1/5', ''];
    expect(tariff(typed).entries[0]?.entry).toMatchObject({ code: 'C1', name: '名', price: 120_050 });
    expect(tariff(typed).normalised.map(({ column, why }) => [column, why])).toEqual([
      ['项目编码', 'blanksTrimmed'],
      ['项目编码', 'fullWidth'],
      ['单价', 'currencySign'],
      ['单价', 'currencySuffix'],
      ['单价', 'thousandsSeparators'],
      ['生效日期', 'dateSeparators'],
    ]);
    expect(tariff(changed(0, ' C1 ').with(2, 'x')).normalised).toEqual([]);
  });

  it('is one price of an item from one date; the very same row again is nothing new', () => {
    const list = tariff(good, good, changed(2, '2.00'), changed(4, '2026-07-01'));
    expect(list.entries.map(({ row }) => row)).toEqual([2, 3, 5]);
    expect(list.rejected).toEqual([{ row: 4, column: '单价', reason: 'secondPrice' }]);
  });

  it('has as many decimals as its currency', () => {
    const yen = listOf(readTariffList([HEADER, changed(2, '12.5'), changed(2, '12')], { currency: currencyOf('JPY') }));
    expect(yen.rejected).toEqual([{ row: 2, column: '单价', reason: 'tooManyDecimals' }]);
    expect(yen.entries[0]?.entry.price).toBe(12);
  });
});

describe('any text', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('', ' ', '1.00', '2026-01-01', '按次', 'C1'),
  );
  const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 8 }), { maxLength: 20 });

  it('is read without failing: each row that is not blank is taken or rejected, never both, never neither', () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const list of [tariff(...rows), customers(...rows)] as ReadList<unknown>[]) {
          const told = [...list.entries.map(({ row }) => row), ...list.rejected.map(({ row }) => row)];
          expect(new Set(told).size).toBe(told.length);
          expect(told.length).toBe(list.rows);
          const taken = new Set(list.entries.map(({ row }) => row));
          for (const { row } of list.normalised) expect(taken.has(row)).toBe(true);
        }
      }),
    );
  });

  it('of a price written out is that price', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 51 }), (fen) => {
        const list = tariff(['C1', '名', plainAmount(minor(fen), CNY), '按次', '2026-01-01', '']);
        expect(list.entries[0]?.entry.price).toBe(fen);
        expect(list.normalised).toEqual([]);
      }),
    );
  });
});

describe('customers', () => {
  const id = '110101190203030021';

  it('hold one number and one paper each', () => {
    const list = customers(
      ['A1', '甲', '身份证', id, '', ''],
      ['a1', '甲', '身份证', id, '', ''],
      ['A1', '乙', '', '', '', ''],
      ['A2', '乙', '', id, '', ''],
      ['A3', '丙', '护照', 'E1234567', '', ''],
      ['A4', '丁', '其他', 'E1234567', '', ''],
    );
    expect(list.rejected).toEqual([
      { row: 4, column: '客户编号', reason: 'numberTaken' },
      { row: 5, column: '证件号码', reason: 'idNumberTaken' },
    ]);
    expect(list.normalised).toEqual([{ row: 3, column: '客户编号', why: 'upperCase' }]);
  });

  it.each([
    [['A1', '甲', '借书证', '123', '', ''], '证件类型', 'idTypeUnknown'],
    [['A1', '甲', '', '123456', '', ''], '证件类型', 'idTypeMissing'],
    [['A1', '甲', '身份证', '123456', '', ''], '证件号码', 'idNumberInvalid'],
    [['A1', '甲', '身份证', `${id.slice(0, 17)}2`, '', ''], '证件号码', 'idCheckDigit'],
    [['A1', '甲', '', '', '电话', ''], '手机', 'phoneInvalid'],
    [['A1', '甲', '', '', '', '京A12'], '车牌', 'plateInvalid'],
    [['', '甲', '', '', '', ''], '客户编号', 'numberMissing'],
    [['甲', '甲', '', '', '', ''], '客户编号', 'numberInvalid'],
  ])('%j is rejected', (row, column, reason) => {
    expect(customers(row).rejected).toEqual([{ row: 2, column, reason }]);
  });

  it('keep a formula as the name it is, and lose a type without a number', () => {
    expect(customers(['A1', '+cmd|calc', '其他', '', '', '']).entries[0]?.entry).toMatchObject({
      name: '+cmd|calc',
      id: null,
    });
  });
});
