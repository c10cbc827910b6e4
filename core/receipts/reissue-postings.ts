// What 冲红重开 posts: the red document takes off every account what refunds have left of a receipt, the new receipt puts it back
// by its own lines. The money stays on its accounts; tax is rounded anew, at the lines that stand. Debit positive, minor units.
import { DISCOUNT_ACCOUNT, inTransitAccount, ROUNDING_ACCOUNT, TAX_ACCOUNT } from '../accounts/chart.ts';
import { chargePostings, type LineToPost, type Posting } from '../charge/charge-postings.ts';
import { type Minor, minor, ZERO } from '../money/money.ts';
import { isCorrectable } from './tender-correction.ts';
import type { Remainder } from './what-remains.ts';

/** What refunds have left of a line, on its account; the discount may be below nothing. */
export interface KeptOnAccount {
  readonly account: string;
  readonly gross: Minor;
  readonly discount: Minor;
  readonly tax: Minor;
}

/** The entries of the new receipt; `accountOf`: of a line, by its n; `drawer`: where the cash lies. */
export function restPostings(rest: Remainder, accountOf: (line: number) => string, drawer: string): Posting[] {
  return chargePostings({
    lines: rest.lines.map(({ n, gross, discount, amount, tax }): LineToPost => {
      return { account: accountOf(n), gross, discount, amount, tax };
    }),
    tenders: rest.tenders.map(({ method, applied }) => {
      if (!isCorrectable(method)) throw new Error(`${method} is no money that came in`);
      return { method, given: applied, applied, change: ZERO, reference: null, proof: 'none' };
    }),
    drawerAccount: drawer,
    accountOfTender: ({ method }) => moneyAccount(method, drawer),
    rounding: rest.rounding,
    taxAccount: TAX_ACCOUNT,
  });
}

/** The entries of the red document: `kept` of every line off its accounts, the money and the rounding of `rest` with it. */
export function reissuePostings(kept: readonly KeptOnAccount[], rest: Remainder, drawer: string): Posting[] {
  const sums = new Map<string, number>();
  const add = (account: string, amount: number): void => {
    if (amount !== 0) sums.set(account, (sums.get(account) ?? 0) + amount);
  };
  for (const { account, gross, discount, tax } of kept) {
    add(account, gross - tax);
    add(TAX_ACCOUNT, tax);
    add(DISCOUNT_ACCOUNT, -discount);
  }
  for (const { method, applied } of rest.tenders) add(moneyAccount(method, drawer), -applied);
  add(ROUNDING_ACCOUNT, rest.rounding);
  const all = [...sums].filter(([, amount]) => amount !== 0);
  const balance = all.reduce((sum, [, amount]) => sum + amount, 0);
  if (balance !== 0) throw new Error(`A reissue does not balance: ${balance}`);
  return all.map(([account, amount]) => ({ account, amount: minor(amount) }));
}

function moneyAccount(method: string, drawer: string): string {
  if (!isCorrectable(method)) throw new Error(`${method} is no money that came in`);
  return method === 'cash' ? drawer : inTransitAccount(method);
}
