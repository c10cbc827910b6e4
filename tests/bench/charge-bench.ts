// A charge through contract, permission, rules and commit, against the very rows it wrote, written again by prepared
// statements in one durable transaction on a copy of the same encrypted file (product.md "How fast").
import { copyFileSync, rmSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import { CHAINED_TABLES, type Cell } from '../../db/ledger/chained-tables.ts';
import { type Db, openConnection } from '../../db/open/connection.ts';
import { openForReading } from '../../db/open/open-ledger.ts';
import { verifyLedger } from '../../db/verify/verify-ledger.ts';
import { type BenchLedger, benchLedger, type BenchRow, median, quantile, ratioRow, typicalCharge } from './support.ts';

const BATCHES = 24;
const BATCH = 50;

interface RawRow {
  readonly table: string;
  readonly columns: readonly string[];
  readonly cells: readonly (Cell | Buffer)[];
}

// Tables in the order a writer must fill them: the chain row last.
const WRITTEN = ['document', 'receipt', 'line', 'tender', 'entry', 'operation'];

function rowsSince(db: Db, seq: number): RawRow[][] {
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

class RawWriter {
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

function copyOf(ledger: BenchLedger, name: string): { readonly db: Db; readonly path: string } {
  const { ledger: open, key } = ledger.keeper.ready();
  open.db.pragma('wal_checkpoint(TRUNCATE)');
  const path = `${ledger.keeper.files.ledger}.${name}`;
  copyFileSync(ledger.keeper.files.ledger, path);
  return { db: openConnection(path, key, 'write'), path };
}

function dropTriggers(db: Db): void {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all() as string[];
  for (const name of names) db.exec(`DROP TRIGGER ${name}`);
}

export interface ChargeFigures {
  readonly rows: BenchRow[];
  /** ms of one raw receipt in this run; what the window bench compares with. */
  readonly raw: number;
}

/** Runs the three writers in turn, so that a busy machine slows them alike. */
export async function chargeBench(): Promise<ChargeFigures> {
  const ledger = await benchLedger();
  const same = copyOf(ledger, 'raw');
  const bare = copyOf(ledger, 'bare');
  dropTriggers(bare.db);
  const [rawWriter, bareWriter] = [new RawWriter(same.db), new RawWriter(bare.db)];
  const times = { ours: [] as number[], raw: [] as number[], bare: [] as number[] };
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const { ledger: open } = ledger.keeper.ready();
    const before = open.head.seq;
    for (let index = 0; index < BATCH; index += 1) {
      const input = typicalCharge();
      const begun = performance.now();
      await ledger.call('charge.post', input);
      times.ours.push(performance.now() - begun);
    }
    const written = rowsSince(open.db, before);
    for (const rows of written) times.raw.push(rawWriter.write(rows));
    for (const rows of written) times.bare.push(bareWriter.write(rows));
  }
  const rows = [
    ratioRow('charge in the ledger process : raw (same rows, same schema)', median(times.ours), median(times.raw), 1.3),
    {
      name: 'charge in the ledger process : bare (same rows, no triggers, no running totals)',
      value: `${(median(times.ours) / median(times.bare)).toFixed(2)} × (p99 ${quantile(times.ours, 0.99).toFixed(2)} ms)`,
      target: 'for knowledge',
      pass: true,
    },
    verifyRow(ledger),
  ];
  for (const copy of [same, bare]) copy.db.close();
  ledger.keeper.close();
  rmSync(ledger.dataDir, { recursive: true, force: true });
  return { rows, raw: median(times.raw) };
}

function verifyRow(ledger: BenchLedger): BenchRow {
  const db = openForReading(ledger.keeper.files, ledger.keeper.ready().key);
  const monotonic = (): number => performance.now();
  const results = [1, 2, 3].map(() => verifyLedger(db, { progress: () => undefined, monotonic, pages: false }));
  db.close();
  const best = Math.max(...results.map((result) => result.rowsPerSecond));
  const ok = results.every((result) => result.ok);
  return {
    name: `verify, chained rows a second (${results[0]?.rows ?? 0} rows${ok ? '' : ', NOT OK'})`,
    value: `${Math.round(best / 1000)} k`,
    target: '≥ 300 k',
    pass: ok && best >= 300_000,
  };
}
