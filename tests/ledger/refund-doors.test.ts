// Every door to a refund, tried by itself: what the program refuses, and what the file refuses to whoever goes past the program.
// tests/guards names for each of these the guard that it misses when it is gone.
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { Refused } from '../../core/contract/errors.ts';
import { minor } from '../../core/money/money.ts';
import { caseOfRequest } from '../../db/refund/decide-refund.ts';
import { openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { type Hand, written } from './support/forged-rows.ts';
import { exchangeReceipt } from './support/paper-case-acts.ts';
import { apply, approve, byAmount, byQuantity, PAYEE } from './support/refunds.ts';
import { LedgerTemplate, voidReceipt } from './support/sample-ledger.ts';

const [CASHIER1, CASHIER2, SUPERVISOR1, FINANCE1, SUPERVISOR2] = [2, 3, 4, 5, 6];
const CARD = { method: 'card' as const, given: minor(5000), reference: '004512' };
const transferred = (fen: number, n: number): InputOf<'charge.post'> => ({
  ...openCharge(fen),
  tenders: [{ method: 'transfer', given: minor(fen), reference: `HB2026112300001${n}` }],
});

let template: LedgerTemplate;
let counter: Counter;
let till: Window;

/** The cases whose rows are tried; by their numbers. */
const [WAITS, REFUSED, TYPED_ONCE, HALF, POSTED, TYPED, FAILED] = [1, 2, 3, 4, 5, 6, 7];

async function worked(made: Counter): Promise<void> {
  const [one, two, finance] = [made.window(), made.window(), made.window()];
  await one.signIn('cashier1');
  await two.signIn('cashier2');
  await finance.signIn('finance1');
  await one.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  const receipt = async (charge = openCharge(1000)) => (await one.call('charge.post', charge)).number;
  await apply(one, await receipt(), byQuantity([1, 1000]));
  const refused = await apply(one, await receipt(), byQuantity([1, 1000]));
  await decide(made, refused.request ?? '', 'supervisor1', { verdict: 'rejected', opinion: '已做检查' });
  await apply(one, await receipt(transferred(1234, 1)), byQuantity([1, 1000]), { payee: PAYEE });
  const half = await apply(one, await receipt(openCharge(150_000)), byQuantity([1, 1000]));
  await decide(made, half.request ?? '', 'supervisor1');
  await approve(made, one, (await apply(one, await receipt(), byQuantity([1, 1000]))).number);
  const typed = await apply(one, await receipt(transferred(1234, 2)), byQuantity([1, 1000]), { payee: PAYEE });
  const again = { payee: PAYEE, amount: null };
  await two.call('refund.secondEntry', { operationId: op(), case: typed.number, ...again });
  const card = await apply(one, await receipt({ ...openCharge(5000), tenders: [CARD] }), byQuantity([1, 1000]));
  await approve(made, one, card.number);
  const failed = { case: card.number, n: 1 };
  await one.call('payout.start', { operationId: op(), ...failed, text: null });
  await one.call('payout.fail', { operationId: op(), ...failed, text: '卡已注销' });
  const supervisor = await made.signedIn('supervisor2');
  const days = { fromDate: '2026-11-23', untilDate: '2026-11-30', reason: '出差' };
  await supervisor.call('refund.delegate', { operationId: op(), to: 'finance1', ...days });
  await one.call('prepayment.take', {
    ...{ operationId: op(), customer: 'C800009', kind: 'YF', amount: minor(5000), tenders: [CARD] },
  });
}

beforeAll(async () => {
  template = await LedgerTemplate.make(worked);
});
afterAll(() => template.remove());

/** Each test of the block on a ledger of its own. */
function onItsOwn(): void {
  beforeEach(async () => {
    counter = await template.counter();
    till = await counter.signedIn('cashier1');
  });
  afterEach(() => {
    expect(counter.faults).toEqual([]);
    counter.stop();
    template.forgetCopies();
  });
}

const charged = async (charge = openCharge(1000)) => (await till.call('charge.post', charge)).number;
const numberOf = (n: number): string => `A01-W-${String(n).padStart(7, '0')}`;
const requestOf = (n: number): { seq: number; id: string; digest: string } =>
  counter.ledger.one<{ seq: number; id: string; digest: string }>(
    'SELECT r.seq, r.id, r.digest FROM refund_request q JOIN approval_request r ON r.seq = q.request_seq WHERE q.case_id = ?',
    n,
  ) ?? { seq: 0, id: '', digest: '' };
const receiptOf = (n: number): number =>
  counter.ledger.one<{ r: number }>('SELECT receipt_seq AS r FROM refund_case WHERE id = ?', n)?.r ?? 0;
async function setting<K extends 'refundLevels' | 'refundPolicy' | 'refundRisk' | 'refundPaying'>(
  key: K,
  change: (value: never) => object,
): Promise<void> {
  const finance = await counter.signedIn('finance1');
  const { settings } = await finance.call('settings.read', { keys: [key], date: null });
  const value = change(structuredClone(settings[0]?.value) as never);
  await finance.call('settings.change', {
    ...{ operationId: op(), key, value, fromDate: '2026-11-23' },
  } as unknown as InputOf<'settings.change'>);
}

function decided(hand: Hand, of: number, person: number, level: number, verdict = 'approved'): void {
  const { seq, digest } = requestOf(of);
  const moment = { at: 0, tick: 0, opinion: '写明', person_id: person };
  hand.row('approval_decision', { request_seq: seq, level, verdict, digest, ...moment });
}
function slip(hand: Hand, of: number, change: object = {}): void {
  hand.document('F');
  const { seq } = requestOf(of);
  const last = hand.one<{ at: number; tick: number; total: number }>(
    `SELECT d.at, d.tick, v.total FROM approval_decision d, refund_submission v
     WHERE d.request_seq = ? AND v.case_id = ? ORDER BY d.level DESC`,
    ...[seq, of],
  );
  hand.row('refund_document', {
    ...{ case_id: of, version: 1, request_seq: seq, prior_account: null, ...last, ...change },
  });
}
function stepped(hand: Hand, of: number, step: string, from: string, to: string, person = SUPERVISOR2): void {
  const { n } = hand.one<{ n: number }>('SELECT max(n) AS n FROM refund_step WHERE case_id = ?', of);
  const change = { n: n + 1, step, from_state: from, to_state: to, person_id: person };
  hand.copy('refund_step', `case_id = ${of} AND n = ${n}`, change);
}
/** A case of `receipt` past every rule. */
function newCase(hand: Hand, receipt: number): number {
  const { id } = hand.one<{ id: number }>('SELECT max(id) + 1 AS id FROM refund_case');
  const change = { id, number: `A01-W-${id}`, receipt_seq: receipt };
  hand.copy('refund_case', `id = ${WAITS}`, change);
  hand.copy('refund_submission', `case_id = ${WAITS}`, { case_id: id, levels: '[]' });
  return id;
}

describe('the file does not take', () => {
  beforeAll(async () => {
    counter = await template.counter();
  });
  afterAll(() => counter.stop());

  it.each<[what: string, refusal: RegExp, work: (hand: Hand) => void]>([
    [
      'a decision after a no',
      /this request was decided/,
      (hand) => {
        // A request of three levels that is no refund's: of those another trigger says so before.
        const { digest } = requestOf(HALF);
        hand.copy('approval_request', `seq = ${requestOf(HALF).seq}`, { id: op(), levels: 3 });
        const moment = { request_seq: hand.seq, at: 0, tick: 0, opinion: '写明', digest };
        hand.row('approval_decision', { ...moment, level: 1, verdict: 'rejected', person_id: SUPERVISOR1 });
        hand.row('approval_decision', { ...moment, level: 2, verdict: 'approved', person_id: SUPERVISOR2 });
      },
    ],
    [
      'a decision before it is time',
      /does not wait for a decision/,
      (hand) => decided(hand, TYPED_ONCE, SUPERVISOR1, 1),
    ],
    ['a second red slip', /UNIQUE constraint failed: refund_document/, (hand) => slip(hand, POSTED)],
    [
      'a second level by the person of the first',
      /people of one case are distinct/,
      (hand) => decided(hand, HALF, SUPERVISOR1, 2),
    ],
    [
      'a red slip before the last level',
      /refund_document: nobody approved it/,
      (hand) => {
        stepped(hand, HALF, 'lastLevelApproved', 'awaitingApproval', 'approved');
        slip(hand, HALF);
      },
    ],
    [
      'a cashier who is made a supervisor as well',
      /duty separation/,
      (hand) => hand.row('person_role', { person_id: CASHIER1, n: 9, role: 'supervisor', granted: 1 }),
    ],
    [
      'a decision of whoever typed the payee',
      /who typed the payee does not decide/,
      (hand) => decided(hand, TYPED, CASHIER2, 1),
    ],
    [
      'a payee typed by whoever approved',
      /refund_entry: who decided types nothing/,
      (hand) => {
        const cells = { name: PAYEE.name, bank: PAYEE.bank, sealed: 'x'.repeat(40), tail: '4566', amount: null };
        const first = { case_id: FAILED, version: 1, n: 1, at: 0, base: 1, agrees: 0 };
        hand.row('refund_entry', { ...first, ...cells, person_id: SUPERVISOR1 });
      },
    ],
    [
      'a request for another amount',
      /is not asked for the case, its amount and its levels/,
      (hand) => {
        const { seq } = requestOf(WAITS);
        hand.copy('approval_request', `seq = ${seq}`, { id: op(), amount: 999 });
        hand.row('refund_request', { case_id: WAITS, version: 1, request_seq: hand.seq });
      },
    ],
    [
      'a red slip of another amount',
      /is not of the version that stands/,
      (hand) => slip(hand, POSTED, { total: 1001 }),
    ],
    [
      'a second application while the first is decided',
      /the case was not returned/,
      (hand) => hand.copy('refund_submission', `case_id = ${WAITS}`, { n: 2 }),
    ],
    [
      'a deputy whom nobody named',
      /refund_deputy: is of another person/,
      (hand) => hand.row('refund_deputy', { request_seq: requestOf(HALF).seq, level: 1, delegation_id: 1 }),
    ],
    [
      'an application that is not its lines',
      /lines, backs and total differ/,
      (hand) => {
        newCase(hand, receiptOf(REFUSED));
        hand.seal();
      },
    ],
    [
      'a void of what is being refunded',
      /receipt_void: this receipt is being refunded/,
      (hand) => {
        hand.document('V');
        hand.row('receipt_void', { receipt_seq: receiptOf(WAITS), reason: 'mistyped', text: null, total: 1000 });
      },
    ],
    [
      'a way back that lies about how the money came',
      /does not say how the money came/,
      (hand) => {
        const card = hand.one<{ seq: number }>("SELECT seq FROM tender WHERE method = 'card' ORDER BY seq LIMIT 1").seq;
        hand.sql('DROP TRIGGER refund_line_within');
        const id = newCase(hand, card);
        // What is left of it is not asked here: its own refund is out of the way.
        hand.sql('DROP TRIGGER refund_step_fits');
        const back = { case_id: id, version: 1, n: 1, tender_seq: card, tender_n: 1, method: 'cash', reason: null };
        hand.sql('DROP TRIGGER refund_now_follows');
        hand.sql("UPDATE refund_now SET state = 'withdrawn' WHERE case_id = ?", FAILED);
        hand.row('refund_back', { ...back, way: 'original', amount: 1000 });
      },
    ],
    [
      'a load that goes back another way',
      /goes back the way it came/,
      (hand) => {
        const load = hand.one<{ load_seq: number; load_n: number; account_id: number }>('SELECT * FROM load_left');
        const { load_seq, load_n, account_id } = load;
        hand.document('Y');
        const cells = { n: 1, account_id, load_seq, load_n, amount: 100, tender_n: null, method: 'cash' };
        hand.row('prepayment_draw', { ...cells, reference: null });
      },
    ],
    [
      'a freeze that nobody approved',
      /receipt_freeze: nobody approved it/,
      (hand) => {
        const cells = { n: 1, frozen: 1, reason: '待查', at: 0, person_id: SUPERVISOR1 };
        hand.row('receipt_freeze', { receipt_seq: receiptOf(WAITS), ...cells });
        hand.seal();
      },
    ],
    [
      'a second entry by whoever applied',
      /the first is the applicant's/,
      (hand) =>
        hand.copy('refund_entry', `case_id = ${TYPED_ONCE} AND n = 1`, {
          n: 2,
          base: 0,
          agrees: 1,
          person_id: CASHIER1,
        }),
    ],
    [
      'a case that goes on before the second entry',
      /two people must have typed it/,
      (hand) => stepped(hand, TYPED_ONCE, 'secondEntryAgreed', 'awaitingSecondEntry', 'awaitingApproval', CASHIER2),
    ],
    [
      'a confirmation of more than was bought',
      /use_confirmation: more than was bought/,
      (hand) =>
        hand.row('use_confirmation', {
          ...{ receipt_seq: receiptOf(WAITS), line_n: 1, n: 1, quantity: 1001, kind: 'returned', department: '药房' },
          ...{ at: 0, person_id: SUPERVISOR1 },
        }),
    ],
  ])('%s', (_what, refusal, work) => {
    expect(written(counter.ledger, work)).toMatch(refusal);
  });
});

describe('a decision', () => {
  onItsOwn();

  it('comes not: a decision before it is time (rule)', async () => {
    const { id, seq } = requestOf(TYPED_ONCE);
    expect(await refusalOf(decide(counter, id, 'supervisor1'))).toBe('REFUND_STATE');
    expect(() => caseOfRequest(counter.ledger, seq)).toThrow(Refused);
  });

  it('is not made: a level that asks for a code, by a decision that was begun for the level before', async () => {
    await setting('refundLevels', (value: { rules: { level: string; needsTotp: boolean }[] }) => ({
      ...value,
      rules: value.rules.map((rule) => ({ ...rule, needsTotp: rule.level !== 'first' })),
    }));
    const { number, request } = await apply(till, await charged(openCharge(150_000)), byQuantity([1, 1000]));
    const both = ['supervisor1', 'supervisor2'].map((one) =>
      refusalOf(decide(counter, request ?? '', one)).catch(() => 'done'),
    );
    expect((await Promise.all(both)).sort()).toEqual(['APPROVAL_DECIDED', 'done']);
    const { decisions, state } = await till.call('refund.case', { number });
    expect([decisions.length, state]).toEqual([1, 'awaitingApproval']);
  });

  it('comes not: from above before the level is overdue', async () => {
    const { number, request } = await apply(till, await charged(openCharge(777)), byQuantity([1, 1000]));
    const supervisor = await counter.signedIn('supervisor2');
    await supervisor.call('refund.endDelegation', { operationId: op(), to: 'finance1' });
    counter.clock.pass(30 * 60_000);
    expect(await refusalOf(decide(counter, request ?? '', 'finance1'))).toBe('FORBIDDEN');
    counter.clock.pass(1);
    await decide(counter, request ?? '', 'finance1');
    till = await counter.signedIn('cashier1');
    expect((await till.call('refund.case', { number })).state).toBe('approved');
    expect(counter.verify().firstBad).toBeNull();
  });

  it('comes not: from above where the table lets nothing pass up', async () => {
    await setting('refundLevels', (value: { rules: { escalates: boolean }[] }) => ({
      ...value,
      rules: value.rules.map((rule) => ({ ...rule, escalates: false })),
    }));
    const supervisor = await counter.signedIn('supervisor2');
    await supervisor.call('refund.endDelegation', { operationId: op(), to: 'finance1' });
    const { request } = await apply(till, await charged(), byQuantity([1, 1000]));
    counter.clock.pass(600 * 60_000);
    expect(await refusalOf(decide(counter, request ?? '', 'finance1'))).toBe('FORBIDDEN');
  });
});

describe('nothing is asked for', () => {
  onItsOwn();

  it('more money of a line than is left of it', async () => {
    const receipt = await charged();
    await apply(till, receipt, byAmount([1, 600]));
    expect(await refusalOf(apply(till, receipt, byAmount([1, 401])))).toBe('REFUND_EXCEEDS');
    await apply(till, receipt, byAmount([1, 400]));
  });

  it('for the same load from two windows at once', async () => {
    const { accounts } = await till.call('prepayment.account', { customer: 'C800009' });
    const load = accounts[0]?.loads[0]?.number ?? '';
    const wanted = {
      of: { of: 'held' as const, customer: 'C800009', kind: 'YF' },
      loads: [{ load, n: 1, amount: minor(3000) }],
    };
    const other = await counter.signedIn('cashier2');
    const both = await Promise.allSettled([till, other].map((one) => apply(one, '', [], wanted)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const forged = written(counter.ledger, (hand) => {
      const held = hand.one<{ id: number }>('SELECT id FROM refund_case WHERE account_id IS NOT NULL').id;
      hand.sql('DROP TRIGGER refund_case_follows');
      hand.copy('refund_case', `id = ${held}`, { id: 99, number: 'A01-W-99' });
      hand.copy('refund_submission', `case_id = ${held}`, { case_id: 99 });
      hand.copy('refund_back', `case_id = ${held}`, { case_id: 99, amount: 2001 });
    });
    // 30.00 of it is asked for, and 20.01 more would be more than this tender brought; less than that was left once.
    expect(forged).toMatch(/more than this tender brought/);
    await till.call('charge.post', {
      ...openCharge(1500),
      customer: 'C800009',
      tenders: [
        { method: 'prepayment', given: minor(1500), reference: null, detail: { of: 'prepayment', kind: 'YF' } },
      ],
    });
    const spent = written(counter.ledger, (hand) => {
      const held = hand.one<{ id: number }>('SELECT id FROM refund_case WHERE account_id IS NOT NULL').id;
      hand.sql('DROP TRIGGER refund_case_follows');
      hand.copy('refund_case', `id = ${held}`, { id: 99, number: 'A01-W-99' });
      hand.copy('refund_submission', `case_id = ${held}`, { case_id: 99 });
      hand.copy('refund_back', `case_id = ${held}`, { case_id: 99, amount: 501 });
    });
    expect(spent).toMatch(/more than is left of this load/);
    await expect(apply(till, '', [], { ...wanted, loads: [{ load, n: 1, amount: minor(501) }] })).rejects.toMatchObject(
      {
        code: 'REFUND_EXCEEDS',
        params: { refundable: 500 },
      },
    );
  });

  it('for a receipt that was voided', async () => {
    const receipt = await charged();
    await voidReceipt(counter, till, receipt);
    await expect(apply(till, receipt, byQuantity([1, 1000]))).rejects.toMatchObject({
      code: 'REFUND_BLOCKED',
      params: { reason: 'voided' },
    });
    const { seq } = counter.ledger.one<{ seq: number }>('SELECT max(receipt_seq) AS seq FROM receipt_void') ?? {
      seq: 0,
    };
    expect(written(counter.ledger, (hand) => void newCase(hand, seq))).toMatch(/refund_case: this receipt was voided/);
  });

  it('for a receipt that was exchanged', async () => {
    const receipt = await charged(openCharge(1000, 'wechat', '4200000000202611270009'));
    await exchangeReceipt(counter, till, receipt);
    await expect(apply(till, receipt, byQuantity([1, 1000]))).rejects.toMatchObject({
      code: 'REFUND_BLOCKED',
      params: { reason: 'exchanged' },
    });
    const { seq } = counter.ledger.one<{ seq: number }>('SELECT receipt_seq AS seq FROM receipt_exchange') ?? {
      seq: 0,
    };
    expect(written(counter.ledger, (hand) => void newCase(hand, seq))).toMatch(/this receipt was exchanged/);
  });

  it('for a receipt whose invoice stands', async () => {
    const number = await charged();
    await till.call('invoice.record', {
      ...{
        operationId: op(),
        number,
        kind: 'fiscal',
        status: 'issued',
        code: '61060126',
        invoiceNumber: '0012345678',
        note: null,
      },
    });
    await expect(apply(till, number, byQuantity([1, 1000]))).rejects.toMatchObject({
      code: 'REFUND_BLOCKED',
      params: { reason: 'invoiceNotRed' },
    });
    const { seq } = counter.ledger.one<{ seq: number }>('SELECT document_seq AS seq FROM invoice') ?? { seq: 0 };
    expect(written(counter.ledger, (hand) => void newCase(hand, seq))).toMatch(/the invoice of this receipt stands/);
  });

  it('in notes for a card, whatever the policy lets through', async () => {
    await setting('refundPolicy', (value: { policies: { channels: Record<string, unknown> }[] }) => {
      for (const policy of value.policies) policy.channels['card'] = { allowed: ['original', 'cash'], arrivalDays: 1 };
      return value;
    });
    const receipt = await charged({ ...openCharge(5000), tenders: [CARD] });
    const otherWays = [{ load: null, n: 1, way: 'cash' as const, reason: '急用现金' }];
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000]), { otherWays }))).toBe('REFUND_POLICY');
    const finance = await counter.signedIn('finance1');
    const other = { case: numberOf(FAILED), n: 1, way: 'cash' as const, reason: '急用现金', payee: null };
    expect(await refusalOf(finance.call('payout.reroute', { operationId: op(), ...other }))).toBe('WAY_NOT_ALLOWED');
    const payout = written(counter.ledger, (hand) =>
      hand.copy('refund_payout', `case_id = ${FAILED}`, { n: 2, way: 'cash', replaces: 1, reason: '急用' }),
    );
    expect(payout).toMatch(/CHECK constraint failed/);
  });

  it('what a risk rule blocks', async () => {
    await setting('refundRisk', () => ({ rules: [{ kind: 'customerSingle', over: 500, verdict: 'block' }] }));
    const receipt = await charged();
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000])))).toBe('REFUND_RISK');
    expect((await apply(till, receipt, byAmount([1, 500]))).state).toBe('awaitingApproval');
  });

  it('for a customer who is frozen', async () => {
    const receipt = await charged({ ...openCharge(1000), customer: 'C800009' });
    const freeze = { number: 'C800009', frozen: true, reason: '核实身份' };
    const subject = { kind: 'customerFreeze' as const, ...freeze };
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    await decide(counter, request, 'supervisor1');
    await till.call('customer.freeze', { operationId: op(), ...freeze, approval: request });
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000])))).toBe('REFUND_BLOCKED');
    const of = { of: 'held' as const, customer: 'C800009', kind: 'YF' };
    const { accounts } = await till.call('prepayment.account', { customer: 'C800009' });
    const loads = [{ load: accounts[0]?.loads[0]?.number ?? '', n: 1, amount: minor(100) }];
    expect(await refusalOf(apply(till, '', [], { of, loads }))).toBe('REFUND_BLOCKED');
  });

  it('for a payment that nothing proves yet', async () => {
    const receipt = await charged(openCharge(1000, 'wechat'));
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000])))).toBe('REFUND_TENDER_UNREADY');
  });

  it('to an account whose check digit is wrong', async () => {
    const receipt = await charged(transferred(1234, 3));
    const payee = { ...PAYEE, account: '6222 0200 0000 1234 567' };
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000]), { payee }))).toBe('PAYEE_INVALID');
  });
});

