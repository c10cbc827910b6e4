// Bills that were not paid: one day's, and per day how many for which reason.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { RefusalRow } from '../../core/contract/procedures/hold.ts';
import type { RefusalReason } from '../../core/charge/refusal-reason.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerOf } from './find-customer.ts';

const OF_DAY = `
  SELECT r.seq, r.number, r.business_date AS businessDate, r.at, p.name AS by, r.customer_id AS customerId, r.payer, r.reason,
    r.text, r.follow_up AS followUp, (SELECT count(*) FROM refusal_line l WHERE l.seq = r.seq) AS lines, r.total
  FROM refusal r JOIN person p ON p.id = r.person_id WHERE r.business_date = ? ORDER BY r.seq DESC`;
const COUNTS = `
  SELECT business_date AS businessDate, reason, count(*) AS count, sum(total) AS total FROM refusal
  WHERE business_date BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2`;

interface Counted {
  readonly businessDate: string;
  readonly reason: RefusalReason;
  readonly count: number;
  readonly total: Minor;
}
type Row = Omit<RefusalRow, 'who'> & { seq: number; customerId: number | null; payer: string | null };

function counts(ledger: Ledger, from: string, to: string): Counted[] {
  return ledger.all<Counted>(COUNTS, from, to);
}

/** The refusals of one business date, newest first, with counts by reason. */
export function readRefusals(ledger: Ledger, businessDate: string): OutputOf<'refusal.list'> {
  const refusals = ledger.all<Row>(OF_DAY, businessDate).map(({ seq: _seq, customerId, payer, ...row }) => ({
    ...row,
    who: payer ?? (customerId === null ? null : (customerOf(ledger, customerId)?.name ?? null)),
  }));
  const byReason = counts(ledger, businessDate, businessDate);
  return { businessDate, refusals, counts: byReason.map(({ businessDate: _date, ...rest }) => rest) };
}

/** Counts per business date and reason from `from` to `to`, both included; null is open. */
export function readRefusalCounts(ledger: Ledger, from: string | null, to: string | null): OutputOf<'report.refusals'> {
  const all = counts(ledger, from ?? '0000-01-01', to ?? '9999-12-31');
  const days = Map.groupBy(all, (row) => row.businessDate);
  return {
    days: [...days].map(([businessDate, rows]) => ({
      businessDate,
      counts: rows.map(({ businessDate: _date, ...rest }) => rest),
    })),
  };
}
