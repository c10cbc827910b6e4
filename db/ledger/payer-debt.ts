// What a third party still owes, before something is taken off it. Once the money has come, a charge it owed for can no longer
// be undone against its debt: its account would say that we owe it, and nobody would have decided to pay that back.
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, minor } from '../../core/money/money.ts';
import type { Ledger } from './ledger.ts';

const OWES = `
  SELECT (SELECT name FROM payer_version WHERE payer_id = p.id ORDER BY n DESC LIMIT 1) AS name, coalesce(b.balance, 0) AS owed
  FROM payer p LEFT JOIN account_balance b ON b.account = p.account WHERE p.account = ?`;

/** Throws Refused DEBT_PAID when less than `amount` (minor units) is owed on the account of a third party. */
export function refuseBeyondDebt(ledger: Ledger, account: string, amount: Minor): void {
  const payer = ledger.one<{ name: string; owed: Minor }>(OWES, account);
  if (payer && payer.owed < amount) refuse('DEBT_PAID', { payer: payer.name, owed: minor(Math.max(payer.owed, 0)) });
}

const OWED_FOR = `
  SELECT p.account, sum(t.applied) AS amount FROM tender t JOIN tender_payer o ON o.seq = t.seq AND o.n = t.n
    JOIN payer p ON p.id = o.payer_id WHERE t.seq = ? GROUP BY p.account`;

/** The same for everything a receipt was paid with by third parties. */
export function refuseIfPaidSince(ledger: Ledger, receiptSeq: number): void {
  for (const { account, amount } of ledger.all<{ account: string; amount: Minor }>(OWED_FOR, receiptSeq))
    refuseBeyondDebt(ledger, account, amount);
}
