// Proves bills from their rows: what was issued is owed and credited as its lines say, no bill is paid beyond what it came
// to, and what all of them leave open is what stands on the receivable.
import { BILLS_ACCOUNT } from '../../core/accounts/chart.ts';
import { type BillLineToPost, cancelPostings, issuePostings } from '../../core/bills/bill-postings.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { taxWithin } from '../../core/charge/line-tax.ts';
import { minor } from '../../core/money/money.ts';
import type { Db } from '../open/connection.ts';
import type { KnownBill } from './bill-tally.ts';
import type { Books, KnownShift } from './books.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import {
  BILL,
  BILL_CANCEL,
  BILL_DOCUMENT,
  BILL_LINE,
  BILL_PAYMENT,
  BILL_TAX,
  LINE,
  type LinkRows,
  numberAt,
  type Row,
  rowsOf,
  textAt,
} from './row-places.ts';
import { exact, type Tally } from './tally.ts';

const openOf = (bill: KnownBill): number => bill.amount - bill.paid - bill.cancelled;

/** Throws a finding unless a document of type B is what its bills, or the bill it takes back, come to. */
export function checkBillDocument(seq: number, rows: LinkRows, shift: KnownShift, books: Books, tally: Tally): number {
  const [head] = rowsOf(rows, 'bill_document');
  if (!head) return bad('limits', 'bill_document', seq, 'is missing');
  if (shift.kind === 'backfill') bad('limits', 'bill_document', seq, 'stands in a shift of hand-written receipts');
  const amount = numberAt(head, BILL_DOCUMENT.amount);
  const kind = textAt(head, BILL_DOCUMENT.kind);
  const bills = rowsOf(rows, 'bill');
  const taken = rowsOf(rows, 'bill_cancel');
  if (kind === 'issue' ? bills.length === 0 || taken.length > 0 : bills.length > 0 || taken.length !== 1)
    bad('limits', 'bill_document', seq, `does not hold what a document to ${kind} holds`);
  const sum = kind === 'issue' ? checkIssued(seq, rows, bills, books, tally) : checkTaken(seq, rows, tally);
  if (sum !== amount) bad('balance', 'bill_document', seq, `says ${amount} where its bills come to ${sum}`);
  return amount;
}

function checkIssued(seq: number, rows: LinkRows, bills: readonly Row[], books: Books, tally: Tally): number {
  const linesOf = new Map<number, BillLineToPost[]>();
  const taxed = new Set(rowsOf(rows, 'bill_line').map((row) => `${row[BILL_LINE.bill]}/${row[BILL_LINE.n]}`));
  for (const row of rowsOf(rows, 'bill_line')) {
    const taxRate = taxOf(seq, row, rows, books);
    const bill = numberAt(row, BILL_LINE.bill);
    const line = { account: textAt(row, BILL_LINE.account), amount: minor(numberAt(row, BILL_LINE.amount)), taxRate };
    const lines = linesOf.get(bill);
    if (lines) lines.push(line);
    else linesOf.set(bill, [line]);
  }
  let sum = 0;
  for (const row of bills) {
    const id = numberAt(row, BILL.id);
    const number = textAt(row, BILL.number);
    const amount = numberAt(row, BILL.amount);
    const lines = linesOf.get(id) ?? bad('limits', 'bill', id, 'has no lines');
    linesOf.delete(id);
    const came = lines.reduce((all, line) => exact(all + line.amount, 'bill_line', id), 0);
    if (came !== amount) bad('balance', 'bill', id, `says ${amount} where its lines come to ${came}`);
    const before = tally.bills.newest.get(number);
    const revision = numberAt(row, BILL.revision);
    if (revision !== (before?.revision ?? 0) + 1 || (before !== undefined && before.cancelled === 0))
      bad('numbers', 'bill', id, `${number} was issued before and not taken back`);
    tally.bills.add(id, { number, revision, amount, lines, paid: 0, cancelled: 0 });
    sum = exact(sum + amount, 'bill', id);
  }
  const [stranger] = linesOf.keys();
  if (stranger !== undefined) bad('limits', 'bill_line', seq, `is of bill ${stranger}, which is not issued here`);
  if (rowsOf(rows, 'bill_line_tax').some((one) => !taxed.has(`${one[BILL_TAX.bill]}/${one[BILL_TAX.n]}`)))
    bad('limits', 'bill_line_tax', seq, 'is of no line that is issued here');
  const all = bills.flatMap((row) => tally.bills.byId.get(numberAt(row, BILL.id))?.lines ?? []);
  mustPost(seq, rows, issuePostings(all));
  return sum;
}

