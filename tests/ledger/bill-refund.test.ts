// Refunds of receipts that paid on bills: what goes back is owed again, from the red slip on and to the fen, also on a bill
// that was taken back meanwhile; what is refused or withdrawn changes no bill.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';
import { apply, application, approve, byAmount, byQuantity } from './support/refunds.ts';
import { LedgerTemplate, verifyRows, voidReceipt } from './support/sample-ledger.ts';
import { billPayment, billToEnter } from './support/worked-bills.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(50_000), counted: null });
    await window.call('bill.enter', billToEnter('R-1'));
  });
});
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  await till.signIn('cashier1');
  finance = await counter.signedIn('finance1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const bill = () => till.call('bill.get', { number: 'R-1' });
const balance = (account: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0;
const pay = async (fen: number): Promise<string> => (await till.call('charge.post', billPayment('R-1', fen))).number;
const refund = async (receipt: string, fen: number): Promise<string> => {
  const { number } = await apply(till, receipt, byAmount([1, fen]));
  await approve(counter, till, number);
  return number;
};

describe('a line that paid on a bill', () => {
  it('goes back in part: the bill is open again by exactly that, from the red slip on and not before', async () => {
    const receipt = await pay(12_345);
    expect(await till.call('refund.refundable', { of: { of: 'receipt', number: receipt } })).toMatchObject({
      blocked: null,
      lines: [{ bill: { number: 'R-1', takenBack: false }, refundable: { amount: 12_345 } }],
    });
    const revenue = balance('6001');
    const { number } = await apply(till, receipt, byAmount([1, 5_000]));
    expect(await bill()).toMatchObject({ paid: 12_345, rest: 17_655 });
    await approve(counter, till, number);
    expect(await bill()).toMatchObject({ paid: 7_345, rest: 22_655, payments: [{ amount: 12_345, refunded: 5_000 }] });
    // The revenue belongs to the bill, which still stands: only the receivable moves.
    expect([balance('1122.bill'), balance('6001') - revenue, balance('2241.refund')]).toEqual([22_655, 0, -5_000]);
    await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
    expect([balance('1122.bill'), balance('2241.refund')]).toEqual([22_655, 0]);
    // What is open again can be paid again.
    await till.call('charge.post', billPayment('R-1', 22_655));
    expect(await bill()).toMatchObject({ paid: 30_000, rest: 0 });
  });

  it('goes back whole beside an item, and never more than was paid; the receipt is not voided any more', async () => {
    const charge = mixedCharge({
      lines: [{ item: 'OPEN', quantity: 1000 as never, price: minor(500) }],
      bills: [{ number: 'R-1', amount: minor(30_000) }],
      tenders: [{ method: 'cash', given: minor(30_500), reference: null }],
      expectedTotal: minor(30_500),
    });
    const { number: receipt } = await till.call('charge.post', charge);
    expect(await refusalOf(apply(till, receipt, byAmount([2, 30_001])))).toBe('REFUND_EXCEEDS');
    const { number } = await apply(till, receipt, byQuantity([1, 1000], [2, 1000]));
    await approve(counter, till, number);
    expect(await bill()).toMatchObject({ paid: 0, rest: 30_000 });
    expect(await refusalOf(apply(till, receipt, byAmount([2, 1])))).toMatch(/^REFUND_/);
    await expect(voidReceipt(counter, till, receipt)).rejects.toThrow();
    expect(balance('1122.bill')).toBe(30_000);
  });

  it('stays paid where the case is withdrawn, returned or rejected', async () => {
    const receipt = await pay(12_345);
    const { number } = await apply(till, receipt, byAmount([1, 5_000]));
    const before = await bill();
    if ((await till.call('refund.case', { number })).state !== 'approved')
      await till.call('refund.withdraw', { operationId: op(), case: number, text: null });
    expect(await bill()).toEqual(before);
  });

  it('of a bill that was taken back meanwhile: said beforehand, owed again, and taken back to the fen once more', async () => {
    const accounts = ['1122.bill', '6001', '2241.agency', '2221'];
    const issued = accounts.map(balance);
    const receipt = await pay(333);
    await finance.call('bill.cancel', { operationId: op(), number: 'R-1', reason: '减免' });
    expect(await bill()).toMatchObject({ paid: 333, cancelled: 29_667, rest: 0 });
    const { lines } = await till.call('refund.refundable', { of: { of: 'receipt', number: receipt } });
    expect(lines[0]?.bill).toEqual({ number: 'R-1', takenBack: true });
    await refund(receipt, 333);
    expect(await bill()).toMatchObject({ paid: 0, cancelled: 29_667, rest: 333 });
    await finance.call('bill.cancel', { operationId: op(), number: 'R-1', reason: '已退，余下不收' });
    expect(await bill()).toMatchObject({ paid: 0, cancelled: 30_000, rest: 0 });
    // Nothing of the bill is left on any account: its revenue is gone as if it had been taken back in one.
    expect(accounts.map(balance)).toEqual([
      0,
      issued[1] === undefined ? 0 : issued[1] + 20_000,
      issued[2] === undefined ? 0 : issued[2] + 10_000,
      issued[3],
    ]);
  });

  it('a dry run says what it comes to', async () => {
    const receipt = await pay(12_345);
    const outcome = await till.call('refund.dryRun', application(receipt, byAmount([1, 12_345])));
    expect(outcome).toMatchObject({ amount: 12_345, total: 12_345 });
  });
});

it('verify names a bill that a refund did not open again; a trigger refuses the same', async () => {
  const refunded = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(50_000), counted: null });
    await window.call('bill.enter', billToEnter('R-1'));
    const { number: receipt } = await window.call('charge.post', billPayment('R-1', 12_345));
    const { number } = await apply(window, receipt, byAmount([1, 5_000]));
    await approve(made, window, number);
  });
  const { db } = refunded.raw();
  try {
    expect(() => db.exec('UPDATE bill_state SET paid = 12345')).toThrow(/bill_state: is not what/);
    const sql = "SELECT sql FROM sqlite_schema WHERE name = 'bill_state_follows'";
    const guard = String(db.prepare(sql).pluck().get());
    db.exec('DROP TRIGGER bill_state_follows; UPDATE bill_state SET paid = 12345');
    db.exec(guard);
    expect(verifyRows(db).firstBad).toMatchObject({ check: 'totals', table: 'bill_state' });
  } finally {
    db.close();
    refunded.remove();
  }
});
