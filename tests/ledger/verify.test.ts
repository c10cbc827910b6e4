// Verify names what was tampered with. Whoever has the key can drop a trigger, edit one row and make the trigger again:
// the schema then looks whole, no CHECK and no trigger speaks, and only the rows themselves can tell.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAINED_TABLES } from '../../db/ledger/chained-tables.ts';
import { type Db } from '../../db/open/connection.ts';
import { forgetTriggers, withinSavepoint, withoutTriggers } from './support/rewritten.ts';
import { LedgerTemplate, verifyRows, workedDay } from './support/sample-ledger.ts';

let template: LedgerTemplate;
/** One copy for all mutations: each is undone by the savepoint it was made under. */
let victim: Db;
let mutations = 0;

beforeAll(async () => {
  template = await LedgerTemplate.make(workedDay);
  victim = template.raw().db;
  victim.pragma('foreign_keys = OFF');
  victim.pragma('ignore_check_constraints = ON');
  forgetTriggers(victim);
});
afterAll(() => {
  victim.close();
  template.remove();
  // The promise is counted, so that a table lost from the lists below cannot pass for a proof.
  expect(mutations).toBeGreaterThan(200);
});

interface Told {
  readonly ok: boolean;
  readonly words: string;
}

/** Runs `sql` while no trigger and no check speaks, asks verify, and takes the change back. */
function mutate(sql: string): Told {
  const touched = tablesIn(sql);
  victim.exec('SAVEPOINT mutation');
  try {
    const before = content(touched);
    victim.exec(sql);
    if (content(touched) === before) throw new Error(`changes nothing: ${sql}`);
    mutations += 1;
    const { ok, firstBad } = verifyRows(withinSavepoint(victim));
    return { ok, words: firstBad ? `${firstBad.check}: ${firstBad.table} ${firstBad.row}: ${firstBad.detail}` : '' };
  } finally {
    victim.exec('ROLLBACK TO mutation; RELEASE mutation');
  }
}

/** The tables that `sql` speaks of. */
function tablesIn(sql: string): string[] {
  const words = new Set(sql.match(/\w+/g));
  return ALL_TABLES.filter((name) => words.has(name));
}

function content(tables: readonly string[]): string {
  return JSON.stringify(tables.map((name) => victim.prepare(`SELECT * FROM ${name}`).raw().all()));
}

