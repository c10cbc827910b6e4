// A payee's bank account as two people type it 双人录入: its form, its check digit, its bank, and how it is shown.
// The number itself never leaves the ledger process again; what leaves is its last four.
import type { EntryField } from './refund-words.ts';

/** As one person typed it; the account number in digits only. */
export interface Payee {
  readonly name: string;
  readonly account: string;
  readonly bank: string;
}

export const PAYEE_FAULTS = ['length', 'checkDigit', 'bank'] as const;
export type PayeeFault = (typeof PAYEE_FAULTS)[number];

/** Beginnings of card numbers and the bank that issues them (public BIN list, the large banks; others are not judged). */
export const BANK_PREFIXES: readonly (readonly [prefix: string, bank: string])[] = [
  ['622202', '工商银行'],
  ['622208', '工商银行'],
  ['621226', '工商银行'],
  ['955880', '工商银行'],
  ['622848', '农业银行'],
  ['622845', '农业银行'],
  ['621661', '中国银行'],
  ['621660', '中国银行'],
  ['601382', '中国银行'],
  ['621700', '建设银行'],
  ['622700', '建设银行'],
  ['436742', '建设银行'],
  ['622260', '交通银行'],
  ['622262', '交通银行'],
  ['622588', '招商银行'],
  ['622580', '招商银行'],
  ['621286', '招商银行'],
  ['621098', '邮政储蓄银行'],
  ['622188', '邮政储蓄银行'],
  ['622690', '中信银行'],
  ['622622', '民生银行'],
  ['622518', '浦发银行'],
];

/** Digits only: blanks and hyphens between groups are how people read numbers aloud, full-width digits how they type them. */
export function plainAccount(text: string): string {
  return text.replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[\s-]/g, '');
}

/** The bank a card number begins as, or null where the list does not say. */
export function bankOfAccount(account: string): string | null {
  return BANK_PREFIXES.find(([prefix]) => account.startsWith(prefix))?.[1] ?? null;
}

/** What stands in the name of every bank and tells none from another. */
const OF_ANY_BANK = /银行|銀行|支行|分行|营业部|營業部|网点|網點|\bbank\b|\bbranch\b|[\s.·-]/gi;

/**
 * What is wrong with an account, or null. Account numbers have 8 to 32 digits; one of 16 or 19 that begins as a card does
 * is a card and has a check digit (ISO/IEC 7812-1 annex B); the bank must be named, and be the one it begins as where that is known.
 */
export function payeeFault({ account, bank }: Payee): PayeeFault | null {
  if (!/^\d{8,32}$/.test(account)) return 'length';
  const known = bankOfAccount(account);
  const isCard = known !== null || ((account.length === 16 || account.length === 19) && /^62/.test(account));
  if (isCard && !luhn(account)) return 'checkDigit';
  if (bank.replaceAll(OF_ANY_BANK, '').length < 2) return 'bank';
  return known !== null && !bank.includes(known) && !known.includes(bank) ? 'bank' : null;
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** "**** 1234": how an account is shown everywhere. */
export function maskedAccount(tail: string): string {
  return `**** ${tail}`;
}

/** What the second person typed; `amount` in minor units where amounts are typed twice. */
export interface Entry {
  readonly payee: Payee | null;
  readonly amount: number | null;
}

/** The fields in which two entries differ; empty: they agree. Spaces within names and banks are no difference. */
export function entryDifferences(first: Entry, second: Entry): EntryField[] {
  const plain = (text: string | undefined): string => (text ?? '').replace(/\s/g, '');
  const differing: EntryField[] = [];
  for (const field of ['name', 'account', 'bank'] as const)
    if (plain(first.payee?.[field]) !== plain(second.payee?.[field])) differing.push(field);
  if (first.amount !== second.amount) differing.push('amount');
  return differing;
}
