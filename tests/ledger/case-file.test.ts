// The approver's side of a refund, asked of the real server: the window shows the whole case and its papers, and no other;
// a level that asks for the telephone is not decided without it, and verify names a decision that was.
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor, ZERO } from '../../core/money/money.ts';
import type { LevelRule } from '../../core/refund/approval-levels.ts';
import { approvalDecision } from '../../db/schema-approval.ts';
import { Act } from '../../db/ledger/act.ts';
import { moveCase } from '../../db/refund/move-case.ts';
import { openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { apply, byQuantity } from './support/refunds.ts';
import { LedgerTemplate, workedDay } from './support/sample-ledger.ts';

const STEP_MS = 30_000;
let template: LedgerTemplate;
let counter: Counter;
let till: Window;
beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
});
beforeEach(async () => {
  counter = await template.counter();
  counter.clock.wall = counter.ledger.head.at;
  till = await counter.signedIn('cashier1');
});
afterEach(() => {
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

/** Three levels by three people, the last one with a code. */
async function threeLevels(): Promise<void> {
  const finance = await counter.signedIn('finance1');
  const rule = { from: ZERO, categories: null, onRisk: false, deadlineMinutes: 30, escalates: true };
  const rules: readonly LevelRule[] = [
    { ...rule, level: 'first', needsTotp: false },
    { ...rule, level: 'second', needsTotp: false },
    { ...rule, level: 'final', needsTotp: true },
  ];
  await finance.call('settings.change', {
    ...{ operationId: op(), key: 'refundLevels', fromDate: counter.ledger.businessDate() },
    value: { rules, autoUpTo: ZERO, togetherUpTo: null } as never,
  });
}

async function caseToDecide(): Promise<{
  readonly number: string;
  readonly request: string;
  readonly receipt: string;
}> {
  const { number: receipt } = await till.call('charge.post', {
    ...openCharge(2500),
    customer: 'C800001',
    tenders: [{ method: 'cash', given: minor(2500), reference: null }],
  });
  const { number, request } = await apply(till, receipt, byQuantity([1, 1000]));
  return { number, request: request ?? '', receipt };
}

describe('the window of a refund', () => {
  it('shows the case, its receipt and what is left, masked, and nothing of another case', async () => {
    const { number, request, receipt } = await caseToDecide();
    const file = await counter.approvalWindow(request).call('approval.case', {});
    expect(file).toMatchObject({
      case: { number, total: 2500, receipt },
      totals: { paid: 2500, refundable: 0, inProgress: 2500 },
      receipt: { number: receipt, total: 2500, tenders: [{ method: 'cash', amount: 2500, reference: null }] },
    });
    expect(file.idNumber ?? '*').toContain('*');
    const supervisor = await counter.signedIn('supervisor1');
    expect(await supervisor.call('refund.file', { number })).toEqual(file);
    // A window for something else has no case.
    const subject = { kind: 'void', receipt: 'A01-R-0000001', reason: 'mistyped', text: null } as const;
    const other = await till.call('approval.request', { operationId: op(), subject });
    expect(await refusalOf(counter.approvalWindow(other.request).call('approval.case', {}))).toBe('UNKNOWN_REFUND');
    expect(await refusalOf(till.call('approval.case', {}))).toBe('WRONG_WINDOW');
  });

  it('shows the papers of its case and of no other, and the journal says so', async () => {
    const { request } = await caseToDecide();
    const attachment = counter.ledger.db
      .prepare('SELECT attachment_id FROM refund_paper LIMIT 1')
      .pluck()
      .get() as string;
    const input = { attachment, part: 1 };
    expect(await refusalOf(counter.approvalWindow(request).call('approval.paper', input))).toBe('UNKNOWN_ATTACHMENT');
    expect(await refusalOf(till.call('approval.paper', input))).toBe('WRONG_WINDOW');
    const its = counter.ledger.db.prepare(
      `SELECT r.id FROM refund_paper p JOIN refund_request q ON q.case_id = p.case_id JOIN approval_request r ON r.seq = q.request_seq
       WHERE p.attachment_id = ?`,
    );
    const paper = await counter.approvalWindow(its.pluck().get(attachment) as string).call('approval.paper', input);
    expect(paper).toMatchObject({ media: 'png', parts: 1 });
    const last = counter.ledger.db.prepare(
      "SELECT detail FROM chain WHERE kind = 'attachment.opened' ORDER BY seq DESC LIMIT 1",
    );
    expect(last.pluck().get()).toContain('"approval"');
  });
});

describe('three levels', () => {
  it('are three people, and the one that asks for the telephone is not decided without it', async () => {
    await threeLevels();
    const { number, request } = await caseToDecide();
    const needs = async () => (await counter.approvalWindow(request).call('approval.show', {})).needsCode;
    expect(await needs()).toBe(false);
    await decide(counter, request, 'supervisor1');
    expect(await refusalOf(decide(counter, request, 'supervisor1'))).toBe('APPROVAL_OWN');
    await decide(counter, request, 'supervisor2');
    expect(await needs()).toBe(true);
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('CODE_NOT_ENROLLED');
    const finance = await counter.signedIn('finance1');
    const { secret } = await finance.call('code.begin', { password: 'finance1-2026' });
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = (): string => totp.generate({ timestamp: counter.clock.wall });
    await finance.call('code.confirm', { code: code() });
    expect(await refusalOf(decide(counter, request, 'finance1'))).toBe('CODE_REQUIRED');
    expect(await refusalOf(decide(counter, request, 'finance1', { code: code() }))).toBe('CODE_USED');
    counter.clock.pass(STEP_MS);
    await decide(counter, request, 'finance1', { code: code() });
    expect(await till.call('refund.case', { number })).toMatchObject({ state: 'approved' });
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('with a code left out are named by verify', async () => {
    await threeLevels();
    const { request } = await caseToDecide();
    await decide(counter, request, 'supervisor1');
    await decide(counter, request, 'supervisor2');
    const { ledger } = counter;
    const asked = ledger.one<{ seq: number; digest: string }>(
      'SELECT seq, digest FROM approval_request WHERE id = ?',
      request,
    );
    const person = ledger.one<{ id: number }>("SELECT id FROM person WHERE username = 'finance1'");
    ledger.transact(
      () => {
        const act = new Act(ledger);
        const personId = person?.id ?? 0;
        const { seq = 0, digest = '' } = asked ?? {};
        act.insert(approvalDecision, {
          ...{
            requestSeq: seq,
            level: 3,
            verdict: 'rejected',
            at: act.at,
            tick: 1,
            personId,
            opinion: '不同意',
            digest,
          },
        });
        // The case goes the way the decision says: only the code is missing.
        const decided = ledger.one<{ id: number }>(
          'SELECT case_id AS id FROM refund_request WHERE request_seq = ?',
          seq,
        );
        moveCase(ledger, act, decided?.id ?? 0, 'reject', { personId, text: '不同意' });
        act.seal({ kind: 'approval.rejected', ref: request, businessDate: ledger.businessDate(), personId });
      },
      () => undefined,
    );
    expect(counter.verify().firstBad?.detail).toBe('was made without the code that it needed');
  });
});
