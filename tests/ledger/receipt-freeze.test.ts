// 冻结 of a receipt by approval: nothing of a frozen one leaves or is replaced, whichever door is tried, until a second person
// has let it go. Each door is tried by its rule and by the file alone.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { exchangeReceipt, freezeReceipt } from './support/paper-case-acts.ts';
import { apply, approve, byAmount, byQuantity } from './support/refunds.ts';
import { verdictAfter } from './support/rewritten.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

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

const verified = () => expect(counter.verify().firstBad).toBeNull();
const freeze = (receipt: string, frozen = true) => freezeReceipt(counter, till, receipt, frozen);

describe('a frozen receipt', () => {
  it('is neither asked back, voided, exchanged nor corrected; let go, it is', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(1000, 'wechat'));
    const { frozen } = await freeze(receipt);
    expect(frozen).toMatchObject({ reason: '客户投诉，待查', by: expect.any(String) as string });
    expect((await till.call('receipt.standing', { number: receipt })).frozen).toEqual(frozen);
    expect(await refusalOf(apply(till, receipt, byQuantity([1, 1000])))).toBe('REFUND_BLOCKED');
    const wish = { receipt, reason: 'mistyped' as const, text: null, approval: null, reversals: [] };
    expect(await refusalOf(till.call('receipt.void', { operationId: op(), ...wish }))).toBe('RECEIPT_FROZEN');
    expect(await refusalOf(exchangeReceipt(counter, till, receipt))).toBe('RECEIPT_FROZEN');
    const corrected = { receipt, n: 1, to: 'alipay' as const, reference: null, text: '弄错', approval: null };
    expect(await refusalOf(till.call('tender.correct', { operationId: op(), ...corrected }))).toBe('RECEIPT_FROZEN');
    expect((await freeze(receipt, false)).frozen).toBeNull();
    await exchangeReceipt(counter, till, receipt);
    verified();
  });

  it('stops a refund that is under way: no last yes, no payout, no reissue; what was sent is followed to its end', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const first = await apply(till, receipt, byQuantity([2, 1000]));
    await freeze(receipt);
    expect(await refusalOf(decide(counter, first.request ?? '', 'supervisor1'))).toBe('RECEIPT_FROZEN');
    expect((await till.call('refund.case', { number: first.number })).state).toBe('awaitingApproval');
    await freeze(receipt, false);
    await approve(counter, till, first.number);
    await freeze(receipt);
    const start = { case: first.number, n: 1, text: null };
    expect(await refusalOf(till.call('payout.start', { operationId: op(), ...start }))).toBe('RECEIPT_FROZEN');
    const reissue = { operationId: op(), case: first.number, originalBack: false };
    expect(await refusalOf(till.call('refund.reissue', reissue))).toBe('RECEIPT_FROZEN');
    await freeze(receipt, false);
    await till.call('payout.start', { operationId: op(), ...start });
    await freeze(receipt);
    const paid = { operationId: op(), case: first.number, n: 1, reference: '004599' };
    expect(await till.call('payout.confirm', paid)).toMatchObject({ state: 'paid' });
    verified();
  });

  it('is frozen once, by somebody who asked and somebody else who approved', async () => {
    const { number: receipt } = await till.call('charge.post', openCharge(1000));
    const wanted = { receipt, frozen: true, reason: '重复收费待查' };
    expect(await refusalOf(till.call('receipt.freeze', { operationId: op(), ...wanted, approval: null }))).toBe(
      'APPROVAL_REQUIRED',
    );
    const subject = { kind: 'receiptFreeze' as const, ...wanted };
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    expect(await refusalOf(decide(counter, request, 'cashier1'))).not.toBe('');
    await decide(counter, request, 'supervisor1');
    // For another reason than the one that was approved: no.
    const other = { ...wanted, reason: '别的原因', approval: request };
    expect(await refusalOf(till.call('receipt.freeze', { operationId: op(), ...other }))).toBe('APPROVAL_MISMATCH');
    await till.call('receipt.freeze', { operationId: op(), ...wanted, approval: request });
    const again = { operationId: op(), subject };
    expect(await refusalOf(till.call('approval.request', again))).toBe('RECEIPT_FREEZE_SAME');
    verified();
  });
});

