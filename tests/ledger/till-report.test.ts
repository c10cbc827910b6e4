// X and Z reports: read as often as wanted they reset nothing, a day is its shifts added up, nobody is told what is in the
// drawer they have still to count, and a Z says the same for ever.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TillReport } from '../../core/contract/till-report.ts';
import { daySheetLayout } from '../../core/documents/day-sheet-layout.ts';
import { documentLayout } from '../../core/documents/document-layout.ts';
import { reportLayout } from '../../core/documents/report-layout.ts';
import { type Minor, minor } from '../../core/money/money.ts';
import { DOCUMENT_KINDS, DOCUMENT_LETTERS, type DocumentLetter } from '../../core/numbers/document-kinds.ts';
import { mixedCharge, openCharge } from './support/charges.ts';
import { type Counter, decide, op, refusalOf, type Window } from './support/counter.ts';
import { LedgerTemplate, voidReceipt, workedDay } from './support/sample-ledger.ts';
import { closeByTwo } from './support/worked-cash.ts';
import { byBank, complaint } from './support/worked-tickets.ts';

const DAY = 86_400_000;
const DATE = '2026-11-23';

let template: LedgerTemplate;
let counter: Counter;
let till: Window;
let other: Window;
let finance: Window;
beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());
beforeEach(async () => {
  counter = await template.counter();
  [till, other, finance] = [counter.window(), counter.window(), counter.window()];
  await till.signIn('cashier1');
  await other.signIn('cashier2');
  await finance.signIn('finance1');
});
afterEach(() => {
  expect(counter.faults).toEqual([]);
  counter.stop();
});

const open = (window: Window, drawer: string) =>
  window.call('shift.open', { operationId: op(), drawer, float: minor(10_000), counted: null });
const close = (window: Window, counted: number) =>
  window.call('shift.close', { operationId: op(), counted: minor(counted) });
const shiftReport = (window: Window, number: string | null = null) =>
  window.call('report.read', { subject: { of: 'shift', number } });
const dayReport = (businessDate = DATE) => finance.call('report.read', { subject: { of: 'day', businessDate } });

/** Two shifts: cash with change and a card, a void, a refusal, a copy; then a second drawer with WeChat that is short. */
async function workTheDay(): Promise<void> {
  await open(till, '1');
  const { number } = await till.call('charge.post', mixedCharge());
  const { number: wrong } = await till.call('charge.post', openCharge(2_000));
  await voidReceipt(counter, till, wrong);
  await till.call('receipt.print', { operationId: op(), number, locale: 'zh-CN', reason: null });
  await till.call('receipt.print', { operationId: op(), number, locale: 'zh-CN', reason: '客户遗失' });
  const { lines } = openCharge(700);
  const bill = { customer: null, payer: null, lines, text: null, followUp: null };
  await till.call('refusal.record', { operationId: op(), ...bill, reason: 'noMoney' });
  await open(other, '2');
  await other.call('charge.post', openCharge(3_333, 'wechat'));
}

const amountOf = (rows: readonly { amount: Minor | null }[]): number =>
  rows.reduce((sum, { amount }) => sum + (amount ?? 0), 0);

/** What a report says entered and left drawers: cash tenders and movements. */
const inDrawers = ({ tenders, cash }: TillReport): number =>
  amountOf(tenders.filter(({ method }) => method === 'cash')) + amountOf(cash);
/** What lies in all drawers by their accounts. */
const drawersHold = (): number | undefined =>
  counter.ledger.one<{ sum: number }>(
    'SELECT sum(b.balance) AS sum FROM drawer d JOIN account_balance b ON b.account = d.account',
  )?.sum;

