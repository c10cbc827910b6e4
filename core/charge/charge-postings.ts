// The journal of a charge: Dr what came in, Cr what it was for; discount, 抹零 and tax on accounts of their own.
// The set is proved to balance before anybody can write it (ledger.md "Postings").
import { DISCOUNT_ACCOUNT, ROUNDING_ACCOUNT } from '../accounts/chart.ts';
import { type Minor, minor } from '../money/money.ts';
import type { SettledTender } from './settle-tenders.ts';

/** One journal entry in minor units: debit positive, credit negative, never 0. */
export interface Posting {
  readonly account: string;
  readonly amount: Minor;
}

/** A line to post, minor units: amount = gross − discount; `tax` is the part of the amount that is output tax. */
export interface LineToPost {
  readonly account: string;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly amount: Minor;
  readonly tax?: Minor;
}

export interface ChargeToPost {
  readonly lines: readonly LineToPost[];
  readonly tenders: readonly SettledTender[];
  /** The cash account of the drawer that the cash went into. */
  readonly drawerAccount: string;
  /** Where a tender that is not cash is posted: in transit until its channel proves it, a debt, or a balance used up. */
  readonly accountOfTender: (tender: SettledTender, index: number) => string;
  /** 抹零, minor units, ≤ 0; none when left out. */
  readonly rounding?: Minor;
  /** Needed when a line has tax. */
  readonly taxAccount?: string;
}

/**
 * The entries of one charge: one per account, those that come to 0 left out, in the order tenders, lines
 * (revenue, tax, discount), rounding. The drawer is debited with what stays in it, given − change.
 * Throws when the charge does not balance or an account is missing: that is a fault of ours, never the cashier's.
 */
export function chargePostings(charge: ChargeToPost): Posting[] {
  const sums = new Map<string, number>();
  const post = (account: string | undefined, amount: number): void => {
    if (amount === 0) return;
    if (account === undefined || account === '') throw new Error('A charge names no account for one of its amounts');
    sums.set(account, (sums.get(account) ?? 0) + amount);
  };
  for (const [index, tender] of charge.tenders.entries()) {
    if (tender.applied !== tender.given - tender.change) throw new Error('A tender does not add up');
    const account = tender.method === 'cash' ? charge.drawerAccount : charge.accountOfTender(tender, index);
    post(account, tender.applied);
  }
  for (const line of charge.lines) {
    if (line.amount !== line.gross - line.discount) throw new Error('A line does not add up');
    const tax = line.tax ?? 0;
    post(line.account, -(line.gross - tax));
    post(charge.taxAccount, -tax);
    post(DISCOUNT_ACCOUNT, line.discount);
  }
  post(ROUNDING_ACCOUNT, -(charge.rounding ?? 0));
  return balanced(sums);
}

function balanced(sums: ReadonlyMap<string, number>): Posting[] {
  const postings: Posting[] = [];
  let balance = 0;
  for (const [account, amount] of sums) {
    balance += amount;
    if (amount !== 0) postings.push({ account, amount: minor(amount) });
  }
  if (balance !== 0) throw new Error(`A charge does not balance: ${balance}`);
  return postings;
}
