// Compares what the ledger keeps as running totals with what its rows really add up to, and the moving tables with facts.
import { chainedTable } from '../ledger/chained-tables.ts';
import type { Db } from '../open/connection.ts';
import { account as accountTable } from '../schema.ts';
import type { Books } from './books.ts';
import { checkPaper } from './check-paper.ts';
import { checkBillStates } from './check-bills.ts';
import { bad } from './finding.ts';
import { exact, type Sums, type Tally } from './tally.ts';

/** Throws a finding unless every running total, number series and open shift is what the rows say. */
export function checkTotals(db: Db, books: Books, tally: Tally): void {
  compare(db, ['business_date', 'type'], ['count', 'amount'], tally.documents);
  compare(db, ['business_date', 'shift_id', 'method'], ['count', 'amount'], tally.tenders);
  compare(db, ['business_date', 'item_id'], ['count', 'quantity', 'amount'], tally.items);
  const cause = ['business_date', 'person_id', 'kind', 'policy_id', 'reason'];
  compare(db, cause, ['count', 'amount'], tally.discounts);
  compare(db, ['business_date', 'account'], ['debit', 'credit'], tally.accounts);
  compare(db, ['account'], ['balance'], tally.balances);
  const accounts = chainedTable(accountTable).name;
  const sum = [...tally.balances.byKey.keys()].reduce((all, key) => exact(all + tally.balance(key), accounts, ''), 0);
  if (sum !== 0) bad('balance', accounts, '', `all balances together are ${sum}, not 0`);
  checkSeries(db, tally);
  checkShifts(db, books);
  checkReferences(db);
  checkParked(db);
  checkLoads(db, books);
  checkOpen(db);
  checkPaper(db);
  checkBillStates(db, tally);
  books.customers.compare(db);
  checkMeta(db);
}

function compare(db: Db, keys: readonly string[], sums: readonly string[], tallied: Sums): void {
  const { table, byKey: expected } = tallied;
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

function checkShifts(db: Db, books: Books): void {
  const open = new Set(db.prepare('SELECT shift_id FROM open_shift').pluck().all() as number[]);
  for (const [id, shift] of books.shifts) {
    if (open.has(id) === shift.ended) bad('limits', 'open_shift', id, 'open and ended shifts do not fit together');
    if (shift.float !== 0 && !shift.floatPosted) bad('balance', 'shift', id, 'its float was never posted');
  }
  const sql = `SELECT o.shift_id FROM open_shift o LEFT JOIN shift s ON s.id = o.shift_id AND s.drawer_id = o.drawer_id
    AND s.person_id = o.person_id AND s.kind = o.kind WHERE s.id IS NULL`;
  const other = db.prepare(sql).pluck().get() as number | undefined;
  if (other !== undefined) bad('limits', 'open_shift', other, 'is not held as it was opened');
}

// A channel's own transaction number stands on one receipt that holds; the short slip numbers of cards come round again.
// The inner query needs nothing but the index, so that only suspects are looked up.
function checkReferences(db: Db): void {
  const sql = `
    SELECT method, reference FROM (
      SELECT method, reference FROM tender WHERE method <> 'card' AND seq NOT IN (SELECT receipt_seq FROM receipt_gone)
        AND reference IN (
          SELECT reference FROM tender WHERE reference IS NOT NULL AND length(reference) >= 16
            GROUP BY reference HAVING count(*) > 1
          UNION SELECT reference FROM tender_correction WHERE length(reference) >= 16)
      UNION ALL SELECT to_method, reference FROM tender_correction
        WHERE to_method <> 'card' AND length(reference) >= 16
          AND receipt_seq NOT IN (SELECT receipt_seq FROM receipt_gone))
    GROUP BY method, reference HAVING count(*) > 1 LIMIT 1`;
  const twice = db.prepare(sql).raw().get() as [string, string] | undefined;
  if (twice) bad('limits', 'tender', twice[1], `this ${twice[0]} payment is on more than one receipt`);
  const proved = db.prepare(PROVED_TWICE).raw().get() as [string] | undefined;
  if (proved) bad('limits', 'tender_proof', proved[0], 'this payment is on more than one receipt');
}

// A reference told later proves one payment, and none that had it from the beginning.
const PROVED_TWICE = `
  SELECT p.reference FROM proof_now p
  WHERE length(p.reference) >= 16 AND p.tender_seq NOT IN (SELECT receipt_seq FROM receipt_gone)
    AND (EXISTS (SELECT 1 FROM tender o WHERE o.reference = p.reference AND o.method = p.method
      AND o.seq NOT IN (SELECT receipt_seq FROM receipt_gone))
    OR EXISTS (SELECT 1 FROM proof_now q
      WHERE q.reference = p.reference AND q.method = p.method AND (q.tender_seq <> p.tender_seq OR q.tender_n <> p.tender_n)
        AND q.tender_seq NOT IN (SELECT receipt_seq FROM receipt_gone)))
  LIMIT 1`;

// Which bills are parked follows from the bills and their ends, which the chain answers for.
function checkParked(db: Db): void {
  const sql = `SELECT seq FROM parked_bill WHERE seq NOT IN (SELECT parked_seq FROM parked_end)`;
  const wanted = new Set(db.prepare(sql).pluck().all() as number[]);
  const found = new Set(db.prepare('SELECT parked_seq FROM parked_now').pluck().all() as number[]);
  const wrong = [...wanted].find((seq) => !found.has(seq)) ?? [...found].find((seq) => !wanted.has(seq));
  if (wrong !== undefined) bad('totals', 'parked_now', wrong, 'parked bills and their ends do not fit together');
}

// What is left of each load follows from the loads and their draws.
function checkLoads(db: Db, books: Books): void {
  const sql = 'SELECT load_seq, load_n, account_id, remaining FROM load_left';
  const rows = db.prepare(sql).raw().all() as [number, number, number, number][];
  for (const [seq, n, account, remaining] of rows) {
    const load = books.money.loads.get(`${seq}/${n}`);
    if (load?.accountId !== account || load.left !== remaining)
      bad('totals', 'load_left', `${seq}/${n}`, `says ${remaining} where ${load?.left ?? 'nothing'} is left`);
  }
  if (rows.length !== books.money.loads.size)
    bad('totals', 'load_left', '', `has ${rows.length} rows where ${books.money.loads.size} must stand`);
}

// What a day leaves open is what the rows have not ended.
function checkOpen(db: Db): void {
  const unproved = `SELECT business_date, count(*) AS count, sum(amount) AS amount FROM tender_unproved
    WHERE seq NOT IN (SELECT receipt_seq FROM receipt_gone) GROUP BY business_date`;
  const pairs = [
    ['unproved_day', 'SELECT * FROM unproved_day', unproved],
    ['open_item', 'SELECT * FROM open_item', 'SELECT * FROM item_open'],
  ] as const;
  for (const [table, kept, wanted] of pairs) {
    const sql = `SELECT * FROM (${kept} EXCEPT ${wanted}) UNION ALL SELECT * FROM (${wanted} EXCEPT ${kept}) LIMIT 1`;
    const wrong = db.prepare(sql).raw().get() as (string | number)[] | undefined;
    if (wrong) bad('totals', table, wrong.join(' '), 'is not what the rows have left open');
  }
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
