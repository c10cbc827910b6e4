// Random days from the first float to the package at central: several shifts, ways to pay, voids and refunds of earlier days,
// past midnight, with the clock set back and to another offset, and the program dying at every step of closing and writing.
// Afterwards drawer = account, Σ Z = perpetual total, package = ledger, and a close was done or not begun.
import { createPublicKey } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { minor } from '../../core/money/money.ts';
import { verifyPackage } from '../../db/package/verify-package.ts';
import { dose } from '../fixtures/dose.ts';
import { openCharge } from '../ledger/support/charges.ts';
import { type Counter, Counter as CounterOf, op, RefusedAnswer, type Window } from '../ledger/support/counter.ts';
import { type Random, seeded } from '../ledger/support/random.ts';
import { apply, approve, byAmount } from '../ledger/support/refunds.ts';
import { LedgerTemplate, voidReceipt } from '../ledger/support/sample-ledger.ts';
import { Died, dying } from './support/dying-disk.ts';

vi.mock('node:fs', async (original) => {
  const { dyingDisk } = await import('./support/dying-disk.ts');
  return dyingDisk(await original());
});

const HOUR = 3_600_000;
const DAYS = 3;
const FLOAT = 100_000;
/** Inside every tolerance, so that nobody else has to come and count. */
const MISCOUNTS = [0, 0, 0, -100, 37];
const METHODS = ['cash', 'cash', 'wechat', 'card'] as const;

let template: LedgerTemplate;
beforeAll(async () => {
  template = await LedgerTemplate.make();
});
afterAll(() => template.remove());

interface Receipt {
  readonly number: string;
  readonly method: (typeof METHODS)[number];
  readonly amount: number;
  readonly date: string;
}

/** What happened, by seed: sums are kept here apart from the ledger. */
const told = new Map<string, number>();
const tell = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1);

class Counterlife {
  readonly #random: Random;
  #counter: Counter;
  #till!: Window;
  #finance!: Window;
  #receipts: Receipt[] = [];
  #takenOf = new Map<string, number>();
  #reference = 1000;
  #packages: string[] = [];

  constructor(seed: number, counter: Counter) {
    this.#random = seeded(seed);
    this.#counter = counter;
  }

