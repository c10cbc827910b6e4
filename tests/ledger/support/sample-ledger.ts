// Sample ledgers by the dozen: made once per test file (hashing passwords costs half a second), then copied as a closed
// folder, so that every test may do its worst to a ledger of its own.
import { hash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputOf, OutputOf } from '../../../core/contract/contract.ts';
import { milli, minor } from '../../../core/money/money.ts';
import type { Ledger } from '../../../db/ledger/ledger.ts';
import { Act } from '../../../db/ledger/act.ts';
import { type DataKey, type Db, openConnection } from '../../../db/open/connection.ts';
import { type LedgerFiles, ledgerFiles } from '../../../db/open/ledger-files.ts';
import { closedDay } from '../../../db/schema.ts';
import { counterKey, dayPackage, packagePaper, zReport } from '../../../db/schema-day.ts';
import { stockWriteOff } from '../../../db/schema-paper.ts';
import { verifyLedger } from '../../../db/verify/verify-ledger.ts';
import { Counter, decide, op, TestClock, type Window } from './counter.ts';
import { customerActs } from './customer-acts.ts';
import { mixedCharge, openCharge } from './charges.ts';
import { workedCash } from './worked-cash.ts';
import { workedBills } from './worked-bills.ts';
import { workedRefunds } from './worked-refunds.ts';
import { workedCentral } from './worked-central.ts';
import { workedFactor } from './worked-factor.ts';
import { workedTickets } from './worked-tickets.ts';
import { workedTenders } from './worked-tenders.ts';
import { workedPaperCases } from './paper-case-acts.ts';

/** A closed ledger folder and its key. */
export class LedgerTemplate {
  readonly dir: string;
  readonly key: DataKey;
  readonly #copies: string[] = [];

  private constructor(dir: string, key: DataKey) {
    this.dir = dir;
    this.key = key;
  }

  /** A closed sample ledger; `before` may work on it while it is open. */
  static async make(before: (counter: Counter) => Promise<void> = async () => undefined): Promise<LedgerTemplate> {
    const counter = await Counter.withSample();
    await before(counter);
    const { key } = counter.keeper.ready();
    if (counter.faults.length > 0) throw counter.faults[0];
    counter.stop(false);
    return new LedgerTemplate(counter.dataDir, key);
  }

  /** The paths of a fresh copy. */
  copy(): LedgerFiles {
    const dir = mkdtempSync(join(tmpdir(), 'counterfoil-copy-'));
    cpSync(this.dir, dir, { recursive: true });
    this.#copies.push(dir);
    return ledgerFiles(dir);
  }

  /** A started counter on a fresh copy. */
  async counter(clock: TestClock = new TestClock()): Promise<Counter> {
    return new Counter({ dataDir: this.copy().dataDir, clock }).start();
  }

  /** A writing connection to a fresh copy with the program's own settings but for the wait for the disk. */
  raw(): RawLedger {
    const files = this.copy();
    const db = openConnection(files.ledger, this.key, 'write');
    // Nothing is lost here by a power cut, and hundreds of copies need not wait for the disk.
    db.pragma('synchronous = OFF');
    return { files, db };
  }

