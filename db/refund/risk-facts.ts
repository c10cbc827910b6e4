// What the risk rules 风控 are asked with, counted from the ledger's own rows: other refunds of the same customer or receipt
// today, of the same amount, of the same cashier.
import { type Minor, minor } from '../../core/money/money.ts';
import type { RiskFacts } from '../../core/refund/risk-rules.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerGroup } from '../readers/find-customer.ts';
import type { RefundSums } from './plan-receipt.ts';

const DAY_MS = 86_400_000;
const ALIVE = "s.state NOT IN ('rejected', 'withdrawn')";
const OF_CUSTOMER = `
  SELECT v.total FROM refund_case c JOIN refund_now s ON s.case_id = c.id JOIN refund_submission v ON v.case_id = c.id AND v.n = s.version
  WHERE c.customer_id IN (SELECT value FROM json_each(?)) AND c.at >= ? AND c.id <> ? AND ${ALIVE}`;
const OF_RECEIPT = `
  SELECT v.total FROM refund_case c JOIN refund_now s ON s.case_id = c.id JOIN refund_submission v ON v.case_id = c.id AND v.n = s.version
  WHERE c.receipt_seq = ? AND c.at >= ? AND c.id <> ? AND ${ALIVE}`;
const SAME = `
  SELECT count(*) AS n FROM refund_submission v JOIN refund_now s ON s.case_id = v.case_id AND s.version = v.n
  WHERE v.total = ? AND v.at >= ? AND v.case_id <> ? AND ${ALIVE}`;
const REFUNDS = 'SELECT count(DISTINCT case_id) AS n FROM refund_submission WHERE person_id = ? AND at >= ?';
// By the tenders of the person's shifts, which are kept as sums: receipts themselves are not counted by person anywhere.
const CHARGES = `
  SELECT coalesce(sum(t.count), 0) AS n FROM day_tender t JOIN shift s ON s.id = t.shift_id
  WHERE t.business_date >= ? AND s.person_id = ? AND t.amount > 0`;

/** The facts for a refund of `sums` that `caller` applies for; `except`: the case being corrected, 0 for none. */
export function riskFacts(ledger: Ledger, caller: Caller, sums: RefundSums, except: number): RiskFacts {
  const now = ledger.clock.now();
  const local = now + ledger.clock.utcOffset(now) * 60_000;
  const dayStart = now - (local % DAY_MS);
  const month = `${ledger.businessDate().slice(0, 7)}-01`;
  const group = sums.customerId === null ? [] : customerGroup(ledger, sums.customerId);
  const totals = (sql: string, of: unknown): Minor[] =>
    ledger.all<{ total: Minor }>(sql, of, dayStart, except).map(({ total }) => total);
  const sameCustomer = group.length === 0 ? [] : totals(OF_CUSTOMER, JSON.stringify(group));
  const sameReceipt = sums.receiptSeq === null ? [] : totals(OF_RECEIPT, sums.receiptSeq);
  const today = group.length === 0 ? sameReceipt : sameCustomer;
  const count = (sql: string, ...of: unknown[]): number => ledger.one<{ n: number }>(sql, ...of)?.n ?? 0;
  return {
    amount: sums.total,
    customerDaySum: minor(today.reduce((all, total) => all + total, sums.total as number)),
    customerDayCount: today.length + 1,
    sameAmountWithin: (days) => count(SAME, sums.total, now - days * DAY_MS, except) + 1,
    minutesSinceCharge: sums.postedAt === null ? null : Math.max(0, Math.floor((now - sums.postedAt) / 60_000)),
    minuteOfDay: Math.floor((local % DAY_MS) / 60_000),
    cashier: {
      refunds: count(REFUNDS, caller.personId, now - 31 * DAY_MS) + 1,
      charges: count(CHARGES, month, caller.personId),
    },
    todayAmounts: [...today, sums.total],
    balance: sums.balance,
  };
}
