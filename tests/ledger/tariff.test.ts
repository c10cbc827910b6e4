// The tariff item by item and as a list: a version from a day on, never from a day that is past; what goes out as a file
// comes back in as the same tariff.
import { hash } from 'node:crypto';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { TARIFF_COLUMNS, tariffColumnName } from '../../core/lists/tariff-cells.ts';
import type { TariffField } from '../../core/lists/tariff-list.ts';
import { milli, minor } from '../../core/money/money.ts';
import { dose } from '../fixtures/dose.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';

const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';

let counter: Counter;
let finance: Window;
beforeEach(async () => {
  counter = await Counter.withSample();
  finance = await counter.signedIn('finance1');
});
afterEach(() => counter.stop());

type Cells = InputOf<'tariff.save'>['cells'];
const NO_CELLS = Object.fromEntries(TARIFF_COLUMNS.map((field) => [field, ''])) as Cells;
const cells = (over: Partial<Cells>): Cells => ({
  ...NO_CELLS,
  code: 'T1',
  name: '测试项目',
  unit: '次',
  price: '5.00',
  from: TODAY,
  ...over,
});
const save = (over: Partial<Cells>, isNew = true) =>
  finance.call('tariff.save', { operationId: op(), isNew, cells: cells(over) });
const refusedSave = (over: Partial<Cells>, isNew = true) => refusalOf(save(over, isNew));

describe('one item', () => {
  it('is added, gets a price from tomorrow, and ends; every version stays with who said it', async () => {
    await save({});
    await save({ price: '6.00', from: TOMORROW }, false);
    const { versions } = await save({ price: '6.00', from: '2026-11-30', until: '2026-12-31' }, false);
    expect(versions.map((one) => [one.state, one.cells.from, one.cells.price, one.cells.until])).toEqual([
      ['planned', '2026-11-30', '6.00', '2026-12-31'],
      ['planned', TOMORROW, '6.00', ''],
      ['current', TODAY, '5.00', ''],
    ]);
    expect(versions.every(({ by }) => by === '周敏华')).toBe(true);
    const again = await save({ price: '6.50', from: TOMORROW }, false);
    expect(again.versions.map(({ state }) => state)).toEqual(['planned', 'planned', 'superseded', 'current']);
    const { items } = await finance.call('tariff.list', { text: 't1', category: null, state: null, from: 0, limit: 9 });
    expect(items).toMatchObject([{ code: 'T1', state: 'onSale', next: TOMORROW, cells: { price: '5.00' } }]);
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is charged at the price of the day, and its receipt keeps it', async () => {
    await save({});
    await save({ price: '6.00', from: TOMORROW }, false);
    const charge = async (fen: number) => {
      const till = await counter.signedIn('cashier1');
      await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
      const sold = mixedCharge({
        lines: [{ item: 'T1', quantity: milli(1000), price: null }],
        tenders: [{ method: 'cash', given: minor(fen), reference: null }],
        expectedTotal: minor(fen),
      });
      const { number } = await till.call('charge.post', sold);
      await till.call('shift.close', { operationId: op(), counted: minor(fen) });
      return number;
    };
    const first = await charge(500);
    counter.clock.pass(24 * 3_600_000);
    await charge(600);
    const reader = await counter.signedIn('finance1');
    expect((await reader.call('receipt.get', { number: first })).total).toBe(500);
    const { items } = await reader.call('tariff.list', { text: 'T1', category: null, state: null, from: 0, limit: 9 });
    expect(items[0]).toMatchObject({ cells: { price: '6.00' }, next: null });
  });

  it('never changes a day that is past, nor what is not there, nor nothing', async () => {
    expect(await refusedSave({ from: '2026-11-22' })).toBe('TARIFF_DATE_PAST');
    expect(await refusedSave({}, false)).toBe('UNKNOWN_ITEM');
    await save({});
    expect(await refusedSave({})).toBe('TARIFF_CODE_USED');
    expect(await refusedSave({}, false)).toBe('TARIFF_UNCHANGED');
  });

  it.each<[Partial<Cells>, string, string]>([
    [{ price: '5.005' }, 'price', 'tooManyDecimals'],
    [{ price: '' }, 'price', 'priceMissing'],
    [{ name: '' }, 'name', 'nameMissing'],
    [{ code: '有字' }, 'code', 'codeInvalid'],
    [{ from: '2026-13-01' }, 'from', 'noSuchDate'],
    [{ from: TOMORROW, until: TODAY }, 'until', 'endsBeforeStart'],
  ])('says which cell is wrong: %j', async (over, field, reason) => {
    const refused = save(over).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ code: 'TARIFF_CELL', params: { field, reason } });
  });

  it('is finance’s to change and everybody’s at the counter to read', async () => {
    const cashier = await counter.signedIn('cashier1');
    const wish = { operationId: op(), isNew: true, cells: cells({}) };
    expect(await refusalOf(cashier.call('tariff.save', wish))).toBe('FORBIDDEN');
    expect((await cashier.call('tariff.card', { code: '5001001' })).versions).toHaveLength(1);
  });
});

