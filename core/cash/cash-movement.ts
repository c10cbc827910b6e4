// What a movement of cash posts: from one account to another, and what of it two people must have counted.
import {
  BANK_ACCOUNT,
  BANK_IN_TRANSIT,
  OVER_SHORT_ACCOUNT,
  PETTY_CASH_ACCOUNT,
  SAFE_ACCOUNT,
} from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import { type Minor, negateMinor, subtractMinor } from '../money/money.ts';

/** float and shiftClose begin and end a shift; depositEnd is what became of a 缴款单. The others go from one place to another. */
export const CASH_MOVEMENT_KINDS = [
  'float',
  'shiftClose',
  'paidIn',
  'paidOut',
  'safeDrop',
  'safeFill',
  'safeCount',
  'pettyFill',
  'pettyBack',
  'pettySpend',
  'transfer',
  'exchange',
  'depositEnd',
] as const;
export type CashMovementKind = (typeof CASH_MOVEMENT_KINDS)[number];

/** Kinds that a second person counts too; the approval has the same name. */
export const COUNTED_BY_TWO = ['safeDrop', 'safeFill', 'safeCount'] as const;

/** Where cash lies, as a refusal names it. */
export const CASH_PLACES = ['drawer', 'safe', 'pettyCash'] as const;
export type CashPlace = (typeof CASH_PLACES)[number];

/** The place behind `account`; null for one that holds no notes and coins. */
export function cashPlace(account: string): CashPlace | null {
  if (account === SAFE_ACCOUNT) return 'safe';
  if (account === PETTY_CASH_ACCOUNT) return 'pettyCash';
  return account.startsWith('1001.1.') ? 'drawer' : null;
}

/** `amount` minor units ≥ 0 out of one account into another; debit positive. */
export function movePostings(from: string, to: string, amount: Minor): Posting[] {
  if (amount === 0) return [];
  return [
    { account: to, amount },
    { account: from, amount: negateMinor(amount) },
  ];
}

/** 缴款: out of the safe, on its way to the bank. */
export function depositPostings(amount: Minor): Posting[] {
  return movePostings(SAFE_ACCOUNT, BANK_IN_TRANSIT, amount);
}

/** What became of a deposit of `amount`: the bank or the safe has `counted`; over/short takes the rest. */
export function depositEndPostings(outcome: 'confirmed' | 'returned', amount: Minor, counted: Minor): Posting[] {
  const difference = subtractMinor(amount, counted);
  return [
    { account: outcome === 'confirmed' ? BANK_ACCOUNT : SAFE_ACCOUNT, amount: counted },
    { account: BANK_IN_TRANSIT, amount: negateMinor(amount) },
    ...(difference === 0 ? [] : [{ account: OVER_SHORT_ACCOUNT, amount: difference }]),
  ];
}
