// A clock that is years ahead must not take the books with it: a person says the date before a shift stands on it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { type Counter, op, RefusedAnswer, type Window } from './support/counter.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

const DAY = 86_400_000;

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

const open = (dateConfirmed?: string) =>
  till.call('shift.open', {
    operationId: op(),
    drawer: '1',
    float: minor(0),
    counted: null,
    ...(dateConfirmed === undefined ? {} : { dateConfirmed }),
  });

async function workOneShift(): Promise<string> {
  const { businessDate } = await open();
  await till.call('shift.close', { operationId: op(), counted: minor(0) });
  return businessDate;
}

async function jump(days: number): Promise<void> {
  counter.clock.wall += days * DAY;
  counter.clock.mono += 1_000;
  await till.signIn('cashier1');
}

describe('a date far from the last shift', () => {
  it('is asked about, and holds when a person says it', async () => {
    const last = await workOneShift();
    await jump(3650);
    const refused = await open().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedAnswer);
    const { code, params } = refused as RefusedAnswer;
    expect([code, params['last']]).toEqual(['DATE_JUMPED', last]);
    const today = String(params['today']);
    expect((await open(today)).businessDate).toBe(today);
  });

  it('is not taken for another date that was said', async () => {
    const last = await workOneShift();
    await jump(3650);
    for (const said of [last, '2026-12-24']) await expect(open(said)).rejects.toMatchObject({ code: 'DATE_JUMPED' });
    expect(counter.ledger.newestWorked()).toBe(last);
  });

  it('leaves the books where they were once the clock is right again', async () => {
    const last = await workOneShift();
    await jump(3650);
    await expect(open()).rejects.toMatchObject({ code: 'DATE_JUMPED' });
    await jump(-3649);
    expect((await open()).businessDate > last).toBe(true);
  });

  it('is not asked about after a long holiday, nor before the first shift', async () => {
    counter.clock.wall += 400 * DAY;
    await till.signIn('cashier1');
    await workOneShift();
    await jump(14);
    await workOneShift();
  });
});
