// Reads bills back: those of a customer, those that fit what a cashier types, one with everything that happened to it.
import type { BillLineToPost } from '../../core/bills/bill-postings.ts';
import { isOverdue, restOf } from '../../core/bills/bill-rules.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import type { BillRow, BillView } from '../../core/contract/procedures/bill.ts';
import { type Minor, sumMinor, ZERO } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerGroup, customerId, findCustomers } from './find-customer.ts';

interface Found {
  readonly id: number;
  readonly number: string;
  readonly revision: number;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly purpose: string;
  readonly issued: string;
  readonly due: string;
  readonly amount: Minor;
  readonly paid: Minor;
  readonly cancelled: Minor;
}

const BILL = `
  SELECT b.id, b.number, b.revision, c.number AS customerNumber, b.purpose, b.issued, b.due, s.amount, s.paid, s.cancelled,
    (SELECT v.name FROM customer_version v WHERE v.customer_id = c.id ORDER BY v.n DESC LIMIT 1) AS customerName
  FROM bill_state s JOIN bill b ON b.id = s.bill_id JOIN customer c ON c.id = b.customer_id`;
/** Exported for the test that no plan scans a table. */
export const BILL_QUERIES = {
  openOfCustomer: `${BILL} WHERE s.customer_id = ? AND s.amount - s.paid - s.cancelled > 0 ORDER BY s.due, b.id LIMIT ?`,
  allOfCustomer: `${BILL} WHERE b.customer_id = ? ORDER BY b.due DESC, b.id DESC LIMIT ?`,
  byNumber: `${BILL} WHERE b.number = ? ORDER BY b.revision DESC LIMIT 1`,
  byRevision: `${BILL} WHERE b.number = ? AND b.revision = ?`,
  openByNumber: `${BILL} WHERE b.number >= ? AND b.number < ? AND s.amount - s.paid - s.cancelled > 0 ORDER BY b.number LIMIT ?`,
  owed: `
    SELECT count(*) AS count, coalesce(sum(amount - paid - cancelled), 0) AS rest,
      coalesce(sum(CASE WHEN due < ? THEN amount - paid - cancelled END), 0) AS overdue
    FROM bill_state WHERE customer_id = ? AND amount - paid - cancelled > 0`,
} as const;

function rowOf(found: Found, businessDate: string): BillRow {
  const { id: _id, customerNumber, customerName, ...row } = found;
  const rest = restOf(row);
  return {
    ...row,
    customer: { number: customerNumber, name: customerName },
    rest,
    overdue: rest > 0 && isOverdue(row.due, businessDate),
  };
}

/** The bills of customer `number` by due date, and what is owed on the open ones. Throws Refused UNKNOWN_CUSTOMER. */
export function readBillsOf(ledger: Ledger, number: string, all: boolean, limit: number): OutputOf<'bill.list'> {
  const id = customerId(ledger, number) ?? refuse('UNKNOWN_CUSTOMER', { number });
  const date = ledger.businessDate();
  // Bills of those who turned out to be this customer are owed by this customer.
  const group = customerGroup(ledger, id);
  const sql = all ? BILL_QUERIES.allOfCustomer : BILL_QUERIES.openOfCustomer;
  const found = group.flatMap((one) => ledger.all<Found>(sql, one, limit));
  found.sort((one, other) => (all ? other.due.localeCompare(one.due) : one.due.localeCompare(other.due)));
  const each = group.map((one) => ledger.one<OutputOf<'bill.list'>['owed']>(BILL_QUERIES.owed, date, one));
  const sum = (of: 'rest' | 'overdue'): Minor => sumMinor(each.map((one) => one?.[of] ?? ZERO));
  const count = each.reduce((total, one) => total + (one?.count ?? 0), 0);
  return {
    bills: found.slice(0, limit).map((one) => rowOf(one, date)),
    owed: { count, rest: sum('rest'), overdue: sum('overdue') },
  };
}

