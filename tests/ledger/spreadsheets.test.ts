// Lists as spreadsheets: cells come out exactly as they were typed or not at all, columns with other names are chosen once,
// and a file made to do harm does none.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../core/contract/errors.ts';
import { CNY } from '../../core/money/money.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { parseAmount } from '../../core/money/parse-amount.ts';
import { readListFile } from '../../db/files/read-list-file.ts';
import { dateContent, numberContent } from '../../db/files/read-spreadsheet.ts';
import { isDateFormat } from '../../db/files/spreadsheet-xml.ts';
import { tableReader } from '../../db/lists/table-reader.ts';
import { build } from './support/built-programs.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { importAt } from './support/lists.ts';
import { archive, sheetOf, spreadsheet } from './support/spreadsheets.ts';

let counter: Counter;
let finance: Window;
beforeAll(async () => {
  counter = await Counter.withSample();
  finance = counter.window();
  await finance.signIn('finance1');
});
afterAll(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  counter.stop();
});

const reasonOf = (bytes: Buffer): string => {
  try {
    readListFile(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof Refused) return `${error.refusal.code} ${JSON.stringify(error.refusal.params)}`;
    throw error;
  }
};

describe('a cell', () => {
  it('of a date is its day, of an amount its fen, of an ID number its text', async () => {
    const bytes = await spreadsheet(
      [
        ['账单号', '客户编号', '费用说明', '应缴日期', '金额'],
        ['X-1', 'C800001', '11月', new Date(Date.UTC(2026, 10, 30)), 1286.4],
        ['X-2', 'C800001', '11月', '2026/12/1', 0.1 + 0.2],
        ['X-3', 'C800001', '11月', 20261231, { formula: '1+1', result: 2 }],
        ['X-4', 'C800001', '11月', new Date(Date.UTC(2026, 10, 30)), { formula: '1+1' }],
        ['X-5', 'C800001', '11月', new Date(Date.UTC(2026, 10, 30)), 100 / 3],
      ],
      { 4: 'yyyy"年"m"月"d"日"', 5: '0.00' },
    );
    const result = await importAt(finance, 'bill', bytes);
    expect(result).toMatchObject({ rows: 5, imported: 3 });
    expect(result.rejected).toEqual([
      { row: 5, column: '金额', reason: 'formulaWithoutValue' },
      { row: 6, column: '金额', reason: 'tooManyDecimals' },
    ]);
    expect(result.normalised).toContainEqual({ row: 3, column: '金额', why: 'floatTail' });
    const amounts = await Promise.all(
      ['X-1', 'X-2', 'X-3'].map(async (number) => (await finance.call('bill.get', { number })).amount),
    );
    expect(amounts).toEqual([128_640, 30, 200]);
    expect((await finance.call('bill.get', { number: 'X-1' })).due).toBe('2026-11-30');
  });

  it('with any amount a person can type comes out to the fen, whatever binary makes of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (fen) => {
        // As Excel writes it: the shortest text of the double, or seventeen digits of it.
        for (const raw of [String(fen / 100), (fen / 100).toPrecision(17)]) {
          const read = parseAmount(numberContent(raw).text, { currency: CNY, source: 'person' });
          expect(read.ok && read.value === fen, `${raw} ${formatAmount(fen as never, CNY)}`).toBe(true);
        }
      }),
    );
  });

  it.each([
    ['0.30000000000000004', { text: '0.3', mark: { note: 'floatTail' } }],
    ['33.333333333333336', { text: '33.3333333333333', mark: { note: 'floatTail' } }],
    ['1E-7', { text: '0.0000001' }],
    ['13800000000', { text: '13800000000' }],
    ['110101199001011232', { text: '', mark: { fault: 'digitsLost' } }],
    ['-5', { text: '-5' }],
    ['1e400', { text: '1e400' }],
  ])('number %s', (raw, content) => expect(numberContent(raw)).toEqual(content));

  it.each([
    ['46356', false, '2026-11-30'],
    ['44894', true, '2026-11-30'],
    ['46356.5', false, '2026-11-30 12:00'],
    ['61', false, '1900-03-01'],
    ['60', false, '60'],
  ] as const)('date %s (1904: %s) is %s', (raw, from1904, text) => {
    expect(dateContent(raw, from1904).text).toBe(text);
  });

  it.each([
    ['yyyy-mm-dd', true],
    ['[$-804]yyyy"年"m"月"d"日";@', true],
    ['0.00', false],
    ['General', false],
    ['#,##0.00 "day"', false],
    ['[Red]0', false],
  ])('format %s is a date: %s', (code, is) => expect(isDateFormat(code)).toBe(is));
});

