// What was given away, per business date: by policy or reason and by cashier, from the running totals; and what rounding
// cash cost, from the account that takes it.
import { ROUNDING_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { addMinor, type Minor, ZERO } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Day = OutputOf<'report.discounts'>['days'][number];
type Row = Day['rows'][number] & { date: string; policyCode: string | null; policyName: string | null };

const ROWS = `
  SELECT d.business_date AS date, d.kind, p.code AS policyCode, v.name AS policyName, nullif(d.reason, '') AS reason,
    w.name AS cashier, w.username, d.count, d.amount
  FROM day_discount d JOIN person w ON w.id = d.person_id LEFT JOIN policy p ON p.id = d.policy_id
    LEFT JOIN policy_version v ON v.policy_id = p.id
      AND v.n = (SELECT max(n) FROM policy_version WHERE policy_id = p.id)
  WHERE d.business_date BETWEEN ? AND ? AND d.count <> 0 ORDER BY 1, d.kind, 3, 5, 6`;
const ROUNDED =
  'SELECT business_date AS date, debit - credit AS amount FROM day_account WHERE account = ? AND debit <> credit AND business_date BETWEEN ? AND ?';

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

const RECEIPTS = `
  SELECT d.number, d.at AS postedAt, coalesce(t.payer, (SELECT v.name FROM customer_version v
      WHERE v.customer_id = t.customer_id AND v.seq < t.seq ORDER BY v.n DESC LIMIT 1)) AS payer,
    max(r.text) AS text, t.total, sum(r.amount) AS amount
  FROM shift s LEFT JOIN shift_end e ON e.shift_id = s.id
    -- What is posted in a shift lies between its first and its last link.
    JOIN receipt_discount r ON r.seq BETWEEN s.seq AND coalesce(e.seq, (SELECT max(seq) FROM chain))
    JOIN document d ON d.seq = r.seq AND d.shift_id = s.id JOIN receipt t ON t.seq = d.seq JOIN person w ON w.id = d.person_id
  WHERE s.business_date = :date AND w.username = :username
    AND r.kind = :kind AND r.policy_id IS (SELECT id FROM policy WHERE code = :policy) AND r.reason IS :reason
    AND NOT EXISTS (SELECT 1 FROM receipt_void z WHERE z.receipt_seq = d.seq)
    AND NOT EXISTS (SELECT 1 FROM receipt_exchange x WHERE x.new_seq = d.seq)
    AND NOT EXISTS (SELECT 1 FROM receipt_reissue x WHERE x.new_seq = d.seq)
  GROUP BY d.seq ORDER BY d.seq DESC LIMIT :limit`;

/** The receipts behind one row of the report, newest first. */
export function readDiscountReceipts(
  ledger: Ledger,
  wanted: InputOf<'report.discountReceipts'>,
): OutputOf<'report.discountReceipts'> {
  const { businessDate: date, limit, ...cause } = wanted;
  const rows = ledger.all<OutputOf<'report.discountReceipts'>['receipts'][number]>(RECEIPTS, {
    ...cause,
    date,
    limit: limit + 1,
  });
  return { receipts: rows.slice(0, limit), more: rows.length > limit };
}
