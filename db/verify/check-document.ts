// Checks one document's rows against each other and adds them to the tally the running totals are compared with.
// The same invariants stand as CHECKs and triggers in the schema; here they are re-derived without trusting those.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import { taxWithin } from '../../core/charge/line-tax.ts';
import { proofOf } from '../../core/charge/settle-tenders.ts';
import type { TenderMethod } from '../../core/charge/tender-method.ts';
import { type Minor, roundQuotient } from '../../core/money/money.ts';
import { DOCUMENT_KINDS, DOCUMENT_LETTERS } from '../../core/numbers/document-kinds.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import type { Books, KnownShift } from './books.ts';
import { type FollowUps } from './check-follow-up.ts';
import { type PaperCases } from './check-paper-cases.ts';
import { checkBillDocument, checkBillPayments } from './check-bills.ts';
import { checkMovement, checkReceiptPostings } from './check-postings.ts';
import { checkCashLeft, checkDeposit, checkSlip } from './check-cash.ts';
import { checkDiscounts } from './check-discounts.ts';
import { checkCollection, checkDebtLeft } from './check-claims.ts';
import { checkCheque, checkPrepayment } from './check-prepayment.ts';
import { checkPricing } from './check-pricing.ts';
import type { Refunds } from './check-refunds.ts';
import type { Reissues } from './check-reissues.ts';
import type { Tickets } from './check-tickets.ts';
import { bad } from './finding.ts';
import {
  CORRECTION,
  DOC,
  ENTRY,
  LINE,
  type LinkRows,
  MOVEMENT,
  numberAt,
  RECEIPT,
  type Row,
  rowsOf,
  TENDER,
  textAt,
  VOIDED,
} from './row-places.ts';
import { exact, type Tally } from './tally.ts';

/** What the chain row over a document says of it. */
export interface Link {
  readonly seq: number;
  readonly businessDate: string;
  readonly personId: number | null;
}

/** What else a document is judged by. */
export interface Beside {
  readonly followUps: FollowUps;
  readonly refunds: Refunds;
  readonly paperCases: PaperCases;
  readonly reissues: Reissues;
  readonly tickets: Tickets;
  /** The kinds of the approvals used in the same link. */
  readonly approvals: readonly ApprovalKind[];
}

