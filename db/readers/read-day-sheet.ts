// The sheet of a day for people: who took what when, what was taken back and why, what does not add up, what stays open.
import type { DaySheet } from '../../core/contract/day-sheet.ts';
import type { TakenBackLetter } from '../../core/numbers/document-kinds.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { carriedOver } from './read-carried.ts';
import { kindParts } from './kind-sums.ts';
import { type ReportReader, readDayReport } from './read-till-report.ts';

// Documents of a date lie between the first shift of the date and the act that closed it: a range, not the whole tree.
const OF_DAY = `
  WITH reach AS (SELECT (SELECT min(seq) FROM shift WHERE business_date = :date) AS first,
      coalesce((SELECT seq FROM z_report WHERE business_date = :date), (SELECT max(seq) FROM chain)) AS last),
    d AS (SELECT * FROM document WHERE seq BETWEEN (SELECT first FROM reach) AND (SELECT last FROM reach)
      AND business_date = :date)`;

/** Part `name` of every kind of document that has one. */
function all(name: 'moved' | 'back', said: (part: ReturnType<typeof kindParts>[number]) => string): string {
  return kindParts(name).map(said).join(' UNION ALL ');
}

// The hour by the clock of the counter at that moment: a day in which clocks are changed has one hour twice or none.
const HOURS = `${OF_DAY}
  SELECT ((at + utc_offset * 60000) / 3600000) % 24 AS hour, count(*) AS count, sum(amount) AS amount
  FROM (${all('moved', ({ sql }) => sql)}) GROUP BY 1 ORDER BY 1`;

/** What was taken back, by kind and reason. */
const BACK = `${OF_DAY}
  SELECT type, reason, count(*) AS count, sum(amount) AS amount FROM (${all('back', ({ letter, sql }) => `SELECT '${letter}' AS type, * FROM (${sql})`)})
  GROUP BY 1, 2 ORDER BY 1, 4 DESC`;

const PARKED = 'SELECT count(*) AS count FROM parked_now';

type Summed = { readonly count: number; readonly amount: Minor };

/** The sheet of `date`; a date nobody worked on is an empty sheet. */
export function readDaySheet(ledger: Ledger, date: string, reader: ReportReader): DaySheet {
  const worked = ledger.one('SELECT 1 FROM shift WHERE business_date = ?', date) !== undefined;
  if (!worked) return emptySheet(ledger, date);
  const report = readDayReport(ledger, date, reader);
  const { organisation, counter, currency, at, utcOffsetMinutes, businessDate, head } = report;
  const sum = (amount: Minor | null): Minor => {
    if (amount === null) throw new Error(`the sheet of ${date} was to be made of a report without amounts`);
    return amount;
  };
  return {
    ...{ organisation, counter, currency, businessDate, at, utcOffsetMinutes, head },
    z: report.number === null ? null : Number(report.number),
    taken: sum(report.taken),
    receipts: report.documents.find(({ type }) => type === 'R')?.count ?? 0,
    perpetual: sum(report.perpetual),
    hours: ledger.all<Summed & { hour: number }>(HOURS, { date }),
    tenders: report.tenders.map((row) => ({ ...row, amount: sum(row.amount) })),
    cashiers: report.cashiers.map((row) => ({ ...row, taken: sum(row.taken) })).filter((row) => row.receipts > 0),
    takenBack: ledger.all<Summed & { type: TakenBackLetter; reason: string }>(BACK, { date }),
    refusals: report.refusals
      .map((row) => ({ ...row, amount: sum(row.amount) }))
      .toSorted((one, other) => other.amount - one.amount),
    differences: report.shifts.flatMap(({ number, cashier, difference }) =>
      difference === null || difference === 0 ? [] : [{ shift: number, cashier, difference }],
    ),
    openShifts: report.shifts.flatMap(({ number, cashier, drawer, closedAt }) =>
      closedAt === null ? [{ shift: number, cashier, drawer }] : [],
    ),
    parked: report.kind === 'Z' ? 0 : (ledger.one<{ count: number }>(PARKED)?.count ?? 0),
    carried: carriedOver(ledger, date),
  };
}

function emptySheet(ledger: Ledger, businessDate: string): DaySheet {
  const { organisation, counterCode, counterName, currency } = ledger.meta;
  const at = ledger.clock.now();
  const before = ledger.one<{ perpetual: Minor }>('SELECT perpetual FROM z_report ORDER BY n DESC LIMIT 1');
  const nothing = 0 as Minor;
  return {
    organisation,
    counter: { code: counterCode, name: counterName },
    currency,
    businessDate,
    at,
    utcOffsetMinutes: ledger.clock.utcOffset(at),
    z: null,
    taken: nothing,
    receipts: 0,
    perpetual: before?.perpetual ?? nothing,
    hours: [],
    tenders: [],
    cashiers: [],
    takenBack: [],
    refusals: [],
    differences: [],
    openShifts: [],
    parked: ledger.one<{ count: number }>(PARKED)?.count ?? 0,
    carried: carriedOver(ledger, businessDate),
    head: { seq: ledger.head.seq, hash: ledger.head.hash.toString('hex') },
  };
}
