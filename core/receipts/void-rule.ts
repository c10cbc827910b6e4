// 当班作废: when a second person must approve, and what a void posts.
import type { Posting } from '../charge/charge-postings.ts';
import type { TenderMethod } from '../charge/tender-method.ts';
import { addMinor, type Minor, negateMinor, ZERO } from '../money/money.ts';

/** Whether a second person must approve a void of `total`; `upTo` is the set limit, null when there is none. Minor units. */
export function voidNeedsApproval(total: Minor, upTo: Minor | null): boolean {
  return upTo === null || total > upTo;
}

/**
 * How the money of a tender goes back when its receipt is voided. cash: out of the drawer. slip: by its own machine or
 * channel, whose slip is told (a card needs it). paper: the cheque itself is handed back. debt: nobody owes it any more.
 * balance: it lies again in the loads it came from.
 */
export type VoidReturn = 'cash' | 'slip' | 'paper' | 'debt' | 'balance';

const RETURNS: Readonly<Partial<Record<TenderMethod, VoidReturn>>> = {
  cash: 'cash',
  cheque: 'paper',
  thirdParty: 'debt',
  prepayment: 'balance',
};

/** How the money that came by `method` goes back. */
export function voidReturn(method: TenderMethod): VoidReturn {
  return RETURNS[method] ?? 'slip';
}

/**
 * The exact mirror of everything that was posted for a receipt, one entry per account, those that come to 0 left out:
 * after it no account holds anything of that receipt any more. In the order in which the accounts first appear.
 */
export function mirrorPostings(posted: readonly Posting[]): Posting[] {
  const sums = new Map<string, Minor>();
  for (const { account, amount } of posted) sums.set(account, addMinor(sums.get(account) ?? ZERO, amount));
  return [...sums].flatMap(([account, amount]) => (amount === 0 ? [] : [{ account, amount: negateMinor(amount) }]));
}
