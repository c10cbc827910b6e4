// A day is closed whole or not at all, in its order, and from then on nothing is posted into it; its package can be checked
// by whoever has the public key, and the perpetual total goes on from day to day.
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../core/contract/contract.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import { minor } from '../../core/money/money.ts';
import { counterKey } from '../../db/schema-day.ts';
import { Act } from '../../db/ledger/act.ts';
import { renderDocument } from '../../documents/render-document.ts';
import { verifyPackage } from '../../db/package/verify-package.ts';
import { type Counter, decide, op, RefusedAnswer, refusalOf, type Window } from './support/counter.ts';
import { refusalOfSql } from './support/raw-sql.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { exchangeReceipt } from './support/paper-case-acts.ts';
import { LedgerTemplate, voidReceipt, WECHAT_REFERENCE } from './support/sample-ledger.ts';
import { closeByTwo } from './support/worked-cash.ts';

const DAY = 86_400_000;

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let finance: Window;
beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  till = counter.window();
  finance = counter.window();
  await signIn();
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
});

async function signIn(): Promise<void> {
  await till.signIn('cashier1');
  await finance.signIn('finance1');
}

const openShift = () =>
  till.call('shift.open', { operationId: op(), drawer: '1', float: minor(10_000), counted: null });
const closeShift = (counted: number) => till.call('shift.close', { operationId: op(), counted: minor(counted) });

/** A shift with one receipt of `fen` in cash, counted right. */
async function workADay(fen: number): Promise<void> {
  await openShift();
  await till.call('charge.post', openCharge(fen));
  await closeShift(10_000 + fen);
}

/** What the oldest open day leaves of `kind`. */
async function carriedNow(kind: string): Promise<{ count: number; amount: number } | undefined> {
  const { carried } = await finance.call('day.state', {});
  return carried.find((row) => row.kind === kind);
}

async function closeOldest(): Promise<OutputOf<'day.close'>> {
  const { open } = await finance.call('day.state', {});
  const [day] = open;
  if (!day) throw new Error('no day is open');
  return finance.call('day.close', { operationId: op(), businessDate: day.businessDate, expectedTaken: day.taken });
}

async function nextMorning(): Promise<void> {
  counter.clock.pass(DAY);
  await signIn();
}

