// Between the names an office gives its accounts and what stands in their form. Pure; the ledger checks the value itself.
import { type AccountName, accountNames } from '../../../core/accounts/account-names.ts';

/** By code: what was typed; an account that keeps its usual name has none. */
export type AccountsDraft = Readonly<Record<string, string>>;

export const accountsDraft = (typed: AccountsDraft): string => JSON.stringify(typed);
export const accountsOfDraft = (draft: string): AccountsDraft =>
  draft === '' ? {} : (JSON.parse(draft) as AccountsDraft);

export function draftOfAccounts(names: readonly AccountName[]): string {
  return accountsDraft(Object.fromEntries(names.map(({ account, name }) => [account, name])));
}

/** The names as a value, those left empty left out; null when one of them cannot stand. */
export function readAccounts(draft: string): readonly AccountName[] | null {
  const typed = Object.entries(accountsOfDraft(draft)).map(([account, name]) => ({ account, name: name.trim() }));
  const read = accountNames.safeParse(typed.filter(({ name }) => name !== ''));
  return read.success ? read.data : null;
}
