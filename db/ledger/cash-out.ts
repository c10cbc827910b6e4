// Takes cash out of where it lies, for a document of another kind that pays with it: a refund out of the drawer, a small
// payout out of the petty-cash fund. The document adds what it is for.
import { PETTY_CASH_ACCOUNT } from '../../core/accounts/chart.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { type Minor, negateMinor } from '../../core/money/money.ts';
import type { Ledger } from './ledger.ts';
import type { ShiftToPostIn } from './post-receipt.ts';
import { refuseCashBelowNothing } from './refuse-beyond-range.ts';

/** Where cash is paid from: the drawer of the shift that pays, or the petty-cash fund, which takings never fill by themselves. */
export type CashSource =
  | { readonly place: 'drawer'; readonly shift: Pick<ShiftToPostIn, 'drawerAccount'> }
  | { readonly place: 'pettyCash' };

/**
 * The entry that takes `amount` (minor units > 0) out of `source`; debit positive, so it is negative. To be posted in the
 * same act as what it pays for. Throws Refused CASH_SHORT when there is not that much: the database refuses it too.
 */
export function cashOut(ledger: Ledger, source: CashSource, amount: Minor): Posting {
  const account = source.place === 'drawer' ? source.shift.drawerAccount : PETTY_CASH_ACCOUNT;
  const posting = { account, amount: negateMinor(amount) };
  refuseCashBelowNothing(ledger, [posting]);
  return posting;
}
