// What happened to a customer under every number that means them, and who looked at what the screen masks.
import { refuse } from '../../core/contract/errors.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import type { CustomerEvent, CustomerLook } from '../../core/contract/procedures/customer.ts';
import { type Minor, sumMinor, ZERO } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerGroup, customerId } from './find-customer.ts';

// A receipt whose place another one took stands no more: of it only the other is counted.
const STANDS = 'NOT EXISTS (SELECT 1 FROM receipt_gone WHERE receipt_seq = r.seq)';
const PAID = `SELECT count(*) AS receipts, coalesce(sum(r.total), 0) AS paid FROM receipt r WHERE r.customer_id = ? AND ${STANDS}`;
const REFUNDED = `
  SELECT coalesce(sum(f.total), 0) AS refunded FROM receipt r JOIN refund_case c ON c.receipt_seq = r.seq
    JOIN refund_document f ON f.case_id = c.id
  WHERE r.customer_id = ? AND ${STANDS}`;

/** Receipts of `group` that stand, what they came to, and what went back of them, minor units. */
export function paidBy(ledger: Ledger, group: readonly number[]): { receipts: number; paid: Minor; refunded: Minor } {
  const paid = group.map(
    (one) => ledger.one<{ receipts: number; paid: Minor }>(PAID, one) ?? { receipts: 0, paid: ZERO },
  );
  const refunded = group.map((one) => ledger.one<{ refunded: Minor }>(REFUNDED, one)?.refunded ?? ZERO);
  return {
    receipts: paid.reduce((sum, one) => sum + one.receipts, 0),
    paid: sumMinor(paid.map((one) => one.paid)),
    refunded: sumMinor(refunded),
  };
}

const under = (customer: string): string =>
  `CASE WHEN ${customer} <> ? THEN (SELECT number FROM customer WHERE id = ${customer}) END AS under`;
const NO_STATE = 'NULL AS state';
/** Each: seq, kind, state, number, at, businessDate, total, by, under; of customer ?2 before link ?3, newest first. */
const EVENTS = {
  receipt: `SELECT x.seq, 'receipt' AS kind, CASE
      WHEN EXISTS (SELECT 1 FROM receipt_void WHERE receipt_seq = x.seq) THEN 'voided'
      WHEN EXISTS (SELECT 1 FROM receipt_exchange WHERE receipt_seq = x.seq) THEN 'exchanged'
      WHEN EXISTS (SELECT 1 FROM receipt_reissue WHERE receipt_seq = x.seq) THEN 'reissued' END AS state,
      d.number, d.at, d.business_date AS businessDate, x.total, p.name AS "by", ${under('x.customer_id')}
    FROM receipt x JOIN document d ON d.seq = x.seq JOIN person p ON p.id = d.person_id
    WHERE x.customer_id = ? AND x.seq < ? ORDER BY x.seq DESC LIMIT ?`,
  refund: `SELECT x.seq, 'refund' AS kind, ${NO_STATE}, d.number, d.at, d.business_date AS businessDate, -x.total AS total,
      p.name AS "by", ${under('c.customer_id')}
    FROM refund_case c JOIN refund_document x ON x.case_id = c.id JOIN document d ON d.seq = x.seq
      JOIN person p ON p.id = d.person_id
    WHERE c.customer_id = ? AND x.seq < ? ORDER BY x.seq DESC LIMIT ?`,
  held: `SELECT x.seq, CASE x.act WHEN 'take' THEN 'taken' WHEN 'return' THEN 'returned' ELSE 'kept' END AS kind,
      a.purpose AS state, d.number, d.at, d.business_date AS businessDate,
      CASE x.act WHEN 'take' THEN x.amount ELSE -x.amount END AS total, p.name AS "by", ${under('a.customer_id')}
    FROM prepayment_account a JOIN prepayment x ON x.account_id = a.id JOIN document d ON d.seq = x.seq
      JOIN person p ON p.id = d.person_id
    WHERE a.customer_id = ? AND x.seq < ? ORDER BY x.seq DESC LIMIT ?`,
  bill: `SELECT x.seq, 'bill' AS kind, CASE WHEN c.bill_id IS NOT NULL THEN 'cancelled' END AS state, x.number, d.at,
      d.business_date AS businessDate, x.amount AS total, p.name AS "by", ${under('x.customer_id')}
    FROM bill x JOIN document d ON d.seq = x.seq JOIN person p ON p.id = d.person_id
      LEFT JOIN bill_cancel c ON c.bill_id = x.id
    WHERE x.customer_id = ? AND x.seq < ? ORDER BY x.seq DESC LIMIT ?`,
  parked: `SELECT x.seq, 'parked' AS kind, ${NO_STATE}, x.number, x.at, NULL AS businessDate, x.total, p.name AS "by",
      ${under('x.customer_id')}
    FROM parked_bill x JOIN person p ON p.id = x.person_id
    WHERE x.customer_id = ? AND x.seq < ? AND NOT EXISTS (SELECT 1 FROM parked_end e WHERE e.parked_seq = x.seq)
    ORDER BY x.seq DESC LIMIT ?`,
  refusal: `SELECT x.seq, 'refusal' AS kind, ${NO_STATE}, x.number, x.at, x.business_date AS businessDate, x.total,
      p.name AS "by", ${under('x.customer_id')}
    FROM refusal x JOIN person p ON p.id = x.person_id
    WHERE x.customer_id = ? AND x.seq < ? ORDER BY x.seq DESC LIMIT ?`,
} as const;

