// Proves a ledger from its rows alone: the chain, every digest, balances, limits, numbers and running totals.
// Reads in chunks so that posting goes on beside it, and stops at the first row that is wrong.
import type { VerifyResult } from '../../core/contract/procedures/ledger.ts';
import { CHAINED_TABLES, type Cell, chainHash, digestOf, genesisHash, rowText } from '../ledger/chained-tables.ts';
import { type ChainRow, type Cursor, readLinks, rowsOf } from '../ledger/read-links.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import { type Db, sqliteCode } from '../open/connection.ts';
import { assertSchema, SCHEMA_VERSION } from '../open/migrate.ts';
import { Refused } from '../../core/contract/errors.ts';
import { Approvals } from './check-approvals.ts';
import { Books } from './books.ts';
import { Central } from './check-central.ts';
import { checkAttachments } from './check-attachments.ts';
import { checkBatchFiles } from './check-bank.ts';
import { checkEvidence } from './check-claims.ts';
import { checkDocument } from './check-document.ts';
import { Freezes } from './check-freezes.ts';
import { Factors } from './check-factor.ts';
import { FollowUps } from './check-follow-up.ts';
import { Refunds } from './check-refunds.ts';
import { Days } from './check-days.ts';
import { Tickets } from './check-tickets.ts';
import { PaperCases } from './check-paper-cases.ts';
import { Reissues } from './check-reissues.ts';
import { checkTotals } from './check-totals.ts';
import { People } from './known-people.ts';
import { bad, Bad } from './finding.ts';
import { Tally } from './tally.ts';

const CHUNK = 5_000;

export interface VerifyOptions {
  /** Called after each chunk with chain rows done and to do. */
  readonly progress: (done: number, of: number) => void;
  /** ms that only grow. */
  readonly monotonic: () => number;
  /** Read every page of the file as well, which its encryption authenticates (slow on a large ledger). */
  readonly pages: boolean;
  /** Prove the bytes of every kept file as well; left out: only the rows that answer for them. */
  readonly attachments?: AttachmentStore;
}

/** Verifies over a reading connection. Never throws for what is wrong with the ledger: the answer says it. */
export function verifyLedger(db: Db, options: VerifyOptions): VerifyResult {
  const run = new Run(db);
  const begun = options.monotonic();
  let firstBad: VerifyResult['firstBad'] = null;
  try {
    assertSchema(db, SCHEMA_VERSION);
    run.chain(options.progress);
    if (options.attachments) {
      checkAttachments(db, options.attachments);
      checkBatchFiles(db, options.attachments);
    }
  } catch (error) {
    firstBad = explain(error);
  }
  const millis = Math.max(1, Math.round(options.monotonic() - begun));
  if (firstBad === null && options.pages) firstBad = checkPages(db);
  return {
    ok: firstBad === null,
    firstBad,
    head: { seq: run.seq, hash: run.hash.toString('hex') },
    counts: run.counts,
    rows: run.rows,
    millis,
    rowsPerSecond: Math.round((run.rows * 1000) / millis),
  };
}

/** The result for a file that could not even be opened as a ledger. */
export function refusedResult(error: Refused): VerifyResult {
  return {
    ok: false,
    firstBad: explain(error),
    head: { seq: 0, hash: '' },
    counts: {},
    rows: 0,
    millis: 0,
    rowsPerSecond: 0,
  };
}

