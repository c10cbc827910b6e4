// 委托: levels handed to somebody else for some days. It hands on a right and nothing else: never one's own case, never two
// levels of one case by the same two people, never longer than said, and it is told wherever the decision is told.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor, ZERO } from '../../core/money/money.ts';
import { delegationFault, MOST_DELEGATED_DAYS } from '../../core/refund/approval-levels.ts';
import { personRole } from '../../db/schema.ts';
import { Act } from '../../db/ledger/act.ts';
import { openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { apply, byQuantity } from './support/refunds.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let supervisor: Window;
let finance: Window;
let today: string;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
beforeEach(async () => {
  counter = await template.counter();
  counter.clock.wall = counter.ledger.head.at;
  today = counter.ledger.businessDate();
  till = await counter.signedIn('cashier1');
  supervisor = await counter.signedIn('supervisor2');
  finance = await counter.signedIn('finance1');
});
afterEach(() => {
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const handOver = (from: Window, to: string, days = 2) =>
  from.call('refund.delegate', {
    ...{ operationId: op(), to, fromDate: today, untilDate: dayAfter(today, days), reason: '出差' },
  });

async function caseToDecide(): Promise<{ readonly number: string; readonly request: string }> {
  const { number: receipt } = await till.call('charge.post', {
    ...openCharge(2500),
    tenders: [{ method: 'cash', given: minor(2500), reference: null }],
  });
  const { number, request } = await apply(till, receipt, byQuantity([1, 1000]));
  return { number, request: request ?? '' };
}

const decidable = async (window: Window) =>
  (
    await window.call('refund.list', { which: 'decide', state: null, customer: null, before: null, limit: 50 })
  ).cases.map(({ number, inPlaceOf }) => ({ number, inPlaceOf }));

/** supervisor1 of the worked day has named finance1 already; everything here is between supervisor2 and finance1. */
async function endTheWorkedOne(): Promise<void> {
  await (await counter.signedIn('supervisor1')).call('refund.endDelegation', { operationId: op(), to: 'finance1' });
}

describe('a delegation', () => {
  it('lets the deputy decide what the giver may, and says so in the queue, the case and the journal', async () => {
    await endTheWorkedOne();
    const { number, request } = await caseToDecide();
    expect(await decidable(finance)).not.toContainEqual({ number, inPlaceOf: expect.anything() });
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('FORBIDDEN');
    await handOver(supervisor, 'finance1');
    const { name } = (await finance.call('refund.delegations', {})).delegations[0]?.from ?? { name: '' };
    expect(await decidable(finance)).toContainEqual({ number, inPlaceOf: name });
    expect(await decidable(supervisor)).toContainEqual({ number, inPlaceOf: null });
    await decide(counter, request, 'finance1');
    const { state, decisions } = await till.call('refund.case', { number });
    expect(state).toBe('approved');
    expect(decisions).toMatchObject([{ inPlaceOf: name }]);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('is over at once when it is taken back, and the next day after its last', async () => {
    await endTheWorkedOne();
    await handOver(supervisor, 'finance1', 1);
    const { number } = await caseToDecide();
    await supervisor.call('refund.endDelegation', { operationId: op(), to: 'finance1' });
    expect((await decidable(finance)).map((one) => one.number)).not.toContain(number);
    const { delegations } = await finance.call('refund.delegations', {});
    expect(delegations.slice(0, 2).map(({ state, part }) => [state, part])).toEqual([
      ['ended', 'deputy'],
      ['replaced', 'deputy'],
    ]);
    const again = supervisor.call('refund.endDelegation', { operationId: op(), to: 'finance1' });
    await expect(again).rejects.toMatchObject({ code: 'DELEGATE_REFUSED', params: { reason: 'none' } });
    expect(counter.verify().firstBad).toBeNull();
  });

  it('ends with the right of whoever gave it', async () => {
    await endTheWorkedOne();
    await handOver(supervisor, 'finance1');
    const { number } = await caseToDecide();
    const { db } = counter.ledger;
    const { id } = db.prepare("SELECT id FROM person WHERE username = 'supervisor2'").get() as { id: number };
    const { n } = db.prepare('SELECT max(n) AS n FROM person_role WHERE person_id = ?').get(id) as { n: number };
    counter.ledger.transact(
      () => {
        const act = new Act(counter.ledger);
        act.insert(personRole, { personId: id, n: n + 1, role: 'supervisor', granted: 0 } as never);
        act.seal({ kind: 'person.roles', ref: 'supervisor2', businessDate: today, personId: 1, detail: {} });
      },
      () => undefined,
    );
    expect((await decidable(finance)).map((one) => one.number)).not.toContain(number);
  });

  it('never lets two people decide two levels of one case for each other', async () => {
    await endTheWorkedOne();
    const rule = {
      from: ZERO,
      categories: null,
      onRisk: false,
      needsTotp: false,
      deadlineMinutes: 30,
      escalates: true,
    };
    const settings = await finance.call('settings.read', { keys: ['refundLevels'], date: null });
    await finance.call('settings.change', {
      ...{ operationId: op(), key: 'refundLevels', fromDate: today },
      value: {
        ...settings.settings[0]?.value,
        rules: (['first', 'second'] as const).map((level) => ({ ...rule, level })),
      } as never,
    });
    await handOver(supervisor, 'finance1');
    await handOver(finance, 'supervisor2');
    const { number, request } = await caseToDecide();
    await decide(counter, request, 'finance1');
    // finance1 decided in the place of supervisor2: neither of them has a second word, by whatever right.
    expect(await refusalOf(decide(counter, request, 'supervisor2'))).toBe('APPROVAL_OWN');
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('APPROVAL_OWN');
    await decide(counter, request, 'supervisor1');
    expect((await till.call('refund.case', { number })).state).toBe('approved');
    expect(counter.verify().firstBad).toBeNull();
  });
});

describe('who may be named', () => {
  it('is somebody else who decides on refunds, for days to come and not for good', async () => {
    const named = (over: object) =>
      supervisor
        .call('refund.delegate', {
          ...{ operationId: op(), to: 'finance1', fromDate: today, untilDate: today, reason: '休假' },
          ...over,
        })
        .catch((error: unknown) => error);
    expect(await named({ to: 'supervisor2' })).toMatchObject({ params: { reason: 'self' } });
    expect(await named({ to: 'cashier1' })).toMatchObject({ params: { reason: 'role' } });
    expect(await named({ to: 'nobody' })).toMatchObject({ code: 'UNKNOWN_USER' });
    expect(await named({ fromDate: dayAfter(today, -3), untilDate: dayAfter(today, -1) })).toMatchObject({
      params: { reason: 'dates' },
    });
    expect(await named({ untilDate: dayAfter(today, MOST_DELEGATED_DAYS) })).toMatchObject({
      params: { reason: 'long' },
    });
    expect(await refusalOf(till.call('refund.deputies', {}))).toBe('FORBIDDEN');
    const { people } = await supervisor.call('refund.deputies', {});
    expect(people.map(({ username }) => username)).toEqual(['supervisor1', 'finance1']);
    expect(people.map(({ levels }) => levels)).toEqual([
      ['first', 'second', 'final'],
      ['second', 'final'],
    ]);
  });

  it('is counted in days, both ends included', () => {
    const asked = { from: 1, to: 2, toDecides: true, fromDate: '2026-11-01', today: '2026-11-01' };
    expect(delegationFault({ ...asked, untilDate: '2027-01-31' })).toBeNull();
    expect(delegationFault({ ...asked, untilDate: '2027-02-01' })).toBe('long');
  });
});
