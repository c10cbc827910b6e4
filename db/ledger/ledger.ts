// The open ledger: its one writing connection, the head of its chain, and the only way to change it (`transact`).
// One use case is one synchronous transaction; a commit whose outcome is unknown is looked up before anybody is told.
import type BetterSqlite3 from 'better-sqlite3';
import { businessDateToOpen, dayAtCounter, localDate } from '../../core/day/business-date.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Db, explainSqlite, sqliteCode } from '../open/connection.ts';
import { type Cell, type ChainedTable, genesisHash } from './chained-tables.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { SecretBox } from '../keys/secret-box.ts';
import type { Clock } from './clock.ts';
import { settingOn } from './settings.ts';

export interface LedgerMeta {
  readonly ledgerId: string;
  readonly organisation: string;
  readonly counterCode: string;
  readonly counterName: string;
  readonly currency: string;
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: Buffer;
  readonly at: number;
}

/** What the data key opens beside the file itself. */
export interface Beside {
  readonly attachments: AttachmentStore;
  readonly secrets: SecretBox;
}

type Statement = BetterSqlite3.Statement<unknown[]>;

export class Ledger {
  readonly clock: Clock;
  readonly meta: LedgerMeta;
  /** Whole files kept beside the ledger. */
  readonly attachments: AttachmentStore;
  /** Seals secrets that stand in rows. */
  readonly secrets: SecretBox;
  #db: Db;
  #head: ChainHead;
  #sealed: string | null = null;
  #closed = false;
  readonly #reopen: () => Db;
  readonly #statements = new Map<string, Statement>();
  readonly #inserts = new Map<ChainedTable, Statement>();

  constructor(db: Db, clock: Clock, beside: Beside, reopen: () => Db) {
    this.#db = db;
    this.clock = clock;
    this.attachments = beside.attachments;
    this.secrets = beside.secrets;
    this.#reopen = reopen;
    this.meta = readMeta(db);
    this.#head = this.#readHead();
  }

  /** Whether it was made with sample people, tariff and customers, which the second link of its chain says. */
  get sample(): boolean {
    return this.one("SELECT 1 FROM chain WHERE seq = 2 AND kind = 'sample.loaded'") !== undefined;
  }

