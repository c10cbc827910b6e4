// The queues of refunds: which cases are open, how long they wait and for whom; and finding what may be refunded.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { Refused } from '../../core/contract/errors.ts';
import { CASE_STATES, type CaseState, isOver } from '../../core/refund/case-state.ts';
import { parseDocumentNumber, readScanText } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { rightsReadOnce } from '../ledger/rights.ts';
import { type Standing, standingToDecide } from '../refund/decide-refund.ts';
import { isTogether } from '../approval/decide-several.ts';
import { readApproval } from '../approval/read-approval.ts';
import { customerGroup, customerOf, findCustomers } from './find-customer.ts';
import { knownCustomer } from './held-accounts.ts';
import { CASE_HEAD, type CaseHead, caseHead, levelNow, rowOf, type RowPeople } from './read-refund.ts';
import { foundHeld, foundReceipt } from './read-refundable.ts';
import { type TicketNow, ticketNow } from './read-tickets.ts';

type Listed = OutputOf<'refund.list'>;
type FindOut = OutputOf<'refund.find'>;

const OPEN: readonly CaseState[] = CASE_STATES.filter((state) => !isOver(state));

/** Everybody who decides on refunds, and the one who asks; rights are read once for the whole answer. */
class Approvers {
  readonly #ledger: Ledger;
  readonly #asking: number;
  readonly #rights: ReturnType<typeof rightsReadOnce>;
  #people: readonly { readonly id: number; readonly name: string }[] | null = null;

  constructor(ledger: Ledger, asking: number) {
    this.#ledger = ledger;
    this.#asking = asking;
    this.#rights = rightsReadOnce(ledger);
  }

