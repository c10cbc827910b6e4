// Midnight passes while a customer is being served: the books stay on the shift's date, the clock says the real time, and the
// paper says both.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { milli, minor } from '../../core/money/money.ts';
import { receiptPaper, RECEIPT_PAPERS } from '../../core/documents/receipt-paper.ts';
import { Counter, op, type Window } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';

const MINUTE = 60_000;
/** Monday 23 November 2026, 23:58 in China. */
const BEFORE_MIDNIGHT = Date.parse('2026-11-23T15:58:00Z');
const OLD_PRICE = 3200;

let counter: Counter;
let till: Window;

beforeEach(async () => {
  counter = await Counter.withSample();
  counter.clock.pass(BEFORE_MIDNIGHT - counter.clock.wall);
  till = counter.window();
  await till.signIn('cashier1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
});

/** The registration fee costs more from the next day on. */
async function dearerFromTomorrow(): Promise<void> {
  const finance = counter.window();
  await finance.signIn('finance1');
  const { versions } = await finance.call('tariff.card', { code: '5001019' });
  const now = versions.find(({ state }) => state === 'current');
  if (now === undefined) throw new Error('the sample tariff has the registration fee');
  const cells = { ...now.cells, price: '40.00', from: '2026-11-24' };
  await finance.call('tariff.save', { operationId: op(), isNew: false, cells });
}

const charge = (operationId = op()) =>
  mixedCharge({
    operationId,
    lines: [{ item: '5001019', quantity: milli(1000), price: null }],
    tenders: [{ method: 'cash', given: minor(OLD_PRICE), reference: null }],
    expectedTotal: minor(OLD_PRICE),
  });

it('a bill parked before midnight is recalled, posted and printed after it, on the date of the shift', async () => {
  const parked = await till.call('hold.park', {
    operationId: op(),
    customer: null,
    payer: null,
    lines: charge().lines,
    note: null,
  });
  counter.clock.pass(4 * MINUTE);
  const { changes } = await till.call('hold.recall', { operationId: op(), number: parked.number });
  expect(changes).toEqual([]);
  const view = await till.call('charge.post', charge());
  expect(view.businessDate).toBe('2026-11-23');
  expect(new Date(view.postedAt + 8 * 60 * MINUTE).toISOString()).toContain('2026-11-24T00:02');
  for (const paper of RECEIPT_PAPERS) {
    const print = { locale: 'zh-CN', paper, seal: null, stock: null } as const;
    const text = JSON.stringify(receiptPaper(view, { kind: 'original' }, print));
    expect(text).toContain('2026-11-23');
    expect(text).toContain('2026-11-24 00:02:00');
  }
  // The day it belongs to holds it, and the shift that began it counts it.
  const shift = await till.call('shift.current', {});
  expect(shift.shift?.businessDate).toBe('2026-11-23');
});

it('an answer lost over midnight is the same receipt when the charge is sent again', async () => {
  const operationId = op();
  const first = await till.call('charge.post', charge(operationId));
  counter.clock.pass(4 * MINUTE);
  expect(await till.call('charge.post', charge(operationId))).toEqual(first);
});

it('a price that begins at midnight begins with the next shift, not in the middle of this one', async () => {
  await dearerFromTomorrow();
  counter.clock.pass(4 * MINUTE);
  expect((await till.call('charge.post', charge())).total).toBe(OLD_PRICE);
});
