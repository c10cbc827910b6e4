// 冲红重开: after a part of a receipt went back, a red document takes back the rest and a new receipt stands for it. What may be
// reissued, what it posts, that nobody can refund both, and that verify and the file name every forgery.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { milli, minor } from '../../core/money/money.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { exchangeReceipt, registerLoss } from './support/paper-case-acts.ts';
import { apply, approve, byAmount, byQuantity } from './support/refunds.ts';
import { formulaCharge, LedgerTemplate } from './support/sample-ledger.ts';

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

const balances = (): Record<string, number> =>
  Object.fromEntries(
    counter.ledger
      .all<{ account: string; balance: number }>('SELECT account, balance FROM account_balance ORDER BY account')
      .map(({ account, balance }) => [account, balance]),
  );
const verified = () => expect(counter.verify().firstBad).toBeNull();
const reissue = (number: string, originalBack = true) =>
  till.call('refund.reissue', { operationId: op(), case: number, originalBack });

async function setting(
  key: 'refundPolicy' | 'rounding',
  change: (value: Record<string, unknown>) => object,
): Promise<void> {
  const finance = counter.window();
  await finance.signIn('finance1');
  const { settings } = await finance.call('settings.read', { keys: [key], date: null });
  const value = { ...settings[0]?.value, ...change(settings[0]?.value as Record<string, unknown>) };
  const wanted = { operationId: op(), key, value, fromDate: '2026-11-23' };
  await finance.call('settings.change', wanted as InputOf<'settings.change'>);
}

async function refunded(receipt: string, lines = byQuantity([2, 1000])): Promise<string> {
  const { number } = await apply(till, receipt, lines);
  await approve(counter, till, number);
  return number;
}

