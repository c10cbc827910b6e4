// Refunds under attack. Each test says which guards stand against it, and asks every one of them alone: the rule while the
// trigger is away, the trigger while the rule is gone round. Taking either away makes its test fail.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { milli, minor } from '../../core/money/money.ts';
import { Act } from '../../db/ledger/act.ts';
import { readReceipt } from '../../db/readers/read-receipt.ts';
import { personRole } from '../../db/schema.ts';
import { bankSays, sendBatch } from './support/bank.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { written as writtenTo } from './support/forged-rows.ts';
import { registerLoss } from './support/paper-case-acts.ts';
import { application, apply, approve, byAmount, byQuantity, PAYEE } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

const [CASHIER1, SUPERVISOR2] = [2, 6];
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
  till = await counter.signedIn('cashier1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const balance = (account: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0;
const slips = (): number => counter.ledger.one<{ n: number }>('SELECT count(*) AS n FROM refund_document')?.n ?? 0;
const verified = () => expect(counter.verify().firstBad).toBeNull();
const dropped = (trigger: string) => counter.ledger.db.exec(`DROP TRIGGER ${trigger}`);

type Write = (sql: string, ...values: unknown[]) => void;

/** What the file says to rows written past the program, in an act that is not sealed: "taken", or its refusal. */
const written = (work: (write: Write, seq: number) => void): string =>
  writtenTo(counter.ledger, (hand) => work((sql, ...values) => hand.sql(sql, ...values), hand.seq));

/** A case of `receipt` past every rule, with `more` rows of it. */
function forgedCase(
  receipt: string,
  more: (write: Write, ids: { seq: number; id: number; of: number }) => void,
): string {
  const of = readReceipt(counter.ledger, receipt).seq;
  const id = (counter.ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM refund_case')?.id ?? 0) + 1;
  return written((write, seq) => {
    write('INSERT INTO refund_case VALUES (?, ?, ?, 0, ?, ?, NULL, NULL)', id, seq, `A01-W-${id}`, CASHIER1, of);
    write(
      `INSERT INTO refund_submission VALUES (?, 1, ?, 0, ?, '未检查', NULL, 'x', 'self', 'counter', 1, 1000, 0, 0, 1000, 0, '[]',
        'allow', '[]', 0, 0)`,
      ...[id, seq, CASHIER1],
    );
    more(write, { seq, id, of });
  });
}

/** A decision of `person` on the request of case 1, written past the program. */
const forgedDecision = (write: Write, seq: number, person: number, at = 0): void =>
  write(
    `INSERT INTO approval_decision (request_seq, level, seq, verdict, at, tick, person_id, opinion, digest)
     SELECT r.seq, 1 + (SELECT count(*) FROM approval_decision d WHERE d.request_seq = r.seq), ?, 'approved', ?, 0, ?, NULL, r.digest
     FROM refund_request q JOIN approval_request r ON r.seq = q.request_seq WHERE q.case_id = 1`,
    ...[seq, at, person],
  );

async function opened(fen = 1000): Promise<{ receipt: string; number: string; request: string }> {
  const { number: receipt } = await till.call('charge.post', openCharge(fen));
  const { number, request } = await apply(till, receipt, byQuantity([1, 1000]));
  return { receipt, number, request: request ?? '' };
}

describe('deciding', () => {
  it('two approvals at once: one counts, one slip is posted (history of the request; trigger on decisions)', async () => {
    const { number, request } = await opened();
    const both = ['supervisor1', 'supervisor2'].map((one) => decide(counter, request, one));
    const answers = await Promise.allSettled(both);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await till.call('refund.case', { number })).decisions).toHaveLength(1);
    expect(slips()).toBe(1);
    expect(written((write, seq) => forgedDecision(write, seq, SUPERVISOR2))).not.toBe('taken');
    verified();
  });

  it('two supervisors in the same second: each level is one person’s, and one person’s second yes is none', async () => {
    const { number, request } = await opened(150_000);
    const twice = await Promise.allSettled([1, 2].map(() => decide(counter, request, 'supervisor1')));
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([slips(), (await till.call('refund.case', { number })).state]).toEqual([0, 'awaitingApproval']);
    const rest = await Promise.allSettled(['supervisor2', 'finance1'].map((one) => decide(counter, request, one)));
    expect(rest.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { decisions, state } = await till.call('refund.case', { number });
    expect([state, decisions.length, new Set(decisions.map(({ by }) => by)).size]).toEqual(['approved', 2, 2]);
    expect(slips()).toBe(1);
    verified();
  });

  it('one’s own case through the contract, by one who may apply and decide (rule; trigger on decisions)', async () => {
    // Nobody is given both roles by the program or the file: here somebody was, past both.
    dropped('person_role_alone');
    const cashier2 = counter.ledger.one<{ id: number }>("SELECT id FROM person WHERE username = 'cashier2'")?.id ?? 0;
    counter.ledger.transact(
      () => {
        const act = new Act(counter.ledger);
        act.insert(personRole, { personId: cashier2, n: 9, role: 'supervisor', granted: 1 });
        act.seal({ kind: 'person.reactivated', ref: null, businessDate: '2026-11-23', personId: cashier2 });
      },
      () => undefined,
    );
    const { number: receipt } = await till.call('charge.post', openCharge(1000));
    const { request } = await apply(await counter.signedIn('cashier2'), receipt, byQuantity([1, 1000]));
    const applicant = counter.ledger.one<{ p: number }>('SELECT person_id AS p FROM refund_case')?.p ?? 0;
    expect(written((write, seq) => forgedDecision(write, seq, applicant))).not.toBe('taken');
    expect(await refusalOf(decide(counter, request ?? '', 'cashier2'))).toBe('APPROVAL_OWN');
    expect(slips()).toBe(0);
  });

  it('by one whose role was taken away a second before (rights are read in the transaction that decides)', async () => {
    const { number, request } = await opened();
    const admin = await counter.signedIn('admin');
    const window = counter.approvalWindow(request);
    await window.call('approval.show', {});
    await admin.call('people.deactivate', { operationId: op(), username: 'supervisor1' });
    const input = {
      username: 'supervisor1',
      password: 'supervisor1-2026',
      verdict: 'approved',
      opinion: null,
    } as const;
    await expect(window.call('approval.decide', input)).rejects.toThrow();
    expect([slips(), (await till.call('refund.case', { number })).state]).toEqual([0, 'awaitingApproval']);
    verified();
  });

  it('by one who has the right of no such level, by no delegation and before it is overdue (rights of the level)', async () => {
    const { number, request } = await opened();
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('FORBIDDEN');
    expect((await till.call('refund.case', { number })).decisions).toEqual([]);
    verified();
  });

  it('with a request that was decided, withdrawn or replaced (state of the request)', async () => {
    const { number, request } = await opened();
    await decide(counter, request, 'supervisor1');
    expect(await refusalOf(decide(counter, request, 'supervisor2'))).toBe('APPROVAL_DECIDED');
    const next = await opened();
    await till.call('refund.withdraw', { operationId: op(), case: next.number, text: null });
    expect(await refusalOf(decide(counter, next.request, 'supervisor1'))).toBe('APPROVAL_DECIDED');
    const third = await opened();
    await decide(counter, third.request, 'supervisor1', { verdict: 'returned', opinion: '缺单据' });
    const again = { operationId: op(), case: third.number, ...application(third.receipt, byQuantity([1, 1000])) };
    const second = await till.call('refund.resubmit', again);
    expect(await refusalOf(decide(counter, third.request, 'supervisor2'))).toBe('APPROVAL_DECIDED');
    expect(second.decisions).toEqual([]);
    expect([slips(), number]).toEqual([1, 'A01-W-0000001']);
    verified();
  });

  it('on an approval that has run out (trigger on the red slip, both sides of the minute)', async () => {
    await opened();
    const posted = (late: number): string =>
      written((write, seq) => {
        forgedDecision(write, seq, SUPERVISOR2, 5_000);
        write(
          `INSERT INTO refund_step VALUES (1, 2, ?, 1, 'lastLevelApproved', 'awaitingApproval', 'approved', 0, ?, NULL)`,
          ...[seq, SUPERVISOR2],
        );
        write(
          "INSERT INTO document VALUES (?, 'F', 1, 'A01-F-0000001', '2026-11-23', 0, 480, 1, ?)",
          ...[seq, SUPERVISOR2],
        );
        write(
          `INSERT INTO refund_document (seq, case_id, version, request_seq, at, tick, prior_account, total)
           VALUES (?, 1, 1, (SELECT request_seq FROM refund_request WHERE case_id = 1), ?, 0, NULL, 1000)`,
          ...[seq, 5_000 + late],
        );
      });
    expect(posted(60_000)).toBe('taken');
    expect(posted(60_001)).toMatch(/the approval has run out/);
    expect(posted(-1)).toMatch(/the approval has run out/);
  });

  it('on an amount that was changed between two levels (append-only; digest of the matter)', async () => {
    const { request } = await opened(150_000);
    await decide(counter, request, 'supervisor1');
    const change = 'UPDATE refund_submission SET amount = amount - 1, total = total - 1';
    expect(written((write) => write(change))).toMatch(/append-only/);
    dropped('refund_submission_no_update');
    counter.ledger.db.exec(change);
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('APPROVAL_MISMATCH');
    expect(await refusalOf(decide(counter, request, 'supervisor2'))).toBe('APPROVAL_MISMATCH');
    expect(slips()).toBe(0);
  });
});

describe('asking for money', () => {
  it('for the same line from two windows at once (rule within the transaction; trigger on lines)', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const other = await counter.signedIn('cashier2');
    const answers = await Promise.allSettled([till, other].map((one) => apply(one, receipt, byQuantity([2, 2000]))));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const more = forgedCase(receipt, (write, { seq, id, of }) =>
      write('INSERT INTO refund_line VALUES (?, 1, 2, ?, ?, 2000, 8434, 0, 0, 8434, 0)', id, seq, of),
    );
    expect(more).toMatch(/refund_line: more than was paid/);
    const tender = forgedCase(receipt, (write, { seq, id, of }) =>
      write("INSERT INTO refund_back VALUES (?, 1, 1, ?, ?, 1, 'card', 'original', NULL, 8000)", id, seq, of),
    );
    expect(tender).toMatch(/refund_back: more than this tender brought/);
    dropped('refund_line_within');
    dropped('refund_back_within');
    expect(await refusalOf(apply(other, receipt, byQuantity([2, 2000])))).toBe('REFUND_EXCEEDS');
  });

  it('for a receipt whose proof of payment was issued (rule; trigger where the act is sealed)', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(1000));
    await till.call('receipt.print', { operationId: op(), number: receipt, locale: 'zh-CN', reason: null });
    await registerLoss(till, receipt);
    const sealed = forgedCase(receipt, (write, { seq }) =>
      write(
        `INSERT INTO chain (seq, at, clock_back, business_date, person_id, kind, ref, detail, digest, prev, hash)
         VALUES (?, 0, 0, '2026-11-23', ?, 'refund.applied', NULL, '{}', zeroblob(32), zeroblob(32), zeroblob(32))`,
        ...[seq, CASHIER1],
      ),
    );
    expect(sealed).toMatch(/registered as lost/);
    dropped('chain_seals_lost_refund');
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000])))).toBe('REFUND_BLOCKED');
  });

  it('in notes, for a prepayment that was loaded by card (policy and rule; CHECK on ways back and payouts)', async () => {
    const tenders = [{ method: 'card' as const, given: minor(5000), reference: '004512' }];
    await till.call('prepayment.take', {
      ...{ operationId: op(), customer: 'C800009', kind: 'YF', amount: minor(5000), tenders },
    });
    const { accounts } = await till.call('prepayment.account', { customer: 'C800009' });
    const load = accounts[0]?.loads[0]?.number ?? '';
    const wanted = {
      of: { of: 'held' as const, customer: 'C800009', kind: 'YF' },
      lines: [],
      loads: [{ load, n: 1, amount: minor(5000) }],
      otherWays: [{ load, n: 1, way: 'cash' as const, reason: '急用现金' }],
    };
    expect(await refusalOf(apply(till, '', [], wanted))).toBe('REFUND_POLICY');
    const { refusals } = await till.call('refund.dryRun', application('', [], wanted));
    expect(refusals).toContainEqual({ rule: 'channel', method: 'card', way: 'cash' });
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const notes = forgedCase(receipt, (write, { seq, id, of }) =>
      write("INSERT INTO refund_back VALUES (?, 1, 1, ?, ?, 1, 'card', 'cash', '急用', 1000)", id, seq, of),
    );
    expect(notes).toMatch(/CHECK constraint failed/);
    const { number } = await apply(till, '', [], { ...wanted, otherWays: [] });
    await approve(counter, till, number);
    const finance = await counter.signedIn('finance1');
    await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
    await till.call('payout.fail', { operationId: op(), case: number, n: 1, text: '卡已注销' });
    const other = { operationId: op(), case: number, n: 1, way: 'cash' as const, reason: '急用现金', payee: null };
    expect(await refusalOf(finance.call('payout.reroute', other))).toBe('WAY_NOT_ALLOWED');
    verified();
  });

  it('for a part that drops what is kept below its threshold discount (the lost benefit is taken off; the sum is exact)', async () => {
    const finance = await counter.signedIn('finance1');
    const benefit = { kind: 'threshold' as const, reach: minor(10_000), off: minor(1_000), repeats: false };
    await finance.call('policy.write', {
      ...{ operationId: op(), code: 'MJ', name: '满减', benefit, audience: { who: 'everyone' }, items: ['OPEN'] },
      ...{ categories: [], cap: null, combines: true, fromDate: '2026-11-23', untilDate: null },
    });
    const line = { item: 'OPEN', quantity: milli(1000), price: minor(6_000) };
    const { number: receipt } = await till.call('charge.post', {
      ...openCharge(11_000),
      lines: [line, line],
      discounts: [{ kind: 'policy', policy: 'MJ' }],
    });
    // 60.00 kept no longer merit 10.00 off: what goes back is 110.00 − 60.00, not half of 110.00.
    const first = await apply(till, receipt, byQuantity([1, 1000]));
    expect(first.total).toBe(5_000);
    await approve(counter, till, first.number);
    const rest = await apply(till, receipt, byQuantity([2, 1000]));
    expect(first.total + rest.total).toBe(11_000);
    verified();
  });
});

