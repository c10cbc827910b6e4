// Compares what the ledger keeps as running totals with what its rows really add up to, and the moving tables with facts.
import { chainedTable } from '../ledger/chained-tables.ts';
import type { Db } from '../open/connection.ts';
import { account as accountTable } from '../schema.ts';
import type { Tally } from './check-document.ts';
import { bad } from './finding.ts';

/** Throws a finding unless every running total, number series and open shift is what the rows say. */
export function checkTotals(db: Db, tally: Tally): void {
  compare(db, 'day_document', ['business_date', 'type'], ['count', 'amount'], tally.documents);
  compare(db, 'day_tender', ['business_date', 'shift_id', 'method'], ['count', 'amount'], tally.tenders);
  compare(db, 'day_item', ['business_date', 'item_id'], ['count', 'quantity', 'amount'], tally.items);
  compare(db, 'day_account', ['business_date', 'account'], ['debit', 'credit'], tally.accounts);
  const balances = new Map([...tally.balances].map(([account, balance]) => [account, [balance]]));
  compare(db, 'account_balance', ['account'], ['balance'], balances);
  const sum = [...tally.balances.values()].reduce((total, balance) => total + balance, 0);
  if (sum !== 0) bad('balance', chainedTable(accountTable).name, '', `all balances together are ${sum}, not 0`);
  checkSeries(db, tally);
  checkOpenShifts(db, tally);
  checkMeta(db);
}

function compare(
  db: Db,
  table: string,
  keys: readonly string[],
  sums: readonly string[],
  expected: ReadonlyMap<string, readonly number[]>,
): void {
  const rows = db
    .prepare(`SELECT ${[...keys, ...sums].join(', ')} FROM ${table}`)
    .raw()
    .all() as (string | number)[][];
  for (const row of rows) {
    const key = row.slice(0, keys.length).join('|');
    const wanted = expected.get(key);
    const found = row.slice(keys.length);
    if (!wanted) bad('totals', table, key, 'no posted row belongs to it');
    else if (wanted.some((value, index) => value !== found[index])) {
      bad('totals', table, key, `says ${found.join(', ')} where the rows add up to ${wanted.join(', ')}`);
    }
  }
  if (rows.length !== expected.size)
    bad('totals', table, '', `has ${rows.length} rows where ${expected.size} must stand`);
}

function checkSeries(db: Db, tally: Tally): void {
  const rows = db.prepare('SELECT type, name, last FROM number_series').raw().all() as [string, string, number][];
  const said = new Map(Object.entries(firstLink(db)['series'] as Record<string, string>));
  if (rows.length !== said.size) bad('numbers', 'number_series', '', `has ${rows.length} rows, must have ${said.size}`);
  for (const [type, name, last] of rows) {
    if (said.get(type) !== name) bad('numbers', 'number_series', type, 'is not what the ledger was created with');
    if (last !== (tally.numbers.get(type) ?? 0))
      bad('numbers', 'number_series', type, `says ${last}, the last document is ${tally.numbers.get(type) ?? 0}`);
  }
}

function checkOpenShifts(db: Db, tally: Tally): void {
  const open = new Set(db.prepare('SELECT shift_id FROM open_shift').pluck().all() as number[]);
  for (const id of tally.openedShifts) {
    if (open.has(id) === tally.endedShifts.has(id))
      bad('limits', 'open_shift', id, 'open and ended shifts do not fit together');
  }
  const sql = `SELECT o.shift_id FROM open_shift o LEFT JOIN shift s ON s.id = o.shift_id AND s.drawer_id = o.drawer_id
    AND s.person_id = o.person_id AND s.kind = o.kind WHERE s.id IS NULL`;
  const other = db.prepare(sql).pluck().get() as number | undefined;
  if (other !== undefined) bad('limits', 'open_shift', other, 'is not held as it was opened');
}

// The organisation and counter printed on every receipt are those of the first link.
function checkMeta(db: Db): void {
  const { sample: _sample, series: _series, ...said } = firstLink(db);
  const found = new Map(db.prepare('SELECT key, value FROM meta').raw().all() as [string, string][]);
  for (const key of new Set([...Object.keys(said), ...found.keys()])) {
    if (said[key] !== found.get(key)) bad('chain', 'meta', key, 'is not what the ledger was created with');
  }
}

/** What the first link says the ledger was created with; its hash was proved before. */
function firstLink(db: Db): Record<string, unknown> {
  const detail = db.prepare('SELECT detail FROM chain WHERE seq = 1').pluck().get() as string | undefined;
  return { series: {}, ...(JSON.parse(detail ?? '{}') as Record<string, unknown>) };
}