describe('an X report', () => {
  it('says what the shift came to and changes nothing, however often it is read', async () => {
    await workTheDay();
    const head = counter.ledger.head.seq;
    const report = await finance.call('report.read', { subject: { of: 'shift', number: 'A01-S-0000001' } });
    expect(report).toMatchObject({ kind: 'X', of: 'shift', number: 'A01-S-0000001', blind: false, taken: 15_851 });
    expect(report.tenders).toEqual([
      { method: 'card', count: 1, amount: 8_000 },
      { method: 'cash', count: 1, amount: 7_851 },
    ]);
    expect(report.documents.map(({ type, count, amount }) => [type, count, amount])).toEqual([
      ['C', 1, 10_000],
      ['R', 2, 17_851],
      ['V', 1, -2_000],
    ]);
    expect(amountOf(report.items)).toBe(15_851);
    expect(amountOf(report.categories)).toBe(15_851);
    expect(report.events).toEqual([{ event: 'reprints', count: 1 }]);
    expect(report.refusals).toEqual([{ reason: 'noMoney', count: 1, amount: 700 }]);
    expect(report.shifts[0]).toMatchObject({ expected: 10_000 + 7_851, counted: null, closedAt: null });
    expect(report.head).toEqual({ seq: head, hash: counter.ledger.head.hash.toString('hex') });
    await shiftReport(till);
    await dayReport();
    expect(counter.ledger.head.seq).toBe(head);
  });

  it('tells the cashier no cash and nothing it could be worked out from, until the drawer is counted', async () => {
    await workTheDay();
    const blind = await shiftReport(till);
    expect(blind.blind).toBe(true);
    expect(blind.tenders).toEqual([
      { method: 'card', count: 1, amount: 8_000 },
      { method: 'cash', count: 1, amount: null },
    ]);
    // Whatever could be added up to the 78.51 of cash, or from which it could be taken off, is not there.
    const told = JSON.stringify({
      ...blind,
      head: null,
      at: 0,
      shifts: blind.shifts.map((s) => ({ ...s, openedAt: 0 })),
    });
    for (const sum of [7_851, 15_851, 17_851, 10_000 + 7_851]) expect(told).not.toContain(String(sum));
    const paper = JSON.stringify(reportLayout(blind, 'zh-CN'));
    for (const sum of ['78.51', '158.51', '178.51']) expect(paper).not.toContain(sum);
    const { bytes } = await till.call('report.list', { subject: { of: 'shift', number: null }, locale: 'zh-CN' });
    const list = Buffer.from(bytes, 'base64').toString('utf8');
    for (const sum of ['78.51', '158.51', '178.51']) expect(list).not.toContain(sum);
    await close(till, 17_000);
    const open = await shiftReport(till, 'A01-S-0000001');
    expect(open).toMatchObject({ kind: 'Z', blind: false, taken: 15_851 });
    expect(open.shifts[0]).toMatchObject({ expected: 17_851, counted: 17_000, difference: -851 });
  });

  it('is a cashier’s own: not a colleague’s, not the day’s', async () => {
    await workTheDay();
    expect(await refusalOf(shiftReport(till, 'A01-S-0000002'))).toBe('FORBIDDEN');
    const day = till.call('report.read', { subject: { of: 'day', businessDate: DATE } });
    expect(await refusalOf(day)).toBe('FORBIDDEN');
    expect(await refusalOf(till.call('report.sheet', { businessDate: null }))).toBe('FORBIDDEN');
    expect(await refusalOf(shiftReport(finance))).toBe('NO_OPEN_SHIFT');
    expect(await refusalOf(shiftReport(finance, 'A01-S-0000009'))).toBe('UNKNOWN_SHIFT');
    expect((await till.call('report.shifts', { limit: 10 })).shifts).toHaveLength(1);
    expect((await finance.call('report.shifts', { limit: 10 })).shifts).toHaveLength(2);
  });
});

