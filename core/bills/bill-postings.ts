// The journal of a bill 账单: issuing it makes the customer owe it; taking it back undoes what was still open of it.
// Posting and verify both derive the entries here.
import { BILLS_ACCOUNT } from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import { allocate } from '../money/allocate.ts';
import { type Minor, minor } from '../money/money.ts';

/** What a bill line comes to, minor units above zero, and the account it is credited to. */
export interface BillLineToPost {
  readonly account: string;
  readonly amount: Minor;
}

/**
 * Dr receivable, Cr what the lines are for; one entry per account, in the order the accounts are met.
 * RangeError when a sum exceeds 2^51 minor units.
 */
export function issuePostings(lines: readonly BillLineToPost[]): Posting[] {
  const sums = new Map<string, number>([[BILLS_ACCOUNT, 0]]);
  for (const { account, amount } of lines) {
    sums.set(BILLS_ACCOUNT, (sums.get(BILLS_ACCOUNT) ?? 0) + amount);
    sums.set(account, (sums.get(account) ?? 0) - amount);
  }
  return [...sums].flatMap(([account, amount]) => (amount === 0 ? [] : [{ account, amount: minor(amount) }]));
}

/**
 * The mirror of issuing for `rest`, what is still open of a bill of these lines: each line takes its share of it to the fen,
 * so that a bill nothing was paid on is undone exactly.
 */
export function cancelPostings(lines: readonly BillLineToPost[], rest: Minor): Posting[] {
  const shares = allocate(
    rest,
    lines.map(({ amount }) => amount),
  );
  const open = lines.map(({ account }, index) => ({ account, amount: shares[index] as Minor }));
  return issuePostings(open).map(({ account, amount }) => ({ account, amount: minor(-amount) }));
}
