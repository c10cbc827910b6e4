// What happened while those who did it had no shift open: a copy printed at the finance desk, a call that was forbidden
// before the first shift. A Z report answers for the whole stretch of the chain since the one before it, so that every such
// act stands in one report and in no other.
import type { ReportSums } from '../../core/contract/till-report.ts';
import type { Minor } from '../../core/money/money.ts';
import { countEvents, EVENT_ACTS } from '../../core/reports/report-events.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openDays } from './read-day.ts';

export type OutsideShifts = Pick<ReportSums, 'events' | 'refusals'>;

// A day that is closed ends with its Z report; the oldest open one will, and reaches as far as the chain does.
const CLOSED = `
  SELECT coalesce((SELECT seq FROM z_report WHERE n = z.n - 1), 0) + 1 AS "from", z.seq AS "to"
  FROM z_report z WHERE z.business_date = ?`;
const OPEN = `
  SELECT coalesce((SELECT seq FROM z_report ORDER BY n DESC LIMIT 1), 0) + 1 AS "from", max(seq) AS "to" FROM chain`;

/** Nobody's shift: of whoever is `person`, at link `seq`. */
const noShiftOf = (person: string, seq: string): string => `
  NOT EXISTS (SELECT 1 FROM shift s LEFT JOIN shift_end e ON e.shift_id = s.id
    WHERE s.person_id = ${person} AND s.seq <= ${seq} AND (e.seq IS NULL OR e.seq >= ${seq}))`;

const COUNTED = Object.values(EVENT_ACTS).flat();
const ACTS = `
  SELECT c.kind, count(*) AS count FROM chain c
  WHERE c.seq BETWEEN :from AND :to AND c.kind IN (${COUNTED.map((kind) => `'${kind}'`).join()})
    AND ${noShiftOf('c.person_id', 'c.seq')}
  GROUP BY c.kind`;
const REJECTED = `
  SELECT count(*) AS count FROM approval_decision d JOIN approval_request r ON r.seq = d.request_seq
  WHERE d.seq BETWEEN :from AND :to AND d.verdict IN ('rejected', 'returned') AND ${noShiftOf('r.person_id', 'd.seq')}`;
const REFUSALS = `
  SELECT r.reason, count(*) AS count, sum(r.total) AS amount FROM refusal r
  WHERE r.seq BETWEEN :from AND :to AND ${noShiftOf('r.person_id', 'r.seq')} GROUP BY r.reason ORDER BY r.reason`;

/** What the report of `businessDate` has to say besides its shifts. */
export function outsideShifts(ledger: Ledger, businessDate: string): OutsideShifts {
  const stretch = stretchOf(ledger, businessDate);
  if (stretch === undefined) return { events: [], refusals: [] };
  const acts = ledger.all<{ kind: string; count: number }>(ACTS, stretch);
  const rejected = ledger.one<{ count: number }>(REJECTED, stretch)?.count ?? 0;
  const events = countEvents(acts, (event) => (event === 'rejected' ? rejected : 0));
  return { events, refusals: ledger.all<{ reason: string; count: number; amount: Minor }>(REFUSALS, stretch) };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function stretchOf(ledger: Ledger, businessDate: string): Stretch | undefined {
  const closed = ledger.one<Stretch>(CLOSED, businessDate);
  if (closed !== undefined) return closed;
  return openDays(ledger)[0] === businessDate ? ledger.one<Stretch>(OPEN) : undefined;
}
