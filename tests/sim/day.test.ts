// Days at a counter, drawn by a seed: two cashiers open, charge, print, close, mistype and send again, while the clock lies,
// the ledger restarts and COMMITs throw. After every step the ledger must say what an independent model says; what is
// refused changes nothing; at the end everything adds up and verifies. A failure names its seed and its step.
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONTRACT, type Method } from '../../core/contract/contract.ts';
import { SAMPLE_TARIFF } from '../../db/sample/sample-data.ts';
import { minor } from '../../core/money/money.ts';
import { dose } from '../fixtures/dose.ts';
import { Counter, decide, MORNING, RefusedAnswer, TestClock, type Window } from '../ledger/support/counter.ts';
import { type Random, seeded } from '../ledger/support/random.ts';
import { LedgerTemplate } from '../ledger/support/sample-ledger.ts';
import { byBank, complaint } from '../ledger/support/worked-tickets.ts';
import { type Charge, CounterModel, type Expected, type Line, type Tender } from './support/counter-model.ts';

const STEPS = 120;
const HOUR = 3_600_000;
/** What lies in the petty-cash fund at first, minor units: it runs out now and then. */
const FUND = 1_500;
const FIRST_DATE = '2026-11-23';
const CREDIT: Readonly<Record<string, string>> = { revenue: '6001', agency: '2241.agency', treasury: '2103' };
// What a formula prices has tests of its own; the day is of plain bills.
const TARIFF = SAMPLE_TARIFF.filter(({ pricing, rule }) => rule === null && pricing !== 'package').map(
  ({ code, price, kind }) => ({ code, price, account: CREDIT[kind] ?? '' }),
);
const CASHIERS = ['cashier1', 'cashier2'] as const;
type Cashier = (typeof CASHIERS)[number];

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make(async (made) => {
    const finance = made.window();
    await finance.signIn('finance1');
    const fill = { from: 'bank' as const, amount: minor(FUND), reason: null };
    await finance.call('pettyCash.fill', { operationId: randomUUID(), ...fill });
    await finance.call('ticket.open', complaint({ operationId: randomUUID() }));
  });
});
afterAll(() => template.remove());

/** A command that was carried out, to be sent again later. */
interface Sent {
  readonly cashier: Cashier;
  readonly method: Method;
  readonly params: Record<string, unknown>;
  readonly answer: unknown;
}

class Simulation {
  readonly #random: Random;
  readonly #model = new CounterModel(TARIFF);
  readonly #windows = new Map<Cashier, Window>();
  readonly #sent: Sent[] = [];
  readonly told = new Map<string, number>();
  #counter: Counter;
  #ids = 0;

  constructor(seed: number, counter: Counter) {
    this.#random = seeded(seed);
    this.#counter = counter;
    this.#model.fillFund(FUND, FIRST_DATE);
    this.#relax();
  }