/** Throws a finding unless the document under `link` holds; adds it to `tally`. */
export function checkDocument(link: Link, rows: LinkRows, books: Books, tally: Tally, beside: Beside): void {
  const { seq } = link;
  const document = rowsOf(rows, 'document')[0] ?? bad('limits', 'document', seq, 'is missing');
  const type = textAt(document, DOC.type);
  const date = textAt(document, DOC.date);
  checkNumber(seq, document, type, books, tally);
  if (date !== link.businessDate) bad('limits', 'document', seq, 'business date is not that of its link');
  if (document[DOC.person] !== link.personId) bad('limits', 'document', seq, 'person is not that of its link');
  const shift = checkShift(seq, document, date, books);
  const receipt = rowsOf(rows, 'receipt')[0];
  const movement = rowsOf(rows, 'cash_movement')[0];
  const prepayment = rowsOf(rows, 'prepayment')[0];
  const cheque = rowsOf(rows, 'cheque_end')[0];
  const bills = rowsOf(rows, 'bill_document')[0];
  const collection = rowsOf(rows, 'claim_collection')[0];
  const voided = rowsOf(rows, 'receipt_void')[0];
  if (voided) tally.bills.reopen(numberAt(voided, VOIDED.receipt));
  const correction = rowsOf(rows, 'tender_correction')[0];
  const followed = voided
    ? numberAt(voided, VOIDED.receipt)
    : correction
      ? numberAt(correction, CORRECTION.receipt)
      : null;
  if (followed !== null && beside.refunds.touches(followed))
    bad('limits', voided ? 'receipt_void' : 'tender_correction', seq, 'its receipt is being refunded');
  const slip = rowsOf(rows, 'refund_document')[0];
  const payout = rowsOf(rows, 'payout_document')[0];
  const deposit = rowsOf(rows, 'deposit_slip')[0];
  const exchange = rowsOf(rows, 'receipt_exchange')[0];
  const reissue = rowsOf(rows, 'receipt_reissue')[0];
  const loss = rowsOf(rows, 'receipt_loss')[0];
  const expense = rowsOf(rows, 'ticket_payout')[0];
  for (const letter of DOCUMENT_LETTERS) {
    if ((type === letter) !== rowsOf(rows, DOCUMENT_KINDS[letter].row).length > 0)
      bad('limits', 'document', seq, 'is not the one kind of document that its letter says');
  }
  const debits = checkEntries(seq, rows, date, tally);
  const key = `${date}|${numberAt(document, DOC.shift)}`;
  let amount = 0;
  if (receipt) {
    checkReceipt(seq, receipt, rows, debits);
    for (const row of rowsOf(rows, 'line')) checkLine(seq, row, books);
    for (const row of rowsOf(rows, 'tender')) checkTender(seq, row);
    const exchanged = beside.paperCases.expectedAt(seq);
    const rest = beside.reissues.expectedAt(seq);
    if (rest) {
      beside.reissues.checkRest(rest, { seq, document, rows }, books, tally);
    } else if (exchanged) {
      beside.paperCases.checkReissued(exchanged, { seq, document, rows }, books, tally);
    } else {
      checkPricing({ seq, date, customer: receipt[RECEIPT.customer] ?? null }, rows, books);
      checkDiscounts({ seq, date, personId: link.personId, approvals: beside.approvals }, receipt, rows, books, tally);
      checkReceiptPostings(seq, rows, shift, books.money);
      checkBillPayments(seq, rows, tally);
    }
    amount = numberAt(receipt, RECEIPT.total);
  } else if (movement) {
    amount = numberAt(movement, MOVEMENT.amount);
    const other = checkMovement(seq, movement, rows, shift, tally);
    const cash = { seq, rows, shift, person: link.personId, approvals: beside.approvals };
    if (other !== null) checkSlip(other, amount, cash, books, tally);
  } else if (deposit) {
    amount = checkDeposit(seq, rows, books, beside.approvals);
  } else if (bills) {
    amount = checkBillDocument(seq, rows, shift, books, tally);
  } else if (prepayment) {
    for (const row of rowsOf(rows, 'tender')) checkTender(seq, row);
    amount = checkPrepayment(seq, prepayment, rows, shift, books, tally, key);
  } else if (cheque) {
    amount = checkCheque(seq, cheque, rows, books);
  } else if (slip) {
    amount = beside.refunds.checkSlip({ seq, document, rows }, books, tally);
  } else if (payout) {
    amount = beside.refunds.checkPayout({ seq, document, rows, shift }, books, tally);
  } else if (collection) {
    for (const row of rowsOf(rows, 'tender')) checkTender(seq, row);
    amount = checkCollection(seq, collection, rows, shift, books, tally);
  } else if (expense) {
    amount = beside.tickets.checkPayout({ seq, document, rows, shift, approvals: beside.approvals }, books);
  } else if (type === 'V' || type === 'T') {
    const exchanged = (of: number): 'before' | 'after' | null => beside.paperCases.exchanged(of);
    const followUp = { seq, document, rows, shift, approvals: beside.approvals, exchanged };
    amount = beside.followUps.check(type, followUp, books, tally);
  } else if (exchange) {
    const isRefunded = (of: number): boolean => beside.refunds.touches(of);
    amount = beside.paperCases.checkExchange({ seq, document, rows, approvals: beside.approvals, isRefunded }, tally);
  } else if (reissue) {
    amount = beside.reissues.checkReissue({ seq, document, rows }, tally);
  } else if (loss) {
    amount = beside.paperCases.checkLoss({ seq, document, rows });
  }
  // What an exchange or a reissue takes back, the next link puts where it was: that one answers for the cash.
  if (!exchange && !reissue) checkCashLeft(seq, rows, books, tally);
  if (type === 'V' || type === 'O') checkDebtLeft(seq, rows, books, tally);
  tally.documents.add(`${date}|${type}`, 1, amount);
  for (const row of rowsOf(rows, 'line')) {
    const key = `${date}|${numberAt(row, LINE.item)}`;
    tally.items.add(key, 1, numberAt(row, LINE.quantity), numberAt(row, LINE.amount));
  }
  for (const row of rowsOf(rows, 'tender')) {
    tally.tenders.add(`${key}|${textAt(row, TENDER.method)}`, 1, numberAt(row, TENDER.applied));
  }
}

function checkNumber(seq: number, document: Row, type: string, books: Books, tally: Tally): void {
  const n = numberAt(document, DOC.n);
  const expected = (tally.numbers.get(type) ?? 0) + 1;
  if (n !== expected) bad('numbers', 'document', seq, `${type} ${n} where ${type} ${expected} must stand`);
  tally.numbers.set(type, n);
  const text = textAt(document, DOC.number);
  const parsed = parseDocumentNumber(text);
  if (parsed?.counter !== books.counterCode || parsed.type !== type || parsed.n !== n) {
    bad('numbers', 'document', seq, `${text} does not say ${books.counterCode} ${type} ${n}`);
  }
}

function checkShift(seq: number, document: Row, date: string, books: Books): KnownShift {
  const shift = books.shifts.get(numberAt(document, DOC.shift));
  if (!shift || shift.ended) return bad('limits', 'document', seq, 'posted outside its shift');
  if (shift.emptied) bad('limits', 'document', seq, 'posted after its shift’s drawer was emptied');
  if (books.cash.suspended(numberAt(document, DOC.shift)))
    bad('limits', 'document', seq, 'posted into a suspended shift');
  if (shift.date !== date) bad('limits', 'document', seq, 'business date is not its shift’s');
  return shift;
}

