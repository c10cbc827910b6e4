// 当班作废 and 更正支付方式, asked of the real server: what is mirrored and what follows, who may, what is refused, and that
// neither can be done twice or for somebody else's money.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../core/contract/contract.ts';
import { minor } from '../../core/money/money.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { verdictAfter } from './support/rewritten.ts';
import { LedgerTemplate, voidReceipt, WECHAT_REFERENCE } from './support/sample-ledger.ts';

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

const balance = (account: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0;
const tendersOfDay = (): unknown =>
  counter.ledger.all('SELECT method, count, amount FROM day_tender WHERE count <> 0 OR amount <> 0 ORDER BY method');

/** Corrects tender 1 of `receipt`, approved by supervisor1 when `approved`. */
async function correct(
  receipt: string,
  over: Partial<InputOf<'tender.correct'>> = {},
  approved = false,
): Promise<unknown> {
  const wanted = { receipt, n: 1, to: 'alipay' as const, reference: null, text: '弄错了', ...over };
  let approval: string | null = null;
  if (approved) {
    const { operationId: _o, approval: _a, ...matter } = { operationId: '', approval: null, ...wanted };
    const subject = { kind: 'tenderCorrection' as const, ...matter };
    approval = (await till.call('approval.request', { operationId: op(), subject })).request;
    await decide(counter, approval, 'supervisor1');
  }
  return till.call('tender.correct', { operationId: op(), ...wanted, approval });
}

describe('a void', () => {
  it('takes back everything: every account, the day’s tenders and items, and the drawer', async () => {
    const { number } = await till.call('charge.post', mixedCharge());
    const view = await voidReceipt(counter, till, number, [{ n: 1, reference: '004599' }]);
    expect(view).toMatchObject({ number: 'A01-V-0000001', receipt: number, total: 15851, approver: '陈洁' });
    expect(view.tenders[0]).toMatchObject({ method: 'card', amount: 8000, reversal: '004599' });
    expect(balance('1001.1.1')).toBe(20000);
    for (const account of ['1012.card', '6001']) expect(balance(account)).toBe(0);
    expect(tendersOfDay()).toEqual([]);
    expect(counter.ledger.all('SELECT 1 FROM day_item WHERE count <> 0 OR quantity <> 0 OR amount <> 0')).toEqual([]);
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(20000) });
    expect(closed).toMatchObject({ expected: 20000, difference: 0 });
    const finance = counter.window();
    await finance.signIn('finance1');
    const totals = await finance.call('report.totals', { from: null, to: null });
    expect(totals).toMatchObject({ receipts: 1, voided: 1, total: 0 });
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('leaves the receipt visible, unprintable, and neither voided nor corrected again', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    await voidReceipt(counter, till, number);
    expect((await till.call('receipt.get', { number })).total).toBe(1000);
    expect((await till.call('receipt.recent', { before: null, limit: 5 })).receipts[0]).toMatchObject({ voided: true });
    expect((await till.call('receipt.standing', { number })).voided?.number).toBe('A01-V-0000001');
    const print = { operationId: op(), number, locale: 'zh-CN' as const, reason: null };
    expect(await refusalOf(till.call('receipt.print', print))).toBe('RECEIPT_VOIDED');
    expect(await refusalOf(voidReceipt(counter, till, number))).toBe('RECEIPT_VOIDED');
    expect(await refusalOf(correct(number))).toBe('RECEIPT_VOIDED');
  });

  it('needs an approval for exactly this matter, and the limit that is set waives it', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const wanted = { receipt: number, reason: 'mistyped' as const, text: null, reversals: [] };
    const go = (approval: string | null, over: object = {}) =>
      till.call('receipt.void', { operationId: op(), ...wanted, approval, ...over });
    expect(await refusalOf(go(null))).toBe('APPROVAL_REQUIRED');
    const subject = { kind: 'void' as const, receipt: number, reason: 'mistyped' as const, text: null };
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    expect(await refusalOf(go(request))).toBe('APPROVAL_NOT_GIVEN');
    await decide(counter, request, 'supervisor1');
    expect(await refusalOf(go(request, { reason: 'duplicate' }))).toBe('APPROVAL_MISMATCH');
    counter.clock.pass(60_001);
    expect(await refusalOf(go(request))).toBe('APPROVAL_EXPIRED');
    const finance = counter.window();
    await finance.signIn('finance1');
    const setting = { key: 'voidApproval' as const, value: { upTo: minor(1000) }, fromDate: '2026-11-23' };
    await finance.call('settings.change', { operationId: op(), ...setting });
    expect((await till.call('receipt.standing', { number })).voidNeedsApproval).toBe(false);
    expect(await go(null)).toMatchObject({ approver: null });
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is only for a receipt of one’s own open shift, with its reason and the slip of the card', async () => {
    const { number } = await till.call('charge.post', mixedCharge());
    expect(await refusalOf(voidReceipt(counter, till, number))).toBe('REVERSAL_REQUIRED');
    for (const n of [2, 7]) {
      const wrong = [
        { n: 1, reference: '004599' },
        { n, reference: '004600' },
      ];
      expect(await refusalOf(voidReceipt(counter, till, number, wrong))).toBe('REVERSAL_INVALID');
    }
    const other = counter.window();
    await other.signIn('cashier2');
    expect(await refusalOf(voidReceipt(counter, other, number))).toBe('NO_OPEN_SHIFT');
    await other.call('shift.open', { operationId: op(), drawer: '2', float: minor(0), counted: null });
    expect(await refusalOf(voidReceipt(counter, other, number))).toBe('RECEIPT_NOT_IN_SHIFT');
    await till.call('shift.close', { operationId: op(), counted: minor(27851) });
    expect(await refusalOf(voidReceipt(counter, till, number))).toBe('NO_OPEN_SHIFT');
  });

  it('frees the payment for the receipt that is right, and for one only', async () => {
    const charge = () => till.call('charge.post', openCharge(1000, 'wechat', WECHAT_REFERENCE));
    const { number } = await charge();
    expect(await refusalOf(charge())).toBe('REFERENCE_USED');
    await voidReceipt(counter, till, number);
    await charge();
    expect(await refusalOf(charge())).toBe('REFERENCE_USED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is done once per operation, and its slip is printed once as the original', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    await voidReceipt(counter, till, number);
    const print = { number: 'A01-V-0000001', locale: 'zh-CN' as const };
    const first = await till.call('slip.print', { operationId: op(), ...print, reason: null });
    expect(first).toMatchObject({ mark: 'original', copyNumber: null });
    expect(await refusalOf(till.call('slip.print', { operationId: op(), ...print, reason: null }))).toBe(
      'REPRINT_REASON_REQUIRED',
    );
    const copy = await till.call('slip.print', { operationId: op(), ...print, reason: '客户遗失' });
    expect(copy).toMatchObject({ mark: 'copy', copyNumber: 1 });
    expect(counter.prints.map(({ fileName }) => fileName)).toEqual(['A01-V-0000001.pdf', 'A01-V-0000001-copy-1.pdf']);
  });
});

