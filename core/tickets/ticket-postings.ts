// What a payout from a ticket posts: an expense, out of the petty-cash fund, the drawer or the bank; the mirror when it comes back.
// Debit positive, credit negative, minor units.
import { BANK_ACCOUNT, PETTY_CASH_ACCOUNT } from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import { type Minor, minor } from '../money/money.ts';
import type { TicketWay } from './ticket-rule.ts';

export const PAYOUT_EXPENSE_ACCOUNT = '6602.payout';

/** `back`: the money of an earlier payout is here again. */
export function ticketPostings(way: TicketWay, amount: Minor, back: boolean, drawerAccount: string): Posting[] {
  const spent = minor(back ? -amount : amount);
  const source = { pettyCash: PETTY_CASH_ACCOUNT, cash: drawerAccount, transfer: BANK_ACCOUNT }[way];
  return [
    { account: PAYOUT_EXPENSE_ACCOUNT, amount: spent },
    { account: source, amount: minor(-spent) },
  ];
}