  /** By what right the one who asks may decide on the case now, or null. */
  standing(head: CaseHead): Standing | null {
    if (head.state !== 'awaitingApproval' || !this.#rights(this.#asking).has('approval.refund')) return null;
    return this.#standingOf(head, this.#asking);
  }

  /** What is said of the case beside its row. */
  peopleOf(head: CaseHead, mine: Standing | null): RowPeople {
    const request = mine === null ? null : head.request;
    const together = request !== null && isTogether(this.#ledger, readApproval(this.#ledger, request), head);
    return { standing: mine, who: this.#who(head), together };
  }

  /** Who could decide on the case now, by name; of one that was returned, who must correct it. */
  #who(head: CaseHead): string[] {
    if (head.state === 'returned') return [head.appliedBy];
    if (head.state !== 'awaitingApproval') return [];
    const all = 'SELECT id, name FROM person ORDER BY id';
    this.#people ??= this.#ledger
      .all<{ id: number; name: string }>(all)
      .filter(({ id }) => this.#rights(id).has('approval.refund'));
    return this.#people.filter(({ id }) => this.#standingOf(head, id) !== null).map(({ name }) => name);
  }

  #standingOf(head: CaseHead, personId: number): Standing | null {
    const found = standingToDecide(this.#ledger, head, personId, this.#rights);
    return typeof found === 'object' ? found : null;
  }
}

/** Cases by who asks and what for; open ones by how long they wait, others newest first. Throws Refused UNKNOWN_CUSTOMER. */
export function listRefunds(ledger: Ledger, personId: number, asked: InputOf<'refund.list'>): Listed {
  const { which, state, customer, before, limit } = asked;
  const states =
    state !== null ? [state] : which === 'open' ? OPEN : which === 'decide' ? ['awaitingApproval'] : CASE_STATES;
  const group = customer === null ? null : customerGroup(ledger, knownCustomer(ledger, customer));
  const below = before === null ? null : (caseHeadOrNull(ledger, before)?.id ?? null);
  const heads = ledger.all<CaseHead>(
    `${CASE_HEAD} WHERE s.state IN (SELECT value FROM json_each(:states))
       AND (:group IS NULL OR c.customer_id IN (SELECT value FROM json_each(:group)))
       AND (:mine IS NULL OR c.person_id = :mine) AND (:below IS NULL OR c.id < :below)
     ORDER BY c.id DESC LIMIT :limit`,
    {
      states: JSON.stringify(states),
      group: group === null ? null : JSON.stringify(group),
      mine: which === 'mine' ? personId : null,
      below,
      // What somebody may decide is found among what waits for a decision; there are never many of those.
      limit: which === 'decide' ? 2_000 : limit + 1,
    },
  );
  const approvers = new Approvers(ledger, personId);
  const found = heads.map((head) => ({ head, mine: approvers.standing(head) }));
  const wanted = which === 'decide' ? found.filter(({ mine }) => mine !== null) : found;
  const cases = wanted.slice(0, limit).map(({ head, mine }) => rowOf(ledger, head, approvers.peopleOf(head, mine)));
  if (which !== 'all' && which !== 'mine') cases.sort((one, other) => other.since - one.since);
  return { cases, more: wanted.length > limit, counts: countsOf(ledger) };
}

function countsOf(ledger: Ledger): Listed['counts'] {
  const overdue = ledger
    .all<CaseHead>(`${CASE_HEAD} WHERE s.state = 'awaitingApproval'`)
    .filter((head) => levelNow(ledger, head).overdue).length;
  const sql = 'SELECT count(*) AS n FROM refund_now WHERE state = ?';
  return OPEN.flatMap((state) => {
    const cases = ledger.one<{ n: number }>(sql, state)?.n ?? 0;
    return cases === 0 ? [] : [{ state, cases, overdue: state === 'awaitingApproval' ? overdue : 0 }];
  });
}

function caseHeadOrNull(ledger: Ledger, number: string): CaseHead | null {
  return known(() => caseHead(ledger, number)) ?? null;
}

function known<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const BY_AMOUNT = `
  SELECT d.number FROM document d JOIN receipt r ON r.seq = d.seq
  WHERE d.seq BETWEEN (SELECT min(seq) FROM shift WHERE business_date = :date)
      AND (SELECT max(seq) FROM chain) AND d.business_date = :date AND d.type = 'R' AND r.total = :amount
  ORDER BY d.seq DESC LIMIT :limit`;
const OF_CUSTOMER = `
  SELECT d.number FROM receipt r JOIN document d ON d.seq = r.seq
  WHERE r.customer_id IN (SELECT value FROM json_each(?)) ORDER BY r.seq DESC LIMIT ?`;

/** What may be refunded, by what is known of it; nothing found is an empty list. */
export function findRefundable(ledger: Ledger, personId: number, asked: InputOf<'refund.find'>): FindOut {
  const { text, amount, date, limit } = asked;
  if (text === null || text.trim() === '') {
    const rows =
      amount === null
        ? []
        : ledger.all<{ number: string }>(BY_AMOUNT, { date: date ?? ledger.businessDate(), amount, limit });
    return { found: rows.map(({ number }) => foundReceipt(ledger, number)), cases: [] };
  }
  const scanned = readScanText(text);
  const number = scanned.ok ? scanned.number : text.trim().toUpperCase();
  if (parseDocumentNumber(number) !== null) return byNumber(ledger, personId, number);
  const found: FindOut['found'] = [];
  for (const customer of findCustomers(ledger, text, 5)) found.push(...ofCustomer(ledger, customer.number, limit));
  const wanted = found.filter(
    (one) => (amount === null || one.total === amount) && (date === null || one.businessDate === date),
  );
  return { found: wanted.slice(0, limit), cases: [] };
}

/** Money held for the customer and the newest receipts, `limit` of them at most. */
function ofCustomer(ledger: Ledger, customer: string, limit: number): FindOut['found'] {
  const group = customerGroup(ledger, knownCustomer(ledger, customer));
  const receipts = ledger.all<{ number: string }>(OF_CUSTOMER, JSON.stringify(group), limit);
  return [...foundHeld(ledger, customer), ...receipts.map((row) => foundReceipt(ledger, row.number))];
}

/** How many receipts of a customer a ticket shows. */
const OF_TICKET = 30;
const OF_LOAD = `
  SELECT c.number AS customer, a.kind FROM document d JOIN prepayment y ON y.seq = d.seq
    JOIN prepayment_account a ON a.id = y.account_id JOIN customer c ON c.id = a.customer_id WHERE d.type = 'Y' AND d.number = ?`;

function byNumber(ledger: Ledger, personId: number, number: string): FindOut {
  const head = known(() => caseHead(ledger, number));
  if (head !== undefined) {
    const approvers = new Approvers(ledger, personId);
    return { found: [], cases: [rowOf(ledger, head, approvers.peopleOf(head, approvers.standing(head)))] };
  }
  const load = ledger.one<{ customer: string; kind: string }>(OF_LOAD, number);
  if (load)
    return {
      found: foundHeld(ledger, load.customer).filter(({ of }) => of.of === 'held' && of.kind === load.kind),
      cases: [],
    };
  const ticket = known(() => ticketNow(ledger, number));
  if (ticket) return { found: ofTicket(ledger, ticket), cases: [] };
  const receipt = known(() => foundReceipt(ledger, number));
  return { found: receipt ? [receipt] : [], cases: [] };
}

/** The receipt a ticket is about, or else everything of the customer it is about. */
function ofTicket(ledger: Ledger, { receiptSeq, customerId }: TicketNow): FindOut['found'] {
  const receipt = ledger.one<{ number: string }>('SELECT number FROM document WHERE seq = ?', receiptSeq);
  if (receipt) return [foundReceipt(ledger, receipt.number)];
  const customer = customerId === null ? null : customerOf(ledger, customerId);
  return customer === null ? [] : ofCustomer(ledger, customer.number, OF_TICKET);
}
