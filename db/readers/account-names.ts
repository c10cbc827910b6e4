// The names of accounts on a business date, from the chart and from what the office calls them instead. Read from the file itself,
// because vouchers and packages are made beside the ledger's process.
import { type AccountName, nameOfAccount } from '../../core/accounts/account-names.ts';
import { type DatedValue, holdsOn } from '../../core/settings/settings.ts';
import type { Db } from '../open/connection.ts';

const CHANGES = "SELECT n, from_date AS fromDate, value FROM setting WHERE key = 'accountNames' ORDER BY n";

/** Answers the name of an account on a date (YYYY-MM-DD); of a code that is in no chart, the code. */
export function readAccountNames(db: Db): (account: string, date: string) => string {
  const usual = new Map(db.prepare('SELECT code, name FROM account').raw().all() as [string, string][]);
  const rows = db.prepare(CHANGES).all() as (DatedValue & { readonly value: string })[];
  const changes = rows.map((row) => ({ ...row, names: (JSON.parse(row.value) as { names: AccountName[] }).names }));
  return (account, date) => nameOfAccount(holdsOn(changes, date)?.names ?? [], account, usual.get(account) ?? account);
}
