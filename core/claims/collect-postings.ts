// The journal of a debt that is paid: Dr where the money came in, Cr the debt. Posting and verify both derive it here.
import { inTransitAccount } from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import { minor } from '../money/money.ts';
import type { MoneyMoved } from '../prepayment/prepayment-postings.ts';

/** `money` in minor units > 0; `debt` is the account of what was owed. One entry per account. */
export function collectPostings(money: readonly MoneyMoved[], debt: string, drawerAccount: string): Posting[] {
  const sums = new Map<string, number>();
  let total = 0;
  for (const { method, amount } of money) {
    const account = method === 'cash' ? drawerAccount : inTransitAccount(method);
    sums.set(account, (sums.get(account) ?? 0) + amount);
    total += amount;
  }
  return [
    ...[...sums].map(([account, amount]) => ({ account, amount: minor(amount) })),
    { account: debt, amount: minor(-total) },
  ];
}