describe('a Z report', () => {
  it('of a day adds up its shifts, and agrees with the running totals', async () => {
    await workTheDay();
    await close(till, 17_851);
    await close(other, 10_000);
    const x = await dayReport();
    expect(x).toMatchObject({ kind: 'X', number: null, taken: 15_851 + 3_333, perpetual: 15_851 + 3_333 });
    await finance.call('day.close', {
      operationId: op(),
      businessDate: DATE,
      expectedTaken: minor(19_184),
      expectedControl: x.control ?? minor(0),
    });
    const z = await dayReport();
    expect(z).toMatchObject({ kind: 'Z', number: '1', taken: 19_184, perpetual: 19_184 });
    const shifts = await Promise.all(['A01-S-0000001', 'A01-S-0000002'].map((number) => shiftReport(finance, number)));
    expect(amountOf(z.tenders)).toBe(shifts.reduce((sum, one) => sum + amountOf(one.tenders), 0));
    expect(amountOf(z.items)).toBe(amountOf(z.tenders));
    const [totals] = (await finance.call('report.totals', { from: DATE, to: DATE })).days;
    expect(z.tenders).toEqual(totals?.tenders);
    expect(z.items.map(({ code, count, amount }) => [code, count, amount])).toEqual(
      totals?.items.filter(({ count }) => count > 0).map(({ code, count, amount }) => [code, count, amount]),
    );
    const link = counter.ledger.db.prepare('SELECT hash FROM chain WHERE seq = ?').pluck().get(z.head.seq) as Buffer;
    expect(z.head.hash).toBe(link.toString('hex'));
  });

  it('says the same after the item was renamed, the next day worked and the paper asked for again', async () => {
    await workTheDay();
    await close(till, 17_851);
    await close(other, 10_000);
    const { open: days } = await finance.call('day.state', {});
    await finance.call('day.close', {
      operationId: op(),
      businessDate: DATE,
      expectedTaken: days[0]?.taken ?? minor(0),
    });
    const shift = await shiftReport(finance, 'A01-S-0000001');
    const day = await dayReport();
    counter.clock.pass(DAY);
    await till.signIn('cashier1');
    await finance.signIn('finance1');
    await open(till, '1');
    await till.call('charge.post', openCharge(999));
    expect(await shiftReport(finance, 'A01-S-0000001')).toEqual(shift);
    expect(await dayReport()).toEqual(day);
    expect(day.perpetual).toBe(19_184);
    expect((await dayReport('2026-11-24')).perpetual).toBe(19_184 + 999);
  });

  it('names the closed day that a late paper belongs to; the money is the open day’s', async () => {
    await open(till, '1');
    await close(till, 10_000);
    await finance.call('day.close', { operationId: op(), businessDate: DATE, expectedTaken: minor(0) });
    const entry = {
      paperNo: 'P-0007',
      paperDate: DATE,
      payer: '李㛃',
      item: 'OPEN',
      quantity: 1000,
      amount: 4_200,
      tender: 'cash' as const,
      reference: null,
    } as never;
    await finance.call('backfill.post', { operationId: op(), rows: [{ row: 2, entry }] });
    const report = await dayReport('2026-11-24');
    expect(report.latePaper).toEqual([{ paperDate: DATE, closed: true, count: 1, amount: 4_200 }]);
    expect(report.taken).toBe(4_200);
    expect((await dayReport()).taken).toBe(0);
  });
});

describe('what others do to a shift', () => {
  it('is counted in its report: not agreed to, counted again by two, not taken over, closed by a supervisor', async () => {
    await open(till, '1');
    const { number } = await till.call('charge.post', openCharge(2_000));
    const wanted = { kind: 'void', receipt: number, reason: 'mistyped', text: null } as const;
    const { request } = await till.call('approval.request', { operationId: op(), subject: wanted });
    await decide(counter, request, 'supervisor1', { verdict: 'rejected', opinion: '客户已走' });
    const { offer } = await till.call('handover.offer', { operationId: op(), counted: minor(12_000) });
    const no = { offer: offer ?? 0, counted: minor(11_000), reason: '少十元' };
    await other.call('handover.reject', { operationId: op(), ...no });
    await closeByTwo(counter, till, 2_000);
    await open(other, '2');
    await other.call('shift.suspend', { operationId: op(), reason: '离岗' });
    const supervisor = counter.window();
    await supervisor.signIn('supervisor1');
    const left = { shift: 'A01-S-0000002', counted: minor(10_000), sheet: null, reason: '收费员未归' };
    await supervisor.call('shift.closeForgotten', { operationId: op(), ...left });
    const { events } = await shiftReport(till, 'A01-S-0000001');
    expect(events).toEqual([
      { event: 'recounts', count: 1 },
      { event: 'handoversRejected', count: 1 },
      { event: 'rejected', count: 1 },
    ]);
    expect((await dayReport()).events).toEqual([
      { event: 'closedByOther', count: 1 },
      { event: 'handoversRejected', count: 1 },
      { event: 'recounts', count: 1 },
      { event: 'rejected', count: 1 },
      { event: 'suspended', count: 1 },
    ]);
  });
});

