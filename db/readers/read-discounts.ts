// What was given away, per business date: by policy or reason and by cashier, from the running totals; and what rounding
// cash cost, from the account that takes it.
import { ROUNDING_ACCOUNT } from '../../core/accounts/chart.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import { addMinor, type Minor, ZERO } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Day = OutputOf<'report.discounts'>['days'][number];
type Row = Day['rows'][number] & { date: string; policyCode: string | null; policyName: string | null };

const ROWS = `
  SELECT d.business_date AS date, d.kind, p.code AS policyCode, v.name AS policyName, nullif(d.reason, '') AS reason,
    w.name AS cashier, d.count, d.amount
  FROM day_discount d JOIN person w ON w.id = d.person_id LEFT JOIN policy p ON p.id = d.policy_id
    LEFT JOIN policy_version v ON v.policy_id = p.id
      AND v.n = (SELECT max(n) FROM policy_version WHERE policy_id = p.id)
  WHERE d.business_date BETWEEN ? AND ? ORDER BY 1, d.kind, 3, 5, 6`;
const ROUNDED =
  'SELECT business_date AS date, debit - credit AS amount FROM day_account WHERE account = ? AND business_date BETWEEN ? AND ?';

/** The days from `from` to `to` (null: without bound) on which anything was given away, oldest first. Minor units. */
export function readDiscounts(ledger: Ledger, from: string | null, to: string | null): Day[] {
  const range = [from ?? '0000-01-01', to ?? '9999-12-31'] as const;
  const days = new Map<string, Day>();
  const day = (businessDate: string): Day => {
    const known = days.get(businessDate) ?? { businessDate, rows: [], total: ZERO, rounding: ZERO };
    days.set(businessDate, known);
    return known;
  };
  for (const { date, policyCode, policyName, ...row } of ledger.all<Row>(ROWS, ...range)) {
    const policy = policyCode === null || policyName === null ? null : { code: policyCode, name: policyName };
    const of = day(date);
    of.rows.push({ ...row, policy });
    of.total = addMinor(of.total, row.amount);
  }
  for (const { date, amount } of ledger.all<{ date: string; amount: Minor }>(ROUNDED, ROUNDING_ACCOUNT, ...range)) {
    day(date).rounding = amount;
  }
  return [...days.values()].sort((one, other) => (one.businessDate < other.businessDate ? -1 : 1));
}
