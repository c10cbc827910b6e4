// Verify proves again who decided on a refund, by what right, when and together with what; and that no money of a cheque left before the
// cheque was paid. Each history below was written again by somebody who holds the key, with right digests and hashes.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { sendBatch } from './support/bank.ts';
import { openCharge } from './support/charges.ts';
import { type Counter, decide, op, type Window } from './support/counter.ts';
import { apply, approve, byAmount, byQuantity, PAYEE } from './support/refunds.ts';
import { verdictAfter } from './support/rewritten.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(decidedDay);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

/** Case 1 passed up to finance when it was overdue; 2 and 3 by one signature; 4 of a cheque that was paid, sent; 5 by its own level. */
async function decidedDay(made: Counter): Promise<void> {
  const [till, finance, second] = [made.window(), made.window(), made.window()];
  await till.signIn('cashier1');
  await finance.signIn('finance1');
  await second.signIn('cashier2');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  const asked = async (fen: number) => {
    const { number } = await till.call('charge.post', openCharge(fen));
    return (await apply(till, number, byQuantity([1, 1000]))).request ?? '';
  };
  const overdue = await asked(1001);
  made.clock.pass(9 * 60_000);
  await till.call('session.current', {});
  made.clock.pass(22 * 60_000);
  await decide(made, overdue, 'finance1');
  await Promise.all([till.signIn('cashier1'), finance.signIn('finance1'), second.signIn('cashier2')]);
  await togetherUpTo(finance, 5000);
  const [one, two] = [await asked(1002), await asked(1003)];
  const window = made.approvalWindow(one, [two]);
  await window.call('approval.decideSeveral', { username: 'supervisor1', password: 'supervisor1-2026' });
  const detail = { of: 'cheque' as const, bank: '工商银行', drawer: '江城建筑有限公司' };
  const cheque = (n: number) => ({ method: 'cheque' as const, given: minor(3000), reference: `1020334${n}`, detail });
  const { number: receipt } = await till.call('charge.post', { ...openCharge(6000), tenders: [cheque(1), cheque(2)] });
  const { number } = await apply(till, receipt, byAmount([1, 2500]), { payee: PAYEE });
  await second.call('refund.secondEntry', { operationId: op(), case: number, payee: PAYEE, amount: null });
  await approve(made, till, number);
  await finance.call('cheque.clear', { operationId: op(), number: receipt, n: 1 });
  await sendBatch(finance, [{ case: number, n: 1 }]);
  await decide(made, await asked(1005), 'supervisor1');
}

async function togetherUpTo(finance: Window, amount: number): Promise<void> {
  const { settings } = await finance.call('settings.read', { keys: ['refundLevels'], date: null });
  const value = { ...settings[0]?.value, togetherUpTo: amount };
  await finance.call('settings.change', {
    ...{ operationId: op(), key: 'refundLevels', value, fromDate: '2026-11-23' },
  } as unknown as InputOf<'settings.change'>);
}

const decisionOf = (id: number): string => `(SELECT request_seq FROM refund_request WHERE case_id = ${id})`;
const levelsOf = (id: number, path: string, value: string): string =>
  `UPDATE refund_submission SET levels = json_set(levels, '$[0].${path}', ${value}) WHERE case_id = ${id}`;
const decidedBy = (id: number, username: string): string => {
  const person = `(SELECT id FROM person WHERE username = '${username}')`;
  return `UPDATE approval_decision SET person_id = ${person} WHERE request_seq = ${decisionOf(id)};
    UPDATE chain SET person_id = ${person} WHERE seq = (SELECT seq FROM approval_decision WHERE request_seq = ${decisionOf(id)})`;
};

it('a history written again without a change is clean', () => {
  expect(verdictAfter(template, '')).toBe('ok');
});

it.each<[what: string, sql: string, finding: RegExp]>([
  [
    'from above before it was overdue',
    levelsOf(1, 'deadlineMinutes', '600'),
    /^limits: approval_decision: was passed up before it was overdue/,
  ],
  [
    'from above where nothing is passed up',
    levelsOf(1, 'escalates', "json('false')"),
    /^limits: approval_decision: was passed up before it was overdue/,
  ],
  [
    'by somebody who decides on no refund',
    decidedBy(5, 'cashier2'),
    /^limits: approval_decision: is of somebody who decides on no refund/,
  ],
  [
    'by one who lost the role before',
    "UPDATE person_role SET role = 'finance' WHERE person_id = (SELECT id FROM person WHERE username = 'supervisor1')",
    /^limits: approval_decision: was passed up before it was overdue/,
  ],
  [
    'by one signature with others above what the office lets through',
    "UPDATE setting SET value = json_set(value, '$.togetherUpTo', 1002) WHERE key = 'refundLevels'",
    /^limits: approval_decision: was one of several, which nothing allowed/,
  ],
  [
    'by one signature with others where a code is asked for',
    levelsOf(2, 'needsTotp', "json('true')"),
    /^limits: approval_decision: was one of several, which nothing allowed/,
  ],
  [
    'whose case took another step',
    "UPDATE refund_step SET step = 'reject', to_state = 'rejected' WHERE case_id = 5 AND n = 2",
    /^limits: approval_decision: its case did not take the step that it says/,
  ],
  [
    'out of a cheque that was never paid',
    'UPDATE refund_back SET tender_n = 2 WHERE case_id = 4',
    /^limits: payout_step: the cheque that paid was not paid itself/,
  ],
])('names a refund decided or paid %s', (_what, sql, finding) => {
  expect(verdictAfter(template, sql)).toMatch(finding);
});
