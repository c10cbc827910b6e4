// What a refund posts: the mirror of the part that goes back, against what is owed to the customer; and what a payout posts
// when the money leaves, or comes back. Debit positive, credit negative, minor units.
import {
  BANK_ACCOUNT,
  DISCOUNT_ACCOUNT,
  inTransitAccount,
  LIABILITY_ACCOUNT,
  type PrepaymentPurpose,
  ROUNDING_ACCOUNT,
  TAX_ACCOUNT,
} from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import type { MoneyMethod } from '../charge/tender-method.ts';
import { type Minor, minor } from '../money/money.ts';
import type { RefundWay } from './refund-words.ts';

export const REFUND_ACCOUNT = '2241.refund';
export const REFUND_FEE_ACCOUNT = '6051.fee';
export const PRIOR_YEAR_ACCOUNT = '6901';

/** A part of a line that goes back: amount = gross − discount, tax within the amount. */
export interface LinePartBack {
  readonly account: string;
  /** Whether it was our income: of a closed year that is corrected on an account of its own. */
  readonly isRevenue: boolean;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
}

/**
 * Mirror of the charge for `parts`: Dr revenue and tax, Cr discount, the rounding; Cr the fee, Cr what is owed.
 * `priorAccount`: where income and discounts of a closed accounting year are corrected, null for the open one.
 */
export function refundPostings(
  parts: readonly LinePartBack[],
  { fee, rounding, total }: { readonly fee: Minor; readonly rounding: Minor; readonly total: Minor },
  priorAccount: string | null,
): Posting[] {
  const sums = new Sums();
  for (const { account, isRevenue, gross, discount, tax } of parts) {
    const prior = isRevenue ? priorAccount : null;
    sums.add(prior ?? account, gross - tax);
    sums.add(TAX_ACCOUNT, tax);
    sums.add(prior ?? DISCOUNT_ACCOUNT, -discount);
  }
  sums.add(ROUNDING_ACCOUNT, rounding);
  sums.add(REFUND_FEE_ACCOUNT, -fee);
  sums.add(REFUND_ACCOUNT, -total);
  return sums.balanced();
}

/** Money held that is owed from now on: Dr the liability, Cr the fee, Cr what is owed. */
export function heldRefundPostings(
  purpose: PrepaymentPurpose,
  { amount, fee, total }: { readonly amount: Minor; readonly fee: Minor; readonly total: Minor },
): Posting[] {
  const sums = new Sums();
  sums.add(LIABILITY_ACCOUNT[purpose], amount);
  sums.add(REFUND_FEE_ACCOUNT, -fee);
  sums.add(REFUND_ACCOUNT, -total);
  return sums.balanced();
}

/** Where the money of a payout leaves from. `payerAccount`: what the third party of the tender owes on. */
export function payoutAccount(
  { method, way }: { readonly method: string; readonly way: RefundWay },
  accounts: { readonly drawer: string; readonly payer: string | null },
): string {
  if (way === 'cash' || (way === 'original' && method === 'cash')) return accounts.drawer;
  if (goesThroughBank({ method, way })) return BANK_ACCOUNT;
  if (method === 'prepayment') return LIABILITY_ACCOUNT.prepayment;
  if (method === 'thirdParty') {
    if (accounts.payer === null) throw new Error('A third party without its account');
    return accounts.payer;
  }
  return inTransitAccount(method as Exclude<MoneyMethod, 'cash'>);
}

/** A transfer, a cheque's money, and whatever is sent by transfer instead go through a bank file. */
export function goesThroughBank({ method, way }: { readonly method: string; readonly way: RefundWay }): boolean {
  return way === 'transfer' || (way === 'original' && (method === 'transfer' || method === 'cheque'));
}

/** Whether it leaves from the drawer of whoever pays. */
export function isPaidInCash({ method, way }: { readonly method: string; readonly way: RefundWay }): boolean {
  return way === 'cash' || (way === 'original' && method === 'cash');
}

/** Paid: Dr what was owed, Cr where it left from. Came back: the mirror. */
export function payoutPostings(kind: 'paid' | 'cameBack', amount: Minor, account: string): Posting[] {
  const sign = kind === 'paid' ? 1 : -1;
  return [
    { account: REFUND_ACCOUNT, amount: minor(sign * amount) },
    { account, amount: minor(-sign * amount) },
  ];
}

/** 套现: never notes for what a machine or a balance brought, whoever approves it. */
export function wayIsPossible(method: string, way: RefundWay): boolean {
  if (way === 'original') return true;
  if (way === 'cash') return method === 'cheque' || method === 'transfer';
  return method !== 'thirdParty' && method !== 'prepayment' && method !== 'transfer';
}

class Sums {
  readonly #sums = new Map<string, number>();

  add(account: string, amount: number): void {
    if (amount !== 0) this.#sums.set(account, (this.#sums.get(account) ?? 0) + amount);
  }

  /** Throws when it does not balance: a fault of ours. */
  balanced(): Posting[] {
    const all = [...this.#sums].filter(([, amount]) => amount !== 0);
    const balance = all.reduce((sum, [, amount]) => sum + amount, 0);
    if (balance !== 0) throw new Error(`A refund does not balance: ${balance}`);
    return all.map(([account, amount]) => ({ account, amount: minor(amount) }));
  }
}
