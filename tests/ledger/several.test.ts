// Several refunds by one signature: only what the office lets through, each a decision of its own, and what keeps one back
// keeps no other.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor, ZERO } from '../../core/money/money.ts';
import { mayBeOneOfSeveral } from '../../core/refund/approval-levels.ts';
import { openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { apply, byQuantity } from './support/refunds.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

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
});
afterEach(() => {
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

async function togetherUpTo(amount: number | null, needsTotp = false): Promise<void> {
  const [now] = (await finance.call('settings.read', { keys: ['refundLevels'], date: null })).settings;
  const rule = { level: 'first', from: ZERO, categories: null, onRisk: false, deadlineMinutes: 30, escalates: true };
  await finance.call('settings.change', {
    ...{ operationId: op(), key: 'refundLevels', fromDate: counter.ledger.businessDate() },
    value: { ...now?.value, rules: [{ ...rule, needsTotp }], togetherUpTo: amount } as never,
  });
  const [risk] = (await finance.call('settings.read', { keys: ['refundRisk'], date: null })).settings;
  if ((risk?.value as { rules: unknown[] }).rules.length > 0)
    await finance.call('settings.change', {
      ...{ operationId: op(), key: 'refundRisk', fromDate: counter.ledger.businessDate() },
      value: { rules: [] } as never,
    });
}

async function caseOf(fen: number): Promise<{ readonly number: string; readonly request: string }> {
  const { number: receipt } = await till.call('charge.post', {
    ...openCharge(fen),
    tenders: [{ method: 'cash', given: minor(fen), reference: null }],
  });
  const { number, request } = await apply(till, receipt, byQuantity([1, 1000]));
  return { number, request: request ?? '' };
}

type Case = Awaited<ReturnType<typeof caseOf>>;
const windowOf = (first: Case, ...more: readonly Case[]): Window =>
  counter.approvalWindow(
    first.request,
    more.map(({ request }) => request),
  );
const signed = (window: Window, username = 'supervisor1') =>
  window.call('approval.decideSeveral', { username, password: `${username}-2026` });
const stateOf = async ({ number }: Case) => (await till.call('refund.case', { number })).state;

describe('several at once', () => {
  it('are decisions of their own, and each posts its own slip', async () => {
    await togetherUpTo(5_000);
    const cases = [await caseOf(2_500), await caseOf(3_000)] as const;
    const window = windowOf(...cases);
    expect(await window.call('approval.show', {})).toMatchObject({ several: 2 });
    expect((await window.call('approval.showSeveral', {})).cases).toMatchObject([
      { number: cases[0].number, amount: 2_500, together: true, state: 'open' },
      { number: cases[1].number, amount: 3_000, together: true, state: 'open' },
    ]);
    const { decided } = await signed(window);
    expect(decided.map(({ refused }) => refused)).toEqual([null, null]);
    const slips = await Promise.all(
      cases.map(async ({ number }) => (await till.call('refund.case', { number })).document),
    );
    expect(new Set(slips).size).toBe(2);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('are refused as a whole when one is too large, has a risk, or the office lets none through', async () => {
    await togetherUpTo(2_500);
    const cases = [await caseOf(2_500), await caseOf(3_000)] as const;
    expect(await refusalOf(signed(windowOf(...cases)))).toBe('APPROVAL_NOT_TOGETHER');
    await togetherUpTo(null);
    expect(await refusalOf(signed(windowOf(cases[0])))).toBe('APPROVAL_NOT_TOGETHER');
    expect(await Promise.all(cases.map(stateOf))).toEqual(['awaitingApproval', 'awaitingApproval']);
    const rule = { amount: minor(100), risk: 'allow', needsCode: false } as const;
    expect(mayBeOneOfSeveral(rule, minor(100))).toBe(true);
    for (const [over, upTo] of [
      [{ amount: minor(101) }, minor(100)],
      [{ risk: 'extraLevel' as const }, minor(100)],
      [{ needsCode: true }, minor(100)],
      [{}, null],
    ] as const)
      expect(mayBeOneOfSeveral({ ...rule, ...over }, upTo)).toBe(false);
  });

  it('never go past a code: a level that asks for one is decided alone', async () => {
    await togetherUpTo(5_000, true);
    const cases = [await caseOf(2_500), await caseOf(3_000)] as const;
    expect((await windowOf(...cases).call('approval.showSeveral', {})).cases.map(({ together }) => together)).toEqual([
      false,
      false,
    ]);
    expect(await refusalOf(signed(windowOf(...cases)))).toBe('APPROVAL_NOT_TOGETHER');
  });

  it('keep to themselves: one decided meanwhile or withdrawn stops no other', async () => {
    await togetherUpTo(5_000);
    const cases = [await caseOf(2_500), await caseOf(3_000), await caseOf(1_000)] as const;
    const window = windowOf(...cases);
    await decide(counter, cases[0].request, 'supervisor2');
    await till.call('refund.withdraw', { operationId: op(), case: cases[1].number, text: '不退了' } as never);
    const { decided } = await signed(window);
    expect(decided.map(({ refused }) => refused)).toEqual(['APPROVAL_DECIDED', 'APPROVAL_DECIDED', null]);
    expect(await stateOf(cases[2])).toBe('approved');
    expect(counter.verify().firstBad).toBeNull();
  });

  it('ask for the password once, and a wrong one decides nothing', async () => {
    await togetherUpTo(5_000);
    const cases = [await caseOf(2_500), await caseOf(3_000)] as const;
    const wrong = windowOf(...cases).call('approval.decideSeveral', { username: 'supervisor1', password: 'wrong' });
    expect(await refusalOf(wrong)).toBe('BAD_CREDENTIALS');
    const { decided } = await signed(windowOf(...cases), 'cashier1');
    expect(decided.map(({ refused }) => refused)).toEqual(['APPROVAL_OWN', 'APPROVAL_OWN']);
    expect(await Promise.all(cases.map(stateOf))).toEqual(['awaitingApproval', 'awaitingApproval']);
    expect(await refusalOf(till.call('approval.decideSeveral' as never, {} as never))).toBe('WRONG_WINDOW');
  });

  it('are marked at the desk by what the asking person may do', async () => {
    await togetherUpTo(2_500);
    const small = await caseOf(2_500);
    const large = await caseOf(3_000);
    const rows = async (window: Window) =>
      (
        await window.call('refund.list', { which: 'open', state: null, customer: null, before: null, limit: 200 })
      ).cases.filter(({ number }) => [small.number, large.number].includes(number));
    const together = async (window: Window) =>
      (await rows(window)).filter((one) => one.together).map(({ number }) => number);
    expect(await together(await counter.signedIn('supervisor2'))).toEqual([small.number]);
    expect(await together(till)).toEqual([]);
  });
});