class Run {
  seq = 0;
  hash: Buffer = Buffer.alloc(32);
  rows = 0;
  readonly counts: Record<string, number> = { chain: 0 };
  readonly #db: Db;
  // Begun anew when the chain is read: nothing may be read here, where it would be thrown instead of named.
  #books = new Books('', 'CNY');
  readonly #tally = new Tally();
  readonly #people = new People();
  readonly #approvals = new Approvals();
  readonly #followUps = new FollowUps((table, seq) => this.#rowsThen(table, seq));
  readonly #refunds = new Refunds((table, seq) => this.#rowsThen(table, seq), this.#approvals, this.#people);
  readonly #paperCases = new PaperCases((table, seq) => this.#rowsThen(table, seq), this.#followUps);
  readonly #reissues = new Reissues((table, seq) => this.#rowsThen(table, seq), {
    followUps: this.#followUps,
    paperCases: this.#paperCases,
    refunds: this.#refunds,
  });
  readonly #freezes = new Freezes();
  readonly #tickets = new Tickets(this.#people, (request) => this.#approvals.asked(request)?.deciders ?? []);
  readonly #days = new Days();
  readonly #central = new Central();
  readonly #factors = new Factors();

  constructor(db: Db) {
    this.#db = db;
    for (const table of CHAINED_TABLES) this.counts[table.name] = 0;
  }

  chain(progress: VerifyOptions['progress']): void {
    const meta = this.#db.prepare('SELECT value FROM meta WHERE key = ?').pluck();
    this.hash = genesisHash(String(meta.get('ledgerId')));
    this.#books = new Books(String(meta.get('counterCode')), String(meta.get('currency')));
    const head = (): number => Number(this.#db.prepare('SELECT coalesce(max(seq), 0) FROM chain').pluck().get());
    let known = head();
    while (this.seq < known) {
      this.#chunk(this.seq + 1, Math.min(this.seq + CHUNK, known));
      progress(this.seq, known);
    }
    // What was posted meanwhile, and the running totals, in one short look at one state of the file.
    this.#db.exec('BEGIN');
    try {
      known = head();
      while (this.seq < known) this.#chunk(this.seq + 1, Math.min(this.seq + CHUNK, known));
      this.#refuseStrangers();
      checkTotals(this.#db, this.#books, this.#tally);
      this.#refunds.compare(this.#db);
    } finally {
      this.#db.exec('COMMIT');
    }
    progress(this.seq, known);
  }

  #chunk(from: number, to: number): void {
    const { chain, cursors } = readLinks(this.#db, from, to);
    for (const row of chain) {
      if (row.seq !== this.seq + 1) bad('chain', 'chain', this.seq + 1, 'row is missing');
      this.#row(row, cursors);
    }
    if (this.seq !== to) bad('chain', 'chain', this.seq + 1, 'row is missing');
    for (const cursor of cursors) {
      const stranger = cursor.peek();
      if (stranger !== undefined) bad('chain', cursor.table.name, stranger, 'row belongs to no link of the chain');
    }
  }

  #row(row: ChainRow, cursors: readonly Cursor[]): void {
    const texts: string[] = [];
    const link: Record<string, Cell[][]> = {};
    for (const cursor of cursors) {
      for (let cells = cursor.take(row.seq); cells; cells = cursor.take(row.seq)) {
        texts.push(rowText(cursor.table, cells));
        const { name } = cursor.table;
        const list = link[name];
        if (list) list.push(cells);
        else link[name] = [cells];
        this.counts[name] = (this.counts[name] ?? 0) + 1;
      }
    }
    if (!digestOf(texts).equals(row.digest))
      bad('digest', 'chain', row.seq, `rows of ${row.kind} are not those that were posted`);
    if (!row.prev.equals(this.hash)) bad('chain', 'chain', row.seq, 'does not follow the row before');
    if (!chainHash(row).equals(row.hash)) bad('chain', 'chain', row.seq, 'hash does not fit its content');
    this.seq = row.seq;
    this.hash = row.hash;
    this.rows += texts.length + 1;
    this.counts['chain'] = (this.counts['chain'] ?? 0) + 1;
    this.#people.take(link);
    const approvals = this.#approvals.take(row, link);
    this.#books.cash.take(row, link, this.#books, this.#tally, approvals);
    this.#books.take(row.seq, link, row.businessDate, this.#tally);
    checkEvidence(row.seq, link, (table, seq) => this.#rowsThen(table, seq));
    this.#freezes.take(row.seq, link, this.#followUps, approvals);
    this.#refunds.take(row, link, this.#books, this.#paperCases);
    this.#books.cash.takeEnds(link, this.#books);
    this.#paperCases.take(row.seq, link);
    this.#reissues.take(row.seq, link);
    this.#tickets.take(row, link, this.#books.counterCode);
    const tickets = this.#tickets;
    const beside = {
      followUps: this.#followUps,
      refunds: this.#refunds,
      paperCases: this.#paperCases,
      reissues: this.#reissues,
      tickets,
      approvals,
    };
    if (link['document']) checkDocument(row, link, this.#books, this.#tally, beside);
    this.#days.take(row.seq, link, this.#tally);
    this.#central.take(link, this.#tally);
    this.#factors.take(row, link, this.#books.settings);
  }

  /** Rows of a link that was proved already; few documents look back. */
  #rowsThen(name: string, seq: number): Cell[][] {
    const table = CHAINED_TABLES.find((one) => one.name === name);
    if (!table || seq > this.seq) return [];
    return rowsOf(this.#db, table, seq, seq);
  }

  // Rows under a number that the chain never reached are found by counting: every chained row was counted above.
  #refuseStrangers(): void {
    for (const table of [{ name: 'chain' }, ...CHAINED_TABLES]) {
      const there = Number(this.#db.prepare(`SELECT count(*) FROM ${table.name}`).pluck().get());
      if (there !== this.counts[table.name]) {
        bad('chain', table.name, `${there} rows`, `the chain answers for ${this.counts[table.name]}`);
      }
    }
    const broken = this.#db.pragma('foreign_key_check') as { table: string; rowid: number }[];
    if (broken[0]) bad('limits', broken[0].table, broken[0].rowid, 'refers to a row that is not there');
  }
}

function explain(error: unknown): NonNullable<VerifyResult['firstBad']> {
  if (error instanceof Bad) return error.finding;
  if (error instanceof Refused) {
    return { check: 'open', table: '', row: '', detail: error.refusal.code };
  }
  const code = sqliteCode(error);
  if (code === '') throw error;
  return { check: 'pages', table: '', row: '', detail: `${code}: the file cannot be read here` };
}

function checkPages(db: Db): VerifyResult['firstBad'] {
  try {
    const found = db.pragma('quick_check(1)', { simple: true });
    return found === 'ok' ? null : { check: 'pages', table: '', row: '', detail: String(found) };
  } catch (error) {
    return explain(error);
  }
}