/** Every one of `list` is noticed, by the rows and not by the schema. */
function allNoticed(list: readonly string[]): void {
  const missed = list.filter((sql) => {
    const { ok, words } = mutate(sql);
    expect(words).not.toMatch(/SCHEMA_ALTERED/);
    return ok;
  });
  expect(missed).toEqual([]);
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

function shape(table: string): { columns: Column[]; where: string } {
  const columns = victim.pragma(`table_info(${table})`) as Column[];
  const keys = columns.filter((column) => column.pk > 0).map((column) => column.name);
  // The last row: its edit disturbs nothing that comes after it.
  const order = keys.map((key) => `${key} DESC`).join(', ');
  const [row] = victim
    .prepare(`SELECT ${keys.join(', ')} FROM ${table} ORDER BY ${order} LIMIT 1`)
    .raw()
    .all() as unknown[][];
  return { columns, where: keys.map((key, n) => `${key} = ${quote(row?.[n])}`).join(' AND ') };
}

function quote(value: unknown): string {
  return typeof value === 'number' ? String(value) : `'${String(value)}'`;
}

/** The column with another value of its type. */
function edited({ name, type }: Column): string {
  // Far enough that it is no other row's value, where a column is unique.
  if (type === 'INTEGER') return `coalesce(${name}, 0) + 1000`;
  return type === 'BLOB' ? `randomblob(32)` : `coalesce(${name}, '') || 'x'`;
}

const CHAINED = ['chain', ...CHAINED_TABLES.map(({ name }) => name)];
/** Kept beside the facts; verify compares them with what the facts say. */
const DERIVED = [
  'day_document',
  'day_tender',
  'day_item',
  'day_account',
  'account_balance',
  'number_series',
  'open_shift',
  'parked_now',
  'unproved_day',
  'meta',
];
const ALL_TABLES: readonly string[] = [...CHAINED, ...DERIVED, 'closed_day', 'print_mark', 'open_item'];

describe.each([...CHAINED, ...DERIVED])('%s', (table) => {
  it('edited in any column', () => {
    const { columns, where } = shape(table);
    allNoticed(columns.map((column) => `UPDATE ${table} SET ${column.name} = ${edited(column)} WHERE ${where}`));
  });

  it('edited in its first row', () => {
    const { columns } = shape(table);
    const text = columns.find((column) => column.type !== 'BLOB' && column.pk === 0) ?? columns[0];
    const key = columns.filter((column) => column.pk > 0).map((column) => column.name);
    if (!text) throw new Error('no column');
    allNoticed([
      `UPDATE ${table} SET ${text.name} = ${edited(text)} WHERE (${key.join(', ')}) = (SELECT ${key.join(', ')} FROM ${table} ORDER BY ${key.join(', ')} LIMIT 1)`,
    ]);
  });

  it('without one row, or without all', () => {
    const { where } = shape(table);
    // The newest link is named because its row stays; a tail cut with all its rows needs the anchor below.
    allNoticed([`DELETE FROM ${table} WHERE ${where}`, `DELETE FROM ${table}`]);
  });
});

/** Links of a worked day: its two receipts at the till. */
const FIRST = 13;
const SECOND = 14;

describe('two rows swapped', () => {
  const swap = (table: string, column: string, one: string, other: string): string => {
    const literal = (where: string): string =>
      String(victim.prepare(`SELECT quote(${column}) FROM ${table} WHERE ${where}`).pluck().get());
    const [a, b] = [literal(one), literal(other)];
    // By a value that is not there, so that unique columns can be exchanged.
    const away = a.startsWith('X') ? "X'00'" : /^-?\d/.test(a) ? '-999' : "'away'";
    return [
      [away, one],
      [a, other],
      [b, one],
    ]
      .map(([value, where]) => `UPDATE ${table} SET ${column} = ${value} WHERE ${where}`)
      .join(';');
  };

  it.each(
    [
      ['receipt', 'payer', `seq = ${FIRST}`, `seq = ${SECOND}`],
      ['tender', 'applied', `seq = ${FIRST} AND n = 1`, `seq = ${FIRST} AND n = 2`],
      ['entry', 'account', `seq = ${FIRST} AND n = 1`, `seq = ${FIRST} AND n = 2`],
      ['entry', 'amount', 'seq = 5 AND n = 1', 'seq = 5 AND n = 2'],
      ['line', 'name', `seq = ${FIRST} AND n = 1`, `seq = ${FIRST} AND n = 2`],
      ['line', 'item_id', `seq = ${FIRST} AND n = 1`, `seq = ${FIRST} AND n = 2`],
      ['document', 'at', `seq = ${FIRST}`, `seq = ${SECOND}`],
      ['person', 'name', 'id = 2', 'id = 3'],
      ['credential', 'phc', 'person_id = 2', 'person_id = 7'],
      ['person_role', 'role', 'person_id = 2', 'person_id = 7'],
      ['shift', 'person_id', 'id = 1', 'id = 2'],
      ['chain', 'digest', `seq = ${FIRST}`, `seq = ${SECOND}`],
      ['chain', 'hash', `seq = ${FIRST}`, `seq = ${SECOND}`],
      ['chain', 'at', 'seq = 1', 'seq = 25'],
      ['chain', 'ref', `seq = ${FIRST}`, `seq = ${SECOND}`],
      ['operation', 'answer', `seq = ${FIRST}`, `seq = ${SECOND}`],
      ['account_balance', 'balance', "account = '6001'", "account = '1012.card'"],
      ['day_tender', 'amount', "shift_id = 1 AND method = 'cash'", "shift_id = 1 AND method = 'card'"],
    ].map((row) => row as [string, string, string, string]),
  )('%s.%s', (table, column, one, other) => {
    allNoticed([swap(table, column, one, other)]);
  });

  it('whole acts of the chain', () => {
    const move = (table: string): string =>
      `UPDATE ${table} SET seq = -seq WHERE seq IN (${FIRST}, ${SECOND}); UPDATE ${table} SET seq = CASE seq WHEN -${FIRST} THEN ${SECOND} ELSE ${FIRST} END WHERE seq < 0`;
    allNoticed([['chain', 'document', 'receipt', 'line', 'tender', 'entry', 'operation'].map(move).join(';')]);
  });
});

describe('a row more', () => {
  it.each([
    `INSERT INTO line SELECT seq, n + 1, item_id, code, name, unit, quantity, unit_price, gross, discount, amount, credit_kind, account, formula, package_n, tax_rate, tax, tax_code FROM line WHERE seq = ${FIRST} AND n = 2`,
    `INSERT INTO entry VALUES (${FIRST}, 9, '6001', -1)`,
    `INSERT INTO tender VALUES (${FIRST}, 3, 'cash', 1, 1, 0, NULL, 'none')`,
    "INSERT INTO person VALUES (99, 1, 'ghost', 'Ghost')",
    "INSERT INTO person VALUES (99, 999, 'ghost', 'Ghost')",
    "INSERT INTO person VALUES (99, 0, 'ghost', 'Ghost')",
    "INSERT INTO person VALUES (99, -5, 'ghost', 'Ghost')",
    "INSERT INTO person_role VALUES (3, 2, 26, 'supervisor', 1)",
    'INSERT INTO credential SELECT 8, 2, 25, phc, 0 FROM credential WHERE person_id = 2',
    'INSERT INTO chain SELECT seq + 1, at, clock_back, business_date, person_id, kind, ref, detail, digest, hash, randomblob(32) FROM chain ORDER BY seq DESC LIMIT 1',
    'INSERT INTO chain SELECT seq + 2, at, clock_back, business_date, person_id, kind, ref, detail, digest, hash, hash FROM chain ORDER BY seq DESC LIMIT 1',
    'INSERT INTO chain SELECT 0, at, clock_back, business_date, person_id, kind, ref, detail, digest, prev, hash FROM chain WHERE seq = 1',
    "INSERT INTO open_shift VALUES (2, 2, 3, 'till')",
    "INSERT INTO closed_day VALUES ('2026-11-19', 25)",
    "INSERT INTO day_document VALUES ('2026-11-30', 'R', 0, 0)",
    "INSERT INTO day_tender VALUES ('2026-11-23', 1, 'nothing', 0, 0)",
    "INSERT INTO day_item VALUES ('2026-11-23', 2, 0, 0, 0)",
    "INSERT INTO account_balance VALUES ('6901', 0)",
    "INSERT INTO number_series VALUES ('Z', 'x', 0)",
    "INSERT INTO meta VALUES ('extra', 'x')",
    "INSERT INTO unproved_day VALUES ('2026-11-30', 1, 1)",
    `INSERT INTO open_item VALUES ('cheque', ${FIRST}, 1, '2026-11-23', 100)`,
    `INSERT INTO print_mark VALUES (${FIRST}, 3, 9, 'j', 'copy', 1, 2, 'x')`,
  ])('%s', (sql) => allNoticed([sql]));
});

describe('the moving rows of an open shift', () => {
  it.each([
    'UPDATE open_shift SET person_id = 3',
    'UPDATE open_shift SET drawer_id = 2',
    "UPDATE open_shift SET kind = 'backfill'",
    'UPDATE open_shift SET shift_id = 2',
    'DELETE FROM open_shift',
  ])('%s', (sql) => allNoticed([sql]));
});

it('untouched, it is clean: the mutations and nothing else are what is noticed', () => {
  const { db } = template.raw();
  expect(verifyRows(db)).toMatchObject({ ok: true, firstBad: null });
  db.close();
});

it('names the schema when a trigger stays dropped', () => {
  const { db } = template.raw();
  db.exec('DROP TRIGGER entry_no_update');
  expect(verifyRows(db).firstBad).toMatchObject({ check: 'open', detail: 'SCHEMA_ALTERED' });
  db.close();
});

describe('what no ledger can tell from itself', () => {
  it('a cut tail leaves another head and number: the anchor outside tells', () => {
    const { db } = template.raw();
    const before = verifyRows(db);
    const { seq } = before.head;
    db.pragma('foreign_keys = OFF');
    withoutTriggers(db, () => {
      for (const name of CHAINED) db.exec(`DELETE FROM ${name} WHERE seq = ${seq}`);
    });
    const after = verifyRows(db);
    expect(after.ok).toBe(true);
    expect(after.head).not.toEqual(before.head);
    expect(after.head.seq).toBe(before.head.seq - 1);
    expect(after.counts['chain']).toBe((before.counts['chain'] ?? 0) - 1);
    db.close();
  });
});
