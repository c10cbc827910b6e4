// The lists of a real office, as they come: exactly the rows its README names are normalised or rejected, the rest is
// imported, a second run changes nothing, and the ledger that comes of it verifies.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Counter, type Window } from './support/counter.ts';
import { expectedList, importAt, OFFICE_LISTS, officeList } from './support/lists.ts';

/** The README's words for what it expects, and ours. */
const WORDS: Readonly<Record<string, string>> = {
  'full-width digits': 'fullWidth',
  'thousands separator': 'thousandsSeparators',
  'blanks around code and name (ASCII and ideographic)': 'blanksTrimmed',
  'currency sign, no decimals': 'currencySign',
  'slashes, no leading zeros': 'dateSeparators',
  'compact date': 'dateCompact',
  'country code, blank, hyphens': 'phoneForm',
  'lower-case x': 'lowerCaseX',
  'dot in the plate': 'plateForm',
  'negative price': 'priceNegative',
  'more decimals than the currency has': 'tooManyDecimals',
  'not an amount': 'notAnAmount',
  'name missing': 'nameMissing',
  'no such date': 'noSuchDate',
  'ends before it starts': 'endsBeforeStart',
  'unknown charging method': 'methodUnknown',
  'a second price for the same item and date': 'secondPrice',
  'name over 200 characters': 'nameTooLong',
  'too few columns': 'tooFewColumns',
  'too many columns': 'tooManyColumns',
  'check digit wrong': 'idCheckDigit',
  'same ID number as another customer': 'idNumberTaken',
  'same customer number, another person': 'numberTaken',
  'not a phone number': 'phoneInvalid',
  'not a plate': 'plateInvalid',
};

const LISTS = [
  ['tariff-hospital.csv', 'tariff'],
  ['customers.csv', 'customer'],
] as const;

describe.skipIf(!OFFICE_LISTS)('the lists of an office (skipped where ../shared/data is not there)', () => {
  let counter: Counter;
  let finance: Window;
  beforeAll(async () => {
    counter = await Counter.withSample();
    finance = counter.window();
    await finance.signIn('finance1');
  });
  afterAll(() => {
    expect(counter.faults).toEqual([]);
    counter.stop();
  });

  it.each(LISTS)('%s: all or nothing writes nothing', async (name, list) => {
    const before = counter.ledger.head.seq;
    const run = await importAt(finance, list, officeList(name), true);
    expect(run).toMatchObject({ exit: 1, imported: 0, updated: 0, rows: expectedList(name).data_rows });
    expect(run.rejected).toHaveLength(expectedList(name).rejected.length);
    expect(counter.ledger.head.seq).toBe(before);
  });

  it.each(LISTS)('%s: exactly the listed rows are normalised or rejected', async (name, list) => {
    const expected = expectedList(name);
    const run = await importAt(finance, list, officeList(name));
    expect(run.exit).toBe(1);
    expect({ rows: run.rows, imported: run.imported }).toEqual({
      rows: expected.data_rows,
      imported: expected.imported,
    });
    expect(run.normalised).toEqual(
      expected.normalised.map(({ row, column, why }) => ({ row, column, why: WORDS[why] })),
    );
    expect(run.rejected).toEqual(
      expected.rejected.map(({ row, column, why }) => ({ row, column, reason: WORDS[why] })),
    );
  });

  it.each(LISTS)('%s: a second run changes nothing', async (name, list) => {
    const run = await importAt(finance, list, officeList(name));
    expect(run).toMatchObject({ imported: 0, updated: 0, unchanged: expectedList(name).imported });
  });

  it('gives prices by date: the one that holds today', async () => {
    const till = counter.window();
    await till.signIn('cashier1');
    const { items } = await till.call('tariff.find', { text: '5009010', limit: 5 });
    expect(items).toEqual([expect.objectContaining({ code: '5009010', name: '驾驶员体检（基础）', price: 7567 })]);
    const normalised = await till.call('tariff.find', { text: '5005902', limit: 5 });
    expect(normalised.items[0]).toMatchObject({ name: '换药（中）', price: 128_000 });
  });

  it.each([
    ['name in rare characters', '李㛃', 'C000002'],
    ['pinyin', 'yangzhe', 'C000007'],
    ['ID number', '11010119050606005x', 'C000005'],
    ['plate', '京A80452', 'C000002'],
    ['plate with a dot', '京A·12345', 'C900008'],
    ['plate tail', '80452', 'C000002'],
    ['unit', '幸福路139号15栋638室', 'C000001'],
    ['unit tail', '栋638室', 'C000001'],
    ['phone tail', '00000003', 'C000003'],
  ])('finds a customer by %s', async (_how, text, number) => {
    const { customers } = await finance.call('customer.find', { text, limit: 50 });
    expect(customers.map((one) => one.number)).toContain(number);
  });

  it('tells no ID number and no phone whole', async () => {
    const { customers } = await finance.call('customer.find', { text: 'C000002', limit: 5 });
    expect(customers[0]).toMatchObject({
      number: 'C000002',
      name: '李㛃',
      phone: '199****0002',
      plate: '京A80452',
      unit: '幸福路35号25栋393室',
      idNumber: '****0021',
    });
    const journal = counter.ledger.all('SELECT detail, ref FROM chain UNION ALL SELECT answer, digest FROM operation');
    expect(JSON.stringify(journal)).not.toContain('110101190');
  });

  it('leaves a ledger that verifies', () => {
    expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  });
});
