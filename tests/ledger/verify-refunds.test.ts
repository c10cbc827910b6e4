// Verify re-proves refunds from their rows alone. Each history below was written again by somebody who holds the key, with
// right digests and hashes; one thing about a refund is untrue, and that is what verify must name.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { minor, milli } from '../../core/money/money.ts';
import type { InputOf } from '../../core/contract/contract.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { type Counter, op, type Window } from './support/counter.ts';
import { exchangeReceipt, registerLoss } from './support/paper-case-acts.ts';
import { apply, approve, byAmount, byQuantity } from './support/refunds.ts';
import { verdictAfter } from './support/rewritten.ts';
import { LedgerTemplate, voidReceipt } from './support/sample-ledger.ts';
import { workedRefunds } from './support/worked-refunds.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(refundDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

/** Cases 1 to 4 of `workedRefunds`; 5 by card to its end; 6 approved by rule, failed and sent again; 7 confirmed by a department; 8 of a lost receipt. */
async function refundDay(counter: Counter): Promise<void> {
  const [till, finance] = [counter.window(), counter.window()];
  await till.signIn('cashier1');
  await finance.signIn('finance1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  await workedRefunds(counter, till, finance);
  const charged = async (charge: InputOf<'charge.post'>) => (await till.call('charge.post', charge)).number;
  await exchangeReceipt(counter, till, await charged(openCharge(3000, 'wechat')));
  const lost = await charged(openCharge(2000));
  await till.call('receipt.print', { operationId: op(), number: lost, locale: 'zh-CN', reason: null });
  const { loss } = await registerLoss(till, lost);
  await voidReceipt(counter, till, await charged(openCharge(1000)));
  const receipt = await charged(mixedCharge());
  const fifth = await apply(till, receipt, byQuantity([2, 1000]));
  await approve(counter, till, fifth.number);
  await paid(till, fifth.number, 1);
  await till.call('refund.close', { operationId: op(), case: fifth.number, by: { how: 'signed', signedBy: '李㛃' } });
  await setting(finance, 'refundLevels', { autoUpTo: 1000 });
  const sixth = await apply(till, receipt, byAmount([1, 1000]));
  const told = { case: sixth.number, n: 1, text: '通道无应答' };
  await till.call('payout.start', { operationId: op(), case: sixth.number, n: 1, text: null });
  await till.call('payout.unknown', { operationId: op(), ...told });
  await till.call('payout.fail', { operationId: op(), ...told });
  await till.call('payout.retry', { operationId: op(), case: sixth.number, n: 1 });
  await paid(till, sixth.number, 2);
  const { settings } = await finance.call('settings.read', { keys: ['refundPolicy'], date: null });
  const { policies } = settings[0]?.value as { policies: readonly object[] };
  const needing = policies.map((policy) => ({ ...policy, needsUseConfirmation: true }));
  await setting(finance, 'refundPolicy', { policies: needing });
  await apply(till, receipt, byQuantity([2, 1000]));
  const supervisor = counter.window();
  await supervisor.signIn('supervisor1');
  const use = { receipt, n: 2, quantity: milli(2000), kind: 'returned' as const };
  await supervisor.call('refund.confirmUse', { operationId: op(), department: '药房', rows: [use] });
  await apply(till, loss.number, byQuantity([1, 1000]));
}

async function paid(till: Window, number: string, n: number): Promise<void> {
  await till.call('payout.start', { operationId: op(), case: number, n, text: null });
  await till.call('payout.confirm', { operationId: op(), case: number, n, reference: `00459${n}` });
}

async function setting(finance: Window, key: 'refundLevels' | 'refundPolicy', over: object): Promise<void> {
  const { settings } = await finance.call('settings.read', { keys: [key], date: null });
  const change = { key, value: { ...settings[0]?.value, ...over }, fromDate: '2026-11-23' };
  await finance.call('settings.change', { operationId: op(), ...change } as InputOf<'settings.change'>);
}

const REQUEST = '(SELECT request_seq FROM refund_request WHERE case_id = 5)';
const APPLICANT = '(SELECT person_id FROM refund_case WHERE id = 5)';
const RECEIPT_7 = '(SELECT receipt_seq FROM refund_case WHERE id = 7)';

it('a history written again without a change is clean: the untruths and nothing else are what is noticed', () => {
  expect(verdictAfter(template, '')).toBe('ok');
});

it.each<[what: string, sql: string, finding: RegExp]>([
  [
    'of a receipt that was exchanged',
    'UPDATE refund_case SET receipt_seq = (SELECT receipt_seq FROM receipt_exchange) WHERE id = 7',
    /^limits: refund_case: its receipt was exchanged/,
  ],
  [
    'of a lost receipt to somebody who does not name the register',
    "UPDATE refund_paper SET name = '身份证' WHERE name LIKE 'A01-L-%'",
    /^limits: refund_submission: its receipt is registered as lost/,
  ],
  [
    'of a receipt that was voided',
    'UPDATE refund_case SET receipt_seq = (SELECT receipt_seq FROM receipt_void) WHERE id = 7',
    /^limits: refund_case: its receipt was voided/,
  ],
  [
    'before an exchange of the same receipt',
    'UPDATE receipt_exchange SET receipt_seq = (SELECT receipt_seq FROM refund_case WHERE id = 1)',
    /^limits: receipt_exchange: its receipt is being refunded/,
  ],
  [
    'in notes of what a card brought',
    "UPDATE refund_back SET way = 'cash', reason = '急用' WHERE case_id = 5",
    /^limits: refund_back: card does not go back as cash/,
  ],
  [
    'of more than its line',
    'UPDATE refund_line SET gross = gross + 100000, amount = amount + 100000 WHERE case_id = 5',
    /^limits: refund_line: refunds together \d+/,
  ],
  [
    'of more than its tender',
    'UPDATE refund_back SET amount = amount + 100000 WHERE case_id = 5',
    /^limits: refund_back: gives back \d+/,
  ],
  [
    'approved by whoever applied',
    `UPDATE chain SET person_id = ${APPLICANT} WHERE seq = (SELECT seq FROM approval_decision WHERE request_seq = ${REQUEST});
     UPDATE approval_decision SET person_id = ${APPLICANT} WHERE request_seq = ${REQUEST}`,
    /^limits: approval_decision: nobody decides on their own request/,
  ],
  [
    'approved more than a minute before it was posted',
    'UPDATE refund_document SET at = at + 61000 WHERE case_id = 5',
    /^limits: refund_document: the approval had run out/,
  ],
  [
    'approved as soon as it was handed in, where a level must decide',
    "UPDATE refund_step SET to_state = 'approved' WHERE case_id = 5 AND n = 1",
    /^limits: refund_step: nobody approved it/,
  ],
  [
    'approved by a rule that says no such thing',
    "UPDATE setting SET value = json_set(value, '$.autoUpTo', 0) WHERE key = 'refundLevels'",
    /^limits: refund_submission: fewer decide than the table asks for/,
  ],
  [
    'judged milder than what was found',
    "UPDATE refund_submission SET verdict = 'extraLevel' WHERE case_id = 5",
    /^limits: refund_submission: its verdict is not that of its findings/,
  ],
  [
    'to a payee that one person typed',
    'UPDATE refund_entry SET agrees = 0 WHERE case_id = 1',
    /^limits: refund_step: was not typed by two/,
  ],
  [
    'to a payee that was typed by whoever had approved it',
    `INSERT INTO refund_entry SELECT 5, 1, 1, c.seq, c.at, c.person_id, '欧阳', '工商银行', hex(zeroblob(20)), '4566', NULL, 1, 0
     FROM chain c WHERE c.seq = (SELECT max(seq) FROM chain
       WHERE person_id = (SELECT person_id FROM approval_decision WHERE request_seq = ${REQUEST}))`,
    /^limits: refund_entry: was typed by one who had decided/,
  ],
  [
    'decided by a deputy whom nobody named',
    'UPDATE refund_delegation SET to_id = 3',
    /^limits: refund_deputy: decided for somebody who named another/,
  ],
  [
    'decided by a deputy after the last day',
    "UPDATE refund_delegation SET from_date = '2025-01-01', until_date = '2025-01-02'",
    /^limits: refund_deputy: decided outside its days/,
  ],
  [
    'in a batch of another total',
    'UPDATE bank_batch SET total = total + 1 WHERE n = 1',
    /^limits: bank_batch: says another count or total/,
  ],
  [
    'to whom the bank’s answer came to something else',
    "UPDATE bank_answer_row SET verdict = 'known' WHERE answer_n = 1",
    /^limits: bank_answer_row: came to known where it comes to arrives/,
  ],
  [
    'of an answer that lost a row',
    'UPDATE bank_answer SET count = count + 1 WHERE n = 1',
    /^limits: bank_answer: has lost rows/,
  ],
  [
    'of another amount than the bank answered',
    'UPDATE bank_answer_row SET amount = amount + 1 WHERE answer_n = 1',
    /^limits: bank_answer_row: is not of the amount that was sent/,
  ],
  [
    'of what the department never confirmed',
    `UPDATE use_confirmation SET quantity = 1 WHERE receipt_seq = ${RECEIPT_7}`,
    /^limits: refund_step: goes on before the use of line 2 is confirmed/,
  ],
  [
    'paid without a document',
    "UPDATE payout_step SET step = 'confirmed', to_state = 'confirmed' WHERE step = 'unknown'",
    /^limits: payout_step: moved money without a document/,
  ],
  [
    'paid twice for one part',
    'UPDATE refund_payout SET replaces = NULL WHERE replaces IS NOT NULL',
    /^limits: refund_payout: is paid out twice/,
  ],
  [
    'paid out in another amount',
    'UPDATE refund_payout SET amount = amount + 1 WHERE case_id = 5',
    /^limits: refund_payout: is not what was approved/,
  ],
  [
    'of a balance to another load',
    'UPDATE prepayment_giveback SET load_n = load_n + 1',
    /^limits: prepayment_giveback: goes to another load/,
  ],
  [
    'posted in another amount than approved',
    'UPDATE refund_document SET total = total - 1 WHERE case_id = 5',
    /^limits: refund_document: is not of the total that was approved/,
  ],
  [
    'under a number that is not its own',
    "UPDATE refund_case SET number = 'A01-W-0000099' WHERE id = 5",
    /^numbers: refund_case: A01-W-0000099 does not say A01 W 5/,
  ],
])('names a refund %s', (_what, sql, finding) => {
  expect(verdictAfter(template, sql)).toMatch(finding);
});
