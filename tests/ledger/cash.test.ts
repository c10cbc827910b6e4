// Cash between two sales: what each act posts, what two people must count, what is refused, and that a handover is taken
// whole or not at all. After every test the ledger verifies.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reportLayout } from '../../core/documents/report-layout.ts';
import { minor } from '../../core/money/money.ts';
import { png } from '../fixtures/small-files.ts';
import { keep } from './support/attachments.ts';
import { Counter, op, refusalOf, TestClock, type Window } from './support/counter.ts';
import { openCharge } from './support/charges.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';
import { approvedByTwo, closeByTwo, countSafe, makeDeposit, setBankAccount } from './support/worked-cash.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let safe: Window;
const SLIP = { reason: '零星', party: null, paper: null, attachment: null };

beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  await till.signIn('cashier1');
  safe = counter.window();
  await safe.signIn('supervisor1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20_000), counted: null });
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify().firstBad).toBeNull();
  counter.stop();
  template.forgetCopies();
});

const held = (account: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0;

describe('a drawer', () => {
  it('takes cash in and pays it out, and never more than it holds', async () => {
    const paid = await till.call('cash.paidIn', { operationId: op(), cause: 'found', amount: minor(500), ...SLIP });
    expect(paid).toMatchObject({ kind: 'paidIn', amount: 500, cause: 'found', second: null });
    const out = { cause: 'toFinance' as const, ...SLIP };
    await till.call('cash.paidOut', { operationId: op(), amount: minor(20_500), ...out });
    expect(held('1001.1.1')).toBe(0);
    const more = till.call('cash.paidOut', { operationId: op(), amount: minor(1), ...out });
    expect(await refusalOf(more)).toBe('CASH_SHORT');
  });

  it('keeps the document of what was paid, and takes no other file for it', async () => {
    const out = { cause: 'toFinance' as const, amount: minor(500), ...SLIP };
    const other = (await keep(till, png(), 'a.png')).attachment;
    const wrong = till.call('cash.paidOut', { operationId: op(), ...out, attachment: other });
    expect(await refusalOf(wrong)).toBe('UNKNOWN_ATTACHMENT');
    const attachment = (await keep(till, png(3, 3), 'b.png', 'caseDocument')).attachment;
    await till.call('cash.paidOut', { operationId: op(), ...out, attachment });
    const [newest, before] = (await till.call('cash.mine', {})).movements;
    expect([newest?.attachment, before?.attachment ?? null]).toEqual([attachment, null]);
    expect((await safe.call('cash.house', {})).movements[0]?.attachment).toBe(attachment);
  });

  it('spends takings only where finance allows it', async () => {
    const spend = { cause: 'expense' as const, amount: minor(100), ...SLIP };
    expect(await refusalOf(till.call('cash.paidOut', { operationId: op(), ...spend }))).toBe('TAKINGS_NOT_SPENT');
    const finance = counter.window();
    await finance.signIn('finance1');
    const allowed = { key: 'takings' as const, fromDate: '2026-11-23', value: { spend: true } };
    await finance.call('settings.change', { operationId: op(), ...allowed });
    await till.call('cash.paidOut', { operationId: op(), ...spend });
    await till.call('pettyCash.fromTakings', { operationId: op(), amount: minor(300), reason: '备用' });
    expect(held('1001.3')).toBe(300);
  });

  it('is emptied into the safe by two people, each by their own credentials', async () => {
    const drop = { amount: minor(5_000), pieces: [{ face: minor(1_000), pieces: 5 }] };
    const alone = till.call('cash.drop', { operationId: op(), ...drop, approval: null });
    expect(await refusalOf(alone)).toBe('APPROVAL_REQUIRED');
    const approval = await approvedByTwo(counter, till, { kind: 'safeDrop', ...drop });
    const dropped = await till.call('cash.drop', { operationId: op(), ...drop, approval });
    expect(dropped).toMatchObject({ kind: 'safeDrop', amount: 5_000, second: '陈洁' });
    expect(dropped.by).not.toBe(dropped.second);
    const miscounted = { amount: minor(5_001), pieces: drop.pieces };
    const asked = till.call('approval.request', { operationId: op(), subject: { kind: 'safeDrop', ...miscounted } });
    expect(await refusalOf(asked)).toBe('PIECES_DIFFER');
  });

  it('changes notes of the same amount only, and notes counterfeits and openings', async () => {
    const out = [{ face: minor(10_000), pieces: 1 }];
    const exchange = { operationId: op(), out, in: [{ face: minor(1_000), pieces: 10 }], party: null };
    expect((await till.call('cash.exchange', exchange)).pieces).toHaveLength(2);
    const less = { operationId: op(), out, in: [{ face: minor(1_000), pieces: 9 }], party: null };
    expect(await refusalOf(till.call('cash.exchange', less))).toBe('PIECES_DIFFER');
    const note = { face: minor(10_000), serial: 'AB12345678', outcome: 'refused' as const, note: null };
    expect(await till.call('cash.counterfeit', { operationId: op(), ...note })).toEqual({ n: 1 });
    await till.call('cash.openDrawer', { operationId: op(), reason: '找零' });
    const { notes } = await till.call('cash.counterfeits', { limit: 10 });
    expect(notes).toMatchObject([{ n: 1, serial: 'AB12345678', face: 10_000 }]);
    expect(held('1001.1.1')).toBe(20_000);
  });
});

describe('the safe', () => {
  it('counts from its first count, by two, and then never below nothing', async () => {
    await countSafe(counter, safe, 100_000);
    expect(held('1001.2')).toBe(100_000);
    const most = { to: '1', amount: minor(100_001), reason: null };
    expect(await refusalOf(safe.call('cash.offerFromSafe', { operationId: op(), ...most }))).toBe('CASH_SHORT');
    await safe.call('pettyCash.fill', { operationId: op(), from: 'safe', amount: minor(40_000), reason: null });
    const spent = { operationId: op(), amount: minor(40_001), ...SLIP, party: '文具店' };
    expect(await refusalOf(safe.call('pettyCash.spend', spent))).toBe('CASH_SHORT');
    await countSafe(counter, safe, 59_900);
    expect(held('6301.overshort')).toBe(100);
  });

  it('pays in at the bank on a slip; finance says what became of it, once', async () => {
    const finance = counter.window();
    await finance.signIn('finance1');
    await setBankAccount(finance);
    await countSafe(counter, safe, 100_000);
    const number = await makeDeposit(counter, safe, 60_000);
    expect(number).toBe('A01-D-0000001');
    expect([held('1001.2'), held('1002.9')]).toEqual([40_000, 60_000]);
    const took = { operationId: op(), number, outcome: 'confirmed' as const, counted: minor(59_900) };
    const unsaid = finance.call('deposit.settle', { ...took, reference: 'CCB-1', reason: null });
    expect(await refusalOf(unsaid)).toBe('REASON_TEXT_REQUIRED');
    await finance.call('deposit.settle', { ...took, operationId: op(), reference: 'CCB-1', reason: '假币一张' });
    expect([held('1002'), held('1002.9'), held('6301.overshort')]).toEqual([59_900, 0, 100]);
    const twice = finance.call('deposit.settle', { ...took, operationId: op(), reference: 'CCB-2', reason: 'x' });
    expect(await refusalOf(twice)).toBe('DEPOSIT_ENDED');
  });

  it('gives cash to a drawer only when it is accepted', async () => {
    const offer = { to: '1', amount: minor(3_000), reason: null };
    const { offer: first } = await safe.call('cash.offerFromSafe', { operationId: op(), ...offer });
    expect(held('1001.1.1')).toBe(20_000);
    const no = { offer: first, outcome: 'rejected' as const, reason: '不需要' };
    await till.call('cash.answer', { operationId: op(), ...no });
    const { offer: second } = await safe.call('cash.offerFromSafe', { operationId: op(), ...offer });
    await till.call('cash.answer', { operationId: op(), offer: second, outcome: 'accepted', reason: null });
    expect(held('1001.1.1')).toBe(23_000);
    const again = till.call('cash.answer', { operationId: op(), offer: second, outcome: 'accepted', reason: null });
    expect(await refusalOf(again)).toBe('OFFER_ENDED');
  });
});

describe('a count', () => {
  it('within the tolerance closes at once and posts the difference', async () => {
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(19_000) });
    expect(closed).toMatchObject({ closed: true, difference: -1_000, paper: 'A01-C-0000002' });
    expect(held('6301.overshort')).toBe(1_000);
  });

  it('beyond it is kept, told, and made again by two; both stay', async () => {
    const first = await till.call('shift.close', { operationId: op(), counted: minor(10_000) });
    expect(first).toMatchObject({ closed: false, expected: 20_000, difference: -10_000 });
    const { differed } = await till.call('shift.current', {});
    expect(differed).toMatchObject([{ n: 1, counted: 10_000, expected: 20_000 }]);
    const alone = till.call('shift.close', { operationId: op(), counted: minor(20_000), reason: '少点一叠' });
    expect(await refusalOf(alone)).toBe('APPROVAL_REQUIRED');
  });

  it('by two closes whatever the difference, and the supervisor reads who was short', async () => {
    const closed = await closeByTwo(counter, till, 10_000);
    expect(closed).toMatchObject({ closed: true, difference: -10_000 });
    const sheet = await till.call('cash.get', { number: closed.paper ?? '' });
    expect(sheet.count?.counts.map(({ counted }) => counted)).toEqual([10_000, 10_000]);
    const { cashiers } = await safe.call('cash.differences', { days: 30 });
    expect(cashiers).toMatchObject([{ username: 'cashier1', closes: 1, differences: 1, short: -10_000, recounts: 1 }]);
  });

  it('reads receipts and machines beside the cash', async () => {
    await till.call('charge.post', openCharge(2_000, 'wechat'));
    const { receipts, channels } = await till.call('shift.current', {});
    expect([receipts, channels]).toEqual([{ first: 'A01-R-0000001', last: 'A01-R-0000001' }, ['wechat']]);
    const sheet = { pieces: [], channels: [{ method: 'wechat' as const, said: minor(1_900) }], receipts };
    const other = { ...sheet, receipts: { first: 'A01-R-0000001', last: 'A01-R-0000002' } };
    const wrong = till.call('shift.close', { operationId: op(), counted: minor(20_000), sheet: other });
    expect(await refusalOf(wrong)).toBe('RECEIPTS_DIFFER');
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(20_000), sheet });
    expect(closed.channels).toEqual([{ method: 'wechat', said: 1_900, booked: 2_000 }]);
  });
});

