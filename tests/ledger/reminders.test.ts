// 待办与时限: what waits for whom, by the ledger's clock alone; and a level that nobody decides in time, which the level above may
// then decide if the office's table says so, and never before.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor, ZERO } from '../../core/money/money.ts';
import { levelsToDecide, type LevelRule } from '../../core/refund/approval-levels.ts';
import { openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { apply, byQuantity } from './support/refunds.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

const MINUTE = 60_000;
let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
beforeEach(async () => {
  counter = await template.counter();
  counter.clock.wall = counter.ledger.head.at;
  till = await counter.signedIn('cashier1');
  finance = await counter.signedIn('finance1');
  // The worked day has handed supervisor1's levels to finance1; here everybody has their own.
  await (await counter.signedIn('supervisor1')).call('refund.endDelegation', { operationId: op(), to: 'finance1' });
});
afterEach(() => {
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const RULE: LevelRule = {
  ...{ level: 'first', from: ZERO, categories: null, onRisk: false, needsTotp: false },
  ...{ deadlineMinutes: 30, escalates: true },
};

async function oneLevel(over: Partial<LevelRule>): Promise<void> {
  const [now] = (await finance.call('settings.read', { keys: ['refundLevels'], date: null })).settings;
  await finance.call('settings.change', {
    ...{ operationId: op(), key: 'refundLevels', fromDate: counter.ledger.businessDate() },
    value: { ...now?.value, rules: [{ ...RULE, ...over }] } as never,
  });
}

async function caseToDecide(): Promise<{ readonly number: string; readonly request: string }> {
  const { number: receipt } = await till.call('charge.post', {
    ...openCharge(2500),
    tenders: [{ method: 'cash', given: minor(2500), reference: null }],
  });
  const { number, request } = await apply(till, receipt, byQuantity([1, 1000]));
  return { number, request: request ?? '' };
}

const waitsFor = async (window: Window, number: string) =>
  (await window.call('reminder.waiting', {})).waiting
    .filter((one) => one.number === number)
    .map(({ job, kind, overdue }) => `${job} ${kind}${overdue ? ' overdue' : ''}`);
/** By the wall clock alone: nobody who is signed in has been idle. */
const later = (minutes: number): void => {
  counter.clock.wall += minutes * MINUTE;
};

describe('an overdue level', () => {
  it('is open to the level above once its time is over by the ledger’s clock, and not a moment before', async () => {
    await oneLevel({});
    const { number, request } = await caseToDecide();
    const row = async () =>
      (
        await finance.call('refund.list', { which: 'open', state: null, customer: null, before: null, limit: 200 })
      ).cases.find((one) => one.number === number);
    later(30);
    expect(await row()).toMatchObject({ overdue: false, mine: false, escalated: false, dueIn: 0 });
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('FORBIDDEN');
    expect(await waitsFor(finance, number)).toEqual([]);
    later(1);
    expect(await row()).toMatchObject({ overdue: true, mine: true, escalated: true, dueIn: -MINUTE });
    expect((await row())?.who).toHaveLength(3);
    expect(await waitsFor(finance, number)).toEqual(['desk decide overdue']);
    await decide(counter, request, 'finance1');
    const { state, decisions } = await till.call('refund.case', { number });
    expect(state).toBe('approved');
    expect(decisions).toMatchObject([{ level: 'first', escalated: true, inPlaceOf: null }]);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('stays where it is when the table does not pass it up', async () => {
    await oneLevel({ escalates: false });
    const { number, request } = await caseToDecide();
    later(60 * 24);
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('FORBIDDEN');
    expect(await waitsFor(finance, number)).toEqual([]);
    expect(await waitsFor(await counter.signedIn('supervisor1'), number)).toEqual(['desk decide overdue']);
  });

  it('is decided in one’s own right by whoever has it, overdue or not', async () => {
    await oneLevel({});
    const { number, request } = await caseToDecide();
    later(90);
    await decide(counter, request, 'supervisor1');
    expect((await till.call('refund.case', { number })).decisions).toMatchObject([{ escalated: false }]);
  });

  it('opens upwards only', () => {
    const due = { deadlineMinutes: 10, escalates: true };
    expect(levelsToDecide({ ...due, level: 'second' }, 11 * MINUTE)).toEqual(['second', 'final']);
    expect(levelsToDecide({ ...due, level: 'second' }, 10 * MINUTE)).toEqual(['second']);
    expect(levelsToDecide({ ...due, level: 'final' }, 11 * MINUTE)).toEqual(['final']);
  });
});

describe('what waits', () => {
  it('goes from one to the next as the case does, and is told to nobody else', async () => {
    await oneLevel({});
    const { number, request } = await caseToDecide();
    const supervisor = await counter.signedIn('supervisor1');
    const other = await counter.signedIn('cashier2');
    expect(await waitsFor(supervisor, number)).toEqual(['desk decide']);
    for (const window of [till, other, finance]) expect(await waitsFor(window, number)).toEqual([]);
    await decide(counter, request, 'supervisor1');
    expect(await waitsFor(till, number)).toEqual(['refunds pay']);
    expect(await waitsFor(supervisor, number)).toEqual([]);
    await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
    expect(await waitsFor(till, number)).toEqual(['refunds close']);
    await till.call('refund.close', { operationId: op(), case: number, by: { how: 'signed', signedBy: '欧阳' } });
    expect(await waitsFor(till, number)).toEqual([]);
  });

  it('is told at a locked window too, and asking does not keep it open', async () => {
    await oneLevel({});
    const supervisor = await counter.signedIn('supervisor2');
    const { number } = await caseToDecide();
    await supervisor.call('session.lock', {});
    expect(await refusalOf(supervisor.call('refund.case', { number }))).toBe('SESSION_LOCKED');
    expect(await waitsFor(supervisor, number)).toEqual(['desk decide']);
    const idle = await counter.signedIn('supervisor1');
    for (let minute = 0; minute < 6; minute += 1) {
      counter.clock.pass(MINUTE);
      await idle.call('reminder.waiting', {});
    }
    expect(await refusalOf(idle.call('refund.case', { number }))).toBe('SESSION_LOCKED');
  });
});