describe('a correction', () => {
  it('moves the money from one way to pay to the other and nothing else', async () => {
    const { number } = await till.call('charge.post', openCharge(1000, 'wechat'));
    await correct(number, { reference: '2026112322001455' });
    expect([balance('1012.wechat'), balance('1012.alipay'), balance('6001')]).toEqual([0, 1000, -1000]);
    expect(tendersOfDay()).toEqual([{ method: 'alipay', count: 1, amount: 1000 }]);
    const { tenders, corrections } = await till.call('receipt.standing', { number });
    expect(tenders).toEqual([{ n: 1, method: 'alipay', amount: 1000, reference: '2026112322001455' }]);
    expect(corrections).toMatchObject([{ number: 'A01-T-0000001', from: 'wechat', to: 'alipay', proof: 'reference' }]);
    // What is proved by that number now cannot prove another one.
    const again = openCharge(1000, 'wechat');
    const tenders2 = [{ method: 'alipay' as const, given: minor(1000), reference: '2026112322001455' }];
    expect(await refusalOf(till.call('charge.post', { ...again, tenders: tenders2 }))).toBe('REFERENCE_USED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('brings what proves it, unless the payment waits for its proof anyway', async () => {
    const proved = await till.call('charge.post', openCharge(1000, 'wechat', WECHAT_REFERENCE));
    expect(await refusalOf(correct(proved.number))).toBe('REFERENCE_REQUIRED');
    const cash = await till.call('charge.post', openCharge(1000));
    expect(await refusalOf(correct(cash.number, {}, true))).toBe('REFERENCE_REQUIRED');
    const waiting = await till.call('charge.post', openCharge(1000, 'wechat'));
    await correct(waiting.number);
    // Proved beside the receipt, for the way it was really paid: nobody else pays with that, and another correction needs its own.
    const reference = '2026112322001499';
    await till.call('tender.prove', { operationId: op(), number: waiting.number, n: 1, reference });
    const again = { ...openCharge(1000), tenders: [{ method: 'alipay' as const, given: minor(1000), reference }] };
    expect(await refusalOf(till.call('charge.post', again))).toBe('REFERENCE_USED');
    expect(await refusalOf(correct(waiting.number, { to: 'unionpay' }))).toBe('REFERENCE_REQUIRED');
    const twice = await till.call('charge.post', openCharge(1000, 'wechat'));
    await correct(twice.number, { reference: '2026112322001488' });
    expect(await refusalOf(correct(twice.number, { to: 'unionpay' }))).toBe('REFERENCE_REQUIRED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('may be corrected once more, from where the money is now, and voided from there', async () => {
    const { number } = await till.call('charge.post', openCharge(1000, 'wechat'));
    await correct(number);
    expect(await refusalOf(correct(number))).toBe('TENDER_NOT_CORRECTABLE');
    await correct(number, { to: 'card', reference: '004512' });
    expect(await refusalOf(voidReceipt(counter, till, number))).toBe('REVERSAL_REQUIRED');
    await voidReceipt(counter, till, number, [{ n: 1, reference: '004513' }]);
    expect(tendersOfDay()).toEqual([]);
    for (const account of ['1012.wechat', '1012.alipay', '1012.card', '6001']) expect(balance(account)).toBe(0);
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('with cash on either side needs a second person, and the shift that took it', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    expect(await refusalOf(correct(number, { to: 'wechat', reference: WECHAT_REFERENCE }))).toBe('APPROVAL_REQUIRED');
    await correct(number, { to: 'wechat', reference: WECHAT_REFERENCE }, true);
    expect(balance('1001.1.1')).toBe(20000);
    await till.call('shift.close', { operationId: op(), counted: minor(20000) });
    await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    expect(await refusalOf(correct(number, { to: 'cash' }))).toBe('DRAWER_COUNTED');
    // Between channels it may come later, with a second person.
    const later = { reference: '2026112322001455' };
    expect(await refusalOf(correct(number, later))).toBe('APPROVAL_REQUIRED');
    await correct(number, later, true);
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('asks for the same proof as the charge would', async () => {
    const { number } = await till.call('charge.post', openCharge(1000, 'wechat'));
    expect(await refusalOf(correct(number, { to: 'card' }))).toBe('REFERENCE_REQUIRED');
    expect(await refusalOf(correct(number, { n: 2 }))).toBe('TENDER_NOT_CORRECTABLE');
    expect(await refusalOf(correct(number, { to: 'wechat' }))).toBe('TENDER_NOT_CORRECTABLE');
    expect(await refusalOf(correct(number, { text: '4111111111111111' }))).toBe('CARD_NUMBER_NOT_ALLOWED');
  });
});

describe('the database itself refuses', () => {
  it('a void that mirrors another sum, another receipt, or one voided before', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const { db } = counter.ledger;
    const seq = Number(db.prepare('SELECT max(seq) FROM receipt').pluck().get());
    const next = seq + 1;
    const tryVoid = (entries: readonly (readonly [string, number])[], total = 1000): string => {
      db.exec('BEGIN');
      try {
        db.exec(`INSERT INTO document VALUES (${next}, 'V', 1, 'A01-V-0000001', '2026-11-23', 1, 480, 1, 2)`);
        db.exec(`INSERT INTO receipt_void VALUES (${next}, ${seq}, 'mistyped', NULL, ${total})`);
        for (const [index, [account, amount]] of entries.entries())
          db.exec(`INSERT INTO entry VALUES (${next}, ${index + 1}, '${account}', ${amount})`);
        db.exec(
          `INSERT INTO chain VALUES (${next}, 1, 0, '2026-11-23', 2, 'x', NULL, '{}', zeroblob(32), (SELECT hash FROM chain WHERE seq = ${seq}), randomblob(32))`,
        );
        return 'taken';
      } catch (error) {
        return (error as Error).message;
      } finally {
        db.exec('ROLLBACK');
      }
    };
    const mirror = [
      ['1001.1.1', -1000],
      ['6001', 1000],
    ] as const;
    expect(tryVoid(mirror)).toBe('taken');
    expect(
      tryVoid([
        ['1001.1.1', -900],
        ['6001', 900],
      ]),
    ).toMatch(/does not mirror/);
    expect(
      tryVoid([
        ['1012.wechat', -1000],
        ['6001', 1000],
      ]),
    ).toMatch(/does not mirror/);
    expect(tryVoid([])).toMatch(/does not mirror/);
    expect(tryVoid(mirror, 999)).toMatch(/total/);
    expect((await till.call('receipt.standing', { number })).voided).toBeNull();
  });
});

it('verify names a correction that took its proof from a payment', async () => {
  const corrected = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(0), counted: null });
    const { number: receipt } = await window.call('charge.post', openCharge(1000, 'wechat', WECHAT_REFERENCE));
    const wanted = {
      receipt,
      n: 1,
      to: 'alipay' as const,
      reference: '2026112322001455',
      text: '弄错了',
      approval: null,
    };
    await window.call('tender.correct', { operationId: op(), ...wanted });
  });
  const unproved = "UPDATE tender_correction SET reference = NULL, proof = 'unverified'";
  expect(verdictAfter(corrected, '')).toBe('ok');
  expect(verdictAfter(corrected, unproved)).toMatch(/^limits: tender_correction: nothing proves any more/);
  corrected.remove();
});
