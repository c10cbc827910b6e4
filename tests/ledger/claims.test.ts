// Money that is still to come or turned out otherwise: voids of cheques, debts and prepayments, debts that are collected,
// evidence beside a tender, what was given away and to whom it leads; and that verify proves all of it.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { milli, minor } from '../../core/money/money.ts';
import { dose } from '../fixtures/dose.ts';
import { pdf, png } from '../fixtures/small-files.ts';
import { keep } from './support/attachments.ts';
import { mixedCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { apply, approve, byQuantity } from './support/refunds.ts';
import { LedgerTemplate, voidReceipt } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  });
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  [till, finance] = [counter.window(), counter.window()];
  await till.signIn('cashier1');
  await finance.signIn('finance1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  counter.stop();
  template.forgetCopies();
});

type Tender = InputOf<'charge.post'>['tenders'][number];
const CHEQUE = { of: 'cheque', bank: '江城银行', drawer: '华丰物业' } as const;
const cheque = (fen: number) =>
  ({ method: 'cheque', given: minor(fen), reference: '10203040', detail: CHEQUE }) as const;
const owed = (fen: number): Tender => ({
  ...{ method: 'thirdParty', given: minor(fen), reference: null },
  detail: { of: 'payer', code: 'YB' },
});
const fromBalance = (fen: number): Tender => ({
  ...{ method: 'prepayment', given: minor(fen), reference: null },
  detail: { of: 'prepayment', kind: 'YF' },
});
const cash = (fen: number) => ({ method: 'cash', given: minor(fen), reference: null }) as const;
const qr = (fen: number, reference: string | null = null) =>
  ({ method: 'wechat', given: minor(fen), reference }) as const;
