// Our account at the bank, as finance has set it for a day.
import { refuse } from '../../core/contract/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';

/** Throws Refused BANK_ACCOUNT_NOT_SET while a part of it is missing. */
export function ourAccount(ledger: Ledger, date: string): { holder: string; bank: string; account: string } {
  const { holder, bank, number } = settingOn(ledger, 'bankAccount', date);
  if (holder === null || bank === null || number === null) return refuse('BANK_ACCOUNT_NOT_SET', {});
  return { holder, bank, account: number };
}