  async run(): Promise<void> {
    await this.#signIn();
    for (let day = 0; day < DAYS; day += 1) {
      for (let shifts = 1 + this.#random.below(3); shifts > 0; shifts -= 1) await this.#shift();
      if (this.#random.chance(0.6)) await this.#closeOldest();
      this.#counter.clock.pass(this.#random.pick([20, 24, 30]) * HOUR);
      await this.#lie();
    }
    while (await this.#closeOldest());
    await this.#check();
  }

  stop(): void {
    this.#counter.stop();
  }

  async #signIn(): Promise<void> {
    this.#counter.ledger.db.pragma('synchronous = OFF');
    this.#till = this.#counter.window();
    this.#finance = this.#counter.window();
    await this.#till.signIn('cashier1');
    await this.#finance.signIn('finance1');
  }

  /** The clock of the wall jumps back, or summer time begins or ends. */
  async #lie(): Promise<void> {
    const { clock } = this.#counter;
    if (this.#random.chance(0.3)) {
      clock.wall -= this.#random.pick([1, 26]) * HOUR;
      tell('clock back');
    }
    clock.offset = this.#random.pick([480, 480, 540]);
    await this.#signIn();
  }

  async #shift(): Promise<void> {
    const random = this.#random;
    const drawer = random.pick(['1', '2']);
    const { businessDate } = await this.#till.call('shift.open', {
      ...{ operationId: op(), drawer, float: minor(FLOAT), counted: null },
    });
    let cash = FLOAT;
    for (let acts = random.below(8); acts > 0; acts -= 1) {
      this.#counter.clock.pass(random.below(3) * HOUR);
      await this.#signIn();
      cash += await this.#act(businessDate);
    }
    // What must be in the drawer is thought out here, from the acts alone.
    const counted = cash + random.pick(MISCOUNTS);
    const closed = await this.#till.call('shift.close', { operationId: op(), counted: minor(counted) });
    expect(closed).toMatchObject({ expected: cash, counted, difference: counted - cash });
    const { balance } = this.#counter.ledger.one<{ balance: number }>(
      'SELECT b.balance FROM account_balance b JOIN drawer d ON d.account = b.account WHERE d.code = ?',
      drawer,
    ) ?? { balance: 0 };
    expect(balance).toBe(0);
  }

  /** One act of the shift; answers what it did to the drawer. */
  async #act(date: string): Promise<number> {
    const random = this.#random;
    const dice = random.below(10);
    const own = this.#receipts.filter((one) => one.date === date);
    const paidInCash = this.#receipts.filter(({ method }) => method === 'cash');
    if (dice < 6 || this.#receipts.length === 0) return this.#charge(date);
    if (dice < 8 && own.length > 0) return this.#void(random.pick(own), date);
    if (paidInCash.length > 0) return this.#refund(random.pick(paidInCash), date);
    return this.#charge(date);
  }

  async #charge(date: string): Promise<number> {
    const method = this.#random.pick(METHODS);
    const amount = 100 + this.#random.below(20_000);
    this.#reference += 1;
    const charge = openCharge(amount);
    const reference = method === 'card' ? String(this.#reference).padStart(6, '0') : null;
    const { number } = await this.#till.call('charge.post', {
      ...charge,
      tenders: [{ method, given: minor(amount), reference }],
    });
    this.#receipts.push({ number, method, amount, date });
    this.#take(date, amount);
    tell(`charge ${method}`);
    return method === 'cash' ? amount : 0;
  }

  async #void(receipt: Receipt, date: string): Promise<number> {
    // A void is of the shift; a receipt of an earlier one is refunded.
    const reversals = receipt.method === 'cash' ? [] : [{ n: 1, reference: '004600' }];
    try {
      await voidReceipt(this.#counter, this.#till, receipt.number, reversals);
    } catch (error) {
      if (!(error instanceof RefusedAnswer) || error.code !== 'RECEIPT_NOT_IN_SHIFT') throw error;
      tell('void refused');
      return 0;
    }
    this.#gone(receipt);
    this.#take(date, -receipt.amount);
    tell('void');
    return receipt.method === 'cash' ? -receipt.amount : 0;
  }

  async #refund(receipt: Receipt, date: string): Promise<number> {
    const amount = this.#random.chance(0.5) ? receipt.amount : 1 + this.#random.below(receipt.amount);
    const { number } = await apply(this.#till, receipt.number, byAmount([1, amount]));
    const { state, total } = await approve(this.#counter, this.#till, number);
    expect([state, total]).toEqual(['approved', amount]);
    this.#gone(receipt);
    await this.#till.call('payout.start', { operationId: op(), case: number, n: 1, text: null });
    this.#take(date, -amount);
    tell(receipt.date === date ? 'refund' : 'refund of an earlier day');
    return -amount;
  }

  #gone(receipt: Receipt): void {
    this.#receipts = this.#receipts.filter((one) => one !== receipt);
  }

  #take(date: string, amount: number): void {
    this.#takenOf.set(date, (this.#takenOf.get(date) ?? 0) + amount);
  }

  /** Closes the oldest open day and writes its package, dying on the way. Answers whether there was one. */
  async #closeOldest(): Promise<boolean> {
    const { open } = await this.#finance.call('day.state', {});
    const [day] = open;
    if (day === undefined) return false;
    expect(day.taken).toBe(this.#takenOf.get(day.businessDate) ?? 0);
    await this.#close({ operationId: op(), businessDate: day.businessDate, expectedTaken: day.taken });
    await this.#write(day.businessDate);
    return true;
  }

  async #close(order: { operationId: string; businessDate: string; expectedTaken: ReturnType<typeof minor> }) {
    const isDurable = this.#random.chance(0.5);
    const commit = this.#counter.ledger.prepared('COMMIT');
    const honest = commit.run.bind(commit);
    const run = (): never => {
      Object.assign(commit, { run: honest });
      if (isDurable) honest();
      throw new Database.SqliteError('injected', 'SQLITE_IOERR_FSYNC');
    };
    Object.assign(commit, { run });
    const before = await this.#finance.call('day.close', order).catch((error: unknown) => error);
    Object.assign(commit, { run: honest });
    await this.#restart();
    const closed = this.#counter.ledger.one('SELECT 1 FROM z_report WHERE business_date = ?', order.businessDate);
    expect(closed !== undefined).toBe(isDurable);
    // Whatever was said: done, or not begun. What was answered as done is done.
    if (!(before instanceof Error)) expect(isDurable).toBe(true);
    const z = await this.#finance.call('day.close', order);
    expect(z.taken).toBe(order.expectedTaken);
    tell(isDurable ? 'died after the close' : 'died before the close');
  }

  async #write(businessDate: string): Promise<void> {
    const { packages } = this.#counter.keeper.files;
    const call = () => this.#finance.call('package.write', { operationId: op(), businessDate });
    let written: string | null = null;
    for (let step = 0; written === null; step += 1 + this.#random.below(6)) {
      dying.left = step;
      const answer = await call().catch((error: unknown) => error);
      const isDead = dying.left === 0;
      dying.left = null;
      if (!(answer instanceof Error)) written = (answer as { folder: string }).folder;
      else if (!isDead) throw answer;
      await this.#standsWholeOrNot(businessDate);
      tell(`died writing, ${step < 20 ? 'early' : 'late'}`);
    }
    // A death after the files and before their row leaves files that the next try finds to be the same.
    const again = await call();
    expect(again.folder).toBe(written);
    expect(readdirSync(packages).filter((name) => name.startsWith('.'))).toEqual([]);
    this.#packages.push(written);
    for (const fault of this.#counter.faults.splice(0))
      expect(String(fault)).toMatch(/mkdirSync|openSync|writeSync|fsyncSync|renameSync|rmSync/);
  }

  /** Under the name central looks for stands a package that proves itself, or nothing. */
  async #standsWholeOrNot(businessDate: string): Promise<void> {
    const { packages } = this.#counter.keeper.files;
    const names = existsSync(packages) ? readdirSync(packages).filter((name) => !name.startsWith('.')) : [];
    const name = names.find((one) => one.includes(businessDate));
    if (name === undefined) return;
    const { ok, faults } = await this.#verify(join(packages, name));
    expect(ok, JSON.stringify(faults)).toBe(true);
  }

  async #verify(folder: string) {
    const { publicKey } = await this.#finance.call('package.key', {});
    const before = this.#packages.at(-1) ?? null;
    const previous = before === folder ? (this.#packages.at(-2) ?? null) : before;
    return verifyPackage({ folder, publicKey: createPublicKey(publicKey), previous });
  }

  async #restart(): Promise<void> {
    const { dataDir, clock } = this.#counter;
    this.#counter.stop(false);
    this.#counter = await new CounterOf({ dataDir, clock }).start();
    await this.#signIn();
  }

  async #check(): Promise<void> {
    const zs = this.#counter.ledger.all<{ date: string; taken: number; perpetual: number }>(
      'SELECT business_date AS date, taken, perpetual FROM z_report ORDER BY n',
    );
    expect(zs.map(({ date }) => date)).toEqual(
      [...this.#takenOf.keys(), ...zs.map(({ date }) => date)]
        .filter((date, at, all) => all.indexOf(date) === at)
        .sort(),
    );
    let perpetual = 0;
    for (const { date, taken, perpetual: said } of zs) {
      expect(taken).toBe(this.#takenOf.get(date) ?? 0);
      perpetual += taken;
      expect(said).toBe(perpetual);
    }
    this.#packagesSayTheLedger();
    expect(this.#counter.verify()).toMatchObject({ ok: true, firstBad: null });
  }

  /** Account by account, the journals people read come to the balances. */
  #packagesSayTheLedger(): void {
    const sums = new Map<string, number>();
    for (const folder of this.#packages) {
      const [, ...rows] = readFileSync(join(folder, 'journal.csv'), 'utf8').trimEnd().split(/\r?\n/);
      for (const row of rows) {
        const cells = row.split(',').map((cell) => cell.replaceAll('"', ''));
        const account = cells[4] ?? '';
        const fen = (text: string | undefined): number => Math.round(Number(text === '' ? 0 : text) * 100);
        sums.set(account, (sums.get(account) ?? 0) + fen(cells.at(-2)) - fen(cells.at(-1)));
      }
    }
    const said = [...sums].filter(([, sum]) => sum !== 0).sort();
    const kept = this.#counter.ledger.all<{ account: string; balance: number }>(
      'SELECT account, balance FROM account_balance WHERE balance <> 0 ORDER BY account',
    );
    expect(said).toEqual(kept.map(({ account, balance }) => [account, balance]).sort());
  }
}

it.each(Array.from({ length: dose(12, 150) }, (_, n) => 7_000 + n))('seed %i', async (seed) => {
  const life = new Counterlife(seed, await template.counter());
  try {
    await life.run();
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  } finally {
    dying.left = null;
    life.stop();
  }
});

it('went everywhere it was meant to go', () => {
  for (const what of [
    'charge cash',
    'charge wechat',
    'charge card',
    'void',
    'refund',
    'refund of an earlier day',
    'clock back',
    'died before the close',
    'died after the close',
    'died writing, early',
    'died writing, late',
  ])
    expect([...told.keys()]).toContain(what);
  expect(new Died('x')).toBeInstanceOf(Error);
});
