// What a bill's number looks like, what is open of it, and when it is overdue: for the list, the till and the ledger alike.
import { type Minor, subtractMinor } from '../money/money.ts';

/** The item under which a payment on a bill stands on a receipt; no tariff can hold this code. */
export const BILL_ITEM = '账单';

/** An office's own bill number: letters, digits and the signs that part them, at most 40. */
export const BILL_NUMBER = /^[A-Za-z0-9][A-Za-z0-9._/#-]{0,39}$/;
/** Longest text that says what a bill is for and which period. */
export const MAX_PURPOSE = 100;
export const MAX_BILL_LINES = 100;

/** Minor units. */
export interface BillSums {
  readonly amount: Minor;
  readonly paid: Minor;
  readonly cancelled: Minor;
}

/** What is still owed on a bill; never below zero. */
export function restOf({ amount, paid, cancelled }: BillSums): Minor {
  return subtractMinor(subtractMinor(amount, paid), cancelled);
}

/** Overdue from the day after its due date, by the business date; both YYYY-MM-DD. */
export function isOverdue(due: string, businessDate: string): boolean {
  return due < businessDate;
}
