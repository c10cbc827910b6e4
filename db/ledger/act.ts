// An act is one link of the chain with the rows it answers for. Rows are inserted through it and are hashed as inserted;
// sealing writes the chain row last, and from then on the database takes no more rows under that number.
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { operation } from '../schema.ts';
import { type Cell, type ChainedTable, chainedTable, chainHash, digestOf, rowText } from './chained-tables.ts';
import type { Ledger } from './ledger.ts';

/** A row for `T`, without `seq`: the act knows it. */
export type NewRow<T extends SQLiteTable> = Omit<Required<T['$inferInsert']>, 'seq'>;

/** The command an act carries out; `answer` is the little that is needed to answer a repetition. */
export interface OperationSeal {
  readonly id: string;
  readonly personId: number;
  readonly method: string;
  readonly digest: string;
  readonly answer: unknown;
}

export interface Seal {
  readonly kind: string;
  readonly ref: string | null;
  readonly businessDate: string;
  readonly personId: number | null;
  /** Facts without rows of their own; no personal data and no secret may stand here. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly operation?: OperationSeal;
}

export class Act {
  readonly seq: number;
  readonly at: number;
  readonly #ledger: Ledger;
  readonly #rows: { table: ChainedTable; text: string }[] = [];

  /** Only inside `Ledger.transact`. */
  constructor(ledger: Ledger) {
    if (!ledger.db.inTransaction) throw new Error('an act needs a transaction');
    this.#ledger = ledger;
    this.seq = ledger.head.seq + 1;
    this.at = ledger.clock.now();
  }

  /** Inserts `row` under this act's number. Several rows of one table go in their key order. */
  insert<T extends SQLiteTable>(table: T, row: NewRow<T>): void {
    const description = chainedTable(table);
    const values = row as Readonly<Record<string, Cell>>;
    const cells = new Array<Cell>(description.columns.length);
    for (let index = 0; index < description.properties.length; index += 1) {
      cells[index] = values[description.properties[index] as string] as Cell;
    }
    cells[cells.length - 1] = this.seq;
    this.#ledger.insertRow(description, cells);
    this.#rows.push({ table: description, text: rowText(description, cells) });
  }

  /** Writes the chain row. The database checks here that a document is complete and balanced. */
  seal(seal: Seal): void {
    if (seal.operation) {
      const { id, personId, method, digest, answer } = seal.operation;
      this.insert(operation, { id, personId, method, digest, answer: JSON.stringify(answer) });
    }
    this.#rows.sort((one, other) => one.table.rank - other.table.rank);
    const { head } = this.#ledger;
    const fields = {
      seq: this.seq,
      at: this.at,
      clockBack: this.at < head.at ? 1 : 0,
      businessDate: seal.businessDate,
      personId: seal.personId,
      kind: seal.kind,
      ref: seal.ref,
      detail: seal.detail ? JSON.stringify(seal.detail) : '{}',
      digest: digestOf(this.#rows.map((row) => row.text)),
      prev: head.hash,
    };
    const hash = chainHash(fields);
    this.#ledger
      .prepared('INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        fields.seq,
        fields.at,
        fields.clockBack,
        fields.businessDate,
        fields.personId,
        fields.kind,
        fields.ref,
        fields.detail,
        fields.digest,
        fields.prev,
        hash,
      );
    this.#ledger.advance({ seq: this.seq, hash, at: this.at }, seal.operation?.id ?? null);
  }
}
