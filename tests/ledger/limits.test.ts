// What one act may move, and what is kept of what was typed: a window cannot bring a day to its end, and no card number
// stands in the ledger whichever field it was typed into.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { MAX_ACT, milli, minor } from '../../core/money/money.ts';
import { openConnection } from '../../db/open/connection.ts';
import { type Counter, op, refusalOf, type Window } from './support/counter.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

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
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
});

const openShift = (float: number) =>
  till.call('shift.open', { operationId: op(), drawer: '1', float: minor(float), counted: null });

function bill(price: number, quantity = 1000, lines = 1): InputOf<'charge.post'> {
  const each = Math.floor((price * quantity + 500) / 1000);
  return {
    operationId: op(),
    customer: null,
    payer: null,
    lines: Array.from({ length: lines }, () => ({ item: 'OPEN', quantity: milli(quantity), price: minor(price) })),
    tenders: [{ method: 'transfer', given: minor(each * lines), reference: null }],
    expectedTotal: minor(each * lines),
  };
}

describe('one act', () => {
  it('moves at most a thousand million yuan', async () => {
    expect(await refusalOf(openShift(MAX_ACT + 1))).toBe('INVALID_INPUT');
    await openShift(20_000);
    expect(await refusalOf(till.call('charge.post', bill(MAX_ACT + 1)))).toBe('INVALID_INPUT');
    expect(await refusalOf(till.call('charge.post', bill(MAX_ACT, 1000, 2)))).toBe('INVALID_INPUT');
    expect(
      await refusalOf(till.call('charge.post', { ...bill(MAX_ACT, 1000, 2), tenders: [], expectedTotal: minor(1) })),
    ).toBe('AMOUNT_OUT_OF_RANGE');
  });

  it('leaves room for a thousand more of the largest on the same day', async () => {
    await openShift(0);
    for (let n = 0; n < 20; n += 1) await till.call('charge.post', bill(MAX_ACT));
    const { sum } = counter.ledger.one<{ sum: number }>(
      "SELECT sum(amount) AS sum FROM day_document WHERE type = 'R'",
    ) ?? { sum: 0 };
    expect(sum * 1_000).toBeLessThan(2 ** 51);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('sells at most a million of a unit, so that quantities of a day add up exactly', async () => {
    await openShift(0);
    expect(await refusalOf(till.call('charge.post', bill(1, 1e9 + 1)))).toBe('INVALID_INPUT');
    await till.call('charge.post', bill(1, 1e9, 50));
    expect(counter.verify().firstBad).toBeNull();
  });
});

describe('a card number', () => {
  it('typed into any field of a hand-written receipt is neither posted nor kept nor quoted', async () => {
    const card = '4111111111111111';
    const entry = {
      paperNo: 'H0000001',
      paperDate: '2026-11-20',
      payer: null,
      item: 'OPEN',
      quantity: milli(1000),
      amount: minor(100),
      tender: 'cash' as const,
      reference: null,
    };
    const rows = [
      { ...entry, item: card },
      { ...entry, paperNo: card },
      { ...entry, payer: card },
      { ...entry, tender: 'wechat' as const, reference: '4111_1111_1111_1111' },
    ].map((one, index) => ({ row: index + 2, entry: one }));
    const answer = await till.call('backfill.post', { operationId: op(), rows });
    expect(answer.posted).toBe(0);
    expect(answer.rejected.map((one) => [one.code, one.column])).toEqual([
      ['CARD_NUMBER_NOT_ALLOWED', 'item'],
      ['CARD_NUMBER_NOT_ALLOWED', 'paper_no'],
      ['CARD_NUMBER_NOT_ALLOWED', 'payer'],
      ['CARD_NUMBER_NOT_ALLOWED', 'reference'],
    ]);
    const kept =
      JSON.stringify(counter.ledger.all('SELECT answer FROM operation')) +
      JSON.stringify(counter.ledger.all('SELECT detail FROM chain'));
    expect(kept).not.toContain('1111');
    // Nothing was posted, so no shift was opened for it either.
    expect(counter.ledger.all('SELECT id FROM shift')).toEqual([]);
    expect(counter.verify().firstBad).toBeNull();
  });
});

describe('a payer', () => {
  it.each(['\u202Egnp.exe', '王\u200B敏', '\uFEFF王敏', '王\u2066敏'])(
    'with characters that draw nothing or turn the writing is refused: %j',
    async (payer) => {
      await openShift(0);
      expect(await refusalOf(till.call('charge.post', { ...bill(100), payer }))).toBe('INVALID_INPUT');
    },
  );
});

describe('a trigger hidden behind a name of SQLite’s own', () => {
  it('is noticed at opening', async () => {
    const { key } = counter.keeper.ready();
    counter.stop(false);
    const db = openConnection(counter.keeper.files.ledger, key, 'write');
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.prepare(
      "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('trigger', ?, 'signin_guard', 0, ?)",
    ).run(
      'sqlite_stat_x',
      'CREATE TRIGGER sqlite_stat_x AFTER UPDATE ON signin_guard BEGIN UPDATE session SET locked = 0; END',
    );
    db.pragma('writable_schema = OFF');
    db.close();
    await counter.start();
    expect(counter.keeper.status()).toMatchObject({ state: 'refused', error: { code: 'SCHEMA_ALTERED' } });
  });
});
