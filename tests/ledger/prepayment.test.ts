// Money held for customers on the real ledger: what is taken is used and goes back to the fen, the way it came, whoever asks.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { milli, minor } from '../../core/money/money.ts';
import { type Counter, decide, op, RefusedAnswer, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge } from './support/charges.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

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
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(10000), counted: null });
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify()).toMatchObject({ ok: true, firstBad: null });
  counter.stop();
  template.forgetCopies();
});

type Tender = InputOf<'prepayment.take'>['tenders'][number];
const CHEQUE = { of: 'cheque', bank: '江城银行', drawer: '华丰物业' } as const;
const cash = (fen: number): Tender => ({ method: 'cash', given: minor(fen), reference: null });
const card = (fen: number, reference = '004512'): Tender => ({ method: 'card', given: minor(fen), reference });
const qr = (fen: number): Tender => ({ method: 'wechat', given: minor(fen), reference: null });
const cheque = (fen: number): Tender => ({
  method: 'cheque',
  given: minor(fen),
  reference: '10203040',
  detail: CHEQUE,
});

const take = (amount: number, tenders: readonly Tender[], kind = 'YF', customer = 'C800001') =>
  till.call('prepayment.take', { operationId: op(), customer, kind, amount: minor(amount), tenders: [...tenders] });
const account = async (customer = 'C800001', at = 0) => {
  const { accounts } = await till.call('prepayment.account', { customer });
  const found = accounts[at];
  if (found === undefined) throw new Error('no account');
  return found;
};
const giveBack = (
  backs: readonly { load: string; n: number; amount: number; reference?: string }[],
  kind = 'YF',
  customer = 'C800001',
  approval: string | null = null,
) =>
  till.call('prepayment.return', {
    operationId: op(),
    customer,
    kind,
    backs: backs.map((one) => ({ ...one, amount: minor(one.amount), reference: one.reference ?? null })),
    reason: null,
    approval,
  });
const spend = (fen: number, use: number, window = till, customer: string | null = 'C800001') => {
  const used = {
    method: 'prepayment',
    given: minor(use),
    reference: null,
    detail: { of: 'prepayment', kind: 'YF' },
  } as const;
  return window.call(
    'charge.post',
    mixedCharge({
      customer,
      lines: [{ item: 'OPEN', quantity: milli(1000), price: minor(fen) }],
      tenders: fen === use ? [used] : [used, cash(fen - use)],
      expectedTotal: minor(fen),
    }),
  );
};
/** A request for `subject` that supervisor1 has approved. */
const approved = async (subject: InputOf<'approval.request'>['subject']): Promise<string> => {
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, 'supervisor1');
  return request;
};
const setting = async (key: 'prepayment' | 'largeCash', value: object): Promise<void> => {
  const finance = counter.window();
  await finance.signIn('finance1');
  const fromDate = counter.ledger.businessDate();
  await finance.call('settings.change', { operationId: op(), key, value, fromDate } as never);
};
const refused = async (call: Promise<unknown>): Promise<{ code: string; params: unknown }> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof RefusedAnswer) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('was not refused');
};