const charge = (tenders: readonly Tender[], over: Partial<InputOf<'charge.post'>> = {}) => {
  const total = minor(tenders.reduce((sum, { given }) => sum + given, 0));
  const lines = [{ item: 'OPEN', quantity: milli(1000), price: total }];
  return till.call('charge.post', mixedCharge({ lines, tenders: [...tenders], expectedTotal: total, ...over }));
};
const take = (tenders: InputOf<'prepayment.take'>['tenders']) => {
  const amount = minor(tenders.reduce((sum, { given }) => sum + given, 0));
  return till.call('prepayment.take', { operationId: op(), customer: 'C800001', kind: 'YF', amount, tenders });
};
const account = async () => (await till.call('prepayment.account', { customer: 'C800001' })).accounts[0];
const balance = (code: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', code)?.b ?? 0;
const payerOwes = async (code: string) =>
  (await till.call('payer.list', {})).payers.find((one) => one.code === code)?.owed;
const ofCustomer = { customer: 'C800001' };

describe('a third party that has paid', () => {
  const collect = (fen: number) => {
    const amount = minor(fen);
    const what = { debt: { of: 'payer', code: 'YB' } as const, amount, tenders: [cash(fen)], text: null };
    return till.call('claim.collect', { operationId: op(), ...what });
  };

  it('owes no more: the receipt is not voided, which would make it owe less than nothing', async () => {
    const { number } = await charge([owed(2000)]);
    await collect(1500);
    expect(await refusalOf(voidReceipt(counter, till, number))).toBe('DEBT_PAID');
    const subject = { kind: 'void', receipt: number, reason: 'wrongCustomer', text: null } as const;
    expect(await refusalOf(till.call('approval.request', { operationId: op(), subject }))).toBe('DEBT_PAID');
    expect(balance('1122.YB')).toBe(500);
  });

  it('gets nothing taken off by a refund either, whether it paid before the payout was started or while it was on its way', async () => {
    const refunded = async () => {
      const { number: receipt } = await charge([owed(2000)]);
      const { number } = await apply(till, receipt, byQuantity([1, 1000]));
      expect(await approve(counter, till, number)).toMatchObject({ state: 'approved' });
      return { operationId: op(), case: number, n: 1 };
    };
    const [first, second] = [await refunded(), await refunded()];
    await till.call('payout.start', { ...first, text: null });
    await collect(4000);
    expect(await refusalOf(till.call('payout.start', { ...second, text: null }))).toBe('DEBT_PAID');
    const arrived = { ...first, operationId: op(), reference: 'YB-0001' };
    expect(await refusalOf(till.call('payout.confirm', arrived))).toBe('DEBT_PAID');
    expect(balance('1122.YB')).toBe(0);
  });

  it('for something else may still be taken off what it owes for this', async () => {
    const { number } = await charge([owed(2000)]);
    await charge([owed(3000)]);
    await collect(3000);
    await voidReceipt(counter, till, number);
    expect(balance('1122.YB')).toBe(0);
  });
});

describe('a void', () => {
  it('hands a cheque back, takes a debt off its payer and nothing is waited for any more', async () => {
    const { number } = await charge([cheque(3000), owed(2000), qr(500)]);
    expect(await till.call('tender.unverified', { limit: 9 })).toMatchObject({ tenders: [{ number, n: 3 }] });
    const slip = [{ n: 1, reference: '10203040' }];
    expect(await refusalOf(voidReceipt(counter, till, number, slip))).toBe('REVERSAL_INVALID');
    await voidReceipt(counter, till, number);
    for (const code of ['1012.cheque', '1122.YB', '1012.wechat', '6001']) expect(balance(code)).toBe(0);
    expect(await till.call('tender.unverified', { limit: 9 })).toMatchObject({ tenders: [] });
    expect(await till.call('cheque.list', { state: 'inTransit', limit: 9 })).toMatchObject({ cheques: [] });
    expect(await payerOwes('YB')).toBe(0);
    const { moves } = await till.call('payer.moves', { code: 'YB', limit: 9 });
    expect(moves.map(({ move, amount }) => [move, amount])).toEqual([
      ['voided', -2000],
      ['charged', 2000],
    ]);
    const place = { operationId: op(), number, n: 1 };
    expect(await refusalOf(finance.call('cheque.clear', place))).toBe('RECEIPT_VOIDED');
    const proof = { operationId: op(), number, n: 3, reference: '004512' };
    expect(await refusalOf(till.call('tender.prove', proof))).toBe('RECEIPT_VOIDED');
  });

  it('is refused once the bank has settled a cheque of the receipt, or of a load it was paid from', async () => {
    for (const settle of ['cheque.clear', 'cheque.bounce'] as const) {
      const { number } = await charge([cheque(1000)]);
      const place = { operationId: op(), number, n: 1, ...(settle === 'cheque.bounce' ? { reason: '存款不足' } : {}) };
      await finance.call(settle, place as never);
      expect(await refusalOf(voidReceipt(counter, till, number))).toBe('CHEQUE_SETTLED');
    }
    const loaded = await take([cheque(4000)]);
    const { number } = await charge([fromBalance(1500)], ofCustomer);
    await finance.call('cheque.bounce', { operationId: op(), number: loaded.number, n: 1, reason: '存款不足' });
    expect(await refusalOf(voidReceipt(counter, till, number))).toBe('LOAD_BOUNCED');
  });

  it('gives a prepayment back to the very loads it came from, and shows it as a movement', async () => {
    const first = await take([cash(3000), qr(2000)]);
    await take([cash(4000)]);
    const { number } = await charge([fromBalance(4500), cash(100)], ofCustomer);
    expect((await account())?.loads.map(({ left }) => left)).toEqual([500, 4000]);
    await voidReceipt(counter, till, number);
    expect(await account()).toMatchObject({
      balance: 9000,
      used: 0,
      loads: [{ left: 3000 }, { left: 2000 }, { left: 4000 }],
    });
    const { moves } = await till.call('prepayment.history', { customer: 'C800001', kind: 'YF', limit: 9 });
    expect(moves.map(({ move, amount, balance: after }) => [move, amount, after])).toEqual([
      ['voided', 4500, 9000],
      ['use', -4500, 4500],
      ['take', 4000, 9000],
      ['take', 5000, 5000],
    ]);
    const backs = [{ load: first.number, n: 1, amount: minor(3000), reference: null }];
    const back = { operationId: op(), customer: 'C800001', kind: 'YF', backs, reason: null, approval: null };
    expect(await till.call('prepayment.return', back)).toMatchObject({ balance: 6000 });
    expect(await refusalOf(voidReceipt(counter, till, number))).toBe('RECEIPT_VOIDED');
  });

  it('frees a payment that was proved later, for the right receipt', async () => {
    const reference = '4200001234202611230000000042';
    const wrong = await charge([qr(1000)]);
    await till.call('tender.prove', { operationId: op(), number: wrong.number, n: 1, reference });
    expect(await refusalOf(charge([qr(1000, reference)]))).toBe('REFERENCE_USED');
    await voidReceipt(counter, till, wrong.number);
    await charge([qr(1000, reference)]);
    const third = await charge([qr(1000)]);
    const again = { operationId: op(), number: third.number, n: 1, reference };
    expect(await refusalOf(till.call('tender.prove', again))).toBe('REFERENCE_USED');
  });
});

// The same thought out again with plain numbers: loads in order, what each receipt drew of which, voids that put it back.
it('loads, uses and voids in any order leave what a plain model says', async () => {
  const limit = { key: 'voidApproval' as const, value: { upTo: minor(1e9) }, fromDate: '2026-11-23' };
  await finance.call('settings.change', { operationId: op(), ...limit });
  const loads: { left: number }[] = [];
  const receipts: { number: string; drew: Map<number, number> }[] = [];
  const step = fc.oneof(
    fc.record({ act: fc.constant('take' as const), fen: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ act: fc.constant('use' as const), fen: fc.integer({ min: 1, max: 1500 }) }),
    fc.record({ act: fc.constant('void' as const), fen: fc.nat() }),
  );
  const steps = fc.sample(step, { numRuns: dose(60, 600), seed: 17 });
  for (const { act, fen } of steps) {
    if (act === 'take') {
      await take([cash(fen)]);
      loads.push({ left: fen });
    } else if (act === 'use') {
      const sum = loads.reduce((all, { left }) => all + left, 0);
      if (fen > sum) {
        expect(await refusalOf(charge([fromBalance(fen)], ofCustomer))).toBe('PREPAYMENT_SHORT');
        continue;
      }
      const drew = new Map<number, number>();
      let rest = fen;
      for (const [at, load] of loads.entries()) {
        const part = Math.min(load.left, rest);
        if (part > 0) drew.set(at, part);
        load.left -= part;
        rest -= part;
      }
      receipts.push({ number: (await charge([fromBalance(fen)], ofCustomer)).number, drew });
    } else if (receipts.length > 0) {
      const [gone] = receipts.splice(fen % receipts.length, 1);
      for (const [at, part] of gone?.drew ?? []) (loads[at] as { left: number }).left += part;
      const wanted = { receipt: gone?.number ?? '', reason: 'mistyped' as const, text: null, reversals: [] };
      await till.call('receipt.void', { operationId: op(), ...wanted, approval: null });
    }
    const left = counter.ledger.all<{ r: number }>('SELECT remaining AS r FROM load_left ORDER BY load_seq, load_n');
    expect(left.map(({ r }) => r)).toEqual(loads.map((load) => load.left));
    expect(0 - balance('2203')).toBe(loads.reduce((all, one) => all + one.left, 0));
  }
});

describe('a debt', () => {
  const pay = (
    window: Window,
    debt: InputOf<'claim.collect'>['debt'],
    tenders: InputOf<'claim.collect'>['tenders'],
    over: Partial<InputOf<'claim.collect'>> = {},
  ) => {
    const amount = minor(tenders.reduce((sum, { given }) => sum + given, 0));
    return window.call('claim.collect', { operationId: op(), debt, amount, tenders, text: null, ...over });
  };

  it('of a bounced cheque is paid at the till, in parts, with change, and never beyond it', async () => {
    const { number } = await charge([cheque(3000)]);
    const debt = { of: 'cheque', number, n: 1 } as const;
    expect(await refusalOf(pay(till, debt, [cash(1)]))).toBe('DEBT_OVERPAID');
    await finance.call('cheque.bounce', { operationId: op(), number, n: 1, reason: '存款不足' });
    expect((await till.call('cheque.list', { state: 'owed', limit: 9 })).cheques).toMatchObject([
      { number, owed: 3000 },
    ]);
    const part = await pay(till, debt, [cash(2000)], { amount: minor(1800) });
    expect(part).toEqual({ number: 'A01-A-0000001', amount: 1800, change: 200, owed: 1200 });
    expect(balance('1001.1.1')).toBe(21800);
    expect(await refusalOf(pay(till, debt, [cash(1201)]))).toBe('DEBT_OVERPAID');
    await pay(till, debt, [cheque(1200)]);
    expect(balance('1122.cheque')).toBe(0);
    expect((await till.call('cheque.list', { state: 'owed', limit: 9 })).cheques).toEqual([]);
    // The new cheque waits for the bank like any other.
    const [waiting] = (await till.call('cheque.list', { state: 'inTransit', limit: 9 })).cheques;
    expect(waiting).toMatchObject({ number: 'A01-A-0000002', amount: 1200 });
    await finance.call('cheque.bounce', { operationId: op(), number: 'A01-A-0000002', n: 1, reason: '又退' });
    expect(balance('1122.cheque')).toBe(1200);
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(21800) });
    expect(closed).toMatchObject({ expected: 21800, difference: 0 });
  });

  it('of a third party is settled by finance, without cash where there is no drawer', async () => {
    await charge([owed(5000)]);
    const debt = { of: 'payer', code: 'YB' } as const;
    expect(await refusalOf(pay(finance, debt, [cash(5000)]))).toBe('NO_OPEN_SHIFT');
    const operationId = op();
    const paid = { method: 'transfer', given: minor(4000), reference: null } as const;
    const answer = await pay(finance, debt, [paid], { operationId, text: '十一月结算' });
    expect(answer).toMatchObject({ owed: 1000 });
    expect(await pay(finance, debt, [paid], { operationId, text: '十一月结算' })).toEqual(answer);
    expect(await payerOwes('YB')).toBe(1000);
    const { moves } = await till.call('payer.moves', { code: 'YB', limit: 1 });
    expect(moves).toMatchObject([{ move: 'collected', amount: -4000, of: '十一月结算', number: answer.number }]);
    expect(await till.call('tender.unverified', { limit: 9 })).toMatchObject({
      tenders: [{ payer: '市医疗保险中心' }],
    });
    await till.call('tender.prove', { operationId: op(), number: answer.number, n: 1, reference: '00451299' });
    expect(await refusalOf(pay(finance, { of: 'payer', code: 'NONE' }, [paid]))).toBe('UNKNOWN_PAYER');
  });
});

