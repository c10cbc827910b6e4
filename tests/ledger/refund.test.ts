// 退费 from the application to the closed case, asked of the real server: what is worked out, who decides, what is posted,
// and that what went back cannot go back again.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { registerLoss } from './support/paper-case-acts.ts';
import { application, apply, approve, byAmount, byQuantity } from './support/refunds.ts';
import { complaint } from './support/worked-tickets.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  });
});
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  await till.signIn('cashier1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const balance = (account: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0;
const verified = () => expect(counter.verify().firstBad).toBeNull();
const start = (number: string, n = 1) => till.call('payout.start', { operationId: op(), case: number, n, text: null });

describe('a partial refund of a receipt that was paid by card and cash', () => {
  it('goes from the application to the signature, and every account follows', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    // 3 × 42.17: one comes back, over the card.
    const view = await till.call('refund.refundable', { of: { of: 'receipt', number: receipt } });
    expect(view.totals).toMatchObject({ paid: 15851, refunded: 0, inProgress: 0, refundable: 15851 });
    const dry = await till.call('refund.dryRun', application(receipt, byQuantity([2, 1000])));
    expect(dry).toMatchObject({ amount: 4217, total: 4217, fee: 0, rounding: 0, refusals: [], isLast: false });
    expect(dry.backs).toMatchObject([{ n: 1, method: 'card', way: 'original', amount: 4217 }]);
    expect(dry.levels.map(({ level }) => level)).toEqual(['first']);
    const applied = await apply(till, receipt, byQuantity([2, 1000]));
    expect(applied).toMatchObject({
      number: 'A01-W-0000001',
      state: 'awaitingApproval',
      waitsFor: 'level',
      total: 4217,
    });
    expect(balance('2241.refund')).toBe(0);
    const approved = await approve(counter, till, applied.number);
    expect(approved).toMatchObject({ state: 'approved', document: 'A01-F-0000001' });
    expect(approved.decisions).toMatchObject([{ level: 'first', verdict: 'approved', by: '陈洁' }]);
    expect([balance('2241.refund'), balance('6001')]).toEqual([-4217, -15851 + 4217]);
    expect(await start(applied.number)).toMatchObject({ state: 'paying' });
    const paid = await till.call('payout.confirm', {
      operationId: op(),
      case: applied.number,
      n: 1,
      reference: '004599',
    });
    expect(paid).toMatchObject({ state: 'paid', payouts: [{ state: 'confirmed', document: 'A01-O-0000001' }] });
    expect([balance('2241.refund'), balance('1012.card')]).toEqual([0, 8000 - 4217]);
    const closed = await till.call('refund.close', {
      operationId: op(),
      case: applied.number,
      by: { how: 'signed', signedBy: '欧阳𠅤' },
    });
    expect(closed).toMatchObject({ state: 'closed', waitsFor: null });
    verified();
  });

  it('the last part takes what is left of every tender, cash out of the drawer', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const first = await apply(till, receipt, byQuantity([2, 1000]));
    await approve(counter, till, first.number);
    const rest = await apply(till, receipt, byQuantity([1, 1000], [2, 2000]));
    expect(rest).toMatchObject({ total: 15851 - 4217 });
    expect(rest.backs).toMatchObject([
      { method: 'card', amount: 8000 - 4217 },
      { method: 'cash', amount: 7851 },
    ]);
    await approve(counter, till, rest.number);
    const drawer = balance('1001.1.1');
    expect(await start(rest.number, 2)).toMatchObject({ state: 'paying' });
    expect(balance('1001.1.1')).toBe(drawer - 7851);
    expect(await refusalOf(start(rest.number, 2))).toBe('PAYOUT_STATE');
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(20000) });
    expect(closed).toMatchObject({ expected: 20000, difference: 0 });
    expect(await refusalOf(apply(till, receipt, byQuantity([2, 1000])))).toBe('REFUND_EXCEEDS');
    verified();
  });
});

