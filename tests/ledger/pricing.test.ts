// Formulas, packages and tax on the real ledger: posted, read back the same, explained, booked with their tax, proved; what
// does not hold is refused, by the rules, by the database and by verify.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { WORKING_WORDS } from '../../core/documents/working-words.ts';
import { CNY, milli, minor } from '../../core/money/money.ts';
import { explainWorking } from '../../core/tariff/explain-working.ts';
import type { LineInputs } from '../../core/tariff/line-inputs.ts';
import { type Counter, op, refusalOf, type Window } from './support/counter.ts';
import { formulaCharge, LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  await till.signIn('cashier1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

type Line = InputOf<'charge.post'>['lines'][number];
const one = { quantity: milli(1000), price: null };
const water = (before: number, now: number, over: Partial<Extract<LineInputs, { kind: 'metered' }>> = {}): Line => ({
  ...one,
  item: '8003001',
  inputs: { kind: 'metered', meter: '', before: milli(before), now: milli(now), exchange: null, ...over },
});
const fee = (from: string, until: string): Line => ({
  ...one,
  item: '8004001',
  inputs: { kind: 'period', area: milli(89_500), from, until },
});
const pay = (total: number, lines: readonly Line[], customer: string | null = null): InputOf<'charge.post'> =>
  formulaCharge({
    customer,
    lines: [...lines],
    tenders: [{ method: 'wechat', given: minor(total), reference: null }],
    expectedTotal: minor(total),
  });

describe('a bill of everything that no single price says', () => {
  it('is posted, answered as it is read back, and verifies', async () => {
    const receipt = await till.call('charge.post', formulaCharge());
    expect(receipt.total).toBe(109_770);
    expect(await till.call('receipt.get', { number: receipt.number })).toEqual(receipt);
    expect(receipt.lines.map(({ code, gross, unitPrice }) => [code, gross, unitPrice])).toEqual([
      ['8003001', 12_774, null],
      ['8002001', 1150, null],
      ['8004001', 62_246, null],
      ...[1, 2].flatMap(() => [
        ['5003001', 1676, null],
        ['5003002', 980, null],
        ['5003003', 4456, null],
        ['5004001', 6903, null],
        ['5004005', 2785, null],
      ]),
    ]);
    expect(receipt.packages?.map(({ n, gross }) => [n, gross])).toEqual([
      [1, 16_800],
      [2, 16_800],
    ]);
  });

  it('books the tax of each line to its account and the rest where the item says', async () => {
    const receipt = await till.call('charge.post', formulaCharge());
    expect(receipt.lines.map(({ tax }) => tax?.amount ?? 0).slice(0, 4)).toEqual([372, 0, 3523, 0]);
    const entries = counter.ledger.db
      .prepare("SELECT account, amount FROM entry WHERE account LIKE '2%' ORDER BY account")
      .all();
    expect(entries).toEqual([
      { account: '2221', amount: -3895 },
      { account: '2241.agency', amount: -12_402 },
    ]);
  });

  it('explains itself, the same in ten years', async () => {
    const { number, lines } = await till.call('charge.post', formulaCharge());
    await till.call('charge.post', pay(1150, [{ ...one, item: '8002001', quantity: milli(25_000) }]));
    const read = await till.call('receipt.get', { number });
    const told = (locale: 'zh-CN' | 'zh-TW' | 'en') =>
      read.lines.flatMap(({ working, unit, gross }) =>
        working === undefined
          ? []
          : [explainWorking(working, { words: WORKING_WORDS[locale], currency: CNY, unit, gross })],
      );
    expect(read.lines).toEqual(lines);
    expect(told('zh-CN')).toEqual([
      '表号 W-1207，读数 旧表 130 − 120.5 = 9.5；新表 20.25 − 0 = 20.25；用量 29.75 吨；15 × 3.45 + 10 × 4.83 + 4.75 × 5.83 = 127.7425 ≈ 127.74',
      '20 × 0.50 + 5 × 0.30 = 11.50',
      '2026-11-01 至 2027-01-15；2.80 × 89.5 平方米 × （2 个月 + 15 天（当月 31 天）） = 622.46',
    ]);
    expect(told('zh-TW')[0]).toContain('表號 W-1207，讀數 舊表');
    expect(told('en')[2]).toBe(
      '2026-11-01 to 2027-01-15; 2.80 × 89.5 平方米 × (2 months + 15 days (of a month of 31)) = 622.46',
    );
  });
});

describe('what was entered last', () => {
  it('is told by customer and by meter, newest first, and nothing to strangers', async () => {
    const ask = (over: Partial<InputOf<'charge.lastInputs'>>) =>
      till.call('charge.lastInputs', { item: '8003001', customer: null, meter: null, ...over });
    expect(await ask({ customer: 'C800007' })).toEqual({ meters: [], period: null });
    await till.call('charge.post', formulaCharge());
    await till.call('charge.post', pay(345, [water(1_000, 2_000, { meter: 'W-2' })], 'C800007'));
    const { meters } = await ask({ customer: 'C800007' });
    expect(meters.map(({ meter, reading, receipt }) => [meter, reading, receipt])).toEqual([
      ['W-2', 2_000, 'A01-R-0000002'],
      ['W-1207', 20_250, 'A01-R-0000001'],
    ]);
    expect((await ask({ meter: 'W-1207' })).meters).toHaveLength(1);
    expect((await ask({ customer: 'C800008', meter: 'W-9' })).meters).toEqual([]);
    const { period } = await ask({ item: '8004001', customer: 'C800007' });
    expect(period).toMatchObject({ area: 89_500, until: '2027-01-15' });
  });
});

describe('an entry that does not hold', () => {
  it.each<[string, Line, string]>([
    ['no readings', { ...one, item: '8003001' }, 'INPUTS_REQUIRED'],
    [
      'inputs of another kind',
      { ...one, item: '8003001', inputs: { kind: 'period', area: null, from: '2026-01-01', until: '2026-01-31' } },
      'INPUTS_REQUIRED',
    ],
    ['a reading that runs back', water(219_000, 129_000), 'READING_INVALID'],
    ['a reading longer than the meter', water(0, 100_000_000), 'READING_INVALID'],
    ['nothing used', water(5_000, 5_000), 'NOTHING_USED'],
    ['a period that ends first', fee('2026-02-01', '2026-01-31'), 'PERIOD_INVALID'],
    ['a price on a formula', { ...water(1, 2), price: minor(1) }, 'PRICE_NOT_OPEN'],
    ['half a package', { ...one, item: '8001001', quantity: milli(500) }, 'QUANTITY_INVALID'],
    ['an amount below its limit', { ...one, item: '8005001', price: minor(99) }, 'PRICE_OUTSIDE_LIMITS'],
    ['an amount above its limit', { ...one, item: '8005001', price: minor(5_000_001) }, 'PRICE_OUTSIDE_LIMITS'],
  ])('%s', async (_name, line, refusal) => {
    expect(await refusalOf(till.call('charge.post', pay(100, [line])))).toBe(refusal);
  });

  it('within its limits is taken, both ends included', async () => {
    for (const fen of [100, 5_000_000]) {
      const { total } = await till.call('charge.post', pay(fen, [{ ...one, item: '8005001', price: minor(fen) }]));
      expect(total).toBe(fen);
    }
  });
});

describe('a bill set aside', () => {
  it('keeps readings, also half of them, and is worked out again when it comes back', async () => {
    const half = water(120_500, 0, { now: null });
    const parked = await till.call('hold.park', {
      operationId: op(),
      customer: 'C800007',
      payer: null,
      lines: [half, fee('2026-11-01', '2027-01-31')],
      note: null,
    });
    expect(parked.total).toBe(75_180);
    const back = await till.call('hold.recall', { operationId: op(), number: parked.number });
    expect(back.lines.map(({ inputs }) => inputs)).toEqual([half.inputs, fee('2026-11-01', '2027-01-31').inputs]);
    expect(back.changes).toEqual([]);
  });

  it('that is not paid keeps what it came to', async () => {
    const unpaid = {
      operationId: op(),
      customer: null,
      payer: '李㛃',
      reason: 'noMoney',
      text: null,
      followUp: null,
    } as const;
    const { total } = await till.call('refusal.record', { ...unpaid, lines: [water(0, 10_000)] });
    expect(total).toBe(3450);
  });
});

describe('the database itself refuses', () => {
  const tampered = (sql: string): string => {
    const { db } = counter.ledger;
    try {
      db.exec('SAVEPOINT attack');
      db.exec(sql);
      return 'was taken';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      db.exec('ROLLBACK TO attack');
      db.exec('RELEASE attack');
    }
  };
  beforeEach(async () => {
    await till.call('charge.post', formulaCharge());
  });
  it.each([
    ['a changed reading', 'UPDATE line_formula SET reading_now = reading_now + 1', /append-only/],
    ['a step taken away', 'DELETE FROM line_step WHERE step = 1', /append-only/],
    ['a package made cheaper', 'UPDATE line_package SET price = 1, gross = 1', /append-only/],
    [
      'a formula added to a sealed receipt',
      'INSERT INTO line_formula SELECT * FROM line_formula LIMIT 1',
      /sealed|is not what|UNIQUE/,
    ],
  ])('%s', (_name, sql, reason) => expect(tampered(sql)).toMatch(reason));
});