function checkEntries(seq: number, rows: LinkRows, date: string, tally: Tally): number {
  let sum = 0;
  let debits = 0;
  for (const row of rowsOf(rows, 'entry')) {
    const amount = numberAt(row, ENTRY.amount);
    const account = textAt(row, ENTRY.account);
    if (!Number.isSafeInteger(amount) || amount === 0)
      bad('limits', 'entry', seq, 'amount is not a whole number other than 0');
    sum = exact(sum + amount, 'entry', seq);
    const debit = Math.max(amount, 0);
    debits = exact(debits + debit, 'entry', seq);
    tally.accounts.add(`${date}|${account}`, debit, debit - amount);
    tally.balances.add(account, amount);
  }
  if (sum !== 0) bad('balance', 'entry', seq, `debits and credits differ by ${sum}`);
  return debits;
}

function checkReceipt(seq: number, receipt: Row, rows: LinkRows, debits: number): void {
  const sumOf = (table: 'line' | 'tender', at: number): number =>
    rowsOf(rows, table).reduce((sum, row) => exact(sum + numberAt(row, at), table, seq), 0);
  const gross = numberAt(receipt, RECEIPT.gross);
  const discount = numberAt(receipt, RECEIPT.discount);
  const total = numberAt(receipt, RECEIPT.total);
  if (total !== gross - discount + numberAt(receipt, RECEIPT.rounding))
    bad('balance', 'receipt', seq, 'total is not gross − discount + rounding');
  if (gross !== sumOf('line', LINE.gross) || discount !== sumOf('line', LINE.discount))
    bad('balance', 'line', seq, 'lines do not add up');
  if (total !== sumOf('tender', TENDER.applied)) bad('balance', 'tender', seq, 'tenders do not add up');
  if (numberAt(receipt, RECEIPT.change) !== sumOf('tender', TENDER.change))
    bad('balance', 'tender', seq, 'change does not add up');
  if (gross !== debits) bad('balance', 'entry', seq, 'postings do not take in the gross amount');
}

function checkLine(seq: number, row: Row, books: Books): void {
  const name = `${seq}/${numberAt(row, LINE.n)}`;
  const gross = numberAt(row, LINE.gross);
  // Without a price of one, a formula or a package says the amount: checkPricing works it out again.
  if (row[LINE.price] !== null && gross !== quantityTimesPrice(row, name))
    bad('balance', 'line', name, 'is not quantity × price');
  if (numberAt(row, LINE.amount) !== gross - numberAt(row, LINE.discount))
    bad('balance', 'line', name, 'is not gross − discount');
  const taxRate = numberAt(row, LINE.taxRate);
  if (numberAt(row, LINE.tax) !== taxWithin(numberAt(row, LINE.amount) as Minor, taxRate))
    bad('balance', 'line', name, `does not hold ${taxRate / 100} % of tax`);
  const item = books.items.get(numberAt(row, LINE.item)) ?? bad('limits', 'line', name, 'is of no item');
  const code = textAt(row, LINE.code);
  if (code !== item.code) bad('limits', 'line', name, `says ${code} where its item is ${item.code}`);
  const kind = textAt(row, LINE.kind);
  const account = textAt(row, LINE.account);
  if (!item.versions.some((version) => version.kind === kind && version.account === account))
    bad('limits', 'line', name, `is credited as ${kind} to ${account}, as its item never was`);
  const taxCode = row[LINE.taxCode];
  if (!item.versions.some((version) => version.taxRate === taxRate && version.taxCode === taxCode))
    bad('limits', 'line', name, `is taxed at ${taxRate / 100} %, as its item never was`);
}

function quantityTimesPrice(row: Row, name: string): number {
  const quantity = numberAt(row, LINE.quantity);
  const price = numberAt(row, LINE.price);
  const product = exact(quantity, 'line', name) * exact(price, 'line', name);
  // Exact in a double up to 2^53; beyond that in BigInt. Half away from zero, once, at the line.
  return product <= Number.MAX_SAFE_INTEGER - 500
    ? Math.floor((product + 500) / 1000)
    : Number(roundQuotient(BigInt(quantity) * BigInt(price), 1000n));
}

function checkTender(seq: number, row: Row): void {
  const change = numberAt(row, TENDER.change);
  if (numberAt(row, TENDER.given) !== exact(numberAt(row, TENDER.applied) + change, 'tender', seq))
    bad('balance', 'tender', seq, 'given is not applied + change');
  if (change !== 0 && row[TENDER.method] !== 'cash')
    bad('limits', 'tender', seq, 'change on a tender that is not cash');
  if (row[TENDER.method] === 'card' && row[TENDER.reference] === null)
    bad('limits', 'tender', seq, 'card without its slip');
  const method = textAt(row, TENDER.method) as TenderMethod;
  if (row[TENDER.proof] !== proofOf(method, row[TENDER.reference] as string | null))
    bad('limits', 'tender', seq, 'is not as sure as its reference says');
}