describe('a prepayment', () => {
  it('taken by card, used for a part of a bill mixed with cash, goes back to the card', async () => {
    const taken = await take(50000, [card(50000)]);
    expect(taken).toMatchObject({ number: 'A01-Y-0000001', act: 'take', amount: 50000, balance: 50000, change: 0 });
    const receipt = await spend(20000, 12050);
    expect(receipt.tenders).toMatchObject([
      { method: 'prepayment', applied: 12050, proof: 'none', detail: { of: 'prepayment', kind: 'YF', name: '预付款' } },
      { method: 'cash', applied: 7950 },
    ]);
    expect(await till.call('receipt.get', { number: receipt.number })).toEqual(receipt);
    const back = await giveBack([{ load: taken.number, n: 1, amount: 37950, reference: 'BACK-1' }]);
    expect(back).toMatchObject({
      act: 'return',
      amount: 37950,
      balance: 0,
      backs: [{ method: 'card', amount: 37950 }],
    });
    expect(await account()).toMatchObject({ loaded: 50000, used: 12050, returned: 37950, balance: 0, loads: [] });
    const { moves } = await till.call('prepayment.history', { customer: 'C800001', kind: 'YF', limit: 10 });
    expect(moves.map(({ move, amount, balance }) => [move, amount, balance])).toEqual([
      ['return', -37950, 0],
      ['use', -12050, 37950],
      ['take', 50000, 50000],
    ]);
  });

  it('gives change on cash, and the drawer holds what stayed in it', async () => {
    await take(950, [cash(1000)]);
    await giveBack([{ load: 'A01-Y-0000001', n: 1, amount: 450 }]);
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(10500) });
    expect(closed).toMatchObject({ expected: 10500, difference: 0 });
  });

  it('is used oldest load first, so that what is left is the newest', async () => {
    const first = await take(3000, [card(1000), cash(2000)]);
    const second = await take(500, [qr(500)]);
    await spend(2200, 2200);
    expect((await account()).loads).toMatchObject([
      { number: first.number, n: 2, method: 'cash', left: 800, state: 'returnable' },
      { number: second.number, n: 1, method: 'wechat', left: 500, state: 'unproved' },
    ]);
  });

  it('never comes back as cash from a card: there is no way to ask for it', async () => {
    const taken = await take(5000, [card(5000)]);
    const asked = { load: taken.number, n: 1, amount: minor(5000) };
    const base = { operationId: op(), customer: 'C800001', kind: 'YF', reason: null, approval: null };
    const other = { ...base, backs: [{ ...asked, method: 'cash', reference: null }] } as never;
    expect(await refusalOf(till.call('prepayment.return', other))).toBe('INVALID_INPUT');
    expect(await refused(giveBack([{ load: taken.number, n: 1, amount: 5000 }]))).toEqual({
      code: 'REFERENCE_REQUIRED',
      params: { method: 'card' },
    });
    // Nor past the program: the database itself knows by which way a load came.
    const { db } = counter.ledger;
    const row = `INSERT INTO prepayment_draw VALUES (${counter.ledger.head.seq + 1}, 1, 1, ${counter.ledger.head.seq}, 1, 5000, NULL, 'cash', NULL)`;
    db.exec('BEGIN');
    expect(() => db.exec(row)).toThrow(/no document that draws|goes back the way it came/);
    db.exec('ROLLBACK');
  });

  it('used at two windows at once is used once', async () => {
    await take(10000, [cash(10000)]);
    const other = counter.window();
    await other.signIn('cashier2');
    await other.call('shift.open', { operationId: op(), drawer: '2', float: minor(0), counted: null });
    const both = await Promise.allSettled([spend(8000, 8000), spend(7000, 7000, other)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((one) => one.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'PREPAYMENT_SHORT' });
    expect([2000, 3000]).toContain((await account()).balance);
  });

  it('is the customer’s own, and not beyond what lies there', async () => {
    await take(1000, [cash(1000)]);
    expect(await refused(spend(1001, 1001))).toEqual({ code: 'PREPAYMENT_SHORT', params: { available: 1000 } });
    expect(await refused(spend(500, 500, till, 'C800002'))).toEqual({
      code: 'PREPAYMENT_SHORT',
      params: { available: 0 },
    });
    expect(await refusalOf(spend(500, 500, till, null))).toBe('CUSTOMER_REQUIRED');
    expect(await refusalOf(giveBack([{ load: 'A01-Y-0000001', n: 1, amount: 1001 }]))).toBe('PREPAYMENT_SHORT');
    await take(100, [cash(100)], 'YF', 'C800002');
    expect(await refusalOf(giveBack([{ load: 'A01-Y-0000001', n: 1, amount: 100 }], 'YF', 'C800002'))).toBe(
      'LOAD_NOT_RETURNABLE',
    );
  });

  it('that nothing proves yet is used, but goes back only once it is proved', async () => {
    const taken = await take(1000, [qr(1000)]);
    await spend(300, 300);
    const back = { load: taken.number, n: 1, amount: 700 };
    expect(await account()).toMatchObject({ balance: 700, inProgress: 700, returnable: 0, returnableBy: [] });
    expect(await refusalOf(giveBack([back]))).toBe('LOAD_NOT_RETURNABLE');
    const proof = { number: taken.number, n: 1, reference: '4200001234202611231234567890' };
    await till.call('tender.prove', { operationId: op(), ...proof });
    expect(await account()).toMatchObject({ inProgress: 0, returnableBy: [{ method: 'wechat', amount: 700 }] });
    await giveBack([back]);
  });

  it('is told what it held at any past moment', async () => {
    const { ledger } = counter;
    const at = (moment: InputOf<'prepayment.balanceAt'>['moment']) =>
      till.call('prepayment.balanceAt', { customer: 'C800001', kind: 'YF', moment });
    await take(1000, [cash(1000)]);
    const [seq, time] = [ledger.head.seq, ledger.head.at];
    counter.clock.pass(60_000);
    await spend(400, 400);
    expect(await at({ by: 'seq', seq: seq - 1 })).toEqual({ balance: 0 });
    expect(await at({ by: 'seq', seq })).toEqual({ balance: 1000 });
    expect(await at({ by: 'time', at: time + 59_999 })).toEqual({ balance: 1000 });
    expect(await at({ by: 'time', at: time + 60_000 })).toEqual({ balance: 600 });
  });

  it('asked for twice under one operation is taken once', async () => {
    const input = { operationId: op(), customer: 'C800001', kind: 'YF', amount: minor(10), tenders: [cash(10)] };
    const first = await till.call('prepayment.take', input);
    expect(await till.call('prepayment.take', input)).toEqual(first);
    expect((await account()).balance).toBe(10);
  });
});