describe('two people type, and differ', () => {
  onItsOwn();

  it('another account the second time', async () => {
    const second = await counter.signedIn('cashier2');
    const payee = { ...PAYEE, account: '6222020000001234574' };
    const typed = { case: numberOf(TYPED_ONCE), amount: null };
    const { differs, agreed } = await second.call('refund.secondEntry', { operationId: op(), ...typed, payee });
    expect([differs, agreed]).toEqual([['account'], false]);
    expect((await till.call('refund.case', { number: numberOf(TYPED_ONCE) })).state).toBe('awaitingSecondEntry');
  });

  it('another amount the second time', async () => {
    await setting('refundPaying', (value: object) => ({ ...value, typedTwiceFrom: 500 }));
    const { number, state } = await apply(till, await charged(), byQuantity([1, 1000]));
    expect(state).toBe('awaitingSecondEntry');
    const second = await counter.signedIn('cashier2');
    const typed = { case: number, payee: null };
    const wrong = await second.call('refund.secondEntry', { operationId: op(), ...typed, amount: minor(100) });
    expect([wrong.differs, wrong.case.state]).toEqual([['amount'], 'awaitingSecondEntry']);
    const right = await second.call('refund.secondEntry', { operationId: op(), ...typed, amount: minor(1000) });
    expect(right.case.state).toBe('awaitingApproval');
  });

  it('a second entry by whoever typed the new payee', async () => {
    const finance = await counter.signedIn('finance1');
    const other = { case: numberOf(FAILED), n: 1, way: 'transfer' as const, reason: '卡已注销', payee: PAYEE };
    await finance.call('payout.reroute', { operationId: op(), ...other });
    const again = (hand: Hand) => hand.copy('refund_entry', `case_id = ${FAILED}`, { n: 2, base: 0, agrees: 1 });
    expect(written(counter.ledger, again)).toMatch(/two people type, not one/);
    const sent = written(counter.ledger, (hand) => {
      hand.row('bank_batch', { n: 1, number: 'A01-G-0000001', at: 0, person_id: FINANCE1, count: 1, total: 5000 });
      const moved = { n: 1, step: 'sent', from_state: 'approved', to_state: 'sent', at: 0, person_id: FINANCE1 };
      const reference = `${numberOf(FAILED)}-2`;
      hand.row('payout_step', { case_id: FAILED, payout_n: 2, ...moved, reference, text: null, batch_n: 1 });
    });
    expect(sent).toMatch(/two people must have typed the payee/);
  });
});
