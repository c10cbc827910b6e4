// Rows written past the program, in an act that never ends: what the file itself says to them. Each is asked alone, and
// everything is taken back, so that any number can be asked on one ledger.
import type { Ledger } from '../../../db/ledger/ledger.ts';

export type Cells = Readonly<Record<string, unknown>>;

export class Hand {
  readonly seq: number;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.seq = ledger.head.seq + 1;
  }

  /** One statement; answers nothing. */
  sql(text: string, ...values: unknown[]): void {
    this.#ledger.db.prepare(text).run(...values);
  }

  /** A row of `table`, with the number of this act. */
  row(table: string, cells: Cells): void {
    const all: Cells = { seq: this.seq, ...cells };
    const names = Object.keys(all);
    this.sql(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...Object.values(all),
    );
  }

  /** A copy of the one row that `where` finds, with what `change` says otherwise. */
  copy(table: string, where: string, change: Cells): void {
    const found = this.one<Cells>(`SELECT * FROM ${table} WHERE ${where}`);
    this.row(table, { ...found, seq: this.seq, ...change });
  }

  one<T>(text: string, ...values: unknown[]): T {
    return this.#ledger.db.prepare(text).get(...values) as T;
  }

  /** A document of the next number of its letter, in the open shift. */
  document(type: string, person = 2): void {
    const last = this.one<{ last: number }>('SELECT last FROM number_series WHERE type = ?', type).last;
    this.row('document', {
      ...{ type, n: last + 1, number: `A01-${type}-${last + 1}`, business_date: '2026-11-23', at: 0, utc_offset: 480 },
      ...{ shift_id: 1, person_id: person },
    });
  }

  /** Its link of the chain: where the file looks at an act as a whole. */
  seal(person = 2): void {
    this.row('chain', {
      ...{
        at: 0,
        clock_back: 0,
        business_date: '2026-11-23',
        person_id: person,
        kind: 'forged',
        ref: null,
        detail: '{}',
      },
      ...{ digest: Buffer.alloc(32), prev: Buffer.alloc(32), hash: Buffer.alloc(32) },
    });
  }
}

/** "taken", or the refusal of the file. */
export function written(ledger: Ledger, work: (hand: Hand) => void): string {
  ledger.db.exec('BEGIN');
  try {
    work(new Hand(ledger));
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  } finally {
    ledger.db.exec('ROLLBACK');
  }
}
