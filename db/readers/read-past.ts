// What an approver wants to know before they sign: what this customer has asked back before, and how this cashier works.
import type { CaseFile, PastCase } from '../../core/contract/case-file-view.ts';
import { ZERO } from '../../core/money/money.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerGroup } from './find-customer.ts';
import type { CaseHead } from './read-refund.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 31 * DAY_MS;
const YEAR_MS = 366 * DAY_MS;
const MOST_CASES = 8;

const CASES = `
  SELECT c.id, c.number, c.at, v.total, s.state, v.reason, p.name AS "by" FROM refund_case c
    JOIN refund_now s ON s.case_id = c.id JOIN refund_submission v ON v.case_id = c.id AND v.n = s.version
    JOIN person p ON p.id = c.person_id`;
const OF_CUSTOMER = `${CASES} WHERE c.customer_id IN (SELECT value FROM json_each(?)) AND c.at >= ? ORDER BY c.id DESC`;
const OF_PERSON = `${CASES} WHERE c.person_id = ? AND c.at >= ? ORDER BY c.id DESC`;

type Row = PastCase & { readonly id: number };

interface Past {
  readonly refunds: number;
  readonly refunded: Minor;
  readonly rejected: number;
  readonly open: number;
  readonly cases: PastCase[];
}

/** Sums of the cases before this one, and the newest of them. Refunded is what was approved, whether it is paid yet or not. */
function pastOf(rows: readonly Row[], here: number): Past {
  const others = rows.filter(({ id }) => id !== here);
  const approved = others.filter(({ state }) => APPROVED.has(state));
  return {
    refunds: others.length,
    refunded: approved.reduce<Minor>((sum, { total }) => (sum + total) as Minor, ZERO),
    rejected: others.filter(({ state }) => state === 'rejected').length,
    open: others.filter(({ state }) => !APPROVED.has(state) && state !== 'rejected' && state !== 'withdrawn').length,
    cases: others.slice(0, MOST_CASES).map(({ id: _, ...one }) => one),
  };
}

const APPROVED: ReadonlySet<PastCase['state']> = new Set(['approved', 'paying', 'payoutFailed', 'paid', 'closed']);

export function customerPast(ledger: Ledger, { id, customerId }: CaseHead): CaseFile['customerPast'] {
  if (customerId === null) return null;
  const group = JSON.stringify(customerGroup(ledger, customerId));
  const { refunds, refunded, open, cases } = pastOf(
    ledger.all<Row>(OF_CUSTOMER, group, ledger.clock.now() - YEAR_MS),
    id,
  );
  return { refunds, refunded, open, cases };
}

// By the stretch of the chain each shift lasted, and the prints of a month by theirs: neither walks through what grows.
const DOCUMENTS = `
  SELECT d.type, count(*) AS n FROM shift s JOIN document d ON d.shift_id = s.id AND d.type IN ('R', 'V', 'T')
    AND d.seq BETWEEN s.seq AND coalesce((SELECT seq FROM shift_end e WHERE e.shift_id = s.id), (SELECT max(seq) FROM chain))
  WHERE s.business_date >= ? AND s.person_id = ? GROUP BY d.type`;
const REPRINTS = `
  SELECT count(*) AS n FROM print_mark m
  WHERE m.seq >= (SELECT min(seq) FROM shift WHERE business_date >= ?) AND m.person_id = ? AND m.kind = 'copy'`;

export function applicantPast(ledger: Ledger, { id, personId, appliedBy }: CaseHead): CaseFile['applicant'] {
  const since = ledger.clock.now() - MONTH_MS;
  const first = new Date(since).toISOString().slice(0, 10);
  const byType = new Map(
    ledger.all<{ type: string; n: number }>(DOCUMENTS, first, personId).map(({ type, n }) => [type, n]),
  );
  const { refunds, refunded, rejected, cases } = pastOf(ledger.all<Row>(OF_PERSON, personId, since), id);
  return {
    name: appliedBy,
    receipts: byType.get('R') ?? 0,
    voids: byType.get('V') ?? 0,
    corrections: byType.get('T') ?? 0,
    reprints: ledger.one<{ n: number }>(REPRINTS, first, personId)?.n ?? 0,
    ...{ refunds, refunded, rejected, cases },
  };
}