describe('closing a day', () => {
  it('says what blocks it, place by place, and closes once that is gone', async () => {
    await openShift();
    await till.call('charge.post', mixedCharge());
    const { lines } = openCharge(100);
    await till.call('hold.park', { operationId: op(), customer: null, payer: null, lines, note: null });
    const state = await finance.call('day.state', {});
    expect(state.blockers.map((blocker) => blocker.kind)).toEqual(['openShift', 'parkedBill']);
    const taken = state.open[0]?.taken ?? minor(0);
    const close = { businessDate: '2026-11-23', expectedTaken: taken };
    const refused = await finance.call('day.close', { operationId: op(), ...close }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'DAY_BLOCKED', params: { shifts: 1, parked: 1, earlier: 0 } });
    expect(refused).toBeInstanceOf(RefusedAnswer);
    await till.call('hold.recall', { operationId: op(), number: 'A01-P-0000001' });
    const { expected } = await closeByTwo(counter, till, 0);
    const z = await closeOldest();
    expect(z).toMatchObject({ number: 1, taken, perpetual: taken });
    expect(z.shifts).toMatchObject([{ number: 'A01-S-0000001', taken, difference: -expected }]);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('freezes it: the next shift belongs to the day after, and a hand-written receipt cannot go in', async () => {
    await workADay(500);
    await closeOldest();
    expect((await openShift()).businessDate).toBe('2026-11-24');
    const again = finance.call('day.close', {
      operationId: op(),
      businessDate: '2026-11-23',
      expectedTaken: minor(500),
    });
    expect(await refusalOf(again)).toBe('DAY_CLOSED');
    const never = finance.call('day.close', { operationId: op(), businessDate: '2026-11-30', expectedTaken: minor(0) });
    expect(await refusalOf(never)).toBe('DAY_NOT_OPEN');
  });

  it('refuses a sum that is not the day’s any more', async () => {
    await workADay(500);
    const stale = finance.call('day.close', {
      operationId: op(),
      businessDate: '2026-11-23',
      expectedTaken: minor(499),
    });
    expect(await refusalOf(stale)).toBe('TOTAL_CHANGED');
  });

  it('goes in order, and the perpetual total and the numbers go on', async () => {
    await workADay(500);
    await nextMorning();
    await workADay(250);
    const late = finance.call('day.close', {
      operationId: op(),
      businessDate: '2026-11-24',
      expectedTaken: minor(250),
    });
    expect(await refusalOf(late)).toBe('DAY_BLOCKED');
    const first = await closeOldest();
    const second = await closeOldest();
    expect([first.number, first.perpetual, second.number, second.perpetual]).toEqual([1, 500, 2, 750]);
    expect(second.documents.find((row) => row.type === 'R')).toMatchObject({
      first: 'A01-R-0000002',
      count: 1,
      amount: 250,
    });
    expect(await finance.call('day.report', { businessDate: '2026-11-24' })).toEqual(second);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('is cut at its minute: a shift of before takes no more, keeps what it has, and the next one is of the new date', async () => {
    const cut = { on: true, hour: 6, minute: 0 };
    await finance.call('settings.change', { operationId: op(), key: 'dayCut', fromDate: '2026-11-23', value: cut });
    // 03:00 of the 24th is still the night of the 23rd.
    counter.clock.pass(19 * 3_600_000);
    await signIn();
    expect((await openShift()).businessDate).toBe('2026-11-23');
    const charge = openCharge(500);
    await till.call('charge.post', charge);
    counter.clock.pass(3 * 3_600_000);
    await signIn();
    const late = { ...openCharge(700) };
    expect(await refusalOf(till.call('charge.post', late))).toBe('SHIFT_PAST_CUT');
    // What was posted before the cut is answered as before, and the drawer is counted as ever.
    expect(await till.call('charge.post', charge)).toMatchObject({ businessDate: '2026-11-23' });
    await closeShift(10_500);
    expect((await openShift()).businessDate).toBe('2026-11-24');
    expect(await till.call('charge.post', late)).toMatchObject({ businessDate: '2026-11-24' });
    await closeShift(10_700);
    expect((await closeOldest()).taken).toBe(500);
    expect((await closeOldest()).taken).toBe(700);
    expect(counter.verify().firstBad).toBeNull();
  });

  it('is finance’s, and the same answer for the same operation', async () => {
    await workADay(500);
    const call = { operationId: op(), businessDate: '2026-11-23', expectedTaken: minor(500) };
    expect(await refusalOf(till.call('day.close', call))).toBe('FORBIDDEN');
    const first = await finance.call('day.close', call);
    const head = counter.ledger.head.seq;
    expect(await finance.call('day.close', call)).toEqual(first);
    expect(counter.ledger.head.seq).toBe(head);
  });

  it('cannot be told another sum by SQL', async () => {
    await workADay(500);
    const { db } = counter.ledger;
    const z = (values: string): string | null => refusalOfSql(db, [`INSERT INTO z_report VALUES (${values})`]);
    expect(z("1, 99, '2026-11-23', 3, 499, 499, 21000")).toMatch(/sums are not those of the day/);
    expect(z("2, 99, '2026-11-23', 3, 500, 500, 21000")).toMatch(/must follow the last one/);
  });
});

describe('the package of a day', () => {
  it('is written, checked by the public key alone, and follows the one before', async () => {
    const out = mkdtempSync(join(tmpdir(), 'counterfoil-out-'));
    const folders: string[] = [];
    const publicKey = createPublicKey((await finance.call('package.key', {})).publicKey);
    for (const fen of [500, 250]) {
      await workADay(fen);
      const { businessDate } = await closeOldest();
      folders.push((await finance.call('package.write', { operationId: op(), businessDate })).folder);
      await nextMorning();
    }
    const [first = '', second = ''] = folders;
    const report = await verifyPackage({ folder: second, publicKey, previous: first });
    expect(report).toMatchObject({ ok: true, faults: [] });
    expect(report.manifest?.documents['R']).toBe(1);
    expect(counter.verify().firstBad).toBeNull();
    rmSync(out, { recursive: true });
  });

  it('is the same again, and no second row is made of it', async () => {
    await workADay(500);
    await closeOldest();
    const write = () => finance.call('package.write', { operationId: op(), businessDate: '2026-11-23' });
    const first = await write();
    counter.clock.pass(3_600_000);
    await signIn();
    expect((await write()).manifest).toBe(first.manifest);
    expect(counter.ledger.db.prepare('SELECT count(*) FROM day_package').pluck().get()).toBe(1);
  });

  it('holds the Z report as it was first drawn, whatever a newer program draws', async () => {
    await workADay(500);
    await closeOldest();
    const write = () => finance.call('package.write', { operationId: op(), businessDate: '2026-11-23' });
    const { folder, manifest } = await write();
    const paper = join(folder, 'z-report.pdf');
    const first = readFileSync(paper);
    const drawn = counter.draw;
    counter.draw = () => Buffer.from('%PDF-1.7 another program');
    rmSync(folder, { recursive: true });
    expect((await write()).manifest).toBe(manifest);
    expect(readFileSync(paper).equals(first)).toBe(true);
    // The kept file is lost as well: then only the same drawing will do.
    rmSync(counter.keeper.files.attachments, { recursive: true });
    expect(await refusalOf(write())).toBe('ATTACHMENT_DAMAGED');
    counter.draw = drawn;
    expect((await write()).manifest).toBe(manifest);
    expect(counter.verify().firstBad).toMatchObject({ table: 'package_paper' });
  });

  it('holds a Z report that can be read, in the language of the papers', async () => {
    await workADay(500);
    await closeOldest();
    const layouts: DocumentLayout[] = [];
    const drawn = counter.draw;
    counter.draw = (layout) => {
      layouts.push(layout);
      return drawn(layout);
    };
    await finance.call('package.write', { operationId: op(), businessDate: '2026-11-23' });
    const [layout] = layouts;
    expect(layout?.info).toMatchObject({ title: '日结报表（Z） 1', subject: '2026-11-23', language: 'zh-CN' });
    const [pdf, again] = [await renderDocument(layout), await renderDocument(layout)];
    expect(pdf.ok && again.ok && Buffer.from(pdf.pdf).equals(again.pdf)).toBe(true);
  });

  it('waits for the day to be closed, and for the package before it', async () => {
    const write = (businessDate: string) => finance.call('package.write', { operationId: op(), businessDate });
    await workADay(500);
    expect(await refusalOf(write('2026-11-23'))).toBe('DAY_NOT_CLOSED');
    await closeOldest();
    await nextMorning();
    await workADay(250);
    await closeOldest();
    const refused = await write('2026-11-24').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'PACKAGE_BEFORE_MISSING', params: { businessDate: '2026-11-23' } });
  });

  it('is signed by one key, made with the ledger, whose secret half no call gives out', async () => {
    const { publicKey } = await finance.call('package.key', {});
    expect(publicKey).toContain('BEGIN PUBLIC KEY');
    expect(await refusalOf(till.call('package.key', {}))).toBe('FORBIDDEN');
    expect(() =>
      counter.ledger.transact(
        () => new Act(counter.ledger).insert(counterKey, { n: 1, publicKey, secretKey: 'A'.repeat(64) }),
        () => undefined,
      ),
    ).toThrow(/must follow the last one/);
  });
});

describe('what a day carries over', () => {
  it('is counted as it comes and goes: proved, voided, booked elsewhere, on a receipt of another name', async () => {
    await openShift();
    const [proved, voided, moved, exchanged] = [700, 800, 900, 1_000].map((fen) => openCharge(fen, 'wechat'));
    if (!proved || !voided || !moved || !exchanged) throw new Error('no charges');
    const number = async (charge: ReturnType<typeof openCharge>): Promise<string> =>
      (await till.call('charge.post', charge)).number;
    const numbers = [await number(proved), await number(voided), await number(moved), await number(exchanged)] as const;
    expect(await carriedNow('unverified')).toMatchObject({ count: 4, amount: 3_400 });
    await till.call('tender.prove', { operationId: op(), number: numbers[0], n: 1, reference: WECHAT_REFERENCE });
    expect(await carriedNow('unverified')).toMatchObject({ count: 3, amount: 2_700 });
    await voidReceipt(counter, till, numbers[1], []);
    expect(await carriedNow('unverified')).toMatchObject({ count: 2, amount: 1_900 });
    const other = { receipt: numbers[2], n: 1, to: 'alipay' as const, reference: null, text: '客户付的不是微信' };
    await till.call('tender.correct', { operationId: op(), ...other, approval: null });
    expect(await carriedNow('unverified')).toMatchObject({ count: 2, amount: 1_900 });
    // Waited for once: on the new receipt.
    await exchangeReceipt(counter, till, numbers[3]);
    expect(await carriedNow('unverified')).toMatchObject({ count: 2, amount: 1_900 });
    const back = { ...other, to: 'cash' as const };
    const subject = { kind: 'tenderCorrection' as const, ...back };
    const { request } = await till.call('approval.request', { operationId: op(), subject });
    await decide(counter, request, 'supervisor1');
    await till.call('tender.correct', { operationId: op(), ...back, approval: request });
    expect(await carriedNow('unverified')).toMatchObject({ count: 1, amount: 1_000 });
    expect(counter.verify()).toMatchObject({ ok: true });
  });

  it('is every cheque the bank has not answered for', async () => {
    await openShift();
    const detail = { of: 'cheque' as const, bank: '工商银行', drawer: '江城建筑有限公司' };
    const cheque = (n: number) => ({
      method: 'cheque' as const,
      given: minor(1_000),
      reference: `1020334${n}`,
      detail,
    });
    const paidBy = async (...cheques: readonly number[]): Promise<string> => {
      const charge = { ...openCharge(1_000 * cheques.length), tenders: cheques.map(cheque) };
      return (await till.call('charge.post', charge)).number;
    };
    const [two, voided] = [await paidBy(1, 2), await paidBy(3)];
    expect(await carriedNow('cheques')).toMatchObject({ count: 3, amount: 3_000 });
    await finance.call('cheque.clear', { operationId: op(), number: two, n: 1 });
    expect(await carriedNow('cheques')).toMatchObject({ count: 2, amount: 2_000 });
    await voidReceipt(counter, till, voided, []);
    expect(await carriedNow('cheques')).toMatchObject({ count: 1, amount: 1_000 });
    expect(counter.verify()).toMatchObject({ ok: true });
    await finance.call('cheque.bounce', { operationId: op(), number: two, n: 2, reason: '存款不足' });
    expect(await carriedNow('cheques')).toBeUndefined();
    expect(counter.verify()).toMatchObject({ ok: true });
  });
});