describe('the file itself', () => {
  const written = (...sql: string[]): string => {
    const { db } = counter.ledger;
    db.exec('BEGIN');
    try {
      for (const one of sql) db.exec(one);
      return 'taken';
    } catch (error) {
      return (error as Error).message;
    } finally {
      db.exec('ROLLBACK');
    }
  };
  const next = '(SELECT max(seq) + 1 FROM chain)';
  const document = (type: string): string =>
    `INSERT INTO document SELECT ${next}, '${type}', last + 1, 'A01-${type}-' || (last + 1), '2026-11-23', 0, 480, 1, 2
     FROM number_series WHERE type = '${type}'`;

  it('lets nothing of a frozen receipt through', async () => {
    const { number: receipt } = await till.call('charge.post', mixedCharge());
    const of = `(SELECT seq FROM document WHERE number = '${receipt}')`;
    const open = await apply(till, receipt, byQuantity([2, 1000]));
    await approve(counter, till, open.number);
    const { request } = await apply(till, receipt, byAmount([1, 100]));
    expect(request).not.toBeNull();
    await freeze(receipt);
    const doors: readonly [string, string[]][] = [
      ['receipt_void', [document('V'), `INSERT INTO receipt_void VALUES (${next}, ${of}, 'mistyped', NULL, 15851)`]],
      [
        'receipt_exchange',
        [
          document('X'),
          `INSERT INTO receipt_exchange VALUES (${next}, ${of}, ${next} + 1, 'x', 'wrongName', NULL, 15851, 1)`,
        ],
      ],
      [
        'receipt_reissue',
        [document('H'), `INSERT INTO receipt_reissue VALUES (${next}, ${of}, ${next} + 1, 1, 1000, 1)`],
      ],
      [
        'tender_correction',
        [
          document('T'),
          `INSERT INTO tender_correction VALUES (${next}, ${of}, 1, 8000, 'card', 'wechat', NULL, 'unverified', 'x')`,
        ],
      ],
      [
        'refund_submission',
        [
          `INSERT INTO refund_submission SELECT case_id, n + 1, ${next}, at, person_id, reason, text, asked_by, relation, channel,
            original_back, amount, fee, rounding, total, difference, levels, verdict, findings, twice_payee, twice_amount
           FROM refund_submission WHERE case_id = 1`,
        ],
      ],
      [
        'refund_document',
        [
          document('F'),
          `INSERT INTO refund_document (seq, case_id, version, request_seq, at, tick, prior_account, total)
           VALUES (${next}, 2, 1, NULL, 0, 0, NULL, 100)`,
        ],
      ],
      [
        'payout_step',
        [`INSERT INTO payout_step VALUES (1, 1, 1, ${next}, 'sent', 'approved', 'sent', 0, 2, NULL, NULL, NULL)`],
      ],
    ];
    for (const [table, sql] of doors) {
      // The freeze is asked alone: the other triggers of the same table are away.
      const others = counter.ledger
        .all<{ name: string }>(
          `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name NOT LIKE '%not_frozen'`,
          table,
        )
        .map(({ name }) => `DROP TRIGGER ${name}`);
      expect(written(...others, ...sql), table).toMatch(/is frozen/);
      const own = counter.ledger
        .all<{ name: string }>(
          `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name LIKE '%not_frozen'`,
          table,
        )
        .map(({ name }) => `DROP TRIGGER ${name}`);
      expect(written(...others, ...own, ...sql), table).not.toMatch(/is frozen/);
    }
  });
});

describe('verify', () => {
  let day: LedgerTemplate;
  beforeAll(async () => {
    day = await LedgerTemplate.make(async (made) => {
      const window = made.window();
      await window.signIn('cashier1');
      await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
      const { number } = await window.call('charge.post', openCharge(1000, 'wechat', '4200000000202611270001'));
      await freezeReceipt(made, window, number, true);
      await freezeReceipt(made, window, number, false);
      const one = await apply(window, number, byAmount([1, 300]));
      await approve(made, window, one.number);
      await window.call('payout.start', { operationId: op(), case: one.number, n: 1, text: null });
    });
  });
  afterAll(() => day.remove());

  it.each<[what: string, sql: string, finding: RegExp]>([
    ['nothing', '', /^ok$/],
    [
      'a refund of a receipt that stayed frozen',
      'DELETE FROM receipt_freeze WHERE n = 2',
      /refund_submission: its receipt is frozen/,
    ],
    ['a freeze that nobody approved', 'DELETE FROM approval_use', /receipt_freeze: nobody approved it/],
    ['a second freeze', 'UPDATE receipt_freeze SET frozen = 1 WHERE n = 2', /receipt_freeze: freezes twice/],
    ['a freeze out of turn', 'UPDATE receipt_freeze SET n = 3 WHERE n = 2', /receipt_freeze: does not follow/],
  ])('names %s', (_what, sql, finding) => {
    expect(verdictAfter(day, sql)).toMatch(finding);
  });
});