describe('handing over', () => {
  let next: Window;
  beforeEach(async () => {
    next = counter.window();
    await next.signIn('cashier2');
  });

  it('is taken whole when both counts agree, after one that was rejected and went back whole', async () => {
    const { offer } = await till.call('handover.offer', { operationId: op(), counted: minor(20_000) });
    const before = held('1001.1.1');
    const differs = next.call('handover.accept', {
      operationId: op(),
      offer: offer ?? 0,
      counted: minor(1),
      pieces: [],
    });
    // Not told how far it is, and kept.
    expect(await differs).toEqual({ shift: null });
    const no = { offer: offer ?? 0, counted: minor(19_000), reason: '少十元' };
    await next.call('handover.reject', { operationId: op(), ...no });
    expect([held('1001.1.1'), (await till.call('shift.current', {})).shift?.number]).toEqual([before, 'A01-S-0000001']);
    const again = await till.call('handover.offer', { operationId: op(), counted: minor(20_000) });
    const yes = { offer: again.offer ?? 0, counted: minor(20_000), pieces: [] };
    const { shift } = await next.call('handover.accept', { operationId: op(), ...yes });
    expect(shift).toMatchObject({ number: 'A01-S-0000002', float: 20_000 });
    expect([held('1001.1.1'), (await till.call('shift.current', {})).shift]).toEqual([20_000, null]);
    const finance = counter.window();
    await finance.signIn('finance1');
    const report = await finance.call('report.read', { subject: { of: 'shift', number: 'A01-S-0000001' } });
    expect(report.counts.map(({ purpose, counted, expected }) => [purpose, counted, expected])).toEqual([
      ['handover', 20_000, 20_000],
      ['taking', 1, null],
      ['rejected', 19_000, null],
      ['handover', 20_000, 20_000],
    ]);
    expect(JSON.stringify(reportLayout(report, 'zh-CN'))).toContain('接班不符');
  });

  it('lapses when the drawer moves, and waits for nobody but another cashier', async () => {
    const { offer } = await till.call('handover.offer', { operationId: op(), counted: minor(20_000) });
    const take = { offer: offer ?? 0, counted: minor(20_000), pieces: [] };
    expect(await refusalOf(till.call('handover.accept', { operationId: op(), ...take }))).toBe('OFFER_OWN');
    expect(await refusalOf(till.call('shift.close', { operationId: op(), counted: minor(20_000) }))).toBe(
      'HANDOVER_OPEN',
    );
    await till.call('cash.paidIn', { operationId: op(), cause: 'found', amount: minor(1), ...SLIP });
    expect(await refusalOf(next.call('handover.accept', { operationId: op(), ...take }))).toBe('COUNT_STALE');
    await till.call('handover.withdraw', { operationId: op(), offer: offer ?? 0 });
    expect(await refusalOf(next.call('handover.accept', { operationId: op(), ...take }))).toBe('OFFER_ENDED');
  });
});

