// X and Z reports: of a shift, its own stretch of the chain; of a day, its shifts added up,
// with what happened outside every shift. Reading resets nothing.
import { refuse } from '../../core/contract/errors.ts';
import type { ReportedShift, ReportSums, TillReport } from '../../core/contract/till-report.ts';
import { addMinor, type Minor, minor, subtractMinor, ZERO } from '../../core/money/money.ts';
import { addSums, NO_SUMS } from '../../core/reports/add-sums.ts';
import { hideCash } from '../../core/reports/hide-cash.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { outsideShifts } from './outside-shifts.ts';
import { daySums } from './read-day.ts';
import { type ShiftStretch, shiftSums } from './shift-sums.ts';

/** Who asks: their rights decide whether cash is told. */
export type ReportReader = Pick<Caller, 'personId'> & { readonly name: string; readonly mayReadAll: boolean };

interface ShiftRow extends ShiftStretch {
  readonly number: string;
  readonly kind: ReportedShift['kind'];
  readonly cashier: string;
  readonly drawer: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  readonly endHash: Buffer | null;
  readonly float: Minor;
  readonly expected: Minor | null;
  readonly counted: Minor | null;
}

// An open shift reaches to the end of the chain.
const SHIFT = `
  SELECT s.id, s.number, s.kind, s.business_date AS businessDate, s.person_id AS personId, s.opened_at AS openedAt, s.float,
    s.seq AS "from", coalesce(e.seq, (SELECT max(seq) FROM chain)) AS "to", d.account AS drawerAccount, d.name AS drawer,
    p.name AS cashier, e.closed_at AS closedAt, q.name AS closedBy, c.hash AS endHash, e.counted,
    coalesce(e.expected, (SELECT balance FROM account_balance WHERE account = d.account), 0) AS expected
  FROM shift s JOIN drawer d ON d.id = s.drawer_id JOIN person p ON p.id = s.person_id
    LEFT JOIN shift_end e ON e.shift_id = s.id LEFT JOIN chain c ON c.seq = e.seq LEFT JOIN person q ON q.id = c.person_id`;

const Z = `
  SELECT z.n, z.seq, z.perpetual, z.control, c.at, c.hash, p.name AS by
  FROM z_report z JOIN chain c ON c.seq = z.seq JOIN person p ON p.id = c.person_id WHERE z.business_date = ?`;

/**
 * The report of a shift by its number; null: the reader's own open one. Throws Refused UNKNOWN_SHIFT, NO_OPEN_SHIFT, and
 * FORBIDDEN for somebody else's shift to whoever may not read all.
 */
export function readShiftReport(ledger: Ledger, number: string | null, reader: ReportReader): TillReport {
  const row =
    number === null
      ? ledger.one<ShiftRow>(
          `${SHIFT} JOIN open_shift o ON o.shift_id = s.id WHERE o.person_id = ? AND o.kind = 'till'`,
          reader.personId,
        )
      : ledger.one<ShiftRow>(`${SHIFT} WHERE s.number = ?`, number);
  if (row === undefined) return number === null ? refuse('NO_OPEN_SHIFT', {}) : refuse('UNKNOWN_SHIFT', { number });
  if (row.personId !== reader.personId && !reader.mayReadAll) return refuse('FORBIDDEN', { permission: 'report.read' });
  const sums = shiftSums(ledger, row);
  const ended = row.closedAt !== null;
  const report: TillReport = {
    kind: ended ? 'Z' : 'X',
    of: 'shift',
    number: row.number,
    ...headOf(ledger),
    businessDate: row.businessDate,
    ...(row.closedAt === null ? askedNow(ledger, reader) : said(ledger, row.closedAt, row.closedBy)),
    blind: false,
    shifts: [reported(row, sums)],
    cashiers: byCashier([[row, sums]]),
    ...sums,
    counts: countsOf(ledger, row),
    outside: [],
    perpetual: null,
    control: null,
    head: row.endHash === null ? chainHead(ledger) : { seq: row.to, hash: row.endHash.toString('hex') },
  };
  return ended || reader.mayReadAll ? report : hideCash(report);
}

/** The report of a business date: X while it is open, Z once it is closed. Throws Refused DAY_NOT_OPEN when nobody worked. */
export function readDayReport(ledger: Ledger, businessDate: string, reader: ReportReader): TillReport {
  const rows = ledger.all<ShiftRow>(`${SHIFT} WHERE s.business_date = ? ORDER BY s.id`, businessDate);
  const z = ledger.one<{
    n: number;
    seq: number;
    perpetual: Minor;
    control: Minor;
    at: number;
    hash: Buffer;
    by: string;
  }>(Z, businessDate);
  if (rows.length === 0 && z === undefined) return refuse('DAY_NOT_OPEN', { businessDate });
  const shifts = rows.map((row) => [row, shiftSums(ledger, row)] as const);
  const sums = addSums(shifts.map(([, one]) => one));
  const outside = outsideShifts(ledger, businessDate);
  const day = daySums(ledger, businessDate);
  // The running totals and the rows say the same, or one of them is not to be believed.
  if (day.taken !== sums.taken)
    throw new Error(`${businessDate}: shifts come to ${sums.taken}, the day to ${day.taken}`);
  return {
    kind: z === undefined ? 'X' : 'Z',
    of: 'day',
    number: z === undefined ? null : String(z.n),
    ...headOf(ledger),
    businessDate,
    ...(z === undefined ? askedNow(ledger, reader) : said(ledger, z.at, z.by)),
    blind: false,
    shifts: shifts.map(([row, one]) => reported(row, one)),
    cashiers: byCashier(shifts),
    ...addSums([sums, { ...NO_SUMS, ...outside }]),
    counts: rows.flatMap((row) => countsOf(ledger, row)),
    outside: outside.events,
    perpetual: z?.perpetual ?? perpetualNow(ledger),
    control: z?.control ?? day.control,
    head: z === undefined ? chainHead(ledger) : { seq: z.seq, hash: z.hash.toString('hex') },
  };
}