it('a list is found by text, category and state, a page at a time', async () => {
  const ask = (over: Partial<InputOf<'tariff.list'>>) =>
    finance.call('tariff.list', { text: '', category: null, state: null, from: 0, limit: 200, ...over });
  const all = await ask({});
  expect(all.items.map(({ code }) => code)).toEqual([...all.items.map(({ code }) => code)].sort());
  expect(all.total).toBe(all.items.length);
  const pages = [await ask({ limit: 3 }), await ask({ from: 3, limit: 200 })].flatMap(({ items }) => items);
  expect(pages).toEqual(all.items);
  const [category = ''] = all.categories;
  const some = await ask({ category });
  expect(some.total).toBeGreaterThan(0);
  expect(some.items.every((one) => one.cells.category === category)).toBe(true);
  expect((await ask({ text: 'ghf' })).total + (await ask({ text: 'gh' })).total).toBeGreaterThan(0);
  await save({ code: 'END', until: TODAY });
  await save({ code: 'LATER', from: TOMORROW });
  counter.clock.pass(24 * 3_600_000);
  finance = await counter.signedIn('finance1');
  expect((await ask({ state: 'ended' })).items.map(({ code }) => code)).toEqual(['END']);
  expect((await ask({ state: 'planned' })).total).toBe(0);
});

type Exported = OutputOf<'tariff.export'>;

async function previewOf(bytes: Buffer) {
  const file = hash('sha256', bytes, 'hex');
  await finance.call('tariff.stage', { file, part: 1, parts: 1, bytes: bytes.toString('base64') });
  return finance.call('tariff.preview', { file, from: 0 });
}

async function cellsOf(exported: Exported): Promise<string[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(exported.bytes, 'base64') as never);
  const rows: string[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    expect(row.values).not.toContainEqual(expect.objectContaining({ formula: expect.anything() as string }));
    rows.push(TARIFF_COLUMNS.map((_, index) => row.getCell(index + 1).text));
  });
  return rows;
}

describe('going out and coming in', () => {
  const word = fc
    .tuple(
      fc.constantFrom('', '=', '+', '-', '@', "'", "'=", '"', ','),
      fc.string({
        unit: fc.constantFrom('a', 'B', '1', '甲', '𠅤', ' ', ';', ',', '"', "'", '=', '\\'),
        maxLength: 10,
      }),
    )
    .map(([first, rest]) => `${first}甲${rest}乙`);
  const yuan = fc.integer({ min: 0, max: 1e9 }).map((fen) => (fen / 100).toFixed(2));
  const rate = fc.constantFrom('0.5283', '2.35', '0', '1200.000001');
  const priced: fc.Arbitrary<Partial<Cells>> = fc.oneof(
    fc.record({ price: yuan }),
    fc.record({
      method: fc.constant('金额另定'),
      least: fc.constantFrom('', '1.00'),
      most: fc.constantFrom('', '99.90'),
    }),
    fc.record({ method: fc.constant('阶梯'), bands: fc.constantFrom('0-50:0.52;50-100.5:0.57;100.5-:0.8', '0-:1') }),
    fc.record({ method: fc.constant('抄表'), price: rate, digits: fc.constantFrom('', '6') }),
    fc.record({
      method: fc.constant('抄表'),
      bands: fc.constant('0-50:0.52;50-:0.8'),
      digits: fc.constantFrom('', '4'),
    }),
    fc.record({
      method: fc.constantFrom('按面积', '包月'),
      price: rate,
      partMonth: fc.constantFrom('', '30天', '整月'),
    }),
    fc.record({
      method: fc.constant('套餐'),
      price: yuan,
      contents: fc.constantFrom('5001001', '5001001*1.5;5003004*2'),
    }),
  );
  const facts = fc.record({
    code: fc.stringMatching(/^[A-Za-z0-9._/-]{1,20}$/),
    name: word,
    spec: fc.option(word, { nil: '' }),
    unit: fc.constantFrom('次', '-', '=1', ''),
    category: fc.option(word, { nil: '' }),
    account: fc.constantFrom('', '5001', '6001.5', 'A-1'),
    creditKind: fc.constantFrom('', '收入', '代收', '财政', '递延'),
    note: fc.option(word, { nil: '' }),
    from: fc.constantFrom('2025-01-01', TODAY, TOMORROW, '2027-01-01'),
    until: fc.constantFrom('', '2028-01-01'),
    taxRate: fc.constantFrom('', '6%', '0.5%', '13'),
    taxCode: fc.constantFrom('', '3070402'),
  });
  const row = fc.tuple(facts, priced).map(([said, price]): Partial<Cells> & { readonly code: string } => ({
    ...said,
    ...price,
  }));

  it('a tariff is the same tariff, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ code }) => code }),
        async (rows) => {
          const header = TARIFF_COLUMNS.map(tariffColumnName);
          const lines = rows.map((one) => TARIFF_COLUMNS.map((field: TariffField) => one[field] ?? ''));
          const csv = [header, ...lines].map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
          const bytes = Buffer.from(csv.join('\n'));
          const before = await previewOf(bytes);
          expect(before.rejected).toEqual([]);
          const file = hash('sha256', bytes, 'hex');
          await finance.call('tariff.import', { operationId: op(), file, strict: true });
          const exported = await finance.call('tariff.export', { format: 'csv' });
          const text = Buffer.from(exported.bytes, 'base64');
          const after = await previewOf(text);
          expect(after).toMatchObject({ imported: 0, rejectedCount: 0, normalisedCount: 0, unchanged: exported.rows });
          const sheet = await cellsOf(await finance.call('tariff.export', { format: 'xlsx' }));
          const csvRows = await previewRows(text);
          expect(sheet).toEqual(csvRows);
          for (const cell of sheet.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        },
      ),
      { numRuns: dose(15, 200), seed: 20261123 },
    );
  }, 120_000);
});

/** The cells of a CSV file as they stand in it. */
async function previewRows(bytes: Buffer): Promise<string[][]> {
  const { parse } = await import('csv-parse/sync');
  return parse(bytes, { bom: true });
}
