// Reads links of the chain together with the rows they answer for, a stretch at a time and in content order.
// Verify and the daily package both hash what comes from here: they can never differ in what an act consisted of.
import type { Db } from '../open/connection.ts';
import { CHAINED_TABLES, type Cell, type ChainedTable, type ChainFields } from './chained-tables.ts';

export interface ChainRow extends ChainFields {
  readonly hash: Buffer;
}

export interface Links {
  readonly chain: readonly ChainRow[];
  /** One per chained table, in content order. */
  readonly cursors: readonly Cursor[];
}

const CHAIN = `SELECT seq, at, clock_back AS clockBack, business_date AS businessDate, person_id AS personId, kind, ref,
  detail, digest, prev, hash FROM chain WHERE seq BETWEEN ? AND ? ORDER BY seq`;

/** Links `from` to `to`, both included, with cursors over the rows of every chained table under those numbers. */
export function readLinks(db: Db, from: number, to: number): Links {
  return {
    chain: db.prepare(CHAIN).all(from, to) as ChainRow[],
    cursors: CHAINED_TABLES.map((table) => new Cursor(table, rowsOf(db, table, from, to))),
  };
}

/** Rows of one table under the links `from` to `to`, in content order. */
export function rowsOf(db: Db, table: ChainedTable, from: number, to: number): Cell[][] {
  const order = table.order.filter((column) => column !== 'seq');
  const sql = `SELECT ${table.columns.join(', ')} FROM ${table.name} WHERE seq BETWEEN ? AND ? ORDER BY ${['seq', ...order].join(', ')}`;
  return db.prepare(sql).raw().all(from, to) as Cell[][];
}

/** Goes through the rows of one table, link by link. */
export class Cursor {
  readonly table: ChainedTable;
  readonly #rows: readonly Cell[][];
  #at = 0;

  constructor(table: ChainedTable, rows: readonly Cell[][]) {
    this.table = table;
    this.#rows = rows;
  }

  /** The seq of the next row, or undefined at the end. */
  peek(): number | undefined {
    return this.#rows[this.#at]?.at(-1) as number | undefined;
  }

  take(seq: number): Cell[] | undefined {
    const row = this.#rows[this.#at];
    if (row?.at(-1) !== seq) return undefined;
    this.#at += 1;
    return row;
  }
}
