// Checks one document's rows against each other and adds them to the tally the running totals are compared with.
// The same invariants stand as CHECKs and triggers in the schema; here they are re-derived without trusting those.
import { roundQuotient } from '../../core/money/money.ts';
import { formatDocumentNumber, parseDocumentNumber } from '../../core/numbers/document-number.ts';
import { CHAINED_TABLES, type Cell } from '../ledger/chained-tables.ts';
import type { Db } from '../open/connection.ts';
import { bad } from './finding.ts';

/** Rows of one document by table, cells in column order. */
export type DocumentRows = Readonly<Record<string, readonly (readonly Cell[])[] | undefined>>;

// Where each column stands in a raw row, from the same description the rows were read by.
const PLACES = new Map(
  CHAINED_TABLES.map((table) => [table.name, new Map(table.columns.map((column, index) => [column, index]))]),
);

function place(table: string, column: string): number {
  const found = PLACES.get(table)?.get(column);
  if (found === undefined) throw new Error(`${table}.${column} is not a chained column`);
  return found;
}

const DOC = {
  type: place('document', 'type'),
  n: place('document', 'n'),
  number: place('document', 'number'),
  date: place('document', 'business_date'),
  shift: place('document', 'shift_id'),
};
const RECEIPT = {
  gross: place('receipt', 'gross'),
  discount: place('receipt', 'discount'),
  rounding: place('receipt', 'rounding'),
  total: place('receipt', 'total'),
  change: place('receipt', 'change'),
};
const LINE = {
  n: place('line', 'n'),
  item: place('line', 'item_id'),
  quantity: place('line', 'quantity'),
  price: place('line', 'unit_price'),
  gross: place('line', 'gross'),
  discount: place('line', 'discount'),
  amount: place('line', 'amount'),
};
const TENDER = {
  method: place('tender', 'method'),
  given: place('tender', 'given'),
  applied: place('tender', 'applied'),
  change: place('tender', 'change'),
  reference: place('tender', 'reference'),
};
const ENTRY = { account: place('entry', 'account'), amount: place('entry', 'amount') };
const MOVEMENT = place('cash_movement', 'amount');

const number = (row: readonly Cell[], at: number): number => row[at] as number;

/** What the rows add up to, kept apart from the ledger's own running totals so that the two can be compared. */
export class Tally {
  readonly numbers = new Map<string, number>();
  readonly documents = new Map<string, number[]>();
  readonly tenders = new Map<string, number[]>();
  readonly items = new Map<string, number[]>();
  readonly accounts = new Map<string, number[]>();
  readonly balances = new Map<string, number>();
  readonly openedShifts = new Set<number>();
  readonly endedShifts = new Set<number>();
  shiftDates = new Map<number, string>();

  loadShifts(db: Db): void {
    this.shiftDates = new Map(db.prepare('SELECT id, business_date FROM shift').raw().all() as [number, string][]);
  }

  /** Takes note of shifts that began or ended in this link. */
  take(rows: DocumentRows): void {
    const id = (table: 'shift' | 'shift_end', row: readonly Cell[]): number =>
      number(row, place(table, table === 'shift' ? 'id' : 'shift_id'));
    for (const row of rows['shift'] ?? []) this.openedShifts.add(id('shift', row));
    for (const row of rows['shift_end'] ?? []) this.endedShifts.add(id('shift_end', row));
  }

  /** Adds `values` to the sums kept under `key`. */
  add(into: Map<string, number[]>, key: string, values: readonly number[]): void {
    const sums = into.get(key);
    if (!sums) into.set(key, [...values]);
    else for (const [index, value] of values.entries()) sums[index] = (sums[index] ?? 0) + value;
  }
}

/** Throws a finding unless the document under `seq` holds; adds it to `tally`. */
export function checkDocument(seq: number, rows: DocumentRows, tally: Tally): void {
  const document = rows['document']?.[0] ?? bad('limits', 'document', seq, 'is missing');
  const type = String(document[DOC.type]);
  const date = String(document[DOC.date]);
  checkNumber(seq, document, type, tally);
  const shift = number(document, DOC.shift);
  if (tally.shiftDates.get(shift) !== date) bad('limits', 'document', seq, 'business date is not its shift’s');
  if (!tally.openedShifts.has(shift) || tally.endedShifts.has(shift))
    bad('limits', 'document', seq, 'posted outside its shift');
  const debits = checkEntries(seq, rows, date, tally);
  const receipt = rows['receipt']?.[0];
  const movement = rows['cash_movement']?.[0];
  if (receipt) checkReceipt(seq, receipt, rows, debits);
  if ((type === 'R') !== (receipt !== undefined) || (type === 'C') !== (movement !== undefined))
    bad('limits', 'document', seq, 'is not either receipt or cash movement, as its letter says');
  if (movement) checkMovement(seq, number(movement, MOVEMENT), rows);
  const amount = receipt ? number(receipt, RECEIPT.total) : number(movement as readonly Cell[], MOVEMENT);
  tally.add(tally.documents, `${date}|${type}`, [1, amount]);
  for (const row of rows['line'] ?? []) {
    tally.add(tally.items, `${date}|${number(row, LINE.item)}`, [
      1,
      number(row, LINE.quantity),
      number(row, LINE.amount),
    ]);
  }
  for (const row of rows['tender'] ?? []) {
    tally.add(tally.tenders, `${date}|${shift}|${String(row[TENDER.method])}`, [1, number(row, TENDER.applied)]);
  }
}