  /** Deletes every copy made so far; the template stays. */
  forgetCopies(): void {
    for (const dir of this.#copies.splice(0)) rmSync(dir, { recursive: true, force: true });
  }

  remove(): void {
    this.forgetCopies();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export interface RawLedger {
  readonly files: LedgerFiles;
  readonly db: Db;
}

/** Verifies over an open connection; without reading every page, so that only the rows can tell. */
export function verifyRows(db: Db) {
  return verifyLedger(db, { progress: () => undefined, monotonic: () => performance.now(), pages: false });
}

/**
 * A bill of everything that no single price says, by the sample tariff: water through an exchanged meter into the third
 * band (127.74), 25 pages in two bands (11.50), a service fee for two months and 15 of 31 days (622.46), two packages.
 */
export function formulaCharge(over: Partial<InputOf<'charge.post'>> = {}): InputOf<'charge.post'> {
  const one = { quantity: milli(1000), price: null };
  return {
    operationId: op(),
    customer: 'C800007',
    payer: null,
    lines: [
      {
        ...one,
        item: '8003001',
        inputs: {
          kind: 'metered',
          meter: 'W-1207',
          before: milli(120_500),
          now: milli(20_250),
          exchange: { oldEnd: milli(130_000), newStart: milli(0) },
        },
      },
      { ...one, item: '8002001', quantity: milli(25_000) },
      {
        ...one,
        item: '8004001',
        inputs: { kind: 'period', area: milli(89_500), from: '2026-11-01', until: '2027-01-15' },
      },
      { ...one, item: '8001001' },
      { ...one, item: '8001001' },
    ],
    tenders: [{ method: 'wechat', given: minor(109_770), reference: null }],
    expectedTotal: minor(109_770),
    ...over,
  };
}

/** The long reference that `workedDay` puts on a receipt of WeChat. */
export const WECHAT_REFERENCE = '4200001234202611231234567890';

/**
 * Two receipts of 20.00 to WeChat, booked to the way they were paid and then voided, approved by supervisor1: afterwards
 * every account holds what it held.
 */
async function followUps(counter: Counter, till: Window): Promise<void> {
  for (const to of ['alipay', 'unionpay'] as const) {
    const { number: receipt } = await till.call('charge.post', openCharge(2000, 'wechat'));
    const corrected = { receipt, n: 1, to, reference: null, text: '客户付的不是微信' };
    await till.call('tender.correct', { operationId: op(), ...corrected, approval: null });
    await voidReceipt(counter, till, receipt, [{ n: 1, reference: '004600' }]);
  }
}

/** Voids `receipt` at `till`, approved by supervisor1. */
export async function voidReceipt(
  counter: Counter,
  till: Window,
  receipt: string,
  reversals: InputOf<'receipt.void'>['reversals'] = [],
): Promise<OutputOf<'receipt.void'>> {
  const wanted = { receipt, reason: 'mistyped' as const, text: null };
  const { request } = await till.call('approval.request', { operationId: op(), subject: { kind: 'void', ...wanted } });
  await decide(counter, request, 'supervisor1');
  return till.call('receipt.void', { operationId: op(), ...wanted, reversals, approval: request });
}

/** Two policies of two versions each: P1 takes 1.00 off item 5001019. */
async function policies(counter: Counter): Promise<void> {
  const finance = counter.window();
  await finance.signIn('finance1');
  const terms = {
    name: '老年优惠',
    benefit: { kind: 'amount', amount: minor(100) } as const,
    audience: { who: 'everyone' } as const,
    items: ['5001019'],
    categories: [],
    cap: null,
    combines: true,
    fromDate: '2026-11-23',
    untilDate: null,
  };
  for (const code of ['P1', 'P2']) {
    await finance.call('policy.write', { operationId: op(), code, ...terms, name: '老年' });
    await finance.call('policy.write', { operationId: op(), code, ...terms });
  }
}

/** The charge of `mixedCharge`, of another gross: dearer by an approved price, cheaper by as much through P1 and a waiver. */
async function discountedCharge(counter: Counter, till: Window): Promise<InputOf<'charge.post'>> {
  const charge = mixedCharge({ customer: 'C800001' });
  const lines = await Promise.all(
    charge.lines.map(async (line) => {
      const { items } = await till.call('tariff.find', { text: line.item, limit: 1 });
      return { ...line, override: { price: minor((items[0]?.price ?? 0) + 100), reason: '夜间' } };
    }),
  );
  const waiver = {
    kind: 'waiver',
    line: 2,
    amount: minor(300),
    reason: 'hardship',
    text: '低保',
    validUntil: null,
  } as const;
  const discounts = [{ kind: 'policy', policy: 'P1' } as const, waiver];
  const subject = { kind: 'priceOverride', customer: charge.customer, lines, discounts } as const;
  const { request } = await till.call('approval.request', { operationId: op(), subject });
  await decide(counter, request, 'supervisor1');
  return { ...charge, lines, discounts, approval: request };
}

/**
 * A day that leaves at least two rows in every chained table: two receipts (one with discounts and other prices) and a print with a copy in an open shift of
 * cashier1 on drawer 1, shifts of cashier2 on drawer 2 closed short and exact, backfilled papers, two closed days, bills
 * parked (number 3 still is), bills not paid, a rounding set and unset for tomorrow, a bill of formulas and packages, bills
 * issued, paid and taken back; two payers, cheques that ended, payments proved later, prepayments and deposits taken,
 * used, returned and kept; cash between drawers, safe, petty cash and bank (workedCash).
 */
export async function workedDay(counter: Counter): Promise<void> {
  const till = counter.window();
  await till.signIn('cashier1');
  await till.call('shift.open', { operationId: op(), drawer: '1', float: minor(20000), counted: null });
  await policies(counter);
  const first = await till.call('charge.post', await discountedCharge(counter, till));
  counter.clock.pass(60_000);
  await till.call('charge.post', { ...openCharge(4567, 'wechat', WECHAT_REFERENCE), payer: '李㛃' });
  await till.call('receipt.print', { operationId: op(), number: first.number, locale: 'zh-CN', reason: null });
  await till.call('receipt.print', { operationId: op(), number: first.number, locale: 'zh-CN', reason: '客户遗失' });
  const other = counter.window();
  await other.signIn('cashier2');
  for (const counted of [9_000, 10_000]) {
    await other.call('shift.open', { operationId: op(), drawer: '2', float: minor(10000), counted: null });
    await other.call('shift.close', { operationId: op(), counted: minor(counted) });
  }
  const finance = counter.window();
  await finance.signIn('finance1');
  const entry = {
    paperNo: 'P-0001',
    paperDate: '2026-11-22',
    payer: '李㛃',
    item: 'OPEN',
    quantity: milli(1000),
    amount: minor(30000),
    tender: 'cash' as const,
    reference: null,
  };
  const rows = [entry, { ...entry, paperNo: 'P-0002', amount: minor(5) }].map((one, n) => ({ row: n + 2, entry: one }));
  await finance.call('backfill.post', { operationId: op(), rows });
  for (const to of ['jiao', 'none'] as const) {
    const change = { operationId: op(), key: 'rounding' as const, fromDate: '2026-11-24' };
    await finance.call('settings.change', { ...change, value: { to } });
  }
  // Three bills parked, one taken back, one given up, two not paid.
  const lines = mixedCharge().lines;
  const parked = { customer: null, payer: '李㛃', lines, note: '取钱' };
  const waiver = {
    kind: 'waiver',
    line: 1,
    amount: minor(100),
    reason: 'staff',
    text: null,
    validUntil: null,
  } as const;
  const dearer = lines.map((line) => ({ ...line, override: { price: minor(9900), reason: '夜间' } }));
  for (const note of ['取钱', '等家属']) {
    const cheaper = { lines: dearer, discounts: [{ kind: 'policy', policy: 'P1' } as const, waiver] };
    await till.call('hold.park', { ...parked, ...cheaper, operationId: op(), note });
  }
  await till.call('hold.park', { ...parked, operationId: op(), note: null });
  await till.call('hold.recall', { operationId: op(), number: 'A01-P-0000001' });
  await till.call('hold.discard', { operationId: op(), number: 'A01-P-0000002', reason: '客户离开' });
  const unpaid = { customer: null, payer: '李㛃', lines, reason: 'noMoney' as const, text: null, followUp: '明日电话' };
  for (const followUp of ['明日电话', null])
    await till.call('refusal.record', { ...unpaid, operationId: op(), followUp });
  await till.call('charge.post', formulaCharge());
  await workedPaper(counter, till, finance);
  await workedBills(counter, till, finance);
  await workedTenders(till, finance);
  await customerActs(counter, till);
  await followUps(counter, till);
  await workedRefunds(counter, till, finance);
  await workedCash(counter, till, finance);
  await workedPaperCases(counter, till);
  await workedFactor(counter);
  await workedTickets(counter, till, finance);
  const { ledger } = counter;
  for (const [index, businessDate] of ['2026-11-20', '2026-11-21'].entries())
    await closeIdleDay(ledger, index + 1, businessDate);
  await workedCentral(counter, finance);
}

/** Ends a day on which nobody worked, with its package noted; the second comes with another key of the counter. */
async function closeIdleDay(ledger: Ledger, n: number, businessDate: string): Promise<void> {
  const bytes = Buffer.from(`%PDF-1.7 ${businessDate}`);
  const paper = { id: await ledger.attachments.write(bytes), size: bytes.length, sha256: hash('sha256', bytes, 'hex') };
  const seal = { ref: businessDate, businessDate: '2026-11-23', personId: null };
  const first = n === 1 ? 1 : Number(ledger.db.prepare('SELECT max(last_seq) + 1 FROM day_package').pluck().get());
  ledger.transact(
    () => {
      const act = new Act(ledger);
      act.insert(closedDay, { businessDate });
      act.insert(zReport, { n, businessDate, documents: 0, taken: 0, perpetual: 0, control: 0 });
      if (n === 2) act.insert(counterKey, { n, publicKey: '-----BEGIN PUBLIC KEY-----', secretKey: 'A'.repeat(64) });
      act.seal({ kind: 'day.closed', ...seal });
    },
    () => undefined,
  );
  const lastSeq = ledger.head.seq;
  ledger.transact(
    () => {
      const act = new Act(ledger);
      act.insert(dayPackage, { n, businessDate, firstSeq: first, lastSeq, manifest: String(n).repeat(64) });
      act.insert(packagePaper, { n, ...paper });
      act.seal({ kind: 'package.written', ...seal });
    },
    () => undefined,
  );
  ledger.attachments.settle(paper.id);
}

/** Two rows in every table of paper: segments taken, a sheet used and spoiled, sheets spoiled unused, ranges written off, invoices. */
async function workedPaper(counter: Counter, till: Window, finance: Window): Promise<void> {
  for (const [first, last] of [
    ['GZ0001', 'GZ0100'],
    ['GZ0101', 'GZ0200'],
  ] as const)
    await finance.call('stock.take', {
      operationId: op(),
      kind: 'printed',
      first,
      last,
      takenBy: 'cashier1',
      note: null,
    });
  const number = 'A01-R-0000002';
  const again = { locale: 'zh-CN' } as const;
  const print = { operationId: op(), number, locale: 'zh-CN', reason: null } as const;
  await till.call('receipt.print', print);
  for (const reason of ['jam', 'misprint'] as const)
    await till.call('receipt.spoil', { operationId: op(), number, sheet: null, reason, note: null, again });
  await till.call('stock.spoil', { operationId: op(), last: 'GZ0005', reason: 'torn', note: null });
  const invoice = { operationId: op(), number, kind: 'fiscal', code: null, invoiceNumber: null, note: null } as const;
  await till.call('invoice.record', { ...invoice, status: 'requested' });
  const numbers = { code: '61060126', invoiceNumber: '0012345678' };
  await till.call('invoice.record', { ...invoice, ...numbers, operationId: op(), status: 'issued' });
  const { ledger } = counter;
  for (const n of [1, 2]) {
    ledger.transact(
      () => {
        const act = new Act(ledger);
        const range = { segmentId: 2, n, first: 100 + 10 * n, last: 105 + 10 * n };
        act.insert(stockWriteOff, { ...range, at: act.at, personId: 5, reason: '受潮' });
        act.seal({ kind: 'stock.writtenOff', ref: null, businessDate: ledger.businessDate(), personId: 5 });
      },
      () => undefined,
    );
  }
}