// A line of an item holds the tax of its item, as some version of it says; words of the office's own hold none.
function taxOf(seq: number, row: Row, rows: LinkRows, books: Books): number {
  const item = row[BILL_LINE.item];
  const [bill, n] = [numberAt(row, BILL_LINE.bill), numberAt(row, BILL_LINE.n)];
  const name = `${bill}/${n}`;
  const tax = rowsOf(rows, 'bill_line_tax').find((one) => one[BILL_TAX.bill] === bill && one[BILL_TAX.n] === n);
  const rate = tax === undefined ? 0 : numberAt(tax, BILL_TAX.rate);
  const code = tax?.[BILL_TAX.code] ?? null;
  if (tax !== undefined && tax[BILL_TAX.tax] !== taxWithin(minor(numberAt(row, BILL_LINE.amount)), rate))
    bad('balance', 'bill_line_tax', name, `does not hold ${rate / 100} % of tax`);
  if (item === null || item === undefined) {
    if (tax !== undefined) bad('limits', 'bill_line_tax', name, 'taxes what is of no item');
    return 0;
  }
  const known = books.items.get(item as number) ?? bad('limits', 'bill_line', seq, 'is of no item');
  if (known.versions.some(({ kind }) => kind === 'receivable')) bad('limits', 'bill_line', seq, 'is of a payment');
  if (!known.versions.some(({ taxRate, taxCode }) => taxRate === rate && (rate === 0 || taxCode === code)))
    bad('limits', 'bill_line', name, `is taxed at ${rate / 100} %, as its item never was`);
  return rate;
}

function checkTaken(seq: number, rows: LinkRows, tally: Tally): number {
  const row = rowsOf(rows, 'bill_cancel')[0] as Row;
  const id = numberAt(row, BILL_CANCEL.bill);
  const amount = numberAt(row, BILL_CANCEL.amount);
  const bill = tally.bills.byId.get(id) ?? bad('limits', 'bill_cancel', id, 'is of no bill');
  if (amount !== openOf(bill) || amount <= 0)
    bad('balance', 'bill_cancel', id, `takes back ${amount} where ${openOf(bill)} is open`);
  mustPost(seq, rows, cancelPostings(bill.lines, minor(amount), minor(bill.cancelled)));
  bill.cancelled += amount;
  return -amount;
}

function mustPost(seq: number, rows: LinkRows, postings: readonly Posting[]): void {
  const derived = new Accounts(seq);
  for (const { account, amount } of postings) derived.add(account, amount);
  derived.mustBe(rowsOf(rows, 'entry'));
}

/** Throws a finding unless every payment on a bill is a line of its receipt, within what was open, and every such line one. */
export function checkBillPayments(seq: number, rows: LinkRows, tally: Tally): void {
  const payments = rowsOf(rows, 'bill_payment');
  const lines = rowsOf(rows, 'line').filter((row) => row[LINE.kind] === 'receivable');
  if (payments.length !== lines.length) bad('limits', 'bill_payment', seq, 'payments and lines do not fit together');
  for (const row of payments) {
    const n = numberAt(row, BILL_PAYMENT.n);
    const amount = numberAt(row, BILL_PAYMENT.amount);
    const line = lines.find((one) => one[LINE.n] === n) ?? bad('limits', 'bill_payment', `${seq}/${n}`, 'has no line');
    if (line[LINE.amount] !== amount || line[LINE.account] !== BILLS_ACCOUNT)
      bad('balance', 'bill_payment', `${seq}/${n}`, 'is not what its line says');
    const bill = tally.bills.byId.get(numberAt(row, BILL_PAYMENT.bill));
    if (!bill) return bad('limits', 'bill_payment', `${seq}/${n}`, 'pays on no bill');
    bill.paid = exact(bill.paid + amount, 'bill_payment', seq);
    const known = tally.bills.payments.get(seq);
    if (known) known.push({ bill, n, amount });
    else tally.bills.payments.set(seq, [{ bill, n, amount }]);
    if (openOf(bill) < 0) bad('limits', 'bill_payment', `${seq}/${n}`, 'pays more than was open');
    if (openOf(bill) !== numberAt(row, BILL_PAYMENT.rest))
      bad('balance', 'bill_payment', `${seq}/${n}`, 'says another rest than is left');
  }
}

/** Throws a finding unless the state kept of every bill is what its rows say, and their rests are the receivable. */
export function checkBillStates(db: Db, tally: Tally): void {
  const rows = db.prepare('SELECT bill_id, amount, paid, cancelled FROM bill_state').raw().all() as number[][];
  if (rows.length !== tally.bills.byId.size)
    bad('totals', 'bill_state', '', `has ${rows.length} rows where ${tally.bills.byId.size} must stand`);
  let open = 0;
  for (const [id = 0, amount, paid, cancelled] of rows) {
    const bill = tally.bills.byId.get(id) ?? bad('totals', 'bill_state', id, 'is of no bill');
    if (bill.amount !== amount || bill.paid !== paid || bill.cancelled !== cancelled)
      bad('totals', 'bill_state', id, 'is not what the bill, its payments and its end say');
    open = exact(open + openOf(bill), 'bill_state', id);
  }
  const owed = tally.balance(BILLS_ACCOUNT);
  if (open !== owed) bad('balance', 'bill_state', '', `${open} is open on bills where ${owed} is owed`);
}
