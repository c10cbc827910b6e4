// Bills: issued one by one or as a list, paid in part with anything else on the receipt, taken back, issued again; never
// paid beyond what they come to, and together always what stands on the receivable.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { BILL_QUERIES } from '../../db/readers/read-bills.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { importAt } from './support/lists.ts';
import { mixedCharge } from './support/charges.ts';
import { voidReceipt } from './support/sample-ledger.ts';
import { billPayment, billToEnter } from './support/worked-bills.ts';

let counter: Counter;
let till: Window;
let finance: Window;
beforeAll(async () => {
  counter = await Counter.withSample();
  till = counter.window();
  finance = counter.window();
  await till.signIn('cashier1');
  await finance.signIn('finance1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
});
afterAll(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  counter.stop();
});

const balance = (account: string): number =>
  Number(counter.ledger.db.prepare('SELECT balance FROM account_balance WHERE account = ?').pluck().get(account) ?? 0);
const open = (): number =>
  Number(counter.ledger.db.prepare('SELECT coalesce(sum(amount - paid - cancelled), 0) FROM bill_state').pluck().get());

const HEADER = 'bill,customer,purpose,due,issued,item,line,kind,amount';
const list = (...rows: string[]): string => [HEADER, ...rows].join('\n');

describe('a bill typed in', () => {
  it('is owed at once, credited by what it is for, and found by customer and number', async () => {
    const before = { owed: balance('1122.bill'), revenue: balance('6001'), agency: balance('2241.agency') };
    const bill = await till.call('bill.enter', billToEnter('T-1'));
    expect(bill).toMatchObject({ number: 'T-1', revision: 1, amount: 30_000, rest: 30_000, overdue: false });
    expect(balance('1122.bill') - before.owed).toBe(30_000);
    expect(balance('6001') - before.revenue).toBe(-20_000);
    expect(balance('2241.agency') - before.agency).toBe(-10_000);
    const { bills, owed } = await till.call('bill.list', { customer: 'C800001', all: false, limit: 10 });
    expect(bills.map(({ number }) => number)).toEqual(['T-1']);
    expect(owed).toEqual({ count: 1, rest: 30_000, overdue: 0 });
    for (const text of ['T-', 'C800001']) {
      expect((await till.call('bill.find', { text, limit: 5 })).bills.map(({ number }) => number)).toEqual(['T-1']);
    }
  });

  it('takes the number of its document when it has none, in the shift of the office when none is open', async () => {
    const bill = await finance.call('bill.enter', billToEnter(null, { due: '2026-11-22' }));
    expect(bill).toMatchObject({ number: 'A01-B-0000002', overdue: true });
    expect((await till.call('bill.list', { customer: 'C800001', all: false, limit: 9 })).owed.overdue).toBe(30_000);
  });

  it('is entered once, whatever is lost on the way', async () => {
    const input = billToEnter('T-2');
    const first = await till.call('bill.enter', input);
    expect(await till.call('bill.enter', input)).toEqual(first);
    expect(await refusalOf(till.call('bill.enter', billToEnter('T-2')))).toBe('BILL_NUMBER_TAKEN');
  });

  it.each([
    [{ customer: 'C999999' }, 'UNKNOWN_CUSTOMER'],
    [{ lines: [{ item: 'NONE', name: null, creditKind: 'revenue', amount: minor(1) }] }, 'UNKNOWN_ITEM'],
    [{ lines: [{ item: '账单', name: null, creditKind: 'revenue', amount: minor(1) }] }, 'ITEM_NOT_ON_SALE'],
    [{ lines: [{ item: null, name: null, creditKind: 'revenue', amount: minor(1) }] }, 'BILL_LINE_NAMELESS'],
    [{ purpose: '卡 4111 1111 1111 1111' }, 'CARD_NUMBER_NOT_ALLOWED'],
  ] as const)('with %j is refused', async (over, code) => {
    expect(await refusalOf(till.call('bill.enter', billToEnter('T-X', over)))).toBe(code);
  });
});

