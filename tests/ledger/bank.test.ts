// Transfers and the bank's answers to them. Whoever sends money must never send it twice: not by a second batch, not by an
// answer that is late, comes again or says otherwise, and not by paying anew what arrived after all.
import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CNY, minor } from '../../core/money/money.ts';
import { readBankAnswer } from '../../core/refund/bank-answer.ts';
import { answerBytes, bankSays, handOver, sendBatch, type Word } from './support/bank.ts';
import { openCharge } from './support/charges.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { apply, approve, byQuantity, PAYEE } from './support/refunds.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

const OTHER = { name: '欧阳𠅤', account: '6217000010001234569', bank: '建设银行江城支行' };
let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let second: Window;
let finance: Window;
let paidIn = 0;

beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const window = made.window();
    await window.signIn('cashier1');
    await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  });
});
beforeEach(async () => {
  counter = await template.counter();
  [till, second, finance] = (await Promise.all(
    ['cashier1', 'cashier2', 'finance1'].map((name) => counter.signedIn(name)),
  )) as [Window, Window, Window];
});
afterEach(() => {
  expect(counter.verify().firstBad).toBeNull();
  expect(counter.faults).toEqual([]);
  counter.stop();
  template.forgetCopies();
});
afterAll(() => template.remove());

const balance = (account: string): number =>
  counter.ledger.one<{ b: number }>('SELECT balance AS b FROM account_balance WHERE account = ?', account)?.b ?? 0;
/** What left the bank for refunds, fen. */
const left = (): number =>
  counter.ledger.one<{ b: number }>(
    "SELECT -coalesce(sum(e.amount), 0) AS b FROM entry e JOIN payout_document o ON o.seq = e.seq WHERE e.account = '1002'",
  )?.b ?? 0;

/** A refund of `fen` that two people typed the payee of and everybody approved; its number. */
async function owed(fen = 1234, payee = PAYEE): Promise<string> {
  paidIn += 1;
  const tenders = [
    { method: 'transfer' as const, given: minor(fen), reference: `HB20261123${String(paidIn).padStart(6, '0')}` },
  ];
  const { number: receipt } = await till.call('charge.post', { ...openCharge(fen), tenders });
  const { number } = await apply(till, receipt, byQuantity([1, 1000]), { payee });
  await second.call('refund.secondEntry', { operationId: op(), case: number, payee, amount: null });
  await approve(counter, till, number);
  return number;
}
const show = (number: string) => till.call('refund.case', { number });
const states = async (number: string): Promise<string[]> => (await show(number)).payouts.map(({ state }) => state);
const said = (reference: string, result: string, text = '', amount = 1234): Word => ({
  reference,
  amount,
  result,
  text,
});