describe('what happens outside every shift', () => {
  it('stands in the report of the stretch it happened in, and in no other', async () => {
    await open(till, '1');
    const { number } = await till.call('charge.post', openCharge(2_000));
    const print = (window: Window, reason: string | null) =>
      window.call('receipt.print', { operationId: op(), number, locale: 'zh-CN', reason });
    await print(till, null);
    await print(till, '客户遗失');
    await close(till, 12_000);
    // The same person without a shift, and the day whose money it is still open.
    await print(till, '再要一份');
    const unpaid = { customer: null, payer: null, lines: openCharge(700).lines, text: null, followUp: null };
    await till.call('refusal.record', { operationId: op(), ...unpaid, reason: 'noMoney' });
    expect((await shiftReport(till, 'A01-S-0000001')).events).toEqual([{ event: 'reprints', count: 1 }]);
    const z = async (taken: number, businessDate: string): Promise<TillReport> => {
      const { control } = await dayReport(businessDate);
      const expected = { expectedTaken: minor(taken), expectedControl: control ?? minor(0) };
      await finance.call('day.close', { operationId: op(), businessDate, ...expected });
      return dayReport(businessDate);
    };
    const first = await z(2_000, DATE);
    expect(first.events).toEqual([{ event: 'reprints', count: 2 }]);
    expect(first.outside).toEqual([{ event: 'reprints', count: 1 }]);
    expect(first.refusals).toEqual([{ reason: 'noMoney', count: 1, amount: 700 }]);
    expect(JSON.stringify(reportLayout(first, 'zh-CN'))).toContain('2（班外 1）');
    // After the day was closed it belongs to the next one.
    await print(till, '又要一份');
    counter.clock.pass(DAY);
    await till.signIn('cashier1');
    await finance.signIn('finance1');
    await open(till, '1');
    await close(till, 10_000);
    const second = await z(0, '2026-11-24');
    expect(second.events).toEqual([{ event: 'reprints', count: 1 }]);
    expect(second.outside).toEqual([{ event: 'reprints', count: 1 }]);
    const before = await dayReport();
    expect([before.events, before.outside, before.refusals]).toEqual([first.events, first.outside, first.refusals]);
    const sheet = await finance.call('report.sheet', { businessDate: DATE });
    expect(sheet.refusals).toEqual(first.refusals);
  });
});

describe('a day with every kind of document', () => {
  it('says of each letter, item and way to pay what the running totals say, and of each hour what they come to', async () => {
    await workedDay(counter);
    await finance.signIn('finance1');
    const dates = counter.ledger.all<{ d: string }>('SELECT DISTINCT business_date AS d FROM shift ORDER BY 1');
    let moved = 0;
    for (const { d: date } of dates) {
      const report = await dayReport(date);
      const kept = (sql: string): unknown[] => counter.ledger.all(sql, date);
      // A letter of which the report knows no amount moves none.
      expect(report.documents.map(({ type, count, amount }) => ({ type, count, amount: amount ?? 0 }))).toEqual(
        kept('SELECT type, count, amount FROM day_document WHERE business_date = ? AND count > 0 ORDER BY type'),
      );
      expect(report.items.map(({ code, quantity, amount }) => ({ code, quantity, amount }))).toEqual(
        kept(`SELECT i.code, t.quantity, t.amount FROM day_item t JOIN item i ON i.id = t.item_id
          WHERE business_date = ? AND (t.count <> 0 OR t.quantity <> 0 OR t.amount <> 0) ORDER BY i.code`),
      );
      const sheet = await finance.call('report.sheet', { businessDate: date });
      expect(amountOf(sheet.hours)).toBe(report.taken);
      moved += inDrawers(report);
    }
    expect(moved).toBe(drawersHold());
    // A kind nobody makes here would be a kind no report was looked at for.
    const made = counter.ledger.all<{ type: string }>('SELECT DISTINCT type FROM day_document ORDER BY type');
    expect(made.map(({ type }) => type)).toEqual(DOCUMENT_LETTERS.toSorted());
    const series = counter.ledger.all<{ type: string; name: string }>('SELECT type, name FROM number_series');
    for (const { type, name } of series) expect(DOCUMENT_KINDS[type as DocumentLetter].name).toBe(name);
    expect(series).toHaveLength(DOCUMENT_LETTERS.length);
  });
});