describe('paying', () => {
  it('in part beside an item, with card and cash: the receipt says the bill and what is left', async () => {
    await till.call('bill.enter', billToEnter('P-1'));
    const { lines, expectedTotal } = mixedCharge();
    const charge = mixedCharge({
      customer: 'C800001',
      lines,
      bills: [{ number: 'P-1', amount: minor(12_345) }],
      tenders: [
        { method: 'card', given: minor(20_000), reference: '004512' },
        { method: 'cash', given: minor(10_000), reference: null },
      ],
      expectedTotal: minor(expectedTotal + 12_345),
    });
    const receipt = await till.call('charge.post', charge);
    expect(receipt.lines.at(-1)).toMatchObject({
      code: '账单',
      name: '2026年11月物业费',
      amount: 12_345,
      bill: { number: 'P-1', rest: 17_655 },
    });
    expect(await till.call('receipt.get', { number: receipt.number })).toEqual(receipt);
    await till.call('charge.post', billPayment('P-1', 17_655));
    const bill = await till.call('bill.get', { number: 'P-1' });
    expect(bill).toMatchObject({ paid: 30_000, rest: 0, overdue: false });
    expect(bill.payments.map(({ amount, rest }) => [amount, rest])).toEqual([
      [12_345, 17_655],
      [17_655, 0],
    ]);
    // What the first receipt said is what it says for good.
    expect((await till.call('receipt.get', { number: receipt.number })).lines.at(-1)?.bill?.rest).toBe(17_655);
  });

  it('never beyond what is open, never twice on one receipt, never without a bill', async () => {
    await till.call('bill.enter', billToEnter('P-2'));
    expect(await refusalOf(till.call('charge.post', billPayment('P-2', 30_001)))).toBe('BILL_OVERPAID');
    expect(await refusalOf(till.call('charge.post', billPayment('P-1', 1)))).toBe('BILL_OVERPAID');
    expect(await refusalOf(till.call('charge.post', billPayment('NONE', 1)))).toBe('UNKNOWN_BILL');
    const twice = { ...billPayment('P-2', 2), bills: [1, 1].map((n) => ({ number: 'P-2', amount: minor(n) })) };
    expect(await refusalOf(till.call('charge.post', twice))).toBe('BILL_TWICE');
    expect(await refusalOf(till.call('charge.post', { ...billPayment('P-2', 1), bills: [] }))).toBe('NOTHING_CHARGED');
    const asItem = mixedCharge({
      lines: [{ item: '账单', quantity: mixedCharge().lines[0]!.quantity, price: minor(5) }],
    });
    expect(await refusalOf(till.call('charge.post', asItem))).toBe('ITEM_NOT_ON_SALE');
    expect((await till.call('tariff.find', { text: '账单', limit: 5 })).items).toEqual([]);
  });

  it('from two windows at once: the second is told what is left', async () => {
    const second = counter.window();
    await second.signIn('cashier2');
    await second.call('shift.open', { operationId: op(), drawer: '2', float: minor(0), counted: null });
    await till.call('bill.enter', billToEnter('P-3'));
    const codes = await Promise.all(
      [till, second].map((window) =>
        refusalOf(window.call('charge.post', billPayment('P-3', 20_000))).catch(() => 'done'),
      ),
    );
    expect(codes.sort()).toEqual(['BILL_OVERPAID', 'done']);
  });
});

it('a receipt that is voided gives back what it paid', async () => {
  await till.call('bill.enter', billToEnter('V-1'));
  const receipt = await till.call('charge.post', billPayment('V-1', 12_345));
  await voidReceipt(counter, till, receipt.number);
  expect(await till.call('bill.get', { number: 'V-1' })).toMatchObject({ paid: 0, rest: 30_000, payments: [] });
  expect(balance('1122.bill')).toBe(open());
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  await till.call('charge.post', billPayment('V-1', 30_000));
});

