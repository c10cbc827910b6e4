// Orders of events that nobody wrote a rule for by name: things at once, things again with other content, people who hand their
// right on, dates and amounts at the edge, names that only look alike. None moves money twice, none decides what it may not.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { sendBatch } from './support/bank.ts';
import { openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { application, apply, approve, byAmount, byQuantity, PAYEE } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;
let paidIn = 0;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = await made.signedIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  });
});
beforeEach(async () => {
  counter = await template.counter();
  [till, finance] = [await counter.signedIn('cashier1'), await counter.signedIn('finance1')];
});
afterEach(() => {
  expect(counter.verify().firstBad).toBeNull();
  expect(counter.faults).toEqual([]);
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const charged = async (fen = 1000) => (await till.call('charge.post', openCharge(fen))).number;
async function transfer(): Promise<string> {
  paidIn += 1;
  const reference = `HB20261123${String(paidIn).padStart(6, '0')}`;
  const tenders = [{ method: 'transfer' as const, given: minor(1234), reference }];
  const { number: receipt } = await till.call('charge.post', { ...openCharge(1234), tenders });
  return (await apply(till, receipt, byQuantity([1, 1000]), { payee: PAYEE })).number;
}
const typedBy = async (username: string, number: string, payee: typeof PAYEE) =>
  (await counter.signedIn(username)).call('refund.secondEntry', {
    ...{ operationId: op(), case: number, payee, amount: null },
  });
const outcomes = async (...calls: readonly Promise<unknown>[]): Promise<string[]> =>
  Promise.all(calls.map((one) => refusalOf(one).catch(() => 'done')));
const left = (): number =>
  counter.ledger.one<{ n: number }>("SELECT count(*) AS n FROM payout_document WHERE kind = 'paid'")?.n ?? 0;

describe('at once', () => {
  it('a case is not withdrawn while its batch is written, nor sent twice', async () => {
    const number = await transfer();
    await typedBy('cashier2', number, PAYEE);
    await approve(counter, till, number);
    const batch = { payouts: [{ case: number, n: 1 }], count: 1, total: minor(1234) };
    const done = await outcomes(
      till.call('refund.withdraw', { operationId: op(), case: number, text: null }),
      finance.call('payout.batch', { operationId: op(), ...batch }),
      till.call('refund.withdraw', { operationId: op(), case: number, text: null }),
      finance.call('payout.batch', { operationId: op(), ...batch }),
    );
    expect(done).toEqual(['REFUND_STATE', 'done', 'REFUND_STATE', 'PAYOUT_STATE']);
  });

  it('a payout from two windows leaves the drawer once, and a withdrawal loses against a decision that was first', async () => {
    const { number, request } = await apply(till, await charged(), byQuantity([1, 1000]));
    const raced = await outcomes(
      decide(counter, request ?? '', 'supervisor1'),
      till.call('refund.withdraw', { operationId: op(), case: number, text: null }),
    );
    const { state } = await till.call('refund.case', { number });
    expect(raced.filter((one) => one === 'done')).toHaveLength(1);
    expect(state).toBe(raced[0] === 'done' ? 'approved' : 'withdrawn');
    const paid = await apply(till, await charged(1001), byQuantity([1, 1000]));
    await approve(counter, till, paid.number);
    const again = await counter.signedIn('cashier1');
    const start = { case: paid.number, n: 1, text: null };
    const both = await outcomes(
      till.call('payout.start', { operationId: op(), ...start }),
      again.call('payout.start', { operationId: op(), ...start }),
    );
    expect([both.sort(), left()]).toEqual([['PAYOUT_STATE', 'done'], 1]);
  });
});

describe('again', () => {
  it('an operation with other content, or by somebody else, is neither done nor answered', async () => {
    const receipt = await charged();
    const operationId = op();
    const first = { operationId, ...application(receipt, byAmount([1, 400])) };
    const { number } = await till.call('refund.apply', first);
    expect((await till.call('refund.apply', first)).number).toBe(number);
    const more = { ...first, lines: byAmount([1, 500]) };
    expect(await refusalOf(till.call('refund.apply', more))).toBe('OPERATION_REUSED');
    expect(await refusalOf((await counter.signedIn('cashier2')).call('refund.apply', first))).toBe('OPERATION_REUSED');
    const withdraw = { operationId, case: number, text: null };
    expect(await refusalOf(till.call('refund.withdraw', withdraw))).toBe('OPERATION_REUSED');
    expect((await till.call('refund.refundable', { of: { of: 'receipt', number: receipt } })).totals.inProgress).toBe(
      400,
    );
  });

  it('whoever opens a window for a case opens the request of its applicant, and no other of their own', async () => {
    const { number, request } = await apply(till, await charged(), byQuantity([1, 1000]));
    const subject = { kind: 'refund' as const, case: number };
    const other = await counter.signedIn('cashier2');
    expect((await other.call('approval.request', { operationId: op(), subject })).request).toBe(request);
    expect(await refusalOf(decide(counter, request ?? '', 'cashier1'))).toBe('APPROVAL_OWN');
    expect(await refusalOf(other.call('approval.withdraw', { operationId: op(), request: request ?? '' }))).toBe(
      'UNKNOWN_APPROVAL',
    );
    expect(await till.call('refund.case', { number })).toMatchObject({ state: 'awaitingApproval', decisions: [] });
  });
});

describe('at the edge', () => {
  it('a delegation of another century counts for nothing today, and nobody names themselves', async () => {
    const supervisor = await counter.signedIn('supervisor1');
    const far = { fromDate: '9999-12-01', untilDate: '9999-12-31', reason: '出差' };
    await supervisor.call('refund.delegate', { operationId: op(), to: 'finance1', ...far });
    const { request } = await apply(till, await charged(), byQuantity([1, 1000]));
    expect(await refusalOf(decide(counter, request ?? '', 'finance1'))).toBe('FORBIDDEN');
    const own = supervisor.call('refund.delegate', { operationId: op(), to: 'supervisor1', ...far });
    expect(await refusalOf(own)).toBe('DELEGATE_REFUSED');
    const never = supervisor.call('refund.delegate', {
      operationId: op(),
      to: 'finance1',
      ...far,
      untilDate: '2026-02-30',
    });
    expect(await refusalOf(never)).toBe('INVALID_INPUT');
  });

  it('a clock that was set back makes no level overdue, and none that is set ahead decides without the right', async () => {
    const { request } = await apply(till, await charged(), byQuantity([1, 1000]));
    counter.clock.wall -= 86_400_000;
    expect(await refusalOf(decide(counter, request ?? '', 'finance1'))).toBe('FORBIDDEN');
    counter.clock.wall += 2 * 86_400_000;
    expect(await refusalOf(decide(counter, request ?? '', 'cashier2'))).toBe('FORBIDDEN');
  });

  it('amounts that are none, or more than an act moves, are refused at the door', async () => {
    const receipt = await charged();
    for (const amount of [-0, 0, -1, 0.5, 1e11 + 1, 2 ** 51, Number.MAX_SAFE_INTEGER + 2]) {
      const lines = [{ n: 1, part: { by: 'amount', amount } }] as never;
      const asked = { operationId: op(), ...application(receipt, lines) };
      // As it goes over a port: minus zero is written as such.
      const text = JSON.stringify({ id: 77, method: 'refund.apply', params: asked });
      const frame = await counter.send(
        till.channel,
        Object.is(amount, -0) ? text.replace('"amount":0', '"amount":-0') : text,
        77,
      );
      expect(['INVALID_INPUT', 'REFUND_EXCEEDS'], String(amount)).toContain(frame.error?.code);
    }
    const batch = { payouts: [{ case: 'A01-W-0000001', n: 1 }], count: 1, total: 2 ** 51 };
    expect(await refusalOf(finance.call('payout.batch', { operationId: op(), ...batch } as never))).toMatch(
      /INVALID|UNKNOWN/,
    );
  });

  it('a name that only looks alike is another one, and one that turns its letters round is none', async () => {
    const number = await transfer();
    const names = ['欧阳𠅤 ', '歐阳𠅤', '欧阳𠅤\u0301'];
    expect(await refusalOf(typedBy('cashier2', number, { ...PAYEE, name: names[0] as string }))).toBe('INVALID_INPUT');
    for (const name of ['欧\u202e阳𠅤', '欧\u200b阳𠅤', '欧阳\n𠅤'])
      expect(await refusalOf(typedBy('cashier2', number, { ...PAYEE, name }))).toBe('INVALID_INPUT');
    for (const name of names.slice(1)) {
      const { differs, agreed } = await typedBy('cashier2', number, { ...PAYEE, name });
      expect([differs, agreed]).toEqual([['name'], false]);
    }
    expect(await refusalOf(sendBatch(finance, [{ case: number, n: 1 }]))).toBe('UNKNOWN_PAYOUT');
    const wide = { ...PAYEE, account: '６２２２ ０２００ ０００１ ２３４５ ６６'.slice(0, 48) };
    expect(await refusalOf(typedBy('cashier2', number, wide))).toBe('PAYEE_INVALID');
    expect((await typedBy('cashier2', number, PAYEE)).agreed).toBe(true);
  });
});