/** Open bills by the start of their number, then those of customers that fit `text`; up to `limit`, each once. */
export function findBills(ledger: Ledger, text: string, limit: number): BillRow[] {
  const wanted = text.trim();
  if (wanted === '') return [];
  const date = ledger.businessDate();
  const found = ledger.all<Found>(BILL_QUERIES.openByNumber, wanted, `${wanted}\u{10ffff}`, limit);
  for (const { number } of found.length < limit ? findCustomers(ledger, wanted, 10) : []) {
    const id = customerId(ledger, number);
    if (id !== undefined) found.push(...ledger.all<Found>(BILL_QUERIES.openOfCustomer, id, limit));
  }
  const once = new Map(found.map((one) => [one.id, one]));
  return [...once.values()].slice(0, limit).map((one) => rowOf(one, date));
}

const LINES = `
  SELECT l.item_id AS itemId, i.code AS item, l.name, l.amount, l.credit_kind AS creditKind, l.account, coalesce(t.rate, 0) AS taxRate
  FROM bill_line l LEFT JOIN item i ON i.id = l.item_id LEFT JOIN bill_line_tax t ON t.bill_id = l.bill_id AND t.n = l.n WHERE l.bill_id = ? ORDER BY l.n`;
const PAYMENTS = `
  SELECT d.number AS receipt, d.business_date AS businessDate, p.amount, p.rest,
    coalesce((SELECT sum(amount) FROM line_refunded WHERE receipt_seq = p.seq AND line_n = p.n), 0) AS refunded
  FROM bill_payment p JOIN document d ON d.seq = p.seq
  WHERE p.bill_id = ? AND p.seq NOT IN (SELECT receipt_seq FROM receipt_void) ORDER BY p.seq`;
const TAKEN = `
  SELECT t.reason, t.amount, p.name AS by, d.business_date AS businessDate
  FROM bill_cancel t JOIN document d ON d.seq = t.seq JOIN person p ON p.id = d.person_id WHERE t.bill_id = ? ORDER BY t.seq`;

interface StoredLine {
  readonly itemId: number | null;
  readonly item: string | null;
  readonly name: string;
  readonly amount: Minor;
  readonly creditKind: BillView['lines'][number]['creditKind'];
  readonly account: string;
  readonly taxRate: number;
}

/** Bill `number`, its newest issue unless `revision` names one, with its row id and its lines to post. Throws Refused UNKNOWN_BILL. */
export function readBill(
  ledger: Ledger,
  number: string,
  revision: number | null = null,
): { readonly id: number; readonly lines: readonly BillLineToPost[]; readonly view: BillView } {
  const asked = number.trim();
  const found =
    (revision === null
      ? ledger.one<Found>(BILL_QUERIES.byNumber, asked)
      : ledger.one<Found>(BILL_QUERIES.byRevision, asked, revision)) ?? refuse('UNKNOWN_BILL', { number });
  const lines = ledger.all<StoredLine>(LINES, found.id);
  return {
    id: found.id,
    lines: lines.map(({ account, amount, taxRate }) => ({ account, amount, taxRate })),
    view: {
      ...rowOf(found, ledger.businessDate()),
      lines: lines.map(({ item, name, amount, creditKind }) => ({ item, name, amount, creditKind })),
      payments: ledger.all<BillView['payments'][number]>(PAYMENTS, found.id),
      taken: ledger.all<BillView['taken'][number]>(TAKEN, found.id),
    },
  };
}

/** The same while something of it is open. Throws Refused UNKNOWN_BILL, BILL_NOT_OPEN. */
export function openBill(ledger: Ledger, number: string, revision: number | null): ReturnType<typeof readBill> {
  const found = readBill(ledger, number, revision);
  return found.view.rest === 0 ? refuse('BILL_NOT_OPEN', { number: found.view.number }) : found;
}

/** What the ledger says of the newest bill of this number, in the form that an import compares; '' when there is none. */
export function billFactsText(ledger: Ledger, number: string, anyDay: boolean): string {
  const sql =
    'SELECT id, customer_id AS customer, purpose, issued, due FROM bill WHERE number = ? ORDER BY revision DESC';
  const row = ledger.one<{ id: number; customer: number; purpose: string; issued: string; due: string }>(sql, number);
  if (!row) return '';
  const lines = ledger.all<StoredLine>(LINES, row.id);
  return JSON.stringify([
    row.customer,
    row.purpose,
    anyDay ? null : row.issued,
    row.due,
    lines.map(({ itemId, name, amount, creditKind }) => [itemId, name, amount, creditKind]),
  ]);
}
