// The journal of a bill 账单: issuing it makes the customer owe it and credits what it is for, the tax within it apart; taking
// it back undoes what was still open of it. Posting and verify both derive the entries here.
import { BILLS_ACCOUNT, TAX_ACCOUNT } from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import { taxWithin } from '../charge/line-tax.ts';
import { allocate } from '../money/allocate.ts';
import { addMinor, type Minor, minor, ZERO } from '../money/money.ts';

/** What a bill line comes to, minor units above zero, the account it is credited to, and its tax in basis points. */
export interface BillLineToPost {
  readonly account: string;
  readonly amount: Minor;
  readonly taxRate: number;
}

/**
 * Dr receivable, Cr what the lines are for, Cr the tax within them; one entry per account, in the order they are met.
 * RangeError when a sum exceeds 2^51 minor units.
 */
export function issuePostings(lines: readonly BillLineToPost[]): Posting[] {
  return postingsOf(
    lines.map(({ account, amount, taxRate }) => ({ account, amount, tax: taxWithin(amount, taxRate) })),
  );
}

/**
 * The mirror of issuing for `rest`, what is still open of a bill of these lines: each line takes its share of it to the fen,
 * and the tax within that share. `before` was taken back already: both together come to what one taking of the sum would,
 * so that a bill nothing was paid on is undone exactly in however many steps.
 */
export function cancelPostings(lines: readonly BillLineToPost[], rest: Minor, before: Minor = ZERO): Posting[] {
  const weights = lines.map(({ amount }) => amount);
  const [then, now] = [allocate(before, weights), allocate(addMinor(before, rest), weights)];
  const open = lines.map(({ account, taxRate }, index) => {
    const [from, to] = [then[index] as Minor, now[index] as Minor];
    return { account, amount: to - from, tax: taxWithin(to, taxRate) - taxWithin(from, taxRate) };
  });
  return postingsOf(open).map(({ account, amount }) => ({ account, amount: minor(-amount) }));
}

function postingsOf(
  lines: readonly { readonly account: string; readonly amount: number; readonly tax: number }[],
): Posting[] {
  const sums = new Map<string, number>([[BILLS_ACCOUNT, 0]]);
  const post = (account: string, amount: number): void => void sums.set(account, (sums.get(account) ?? 0) + amount);
  for (const { account, amount, tax } of lines) {
    post(BILLS_ACCOUNT, amount);
    post(account, tax - amount);
    if (tax !== 0) post(TAX_ACCOUNT, -tax);
  }
  return [...sums].flatMap(([account, amount]) => (amount === 0 ? [] : [{ account, amount: minor(amount) }]));
}