describe('evidence', () => {
  it('stands beside the tender, is seen with it, and proves nothing by itself', async () => {
    const { number } = await charge([cash(500), qr(1000)]);
    const shot = await keep(till, png(3, 3), 'shot.png', 'tenderEvidence');
    const page = await keep(till, pdf(), 'advice.pdf', 'tenderEvidence');
    const paper = await keep(till, png(5, 5), 'id.png');
    const attach = (attachment: string, n = 2) =>
      till.call('tender.attach', { operationId: op(), number, n, attachment });
    expect(await refusalOf(attach(shot.attachment, 1))).toBe('TENDER_NEEDS_NONE');
    expect(await refusalOf(attach(shot.attachment, 9))).toBe('UNKNOWN_TENDER');
    expect(await refusalOf(attach(paper.attachment))).toBe('UNKNOWN_ATTACHMENT');
    await attach(shot.attachment);
    expect(await refusalOf(attach(shot.attachment))).toBe('ATTACHMENT_IN_USE');
    const seen = await attach(page.attachment);
    const evidence = [shot.attachment, page.attachment];
    expect(seen.tenders).toMatchObject([{ evidence: [] }, { method: 'wechat', proved: false, evidence }]);
    expect((await till.call('tender.unverified', { limit: 9 })).tenders).toMatchObject([{ number, evidence }]);
    await finance.call('tender.prove', { operationId: op(), number, n: 2, reference: '004512' });
    expect((await till.call('tender.evidence', { number })).tenders[1]).toMatchObject({
      proved: true,
      reference: '004512',
    });
  });

  it('is looked for by number, payer or amount', async () => {
    await charge([qr(1000)], { payer: '王小明' });
    await charge([qr(2345)], { payer: '李㛃' });
    const found = async (text: string) =>
      (await till.call('tender.unverified', { text, limit: 9 })).tenders.map(({ amount }) => amount);
    expect(await found('')).toEqual([2345, 1000]);
    expect(await found('小明')).toEqual([1000]);
    expect(await found('23.45')).toEqual([2345]);
    expect(await found('a01-r-0000001')).toEqual([1000]);
    expect(await found('nobody')).toEqual([]);
  });
});

