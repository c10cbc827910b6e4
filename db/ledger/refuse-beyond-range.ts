// Keeps every sum the ledger carries within what an amount may be: a balance or a day that left the range could no
// longer be counted, closed or shown. Refused before anything is written, so that a batch goes on without that row.
import { refuse } from '../../core/contract/errors.ts';
import { cashPlace } from '../../core/cash/cash-movement.ts';
import { MAX_MINOR, type Minor } from '../../core/money/money.ts';
import type { Ledger } from './ledger.ts';

const BALANCE = 'SELECT balance AS sum FROM account_balance WHERE account = ?';
/** What an account holds with its debits, or its credits, of a day: read at once, because every entry asks for both. */
const holds = (side: 'debit' | 'credit') => `
  SELECT coalesce((SELECT balance FROM account_balance WHERE account = :account), 0) AS balance,
    coalesce((SELECT ${side} FROM day_account WHERE business_date = :date AND account = :account), 0) AS side`;
const WITH_DEBITS = holds('debit');
const WITH_CREDITS = holds('credit');
const DAY = "SELECT amount AS sum FROM day_document WHERE business_date = ? AND type = 'R'";

/**
 * Throws Refused AMOUNT_OUT_OF_RANGE when an account's balance, its debits or credits of the day, or the day's receipts
 * would exceed 2^51 minor units; CASH_SHORT as `refuseCashBelowNothing`.
 */
export function refuseBeyondRange(
  ledger: Ledger,
  businessDate: string,
  receiptTotal: Minor,
  postings: readonly { readonly account: string; readonly amount: Minor }[],
): void {
  refuseSumsBeyondRange(ledger, businessDate, receiptTotal, postings);
  refuseCashBelowNothing(ledger, postings);
}

/** The same without a look at the cash: for what the next link of the same transaction puts back. */
export function refuseSumsBeyondRange(
  ledger: Ledger,
  businessDate: string,
  receiptTotal: Minor,
  postings: readonly { readonly account: string; readonly amount: Minor }[],
): void {
  const fits = (sum: number, added: number): boolean => Math.abs(sum + added) <= MAX_MINOR;
  const within =
    fits(ledger.one<{ sum: number }>(DAY, businessDate)?.sum ?? 0, receiptTotal) &&
    postings.every(({ account, amount }) => {
      const sql = amount > 0 ? WITH_DEBITS : WITH_CREDITS;
      const found = ledger.one<{ balance: number; side: number }>(sql, { account, date: businessDate });
      return found !== undefined && fits(found.balance, amount) && fits(found.side, Math.abs(amount));
    });
  if (!within) refuse('AMOUNT_OUT_OF_RANGE', {});
}

/**
 * Throws Refused CASH_SHORT when more would be taken out of a drawer, the safe or the petty-cash fund than is there. The
 * safe counts from the first time it was counted: what lay in it before is known only then.
 */
export function refuseCashBelowNothing(
  ledger: Ledger,
  postings: readonly { readonly account: string; readonly amount: Minor }[],
): void {
  const takes = new Map<string, number>();
  for (const { account, amount } of postings) {
    if (cashPlace(account) !== null) takes.set(account, (takes.get(account) ?? 0) + amount);
  }
  for (const [account, amount] of takes) {
    const place = cashPlace(account);
    if (amount >= 0 || place === null) continue;
    const left = (ledger.one<{ sum: number }>(BALANCE, account)?.sum ?? 0) + amount;
    if (left < 0 && (place !== 'safe' || safeWasCounted(ledger))) refuse('CASH_SHORT', { place });
  }
}

const SAFE_COUNT = "SELECT 1 FROM cash_movement WHERE kind = 'safeCount' LIMIT 1";

/** Whether anybody has counted the safe yet. */
export function safeWasCounted(ledger: Ledger): boolean {
  return ledger.one(SAFE_COUNT) !== undefined;
}
