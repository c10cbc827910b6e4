// 工单 and the small payouts from them, asked of the real server: who may pay how much alone, what a second person decides,
// what is posted, what the audit list says, and that verify names every row that no rule allows.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import type { PayoutLimitRow } from '../../core/tickets/payout-limits.ts';
import { Act } from '../../db/ledger/act.ts';
import { allotDocument } from '../../db/ledger/allot-document.ts';
import type { Ledger } from '../../db/ledger/ledger.ts';
import { entry } from '../../db/schema.ts';
import { ticketPayout, ticketReview, ticketSample, ticketSamplePick, ticketStep } from '../../db/schema-ticket.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { CASHIER1, CASHIER2, DATE, DRAWER, FINANCE1, SHIFT, SUPERVISOR1, verdictOn } from './support/forged-acts.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';
import { byBank, complaint } from './support/worked-tickets.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(50_000), counted: null });
  });
});
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  await till.signIn('cashier1');
  finance = counter.window();
  await finance.signIn('finance1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const open = async (over: Partial<InputOf<'ticket.open'>> = {}) =>
  (await till.call('ticket.open', complaint(over))).number;
const cash = (ticket: string, fen: number, over: Partial<InputOf<'ticket.pay'>> = {}): InputOf<'ticket.pay'> =>
  byBank(ticket, fen, '', { way: 'cash', reference: null, ...over });
const fund = (ticket: string, fen: number, over: Partial<InputOf<'ticket.pay'>> = {}): InputOf<'ticket.pay'> =>
  cash(ticket, fen, { way: 'pettyCash', ...over });
const pay = (ticket: string, fen: number, over: Partial<InputOf<'ticket.pay'>> = {}) =>
  till.call('ticket.pay', cash(ticket, fen, over));
const balance = (account: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0;

/** Lets drawers pay, with `limits` on top of the roles' own. */
const allowCash = (limits: readonly PayoutLimitRow[] = []) =>
  finance.call('settings.change', {
    ...{ operationId: op(), key: 'tickets', fromDate: '2026-11-23' },
    value: {
      limits: [{ of: 'role', name: 'cashier', single: minor(10_000), daily: minor(30_000) }, ...limits],
      fromDrawer: true,
      categories: ['投诉', '补偿'],
    },
  });

/** Asks for the approval of `wanted` and has `username` decide. */
async function approved(wanted: InputOf<'ticket.pay'>, username = 'supervisor1'): Promise<string> {
  const { ticket, payee, way, amount, text } = wanted;
  const subject = { kind: 'ticketPayout' as const, ticket, payee, way, amount, text };
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, username);
  return request;
}

describe('a ticket', () => {
  it('is opened, given away, linked, talked about, closed and opened again, each a step that stays', async () => {
    const operationId = op();
    const first = await till.call('ticket.open', complaint({ operationId }));
    expect(first).toMatchObject({ number: 'A01-K-0000001', state: 'open', category: '补偿', paid: 0 });
    expect((await till.call('ticket.open', complaint({ operationId }))).number).toBe(first.number);
    const ticket = first.number;
    await till.call('ticket.classify', { operationId: op(), ticket, category: '投诉' });
    await till.call('ticket.assign', { operationId: op(), ticket, assignee: 'supervisor1' });
    await till.call('ticket.link', { operationId: op(), ticket, customer: 'C800001', receipt: null });
    await finance.call('ticket.comment', { operationId: op(), ticket, text: '已核对' });
    const closed = await till.call('ticket.close', { operationId: op(), ticket, text: '客户满意' });
    expect(closed).toMatchObject({ state: 'closed', category: '投诉', assignee: { username: 'supervisor1' } });
    expect(closed.steps.map(({ step }) => step)).toEqual([
      'opened',
      'classified',
      'assigned',
      'linked',
      'commented',
      'closed',
    ]);
    expect(await refusalOf(till.call('ticket.comment', { operationId: op(), ticket, text: '再说' }))).toBe(
      'TICKET_STATE',
    );
    await till.call('ticket.reopen', { operationId: op(), ticket, text: '又来了' });
    expect(await till.call('ticket.show', { ticket })).toMatchObject({
      state: 'open',
      customer: { number: 'C800001' },
    });
  });

  it('takes only known kinds, people who may work on it, customers and receipts that are there', async () => {
    expect(await refusalOf(open({ category: '天气' }))).toBe('TICKET_CATEGORY');
    expect(await refusalOf(open({ assignee: 'auditor1' }))).toBe('TICKET_ASSIGNEE');
    expect(await refusalOf(open({ customer: 'C999999' }))).toBe('UNKNOWN_CUSTOMER');
    expect(await refusalOf(open({ receipt: 'A01-R-0000009' }))).toBe('UNKNOWN_RECEIPT');
    expect(await refusalOf(open({ title: '卡号 4111111111111111' }))).toBe('CARD_NUMBER_NOT_ALLOWED');
    expect(await refusalOf(till.call('ticket.show', { ticket: 'A01-K-0000009' }))).toBe('UNKNOWN_TICKET');
    const auditor = counter.window();
    await auditor.signIn('auditor1');
    expect(await refusalOf(auditor.call('ticket.open', complaint()))).toBe('FORBIDDEN');
  });

  it('is found by state, kind, whose it is and what it is called', async () => {
    await open({ petitioner: '王小明' });
    await open({ assignee: 'cashier1', category: '投诉' });
    const all = { state: null, category: null, mine: false, text: '', limit: 9 };
    const found = async (over: Partial<InputOf<'ticket.list'>>) =>
      (await till.call('ticket.list', { ...all, ...over })).tickets.map(({ number }) => number.slice(-1));
    expect(await found({})).toEqual(['2', '1']);
    expect(await found({ mine: true })).toEqual(['2']);
    expect(await found({ category: '投诉' })).toEqual(['2']);
    expect(await found({ text: '小明' })).toEqual(['1']);
    expect(await found({ text: '%' })).toEqual([]);
    expect(await found({ state: 'closed' })).toEqual([]);
  });
});

describe('a payout', () => {
  it('within the limits leaves the drawer at once, and the same operation pays once', async () => {
    const ticket = await open();
    expect(await refusalOf(pay(ticket, 5000))).toBe('TICKET_CASH_OFF');
    await allowCash();
    const wanted = cash(ticket, 5000);
    const paid = await till.call('ticket.pay', wanted);
    expect(await till.call('ticket.pay', wanted)).toEqual(paid);
    expect(paid).toMatchObject({
      paid: 5000,
      payouts: [{ n: 1, document: 'A01-E-0000001', payee: '欧阳𠅤', way: 'cash', amount: 5000, approvedBy: null }],
    });
    expect([balance(DRAWER), balance('6602.payout')]).toEqual([45_000, 5000]);
    expect(await till.call('ticket.rules', {})).toMatchObject({
      single: 10_000,
      daily: 30_000,
      spent: 5000,
      cash: true,
    });
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(45_000) });
    expect(closed).toMatchObject({ expected: 45_000, difference: 0 });
  });

  it('leaves the petty-cash fund and no drawer, for which no setting is asked, and comes back to it', async () => {
    const ticket = await open();
    expect(await refusalOf(till.call('ticket.pay', fund(ticket, 3000)))).toBe('CASH_SHORT');
    const fill = { operationId: op(), from: 'bank' as const, amount: minor(10_000), reason: null };
    await finance.call('pettyCash.fill', fill);
    const { payouts } = await till.call('ticket.pay', fund(ticket, 3000));
    expect(payouts).toMatchObject([{ way: 'pettyCash', reference: null, amount: 3000 }]);
    // Finance has no drawer: from the fund it pays all the same, in a shift of the office.
    await finance.call('ticket.pay', fund(ticket, 6999));
    expect(await refusalOf(till.call('ticket.pay', fund(ticket, 2)))).toBe('CASH_SHORT');
    expect([balance('1001.3'), balance(DRAWER), balance('6602.payout')]).toEqual([1, 50_000, 9999]);
    await till.call('ticket.takeBack', { operationId: op(), ticket, n: 1, text: '未用' });
    expect([balance('1001.3'), balance(DRAWER), balance('6602.payout')]).toEqual([3001, 50_000, 6999]);
    // The drawer is counted as if there had been no payout: none of it left from there.
    const report = await finance.call('report.read', { subject: { of: 'shift', number: 'A01-S-0000001' } });
    expect(report.documents.find(({ type }) => type === 'E')).toMatchObject({ count: 2, amount: 0 });
    expect(report.cash.map(({ kind, amount }) => [kind, amount])).toEqual([['float', 50_000]]);
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(50_000) });
    expect(closed).toMatchObject({ expected: 50_000, difference: 0 });
  });

  it('above the single or the daily limit needs a second person, for exactly that payout and once', async () => {
    const ticket = await open();
    await allowCash();
    expect(await refusalOf(pay(ticket, 10_001))).toBe('APPROVAL_REQUIRED');
    const wanted = cash(ticket, 10_001);
    const request = await approved(wanted);
    expect(await refusalOf(till.call('ticket.pay', { ...wanted, amount: minor(10_002), approval: request }))).toBe(
      'APPROVAL_MISMATCH',
    );
    const paid = await till.call('ticket.pay', { ...wanted, approval: request });
    expect(paid.payouts).toMatchObject([{ amount: 10_001, approvedBy: expect.stringMatching(/./) as string }]);
    expect(await refusalOf(till.call('ticket.pay', { ...wanted, operationId: op(), approval: request }))).toMatch(
      /^APPROVAL_/,
    );
    // What was approved does not count against one's own limit of the day; what was not does.
    for (let n = 0; n < 3; n += 1) await pay(ticket, 10_000);
    expect(await refusalOf(pay(ticket, 1))).toBe('APPROVAL_REQUIRED');
  });

  it('is not decided by whoever asks, nor by somebody without the right', async () => {
    const ticket = await open();
    await allowCash();
    expect(await refusalOf(approved(cash(ticket, 20_000), 'cashier1'))).toBe('APPROVAL_OWN');
    expect(await refusalOf(approved(cash(ticket, 20_000), 'cashier2'))).toBe('FORBIDDEN');
    expect(await refusalOf(approved(cash(ticket, 20_000), 'finance1'))).toBe('FORBIDDEN');
  });

  it('never takes more than the drawer holds, and a person’s own row counts before the role', async () => {
    const ticket = await open();
    await allowCash([{ of: 'person', name: 'cashier1', single: minor(90_000), daily: minor(90_000) }]);
    expect(await refusalOf(pay(ticket, 50_001))).toBe('CASH_SHORT');
    await pay(ticket, 50_000);
    expect(balance(DRAWER)).toBe(0);
    await till.call('shift.close', { operationId: op(), counted: minor(0) });
    expect(await refusalOf(pay(ticket, 1))).toBe('NO_OPEN_SHIFT');
  });

  it('by transfer is finance’s, with the bank’s number, which pays once', async () => {
    const ticket = await open();
    const wanted = byBank(ticket, 40_000, 'YH20261123000001');
    expect(await refusalOf(till.call('ticket.pay', wanted))).toBe('FORBIDDEN');
    expect(await refusalOf(finance.call('ticket.pay', { ...wanted, reference: null }))).toBe('REFERENCE_REQUIRED');
    await finance.call('ticket.pay', wanted);
    expect([balance('1002'), balance('6602.payout')]).toEqual([-40_000, 40_000]);
    expect(await finance.call('ticket.pay', wanted)).toMatchObject({ paid: 40_000 });
    expect(await refusalOf(finance.call('ticket.pay', { ...wanted, operationId: op() }))).toBe('REFERENCE_USED');
  });

  it('goes to a payee the ledger knows: the linked customer unless frozen, a colleague, never oneself', async () => {
    const ticket = await open();
    await allowCash();
    const to = (payee: InputOf<'ticket.pay'>['payee']) => pay(ticket, 100, { payee });
    expect(await refusalOf(to({ kind: 'customer' }))).toBe('TICKET_PAYEE');
    expect(await refusalOf(to({ kind: 'employee', username: 'cashier1' }))).toBe('TICKET_PAYEE');
    expect(await refusalOf(to({ kind: 'employee', username: 'nobody' }))).toBe('TICKET_PAYEE');
    await to({ kind: 'employee', username: 'cashier2' });
    await to({ kind: 'supplier', name: '江城停车服务有限公司' });
    await till.call('ticket.link', { operationId: op(), ticket, customer: 'C800001', receipt: null });
    const { payouts } = await to({ kind: 'customer' });
    expect(payouts.map(({ payeeKind }) => payeeKind)).toEqual(['employee', 'supplier', 'customer']);
    const subject = { kind: 'customerFreeze', number: 'C800001', frozen: true, reason: '核实身份' } as const;
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    await decide(counter, request, 'supervisor1');
    const { kind: _kind, ...freeze } = subject;
    const supervisor = till;
    await supervisor.call('customer.freeze', { operationId: op(), ...freeze, approval: request });
    expect(await refusalOf(to({ kind: 'customer' }))).toBe('CUSTOMER_FROZEN');
  });

  it('comes back whole, once, to where it left from', async () => {
    const ticket = await open();
    await allowCash();
    await pay(ticket, 8000);
    const back = () => till.call('ticket.takeBack', { operationId: op(), ticket, n: 1, text: '付错人' });
    expect(await back()).toMatchObject({ paid: 0, payouts: [{ returnedBy: 2 }, { kind: 'back', returns: 1 }] });
    expect([balance(DRAWER), balance('6602.payout')]).toEqual([50_000, 0]);
    expect(await refusalOf(back())).toBe('TICKET_RETURNED');
    expect(await refusalOf(till.call('ticket.takeBack', { operationId: op(), ticket, n: 2, text: 'x' }))).toBe(
      'UNKNOWN_PAYOUT',
    );
  });

  it('stands in the audit list and its file, by date, person, way, how it was judged and amount', async () => {
    const ticket = await open();
    await allowCash();
    await pay(ticket, 3000);
    const large = cash(ticket, 20_000);
    await till.call('ticket.pay', { ...large, approval: await approved(large) });
    const any = { from: null, to: null, by: null, way: null, judged: null, least: null, review: null };
    const sums = async (over: Partial<InputOf<'ticket.payouts'>>) => {
      const { count, total } = await finance.call('ticket.payouts', { ...any, limit: 9, ...over });
      return [count, total];
    };
    expect(await sums({})).toEqual([2, 23_000]);
    expect(await sums({ judged: 'approved' })).toEqual([1, 20_000]);
    expect(await sums({ by: 'finance1' })).toEqual([0, 0]);
    expect(await sums({ way: 'transfer' })).toEqual([0, 0]);
    expect(await sums({ from: '2026-11-24' })).toEqual([0, 0]);
    expect(await sums({ least: minor(3001) })).toEqual([1, 20_000]);
    const file = await finance.call('ticket.export', { ...any, judged: 'direct', format: 'csv' });
    const text = Buffer.from(file.bytes, 'base64').toString('utf8');
    expect(file.rows).toBe(1);
    expect(text.split('\r\n')[1]).toMatch(
      /^A01-E-0000001,A01-K-0000001,停车票重复收费,2026-11-23,.*现金,,30\.00,,退还停车费,未抽,,$/,
    );
  });
});

