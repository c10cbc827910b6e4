// One customer's file as a window sees it: masked, with their papers, their freeze and the numbers that mean them now.
import { refuse } from '../../core/contract/errors.ts';
import type { OutputOf } from '../../core/contract/contract.ts';
import type { CustomerFile } from '../../core/contract/procedures/customer.ts';
import { type Minor, sumMinor, ZERO } from '../../core/money/money.ts';
import { Act } from '../ledger/act.ts';
import { type CustomerFacts, draftOf, FACT_COLUMNS, phonesOf } from '../ledger/customer-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { paidBy } from './customer-history.ts';
import { customerGroup, customerOf, maskPhone } from './find-customer.ts';

export interface KnownCustomer extends CustomerFacts {
  readonly id: number;
  readonly number: string;
  readonly pinyin: string;
  /** The newest version. */
  readonly version: number;
  readonly frozen: number;
  readonly mergedInto: number | null;
}

const BY_NUMBER = `
  SELECT c.id, c.number, s.n AS version, s.frozen, s.merged_into AS mergedInto, v.pinyin, ${FACT_COLUMNS}
  FROM customer c JOIN customer_now s ON s.customer_id = c.id
    JOIN customer_version v ON v.customer_id = c.id AND v.n = s.n`;

/** Customer `number` itself, merged or not. Throws Refused UNKNOWN_CUSTOMER. */
export function customerItself(ledger: Ledger, number: string): KnownCustomer {
  return ledger.one<KnownCustomer>(`${BY_NUMBER} WHERE c.number = ?`, number) ?? refuse('UNKNOWN_CUSTOMER', { number });
}

/** The customer in row `id`. */
export function customerInRow(ledger: Ledger, id: number): KnownCustomer | undefined {
  return ledger.one<KnownCustomer>(`${BY_NUMBER} WHERE c.id = ?`, id);
}

/** Customer `number`, to be changed. Throws Refused UNKNOWN_CUSTOMER, or CUSTOMER_MERGED for an old number. */
export function customerToChange(ledger: Ledger, number: string): KnownCustomer {
  const known = customerItself(ledger, number);
  if (known.mergedInto === null) return known;
  const into = customerOf(ledger, known.mergedInto)?.number ?? '';
  return refuse('CUSTOMER_MERGED', { number, into });
}

const FREEZE = `
  SELECT f.reason, f.at, p.name AS "by" FROM customer_freeze f JOIN person p ON p.id = f.person_id
  WHERE f.customer_id = ? ORDER BY f.n DESC LIMIT 1`;
const MERGED = `
  SELECT c.number, v.name, m.at, p.name AS "by", m.reason
  FROM customer_now s JOIN customer c ON c.id = s.customer_id
    JOIN customer_version v ON v.customer_id = s.customer_id AND v.n = s.n
    JOIN customer_merge m ON m.from_id = s.customer_id
      AND m.n = (SELECT max(n) FROM customer_merge WHERE from_id = s.customer_id)
    JOIN person p ON p.id = m.person_id
  WHERE s.merged_into = ? ORDER BY m.at, c.id`;
const PAPERS = `
  SELECT p.n, p.attachment_id AS attachment, p.shows, a.media, a.size, p.at AS keptAt, w.name AS "by"
  FROM customer_paper p JOIN attachment a ON a.id = p.attachment_id JOIN person w ON w.id = p.person_id
  WHERE p.customer_id = ? AND NOT EXISTS (
    SELECT 1 FROM customer_paper_end e WHERE e.customer_id = p.customer_id AND e.n = p.n) ORDER BY p.n`;

const HELD = `
  SELECT coalesce(sum(l.remaining), 0) AS held FROM prepayment_account a JOIN load_left l ON l.account_id = a.id
  WHERE a.customer_id = ? AND a.purpose = ?`;
const OWED = `
  SELECT coalesce(sum(amount - paid - cancelled), 0) AS owed FROM bill_state
  WHERE customer_id = ? AND amount - paid - cancelled > 0`;

function balancesOf(ledger: Ledger, group: readonly number[]): CustomerFile['balances'] {
  const held = (purpose: 'prepayment' | 'deposit'): Minor =>
    sumMinor(group.map((id) => ledger.one<{ held: Minor }>(HELD, id, purpose)?.held ?? ZERO));
  const owed = group.map((id) => ledger.one<{ owed: Minor }>(OWED, id)?.owed ?? ZERO);
  return { prepayment: held('prepayment'), deposit: held('deposit'), owed: sumMinor(owed) };
}

/** The file of whoever `number` means now. Throws Refused UNKNOWN_CUSTOMER. */
export function readCustomerFile(ledger: Ledger, number: string): CustomerFile {
  const asked = customerItself(ledger, number);
  const id = asked.mergedInto ?? asked.id;
  const known =
    (asked.mergedInto === null ? asked : customerInRow(ledger, id)) ?? refuse('UNKNOWN_CUSTOMER', { number });
  const view = customerOf(ledger, asked.id) ?? refuse('UNKNOWN_CUSTOMER', { number });
  const group = customerGroup(ledger, id);
  return {
    ...view,
    phones: phonesOf(known).map(maskPhone),
    idType: known.idType,
    tags: [...draftOf(known).tags],
    version: known.version,
    freeze: known.frozen === 1 ? (ledger.one<NonNullable<CustomerFile['freeze']>>(FREEZE, id) ?? null) : null,
    merged: ledger.all(MERGED, id),
    papers: group.flatMap((one) => ledger.all<CustomerFile['papers'][number]>(PAPERS, one)),
    ...paidBy(ledger, group),
    balances: balancesOf(ledger, group),
  };
}

/** What is masked elsewhere, with a trace of who looked. Throws Refused UNKNOWN_CUSTOMER. */
export function revealCustomer(ledger: Ledger, personId: number, number: string): OutputOf<'customer.reveal'> {
  const asked = customerItself(ledger, number);
  const known = asked.mergedInto === null ? asked : (customerInRow(ledger, asked.mergedInto) ?? asked);
  ledger.transact(
    () =>
      new Act(ledger).seal({
        kind: 'customer.revealed',
        ref: known.number,
        businessDate: ledger.businessDate(),
        personId,
      }),
    () => undefined,
  );
  return { phones: phonesOf(known), idNumber: known.idNumber };
}