  /** The connection; a new one when the last could not be trusted any more and its successor could not be opened then. */
  get db(): Db {
    if (!this.#db.open) this.#renew();
    return this.#db;
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** A prepared statement for `sql`, kept: hot paths pay for parsing once. */
  prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.db.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The first row of `sql` as an object of `T`, or undefined. The caller vouches for the columns. */
  one<T>(sql: string, ...parameters: unknown[]): T | undefined {
    return this.prepared(sql).get(...parameters) as T | undefined;
  }

  /** All rows of `sql`; for results known to be short. */
  all<T>(sql: string, ...parameters: unknown[]): T[] {
    return this.prepared(sql).all(...parameters) as T[];
  }

  /** Inserts one row of a chained table; use `Act.insert`, which also takes it into the digest. */
  insertRow(table: ChainedTable, cells: readonly Cell[]): void {
    let statement = this.#inserts.get(table);
    if (!statement) {
      const places = table.columns.map(() => '?').join(', ');
      const sql = `INSERT INTO ${table.name} (${table.columns.join(', ')}) VALUES (${places})`;
      statement = this.#db.prepare<unknown[]>(sql);
      this.#inserts.set(table, statement);
    }
    statement.run(cells);
  }

  /** Called by an act when its chain row stands; `operation` is the id of the command it carries out, if it is one's. */
  advance(head: ChainHead, operation: string | null): void {
    this.#head = head;
    if (operation !== null) this.#sealed = operation;
  }

  /** Back to `head`, as the rows are after ROLLBACK TO: whatever was sealed since has never been. */
  rewind(head: ChainHead): void {
    this.#head = head;
    this.#sealed = null;
  }

  /** The command that was sealed in the transaction that is open; null: none yet. */
  get sealed(): string | null {
    return this.#sealed;
  }

  /**
   * Runs `work` in one transaction. Whatever it throws rolls everything back. `landed` is asked after a failed COMMIT,
   * on a fresh connection, whether the work is in the file after all (a COMMIT that threw may be durable). When even
   * that cannot be read, the command `operationId` is refused with COMMIT_IN_DOUBT: it may be asked for again.
   */
  transact<T>(work: () => T, landed: () => T | undefined, operationId: string | null = null): T {
    let before = this.#head;
    let result: T;
    try {
      this.prepared('BEGIN IMMEDIATE').run();
      this.#sealed = null;
      before = this.#head;
      result = work();
    } catch (error) {
      this.#undo(before);
      throw this.#explain(error);
    }
    try {
      this.prepared('COMMIT').run();
    } catch (error) {
      return this.#resolveDoubt(error, before, landed, operationId);
    }
    return result;
  }

  #undo(before: ChainHead): void {
    this.rewind(before);
    if (!this.#db.inTransaction) return;
    try {
      this.prepared('ROLLBACK').run();
    } catch {
      // The connection is no longer to be trusted; a fresh one recovers the file from its log.
      this.#discard();
    }
  }

  #resolveDoubt<T>(error: unknown, before: ChainHead, landed: () => T | undefined, operationId: string | null): T {
    // A deferred constraint refused the commit: the transaction is still open and certainly not durable.
    if (sqliteCode(error).startsWith('SQLITE_CONSTRAINT') && this.#db.inTransaction) {
      this.#undo(before);
      throw this.#explain(error);
    }
    this.#discard();
    let answer: T | undefined;
    try {
      this.#renew();
      answer = landed();
    } catch {
      if (operationId !== null) return refuse('COMMIT_IN_DOUBT', { operationId });
    }
    if (answer !== undefined) return answer;
    throw this.#explain(error);
  }

  #discard(): void {
    this.#statements.clear();
    this.#inserts.clear();
    try {
      this.#db.close();
    } catch {
      // A broken connection may refuse to close; the new one does not depend on it.
    }
  }

  #renew(): void {
    if (this.#closed) throw new Error('the ledger was closed');
    this.#discard();
    this.#db = this.#reopen();
    this.#head = this.#readHead();
  }

  #explain(error: unknown): unknown {
    return explainSqlite(error, this.#db.name);
  }

  #readHead(): ChainHead {
    const row = this.#db.prepare('SELECT seq, hash, at FROM chain ORDER BY seq DESC LIMIT 1').get();
    return (row as ChainHead | undefined) ?? { seq: 0, hash: genesisHash(this.meta.ledgerId), at: 0 };
  }

  /** The business date of acts outside a shift, and of a shift opened now. */
  businessDate(): string {
    const at = this.clock.now();
    const newest = this.newestWorked();
    const closed = this.one<{ d: string | null }>('SELECT max(business_date) AS d FROM closed_day')?.d ?? null;
    const offset = this.clock.utcOffset(at);
    const cut = settingOn(this, 'dayCut', localDate(at, offset));
    return businessDateToOpen(dayAtCounter(at, offset, cut), newest, closed);
  }

  /** The newest business date a shift was opened on, YYYY-MM-DD; null before the first. */
  newestWorked(): string | null {
    return this.one<{ d: string | null }>('SELECT max(business_date) AS d FROM shift')?.d ?? null;
  }

  close(): void {
    this.#closed = true;
    this.#discard();
  }
}

function readMeta(db: Db): LedgerMeta {
  const rows = db.prepare('SELECT key, value FROM meta').all() as { key: string; value: string }[];
  const value = (key: string): string => {
    const row = rows.find((candidate) => candidate.key === key);
    if (!row) return refuse('LEDGER_DAMAGED', { reason: `meta.${key} is missing` });
    return row.value;
  };
  return {
    ledgerId: value('ledgerId'),
    organisation: value('organisation'),
    counterCode: value('counterCode'),
    counterName: value('counterName'),
    currency: value('currency'),
  };
}