describe('抽查', () => {
  const DAYS = { from: '2026-11-23', to: '2026-11-23' };
  const draw = (window: Window, over: Partial<InputOf<'ticket.drawSample'>> = {}) =>
    window.call('ticket.drawSample', { operationId: op(), ...DAYS, percent: 50, alwaysFrom: null, ...over });
  const sign = (window: Window, document: string, verdict: 'right' | 'objected' = 'right') =>
    window.call('ticket.review', {
      ...{ operationId: op(), document },
      sign: verdict === 'right' ? { verdict, text: null } : { verdict, text: '没有凭据' },
    });
  const listed = async (review: InputOf<'ticket.payouts'>['review']) => {
    const any = { from: null, to: null, by: null, way: null, judged: null, least: null };
    return (await finance.call('ticket.payouts', { ...any, review, limit: 50 })).payouts;
  };
  let ticket: string;
  let reviewer: Window;
  beforeEach(async () => {
    ticket = await open();
    await allowCash([
      { of: 'person', name: 'cashier1', single: minor(20_000), daily: minor(90_000) },
      { of: 'role', name: 'finance', single: minor(50_000), daily: minor(90_000) },
    ]);
    reviewer = await counter.signedIn('supervisor1');
  });

  it('draws a share by a lot that stands in the ledger, and whatever is large always', async () => {
    expect(await refusalOf(draw(reviewer))).toBe('TICKET_SAMPLE_EMPTY');
    for (let n = 0; n < 9; n += 1) await pay(ticket, 100 + n);
    await pay(ticket, 5000);
    const seed = counter.ledger.head.hash.toString('hex');
    const wanted = { operationId: op(), ...DAYS, percent: 30, alwaysFrom: minor(5000) };
    const sample = await reviewer.call('ticket.drawSample', wanted);
    expect(sample).toMatchObject({ n: 1, seed, count: 10, drawn: 4, right: 0, objected: 0 });
    expect(await reviewer.call('ticket.drawSample', wanted)).toEqual(sample);
    const drawn = await listed('drawn');
    expect(drawn).toHaveLength(4);
    expect(drawn.some(({ amount }) => amount === 5000)).toBe(true);
    // What was drawn is not drawn again: of the six left, a third of them rounded up.
    expect(await draw(reviewer, { percent: 33 })).toMatchObject({ n: 2, count: 6, drawn: 2 });
    expect((await finance.call('ticket.samples', { limit: 9 })).samples.map(({ n }) => n)).toEqual([2, 1]);
    expect(await refusalOf(till.call('ticket.drawSample', { ...wanted, operationId: op() }))).toBe('FORBIDDEN');
  });

  it('is signed for once, right or with an objection, and the audit list and its file say so', async () => {
    for (let n = 0; n < 2; n += 1) await pay(ticket, 100);
    expect(await refusalOf(sign(reviewer, 'A01-E-0000001'))).toBe('TICKET_NOT_DRAWN');
    await draw(reviewer, { percent: 100 });
    expect(await sign(reviewer, 'A01-E-0000001')).toMatchObject({ review: 'right', reviewText: null });
    const other = await counter.signedIn('supervisor2');
    expect(await sign(other, 'A01-E-0000002', 'objected')).toMatchObject({
      review: 'objected',
      reviewText: '没有凭据',
    });
    expect(await refusalOf(sign(reviewer, 'A01-E-0000002'))).toBe('TICKET_REVIEWED');
    expect(await refusalOf(sign(reviewer, 'A01-E-0000009'))).toBe('TICKET_NOT_DRAWN');
    expect((await listed('objected')).map(({ document }) => document)).toEqual(['A01-E-0000002']);
    expect((await finance.call('ticket.samples', { limit: 1 })).samples).toMatchObject([
      { drawn: 2, right: 1, objected: 1 },
    ]);
    const filter = {
      from: null,
      to: null,
      by: null,
      way: null,
      judged: null,
      least: null,
      review: 'objected' as const,
    };
    const { bytes } = await finance.call('ticket.export', { ...filter, format: 'csv' });
    expect(Buffer.from(bytes, 'base64').toString('utf8')).toMatch(/,有异议,.+,没有凭据\r\n/);
  });

  it('is of nobody who opened the ticket, paid, approved or was paid', async () => {
    const large = cash(ticket, 30_000);
    await till.call('ticket.pay', { ...large, approval: await approved(large) });
    await finance.call('ticket.pay', byBank(ticket, 100, 'YH20261123000777'));
    // supervisor1 approved the first, finance paid the second: each draws what is left to them.
    expect(await draw(reviewer, { percent: 100 })).toMatchObject({ count: 1, drawn: 1 });
    expect((await listed('drawn')).map(({ document }) => document)).toEqual(['A01-E-0000002']);
    expect(await refusalOf(sign(finance, 'A01-E-0000002'))).toBe('TICKET_REVIEW_OWN');
    expect(await draw(finance, { percent: 100 })).toMatchObject({ count: 1, drawn: 1 });
    expect(await refusalOf(sign(reviewer, 'A01-E-0000001'))).toBe('TICKET_REVIEW_OWN');
    await sign(finance, 'A01-E-0000001');
    await sign(reviewer, 'A01-E-0000002');
  });
});