describe('red-and-reissue', () => {
  it('takes back what remains and posts it again, in one act; no account moves but by tax', async () => {
    const { number: receipt, total } = await till.call('charge.post', mixedCharge());
    await till.call('receipt.print', { operationId: op(), number: receipt, locale: 'zh-CN', reason: null });
    const number = await refunded(receipt);
    const before = balances();
    const seen = await till.call('refund.remaining', { case: number });
    expect(seen).toMatchObject({ blockedBy: null, printed: true, total: total - 4217, reissued: null });
    expect(await refusalOf(reissue(number, false))).toBe('REISSUE_REFUSED');
    const done = await reissue(number);
    expect(done).toMatchObject({ number: 'A01-H-0000001', receipt, case: number, total: total - 4217 });
    expect(done.slips).toEqual([{ number: 'A01-F-0000001', total: 4217 }]);
    expect(balances()).toEqual(before);
    const rest = await till.call('receipt.get', { number: done.replacement });
    expect(rest).toMatchObject({ replaces: receipt, isRest: true, total: total - 4217 });
    expect(rest.lines.map(({ n, quantity }) => [n, quantity])).toContainEqual([2, 2000]);
    expect(rest.tenders.map(({ method, applied }) => [method, applied])).toEqual([
      ['card', 8000 - 4217],
      ['cash', 7851],
    ]);
    expect(await till.call('receipt.get', { number: receipt })).toMatchObject({
      replacedBy: done.replacement,
      byRest: true,
    });
    expect((await till.call('refund.case', { number })).reissue).toEqual({
      number: done.number,
      replacement: done.replacement,
    });
    const finance = counter.window();
    await finance.signIn('finance1');
    const totals = await finance.call('report.totals', { from: null, to: null });
    expect([totals.total, totals.exchanged]).toEqual([total, 1]);
    verified();
  });

  it('is given again for the same operation, and done once', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(6000));
    const number = await refunded(receipt, byAmount([1, 2000]));
    const wanted = { operationId: op(), case: number, originalBack: false };
    const first = await till.call('refund.reissue', wanted);
    expect(await till.call('refund.reissue', wanted)).toEqual(first);
    expect(await refusalOf(reissue(number))).toBe('RECEIPT_EXCHANGED');
    // By amount: the same thing for so much less.
    const rest = await till.call('receipt.get', { number: first.replacement });
    expect(rest.lines).toMatchObject([{ quantity: 1000, unitPrice: 4000, amount: 4000 }]);
    verified();
  });

  it('ends the old paper: nothing follows it; the new one is refunded, exchanged, printed and lost as any other', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    await till.call('receipt.print', { operationId: op(), number: receipt, locale: 'zh-CN', reason: null });
    const { replacement } = await reissue(await refunded(receipt));
    const standing = await till.call('receipt.standing', { number: receipt });
    expect(standing.reissued?.replacement).toBe(replacement);
    expect(await refusalOf(apply(till, receipt, byQuantity([2, 1000])))).toBe('REFUND_BLOCKED');
    expect(await refusalOf(exchangeReceipt(counter, till, receipt))).toBe('RECEIPT_EXCHANGED');
    expect(await refusalOf(registerLoss(till, receipt))).toBe('RECEIPT_EXCHANGED');
    const wish = { receipt, reason: 'mistyped' as const, text: null, approval: null, reversals: [] };
    expect(await refusalOf(till.call('receipt.void', { operationId: op(), ...wish }))).toBe('RECEIPT_EXCHANGED');
    // Its cash lies where the first one left it.
    expect(await refusalOf(till.call('receipt.void', { operationId: op(), ...wish, receipt: replacement }))).toBe(
      'RECEIPT_NOT_VOIDABLE',
    );
    const second = await refunded(replacement, byQuantity([2, 1000]));
    const third = await reissue(second);
    const last = await exchangeReceipt(counter, till, third.replacement);
    const rest = await till.call('receipt.get', { number: last.replacement });
    const all = await apply(
      till,
      last.replacement,
      rest.lines.map(({ n, quantity }) => byQuantity([n, quantity])[0]!),
    );
    expect(all.total).toBe(rest.total);
    await approve(counter, till, all.number);
    // Three parts, one whole.
    expect(4217 + 4217 + all.total).toBe(15851);
    verified();
  });

  it('is refused while more is asked for, without a refund, where all went back, and where the paper cannot be had', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const waiting = await apply(till, receipt, byQuantity([2, 1000]));
    const why = async (number: string) => (await till.call('refund.remaining', { case: number })).blockedBy;
    expect(await why(waiting.number)).toBe('notRefunded');
    expect(await refusalOf(reissue(waiting.number))).toBe('REISSUE_REFUSED');
    await approve(counter, till, waiting.number);
    const more = await apply(till, receipt, byQuantity([2, 1000]));
    expect([await why(waiting.number), await why(more.number)]).toEqual(['stillAsked', 'stillAsked']);
    expect(await refusalOf(reissue(waiting.number))).toBe('REISSUE_REFUSED');
    await till.call('refund.withdraw', { operationId: op(), case: more.number, text: null });
    expect(await why(waiting.number)).toBeNull();
    await till.call('receipt.print', { operationId: op(), number: receipt, locale: 'zh-CN', reason: null });
    await registerLoss(till, receipt);
    expect(await why(waiting.number)).toBe('lost');

    const { number: whole } = await till.call('charge.post', openCharge(1000));
    const all = await refunded(whole, byQuantity([1, 1000]));
    expect(await why(all)).toBe('nothingLeft');
    expect(await refusalOf(reissue(all))).toBe('REISSUE_REFUSED');
    verified();
  });

  it('is refused until its e-invoice is red-lettered, also one that was issued after the refund', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(6000));
    const number = await refunded(receipt, byAmount([1, 2000]));
    const invoice = { kind: 'digital' as const, code: null, invoiceNumber: '24322000000012345678', note: null };
    await till.call('invoice.record', { operationId: op(), number: receipt, status: 'issued', ...invoice });
    expect((await till.call('refund.remaining', { case: number })).blockedBy).toBe('invoiceIssued');
    expect(await refusalOf(reissue(number))).toBe('REISSUE_REFUSED');
    await till.call('invoice.record', { operationId: op(), number: receipt, status: 'redLettered', ...invoice });
    await reissue(number);
    verified();
  });

  it('lets the kept lines bear the discount that was lost with the rest, to the fen', async () => {
    const finance = counter.window();
    await finance.signIn('finance1');
    const benefit = { kind: 'threshold' as const, reach: minor(10_000), off: minor(1_001), repeats: false };
    await finance.call('policy.write', {
      ...{ operationId: op(), code: 'MJ', name: '满减', benefit, audience: { who: 'everyone' }, items: ['OPEN'] },
      ...{ categories: [], cap: null, combines: true, fromDate: '2026-11-23', untilDate: null },
    });
    const line = (price: number) => ({ item: 'OPEN', quantity: milli(1000), price: minor(price) });
    const { number: receipt } = await till.call('charge.post', {
      ...openCharge(11_999),
      lines: [line(6_000), line(3_000), line(4_000)],
      discounts: [{ kind: 'policy', policy: 'MJ' }],
    });
    const number = await refunded(receipt, byQuantity([1, 1000]));
    const { replacement, total } = await reissue(number);
    const rest = await till.call('receipt.get', { number: replacement });
    // 70.00 kept no longer reach 100.00: they stand at their full price.
    expect([rest.gross, rest.discount, total]).toEqual([7_000, 0, 7_000]);
    verified();
  });

  it('leaves fee and rounding with their slip: the new receipt is paid with what its lines come to', async () => {
    await setting('refundPolicy', ({ policies }) => ({
      policies: (policies as object[]).map((policy) => ({ ...policy, fee: { kind: 'fixed', amount: 200 } })),
    }));
    await setting('rounding', () => ({ to: 'yuan' }));
    const { number: receipt } = await till.call('charge.post', openCharge(6000));
    const number = await refunded(receipt, byAmount([1, 2530]));
    // 25.30 − 2.00 is 23.00 in whole yuan: 0.30 and the fee are the house's, and on no new paper.
    expect(await till.call('refund.case', { number })).toMatchObject({ total: 2300, fee: 200, rounding: -30 });
    const { total, replacement } = await reissue(number);
    const rest = await till.call('receipt.get', { number: replacement });
    expect([total, rest.rounding, rest.tenders.reduce((sum, { applied }) => sum + applied, 0)]).toEqual([
      3470, 0, 3470,
    ]);
    const { totals } = await till.call('refund.refundable', { of: { of: 'receipt', number: replacement } });
    expect(totals.refundable).toBe(3470);
    verified();
  });

  it('keeps what a receipt had rounded away when it was paid', async () => {
    await setting('rounding', () => ({ to: 'yuan' }));
    const line = (price: number) => ({ item: 'OPEN', quantity: milli(1000), price: minor(price) });
    const { number: receipt } = await till.call('charge.post', {
      ...openCharge(9_000),
      lines: [line(4_030), line(5_040)],
    });
    const number = await refunded(receipt, byQuantity([1, 1000]));
    const { total, replacement } = await reissue(number);
    const rest = await till.call('receipt.get', { number: replacement });
    expect([rest.gross, rest.gross + rest.rounding, rest.tenders[0]?.applied]).toEqual([5_040, total, total]);
    verified();
  });

  it('cuts a tiered line along its bands and repeats formulas and packages; an opened package is refused', async () => {
    const { number: receipt } = await till.call(
      'charge.post',
      formulaCharge({
        tenders: [{ method: 'wechat', given: minor(109_770), reference: '4200001234202611230000000088' }],
      }),
    );
    const number = await refunded(receipt, byQuantity([2, 10_000]));
    const { replacement } = await reissue(number);
    const [then, rest] = [
      await till.call('receipt.get', { number: receipt }),
      await till.call('receipt.get', { number: replacement }),
    ];
    const amounts = (view: typeof then) => view.lines.filter(({ n }) => n !== 2).map(({ n, amount }) => [n, amount]);
    expect(amounts(rest)).toEqual(amounts(then));
    expect(rest.lines.find(({ n }) => n === 2)).toMatchObject({ quantity: 15_000 });
    verified();
    const dearest = rest.lines.filter((line) => line.package !== undefined).sort((a, b) => b.amount - a.amount);
    const part = dearest[0];
    const second = await refunded(replacement, byQuantity([part?.n ?? 0, 1000]));
    expect((await till.call('refund.remaining', { case: second })).blockedBy).toBe('packageOpened');
    verified();
  });

  it('is refused for what is no price times a quantity any more', async () => {
    const line = { item: 'OPEN', quantity: milli(3000), price: minor(1000) };
    const { number: receipt } = await till.call('charge.post', { ...openCharge(3000), lines: [line] });
    const number = await refunded(receipt, byAmount([1, 500]));
    expect((await till.call('refund.remaining', { case: number })).blockedBy).toBe('unevenLine');
    expect(await refusalOf(reissue(number))).toBe('REISSUE_REFUSED');
  });
});
