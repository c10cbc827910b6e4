// Attacks by hand-written SQL: whole documents as plain rows, and the question whether the database took them.
import type { Db } from '../../../db/open/connection.ts';

export type Value = number | string | null | { readonly sql: string };
export type Row = Readonly<Record<string, Value>>;

/** The first receipt of a worked day, wherever in the chain it has come to stand. */
export const FIRST_RECEIPT = { sql: "(SELECT seq FROM document WHERE type = 'R' AND n = 1)" } as const;

/** `value` as SQL text. */
export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value.sql;
}

/** `INSERT` of one row; `verb` may say OR REPLACE. */
export function insert(table: string, row: Row, verb = 'INSERT'): string {
  return `${verb} INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).map(literal).join(', ')})`;
}

/**
 * Runs `statements` and COMMIT as one transaction. Answers what the database said against it, or null when it took
 * everything: then it is committed.
 */
export function refusalOfSql(db: Db, statements: readonly string[]): string | null {
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const sql of statements) db.exec(sql);
    db.exec('COMMIT');
    return null;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    return error instanceof Error ? error.message : String(error);
  }
}

/** Every row of every table as one text, to see that nothing changed. */
export function dump(db: Db): string {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  return JSON.stringify(
    tables.map((name) => [
      name,
      db
        .prepare(`SELECT * FROM ${String(name)}`)
        .raw()
        .all(),
    ]),
  );
}

/** The link that seals what was inserted before it. The database cannot check the digest; verify does. */
export function link(over: Row = {}): Row {
  return {
    seq: { sql: '(SELECT max(seq) + 1 FROM chain)' },
    at: 1,
    clock_back: 0,
    business_date: '2026-11-23',
    person_id: 2,
    kind: 'attack',
    ref: null,
    detail: '{}',
    digest: { sql: 'zeroblob(32)' },
    prev: { sql: '(SELECT hash FROM chain ORDER BY seq DESC LIMIT 1)' },
    hash: { sql: 'randomblob(32)' },
    ...over,
  };
}

/** Parts of a receipt to write differently from the good one. `null` leaves the part out. */
export interface ReceiptParts {
  readonly document?: Row | null;
  readonly receipt?: Row | null;
  readonly lines?: readonly Row[];
  /** Discounts, and what each line bore of them. */
  readonly discounts?: readonly Row[];
  readonly parts?: readonly Row[];
  readonly tenders?: readonly Row[];
  readonly entries?: readonly Row[];
  readonly link?: Row | null;
  readonly verb?: string;
}

/** The seq of the act being written. */
export const SEQ: Value = { sql: '(SELECT max(seq) + 1 FROM chain)' };

/** A receipt of 10.00 for 15.00 cash into shift 1 of a worked day, as statements; good unless `parts` say otherwise. */
export function receiptSql(parts: ReceiptParts = {}): string[] {
  const statements: string[] = [];
  const add = (table: string, row: Row): void => void statements.push(insert(table, { seq: SEQ, ...row }, parts.verb));
  if (parts.document !== null) add('document', { ...DOCUMENT, ...parts.document });
  if (parts.receipt !== null) add('receipt', { ...RECEIPT, ...parts.receipt });
  for (const [index, row] of (parts.lines ?? [{}]).entries()) add('line', { n: index + 1, ...LINE, ...row });
  for (const [index, row] of (parts.discounts ?? []).entries())
    add('receipt_discount', { n: index + 1, ...DISCOUNT, ...row });
  for (const row of parts.parts ?? []) add('line_discount', { n: 1, line: 1, ...row });
  for (const [index, row] of (parts.tenders ?? [{}]).entries()) add('tender', { n: index + 1, ...CASH, ...row });
  for (const [index, row] of (parts.entries ?? ENTRIES).entries()) add('entry', { n: index + 1, ...row });
  if (parts.link !== null) statements.push(insert('chain', link(parts.link), parts.verb));
  return statements;
}

const DOCUMENT: Row = {
  type: 'R',
  n: { sql: "(SELECT last + 1 FROM number_series WHERE type = 'R')" },
  number: { sql: "(SELECT printf('A01-R-%07d', last + 1) FROM number_series WHERE type = 'R')" },
  business_date: '2026-11-23',
  at: 1,
  utc_offset: 480,
  shift_id: 1,
  person_id: 2,
};
const RECEIPT: Row = {
  customer_id: null,
  payer: null,
  gross: 1000,
  discount: 0,
  rounding: 0,
  total: 1000,
  change: 500,
  paper_no: null,
  paper_date: null,
  template: 1,
};
const LINE: Row = {
  item_id: 1,
  code: '5001001',
  name: '普通门诊挂号',
  unit: '次',
  quantity: 1000,
  unit_price: 1000,
  gross: 1000,
  discount: 0,
  amount: 1000,
  credit_kind: 'revenue',
  account: '6001',
  formula: null,
  package_n: null,
  tax_rate: 0,
  tax: 0,
  tax_code: null,
};
const DISCOUNT: Row = {
  kind: 'amount',
  line: null,
  policy_id: null,
  policy_n: null,
  basis_points: null,
  asked: 100,
  reason: null,
  text: null,
  valid_until: null,
  amount: 100,
};
const CASH: Row = { method: 'cash', given: 1500, applied: 1000, change: 500, reference: null, proof: 'none' };
/** A tender of 10.00 that is not cash. */
export const CARD: Row = {
  method: 'card',
  given: 1000,
  applied: 1000,
  change: 0,
  reference: '004711',
  proof: 'reference',
};
const ENTRIES: readonly Row[] = [
  { account: '1001.1.1', amount: 1000 },
  { account: '6001', amount: -1000 },
];

/** The receipt for one line and one tender of `fen`, for the bounds of what an amount may be. */
export function receiptOf(fen: number, over: ReceiptParts = {}): string[] {
  return receiptSql({
    receipt: { gross: fen, total: fen, change: 0 },
    lines: [{ unit_price: fen, gross: fen, amount: fen }],
    tenders: [{ given: fen, applied: fen, change: 0 }],
    entries: [
      { account: '1001.1.1', amount: fen },
      { account: '6001', amount: -fen },
    ],
    ...over,
  });
}

/** A shift of cashier2 on drawer 2, not opened before. */
export function shiftRow(over: Row = {}): Row {
  const next = '(SELECT max(id) + 1 FROM shift)';
  const number = { sql: `printf('A01-S-%07d', ${next})` };
  const row = { id: { sql: next }, seq: SEQ, number, drawer_id: 2, person_id: 3, kind: 'till' };
  return { ...row, business_date: '2026-11-23', opened_at: 1, float: 0, ...over };
}
/** The end of the open shift 1. */
export function endRow(over: Row = {}): Row {
  return { shift_id: 1, seq: SEQ, closed_at: 1, counted: 0, expected: 0, ...over };
}