function checkNumber(seq: number, document: readonly Cell[], type: string, tally: Tally): void {
  const n = number(document, DOC.n);
  const expected = (tally.numbers.get(type) ?? 0) + 1;
  if (n !== expected) bad('numbers', 'document', seq, `${type} ${n} where ${type} ${expected} must stand`);
  tally.numbers.set(type, n);
  const text = String(document[DOC.number]);
  const parsed = parseDocumentNumber(text);
  if (!parsed || formatDocumentNumber({ counter: parsed.counter, type, n }) !== text) {
    bad('numbers', 'document', seq, `${text} does not say ${type} ${n}`);
  }
}

function checkEntries(seq: number, rows: DocumentRows, date: string, tally: Tally): number {
  let sum = 0;
  let debits = 0;
  for (const row of rows['entry'] ?? []) {
    const amount = number(row, ENTRY.amount);
    const account = String(row[ENTRY.account]);
    if (!Number.isSafeInteger(amount) || amount === 0)
      bad('limits', 'entry', seq, 'amount is not a whole number other than 0');
    sum += amount;
    debits += Math.max(amount, 0);
    tally.add(tally.accounts, `${date}|${account}`, [Math.max(amount, 0), Math.max(-amount, 0)]);
    tally.balances.set(account, (tally.balances.get(account) ?? 0) + amount);
  }
  if (sum !== 0) bad('balance', 'entry', seq, `debits and credits differ by ${sum}`);
  return debits;
}

function checkReceipt(seq: number, receipt: readonly Cell[], rows: DocumentRows, debits: number): void {
  const lines = rows['line'] ?? [];
  const tenders = rows['tender'] ?? [];
  const sumOf = (list: readonly (readonly Cell[])[], at: number): number =>
    list.reduce((sum, row) => sum + number(row, at), 0);
  const [gross, discount, total] = [
    number(receipt, RECEIPT.gross),
    number(receipt, RECEIPT.discount),
    number(receipt, RECEIPT.total),
  ];
  if (total !== gross - discount + number(receipt, RECEIPT.rounding))
    bad('balance', 'receipt', seq, 'total is not gross − discount + rounding');
  if (gross !== sumOf(lines, LINE.gross) || discount !== sumOf(lines, LINE.discount))
    bad('balance', 'line', seq, 'lines do not add up');
  if (total !== sumOf(tenders, TENDER.applied)) bad('balance', 'tender', seq, 'tenders do not add up');
  if (number(receipt, RECEIPT.change) !== sumOf(tenders, TENDER.change))
    bad('balance', 'tender', seq, 'change does not add up');
  if (gross !== debits) bad('balance', 'entry', seq, 'postings do not take in the gross amount');
  for (const row of lines) checkLine(seq, row);
  for (const row of tenders) checkTender(seq, row);
}

function checkMovement(seq: number, amount: number, rows: DocumentRows): void {
  const posted = (rows['entry'] ?? []).some((row) => number(row, ENTRY.amount) === amount);
  if (amount !== 0 && !posted) bad('balance', 'cash_movement', seq, 'its amount is not among the postings');
}

function checkLine(seq: number, row: readonly Cell[]): void {
  const [quantity, price, gross] = [number(row, LINE.quantity), number(row, LINE.price), number(row, LINE.gross)];
  const product = quantity * price;
  // Exact in a double up to 2^53; beyond that in BigInt. Half away from zero, once, at the line.
  const rounded =
    product <= Number.MAX_SAFE_INTEGER - 500
      ? Math.floor((product + 500) / 1000)
      : Number(roundQuotient(BigInt(quantity) * BigInt(price), 1000n));
  if (gross !== rounded) bad('balance', 'line', `${seq}/${number(row, LINE.n)}`, 'is not quantity × price');
  if (number(row, LINE.amount) !== gross - number(row, LINE.discount))
    bad('balance', 'line', `${seq}/${number(row, LINE.n)}`, 'is not gross − discount');
}

function checkTender(seq: number, row: readonly Cell[]): void {
  const change = number(row, TENDER.change);
  if (number(row, TENDER.given) !== number(row, TENDER.applied) + change)
    bad('balance', 'tender', seq, 'given is not applied + change');
  if (change !== 0 && row[TENDER.method] !== 'cash')
    bad('limits', 'tender', seq, 'change on a tender that is not cash');
  if (row[TENDER.method] === 'card' && row[TENDER.reference] === null)
    bad('limits', 'tender', seq, 'card without its slip');
}
