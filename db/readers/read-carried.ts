// What a business date leaves to be done when it is closed: one row of this table per kind, so that a new kind of case is
// carried over by its row and nothing else. Every amount is of what is still open now, not of what once was.
import type { DayCarried } from '../../core/contract/procedures/day.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';

// Each answers count and amount of what business dates up to `closing` left open. What can be much is counted by the database
// as it comes and goes (0031-day.sql), so that nobody waits for a day because of all the days before it.
const openItems = (kind: 'cheque' | 'deposit'): string => `
    SELECT count(*) AS count, coalesce(sum(amount), 0) AS amount FROM open_item
    WHERE kind = '${kind}' AND business_date <= (SELECT date FROM closing)`;
const CARRIED: Readonly<Record<DayCarried['kind'], string>> = {
  unverified: `
    SELECT coalesce(sum(count), 0) AS count, coalesce(sum(amount), 0) AS amount FROM unproved_day
    WHERE business_date <= (SELECT date FROM closing)`,
  cheques: openItems('cheque'),
  deposits: openItems('deposit'),
  // Handed in and not decided; decided and not paid to the end; sent, and nobody knows whether it arrived.
  openCases: `
    SELECT count(*) AS count, coalesce(sum(v.total), 0) AS amount
    FROM refund_now s JOIN refund_case c ON c.id = s.case_id JOIN chain l ON l.seq = c.seq
      JOIN refund_submission v ON v.case_id = s.case_id AND v.n = s.version
    WHERE s.state IN ('awaitingUse', 'awaitingSecondEntry', 'awaitingApproval', 'returned')
      AND l.business_date <= (SELECT date FROM closing)`,
  unpaidRefunds: `
    SELECT count(*) AS count, coalesce(sum(p.amount), 0) AS amount
    FROM payout_now s JOIN refund_payout p ON p.case_id = s.case_id AND p.n = s.payout_n JOIN chain l ON l.seq = p.seq
    WHERE l.business_date <= (SELECT date FROM closing)
      AND (s.state IN ('approved', 'sent') OR (s.state = 'failed'
        AND NOT EXISTS (SELECT 1 FROM refund_payout r WHERE r.case_id = p.case_id AND r.replaces = p.n)))`,
  unknownPayouts: `
    SELECT count(*) AS count, coalesce(sum(p.amount), 0) AS amount
    FROM payout_now s JOIN refund_payout p ON p.case_id = s.case_id AND p.n = s.payout_n JOIN chain l ON l.seq = p.seq
    WHERE s.state = 'unknown' AND l.business_date <= (SELECT date FROM closing)`,
  refusals: `
    SELECT count(*) AS count, coalesce(sum(total), 0) AS amount FROM refusal WHERE business_date = (SELECT date FROM closing)`,
};

/** What is carried over from `date`, in the order of the table; kinds of which nothing is open are left out. */
export function carriedOver(ledger: Ledger, date: string): DayCarried[] {
  return Object.entries(CARRIED).flatMap(([kind, sql]) => {
    const row = ledger.one<{ count: number; amount: Minor }>(`WITH closing (date) AS (SELECT ?) ${sql}`, date);
    return row === undefined || row.count === 0 ? [] : [{ kind: kind as DayCarried['kind'], ...row }];
  });
}
