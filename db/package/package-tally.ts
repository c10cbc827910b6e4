// What a package adds up to, counted twice: from the acts the chain answers for, and from the tables people read.
// Document by document and account by account, so that two wrongs in one table do not make a right.
import { CHAINED_TABLES } from '../ledger/chained-tables.ts';
import type { PackageFile } from '../../core/package/manifest.ts';

type Row = readonly (string | number | null)[];

/** Place of a column in a row of an act, the table's name standing first. Throws for one that is not there. */
function place(table: string, column: string): number {
  const found = CHAINED_TABLES.find((one) => one.name === table)?.columns.indexOf(column) ?? -1;
  if (found < 0) throw new Error(`${table} has no column ${column}`);
  return found + 1;
}

const DOCUMENT = {
  type: place('document', 'type'),
  number: place('document', 'number'),
  date: place('document', 'business_date'),
};
const Z = {
  n: place('z_report', 'n'),
  date: place('z_report', 'business_date'),
  documents: place('z_report', 'documents'),
  taken: place('z_report', 'taken'),
  perpetual: place('z_report', 'perpetual'),
  control: place('z_report', 'control'),
};

/** A table people read: which sums of it must be those of the acts. Columns are those of the file, from 0. */
interface ReadTable {
  readonly file: PackageFile;
  /** The chained table it shows. */
  readonly table: string;
  /** Columns of the file that hold amounts, with the column of the act's row each is; a credit counts below zero. */
  readonly amounts: readonly (readonly [column: number, of: string, sign: 1 | -1])[];
  /** Column of the file, and of the act's row, that the sums are kept apart by besides the document. */
  readonly by: readonly [column: number, of: string] | null;
}

export const READ_TABLES: readonly ReadTable[] = [
  {
    file: 'receipts.csv',
    table: 'receipt',
    amounts: [
      [7, 'gross', 1],
      [8, 'discount', 1],
      [9, 'rounding', 1],
      [10, 'total', 1],
      [11, 'change', 1],
    ],
    by: null,
  },
  {
    file: 'lines.csv',
    table: 'line',
    amounts: [
      [7, 'gross', 1],
      [8, 'discount', 1],
      [9, 'amount', 1],
    ],
    by: [2, 'code'],
  },
  {
    file: 'tenders.csv',
    table: 'tender',
    amounts: [
      [3, 'given', 1],
      [4, 'applied', 1],
      [5, 'change', 1],
    ],
    by: [2, 'method'],
  },
  { file: 'refunds.csv', table: 'refund_document', amounts: [[8, 'total', 1]], by: null },
  { file: 'payouts.csv', table: 'payout_document', amounts: [[7, 'amount', 1]], by: [2, 'kind'] },
  {
    file: 'journal.csv',
    table: 'entry',
    amounts: [
      [6, 'amount', 1],
      [7, 'amount', -1],
    ],
    by: [4, 'account'],
  },
];

const places = new Map(
  READ_TABLES.map(({ table, amounts, by }) => [
    table,
    {
      amounts: [...new Set(amounts.map(([, of]) => of))].map((of) => [of, place(table, of)] as const),
      by: by === null ? null : place(table, by[1]),
    },
  ]),
);

/** What the acts say, less what was read of it. */
export class ActTally {
  // What comes out even is forgotten: a day of twenty thousand receipts has half a million sums, and none is left in the end.
  readonly #sums = new Map<string, number>();
  readonly documents = new Map<string, number>();
  readonly tenders = new Map<string, number>();
  readonly days = new Map<string, { documents: number; debit: number }>();
  /** The row of the Z report of `businessDate`; null: no act has it. */
  z: Readonly<Record<'n' | 'documents' | 'taken' | 'perpetual' | 'control', number>> | null = null;
  readonly #date: string;

  constructor(businessDate: string) {
    this.#date = businessDate;
  }

  /** Adds one act: the texts of its rows, in content order. */
  take(texts: readonly string[]): void {
    const rows = texts.map((text) => JSON.parse(text) as Row);
    const document = rows.find((row) => row[0] === 'document');
    const number = String(document?.[DOCUMENT.number] ?? '');
    const day = document === undefined ? null : this.#day(String(document[DOCUMENT.date]));
    if (document !== undefined && day !== null) {
      day.documents += 1;
      count(this.documents, String(document[DOCUMENT.type]), 1);
    }
    for (const row of rows) {
      const table = String(row[0]);
      if (table === 'z_report' && row[Z.date] === this.#date) this.z = zOf(row);
      const found = places.get(table);
      if (found === undefined) continue;
      const apart = found.by === null ? '' : ` ${String(row[found.by])}`;
      for (const [of, at] of found.amounts) this.#add(`${table}.${of} of ${number}${apart}`, Number(row[at]));
      if (table === 'tender') count(this.tenders, String(row[place('tender', 'method')]), appliedOf(row));
      if (table === 'entry' && day !== null) day.debit += Math.max(Number(row[place('entry', 'amount')]), 0);
    }
  }

  /** Takes away what a file says of the same. */
  less(key: string, amount: number): void {
    this.#add(key, -amount);
  }

  /** Where the acts and what was read differ, with by how much. */
  differences(): [what: string, difference: number][] {
    return [...this.#sums];
  }

  #add(key: string, amount: number): void {
    const sum = (this.#sums.get(key) ?? 0) + amount;
    if (sum === 0) this.#sums.delete(key);
    else this.#sums.set(key, sum);
  }

  #day(date: string): { documents: number; debit: number } {
    const day = this.days.get(date) ?? { documents: 0, debit: 0 };
    this.days.set(date, day);
    return day;
  }
}

/** What the files say, taken away from what the acts say. */
export class ReadTally {
  debit = 0;
  credit = 0;
  readonly #acts: ActTally;

  constructor(acts: ActTally) {
    this.#acts = acts;
  }

  take({ table, amounts, by }: ReadTable, cells: readonly string[]): void {
    const apart = by === null ? '' : ` ${plainText(cells[by[0]] ?? '')}`;
    for (const [column, of, sign] of amounts) {
      const amount = minorOf(cells[column] ?? '');
      this.#acts.less(`${table}.${of} of ${cells[0] ?? ''}${apart}`, sign * amount);
      if (table !== 'entry') continue;
      if (sign === 1) this.debit += amount;
      else this.credit += amount;
    }
  }
}

function appliedOf(row: Row): number {
  return Number(row[place('tender', 'applied')]);
}

function zOf(row: Row): ActTally['z'] {
  return {
    n: Number(row[Z.n]),
    documents: Number(row[Z.documents]),
    taken: Number(row[Z.taken]),
    perpetual: Number(row[Z.perpetual]),
    control: Number(row[Z.control]),
  };
}

function count(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** Without the apostrophe that keeps a spreadsheet from taking text for a formula (package-text.ts). */
function plainText(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** Digits only, so that no float is in it; every amount of a package has its currency's decimals. */
function minorOf(text: string): number {
  return text === '' ? 0 : Number(text.replace('.', ''));
}