function headOf(ledger: Ledger): Pick<TillReport, 'organisation' | 'counter' | 'currency'> {
  const { organisation, counterCode, counterName, currency } = ledger.meta;
  return { organisation, counter: { code: counterCode, name: counterName }, currency };
}

function askedNow(ledger: Ledger, reader: ReportReader): Pick<TillReport, 'at' | 'utcOffsetMinutes' | 'by'> {
  return said(ledger, ledger.clock.now(), reader.name);
}

function said(ledger: Ledger, at: number, by: string | null): Pick<TillReport, 'at' | 'utcOffsetMinutes' | 'by'> {
  return { at, utcOffsetMinutes: ledger.clock.utcOffset(at), by: by ?? '' };
}

function chainHead(ledger: Ledger): TillReport['head'] {
  return { seq: ledger.head.seq, hash: ledger.head.hash.toString('hex') };
}

const COUNTS = `
  SELECT purpose, p.name AS "by", x.at, counted, expected FROM (
    SELECT seq, purpose, person_id, at, counted, expected FROM cash_count WHERE shift_id = :id
    UNION ALL SELECT h.seq, 'taking', h.person_id, h.at, h.counted, NULL
      FROM handover_offer o JOIN handover_count h ON h.offer_seq = o.seq WHERE o.shift_id = :id
    UNION ALL SELECT e.seq, 'rejected', e.person_id, e.at, e.counted, NULL
      FROM handover_offer o JOIN handover_end e ON e.offer_seq = o.seq AND e.outcome = 'rejected' WHERE o.shift_id = :id) x
  JOIN person p ON p.id = x.person_id ORDER BY x.seq`;

function countsOf(ledger: Ledger, { id, number }: ShiftRow): TillReport['counts'] {
  const rows = ledger.all<Omit<TillReport['counts'][number], 'shift'>>(COUNTS, { id });
  return rows.map((row) => ({ shift: number, ...row }));
}

/** What all tenders ever came to: the last Z report's, and the days since. */
function perpetualNow(ledger: Ledger): Minor {
  const row = ledger.one<{ total: number }>(`
    SELECT coalesce((SELECT perpetual FROM z_report ORDER BY n DESC LIMIT 1), 0)
      + coalesce((SELECT sum(amount) FROM day_tender
          WHERE business_date > coalesce((SELECT max(business_date) FROM z_report), '')), 0) AS total`);
  return minor(row?.total ?? 0);
}

function reported(row: ShiftRow, sums: ReportSums): ReportedShift {
  const { number, kind, cashier, drawer, openedAt, closedAt, float, expected, counted } = row;
  const difference = counted === null || expected === null ? null : subtractMinor(counted, expected);
  // An office's and a backfill's money lies in no drawer that anybody counts.
  const inDrawer = kind === 'till' ? { float, expected, counted, difference } : NOTHING_COUNTED;
  return { number, kind, cashier, drawer, openedAt, closedAt, taken: sums.taken, ...inDrawer };
}

const NOTHING_COUNTED = { float: null, expected: null, counted: null, difference: null };

function byCashier(shifts: readonly (readonly [ShiftRow, ReportSums])[]): TillReport['cashiers'] {
  const found = new Map<number, TillReport['cashiers'][number]>();
  for (const [row, sums] of shifts) {
    const before = found.get(row.personId) ?? { cashier: row.cashier, shifts: 0, receipts: 0, taken: ZERO };
    const receipts = sums.documents.find(({ type }) => type === 'R')?.count ?? 0;
    found.set(row.personId, {
      cashier: row.cashier,
      shifts: before.shifts + 1,
      receipts: before.receipts + receipts,
      taken: addMinor(before.taken ?? ZERO, sums.taken ?? ZERO),
    });
  }
  return [...found.values()];
}

interface ShiftListRow {
  readonly number: string;
  readonly kind: ReportedShift['kind'];
  readonly cashier: string;
  readonly drawer: string;
  readonly businessDate: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

/** Shifts, the newest first: all of them, or the reader's own. */
export function listShifts(ledger: Ledger, limit: number, reader: ReportReader): ShiftListRow[] {
  return ledger.all<ShiftListRow>(
    `SELECT s.number, s.kind, p.name AS cashier, d.name AS drawer, s.business_date AS businessDate,
       s.opened_at AS openedAt, e.closed_at AS closedAt
     FROM shift s JOIN person p ON p.id = s.person_id JOIN drawer d ON d.id = s.drawer_id
       LEFT JOIN shift_end e ON e.shift_id = s.id
     WHERE (? OR s.person_id = ?) ORDER BY s.id DESC LIMIT ?`,
    reader.mayReadAll ? 1 : 0,
    reader.personId,
    limit,
  );
}
