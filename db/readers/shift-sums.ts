// What one shift came to, read from the rows of its documents and from the journal between its two ends. Which kind of document
// takes part in what is said by its row of kind-sums.ts.
import type { ReportSums } from '../../core/contract/till-report.ts';
import { addMinor, type Minor, ZERO } from '../../core/money/money.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { type DocumentLetter } from '../../core/numbers/document-kinds.ts';
import { countEvents, type ReportEvent } from '../../core/reports/report-events.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { KIND_SUMS, kindParts } from './kind-sums.ts';

/** A shift and the stretch of the chain it lasted: to the end of the chain while it is open. */
export interface ShiftStretch {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly personId: number;
  readonly businessDate: string;
  readonly drawerAccount: string;
}

/** Documents of the shift. A range of the tree first: the rows of other days are never looked at. */
const DOCUMENTS = `
  WITH d AS (SELECT * FROM document WHERE seq BETWEEN :from AND :to AND shift_id = :id)`;

const BY_LETTER = `${DOCUMENTS}
  SELECT d.type, count(*) AS count, min(d.n) AS first, max(d.n) AS last FROM d GROUP BY d.type ORDER BY d.type`;

/** Which items documents charge (+1) or take back (−1). */
const ITEM_LINES = Object.values(KIND_SUMS).flatMap(({ items }) => (items === null ? [] : [items]));

// Name and category as they were on the day, by what was known when the shift ended: a later rename changes no old report.
const ITEMS = `${DOCUMENTS}, moved AS (${ITEM_LINES.map(
  ({ sign, rows }) =>
    `SELECT item_id, ${sign} * count(*) AS count, ${sign} * sum(quantity) AS quantity, ${sign} * sum(amount) AS amount
     FROM (${rows}) GROUP BY item_id`,
).join(' UNION ALL ')}),
  summed AS (SELECT item_id, sum(count) AS count, sum(quantity) AS quantity, sum(amount) AS amount FROM moved GROUP BY item_id)
  SELECT i.code, v.name, v.category, s.count, s.quantity, s.amount
  FROM summed s JOIN item i ON i.id = s.item_id
  JOIN item_version v ON v.item_id = i.id AND v.n = (
    SELECT w.n FROM item_version w WHERE w.item_id = i.id AND w.seq <= :to AND (w.from_date <= :date OR w.n = 1)
    ORDER BY w.from_date <= :date DESC, w.from_date DESC, w.n DESC LIMIT 1)
  WHERE s.count <> 0 OR s.amount <> 0 OR s.quantity <> 0 ORDER BY i.code`;

const TENDERS = `
  SELECT method, count, amount FROM day_tender WHERE business_date = :date AND shift_id = :id ORDER BY method`;

/** What entered and left the drawer besides tenders. */
const CASH = `${DOCUMENTS}
  SELECT kind, count(*) AS count, sum(amount) AS amount
  FROM (${kindParts('drawer')
    .map(({ sql }) => sql)
    .join(' UNION ALL ')})
  GROUP BY kind ORDER BY kind`;

const ACTS = `
  SELECT kind, count(*) AS count FROM chain WHERE seq BETWEEN :from AND :to AND person_id = :person GROUP BY kind`;
/** What somebody else did: a supervisor who did not agree or counted again, the next cashier who did not take the drawer. */
const DONE_TO_IT: Readonly<Partial<Record<ReportEvent, string>>> = {
  rejected: `
    SELECT count(*) AS count FROM approval_decision e JOIN approval_request r ON r.seq = e.request_seq
    WHERE e.seq BETWEEN :from AND :to AND r.person_id = :person AND e.verdict IN ('rejected', 'returned')`,
  recounts: `
    SELECT count(*) AS count FROM cash_count c JOIN approval_use u ON u.seq = c.seq
    WHERE c.seq BETWEEN :from AND :to AND c.shift_id = :id`,
  handoversRejected: `
    SELECT count(*) AS count FROM handover_end e JOIN handover_offer o ON o.seq = e.offer_seq
    WHERE e.seq BETWEEN :from AND :to AND o.shift_id = :id AND e.outcome = 'rejected'`,
  closedByOther: `
    SELECT count(*) AS count FROM cash_count c
    WHERE c.seq BETWEEN :from AND :to AND c.shift_id = :id AND c.purpose = 'forced'`,
};
const REFUSALS = `
  SELECT reason, count(*) AS count, sum(total) AS amount FROM refusal
  WHERE seq BETWEEN :from AND :to AND person_id = :person GROUP BY reason ORDER BY reason`;
const LATE_PAPER = `${DOCUMENTS}
  SELECT r.paper_date AS paperDate, count(*) AS count, sum(r.total) AS amount,
    EXISTS (SELECT 1 FROM closed_day c WHERE c.business_date = r.paper_date AND c.seq < :to) AS closed
  FROM d JOIN receipt r ON r.seq = d.seq WHERE r.paper_date <> d.business_date GROUP BY r.paper_date ORDER BY r.paper_date`;

type Counted = { readonly count: number; readonly amount: Minor };
type ItemRow = Counted & { readonly code: string; readonly name: string; readonly category: string; quantity: number };

/** The sums of `shift` as they stand, or as they stood when it ended. */
export function shiftSums(ledger: Ledger, shift: ShiftStretch): ReportSums {
  const given = {
    from: shift.from,
    to: shift.to,
    id: shift.id,
    date: shift.businessDate,
    person: shift.personId,
    drawer: shift.drawerAccount,
  };
  const all = <T>(sql: string): T[] => ledger.all<T>(sql, given);
  const items = all<ItemRow>(ITEMS);
  const tenders = all<ReportSums['tenders'][number] & Counted>(TENDERS);
  return {
    taken: tenders.reduce((sum, { amount }) => addMinor(sum, amount), ZERO),
    documents: byLetter(ledger, all),
    tenders,
    cash: all<ReportSums['cash'][number]>(CASH),
    categories: categoriesOf(items),
    items,
    events: eventsOf(all),
    refusals: all<ReportSums['refusals'][number]>(REFUSALS),
    latePaper: all<Counted & { paperDate: string; closed: 0 | 1 }>(LATE_PAPER).map((row) => ({
      ...row,
      closed: row.closed === 1,
    })),
  };
}

function byLetter(ledger: Ledger, all: <T>(sql: string) => T[]): ReportSums['documents'] {
  const { counterCode: counter } = ledger.meta;
  const rows = all<{ type: DocumentLetter; count: number; first: number; last: number }>(BY_LETTER);
  return rows.map(({ type, count, first, last }) => {
    const amount = KIND_SUMS[type].amount;
    const [sum] = amount === null ? [] : all<{ amount: Minor | null }>(`${DOCUMENTS} ${amount}`);
    const numbered = (n: number): string => formatDocumentNumber({ counter, type, n });
    return { type, count, first: numbered(first), last: numbered(last), amount: sum?.amount ?? null };
  });
}

function categoriesOf(items: readonly ItemRow[]): ReportSums['categories'] {
  const found = new Map<string, Counted>();
  for (const { category, count, amount } of items) {
    const before = found.get(category) ?? { count: 0, amount: ZERO };
    found.set(category, { count: before.count + count, amount: addMinor(before.amount, amount) });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([category, sum]) => ({ category, ...sum }));
}

function eventsOf(all: <T>(sql: string) => T[]): ReportSums['events'] {
  return countEvents(all<{ readonly kind: string; readonly count: number }>(ACTS), (event) => {
    const toIt = DONE_TO_IT[event];
    return toIt === undefined ? 0 : (all<{ count: number }>(toIt)[0]?.count ?? 0);
  });
}