describe('verify', () => {
  let day: LedgerTemplate;
  beforeAll(async () => {
    day = await LedgerTemplate.make(workedDay);
  });
  afterEach(() => day.forgetCopies());
  afterAll(() => day.remove());

  type Parts = Partial<Omit<typeof ticketPayout.$inferInsert, 'seq'>>;
  /** Does `work` while the triggers that would refuse it are put aside. */
  function unguarded(ledger: Ledger, work: () => void): void {
    const guards = ledger.all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE name IN ('ticket_payout_fits', 'ticket_step_fits', 'chain_seals_ticket', 'ticket_sample_follows', 'ticket_sample_pick_fits', 'ticket_review_fits', 'chain_seals_ticket_sample')",
    );
    for (const { name } of guards) ledger.db.exec(`DROP TRIGGER ${name}`);
    work();
    for (const { sql } of guards) ledger.db.exec(sql);
  }

  /** A cash payout of ticket 2 as no use case writes it. */
  function forge(ledger: Ledger, change: Parts = {}, personId = CASHIER1, expense = '6602.payout'): void {
    const act = new Act(ledger);
    allotDocument(ledger, act, { type: 'E', businessDate: DATE, shiftId: SHIFT, personId });
    const row = {
      ...{ ticketId: 2, n: 3, returns: null, payeeKind: 'petitioner' as const, payee: '欧阳𠅤', employeeId: null },
      ...{ way: 'cash' as const, reference: null, amount: 100, direct: 1, text: '补偿', ...change },
    };
    act.insert(ticketPayout, row);
    const sign = row.returns === null ? 1 : -1;
    act.insert(entry, { n: 1, account: expense, amount: sign * row.amount });
    act.insert(entry, { n: 2, account: DRAWER, amount: -sign * row.amount });
    act.seal({ kind: 'ticket.paid', ref: null, businessDate: DATE, personId });
  }
  const said = (change: Parts = {}, personId?: number, expense?: string): string =>
    verdictOn(day, ({ ledger }) => unguarded(ledger, () => forge(ledger, change, personId, expense)));

  it('names cash the office has not allowed', () => {
    expect(said()).toBe('limits: ticket_payout: is cash, which the office has not allowed');
  });
  it('names a payout of the petty-cash fund that is posted to a drawer', () => {
    expect(said({ way: 'pettyCash' })).toMatch(/^balance: entry|entry/);
  });
  it('names a payout above the limits, or one that nobody approved', () => {
    const bank = { way: 'transfer' as const, reference: 'YH-FORGED-1' };
    expect(said({ ...bank, amount: 10_001 })).toMatch(/^limits: ticket_payout: is 10001, above the limits/);
    expect(said({ ...bank, direct: 0 })).toBe('limits: ticket_payout: nobody approved it');
  });
  it('names a transfer posted twice, one without its number, and one to whoever pays', () => {
    const bank = { way: 'transfer' as const, reference: 'YH-FORGED-1' };
    expect(said({ ...bank, reference: null })).toMatch(/has no number of the bank/);
    const self = { payeeKind: 'employee' as const, employeeId: FINANCE1 };
    expect(said({ ...bank, ...self }, FINANCE1)).toMatch(/is paid to whoever paid it/);
    expect(said({ ...bank, payee: '别人' })).toMatch(/is not paid to whoever came/);
    expect(said({ ...bank, payeeKind: 'customer' })).toMatch(/is of no customer/);
    expect(said({ ...bank, n: 7 })).toMatch(/does not follow the last one/);
  });
  it('names a payout that is posted elsewhere, and money that came back of nothing', () => {
    const bank = { way: 'transfer' as const, reference: 'YH-FORGED-1' };
    expect(said(bank)).toMatch(/^balance: entry|^limits: entry|entry/);
    expect(said({ returns: 2, way: 'transfer', amount: 1500 })).toMatch(/is not what went out/);
    // The same a second time not even the file takes, without any trigger.
    expect(() => said({ returns: 1, way: 'transfer', amount: 1500 })).toThrow(/UNIQUE constraint failed/);
  });
  it('names a step that does not follow, or changes what it does not say', () => {
    const step = (change: Partial<Omit<typeof ticketStep.$inferInsert, 'seq'>>): string =>
      verdictOn(day, ({ ledger }) => {
        unguarded(ledger, () => {
          const act = new Act(ledger);
          act.insert(ticketStep, {
            ...{ ticketId: 2, n: 3, step: 'commented' as const, state: 'open' as const, category: '补偿' },
            ...{ assigneeId: null, customerId: null, receiptSeq: null, text: '说明', at: act.at, personId: CASHIER1 },
            ...change,
          });
          act.seal({ kind: 'ticket.commented', ref: null, businessDate: DATE, personId: CASHIER1 });
        });
      });
    expect(step({ n: 5 })).toMatch(/^limits: ticket_step: is step 5/);
    expect(step({ category: '投诉' })).toBe('limits: ticket_step: changes what it does not say');
    expect(step({ step: 'reopened' })).toMatch(/nowhere/);
    expect(step({ personId: FINANCE1 })).toBe('limits: ticket_step: person is not that of its link');
  });
  it('names a draw whose seed was chosen, that draws something else, and one by another than its link says', () => {
    type Sample = Partial<Omit<typeof ticketSample.$inferInsert, 'seq'>>;
    const drawn = (change: Sample, picks: readonly number[] = []): string =>
      verdictOn(day, ({ ledger }) => {
        unguarded(ledger, () => {
          const act = new Act(ledger);
          act.insert(ticketSample, {
            ...{ n: 3, at: act.at, personId: CASHIER2, fromDate: DATE, toDate: DATE, percent: 100, alwaysFrom: null },
            ...{ seed: ledger.head.hash.toString('hex'), count: 1, drawn: 1, ...change },
          });
          for (const payoutSeq of picks) act.insert(ticketSamplePick, { payoutSeq, sampleN: 3 });
          act.seal({ kind: 'ticket.sampled', ref: '3', businessDate: DATE, personId: CASHIER2 });
        });
      });
    expect(drawn({ seed: 'a'.repeat(64) })).toBe('limits: ticket_sample: its seed was chosen');
    expect(drawn({ n: 9 })).toBe('limits: ticket_sample: is draw 9, not 3');
    expect(drawn({ personId: FINANCE1 })).toBe('limits: ticket_sample: person is not that of its link');
    expect(drawn({})).toBe('limits: ticket_sample: says 1 of 0');
  });
  it('names a signature for what was not drawn, by who had a part in it, and a second one', () => {
    const signed = (pick: 'drawn' | 'signed' | 'return', personId: number, by = personId): string =>
      verdictOn(day, ({ ledger }) => {
        const from = {
          drawn: 'ticket_sample_pick WHERE payout_seq NOT IN (SELECT payout_seq FROM ticket_review)',
          signed: 'ticket_review',
          return: '(SELECT seq AS payout_seq FROM ticket_payout WHERE returns IS NOT NULL)',
        }[pick];
        const found = ledger.one<{ seq: number }>(`SELECT payout_seq AS seq FROM ${from} LIMIT 1`);
        unguarded(ledger, () => {
          const act = new Act(ledger);
          act.insert(ticketReview, {
            payoutSeq: found?.seq ?? 0,
            verdict: 'right',
            text: null,
            at: act.at,
            personId: by,
          });
          act.seal({ kind: 'ticket.reviewed', ref: null, businessDate: DATE, personId });
        });
      });
    expect(signed('drawn', CASHIER1)).toBe('limits: ticket_review: is by somebody who had a part in it');
    expect(signed('drawn', CASHIER2, SUPERVISOR1)).toBe('limits: ticket_review: person is not that of its link');
    expect(() => signed('return', CASHIER2)).toThrow(/FOREIGN KEY constraint failed/);
    expect(() => signed('signed', CASHIER2)).toThrow(/UNIQUE constraint failed/);
  });
});