describe('a shift', () => {
  it('suspended takes nothing, through a restart, until it is resumed', async () => {
    await till.call('shift.suspend', { operationId: op(), reason: '用餐' });
    expect(await refusalOf(till.call('charge.post', openCharge(100)))).toBe('SHIFT_SUSPENDED');
    const { dataDir } = counter;
    counter.stop(false);
    counter = await new Counter({ dataDir, clock: new TestClock() }).start();
    till = counter.window();
    await till.signIn('cashier1');
    expect((await till.call('shift.current', {})).suspended).toBe('用餐');
    await till.call('shift.resume', { operationId: op() });
    await till.call('charge.post', openCharge(100));
  });

  it('left open is closed by a supervisor with a count and a reason, never by its cashier', async () => {
    await till.call('shift.suspend', { operationId: op(), reason: '离岗' });
    const what = { shift: 'A01-S-0000001', counted: minor(5_000), sheet: null, reason: '收费员未归' };
    const closed = await safe.call('shift.closeForgotten', { operationId: op(), ...what });
    expect(closed).toMatchObject({ closed: true, difference: -15_000 });
    const twice = safe.call('shift.closeForgotten', { operationId: op(), ...what });
    expect(await refusalOf(twice)).toBe('SHIFT_NOT_OPEN');
    expect(await refusalOf(till.call('shift.closeForgotten', { operationId: op(), ...what }))).toBe('FORBIDDEN');
  });
});