describe('the office’s rules', () => {
  const set = (value: object): Promise<void> =>
    setting('prepayment', { kinds: KINDS, offCategories: [], returnLimit: null, ...value });
  const KINDS = [
    { code: 'YF', name: '住院预付', purpose: 'prepayment', taken: true, pays: { rule: 'only', categories: ['检验'] } },
  ];
  const bill = (use: number) =>
    till.call(
      'charge.post',
      mixedCharge({
        customer: 'C800001',
        // 30.00 of 挂号 … and 21.36 of 检验.
        lines: [
          { item: '5002001', quantity: milli(10000), price: null },
          { item: '5003001', quantity: milli(1000), price: null },
        ],
        tenders: [
          { method: 'prepayment', given: minor(use), reference: null, detail: { of: 'prepayment', kind: 'YF' } },
          cash(5136 - use),
        ],
        expectedTotal: minor(5136),
      }),
    );

  it('say for which items a kind pays', async () => {
    await take(5000, [cash(5000)]);
    await set({});
    expect(await refused(bill(2137))).toEqual({ code: 'PREPAYMENT_NOT_FOR_ITEMS', params: { payable: 2136 } });
    expect((await bill(2136)).tenders[0]?.detail).toMatchObject({ name: '住院预付' });
  });

  it('switch a category off for every kind', async () => {
    await take(5000, [cash(5000)]);
    await set({ offCategories: ['检验'] });
    expect(await refused(bill(1))).toEqual({ code: 'PREPAYMENT_NOT_FOR_ITEMS', params: { payable: 0 } });
  });

  it('stop a kind being taken, and leave what is there', async () => {
    await take(5000, [cash(5000)]);
    await set({ kinds: [{ ...KINDS[0], taken: false }] });
    expect(await refusalOf(take(1, [cash(1)]))).toBe('PREPAYMENT_KIND_OFF');
    expect(await refusalOf(take(1, [cash(1)], 'YJ'))).toBe('PREPAYMENT_KIND_UNKNOWN');
    await giveBack([{ load: 'A01-Y-0000001', n: 1, amount: 5000 }]);
  });
});

describe('a second person', () => {
  it('decides on a return above the limit, for exactly these parts of exactly this balance', async () => {
    const kinds = [{ code: 'YF', name: '预付款', purpose: 'prepayment', taken: true, pays: { rule: 'all' } }];
    await setting('prepayment', { kinds, offCategories: [], returnLimit: 1000 });
    const { number } = await take(5000, [cash(5000)]);
    const part = { load: number, n: 1 };
    await giveBack([{ ...part, amount: 1000 }]);
    expect(await refusalOf(giveBack([{ ...part, amount: 1001 }]))).toBe('APPROVAL_REQUIRED');
    const backs = [{ ...part, amount: minor(2000), reference: null }];
    const approval = await approved({ kind: 'prepaymentReturn', customer: 'C800001', held: 'YF', backs, reason: null });
    await spend(500, 500);
    expect(await refusalOf(giveBack([{ ...part, amount: 2000 }], 'YF', 'C800001', approval))).toBe('APPROVAL_MISMATCH');
    const again = await approved({ kind: 'prepaymentReturn', customer: 'C800001', held: 'YF', backs, reason: null });
    expect(await giveBack([{ ...part, amount: 2000 }], 'YF', 'C800001', again)).toMatchObject({ balance: 1500 });
  });

  it('counts large cash, of a bill and of a prepayment', async () => {
    await setting('largeCash', { from: 100_000 });
    const pay = (given: number, cashApproval?: string) =>
      till.call(
        'charge.post',
        mixedCharge({
          lines: [{ item: 'OPEN', quantity: milli(1000), price: minor(99_000) }],
          tenders: [cash(given)],
          expectedTotal: minor(99_000),
          cashApproval,
        }),
      );
    await pay(99_999);
    expect(await refused(pay(100_000))).toEqual({ code: 'APPROVAL_REQUIRED', params: { kind: 'largeCash' } });
    const counted = { kind: 'largeCash', customer: null, cash: minor(100_000), due: minor(99_000) } as const;
    const approval = await approved(counted);
    expect(await refusalOf(pay(100_100, approval))).toBe('APPROVAL_MISMATCH');
    await pay(100_000, approval);
    expect(await refusalOf(pay(100_000, approval))).toBe('APPROVAL_USED');
    expect(await refusalOf(take(100_000, [cash(100_000)]))).toBe('APPROVAL_REQUIRED');
  });
});

