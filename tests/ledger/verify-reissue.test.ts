// Verify re-proves reissues from their rows alone, and the file refuses what is written past the program. Each history below
// was written again by somebody who holds the key; one thing about the reissue is untrue, and that is what verify must name.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { milli, minor } from '../../core/money/money.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { type Counter, op } from './support/counter.ts';
import { apply, approve, byAmount, byQuantity } from './support/refunds.ts';
import { verdictAfter } from './support/rewritten.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(reissued);
});
afterEach(() => template.forgetCopies());
afterAll(() => template.remove());

/** A mixed receipt of which a unit went back and which was reissued; a second one with a refund and no reissue. */
async function reissued(counter: Counter): Promise<void> {
  const [till, finance] = [counter.window(), counter.window()];
  await till.signIn('cashier1');
  await finance.signIn('finance1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  const benefit = { kind: 'percent' as const, basisPoints: 1000 };
  await finance.call('policy.write', {
    ...{ operationId: op(), code: 'ZK', name: '九折', benefit, audience: { who: 'everyone' }, items: ['OPEN'] },
    ...{ categories: [], cap: null, combines: true, fromDate: '2026-11-23', untilDate: null },
  });
  const line = { item: 'OPEN', quantity: milli(1000), price: minor(5000) };
  const { number: receipt } = await till.call('charge.post', {
    ...mixedCharge({ lines: [line, line], expectedTotal: minor(9000) }),
    tenders: [
      { method: 'card', given: minor(6000), reference: '004512' },
      { method: 'cash', given: minor(3000), reference: null },
    ],
    discounts: [{ kind: 'policy', policy: 'ZK' }],
  });
  await till.call('receipt.print', { operationId: op(), number: receipt, locale: 'zh-CN', reason: null });
  const { number } = await apply(till, receipt, byQuantity([1, 1000]));
  await approve(counter, till, number);
  await till.call('refund.reissue', { operationId: op(), case: number, originalBack: true });
  const { number: other } = await till.call('charge.post', openCharge(3000));
  await approve(counter, till, (await apply(till, other, byAmount([1, 1000]))).number);
}

const OLD = '(SELECT receipt_seq FROM receipt_reissue)';
const NEW = '(SELECT new_seq FROM receipt_reissue)';

it('a history written again without a change is clean', () => {
  expect(verdictAfter(template, '')).toBe('ok');
});

it.each<[what: string, sql: string, finding: RegExp]>([
  [
    'of another sum',
    'UPDATE receipt_reissue SET total = total + 1',
    /^limits: receipt_reissue: is not of the \d+ that/,
  ],
  [
    'after a case of another receipt',
    'UPDATE receipt_reissue SET case_id = 2',
    /^limits: receipt_reissue: nothing of its/,
  ],
  ['without its paper', 'UPDATE receipt_reissue SET original_back = 0', /^limits: receipt_reissue: its paper was not/],
  ['of another receipt', `UPDATE receipt_reissue SET receipt_seq = ${NEW} + 5`, /^limits: receipt_reissue: /],
  [
    'to another payer',
    `UPDATE receipt SET payer = '别人' WHERE seq = ${NEW}`,
    /^limits: receipt: is made out to somebody else/,
  ],
  [
    'with another line',
    `UPDATE line SET name = '别的' WHERE seq = ${NEW}`,
    /^limits: line: 2 is not that of the reissued receipt/,
  ],
  [
    'with a unit more',
    `UPDATE line SET quantity = 2000, unit_price = 2500 WHERE seq = ${NEW}`,
    /^limits: line: 2 says another quantity/,
  ],
  [
    'with another tender',
    `UPDATE tender SET reference = '009999' WHERE seq = ${NEW} AND method = 'card'`,
    /^limits: tender: \d is not what remains of it/,
  ],
  [
    'with a discount of another cause',
    `UPDATE receipt_discount SET amount = amount WHERE seq = ${NEW};
     UPDATE receipt_discount SET policy_n = policy_n, kind = 'percent', basis_points = 1000, policy_id = NULL WHERE seq = ${NEW}`,
    /^limits: receipt_discount: 1 says something else/,
  ],
  [
    'on other accounts',
    `UPDATE entry SET account = '1012.wechat' WHERE seq IN (${NEW}, ${NEW} - 1) AND account = '1001.1.1'`,
    /^balance: entry: /,
  ],
])('names a reissue %s', (_what, sql, finding) => {
  expect(verdictAfter(template, sql)).toMatch(finding);
});

describe('the file itself', () => {
  const insert = (sql: string): string => {
    const { db } = template.raw();
    try {
      db.exec('BEGIN');
      db.exec(sql);
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    } finally {
      db.exec('ROLLBACK');
      db.close();
    }
  };
  const next = '(SELECT max(seq) + 1 FROM chain)';
  const document = (type: string): string =>
    `INSERT INTO document SELECT ${next}, '${type}', last + 1, 'A01-${type}-' || (last + 1), '2026-11-23', 0, 480, 1, 2
     FROM number_series WHERE type = '${type}';`;
  const reissue = (of: string, over = ''): string =>
    `${document('H')} INSERT INTO receipt_reissue SELECT ${next}, c.receipt_seq, ${next} + 1, c.id, 2000, 1 FROM refund_case c
     WHERE c.id = ${of} ${over}`;

  it('takes no second reissue, none without a refund, and none of a lost or invoiced receipt', () => {
    expect(insert(reissue('1'))).toMatch(/stands no more/);
    expect(insert(reissue('2'))).toBe('taken');
    const lost = `INSERT INTO print_mark SELECT receipt_seq, 1, ${next}, 'j', 'original', 0, 2, NULL FROM refund_case WHERE id = 2;`;
    expect(insert(`${lost} ${reissue('2').replace('2000, 1', '2000, 0')}`)).toMatch(/was not taken back/);
    const invoice = `INSERT INTO invoice (document_seq, n, seq, status, kind, code, number, at, person_id, note)
      SELECT receipt_seq, 1, ${next}, 'issued', 'digital', NULL, '24322000000012345678', 0, 2, NULL FROM refund_case WHERE id = 2;`;
    expect(insert(`${invoice} ${reissue('2')}`)).toMatch(/says the whole amount/);
  });

  it('lets nothing follow a reissued receipt', () => {
    expect(
      insert(`${document('V')} INSERT INTO receipt_void VALUES (${next}, ${OLD}, 'mistyped', NULL, 9000)`),
    ).toMatch(/receipt_void: this receipt was re|being refunded/);
    expect(
      insert(`${document('V')} INSERT INTO receipt_void VALUES (${next}, ${NEW}, 'mistyped', NULL, 4500)`),
    ).toMatch(/stands for the rest of another/);
    const refund = `INSERT INTO refund_case SELECT max(id) + 1, ${next}, 'A01-W-9', 0, 2, ${OLD}, NULL, NULL FROM refund_case`;
    expect(insert(refund)).toMatch(/was reissued/);
    const mark = `INSERT INTO print_mark VALUES (${OLD}, 2, ${next}, 'j', 'replacement', 0, 2, NULL)`;
    expect(insert(mark)).toMatch(/was reissued/);
  });
});