describe('an application', () => {
  it('is returned, corrected, handed in again and decided anew; or rejected; or withdrawn', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const { number, request } = await apply(till, receipt, byQuantity([2, 1000]));
    await decide(counter, request ?? '', 'supervisor1', { verdict: 'returned', opinion: '少了检查单' });
    expect(await till.call('refund.case', { number })).toMatchObject({
      state: 'returned',
      waitsFor: 'applicant',
      version: 1,
    });
    const again = { operationId: op(), case: number, ...application(receipt, byQuantity([2, 2000])) };
    const second = await till.call('refund.resubmit', again);
    expect(second).toMatchObject({ version: 2, total: 8434, state: 'awaitingApproval' });
    expect(await refusalOf(decide(counter, request ?? '', 'supervisor2'))).toBe('APPROVAL_DECIDED');
    await decide(counter, second.request ?? '', 'supervisor2', { verdict: 'rejected', opinion: '已做检查' });
    expect(await till.call('refund.case', { number })).toMatchObject({ state: 'rejected', waitsFor: null });
    const third = await apply(till, receipt, byQuantity([2, 3000]));
    const withdrawn = await till.call('refund.withdraw', { operationId: op(), case: third.number, text: null });
    expect(withdrawn.state).toBe('withdrawn');
    expect(await refusalOf(decide(counter, third.request ?? '', 'supervisor1'))).toBe('APPROVAL_DECIDED');
    expect((await till.call('refund.refundable', { of: { of: 'receipt', number: receipt } })).totals.refundable).toBe(
      15851,
    );
    verified();
  });

  it('below the limit that is set is approved by rule and posted at once', async () => {
    const finance = await counter.signedIn('finance1');
    const { settings } = await finance.call('settings.read', { keys: ['refundLevels'], date: null });
    const value = { ...settings[0]?.value, autoUpTo: 5000 };
    const change = { key: 'refundLevels', value, fromDate: '2026-11-23' } as InputOf<'settings.change'>;
    await finance.call('settings.change', { ...change, operationId: op() });
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const view = await apply(till, receipt, byAmount([1, 1000]));
    expect(view).toMatchObject({ state: 'approved', levels: [], document: 'A01-F-0000001' });
    verified();
  });
});

describe('a ticket', () => {
  it('leads to the receipt it is about, or else to all of its customer', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(1000));
    const find = async (text: string) =>
      (await till.call('refund.find', { text, amount: null, date: null, limit: 5 })).found.map(({ title }) => title);
    const about = await till.call('ticket.open', complaint({ receipt }));
    expect(await find(about.number.toLowerCase())).toEqual([receipt]);
    const own = (await till.call('charge.post', mixedCharge({ customer: 'C800001' }))).number;
    const { customer } = await till.call('ticket.open', complaint({ customer: 'C800001', receipt: null }));
    expect(customer?.number).toBe('C800001');
    expect(await find('A01-K-0000002')).toContain(own);
    await till.call('ticket.open', complaint({ customer: null, receipt: null }));
    expect(await find('A01-K-0000003')).toEqual([]);
  });
});

describe('a lost receipt', () => {
  it('is refunded by its number in the register, which every handing-in keeps among its papers', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(1000));
    await till.call('receipt.print', { operationId: op(), number: receipt, locale: 'zh-CN', reason: null });
    const { loss } = await registerLoss(till, receipt);
    const { found } = await till.call('refund.find', { text: loss.number, amount: null, date: null, limit: 5 });
    expect(found).toMatchObject([{ of: { number: loss.number }, title: receipt, blocked: null, refundable: 1000 }]);
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000])))).toBe('REFUND_BLOCKED');
    expect(await refusalOf(apply(till, 'A01-L-0000099', byQuantity([1, 1000])))).toBe('UNKNOWN_RECEIPT');
    const first = await apply(till, loss.number, byQuantity([1, 1000]), { originalIsBack: false });
    expect(first).toMatchObject({ receipt, papers: [{ name: loss.number, attachment: null }] });
    await decide(counter, first.request ?? '', 'supervisor1', { verdict: 'returned', opinion: '补身份证' });
    // Corrected with the papers it came back with: the register is still named.
    const papers = first.papers.map(({ name, attachment }) => ({ name, attachment }));
    const again = { operationId: op(), case: first.number, ...application(receipt, byQuantity([1, 1000]), { papers }) };
    const second = await till.call('refund.resubmit', again);
    expect(second.papers).toEqual(papers);
    const other = await till.call('charge.post', openCharge(1000));
    const wrong = apply(till, other.number, byQuantity([1, 1000]), { papers });
    expect(await wrong).toMatchObject({ receipt: other.number });
    await decide(counter, second.request ?? '', 'supervisor1');
    verified();
  });
});

describe('voids and refunds', () => {
  it('exclude each other, whichever comes first', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(1000));
    await apply(till, receipt, byQuantity([1, 1000]));
    const subject = { kind: 'void' as const, receipt, reason: 'mistyped' as const, text: null };
    expect(await refusalOf(till.call('approval.request', { operationId: op(), subject }))).toBe('RECEIPT_REFUNDED');
  });
});
