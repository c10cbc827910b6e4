// The rows of a posted charge, written again by nothing but prepared statements in one durable transaction: the base of the
// ratios of product.md "How fast".
import { copyFileSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import { CHAINED_TABLES, type Cell } from '../../../db/ledger/chained-tables.ts';
import { type Db, openConnection } from '../../../db/open/connection.ts';
import type { BenchLedger } from '../support.ts';

/** A row as it stands in the file. */
export interface RawRow {
  readonly table: string;
  readonly columns: readonly string[];
  readonly cells: readonly (Cell | Buffer)[];
}

// Tables in the order a writer must fill them: the chain row last.
const WRITTEN = ['document', 'receipt', 'line', 'tender', 'entry', 'operation'];

/** Every row written after act `seq`, by act, in an order in which they can be written again. */
export function rowsSince(db: Db, seq: number): RawRow[][] {
  const bySeq = new Map<number, RawRow[]>();
  const take = (table: string, columns: readonly string[]): void => {
    const sql = `SELECT ${columns.join(', ')} FROM ${table} WHERE seq > ? ORDER BY seq`;
    const at = columns.indexOf('seq');
    for (const cells of db.prepare(sql).raw().all(seq) as (Cell | Buffer)[][]) {
      const key = cells[at] as number;
      bySeq.set(key, [...(bySeq.get(key) ?? []), { table, columns, cells }]);
    }
  };
  for (const name of WRITTEN) {
    const table = CHAINED_TABLES.find((known) => known.name === name);
    if (table) take(name, table.columns);
  }
  take('chain', [
    'seq',
    'at',
    'clock_back',
    'business_date',
    'person_id',
    'kind',
    'ref',
    'detail',
    'digest',
    'prev',
    'hash',
  ]);
  return [...bySeq.entries()].sort(([one], [other]) => one - other).map(([, rows]) => rows);
}

/** Writes rows that were written before by prepared statements, one durable transaction a receipt: what a charge is compared with. */
export class RawWriter {
  readonly #db: Db;
  readonly #statements = new Map<string, BetterSqlite3.Statement<unknown[]>>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Writes the rows of one receipt durably; answers the ms it took. */
  write(rows: readonly RawRow[]): number {
    const statements = rows.map((row) => this.#statement(row));
    const begun = performance.now();
    this.#run('BEGIN IMMEDIATE');
    for (const [index, row] of rows.entries()) statements[index]?.run(row.cells);
    this.#run('COMMIT');
    return performance.now() - begun;
  }

  #run(sql: string): void {
    this.#prepared(sql).run();
  }

  #statement(row: RawRow): BetterSqlite3.Statement<unknown[]> {
    return this.#prepared(
      `INSERT INTO ${row.table} (${row.columns.join(', ')}) VALUES (${row.columns.map(() => '?').join(', ')})`,
    );
  }

  #prepared(sql: string): BetterSqlite3.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare<unknown[]>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** The file of `ledger` as it is now, once more beside it, open for writing. */
export function copyOf(ledger: BenchLedger, name: string): { readonly db: Db; readonly path: string } {
  const { ledger: open, key } = ledger.keeper.ready();
  open.db.pragma('wal_checkpoint(TRUNCATE)');
  const path = `${ledger.keeper.files.ledger}.${name}`;
  copyFileSync(ledger.keeper.files.ledger, path);
  return { db: openConnection(path, key, 'write'), path };
}