describe('a batch', () => {
  it('takes each payout once, whoever sends it and however often', async () => {
    const [one, two] = [await owed(), await owed(2000)];
    const { transfers, count, total } = await finance.call('payout.toSend', { limit: 100 });
    expect(transfers.map(({ case: number, hold }) => [number, hold])).toEqual([
      [one, null],
      [two, null],
    ]);
    expect([count, total]).toEqual([2, 3234]);
    const payouts = [one, two].map((number) => ({ case: number, n: 1 }));
    const wanted = { payouts, count: 2, total: minor(3234) };
    expect(await refusalOf(finance.call('payout.batch', { operationId: op(), ...wanted, total: minor(3233) }))).toBe(
      'BATCH_TOTALS',
    );
    const twice = { payouts: [payouts[0]!, payouts[0]!], count: 2, total: minor(2468) };
    expect(await refusalOf(finance.call('payout.batch', { operationId: op(), ...twice }))).toBe('PAYOUT_STATE');
    const other = await counter.signedIn('finance1');
    const operationId = op();
    const both = await Promise.allSettled([
      finance.call('payout.batch', { operationId, ...wanted }),
      other.call('payout.batch', { operationId: op(), ...wanted }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // The same operation again is the same batch, and no second one.
    const again = await finance.call('payout.batch', { operationId, ...wanted }).catch(() => null);
    expect((await finance.call('payout.batches', { limit: 10 })).batches).toHaveLength(1);
    expect(both[0]?.status === 'fulfilled' ? again?.number : again).toBe(
      both[0]?.status === 'fulfilled' ? 'A01-G-0000001' : null,
    );
    expect((await finance.call('payout.toSend', { limit: 100 })).transfers).toEqual([]);
    expect(left()).toBe(0);
  });

  it('is written again as the same bytes, whatever payee was typed since', async () => {
    const number = await owed();
    const { number: batch } = await sendBatch(finance, [{ case: number, n: 1 }]);
    const first = await finance.call('payout.batchFile', { number: batch });
    expect(first.text).toContain(`${number}-1,欧阳𠅤,6222020000001234566,工商银行江城支行,12.34,CNY,A01-F-0000001`);
    expect(first.text).toContain('总笔数,1,总金额,12.34');
    expect(createHash('sha256').update(first.text).digest('hex')).toBe(first.sha256);
    await bankSays(finance, [said(`${number}-1`, '退汇', '账号 6222020000001234566 已销户')]);
    const failed = await show(number);
    expect([failed.state, failed.payouts[0]?.state]).toEqual(['payoutFailed', 'failed']);
    // The bank's words are kept without the account in them.
    expect(failed.payouts[0]?.steps.at(-1)?.text).toBe('账号 **** 4566 已销户');
    const corrected = { case: number, n: 1, way: 'original' as const, reason: '账号已销户', payee: OTHER };
    await finance.call('payout.reroute', { operationId: op(), ...corrected });
    expect((await finance.call('payout.batchFile', { number: batch })).sha256).toBe(first.sha256);
    // The new account is typed by a second person before it goes.
    expect((await finance.call('payout.toSend', { limit: 9 })).transfers[0]?.hold).toBe('typedOnce');
    expect(await refusalOf(sendBatch(finance, [{ case: number, n: 2 }]))).toBe('PAYEE_REQUIRED');
    expect((await show(number)).waitsFor).toBe('secondEntry');
    const typed = { operationId: op(), case: number, payee: OTHER, amount: null };
    expect(await refusalOf(till.call('refund.secondEntry', typed))).toBe('REFUND_OWN_CASE');
    expect(await refusalOf(finance.call('refund.secondEntry', { ...typed, operationId: op() }))).toBe(
      'REFUND_OWN_CASE',
    );
    expect((await second.call('refund.secondEntry', { ...typed, operationId: op() })).agreed).toBe(true);
    const next = await sendBatch(finance, [{ case: number, n: 2 }]);
    expect((await finance.call('payout.batchFile', { number: next.number })).text).toContain(OTHER.account);
    expect((await finance.call('payout.batchFile', { number: batch })).sha256).toBe(first.sha256);
  });

  it('holds what a card paid and was sent by transfer instead, once two who did not apply have typed whom to', async () => {
    const charge = openCharge(1500);
    const tenders = [{ method: 'card' as const, given: minor(1500), reference: '004599' }];
    const { number: receipt } = await till.call('charge.post', { ...charge, tenders });
    const { number } = await apply(till, receipt, byQuantity([1, 1000]));
    await approve(counter, till, number);
    await till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
    await till.call('payout.fail', { operationId: op(), case: number, n: 1, text: '卡已注销' });
    const other = { case: number, n: 1, way: 'transfer' as const, reason: '卡已注销' };
    expect(await refusalOf(till.call('payout.reroute', { operationId: op(), ...other, payee: OTHER }))).toBe(
      'FORBIDDEN',
    );
    expect(await refusalOf(finance.call('payout.reroute', { operationId: op(), ...other, payee: null }))).toBe(
      'PAYEE_REQUIRED',
    );
    // Whoever approved it says no more where it goes, neither first nor again.
    const approver = await counter.signedIn('supervisor1');
    expect(await refusalOf(approver.call('payout.reroute', { operationId: op(), ...other, payee: OTHER }))).toBe(
      'REFUND_OWN_CASE',
    );
    const rerouted = await finance.call('payout.reroute', { operationId: op(), ...other, payee: OTHER });
    const byApprover = { operationId: op(), case: number, payee: OTHER, amount: null };
    expect(await refusalOf(approver.call('refund.secondEntry', byApprover))).toBe('REFUND_OWN_CASE');
    expect([rerouted.waitsFor, rerouted.payee?.agreed, rerouted.payee?.account]).toEqual([
      'secondEntry',
      false,
      '**** 4569',
    ]);
    const typed = { case: number, payee: { ...OTHER, bank: '建设银行' }, amount: null };
    const differing = await second.call('refund.secondEntry', { operationId: op(), ...typed });
    expect(differing.differs).toEqual(['bank']);
    await second.call('refund.secondEntry', { operationId: op(), ...typed, payee: OTHER });
    await sendBatch(finance, [{ case: number, n: 2 }]);
    await bankSays(finance, [{ reference: `${number}-2`, amount: 1500, result: '交易成功' }]);
    expect([(await show(number)).state, left()]).toEqual(['paid', 1500]);
  });
});

describe('an answer', () => {
  it('says what it comes to before it is taken, moves what is ours, and is taken once', async () => {
    const numbers = [await owed(), await owed(), await owed(), await owed()];
    const [one, two, three, four] = numbers as [string, string, string, string];
    await sendBatch(
      finance,
      numbers.map((number) => ({ case: number, n: 1 })),
    );
    const bytes = answerBytes([
      said(`${one}-1`, '成功'),
      said(`${two}-1`, '失败', '户名不符'),
      said(`${three}-1`, '处理中'),
      said('B02-W-0000009-1', '成功', '', 77),
    ]);
    const file = await handOver(finance, bytes);
    const check = await finance.call('payout.answerCheck', { file });
    expect(check.ok && check.rows.map(({ case: number, verdict }) => [number, verdict])).toEqual([
      [one, 'arrives'],
      [two, 'fails'],
      [three, 'waits'],
      [null, 'notOurs'],
    ]);
    expect(left()).toBe(0);
    const operationId = op();
    const taken = await finance.call('payout.answerTake', { operationId, file, name: '回盘.csv' });
    expect(taken.verdicts).toMatchObject({ arrives: 1, fails: 1, waits: 1, notOurs: 1, conflict: 0 });
    expect(await Promise.all(numbers.map(states))).toEqual([['confirmed'], ['failed'], ['unknown'], ['sent']]);
    expect([left(), balance('2241.refund')]).toEqual([1234, -3 * 1234]);
    // The same operation again is answered again; the same bytes are refused; the same news in other bytes changes nothing.
    expect(await finance.call('payout.answerTake', { operationId, file, name: '回盘.csv' })).toEqual(taken);
    const same = await handOver(finance, bytes);
    expect(await refusalOf(finance.call('payout.answerCheck', { file: same }))).toBe('BANK_ANSWER_SEEN');
    expect(await refusalOf(finance.call('payout.answerTake', { operationId: op(), file: same, name: 'x.csv' }))).toBe(
      'BANK_ANSWER_SEEN',
    );
    const doubled = await bankSays(finance, [
      said(`${one}-1`, '成功'),
      said(`${two}-1`, '失败'),
      said(`${three}-1`, '处理中'),
    ]);
    expect(doubled.verdicts.known).toBe(3);
    expect([left(), await states(four)]).toEqual([1234, ['sent']]);
    const { batches } = await finance.call('payout.batches', { limit: 1 });
    expect(batches[0]).toMatchObject({ count: 4, paid: 1, failed: 1, open: 2, unknown: 1 });
  });

  it('that comes again after 退汇 pays nothing: the money is owed once, by the payout in its place', async () => {
    const number = await owed();
    await sendBatch(finance, [{ case: number, n: 1 }]);
    await bankSays(finance, [said(`${number}-1`, '成功')]);
    await till.call('refund.close', { operationId: op(), case: number, by: { how: 'notified', notice: '短信' } });
    await bankSays(finance, [said(`${number}-1`, '退汇', '收款人拒收')]);
    const back = await show(number);
    expect([back.state, back.waitsFor, balance('2241.refund'), left()]).toEqual(['payoutFailed', 'payout', -1234, 0]);
    await till.call('payout.retry', { operationId: op(), case: number, n: 1 });
    const late = await bankSays(finance, [said(`${number}-1`, '成功')]);
    expect(late.verdicts.known).toBe(1);
    expect([await states(number), left()]).toEqual([['failed', 'approved'], 0]);
    await sendBatch(finance, [{ case: number, n: 2 }]);
    await bankSays(finance, [said(`${number}-2`, '成功'), said(`${number}-1`, '退汇')]);
    expect([await states(number), left(), balance('2241.refund')]).toEqual([['failed', 'confirmed'], 1234, 0]);
  });

  it('that says paid of what was taken for failed settles what stands in its place, which is then not sent', async () => {
    const number = await owed();
    await sendBatch(finance, [{ case: number, n: 1 }]);
    await bankSays(finance, [said(`${number}-1`, '失败')]);
    await till.call('payout.retry', { operationId: op(), case: number, n: 1 });
    const late = await bankSays(finance, [said(`${number}-1`, '成功')]);
    expect(late.verdicts.late).toBe(1);
    expect([await states(number), left()]).toEqual([['failed', 'confirmed'], 1234]);
    expect((await show(number)).payouts[1]?.reference).toBe(`${number}-1`);
    expect(await refusalOf(sendBatch(finance, [{ case: number, n: 2 }]))).toBe('PAYOUT_STATE');
    expect((await bankSays(finance, [said(`${number}-1`, '成功')])).verdicts.known).toBe(1);
    // And where it comes back after that, it is that payout which comes back.
    expect((await bankSays(finance, [said(`${number}-1`, '退汇')])).verdicts.comesBack).toBe(1);
    expect([await states(number), left(), balance('2241.refund')]).toEqual([['failed', 'failed'], 0, -1234]);
    await till.call('payout.retry', { operationId: op(), case: number, n: 2 });
    await sendBatch(finance, [{ case: number, n: 3 }]);
    await bankSays(finance, [said(`${number}-3`, '成功')]);
    expect([await states(number), left()]).toEqual([['failed', 'failed', 'confirmed'], 1234]);
  });

  it('that contradicts while another is on its way stops every further payment until somebody says it arrived', async () => {
    const number = await owed();
    await sendBatch(finance, [{ case: number, n: 1 }]);
    await bankSays(finance, [said(`${number}-1`, '失败')]);
    await till.call('payout.retry', { operationId: op(), case: number, n: 1 });
    await sendBatch(finance, [{ case: number, n: 2 }]);
    const odd = await bankSays(finance, [said(`${number}-1`, '成功')]);
    expect([odd.verdicts.conflict, left()]).toEqual([1, 0]);
    await bankSays(finance, [said(`${number}-2`, '失败')]);
    expect(await refusalOf(till.call('payout.retry', { operationId: op(), case: number, n: 2 }))).toBe(
      'PAYOUT_SAID_PAID',
    );
    const reroute = { case: number, n: 2, way: 'cash' as const, reason: '急用', payee: null };
    expect(await refusalOf(finance.call('payout.reroute', { operationId: op(), ...reroute }))).toMatch(
      /PAYOUT_SAID_PAID|WAY_NOT/,
    );
    // Not even past the program.
    const { db, head } = counter.ledger;
    db.exec('BEGIN');
    db.prepare("INSERT INTO refund_payout VALUES (1, 3, ?, 1, 'transfer', 'original', 1234, 2, NULL)").run(
      head.seq + 1,
    );
    expect(() =>
      db
        .prepare("INSERT INTO payout_step VALUES (1, 3, 1, ?, 'sent', 'approved', 'sent', 0, 4, ?, NULL, 1)")
        .run(head.seq + 1, `${number}-3`),
    ).toThrow(/the bank says that this money has left/);
    db.exec('ROLLBACK');
    expect(
      await refusalOf(till.call('payout.found', { operationId: op(), case: number, n: 2, text: '流水已核' })),
    ).toBe('FORBIDDEN');
    await finance.call('payout.found', { operationId: op(), case: number, n: 2, text: '银行流水已核' });
    expect([await states(number), left(), (await show(number)).state]).toEqual([
      ['failed', 'failed', 'confirmed'],
      1234,
      'paid',
    ]);
    expect(await refusalOf(finance.call('payout.found', { operationId: op(), case: number, n: 1, text: '再来' }))).toBe(
      'PAYOUT_STATE',
    );
  });

  it('gives up what was to be paid in cash instead', async () => {
    const number = await owed();
    await sendBatch(finance, [{ case: number, n: 1 }]);
    await bankSays(finance, [said(`${number}-1`, '失败')]);
    const { settings } = await finance.call('settings.read', { keys: ['refundPolicy'], date: null });
    const value = structuredClone(settings[0]?.value) as unknown as {
      policies: { channels: Record<string, unknown> }[];
    };
    for (const policy of value.policies)
      policy.channels['transfer'] = { allowed: ['original', 'cash'], arrivalDays: 1 };
    await finance.call('settings.change', {
      operationId: op(),
      key: 'refundPolicy',
      value,
      fromDate: '2026-11-23',
    } as never);
    await finance.call('payout.reroute', {
      operationId: op(),
      case: number,
      n: 1,
      way: 'cash',
      reason: '急用',
      payee: null,
    });
    const before = balance('1001.1.1');
    expect((await bankSays(finance, [said(`${number}-1`, '成功')])).verdicts.late).toBe(1);
    expect([await states(number), left(), balance('1001.1.1')]).toEqual([
      ['failed', 'failed', 'confirmed'],
      1234,
      before,
    ]);
    expect(await refusalOf(till.call('payout.start', { operationId: op(), case: number, n: 2, text: null }))).toBe(
      'PAYOUT_STATE',
    );
  });

  it('is the bank’s, not a cashier’s: a transfer is not taken for failed at the till', async () => {
    const number = await owed();
    await sendBatch(finance, [{ case: number, n: 1 }]);
    const told = { case: number, n: 1, text: '客户说没到' };
    expect(await refusalOf(till.call('payout.fail', { operationId: op(), ...told }))).toBe('FORBIDDEN');
    expect(
      await refusalOf(till.call('payout.confirm', { operationId: op(), case: number, n: 1, reference: '778899' })),
    ).toBe('PAYOUT_METHOD');
    await finance.call('payout.fail', { operationId: op(), ...told });
    expect(await states(number)).toEqual(['failed']);
  });

  it('comes in what banks write: GBK, semicolons, lines above and a sum below', async () => {
    const number = await owed(123_456);
    await sendBatch(finance, [{ case: number, n: 1 }]);
    const text = [
      '江城银行 批量付款结果;',
      '导出时间;2026-11-23 10:00',
      '序号;客户参考号;交易金额（元）;交易状态;失败原因',
    ]
      .concat([`1;${number}-1;1,234.56;交易成功;`, '合计;;1,234.56;;'])
      .join('\r\n');
    const file = await handOver(finance, iconv.encode(text, 'gbk'));
    const check = await finance.call('payout.answerCheck', { file });
    expect(check).toMatchObject({ ok: true, rows: [{ verdict: 'arrives', row: 4 }], controls: { total: 123_456 } });
  });

  it.each([
    ['another count', ['总笔数,3', '参考号,金额,结果', 'A01-W-0000001-1,12.34,成功'], 'count'],
    ['another total', ['总笔数,1,总金额,12.35', '参考号,金额,结果', 'A01-W-0000001-1,12.34,成功'], 'total'],
    ['a word nobody knows', ['参考号,金额,结果', 'A01-W-0000001-1,12.34,大概成功'], 'outcome'],
    ['no outcome at all', ['参考号,金额,结果', 'A01-W-0000001-1,12.34,'], 'outcome'],
    ['one transfer twice', ['参考号,金额,结果', 'A01-W-0000001-1,12.34,成功', 'a01-w-0000001-1,12.34,失败'], 'twice'],
    ['an amount nobody can be sure of', ['参考号,金额,结果', 'A01-W-0000001-1,12.3四,成功'], 'amount'],
    ['no columns by name', ['A01-W-0000001-1,12.34,成功', 'A01-W-0000002-1,12.34,成功'], 'header'],
    ['no rows', ['参考号,金额,结果', ',,'], 'empty'],
  ])('with %s is not taken', (_what, lines, fault) => {
    expect(
      readBankAnswer(
        lines.map((line) => line.split(',')),
        CNY,
      ),
    ).toMatchObject({ ok: false, fault });
  });

  it('of another amount than was sent is not taken, and moves nothing', async () => {
    const number = await owed();
    await sendBatch(finance, [{ case: number, n: 1 }]);
    expect(await refusalOf(bankSays(finance, [said(`${number}-1`, '成功', '', 1235)]))).toBe('BANK_ANSWER');
    expect([await states(number), left()]).toEqual([['sent'], 0]);
  });
});