describe('a deposit', () => {
  it('is never spent; it goes back or is kept', async () => {
    await take(2000, [cash(2000)], 'YJ');
    const used = {
      method: 'prepayment',
      given: minor(500),
      reference: null,
      detail: { of: 'prepayment', kind: 'YJ' },
    } as const;
    const bill = mixedCharge({
      customer: 'C800001',
      lines: [{ item: 'OPEN', quantity: milli(1000), price: minor(500) }],
      tenders: [used],
      expectedTotal: minor(500),
    });
    expect(await refusalOf(till.call('charge.post', bill))).toBe('PREPAYMENT_KIND_UNKNOWN');
    const keep = { amount: minor(500), reason: '钥匙遗失' };
    const input = { operationId: op(), customer: 'C800001', kind: 'YJ', ...keep };
    expect(await refusalOf(till.call('prepayment.forfeit', { ...input, approval: null }))).toBe('APPROVAL_REQUIRED');
    const approval = await approved({ kind: 'depositForfeit', customer: 'C800001', held: 'YJ', ...keep });
    expect(await refusalOf(till.call('prepayment.forfeit', { ...input, amount: minor(600), approval }))).toBe(
      'APPROVAL_MISMATCH',
    );
    expect(await till.call('prepayment.forfeit', { ...input, approval })).toMatchObject({
      act: 'forfeit',
      balance: 1500,
      reason: '钥匙遗失',
    });
    await giveBack([{ load: 'A01-Y-0000001', n: 1, amount: 1500 }], 'YJ');
    expect(await account()).toMatchObject({ loaded: 2000, forfeited: 500, returned: 1500, balance: 0 });
    const income = counter.ledger.one('SELECT balance FROM account_balance WHERE account = ?', '6301.forfeit');
    expect(income).toEqual({ balance: -500 });
  });

  it('is the only thing that can be forfeited', async () => {
    await take(2000, [cash(2000)]);
    const keep = {
      operationId: op(),
      customer: 'C800001',
      kind: 'YF',
      amount: minor(500),
      reason: 'x',
      approval: null,
    };
    expect(await refusalOf(till.call('prepayment.forfeit', keep))).toBe('PREPAYMENT_KIND_UNKNOWN');
  });
});

describe('a cheque', () => {
  it('that loaded an account goes back only when it was paid', async () => {
    const taken = await take(8000, [cheque(8000)]);
    expect(await refusalOf(giveBack([{ load: taken.number, n: 1, amount: 8000 }]))).toBe('LOAD_NOT_RETURNABLE');
    const finance = counter.window();
    await finance.signIn('finance1');
    expect(await refusalOf(till.call('cheque.clear', { operationId: op(), number: taken.number, n: 1 }))).toBe(
      'FORBIDDEN',
    );
    await finance.call('cheque.clear', { operationId: op(), number: taken.number, n: 1 });
    expect(await refusalOf(finance.call('cheque.clear', { operationId: op(), number: taken.number, n: 1 }))).toBe(
      'CHEQUE_ENDED',
    );
    await giveBack([{ load: taken.number, n: 1, amount: 8000 }]);
    expect(counter.ledger.one('SELECT balance FROM account_balance WHERE account = ?', '1002')).toEqual({ balance: 0 });
  });

  it('that bounced takes what is unspent off the account; the rest is owed again', async () => {
    const taken = await take(8000, [cheque(8000)]);
    await spend(3000, 3000);
    const finance = counter.window();
    await finance.signIn('finance1');
    const bounce = { operationId: op(), number: taken.number, n: 1, reason: '存款不足' };
    const ended = await finance.call('cheque.bounce', bounce);
    expect(ended).toMatchObject({ number: 'A01-Q-0000001', outcome: 'bounced', amount: 8000, owedAgain: 3000 });
    expect(await finance.call('cheque.bounce', bounce)).toEqual(ended);
    expect(await account()).toMatchObject({ balance: 0, used: 3000, lost: 5000 });
    const owed = counter.ledger.one('SELECT balance FROM account_balance WHERE account = ?', '1122.cheque');
    expect(owed).toEqual({ balance: 3000 });
  });
});