describe('taking back', () => {
  it('undoes a bill nothing was paid on exactly; its number may then be issued again', async () => {
    const before = ['1122.bill', '6001', '2241.agency'].map(balance);
    await till.call('bill.enter', billToEnter('C-1'));
    const cancel = { operationId: op(), number: 'C-1', reason: '面积算错' };
    expect(await refusalOf(till.call('bill.cancel', cancel))).toBe('APPROVAL_REQUIRED');
    expect(await finance.call('bill.cancel', cancel)).toMatchObject({ cancelled: 30_000, rest: 0 });
    expect(['1122.bill', '6001', '2241.agency'].map(balance)).toEqual(before);
    expect(await refusalOf(finance.call('bill.cancel', { ...cancel, operationId: op() }))).toBe('BILL_NOT_OPEN');
    expect(await refusalOf(till.call('charge.post', billPayment('C-1', 1)))).toBe('BILL_OVERPAID');
    expect(await till.call('bill.enter', billToEnter('C-1'))).toMatchObject({ revision: 2, rest: 30_000 });
    expect((await till.call('bill.get', { number: 'C-1' })).taken).toEqual([]);
  });

  it('takes back only what is open, shared over the lines to the fen', async () => {
    await till.call('bill.enter', billToEnter('C-2'));
    await till.call('charge.post', billPayment('C-2', 1));
    const before = ['6001', '2241.agency'].map(balance);
    await finance.call('bill.cancel', { operationId: op(), number: 'C-2', reason: '减免' });
    const after = ['6001', '2241.agency'].map(balance);
    expect(after.map((now, index) => now - (before[index] ?? 0))).toEqual([19_999, 10_000]);
    expect(await till.call('bill.get', { number: 'C-2' })).toMatchObject({
      paid: 1,
      cancelled: 29_999,
      taken: [{ reason: '减免', amount: 29_999 }],
    });
  });

  it('again, where a receipt that had paid on it was voided since: to the fen in two steps', async () => {
    const accounts = ['1122.bill', '6001', '2241.agency', '2221'];
    const before = accounts.map(balance);
    const lines = [
      { item: '8004001', name: null, creditKind: 'revenue' as const, amount: minor(10_003) },
      { item: null, name: '代收水费', creditKind: 'agency' as const, amount: minor(7) },
    ];
    await till.call('bill.enter', billToEnter('C-3', { lines }));
    expect(balance('2221') - (before[3] ?? 0)).toBe(-566);
    const receipt = await till.call('charge.post', billPayment('C-3', 333));
    await finance.call('bill.cancel', { operationId: op(), number: 'C-3', reason: '减免' });
    await voidReceipt(counter, till, receipt.number);
    expect(await till.call('bill.get', { number: 'C-3' })).toMatchObject({ paid: 0, cancelled: 9677, rest: 333 });
    await finance.call('bill.cancel', { operationId: op(), number: 'C-3', reason: '余下的也不收' });
    const view = await till.call('bill.get', { number: 'C-3' });
    expect(view).toMatchObject({ rest: 0, taken: [{ amount: 9677 }, { amount: 333 }] });
    expect(accounts.map(balance)).toEqual(before);
    expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  });

  it('of an older issue of the number, when that one is open again', async () => {
    await till.call('bill.enter', billToEnter('C-4'));
    const receipt = await till.call('charge.post', billPayment('C-4', 500));
    await finance.call('bill.cancel', { operationId: op(), number: 'C-4', reason: '开错' });
    await till.call('bill.enter', billToEnter('C-4'));
    await voidReceipt(counter, till, receipt.number);
    const cancel = { operationId: op(), number: 'C-4', revision: 1, reason: '开错' };
    expect(await finance.call('bill.cancel', cancel)).toMatchObject({ revision: 1, rest: 0, cancelled: 30_000 });
    expect(await finance.call('bill.cancel', cancel)).toMatchObject({ revision: 1 });
    expect(await till.call('bill.get', { number: 'C-4' })).toMatchObject({ revision: 2, rest: 30_000 });
    expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  });

  it('by a cashier only with the approval of a supervisor, for what was open then', async () => {
    await till.call('bill.enter', billToEnter('C-5'));
    const subject = { kind: 'billCancel', number: 'C-5', revision: null, reason: '开错' } as const;
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    await decide(counter, request, 'supervisor1');
    const go = () => till.call('bill.cancel', { operationId: op(), number: 'C-5', reason: '开错', approval: request });
    await till.call('charge.post', billPayment('C-5', 1));
    expect(await refusalOf(go())).toBe('APPROVAL_MISMATCH');
    const again = await till.call('approval.request', { operationId: op(), subject });
    await decide(counter, again.request, 'supervisor1');
    const approval = again.request;
    const done = await till.call('bill.cancel', { operationId: op(), number: 'C-5', reason: '开错', approval });
    expect(done).toMatchObject({ cancelled: 29_999, rest: 0 });
    expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  });
});