describe('the lists of a report', () => {
  it('come to what lies in the drawer, also where a ticket was paid out of it', async () => {
    const limits = [{ of: 'role' as const, name: 'cashier' as const, single: minor(10_000), daily: minor(30_000) }];
    const value = { limits, fromDrawer: true, categories: ['补偿'] };
    await finance.call('settings.change', { operationId: op(), key: 'tickets', fromDate: DATE, value });
    await open(till, '1');
    await till.call('charge.post', openCharge(8_000));
    const { number: ticket } = await till.call('ticket.open', complaint());
    await till.call('ticket.pay', { ...byBank(ticket, 4_500, ''), way: 'cash', reference: null });
    const report = await dayReport();
    expect(report.cash).toContainEqual({ kind: 'ticketPayout', count: 1, amount: -4_500 });
    expect(inDrawers(report)).toBe(13_500);
    expect(drawersHold()).toBe(13_500);
  });
});

describe('the sheet of a day', () => {
  it('adds up by hour and by tender, and says what was taken back, what differs and what is open', async () => {
    await workTheDay();
    counter.clock.pass(3 * 3_600_000);
    await till.signIn('cashier1');
    await finance.signIn('finance1');
    await till.call('charge.post', openCharge(1_111));
    await close(till, 18_000);
    const sheet = await finance.call('report.sheet', { businessDate: null });
    expect(sheet.hours.map(({ hour, amount }) => [hour, amount])).toEqual([
      [8, 15_851 + 3_333],
      [11, 1_111],
    ]);
    expect(amountOf(sheet.hours)).toBe(sheet.taken);
    expect(amountOf(sheet.tenders)).toBe(sheet.taken);
    expect(sheet.takenBack).toEqual([{ type: 'V', reason: 'mistyped', count: 1, amount: 2_000 }]);
    expect(sheet.refusals).toEqual([{ reason: 'noMoney', count: 1, amount: 700 }]);
    expect(sheet.differences).toEqual([{ shift: 'A01-S-0000001', cashier: expect.any(String), difference: -962 }]);
    expect(sheet.openShifts.map(({ shift }) => shift)).toEqual(['A01-S-0000002']);
    expect(sheet.carried).toEqual([
      { kind: 'unverified', count: 1, amount: 3_333 },
      { kind: 'refusals', count: 1, amount: 700 },
    ]);
    for (const locale of ['zh-CN', 'zh-TW', 'en'] as const)
      expect(documentLayout.safeParse(daySheetLayout(sheet, locale)).error).toBeUndefined();
  });

  it('is empty on a day nobody worked, and papers of all kinds are layouts the printer takes', async () => {
    expect(await finance.call('report.sheet', { businessDate: '2026-11-20' })).toMatchObject({
      taken: 0,
      hours: [],
      z: null,
    });
    await open(till, '1');
    // An empty shift fits the receipts' own paper; a worked one goes on one page of A4 rather than on two.
    expect(reportLayout(await shiftReport(till), 'zh-CN').paper).toBe('A5');
    await close(till, 10_000);
    await workTheDay();
    const reports: TillReport[] = [await shiftReport(till), await dayReport()];
    for (const report of reports)
      for (const locale of ['zh-CN', 'zh-TW', 'en'] as const)
        expect(documentLayout.safeParse(reportLayout(report, locale)).error).toBeUndefined();
    await till.call('report.paper', { subject: { of: 'shift', number: null }, locale: 'zh-CN' });
    await finance.call('report.sheetPaper', { businessDate: DATE, locale: 'en' });
    expect(counter.prints.slice(-2).map(({ layout }) => layout.paper)).toEqual(['A4', 'A4']);
  });
});
