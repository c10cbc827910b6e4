// The open ledger: its one writing connection, the head of its chain, and the only way to change it (`transact`).
// One use case is one synchronous transaction; a commit whose outcome is unknown is looked up before anybody is told.
import type BetterSqlite3 from 'better-sqlite3';
import { businessDateToOpen, localDate } from '../../core/day/business-date.ts';
import { Refused, refuse } from '../../core/contract/errors.ts';
import { type Db, sqliteCode } from '../open/connection.ts';
import { type Cell, type ChainedTable, genesisHash } from './chained-tables.ts';
import type { Clock } from './clock.ts';

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

type Statement = BetterSqlite3.Statement<unknown[]>;

/** Throws Refused COMMIT_IN_DOUBT from `transact` when a commit failed and its outcome could not be read at once. */
export class Ledger {
  readonly clock: Clock;
  readonly meta: LedgerMeta;
  #db: Db;
  #head: ChainHead;
  readonly #reopen: () => Db;
  readonly #statements = new Map<string, Statement>();
  readonly #inserts = new Map<ChainedTable, Statement>();

  constructor(db: Db, clock: Clock, reopen: () => Db) {
    this.#db = db;
    this.clock = clock;
    this.#reopen = reopen;
    this.meta = readMeta(db);
    this.#head = this.#readHead();
  }

  get db(): Db {
    return this.#db;
  }

  get head(): ChainHead {
    return this.#head;
  }

  /** A prepared statement for `sql`, kept: hot paths pay for parsing once. */
  prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare<unknown[]>(sql);
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

  /** Called by an act when its chain row stands. */
  advance(head: ChainHead): void {
    this.#head = head;
  }

  /**
   * Runs `work` in one transaction. Whatever it throws rolls everything back. `landed` is asked after a failed COMMIT,
   * on a fresh connection, whether the work is in the file after all (a COMMIT that threw may be durable).
   */
  transact<T>(work: () => T, landed: () => T | undefined): T {
    const before = this.#head;
    let result: T;
    try {
      this.prepared('BEGIN IMMEDIATE').run();
      result = work();
    } catch (error) {
      this.#undo(before);
      throw this.#explain(error);
    }
    try {
      this.prepared('COMMIT').run();
    } catch (error) {
      return this.#resolveDoubt(error, before, landed);
    }
    return result;
  }

  #undo(before: ChainHead): void {
    this.#head = before;
    if (!this.#db.inTransaction) return;
    try {
      this.prepared('ROLLBACK').run();
    } catch {
      // The connection is no longer to be trusted; a fresh one recovers the file from its log.
      this.#renew();
    }
  }

  #resolveDoubt<T>(error: unknown, before: ChainHead, landed: () => T | undefined): T {
    // A deferred constraint refused the commit: the transaction is still open and certainly not durable.
    if (sqliteCode(error).startsWith('SQLITE_CONSTRAINT') && this.#db.inTransaction) {
      this.#undo(before);
      throw this.#explain(error);
    }
    this.#renew();
    const answer = landed();
    if (answer !== undefined) return answer;
    throw this.#explain(error);
  }

  #renew(): void {
    try {
      this.#db.close();
    } catch {
      // A broken connection may refuse to close; the new one does not depend on it.
    }
    this.#statements.clear();
    this.#inserts.clear();
    this.#db = this.#reopen();
    this.#head = this.#readHead();
  }

  #explain(error: unknown): unknown {
    if (error instanceof Refused) return error;
    const code = sqliteCode(error);
    try {
      if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) refuse('DISK_FULL', {});
      if (code.startsWith('SQLITE_READONLY')) refuse('NOT_WRITABLE', { path: this.#db.name });
      if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') refuse('LEDGER_DAMAGED', { reason: code });
    } catch (refused) {
      return refused;
    }
    return error;
  }

  #readHead(): ChainHead {
    const row = this.#db.prepare('SELECT seq, hash, at FROM chain ORDER BY seq DESC LIMIT 1').get();
    return (row as ChainHead | undefined) ?? { seq: 0, hash: genesisHash(this.meta.ledgerId), at: 0 };
  }

  /** The business date of acts outside a shift, and of a shift opened now. */
  businessDate(): string {
    const at = this.clock.now();
    const newest = this.one<{ d: string | null }>('SELECT max(business_date) AS d FROM shift')?.d ?? null;
    const closed = this.one<{ d: string | null }>('SELECT max(business_date) AS d FROM closed_day')?.d ?? null;
    return businessDateToOpen(localDate(at, this.clock.utcOffset(at)), newest, closed);
  }

  close(): void {
    this.#statements.clear();
    this.#inserts.clear();
    this.#db.close();
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