describe('money that comes back', () => {
  it('退汇 after the case was closed: open again, owed again, paid once more and no more (table of steps; triggers)', async () => {
    const tenders = [{ method: 'transfer' as const, given: minor(1234), reference: 'HB20261123000077' }];
    const { number: receipt } = await till.call('charge.post', { ...openCharge(1234), tenders });
    const { number } = await apply(till, receipt, byQuantity([1, 1000]), { payee: PAYEE });
    const typed = { operationId: op(), case: number, payee: PAYEE, amount: null };
    await (await counter.signedIn('cashier2')).call('refund.secondEntry', typed);
    await approve(counter, till, number);
    const finance = await counter.signedIn('finance1');
    const byBank = async (n: number): Promise<void> => {
      await sendBatch(finance, [{ case: number, n }]);
      await bankSays(finance, [{ reference: `${number}-${n}`, amount: 1234, result: '成功' }]);
    };
    const notified = { how: 'notified' as const, notice: '短信' };
    await byBank(1);
    await till.call('refund.close', { operationId: op(), case: number, by: notified });
    const back = { case: number, n: 1, why: 'transferReturned' as const, reference: 'TH20261123', text: '账号不符' };
    const bounced = await finance.call('payout.moneyBack', { operationId: op(), ...back });
    expect([bounced.state, bounced.waitsFor, balance('2241.refund')]).toEqual(['payoutFailed', 'payout', -1234]);
    expect(await refusalOf(finance.call('payout.moneyBack', { operationId: op(), ...back }))).toBe('PAYOUT_STATE');
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000])))).toBe('REFUND_EXCEEDS');
    const paidAgain =
      "INSERT INTO payout_step VALUES (1, 1, 4, ?, 'confirmed', 'failed', 'confirmed', 0, 2, NULL, NULL, NULL)";
    expect(written((write, seq) => write(paidAgain, seq))).toMatch(/payout_step: leads nowhere/);
    await till.call('payout.retry', { operationId: op(), case: number, n: 1 });
    expect(await refusalOf(till.call('payout.retry', { operationId: op(), case: number, n: 1 }))).toBe('PAYOUT_STATE');
    const second = "INSERT INTO refund_payout VALUES (1, 3, ?, 1, 'transfer', 'original', 1234, 1, NULL)";
    expect(written((write, seq) => write(second, seq))).toMatch(/UNIQUE|took the place|takes the place/);
    await byBank(2);
    const closed = await till.call('refund.close', { operationId: op(), case: number, by: notified });
    expect([closed.state, balance('2241.refund'), slips()]).toEqual(['closed', 0, 1]);
    verified();
  });

  it('退票 while the case waits for a decision: the ledger returns it with the reason, and nobody can approve it any more (rule; trigger)', async () => {
    const detail = { of: 'cheque' as const, bank: '工商银行', drawer: '江城建筑有限公司' };
    const tenders = [{ method: 'cheque' as const, given: minor(5000), reference: '10203344', detail }];
    const { number: receipt } = await till.call('charge.post', { ...openCharge(5000), tenders });
    const { number } = await apply(till, receipt, byAmount([1, 2000]), { payee: PAYEE });
    const { number: other } = await apply(till, receipt, byAmount([1, 1000]), { payee: PAYEE });
    const typed = { operationId: op(), case: number, payee: PAYEE, amount: null };
    await (await counter.signedIn('cashier2')).call('refund.secondEntry', typed);
    const finance = await counter.signedIn('finance1');
    const before = await till.call('refund.case', { number });
    expect(before.state).toBe('awaitingApproval');
    await finance.call('cheque.bounce', { operationId: op(), number: receipt, n: 1, reason: '存款不足' });
    for (const one of [number, other]) {
      const open = await till.call('refund.case', { number: one });
      expect([open.state, open.waitsFor]).toEqual(['returned', 'applicant']);
      expect(open.steps.at(-1)).toMatchObject({ step: 'sentBack', text: 'chequeBounced: 存款不足' });
    }
    // The window that was open for it decides nothing any more.
    await expect(decide(counter, before.request ?? '', 'supervisor1')).rejects.toThrow('REFUND_STATE');
    expect([balance('2241.refund'), balance('1122.cheque'), slips()]).toEqual([0, 5000, 0]);
    verified();
  });

  it('退票 after the refund was approved: its case opens again by itself, and nothing is paid before the debt is (rule; triggers)', async () => {
    const detail = { of: 'cheque' as const, bank: '工商银行', drawer: '江城建筑有限公司' };
    const tenders = [{ method: 'cheque' as const, given: minor(5000), reference: '10203344', detail }];
    const { number: receipt } = await till.call('charge.post', { ...openCharge(5000), tenders });
    const { number } = await apply(till, receipt, byAmount([1, 2000]), { payee: PAYEE });
    const typed = { operationId: op(), case: number, payee: PAYEE, amount: null };
    await (await counter.signedIn('cashier2')).call('refund.secondEntry', typed);
    await approve(counter, till, number);
    const finance = await counter.signedIn('finance1');
    const batch = (n: number) =>
      finance.call('payout.batch', { operationId: op(), payouts: [{ case: number, n }], count: 1, total: minor(2000) });
    expect(await refusalOf(batch(1))).toBe('TENDER_NOT_READY');
    const sent =
      "INSERT INTO payout_step VALUES (1, 1, 1, ?, 'sent', 'approved', 'sent', 0, 2, 'A01-W-0000001-1', NULL, NULL)";
    expect(written((write, seq) => write(sent, seq))).toMatch(/was not paid itself/);
    // Nobody says by hand that what was never sent has failed.
    const failed = { operationId: op(), case: number, n: 1, text: '弄错' };
    expect(await refusalOf(till.call('payout.fail', failed))).toBe('PAYOUT_STATE');
    await finance.call('cheque.bounce', { operationId: op(), number: receipt, n: 1, reason: '存款不足' });
    const open = await till.call('refund.case', { number });
    expect([open.state, open.waitsFor, open.payouts[0]?.state]).toEqual(['payoutFailed', 'payout', 'failed']);
    expect([balance('2241.refund'), balance('1122.cheque')]).toEqual([-2000, 5000]);
    await till.call('payout.retry', { operationId: op(), case: number, n: 1 });
    expect(await refusalOf(batch(2))).toBe('TENDER_NOT_READY');
    verified();
    const cash = [{ method: 'cash' as const, given: minor(5000), reference: null }];
    const debt = { of: 'cheque' as const, number: receipt, n: 1 };
    const collected = { debt, amount: minor(5000), tenders: cash, text: null };
    await till.call('claim.collect', { operationId: op(), ...collected });
    expect(await batch(2)).toMatchObject({ count: 1, total: 2000 });
    verified();
  });

  it('a reversal rejected after the slip was signed: the slip stands, the money is owed, nothing is refunded twice', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const { number } = await apply(till, receipt, byQuantity([2, 1000]));
    await approve(counter, till, number);
    await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
    await till.call('payout.confirm', { operationId: op(), case: number, n: 1, reference: '004599' });
    const signed = { how: 'signed' as const, signedBy: '欧阳𠅤' };
    await till.call('refund.close', { operationId: op(), case: number, by: signed });
    const card = balance('1012.card');
    const finance = await counter.signedIn('finance1');
    const back = { operationId: op(), case: number, n: 1, why: 'reversalRejected' as const };
    const opened2 = await finance.call('payout.moneyBack', { ...back, reference: null, text: '发卡行拒绝' });
    expect([opened2.state, balance('2241.refund'), balance('1012.card')]).toEqual(['payoutFailed', -4217, card + 4217]);
    expect([opened2.document, slips()]).toEqual(['A01-F-0000001', 1]);
    expect(await refusalOf(till.call('refund.close', { operationId: op(), case: number, by: signed }))).toBe(
      'REFUND_STATE',
    );
    const { totals } = await till.call('refund.refundable', { of: { of: 'receipt', number: receipt } });
    expect(totals).toMatchObject({ refunded: 4217, refundable: 15851 - 4217 });
    await till.call('payout.retry', { operationId: op(), case: number, n: 1 });
    await till.call('payout.start', { operationId: op(), case: number, n: 2, text: null });
    await till.call('payout.confirm', { operationId: op(), case: number, n: 2, reference: '004600' });
    const closed = await till.call('refund.close', { operationId: op(), case: number, by: signed });
    expect([closed.state, balance('2241.refund')]).toEqual(['closed', 0]);
    verified();
  });
});