describe('a list of bills', () => {
  it('issues whole bills in one document; rows that belong to a wrong one are told', async () => {
    const result = await importAt(
      finance,
      'bill',
      list(
        'L-1,C800001,11月,2026/11/30,,OPEN,,,100',
        'L-1,C800001,11月,2026-11-30,,,水费,代收,"1,000.50"',
        'L-2,C800001,11月,2026-11-30,,,,,１２.00',
        'L-3,C999999,11月,2026-11-30,,,,,5',
        'L-4,C800001,11月,2026-11-30,,NONE,,,5',
        'L-5,C800001,11月,2026-11-30,,,,,5',
        'L-5,C800001,12月,2026-11-30,,,,,5',
        'L-6,C800001,11月,2026-02-30,,,,,5',
        'L-7,C800001,11月,2026-11-30,2026-12-01,,,,5',
        'L-8,C800001,11月,2026-11-30,,,,,0',
        'L-9,C800001,11月,2026-11-30,,,,,5,6',
        'L-9,C800001,11月,2026-11-30,,,,,5',
      ),
    );
    expect(result).toMatchObject({ rows: 12, imported: 3, updated: 0, unchanged: 0 });
    expect(result.rejected).toEqual([
      { row: 5, column: 'customer', reason: 'customerUnknown' },
      { row: 6, column: 'item', reason: 'itemUnknown' },
      { row: 7, column: 'bill', reason: 'billNotWhole' },
      { row: 8, column: 'bill', reason: 'billHeadDiffers' },
      { row: 9, column: 'due', reason: 'noSuchDate' },
      { row: 10, column: 'due', reason: 'dueBeforeIssued' },
      { row: 11, column: 'amount', reason: 'amountNotAboveZero' },
      { row: 12, column: null, reason: 'tooManyColumns' },
      { row: 13, column: 'bill', reason: 'billNotWhole' },
    ]);
    expect(result.normalised.map(({ row, column, why }) => [row, column, why])).toEqual([
      [2, 'due', 'dateSeparators'],
      [3, 'amount', 'thousandsSeparators'],
      [4, 'amount', 'fullWidth'],
    ]);
    const bill = await till.call('bill.get', { number: 'L-1' });
    expect(bill.lines.map(({ name, amount, creditKind }) => [name, amount, creditKind])).toEqual([
      [expect.any(String), 10_000, 'revenue'],
      ['水费', 100_050, 'agency'],
    ]);
  });

  it('says again what it said: nothing is written; says something else: it is told', async () => {
    const same = list('L-2,C800001,11月,2026-11-30,,,,,12.00');
    expect(await importAt(finance, 'bill', same)).toMatchObject({ imported: 0, unchanged: 1, rejected: [] });
    const other = list('L-2,C800001,11月,2026-11-30,,,,,13.00');
    expect((await importAt(finance, 'bill', other)).rejected).toEqual([
      { row: 2, column: 'bill', reason: 'billNumberTaken' },
    ]);
    const strict = list('L-10,C800001,11月,2026-11-30,,,,,1', 'L-2,C800001,11月,2026-11-30,,,,,13.00');
    expect(await importAt(finance, 'bill', strict, true)).toMatchObject({ imported: 0, exit: 1 });
    expect(await refusalOf(till.call('bill.get', { number: 'L-10' }))).toBe('UNKNOWN_BILL');
  });

  it('that was taken back is not issued again by the same list, and is when it was corrected', async () => {
    const first = list('L-40,C800001,11月,2026-11-30,,,,,12.00');
    expect(await importAt(finance, 'bill', first)).toMatchObject({ imported: 1 });
    await finance.call('bill.cancel', { operationId: op(), number: 'L-40', reason: '开错' });
    expect(await importAt(finance, 'bill', first)).toMatchObject({
      ...{ imported: 0, unchanged: 0 },
      rejected: [{ row: 2, column: 'bill', reason: 'billTakenBack' }],
    });
    const corrected = list('L-40,C800001,11月,2026-11-30,,,,,11.00');
    expect(await importAt(finance, 'bill', corrected)).toMatchObject({ imported: 1, rejected: [] });
    expect(await till.call('bill.get', { number: 'L-40' })).toMatchObject({ revision: 2, rest: 1_100 });
    // Paid since: the first list says something else, and nothing is issued over it.
    await till.call('charge.post', billPayment('L-40', 1_100));
    expect((await importAt(finance, 'bill', first)).rejected).toEqual([
      { row: 2, column: 'bill', reason: 'billNumberTaken' },
    ]);
  });

  it('in which an issuer sends the same row twice is told, and the bill is not doubled', async () => {
    const twice = list(
      'L-30,C800001,11月,2026-11-30,,,停车费,,5',
      'L-30,C800001,11月,2026-11-30,,,停车费,,5.00',
      'L-31,C800001,11月,2026-11-30,,,停车费 A 位,,5',
      'L-31,C800001,11月,2026-11-30,,,停车费 B 位,,5',
    );
    const result = await importAt(finance, 'bill', twice);
    expect(result).toMatchObject({ imported: 2 });
    expect(result.rejected).toEqual([
      { row: 2, column: 'bill', reason: 'billNotWhole' },
      { row: 3, column: 'bill', reason: 'billRowTwice' },
    ]);
    expect(await refusalOf(till.call('bill.get', { number: 'L-30' }))).toBe('UNKNOWN_BILL');
    expect(await till.call('bill.get', { number: 'L-31' })).toMatchObject({ rest: 1_000 });
  });

  it('of a cashier at work goes into the open shift', async () => {
    expect(await importAt(till, 'bill', list('L-20,C800001,11月,2026-11-30,,,,,1'))).toMatchObject({ imported: 1 });
    const sql = `SELECT s.kind FROM document d JOIN shift s ON s.id = d.shift_id WHERE d.type = 'B' ORDER BY d.n DESC`;
    expect(counter.ledger.db.prepare(sql).pluck().get()).toBe('till');
  });
});