  // Thousands of commits; that they are durable is proved elsewhere.
  #relax(): void {
    this.#counter.ledger.db.pragma('synchronous = OFF');
  }

  async step(): Promise<void> {
    const random = this.#random;
    this.#counter.clock.pass(random.below(90_000));
    const cashier = random.pick(CASHIERS);
    const dice = random.below(100);
    if (dice < 8) return this.#openShift(cashier);
    if (dice < 12) return this.#closeShift(cashier);
    if (dice < 14) return this.#payCash(cashier);
    if (dice < 16) return this.#payTicket(cashier);
    if (dice < 19) return this.#drop(cashier);
    if (dice < 60) return this.#charge(cashier);
    if (dice < 67) return this.#print(cashier);
    if (dice < 70) return this.#exchange(cashier);
    if (dice < 82) return this.#sendAgain();
    if (dice < 88) return this.#lieAboutTime();
    if (dice < 92) return this.#restart();
    if (dice < 96) return this.#chargeWithBrokenCommit(cashier);
    return this.#check();
  }

  async #openShift(cashier: Cashier): Promise<void> {
    const drawer = this.#random.pick(['1', '2', '2', '9']);
    const float = this.#random.pick([0, 20_000, 1]);
    const today = this.#today();
    // Whoever opens here has looked at the calendar: what the clock says is asked about elsewhere (date-jump.test.ts).
    const dateConfirmed = this.#model.dateToOpen(today);
    const params = { operationId: this.#id(), drawer, float, counted: null, dateConfirmed };
    await this.#expect(cashier, 'shift.open', params, () => this.#model.openShift(cashier, drawer, float, today));
  }

  async #closeShift(cashier: Cashier): Promise<void> {
    const counted = Math.max(0, this.#model.drawerOf(cashier) + this.#random.pick([0, 0, 0, -1, 100, -5_000]));
    if (this.#model.differed(cashier)) return this.#recount(cashier, counted);
    const params = { operationId: this.#id(), counted };
    await this.#expect(cashier, 'shift.close', params, () => this.#model.closeShift(cashier, counted));
  }

  /** A drawer that differed: one alone may not count it again, two may. */
  async #recount(cashier: Cashier, counted: number): Promise<void> {
    const alone = { operationId: this.#id(), counted, reason: '再点' };
    await this.#expect(cashier, 'shift.close', alone, () => ({ refused: 'APPROVAL_REQUIRED' }));
    const again = { counted, reason: '找零有误' };
    const approval = await this.#approved(cashier, { kind: 'recount', sheet: null, ...again });
    const params = { operationId: this.#id(), ...again, approval };
    await this.#expect(cashier, 'shift.close', params, () => this.#model.closeShift(cashier, counted, true));
  }

  async #payCash(cashier: Cashier): Promise<void> {
    const way = this.#random.pick(['paidIn', 'paidOut'] as const);
    const amount = 1 + this.#random.below(30_000);
    const cause = way === 'paidIn' ? 'found' : 'toFinance';
    const slip = { cause, amount, reason: '零星', party: null, paper: null, attachment: null };
    const params = { operationId: this.#id(), ...slip };
    await this.#expect(cashier, `cash.${way}`, params, () => this.#model.payCash(cashier, way, amount));
  }

  async #payTicket(cashier: Cashier): Promise<void> {
    if (!this.#model.shiftOf(cashier)) return;
    const amount = 1 + this.#random.below(900);
    const params = byBank('A01-K-0000001', amount, '', {
      ...{ operationId: this.#id(), way: 'pettyCash', reference: null },
    });
    await this.#expect(cashier, 'ticket.pay', { ...params }, () => this.#model.payTicket(amount));
  }

  async #drop(cashier: Cashier): Promise<void> {
    const most = this.#model.drawerOf(cashier);
    if (!this.#model.shiftOf(cashier) || most === 0) return;
    const what = { amount: 1 + this.#random.below(most), pieces: [] };
    const approval = await this.#approved(cashier, { kind: 'safeDrop', ...what });
    const params = { operationId: this.#id(), ...what, approval };
    await this.#expect(cashier, 'cash.drop', params, () => this.#model.drop(cashier, what.amount));
  }

  async #approved(cashier: Cashier, subject: Record<string, unknown>): Promise<string> {
    await this.#ensureSignedIn(cashier);
    const asked = await this.#call(cashier, 'approval.request', { operationId: this.#id(), subject });
    const { request } = asked as { request: string };
    await decide(this.#counter, request, 'supervisor1');
    return request;
  }

  async #charge(cashier: Cashier): Promise<void> {
    const charge = this.#mistype(this.#newCharge());
    await this.#expect(cashier, 'charge.post', { ...charge }, () => this.#model.charge(cashier, charge));
  }

  async #print(cashier: Cashier): Promise<void> {
    const { receipts } = this.#model;
    const number =
      receipts.length > 0 && this.#random.chance(0.9) ? this.#random.pick(receipts).number : 'A01-R-0099999';
    const reason = this.#random.pick([null, '丢失', '重打']);
    const params = { operationId: this.#id(), number, locale: 'zh-CN', reason };
    await this.#expect(cashier, 'receipt.print', params, () => this.#model.print(number, reason));
  }

  async #exchange(cashier: Cashier): Promise<void> {
    const { receipts } = this.#model;
    if (receipts.length === 0) return;
    const { number } = this.#random.pick(receipts);
    const payer = `公司 ${this.#ids}`;
    const wanted = { receipt: number, payer, reason: 'otherPayer', text: null, originalBack: true };
    await this.#ensureSignedIn(cashier);
    const asked = await this.#call(cashier, 'approval.request', {
      operationId: this.#id(),
      subject: { kind: 'exchange', ...wanted },
    });
    const { request } = asked as { readonly request?: string };
    // What would be refused is not asked about either, and for the same reason.
    if (request === undefined) {
      expect(asked).toEqual(this.#model.exchange(cashier, number));
      return;
    }
    await decide(this.#counter, request, 'supervisor1');
    const params = { operationId: this.#id(), ...wanted, approval: request };
    await this.#expect(cashier, 'receipt.exchange', params, () => this.#model.exchange(cashier, number));
  }

  /** The same again is answered the same; another payload under the same id is refused. Neither changes anything. */
  async #sendAgain(): Promise<void> {
    if (this.#sent.length === 0) return;
    const { cashier, method, params, answer } = this.#random.pick(this.#sent);
    const head = this.#counter.ledger.head.seq;
    await this.#ensureSignedIn(cashier);
    const before = this.#counter.ledger.head.seq;
    const again = await this.#call(cashier, method, params);
    // A ticket is answered as it stands now; everything else as it was.
    if (method === 'ticket.pay') expect(again).toMatchObject({ paid: this.#model.accounts.get('6602.payout') });
    else expect(again).toEqual(answer);
    const field =
      method === 'charge.post' || method === 'receipt.exchange'
        ? { payer: '别人' }
        : method === 'receipt.print'
          ? { locale: 'en' }
          : { x: 1 };
    const other = await this.#call(cashier, method, { ...params, ...field });
    expect(other).toEqual({ refused: 'x' in field ? 'INVALID_INPUT' : 'OPERATION_REUSED' });
    expect(this.#counter.ledger.head.seq).toBe(before);
    expect(before).toBeGreaterThanOrEqual(head);
  }

  #lieAboutTime(): void {
    const { clock } = this.#counter;
    clock.wall = this.#random.pick([
      MORNING,
      clock.wall + HOUR,
      clock.wall - HOUR,
      clock.wall + 24 * HOUR,
      0,
      clock.wall - 36 * HOUR,
    ]);
    clock.offset = this.#random.pick([480, 480, 540, -300]);
  }

  async #restart(): Promise<void> {
    const { dataDir, clock, faults } = this.#counter;
    expect(faults).toEqual([]);
    this.#counter.stop(false);
    clock.mono = this.#random.below(1_000);
    this.#counter = await new Counter({ dataDir, clock }).start();
    this.#relax();
    this.#windows.clear();
  }

  async #chargeWithBrokenCommit(cashier: Cashier): Promise<void> {
    await this.#ensureSignedIn(cashier);
    const charge = this.#newCharge();
    const durable = this.#random.chance(0.5);
    const commit = this.#counter.ledger.prepared('COMMIT');
    const honest = commit.run.bind(commit);
    const run = (): never => {
      Object.assign(commit, { run: honest });
      if (durable) honest();
      throw new Database.SqliteError('injected', 'SQLITE_IOERR_FSYNC');
    };
    Object.assign(commit, { run });
    const answer = await this.#call(cashier, 'charge.post', { ...charge });
    Object.assign(commit, { run: honest });
    this.#relax();
    // Sent again whatever was said: posted once in all.
    if (!durable && this.#model.shiftOf(cashier))
      expect(['DISK_FAILED', 'ITEM_NOT_ON_SALE']).toContain((answer as { refused?: string }).refused);
    await this.#expect(cashier, 'charge.post', { ...charge }, () => this.#model.charge(cashier, charge));
  }

  /** Sends, and compares what came back and what changed with the model. */
  async #expect(
    cashier: Cashier,
    method: Method,
    params: Record<string, unknown>,
    model: () => Expected,
  ): Promise<void> {
    await this.#ensureSignedIn(cashier);
    const before = this.#counter.ledger.head.seq;
    const expected = model();
    const answer = await this.#call(cashier, method, params);
    const word = `${method} ${'refused' in expected ? expected.refused : 'done'}`;
    this.told.set(word, (this.told.get(word) ?? 0) + 1);
    if ('refused' in expected) {
      expect(answer).toEqual(expected);
      expect(this.#counter.ledger.head.seq).toBe(before);
      return;
    }
    expect(answer).toMatchObject(expected.answer);
    this.#sent.push({ cashier, method, params, answer });
  }

  async #call(cashier: Cashier, method: Method, params: Record<string, unknown>): Promise<unknown> {
    try {
      return await this.#window(cashier).call(method, params as never);
    } catch (error) {
      if (error instanceof RefusedAnswer) return { refused: error.code };
      throw error;
    }
  }

  #window(cashier: Cashier): Window {
    const window = this.#windows.get(cashier) ?? this.#counter.window();
    this.#windows.set(cashier, window);
    return window;
  }

  async #ensureSignedIn(cashier: Cashier): Promise<void> {
    const window = this.#window(cashier);
    if ((await window.call('session.current', {})).state !== 'active') await window.signIn(cashier);
  }

  /** Every sum the ledger keeps against the model's; numbers without a gap; every row proved. */
  async check(): Promise<void> {
    const { db } = this.#counter.ledger;
    const rows = db.prepare('SELECT account, balance FROM account_balance WHERE balance <> 0').raw().all();
    const balances = [...this.#model.accounts].filter(([, balance]) => balance !== 0);
    expect(sorted(rows)).toEqual(sorted(balances));
    const numbers = db.prepare("SELECT number FROM document WHERE type = 'R' ORDER BY seq").pluck().all();
    expect(numbers).toEqual(this.#model.receipts.map(({ number }) => number));
    const finance = this.#counter.window();
    await finance.signIn('finance1');
    const totals = await finance.call('report.totals', { from: null, to: null });
    expect(totals.receipts).toBe(this.#model.receipts.length);
    for (const [date, day] of this.#model.days) {
      const found = totals.days.find(({ businessDate }) => businessDate === date);
      expect(found).toMatchObject({ receipts: day.receipts, total: day.total });
      expect(sorted((found?.tenders ?? []).map(({ method, count, amount }) => [method, count, amount]))).toEqual(
        sorted([...day.tenders].map(([method, sums]) => [method, ...sums])),
      );
      expect(sorted((found?.items ?? []).map((sum) => [sum.code, sum.count, sum.quantity, sum.amount]))).toEqual(
        sorted([...day.items].map(([code, sums]) => [code, ...sums])),
      );
    }
    for (const cashier of CASHIERS) {
      await this.#ensureSignedIn(cashier);
      const { shift } = await this.#window(cashier).call('shift.current', {});
      expect(shift?.number).toBe(this.#model.shiftOf(cashier)?.number);
    }
    expect(this.#counter.verify()).toMatchObject({ ok: true, firstBad: null });
    expect(this.#counter.faults).toEqual([]);
  }

  #check(): Promise<void> {
    return this.check();
  }

  stop(): void {
    this.#counter.stop();
  }

  #id(): string {
    this.#ids += 1;
    return `0193a000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  #today(): string {
    const local = new Date(this.#counter.clock.wall + this.#counter.clock.offset * 60_000);
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${local.getUTCFullYear()}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
  }

  /** A charge that is right: one to six lines, one to four tenders that pay it, cash now and then with change. */
  #newCharge(): Charge {
    const random = this.#random;
    const lines = Array.from({ length: 1 + random.below(6) }, (): Line => {
      const { code, price } = random.pick(TARIFF);
      const quantity = random.pick([1000, 1000, 2000, 500, 1, 333, 12_345]);
      return { item: code, quantity, price: price === null ? 1 + random.below(99_999) : null };
    });
    const total = Number(this.#model.price(lines));
    const tenders: Tender[] = [];
    let rest = total;
    while (rest > 0) {
      const method = random.pick(['cash', 'card', 'wechat', 'alipay', 'transfer']);
      const given = tenders.length === 3 || random.chance(0.6) ? rest : 1 + random.below(rest);
      rest -= given;
      tenders.push({ method, given, reference: method === 'card' ? `00${this.#ids}${tenders.length}` : null });
    }
    const cash = tenders.findIndex(({ method }) => method === 'cash');
    const paid = tenders[cash];
    if (paid && random.chance(0.5)) tenders[cash] = { ...paid, given: paid.given + random.below(10_000) };
    return {
      operationId: this.#id(),
      customer: null,
      payer: random.pick([null, '欧阳𠅤']),
      lines,
      tenders,
      expectedTotal: total,
    };
  }

  /** One time in four something is wrong with it. */
  #mistype(charge: Charge): Charge {
    const random = this.#random;
    const [line, ...lines] = charge.lines;
    const [tender, ...tenders] = charge.tenders;
    if (!line || !tender || random.chance(0.75)) return charge;
    return random.pick<Charge>([
      { ...charge, expectedTotal: charge.expectedTotal + 1 },
      { ...charge, tenders },
      { ...charge, tenders: [{ ...tender, given: Math.max(1, tender.given - 1) }, ...tenders] },
      { ...charge, tenders: [{ ...tender, given: tender.given + 1 }, ...tenders] },
      { ...charge, lines: [{ ...line, item: 'NONE' }, ...lines] },
      { ...charge, lines: [{ ...line, price: line.price === null ? 1 : null }, ...lines] },
      { ...charge, tenders: [{ method: 'card', given: tender.given, reference: null }, ...tenders] },
    ]);
  }
}

function sorted(rows: readonly unknown[]): unknown[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

const told = new Map<string, number>();

it.each(Array.from({ length: dose(20, 200) }, (_, n) => 1_000 + n))('seed %i', async (seed) => {
  const counter = await template.counter(new TestClock());
  const simulation = new Simulation(seed, counter);
  let step = 0;
  try {
    for (; step < STEPS; step += 1) await simulation.step();
    await simulation.check();
  } catch (error) {
    throw new Error(`seed ${seed}, step ${step}`, { cause: error });
  } finally {
    simulation.stop();
  }
  for (const [word, times] of simulation.told) told.set(word, (told.get(word) ?? 0) + times);
});

it('went everywhere it was meant to go', () => {
  const words = [...told.keys()];
  const methods = [
    'receipt.exchange',
    'shift.open',
    'shift.close',
    'charge.post',
    'receipt.print',
    'cash.paidIn',
    'cash.paidOut',
    'cash.drop',
    'ticket.pay',
  ] as const satisfies readonly (keyof typeof CONTRACT)[];
  for (const method of methods) expect(words).toContain(`${method} done`);
  for (const code of [
    'NO_OPEN_SHIFT',
    'TOTAL_CHANGED',
    'TENDER_SHORT',
    'TENDER_OVER',
    'UNKNOWN_ITEM',
    'PRICE_NOT_OPEN',
  ]) {
    expect(words).toContain(`charge.post ${code}`);
  }
  expect(words).toContain('ticket.pay CASH_SHORT');
  expect(words).toEqual(expect.arrayContaining(['shift.open DRAWER_IN_USE', 'shift.open SHIFT_ALREADY_OPEN']));
  expect(words).toEqual(expect.arrayContaining(['receipt.print REPRINT_REASON_REQUIRED', 'shift.close NO_OPEN_SHIFT']));
});
