// Bills set aside and taken up again, and bills that were not paid: over the real server, through restarts and shifts.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { MAX_ACT, milli, minor } from '../../core/money/money.ts';
import { Act } from '../../db/ledger/act.ts';
import { itemVersion } from '../../db/schema.ts';
import { Counter, op, RefusedAnswer, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';

let counter: Counter;
let till: Window;

beforeEach(async () => {
  counter = await Counter.withSample();
  till = counter.window();
  await till.signIn('cashier1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

/** 专家挂号 32.00, 肾功能 3 × 42.17, an open amount of 20.00: 178.51. */
function bill(over: Partial<InputOf<'hold.park'>> = {}): InputOf<'hold.park'> {
  const lines = [...mixedCharge().lines, { item: 'OPEN', quantity: milli(1000), price: minor(2000) }];
  return { operationId: op(), customer: CUSTOMER, payer: null, lines, note: '去取钱', ...over };
}
const CUSTOMER = 'C800003';
const openShift = (window: Window, drawer = '1') =>
  window.call('shift.open', { operationId: op(), drawer, float: minor(0), counted: null });
const recall = (window: Window, number: string) => window.call('hold.recall', { operationId: op(), number });
const list = async (window: Window) => (await window.call('hold.list', { limit: 50 })).bills;

type Version = Partial<typeof itemVersion.$inferInsert>;

/** A version of `code` from today on, as a change of the tariff writes it. */
function changeTariff(code: string, over: Version): void {
  const { ledger } = counter;
  const last = ledger.db
    .prepare('SELECT v.* FROM item_version v JOIN item i ON i.id = v.item_id WHERE i.code = ? ORDER BY n DESC LIMIT 1')
    .get(code) as Record<string, never>;
  const named = Object.fromEntries(
    Object.entries(last).map(([name, value]) => [name.replace(/_(\w)/g, (_all, c: string) => c.toUpperCase()), value]),
  ) as unknown as Required<typeof itemVersion.$inferInsert>;
  ledger.transact(
    () => {
      const act = new Act(ledger);
      act.insert(itemVersion, { ...named, n: named.n + 1, fromDate: '2026-11-23', ...over });
      act.seal({ kind: 'tariff.changed', ref: code, businessDate: '2026-11-23', personId: null });
    },
    () => undefined,
  );
}

describe('a parked bill', () => {
  it('is numbered, listed newest first, and comes back as it was', async () => {
    await openShift(till);
    const first = await till.call('hold.park', bill());
    expect(first).toEqual({ number: 'A01-P-0000001', label: '买买提·艾力', total: 17851 });
    counter.clock.pass(60_000);
    const second = await till.call('hold.park', bill({ customer: null, payer: '李㛃', note: null }));
    expect(second).toMatchObject({ number: 'A01-P-0000002', label: '李㛃' });
    const shown = { by: '王敏', lines: 3, total: 17851 };
    expect(await list(till)).toMatchObject([
      { number: 'A01-P-0000002', label: '李㛃', note: null, ...shown },
      { number: 'A01-P-0000001', label: '买买提·艾力', note: '去取钱', ...shown },
    ]);
    const back = await recall(till, 'a01-p-0000001');
    expect(back).toMatchObject({ customer: { number: CUSTOMER }, payer: null, changes: [], totalAsParked: 17851 });
    expect(back.lines.map(({ item, quantity, price }) => [item.code, item.price, quantity, price])).toEqual([
      ['5001019', 3200, 1000, null],
      ['5003004', 4217, 3000, null],
      ['OPEN', null, 1000, 2000],
    ]);
    expect(await list(till)).toHaveLength(1);
  });

  it('posts nothing: no document, no total, no number of a receipt', async () => {
    await openShift(till);
    await till.call('hold.park', bill());
    expect(counter.ledger.db.prepare('SELECT count(*) FROM document').pluck().get()).toBe(0);
    expect((await till.call('charge.post', mixedCharge())).number).toBe('A01-R-0000001');
  });

  it('may be half typed: an open item waits without its amount', async () => {
    const lines = [{ item: 'OPEN', quantity: milli(1000), price: null }];
    const { number, total } = await till.call('hold.park', bill({ lines }));
    expect(total).toBe(0);
    const back = await recall(till, number);
    expect(back.lines).toMatchObject([{ item: { code: 'OPEN' }, price: null }]);
    expect(back.changes).toEqual([]);
  });

  it('is recalled once, whoever asks, and the second is told who has it', async () => {
    const { number } = await till.call('hold.park', bill());
    const other = counter.window();
    await other.signIn('cashier2');
    await recall(other, number);
    const refused = await recall(till, number).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedAnswer);
    expect(refused).toMatchObject({ code: 'PARKED_BILL_RECALLED', params: { number, by: '李静' } });
    const discard = till.call('hold.discard', { operationId: op(), number, reason: '客户离开' });
    expect(await refusalOf(discard)).toBe('PARKED_BILL_RECALLED');
  });

  it('given up stays given up, with its reason in the ledger', async () => {
    const { number } = await till.call('hold.park', bill());
    await till.call('hold.discard', { operationId: op(), number, reason: '客户离开' });
    expect(await list(till)).toEqual([]);
    expect(await refusalOf(recall(till, number))).toBe('PARKED_BILL_DISCARDED');
    expect(counter.ledger.db.prepare('SELECT kind, reason FROM parked_end').all()).toEqual([
      { kind: 'discarded', reason: '客户离开' },
    ]);
  });

  it('is not there under a number nobody gave', async () => {
    expect(await refusalOf(recall(till, 'A01-P-0000009'))).toBe('UNKNOWN_PARKED_BILL');
    expect(await refusalOf(recall(till, "'; DROP TABLE parked_bill"))).toBe('UNKNOWN_PARKED_BILL');
  });

  it('outlives a crash and a shift change: another cashier recalls it the next day and posts it', async () => {
    await openShift(till);
    const { number } = await till.call('hold.park', bill());
    counter.stop(false);
    await counter.start();
    const again = counter.window();
    await again.signIn('cashier1');
    expect(await list(again)).toMatchObject([{ number, by: '王敏' }]);
    await again.call('shift.close', { operationId: op(), counted: minor(0) });
    counter.clock.pass(24 * 3_600_000);
    const other = counter.window();
    await other.signIn('cashier2');
    await openShift(other, '2');
    const back = await recall(other, number);
    expect(back).toMatchObject({ by: '王敏', changes: [] });
    const lines = back.lines.map(({ item, quantity, price }) => ({ item: item.code, quantity, price }));
    const tenders = [{ method: 'cash' as const, given: minor(20000), reference: null }];
    const charge = mixedCharge({ customer: back.customer?.number ?? null, payer: null, lines, tenders });
    const receipt = await other.call('charge.post', { ...charge, expectedTotal: minor(17851) });
    expect(receipt).toMatchObject({ businessDate: '2026-11-24', cashier: '李静', total: 17851 });
  });
});

describe('what changed is said on recall', () => {
  it('a price, from and to; the line stands with today’s', async () => {
    const { number } = await till.call('hold.park', bill());
    changeTariff('5003004', { price: 4500 });
    const back = await recall(till, number);
    expect(back.changes).toEqual([
      { kind: 'price', code: '5003004', name: '肾功能四项（静脉血）', from: 4217, to: 4500 },
    ]);
    expect(back.lines[1]).toMatchObject({ item: { price: 4500 }, quantity: 3000, price: null });
    expect(back.totalAsParked).toBe(17851);
  });

  it('an item no longer on sale is left out', async () => {
    const { number } = await till.call('hold.park', bill());
    counter.clock.pass(24 * 3_600_000);
    await till.signIn('cashier1');
    changeTariff('5001019', { untilDate: '2026-11-23' });
    const back = await recall(till, number);
    expect(back.changes).toMatchObject([{ kind: 'notOnSale', code: '5001019', quantity: 1000, amount: 3200 }]);
    expect(back.lines.map(({ item }) => item.code)).toEqual(['5003004', 'OPEN']);
  });

  it('a fixed price that is typed now is asked for, and a typed one that is fixed now is replaced', async () => {
    const { number } = await till.call('hold.park', bill());
    changeTariff('5001019', { pricing: 'open', price: null });
    changeTariff('OPEN', { pricing: 'fixed', price: 1500 });
    const back = await recall(till, number);
    expect(back.changes).toMatchObject([
      { kind: 'amountNeeded', code: '5001019', from: 3200 },
      { kind: 'price', code: 'OPEN', from: 2000, to: 1500 },
    ]);
    expect(back.lines.map(({ price }) => price)).toEqual([null, null, null]);
  });

  it('the price is that of the shift the bill will be posted into, as at the charge', async () => {
    await openShift(till);
    const { number } = await till.call('hold.park', bill());
    counter.clock.pass(24 * 3_600_000);
    await till.signIn('cashier1');
    changeTariff('5003004', { price: 4500, fromDate: '2026-11-24' });
    expect((await recall(till, number)).changes).toEqual([]);
  });
});

describe('once', () => {
  it('the same id parks once, recalls once, records once, and gives the first answer again', async () => {
    const parked = bill();
    const first = await till.call('hold.park', parked);
    expect(await till.call('hold.park', parked)).toEqual(first);
    expect(await refusalOf(till.call('hold.park', { ...parked, note: '别的' }))).toBe('OPERATION_REUSED');
    expect(await list(till)).toHaveLength(1);
    const taking = { operationId: op(), number: first.number };
    changeTariff('5003004', { price: 4500 });
    const back = await till.call('hold.recall', taking);
    changeTariff('5003004', { price: 9900 });
    expect(await till.call('hold.recall', taking)).toEqual(back);
    const found = await till.call('operation.find', { operationId: taking.operationId });
    expect(found).toEqual({ found: true, method: 'hold.recall', result: back });
    const second = await till.call('hold.park', bill());
    const dropping = { operationId: op(), number: second.number, reason: '客户离开' };
    await till.call('hold.discard', dropping);
    expect(await till.call('hold.discard', dropping)).toEqual({ number: second.number });
    const { note: _note, ...unpaid } = bill();
    const refusing = { ...unpaid, reason: 'refuses' as const, text: null, followUp: null };
    const recorded = await till.call('refusal.record', refusing);
    expect(await till.call('refusal.record', refusing)).toEqual(recorded);
    expect((await till.call('refusal.list', { businessDate: null })).refusals).toHaveLength(1);
  });
});

describe('a bill is refused, and nothing is kept', () => {
  const cases: readonly (readonly [string, Partial<InputOf<'hold.park'>>])[] = [
    ['UNKNOWN_ITEM', { lines: [{ item: 'NONE', quantity: milli(1000), price: null }] }],
    ['PRICE_NOT_OPEN', { lines: [{ item: '5001019', quantity: milli(1000), price: minor(1) }] }],
    ['AMOUNT_OUT_OF_RANGE', { lines: [{ item: 'OPEN', quantity: milli(1e9), price: minor(MAX_ACT) }] }],
    ['UNKNOWN_CUSTOMER', { customer: 'C999999' }],
    ['CARD_NUMBER_NOT_ALLOWED', { payer: '4111111111111111' }],
    ['CARD_NUMBER_NOT_ALLOWED', { note: 'card 4111 1111 1111 1111' }],
    ['INVALID_INPUT', { lines: [] }],
    ['INVALID_INPUT', { note: '' }],
  ];
  it.each(cases)('%s %#', async (code, over) => {
    const before = counter.ledger.head.seq;
    expect(await refusalOf(till.call('hold.park', bill(over)))).toBe(code);
    const { note: _note, ...unpaid } = bill(over);
    if (over.note === undefined) {
      const refusing = { ...unpaid, reason: 'refuses' as const, text: null, followUp: null };
      expect(await refusalOf(till.call('refusal.record', refusing))).toBe(code);
    }
    expect(counter.ledger.head.seq).toBe(before);
  });
});

describe('a bill that is not paid', () => {
  it('is kept with reason and follow-up, listed by date and counted by reason', async () => {
    await openShift(till);
    const { note: _note, ...unpaid } = bill();
    const record = (reason: 'noMoney' | 'refuses' | 'other', text: string | null, followUp: string | null) =>
      till.call('refusal.record', { ...unpaid, operationId: op(), reason, text, followUp });
    expect(await record('noMoney', null, '周五前来补')).toEqual({ number: 'A01-N-0000001', total: 17851 });
    await record('refuses', '认为重复收费', null);
    await record('noMoney', null, null);
    expect(await refusalOf(record('other', null, null))).toBe('REASON_TEXT_REQUIRED');
    expect(await refusalOf(record('refuses', '4111111111111111', null))).toBe('CARD_NUMBER_NOT_ALLOWED');
    const day = await till.call('refusal.list', { businessDate: '2026-11-23' });
    const counts = [
      { reason: 'noMoney', count: 2, total: 35702 },
      { reason: 'refuses', count: 1, total: 17851 },
    ];
    expect(day.counts).toEqual(counts);
    expect(day.refusals).toMatchObject([
      { number: 'A01-N-0000003', reason: 'noMoney', by: '王敏', who: '买买提·艾力', lines: 3 },
      { number: 'A01-N-0000002', text: '认为重复收费' },
      { number: 'A01-N-0000001', followUp: '周五前来补' },
    ]);
    const finance = counter.window();
    await finance.signIn('finance1');
    expect(await finance.call('report.refusals', { from: null, to: null })).toEqual({
      days: [{ businessDate: '2026-11-23', counts }],
    });
    expect(await refusalOf(finance.call('refusal.list', { businessDate: null }))).toBe('FORBIDDEN');
    expect(await finance.call('report.refusals', { from: '2026-11-24', to: null })).toEqual({ days: [] });
  });
});

it('a customer who is no longer in the file is left out, and that is said', async () => {
  const { number } = await till.call('hold.park', bill({ payer: '艾力' }));
  const { db } = counter.ledger;
  // No use case takes a customer away; a file that was merged elsewhere may have.
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE name LIKE 'customer%no_delete'").all() as {
    name: string;
    sql: string;
  }[];
  const id = db.prepare('SELECT id FROM customer WHERE number = ?').pluck().get(CUSTOMER) as number;
  const rows = db.prepare('SELECT * FROM customer WHERE id = ?').all(id) as Record<string, number | string | null>[];
  db.pragma('foreign_keys = OFF');
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.prepare('DELETE FROM customer WHERE id = ?').run(id);
  const back = await recall(till, number);
  expect(back).toMatchObject({
    customer: null,
    payer: '艾力',
    changes: [{ kind: 'customerUnknown', customer: '艾力' }],
  });
  // Put back, so that the rest still verifies.
  for (const row of rows) {
    db.exec('DROP TRIGGER customer_unsealed');
    const columns = Object.keys(row);
    db.prepare(`INSERT INTO customer (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(
      ...Object.values(row),
    );
  }
  for (const { sql } of triggers) db.exec(sql);
  db.exec(
    "CREATE TRIGGER customer_unsealed BEFORE INSERT ON customer WHEN EXISTS (SELECT 1 FROM chain WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'sealed'); END",
  );
  db.pragma('foreign_keys = ON');
});