type Found = CustomerEvent & { readonly seq: number };

/** What happened to whoever `number` means now, before link `before` (null: the newest), newest first. */
export function readCustomerHistory(
  ledger: Ledger,
  number: string,
  before: number | null,
  limit: number,
): OutputOf<'customer.history'> {
  const id = customerId(ledger, number) ?? refuse('UNKNOWN_CUSTOMER', { number });
  const from = before ?? Number.MAX_SAFE_INTEGER;
  const found = customerGroup(ledger, id).flatMap((one) =>
    Object.values(EVENTS).flatMap((sql) => ledger.all<Found>(sql, id, one, from, limit + 1)),
  );
  found.sort((one, other) => other.seq - one.seq);
  const page = wholeActs(found, limit);
  const next = found.length > page.length ? (page.at(-1)?.seq ?? null) : null;
  return { events: page.map(({ seq: _seq, ...event }) => event), next };
}

// One document may issue several bills to one customer: what a page ends in the middle of would be left out by the next.
function wholeActs(found: readonly Found[], limit: number): readonly Found[] {
  const last = found[limit - 1]?.seq;
  const beyond = last === undefined ? -1 : found.findIndex(({ seq }) => seq < last);
  return beyond === -1 ? found : found.slice(0, beyond);
}

const KINDS = `c.kind IN ('customer.revealed', 'attachment.opened')`;
/** Exported for the test that no plan scans a table. */
export const LOOKS = `SELECT c.seq, c.at, p.name AS "by" FROM chain c JOIN person p ON p.id = c.person_id
  WHERE c.ref = ? AND ${KINDS} ORDER BY c.seq DESC LIMIT ?`;
const NUMBER = 'SELECT number FROM customer WHERE id = ?';
const PAPERS = 'SELECT attachment_id AS attachment, shows FROM customer_paper WHERE customer_id = ?';

/** Who saw the numbers or opened a paper of whoever `number` means now, papers that were taken off too; newest first. */
export function readCustomerLooks(ledger: Ledger, number: string, limit: number): OutputOf<'customer.looks'> {
  const id = customerId(ledger, number) ?? refuse('UNKNOWN_CUSTOMER', { number });
  const about = customerGroup(ledger, id).flatMap((one): { ref: string; what: CustomerLook['what'] }[] => [
    { ref: ledger.one<{ number: string }>(NUMBER, one)?.number ?? '', what: 'numbers' },
    ...ledger
      .all<{ attachment: string; shows: CustomerLook['what'] }>(PAPERS, one)
      .map(({ attachment, shows }) => ({ ref: attachment, what: shows })),
  ]);
  const found = about.flatMap(({ ref, what }) =>
    ledger
      .all<Omit<CustomerLook, 'what'> & { readonly seq: number }>(LOOKS, ref, limit + 1)
      .map((look) => ({ ...look, what })),
  );
  found.sort((one, other) => other.seq - one.seq);
  const looks = found.slice(0, limit).map(({ at, by, what }) => ({ at, by, what }));
  return { looks, more: found.length > limit };
}
