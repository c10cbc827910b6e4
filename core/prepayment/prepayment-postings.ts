// The journal of money held for customers: taken, given back, forfeited; and of cheques that were paid or were not.
// Debit positive, credit negative, minor units; a use against a bill is posted with its receipt (charge-postings.ts).
import {
  BANK_ACCOUNT,
  BOUNCED_CHEQUE_ACCOUNT,
  FORFEIT_ACCOUNT,
  inTransitAccount,
  LIABILITY_ACCOUNT,
  type PrepaymentPurpose,
} from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import type { MoneyMethod } from '../charge/tender-method.ts';
import { type Minor, minor } from '../money/money.ts';

/** One way money came or goes, minor units > 0. */
export interface MoneyMoved {
  readonly method: MoneyMethod;
  readonly amount: Minor;
}

/** Where money of `method` is posted when it comes: the drawer, or in transit until its channel proves it. */
export function accountOfMoney(method: MoneyMethod, drawerAccount: string): string {
  return method === 'cash' ? drawerAccount : inTransitAccount(method);
}

/** Where money of `method` goes back from: a cheque was cleared before, so its money leaves the bank. */
export function accountOfReturn(method: MoneyMethod, drawerAccount: string): string {
  return method === 'cheque' ? BANK_ACCOUNT : accountOfMoney(method, drawerAccount);
}

/** Money taken: Dr where it came in, Cr what we owe the customer. */
export function takePostings(
  purpose: PrepaymentPurpose,
  money: readonly MoneyMoved[],
  drawerAccount: string,
): Posting[] {
  const amount = total(money);
  return [...summed(money, (method) => accountOfMoney(method, drawerAccount), 1), owed(purpose, -amount)];
}

/** Money given back: Dr what we owe the customer, Cr where it leaves, by the way it came. */
export function returnPostings(
  purpose: PrepaymentPurpose,
  money: readonly MoneyMoved[],
  drawerAccount: string,
): Posting[] {
  const amount = total(money);
  return [owed(purpose, amount), ...summed(money, (method) => accountOfReturn(method, drawerAccount), -1)];
}

/** A deposit forfeited: Dr what we owe the customer, Cr income of its own. */
export function forfeitPostings(amount: Minor): Posting[] {
  return [owed('deposit', amount), { account: FORFEIT_ACCOUNT, amount: minor(-amount) }];
}

/** A cheque that the bank paid: Dr bank, Cr cheques in transit. */
export function clearedPostings(amount: Minor): Posting[] {
  return [
    { account: BANK_ACCOUNT, amount },
    { account: inTransitAccount('cheque'), amount: minor(-amount) },
  ];
}

/**
 * A cheque that the bank did not pay, Cr cheques in transit. `unspent` of it still lay on an account of `purpose` and is
 * taken off it; the customer owes the rest again.
 */
export function bouncedPostings(amount: Minor, unspent: Minor, purpose: PrepaymentPurpose | null): Posting[] {
  const postings = [
    { account: BOUNCED_CHEQUE_ACCOUNT, amount: minor(amount - unspent) },
    ...(purpose === null ? [] : [owed(purpose, unspent)]),
    { account: inTransitAccount('cheque'), amount: minor(-amount) },
  ];
  return postings.filter((posting) => posting.amount !== 0);
}

function owed(purpose: PrepaymentPurpose, amount: number): Posting {
  return { account: LIABILITY_ACCOUNT[purpose], amount: minor(amount) };
}

function total(money: readonly MoneyMoved[]): number {
  return money.reduce((sum, one) => sum + one.amount, 0);
}

function summed(money: readonly MoneyMoved[], accountOf: (method: MoneyMethod) => string, sign: 1 | -1): Posting[] {
  const sums = new Map<string, number>();
  for (const { method, amount } of money) {
    const account = accountOf(method);
    sums.set(account, (sums.get(account) ?? 0) + sign * amount);
  }
  return [...sums].map(([account, amount]) => ({ account, amount: minor(amount) }));
}
