// 换票 and 遗失/损坏补办, asked of the real server: what nets to nothing and what follows, what is refused with which reason, and
// what the database itself refuses when somebody writes rows past the rules.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../core/contract/contract.ts';
import { type Minor, minor, negateMinor } from '../../core/money/money.ts';
import { Act, type NewRow } from '../../db/ledger/act.ts';
import { allotDocument } from '../../db/ledger/allot-document.ts';
import type { Ledger } from '../../db/ledger/ledger.ts';
import { receiptExchange } from '../../db/schema-paper-cases.ts';
import * as schema from '../../db/schema.ts';
import { receiptBlockedForRefund } from '../../db/refund/receipt-blocked.ts';
import { readReceipt } from '../../db/readers/read-receipt.ts';
import { Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { verdictOn } from './support/forged-acts.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { exchangeReceipt, type ExchangeWanted, exchangeWish, registerLoss } from './support/paper-case-acts.ts';
import { LedgerTemplate, voidReceipt, WECHAT_REFERENCE } from './support/sample-ledger.ts';

type ReissuedRow = Omit<NewRow<typeof schema.receipt>, 'paperNo' | 'paperDate' | 'template'>;

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

const balances = (): unknown => counter.ledger.all('SELECT account, balance FROM account_balance ORDER BY account');
const print = (number: string, reason: string | null = null): Promise<OutputOf<'receipt.print'>> =>
  till.call('receipt.print', { operationId: op(), number, locale: 'zh-CN', reason });

const exchange = (receipt: string, over: Partial<ExchangeWanted> = {}, window = till) =>
  exchangeReceipt(counter, window, receipt, over);
const lose = (receipt: string, over: Parameters<typeof registerLoss>[2] = {}) => registerLoss(till, receipt, over);
const wish = exchangeWish;

describe('an exchange', () => {
  it('moves no money: every account, every tender and every item is as before, and both numbers name each other', async () => {
    const { number } = await till.call('charge.post', mixedCharge());
    await print(number);
    const before = balances();
    const sums = (): unknown =>
      counter.ledger.all('SELECT item_id, sum(count), sum(quantity), sum(amount) FROM day_item GROUP BY item_id');
    const items = sums();
    const view = await exchange(number);
    expect(view).toMatchObject({
      ...{ number: 'A01-X-0000001', receipt: number, replacement: 'A01-R-0000002' },
      ...{ payer: '江城建筑有限公司', total: 15851, approver: '陈洁' },
    });
    expect(balances()).toEqual(before);
    expect(sums()).toEqual(items);
    const [old, now] = [
      await till.call('receipt.get', { number }),
      await till.call('receipt.get', { number: view.replacement }),
    ];
    expect(old.replacedBy).toBe(now.number);
    expect(now).toMatchObject({
      replaces: number,
      payer: '江城建筑有限公司',
      customer: old.customer,
      total: old.total,
    });
    expect(now.lines).toEqual(old.lines);
    expect(now.tenders).toEqual(old.tenders);
    const recent = await till.call('receipt.recent', { before: null, limit: 5 });
    expect(recent.receipts.map(({ number: one, exchanged }) => [one, exchanged])).toEqual([
      [now.number, false],
      [number, true],
    ]);
    expect(counter.verify()).toMatchObject({ ok: true });
    const closed = await till.call('shift.close', { operationId: op(), counted: minor(27851) });
    expect(closed).toMatchObject({ difference: 0 });
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is also done after the shift and the day are over, by another cashier on another drawer', async () => {
    const { number } = await till.call('charge.post', openCharge(1200));
    await till.call('shift.close', { operationId: op(), counted: minor(21200) });
    const finance = counter.window();
    await finance.signIn('finance1');
    await finance.call('day.close', { operationId: op(), businessDate: '2026-11-23', expectedTaken: minor(1200) });
    counter.clock.pass(86_400_000);
    const other = counter.window();
    await other.signIn('cashier2');
    await other.call('shift.open', { operationId: op(), drawer: '2', float: minor(0), counted: null });
    const before = balances();
    const view = await exchange(number, {}, other);
    expect(view.businessDate).toBe('2026-11-24');
    expect(balances()).toEqual(before);
    // The cash lies where the first one left it: neither a void nor a correction may move it out of this drawer.
    expect(await refusalOf(voidReceipt(counter, other, view.replacement))).toBe('RECEIPT_NOT_VOIDABLE');
    const moved = { receipt: view.replacement, n: 1, to: 'alipay' as const, reference: null, text: '弄错' };
    expect(await refusalOf(other.call('tender.correct', { operationId: op(), ...moved, approval: null }))).toBe(
      'DRAWER_COUNTED',
    );
    const closed = await other.call('shift.close', { operationId: op(), counted: minor(0) });
    expect(closed).toMatchObject({ expected: 0, difference: 0 });
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('carries tenders over as they are booked and proved now, and each payment stays on one receipt', async () => {
    const charge = () => till.call('charge.post', openCharge(1000, 'wechat', WECHAT_REFERENCE));
    const { number } = await charge();
    const { replacement } = await exchange(number);
    expect(await refusalOf(charge())).toBe('REFERENCE_USED');
    expect((await till.call('receipt.get', { number: replacement })).tenders[0]).toMatchObject({
      reference: WECHAT_REFERENCE,
    });
    const later = await till.call('charge.post', openCharge(700, 'wechat', null));
    const reference = '4200001234202611239999999999';
    await till.call('tender.prove', { operationId: op(), number: later.number, n: 1, reference });
    const proved = await exchange(later.number);
    const view = await till.call('receipt.get', { number: proved.replacement });
    expect(view.tenders[0]).toMatchObject({ reference, proof: 'reference' });
    const twice = { operationId: op(), number: later.number, n: 1, reference: '4200001234202611238888888888' };
    expect(await refusalOf(till.call('tender.prove', twice))).toBe('RECEIPT_EXCHANGED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('can be done again on the new receipt, once on each', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const first = await exchange(number);
    expect(await refusalOf(exchange(number))).toBe('RECEIPT_EXCHANGED');
    const second = await exchange(first.replacement, { payer: '李㛃', reason: 'wrongName' });
    expect(second).toMatchObject({ receipt: first.replacement, replacement: 'A01-R-0000003', payer: '李㛃' });
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('needs a supervisor for exactly this payer, and never the one who asks', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const go = (approval: string | null, over: Partial<ExchangeWanted> = {}) =>
      till.call('receipt.exchange', { operationId: op(), ...wish(number, over), approval });
    expect(await refusalOf(go(null))).toBe('APPROVAL_REQUIRED');
    const subject = { kind: 'exchange' as const, ...wish(number) };
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    expect(await refusalOf(go(request))).toBe('APPROVAL_NOT_GIVEN');
    await decide(counter, request, 'supervisor1');
    expect(await refusalOf(go(request, { payer: '别人' }))).toBe('APPROVAL_MISMATCH');
    await go(request);
    expect(await refusalOf(go(request))).toBe('RECEIPT_EXCHANGED');
  });

  it('is refused with its reason', async () => {
    const reasonOf = async (act: Promise<unknown>): Promise<unknown> =>
      act.then(() => null).catch((error: { params: { reason: string } }) => error.params.reason);
    const { number } = await till.call('charge.post', openCharge(1000));
    await print(number);
    expect(await reasonOf(exchange(number, { originalBack: false }))).toBe('originalMissing');
    await exchange(number);
    const named = await till.call('charge.post', { ...openCharge(1000), payer: '李㛃' });
    expect(await reasonOf(exchange(named.number, { payer: '李㛃' }))).toBe('sameName');
    const invoice = { number: named.number, kind: 'fiscal' as const, note: null };
    const step = (status: 'requested' | 'issued' | 'redLettered') =>
      till.call('invoice.record', {
        ...{ operationId: op(), ...invoice, status },
        code: status === 'requested' ? null : '61060126',
        invoiceNumber: status === 'requested' ? null : '0012345678',
      });
    await step('requested');
    expect(await reasonOf(exchange(named.number))).toBe('invoiceAsked');
    await step('issued');
    expect(await reasonOf(exchange(named.number))).toBe('invoiceIssued');
    await step('redLettered');
    await exchange(named.number);
    const gone = await till.call('charge.post', openCharge(1000));
    await voidReceipt(counter, till, gone.number);
    expect(await refusalOf(exchange(gone.number))).toBe('RECEIPT_VOIDED');
    const lost = await till.call('charge.post', openCharge(1000));
    await print(lost.number);
    await lose(lost.number);
    expect(await reasonOf(exchange(lost.number))).toBe('lost');
    expect(await refusalOf(exchange(lost.number, { reason: 'other' }))).toBe('REASON_TEXT_REQUIRED');
  });

  it('prints the new one as an original; of the old one only copies, which say 已换票', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const unprinted = await till.call('charge.post', openCharge(1000));
    await print(number);
    const { replacement } = await exchange(number);
    expect(await print(replacement)).toMatchObject({ mark: 'original' });
    expect(JSON.stringify(counter.prints.at(-1)?.layout)).toContain(`换票：代替收据 ${number}`);
    expect(await print(number, '存档')).toMatchObject({ mark: 'copy', copyNumber: 1 });
    expect(JSON.stringify(counter.prints.at(-1)?.layout)).toContain(`已换票　新收据 ${replacement}`);
    await exchange(unprinted.number, { originalBack: false });
    expect(await refusalOf(print(unprinted.number))).toBe('RECEIPT_EXCHANGED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is one act: the same operation gives the same answer, and nothing is half there', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const wanted = wish(number);
    const subject = { kind: 'exchange' as const, ...wanted };
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    await decide(counter, request, 'supervisor1');
    const command = { operationId: op(), ...wanted, approval: request };
    const first = await till.call('receipt.exchange', command);
    expect(await till.call('receipt.exchange', command)).toEqual(first);
    expect(counter.ledger.one('SELECT count(*) AS n FROM receipt_exchange')).toEqual({ n: 1 });
  });
});

describe('a lost or damaged receipt', () => {
  it('is registered as lost, its proof of payment is an original once, and its paper gives no refund', async () => {
    const { number } = await till.call('charge.post', mixedCharge());
    expect(await refusalOf(lose(number))).toBe('LOSS_REFUSED');
    await print(number);
    const { loss, printed } = await lose(number, { note: '遗失于公交车上' });
    expect(loss).toMatchObject({ number: 'A01-L-0000001', receipt: number, kind: 'lost', reportedBy: '李㛃' });
    expect(printed).toBeNull();
    const proof = { number: loss.number, locale: 'zh-CN' as const };
    expect(await till.call('slip.print', { operationId: op(), ...proof, reason: null })).toMatchObject({
      mark: 'original',
    });
    expect(counter.prints.at(-1)?.fileName).toBe('A01-L-0000001.pdf');
    expect(await refusalOf(till.call('slip.print', { operationId: op(), ...proof, reason: null }))).toBe(
      'REPRINT_REASON_REQUIRED',
    );
    const { seq } = readReceipt(counter.ledger, number);
    expect(receiptBlockedForRefund(counter.ledger, seq)).toEqual({ reason: 'lostRegistered', by: loss.number });
    expect(await refusalOf(lose(number))).toBe('LOSS_REFUSED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is registered by a supervisor without a shift, with a paper kept beside it', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    await print(number);
    const supervisor = counter.window();
    await supervisor.signIn('supervisor1');
    const wanted = {
      receipt: number,
      kind: 'lost' as const,
      reportedBy: '李㛃',
      identified: 'phone' as const,
      note: null,
    };
    const command = { operationId: op(), ...wanted, attachment: null, originalBack: false, locale: 'zh-CN' as const };
    const first = await supervisor.call('receipt.registerLoss', command);
    expect(await supervisor.call('receipt.registerLoss', command)).toEqual(first);
    expect(await supervisor.call('receipt.losses', { before: null, limit: 5 })).toMatchObject({ losses: [first.loss] });
    const unknown = {
      ...command,
      operationId: op(),
      attachment: '0'.repeat(32),
      kind: 'damaged' as const,
      originalBack: true,
    };
    expect(await refusalOf(supervisor.call('receipt.registerLoss', unknown))).toBe('LOSS_REFUSED');
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is damaged: what is left is taken back, and a copy that names the register takes its place', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    await print(number);
    expect(await refusalOf(lose(number, { kind: 'damaged' }))).toBe('LOSS_REFUSED');
    const { loss, printed } = await lose(number, { kind: 'damaged', originalBack: true });
    expect(printed).toMatchObject({ number, mark: 'copy', copyNumber: 1 });
    expect(JSON.stringify(counter.prints.at(-1)?.layout)).toContain(loss.number);
    const { seq } = readReceipt(counter.ledger, number);
    expect(receiptBlockedForRefund(counter.ledger, seq)).toBeNull();
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('ends the numbered sheets of what was taken back or lost', async () => {
    const supervisor = counter.window();
    await supervisor.signIn('supervisor1');
    const sheets = { kind: 'printed' as const, first: 'GZ0001', last: 'GZ0010', takenBy: 'cashier1', note: null };
    await supervisor.call('stock.take', { operationId: op(), ...sheets });
    const numbers: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { number } = await till.call('charge.post', openCharge(1000));
      await print(number);
      numbers.push(number);
    }
    await exchange(numbers[0] ?? '');
    await lose(numbers[1] ?? '');
    await lose(numbers[2] ?? '', { kind: 'damaged', originalBack: true });
    const { segments } = await till.call('stock.state', {});
    expect(segments[0]).toMatchObject({ voided: 2, spoiled: 1 });
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});

describe('the database itself', () => {
  const insert = (sql: string, ...values: unknown[]): string => {
    try {
      counter.ledger.db.prepare(sql).run(...values);
    } catch (error) {
      return (error as Error).message;
    } finally {
      if (counter.ledger.db.inTransaction) counter.ledger.db.exec('ROLLBACK');
    }
    return 'taken';
  };
  const documentOf = (type: string): number => {
    counter.ledger.db.exec('BEGIN');
    const seq = counter.ledger.head.seq + 1;
    const n =
      (counter.ledger.one<{ last: number }>('SELECT last FROM number_series WHERE type = ?', type)?.last ?? 0) + 1;
    counter.ledger.db
      .prepare("INSERT INTO document VALUES (?, ?, ?, ?, '2026-11-23', 0, 480, 1, 2)")
      .run(seq, type, n, `A01-${type}-${String(n).padStart(7, '0')}`);
    return seq;
  };
  const exchangeRow = 'INSERT INTO receipt_exchange VALUES (?, ?, ?, ?, ?, NULL, ?, ?)';

  it('takes no exchange of a voided, lost, still held or invoiced receipt, nor one without its next link', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const { seq } = readReceipt(counter.ledger, number);
    await print(number);
    const row = (over: { back?: number; next?: number; total?: number } = {}): string => {
      const x = documentOf('X');
      return insert(exchangeRow, x, seq, over.next ?? x + 1, '某人', 'wrongName', over.total ?? 1000, over.back ?? 1);
    };
    expect(row({ back: 0 })).toMatch(/was not taken back/);
    expect(row({ next: seq })).toMatch(/CHECK/);
    expect(row({ total: 999 })).toMatch(/total/);
    await lose(number);
    expect(row()).toMatch(/was lost/);
  });

  it('lets nothing follow an exchanged receipt, and keeps one original', async () => {
    const { number } = await till.call('charge.post', openCharge(1000));
    const { seq } = readReceipt(counter.ledger, number);
    const { replacement } = await exchange(number);
    const next = readReceipt(counter.ledger, replacement).seq;
    for (const of of [seq, next]) {
      const v = documentOf('V');
      expect(insert("INSERT INTO receipt_void VALUES (?, ?, 'mistyped', NULL, 1000)", v, of)).toMatch(/exchanged/);
    }
    const t = documentOf('T');
    const moved = "INSERT INTO tender_correction VALUES (?, ?, 1, 1000, 'cash', 'wechat', NULL, 'unverified', 'x')";
    expect(insert(moved, t, next)).toMatch(/where the first receipt left it/);
    const mark = "INSERT INTO print_mark VALUES (?, 1, ?, 'job', 'original', 0, 2, NULL)";
    expect(insert(mark, seq, counter.ledger.head.seq + 1)).toMatch(/exchanged/);
    const l = documentOf('L');
    const loss = "INSERT INTO receipt_loss VALUES (?, ?, 'lost', 'x', 'idPaper', NULL, NULL, 0)";
    expect(insert(loss, l, seq)).toMatch(/stands no more/);
    const again = documentOf('L');
    expect(insert(loss, again, next)).toMatch(/never printed/);
  });
});

describe('verify', () => {
  let day: LedgerTemplate;
  beforeAll(async () => {
    day = await LedgerTemplate.make(async (made) => {
      const window = made.window();
      await window.signIn('cashier1');
      await window.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
      await window.call('charge.post', openCharge(1000));
    });
  });
  afterAll(() => day.remove());

  /** The two links of an exchange as an insider would write them, past every rule that only the program asks. */
  function forgeExchange(
    ledger: Ledger,
    payer: string,
    change: (row: ReissuedRow) => ReissuedRow = (row) => row,
  ): void {
    const of = ledger.one<{ seq: number }>('SELECT max(seq) AS seq FROM receipt')?.seq ?? 0;
    const where = { businessDate: '2026-11-23', shiftId: 1, personId: 2 };
    const entries = ledger.all<{ account: string; amount: Minor }>(
      'SELECT account, amount FROM entry WHERE seq = ?',
      of,
    );
    const red = new Act(ledger);
    const x = allotDocument(ledger, red, { type: 'X', ...where });
    red.insert(receiptExchange, {
      ...{ receiptSeq: of, newSeq: red.seq + 1, payer, reason: 'otherPayer', text: null, total: 1000, originalBack: 1 },
    });
    for (const [n, { account, amount }] of entries.entries())
      red.insert(schema.entry, { n: n + 1, account, amount: negateMinor(amount) });
    red.seal({ kind: 'receipt.exchanged', ref: x.number, businessDate: where.businessDate, personId: 2 });
    const act = new Act(ledger);
    const { number } = allotDocument(ledger, act, { type: 'R', ...where });
    const row = change({ customerId: null, payer, gross: 1000, discount: 0, rounding: 0, total: 1000, change: 0 });
    act.insert(schema.receipt, { ...row, paperNo: null, paperDate: null, template: 1 });
    const columns = `n, item_id AS itemId, code, name, unit, quantity, unit_price AS unitPrice, gross, discount, amount,
      credit_kind AS creditKind, account, formula, package_n AS packageN, tax_rate AS taxRate, tax, tax_code AS taxCode`;
    for (const line of ledger.all<NewRow<typeof schema.line>>(`SELECT ${columns} FROM line WHERE seq = ?`, of))
      act.insert(schema.line, line);
    const tender = 'SELECT n, method, given, applied, change, reference, proof FROM tender WHERE seq = ?';
    for (const one of ledger.all<NewRow<typeof schema.tender>>(tender, of)) act.insert(schema.tender, one);
    for (const [n, { account, amount }] of entries.entries()) act.insert(schema.entry, { n: n + 1, account, amount });
    act.seal({ kind: 'receipt.reissued', ref: number, businessDate: where.businessDate, personId: 2 });
  }

  it('names an exchange that nobody approved', () => {
    expect(verdictOn(day, ({ ledger }) => forgeExchange(ledger, '某公司'))).toBe(
      'limits: receipt_exchange: nobody approved it',
    );
  });

  it('is not needed where the database refuses: a new receipt to somebody else, or of another sum', () => {
    const to = (change: (row: ReissuedRow) => ReissuedRow) => () =>
      verdictOn(day, ({ ledger }) => forgeExchange(ledger, '某公司', change));
    expect(to((row) => ({ ...row, payer: '别人' }))).toThrow(/is not the exchanged one/);
    expect(to((row) => ({ ...row, gross: 999, total: 999 }))).toThrow(/differ|is not the exchanged one/);
  });
});
