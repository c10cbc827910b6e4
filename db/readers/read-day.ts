// The end of a day as finance sees it: which days wait, what blocks the oldest, and the Z report of a closed one.
// Sums come from the running totals, which the database keeps with every posting and verify proves.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { DayBlocker, ZReportView } from '../../core/contract/procedures/day.ts';
import { type Minor, minor } from '../../core/money/money.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { carriedOver } from './read-carried.ts';

// Days are closed in their order, so that every open one is after the last closed: looked for date by date, not shift by shift.
const OPEN_DAYS = `
  WITH RECURSIVE day (date) AS (
    SELECT min(business_date) FROM shift WHERE business_date > coalesce((SELECT max(business_date) FROM closed_day), '')
    UNION ALL
    SELECT (SELECT min(business_date) FROM shift WHERE business_date > day.date) FROM day WHERE day.date IS NOT NULL)
  SELECT date AS businessDate FROM day WHERE date IS NOT NULL`;
// CROSS: from the few that are open to what they are, never the other way round.
const OPEN_SHIFTS = `
  SELECT s.number AS shift, p.name AS cashier, d.name AS drawer, s.business_date AS businessDate
  FROM open_shift o CROSS JOIN shift s ON s.id = o.shift_id JOIN person p ON p.id = o.person_id JOIN drawer d ON d.id = o.drawer_id
  WHERE s.business_date <= ? ORDER BY s.id`;
const PARKED = `
  SELECT b.number, p.name AS by, b.total FROM parked_now o CROSS JOIN parked_bill b ON b.seq = o.parked_seq
  JOIN person p ON p.id = b.person_id JOIN chain c ON c.seq = b.seq WHERE c.business_date <= ? ORDER BY b.seq`;
/** What a business date came to, from its running totals. Minor units. */
export interface DaySums {
  readonly documents: number;
  readonly taken: Minor;
  readonly control: Minor;
}

/** The sums of `date` as they stand. */
export function daySums(ledger: Ledger, date: string): DaySums {
  const one = (sql: string): number => ledger.one<{ sum: number }>(sql, date)?.sum ?? 0;
  return {
    documents: one('SELECT coalesce(sum(count), 0) AS sum FROM day_document WHERE business_date = ?'),
    taken: minor(one('SELECT coalesce(sum(amount), 0) AS sum FROM day_tender WHERE business_date = ?')),
    control: minor(one('SELECT coalesce(sum(debit), 0) AS sum FROM day_account WHERE business_date = ?')),
  };
}

/** Business dates with shifts that are not closed, the oldest first. */
export function openDays(ledger: Ledger): string[] {
  return ledger.all<{ businessDate: string }>(OPEN_DAYS).map((row) => row.businessDate);
}

/** Everything that keeps `date` from being closed. */
export function dayBlockers(ledger: Ledger, date: string): DayBlocker[] {
  const earlier = openDays(ledger).filter((open) => open < date);
  return [
    ...earlier.map((businessDate) => ({ kind: 'earlierDay' as const, businessDate })),
    ...ledger
      .all<Omit<Extract<DayBlocker, { kind: 'openShift' }>, 'kind'>>(OPEN_SHIFTS, date)
      .map((row) => ({ kind: 'openShift' as const, ...row })),
    ...ledger
      .all<Omit<Extract<DayBlocker, { kind: 'parkedBill' }>, 'kind'>>(PARKED, date)
      .map((row) => ({ kind: 'parkedBill' as const, ...row })),
  ];
}

export function readDayState(ledger: Ledger): OutputOf<'day.state'> {
  const open = openDays(ledger);
  const oldest = open[0];
  const lastClosed = ledger.one<{ d: string | null }>('SELECT max(business_date) AS d FROM closed_day')?.d ?? null;
  return {
    open: open.map((businessDate) => {
      return { businessDate, ...daySums(ledger, businessDate) };
    }),
    blockers: oldest === undefined ? [] : dayBlockers(ledger, oldest),
    carried: oldest === undefined ? [] : carriedOver(ledger, oldest),
    lastClosed,
  };
}

const Z_ROW = `
  SELECT z.n AS number, z.business_date AS businessDate, c.at AS closedAt, p.name AS by, z.taken, z.perpetual, z.control, c.hash
  FROM z_report z JOIN chain c ON c.seq = z.seq JOIN person p ON p.id = c.person_id WHERE z.business_date = ?`;
const DOCUMENTS = `
  SELECT t.type, s.name, t.count, t.amount,
    (SELECT min(n) FROM document d WHERE d.type = t.type AND d.business_date = t.business_date) AS first,
    (SELECT max(n) FROM document d WHERE d.type = t.type AND d.business_date = t.business_date) AS last
  FROM day_document t JOIN number_series s ON s.type = t.type WHERE t.business_date = ? ORDER BY t.type`;
const TENDERS = `
  SELECT method, sum(count) AS count, sum(amount) AS amount FROM day_tender WHERE business_date = ?
  GROUP BY method ORDER BY method`;
const SHIFTS = `
  SELECT s.number, p.name AS cashier, e.counted - e.expected AS difference,
    (SELECT coalesce(sum(amount), 0) FROM day_tender t WHERE t.business_date = s.business_date AND t.shift_id = s.id) AS taken
  FROM shift s JOIN person p ON p.id = s.person_id LEFT JOIN shift_end e ON e.shift_id = s.id
  WHERE s.business_date = ? ORDER BY s.id`;

interface ZRow {
  readonly number: number;
  readonly businessDate: string;
  readonly closedAt: number;
  readonly by: string;
  readonly taken: Minor;
  readonly perpetual: Minor;
  readonly control: Minor;
  readonly hash: Buffer;
}
type DocumentRow = Omit<ZReportView['documents'][number], 'first' | 'last'> & {
  readonly first: number;
  readonly last: number;
};

/** The Z report of `date`. Throws Refused DAY_NOT_CLOSED. */
export function readZReport(ledger: Ledger, date: string): ZReportView {
  const row = ledger.one<ZRow>(Z_ROW, date) ?? refuse('DAY_NOT_CLOSED', { businessDate: date });
  const { hash, ...said } = row;
  const { organisation, counterCode, counterName, currency } = ledger.meta;
  const numbered = (type: string, n: number): string => formatDocumentNumber({ counter: counterCode, type, n });
  return {
    ...said,
    utcOffsetMinutes: ledger.clock.utcOffset(row.closedAt),
    organisation,
    counter: { code: counterCode, name: counterName },
    currency,
    documents: ledger.all<DocumentRow>(DOCUMENTS, date).map(({ first, last, ...rest }) => ({
      ...rest,
      first: numbered(rest.type, first),
      last: numbered(rest.type, last),
    })),
    tenders: ledger.all<ZReportView['tenders'][number]>(TENDERS, date),
    shifts: ledger.all<ZReportView['shifts'][number]>(SHIFTS, date),
    head: hash.toString('hex'),
  };
}