describe('columns with other names', () => {
  const rows = [
    ['江城物业 2026 年 11 月账单', null, null, null, null],
    ['房号单', '业主号', '内容', '最迟', '应收(元)'],
    ['Y-1', 'C800001', '11月物业费', '2026-11-30', 88.8],
  ] as const;

  it('are refused by name, chosen once, remembered for the next list with such a header', async () => {
    expect(await refusalOf(importAt(finance, 'bill', await spreadsheet(rows)))).toBe('LIST_COLUMNS');
    const { createHash } = await import('node:crypto');
    const bytes = await spreadsheet(rows);
    const file = createHash('sha256').update(bytes).digest('hex');
    await finance.call('bill.stage', { file, part: 1, parts: 1, bytes: bytes.toString('base64') });
    const found = await finance.call('bill.columns', { file });
    expect(found.headers.map(({ name }) => name)).toEqual(['房号单', '业主号', '内容', '最迟', '应收(元)']);
    expect(found.headers[4]?.samples).toEqual(['88.8']);
    expect(found.remembered).toBe(false);
    const wanted = ['number', 'customer', 'purpose', 'due', 'amount'].map((field, place) => ({ field, place }));
    const wrong = { operationId: op(), file, columns: wanted.slice(1) };
    expect(await refusalOf(finance.call('bill.remember', wrong))).toBe('LIST_COLUMNS');
    await finance.call('bill.remember', { operationId: op(), file, columns: wanted });
    const next = [...rows, ['Y-2', 'C800001', '11月水费', '2026-11-30', 1]] as const;
    const result = await importAt(finance, 'bill', await spreadsheet(next));
    expect(result).toMatchObject({ rows: 2, imported: 2, rejected: [] });
    // Rows count as the spreadsheet shows them, the title's row too.
    const bad = [...rows.slice(0, 2), ['Y-3', 'C800001', '11月', '2026-11-31', 1]] as const;
    expect((await importAt(finance, 'bill', await spreadsheet(bad))).rejected).toEqual([
      { row: 3, column: '最迟', reason: 'noSuchDate' },
    ]);
  });
});

describe('a hostile file is refused', () => {
  const row = (cells: string): string => `<row r="1">${cells}</row><row r="2">${cells}</row>`;
  const cell = '<c r="A1"><v>1</v></c>';
  const bomb = Buffer.alloc(200 * 1024 * 1024);
  it.each([
    ['that lies about its size', sheetOf(row(cell), [{ name: 'xl/styles.xml', content: 'x'.repeat(9_999), said: 10 }])],
    ['that unpacks beyond all bounds', sheetOf(row(cell), [{ name: 'xl/media/a.bin', content: bomb }])],
    ['with a path that leaves the archive', sheetOf(row(cell), [{ name: '../../etc/passwd', content: 'x' }])],
    ['with a path from the top', sheetOf(row(cell), [{ name: '/etc/passwd', content: 'x' }])],
    [
      'with the same name twice',
      sheetOf(row(cell), [
        { name: 'a', content: 'x' },
        { name: 'a', content: 'y' },
      ]),
    ],
    ['with a password', sheetOf(row(cell), [{ name: 'a', content: 'x', flags: 1 }])],
    [
      'with entities of its own',
      sheetOf('', [
        {
          name: 'xl/worksheets/sheet1.xml',
          content: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData>&a;</sheetData></worksheet>',
        },
      ]),
    ],
    ['that is not well formed', sheetOf('<row><c>')],
    ['without a workbook', archive([{ name: 'a', content: 'b' }])],
    ['that ends early', sheetOf(row(cell)).subarray(0, 200)],
  ] as const)('%s', (_name, bytes) => {
    expect(reasonOf(bytes)).toBe('LIST_UNREADABLE {"reason":"spreadsheet"}');
  });

  it.each([
    ['a row beyond the limit', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 'tooManyRows'],
    ['a column beyond the limit', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'tooManyColumns'],
    ['no rows', '', 'empty'],
  ] as const)('%s', (_name, data, reason) => {
    expect(reasonOf(sheetOf(data))).toBe(`LIST_UNREADABLE {"reason":"${reason}"}`);
  });

  it.each(['x', '-5', '1.5', '0', 'NaN', ''])('a row that says it is number "%s"', (number) => {
    expect(reasonOf(sheetOf(`<row r="${number}"><c><v>1</v></c></row>`))).toBe(
      'LIST_UNREADABLE {"reason":"spreadsheet"}',
    );
  });

  it('whatever its bytes are, the reader answers', () => {
    const good = sheetOf(`${row(cell)}<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>`);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bent = Buffer.from(good);
        bent[at] = byte;
        expect(reasonOf(bent)).toMatch(/^(read|LIST_UNREADABLE )/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('in a process of its own', () => {
  it.each(['process', 'thread'] as const)('a %s reads, is stopped, and dies alone', async (kind) => {
    await build('list');
    const script = new URL('../../out/db/list-process.mjs', import.meta.url).pathname;
    const read = tableReader(script, kind);
    const bytes = await spreadsheet([
      ['a', 'b'],
      ['1', '2'],
    ]);
    const table = await read(bytes, () => undefined).table;
    expect(table).toMatchObject({
      encoding: 'xlsx',
      sheet: '十一月',
      records: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
    await expect(read(Buffer.from('PK\u0003\u0004'), () => undefined).table).rejects.toThrow('LIST_UNREADABLE');
    const reading = read(bytes, () => undefined);
    reading.cancel();
    await expect(reading.table).rejects.toThrow('LIST_CANCELLED');
  });
});