describe('what was given away', () => {
  it('no longer counts a voided receipt, and leads to the receipts behind each row', async () => {
    const off = (fen: number) => ({ kind: 'amount', line: null, amount: minor(fen), text: '老客户' }) as const;
    const less = (fen: number) =>
      charge([cash(10_000 - fen)], {
        lines: [{ item: 'OPEN', quantity: milli(1000), price: minor(10_000) }],
        discounts: [off(fen)],
      });
    const [kept, gone] = [await less(100), await less(200)];
    const days = async () => (await finance.call('report.discounts', { from: null, to: null })).days;
    expect(await days()).toMatchObject([{ total: 300, rows: [{ count: 2, amount: 300, username: 'cashier1' }] }]);
    await voidReceipt(counter, till, gone.number);
    expect(await days()).toMatchObject([{ total: 100, rows: [{ count: 1, amount: 100 }] }]);
    const row = {
      businessDate: '2026-11-23',
      kind: 'amount',
      policy: null,
      reason: null,
      username: 'cashier1',
    } as const;
    const { receipts } = await finance.call('report.discountReceipts', { ...row, limit: 9 });
    expect(receipts).toMatchObject([{ number: kept.number, total: 9900, amount: 100, text: '老客户' }]);
    await voidReceipt(counter, till, kept.number);
    expect(await days()).toEqual([]);
  });

  it('by a policy for the package, never by one for a thing in it', async () => {
    const policy: Omit<InputOf<'policy.write'>, 'operationId' | 'code' | 'items' | 'categories'> = {
      name: '体检优惠',
      benefit: { kind: 'percent', basisPoints: 1000 },
      audience: { who: 'everyone' },
      cap: null,
      combines: true,
      fromDate: '2026-11-23',
      untilDate: null,
    };
    const write = (code: string, items: string[], categories: string[]) =>
      finance.call('policy.write', { operationId: op(), ...policy, code, items, categories });
    await write('PKG', ['8001001'], []);
    await write('KIND', [], ['套餐']);
    await write('PART', ['5003001'], ['检验']);
    const lines = [
      { item: '8001001', quantity: milli(1000), price: null },
      { item: '5003001', quantity: milli(1000), price: null },
    ];
    const sold = (code: string, total: number) =>
      charge([cash(total)], { lines, discounts: [{ kind: 'policy', policy: code }] });
    expect(await sold('PKG', 16800 + 2136 - 1680)).toMatchObject({ discount: 1680 });
    expect(await sold('KIND', 16800 + 2136 - 1680)).toMatchObject({ discount: 1680 });
    expect(await sold('PART', 16800 + 2136 - 214)).toMatchObject({ discount: 214 });
  });
});

it('an approval is asked for in words of the bill that is taken back', async () => {
  const lines = [{ item: null, name: '水费', creditKind: 'agency' as const, amount: minor(700) }];
  const bill = { number: 'Z-1', customer: 'C800001', purpose: '11月水费', due: '2026-11-30', lines };
  await till.call('bill.enter', { operationId: op(), ...bill });
  const subject = { kind: 'billCancel', number: 'Z-1', revision: 1, reason: '重复' } as const;
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, 'supervisor1');
  const cancel = { operationId: op(), number: 'Z-1', revision: 1, reason: '重复', approval: request };
  expect(await till.call('bill.cancel', cancel)).toMatchObject({ rest: 0 });
});