describe('whatever is entered, paid and taken back', () => {
  it('what is open is what is owed, and the file proves it', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 3 }),
        fc.boolean(),
        async (amounts, payments, taken) => {
          const name = `F-${(number += 1)}`;
          const lines = amounts.map((amount, index) => ({
            item: null,
            name: `第${index}行`,
            creditKind: (['revenue', 'agency', 'treasury', 'deferred'] as const)[index % 4] ?? 'revenue',
            amount: minor(amount),
          }));
          const total = amounts.reduce((sum, amount) => sum + amount, 0);
          await till.call('bill.enter', billToEnter(name, { lines }));
          let rest = total;
          for (const payment of payments) {
            const code = await refusalOf(till.call('charge.post', billPayment(name, payment))).catch(() => 'done');
            expect(code).toBe(payment > rest ? 'BILL_OVERPAID' : 'done');
            if (payment <= rest) rest -= payment;
          }
          if (taken && rest > 0) {
            await finance.call('bill.cancel', { operationId: op(), number: name, reason: '更正' });
            rest = 0;
          }
          expect((await till.call('bill.get', { number: name })).rest).toBe(rest);
          expect(balance('1122.bill')).toBe(open());
        },
      ),
      { numRuns: 25 },
    );
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});

it.each(Object.entries(BILL_QUERIES))('no plan scans a table: %s', (_name, sql) => {
  const places = [...sql.matchAll(/\?/g)].map(() => 1);
  const plan = counter.ledger.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...places) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).filter((detail) => detail.startsWith('SCAN'))).toEqual([]);
});
