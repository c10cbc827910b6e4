// Tickets as people read them: one whole, a list of them, and the audit list of what was paid from them.
// How a ticket stands is its last step; nothing else is kept of it.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type {
  TicketPayoutView,
  TicketRow,
  TicketSampleView,
  TicketStepView,
  TicketView,
} from '../../core/contract/ticket-view.ts';
import type { Minor } from '../../core/money/money.ts';
import { permissionsOf } from '../../core/people/permissions.ts';
import { payoutLimitOf } from '../../core/tickets/payout-limits.ts';
import type { TicketState } from '../../core/tickets/ticket-rule.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { readPeople, rolesOf } from '../use-cases/manage-people.ts';
import { customerOf } from './find-customer.ts';

/** How a ticket stands now, as use cases need it. */
export interface TicketNow {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly petitioner: string;
  /** The last step. */
  readonly n: number;
  readonly state: TicketState;
  readonly category: string;
  readonly assigneeId: number | null;
  readonly customerId: number | null;
  readonly receiptSeq: number | null;
}

const STANDS = `
  FROM ticket t JOIN ticket_step s ON s.ticket_id = t.id
    AND s.n = (SELECT max(n) FROM ticket_step WHERE ticket_id = t.id)`;
const NOW = `
  SELECT t.id, t.number, t.title, t.petitioner, s.n, s.state, s.category, s.assignee_id AS assigneeId,
    s.customer_id AS customerId, s.receipt_seq AS receiptSeq ${STANDS} WHERE t.number = ?`;

/** Ticket `number` as it stands. Throws Refused UNKNOWN_TICKET. */
export function ticketNow(ledger: Ledger, number: string): TicketNow {
  return ledger.one<TicketNow>(NOW, number.trim().toUpperCase()) ?? refuse('UNKNOWN_TICKET', { number });
}

const PAID = `
  coalesce((SELECT sum(CASE WHEN p.returns IS NULL THEN p.amount ELSE -p.amount END)
    FROM ticket_payout p WHERE p.ticket_id = t.id), 0)`;
const SHOWN = `
  SELECT t.id, t.number, t.title, t.petitioner, s.category, s.state, s.customer_id AS customerId, a.username, a.name AS assigneeName,
    d.number AS receipt, t.at AS openedAt, o.name AS openedBy, s.at AS since, ${PAID} AS paid
  ${STANDS} JOIN person o ON o.id = t.person_id LEFT JOIN person a ON a.id = s.assignee_id
    LEFT JOIN document d ON d.seq = s.receipt_seq`;
interface Shown extends Omit<TicketRow, 'assignee' | 'customer'> {
  readonly id: number;
  readonly customerId: number | null;
  readonly username: string | null;
  readonly assigneeName: string | null;
}

function rowOf(ledger: Ledger, { id: _id, customerId, username, assigneeName, ...rest }: Shown): TicketRow {
  const customer = customerId === null ? null : customerOf(ledger, customerId);
  return {
    ...rest,
    assignee: username === null ? null : { username, name: assigneeName ?? '' },
    customer: customer && { number: customer.number, name: customer.name },
  };
}

const STEPS = `
  SELECT s.n, s.step, s.at, p.name AS by, s.category, a.name AS assignee, s.customer_id AS customerId, d.number AS receipt, s.text
  FROM ticket_step s JOIN person p ON p.id = s.person_id LEFT JOIN person a ON a.id = s.assignee_id
    LEFT JOIN document d ON d.seq = s.receipt_seq WHERE s.ticket_id = ? ORDER BY s.n`;

/** The whole of ticket `number`. Throws Refused UNKNOWN_TICKET. */
export function readTicket(ledger: Ledger, number: string): TicketView {
  const { id } = ticketNow(ledger, number);
  const row = ledger.one<Shown>(`${SHOWN} WHERE t.id = ?`, id);
  if (!row) throw new Error(`ticket ${number} has no step`);
  const steps = ledger.all<Omit<TicketStepView, 'customer'> & { customerId: number | null }>(STEPS, id);
  return {
    ...rowOf(ledger, row),
    steps: steps.map(({ customerId, ...step }) => ({
      ...step,
      customer: customerId === null ? null : (customerOf(ledger, customerId)?.name ?? null),
    })),
    payouts: ledger.all<TicketPayoutView>(`${PAYOUTS} WHERE p.ticket_id = ? ORDER BY p.n`, id),
  };
}

/** Tickets that fit, newest first; `personId` is whose they are when only one's own are asked for. */
export function listTickets(
  ledger: Ledger,
  personId: number,
  { state, category, mine, text, limit }: InputOf<'ticket.list'>,
): OutputOf<'ticket.list'> {
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = ledger.all<Shown>(
    `${SHOWN} WHERE (:state IS NULL OR s.state = :state) AND (:category IS NULL OR s.category = :category)
      AND (:mine IS NULL OR s.assignee_id = :mine)
      AND (:like = '%%' OR t.number LIKE :like ESCAPE '\\' OR t.title LIKE :like ESCAPE '\\' OR t.petitioner LIKE :like ESCAPE '\\')
      ORDER BY t.id DESC LIMIT :limit`,
    { state, category, mine: mine ? personId : null, like, limit: limit + 1 },
  );
  return { tickets: rows.slice(0, limit).map((row) => rowOf(ledger, row)), more: rows.length > limit };
}

const REVIEW = "coalesce(v.verdict, CASE WHEN k.payout_seq IS NULL THEN 'none' ELSE 'drawn' END)";
const REVIEWED =
  'LEFT JOIN ticket_sample_pick k ON k.payout_seq = p.seq LEFT JOIN ticket_review v ON v.payout_seq = p.seq';
const PAYOUTS = `
  SELECT p.n, d.number AS document, t.number AS ticket, t.title, d.at, d.business_date AS businessDate, w.name AS by,
    CASE WHEN p.returns IS NULL THEN 'paid' ELSE 'back' END AS kind, p.returns,
    (SELECT b.n FROM ticket_payout b WHERE b.ticket_id = p.ticket_id AND b.returns = p.n) AS returnedBy,
    p.payee_kind AS payeeKind, p.payee, p.way, p.reference, p.amount, p.text,
    (SELECT y.name FROM approval_use u JOIN approval_decision x ON x.request_seq = u.request_seq
      JOIN person y ON y.id = x.person_id WHERE u.seq = p.seq ORDER BY x.level DESC LIMIT 1) AS approvedBy,
    ${REVIEW} AS review, g.name AS reviewedBy, v.at AS reviewedAt, v.text AS reviewText
  FROM ticket_payout p JOIN document d ON d.seq = p.seq JOIN ticket t ON t.id = p.ticket_id JOIN person w ON w.id = d.person_id
    ${REVIEWED} LEFT JOIN person g ON g.id = v.person_id`;
const FITS = `
  WHERE (:from IS NULL OR d.business_date >= :from) AND (:to IS NULL OR d.business_date <= :to)
    AND (:by IS NULL OR w.username = :by) AND (:way IS NULL OR p.way = :way) AND (:least IS NULL OR p.amount >= :least)
    AND (:direct IS NULL OR (p.direct = :direct AND p.returns IS NULL))
    AND (:review IS NULL OR (${REVIEW} = :review AND p.returns IS NULL))`;
const SUM = `
  SELECT count(*) AS count, coalesce(sum(CASE WHEN p.returns IS NULL THEN p.amount ELSE -p.amount END), 0) AS total
  FROM ticket_payout p JOIN document d ON d.seq = p.seq JOIN person w ON w.id = d.person_id ${REVIEWED} ${FITS}`;

type Filter = Omit<InputOf<'ticket.payouts'>, 'limit'>;

/** Payouts that fit `filter`, newest first; `limit` null: all of them. */
export function listTicketPayouts(
  ledger: Ledger,
  { judged, ...filter }: Filter,
  limit: number | null,
): OutputOf<'ticket.payouts'> {
  const given = { ...filter, direct: judged === null ? null : judged === 'direct' ? 1 : 0 };
  const rows = ledger.all<TicketPayoutView>(`${PAYOUTS} ${FITS} ORDER BY p.seq DESC LIMIT :limit`, {
    ...given,
    limit: limit === null ? -1 : limit + 1,
  });
  const sum = ledger.one<{ count: number; total: Minor }>(SUM, given);
  if (!sum) throw new Error('a sum without a row');
  return { payouts: limit === null ? rows : rows.slice(0, limit), more: limit !== null && rows.length > limit, ...sum };
}

/** The payout of document `number` (E), with its act's number. Throws Refused TICKET_NOT_DRAWN where there is none. */
export function payoutOfDocument(ledger: Ledger, number: string): TicketPayoutView & { readonly seq: number } {
  const wanted = number.trim().toUpperCase();
  const seq = ledger.one<{ seq: number }>("SELECT seq FROM document WHERE type = 'E' AND number = ?", wanted)?.seq;
  const view = seq === undefined ? undefined : ledger.one<TicketPayoutView>(`${PAYOUTS} WHERE p.seq = ?`, seq);
  return view === undefined || seq === undefined ? refuse('TICKET_NOT_DRAWN', { document: wanted }) : { ...view, seq };
}

const SAMPLES = `
  SELECT s.n, s.at, w.name AS by, s.from_date AS "from", s.to_date AS "to", s.percent, s.always_from AS alwaysFrom, s.seed,
    s.count, s.drawn, count(CASE v.verdict WHEN 'right' THEN 1 END) AS "right", count(CASE v.verdict WHEN 'objected' THEN 1 END) AS objected
  FROM ticket_sample s JOIN person w ON w.id = s.person_id JOIN ticket_sample_pick k ON k.sample_n = s.n
    LEFT JOIN ticket_review v ON v.payout_seq = k.payout_seq`;

/** Draw `n` of payouts to be looked at, which must be there. */
export function readTicketSample(ledger: Ledger, n: number): TicketSampleView {
  const found = ledger.one<TicketSampleView>(`${SAMPLES} WHERE s.n = ? GROUP BY s.n`, n);
  if (!found) throw new Error(`there is no draw ${n}`);
  return found;
}

/** The newest draws. */
export function listTicketSamples(ledger: Ledger, limit: number): OutputOf<'ticket.samples'> {
  return { samples: ledger.all<TicketSampleView>(`${SAMPLES} GROUP BY s.n ORDER BY s.n DESC LIMIT ?`, limit) };
}

const SPENT = `
  SELECT coalesce(sum(p.amount), 0) AS spent FROM document d JOIN ticket_payout p ON p.seq = d.seq
  WHERE d.type = 'E' AND d.business_date = ? AND d.person_id = ? AND p.direct = 1 AND p.returns IS NULL`;

/** What `personId` has paid on `date` without asking anybody, minor units. What came back is not given anew. */
export function spentOn(ledger: Ledger, personId: number, date: string): Minor {
  const row = ledger.one<{ spent: Minor }>(SPENT, date, personId);
  if (!row) throw new Error('a sum without a row');
  return row.spent;
}

/** What `person` may pay on `date` without asking. */
export function limitOn(ledger: Ledger, person: { personId: number; username: string }, date: string) {
  const { limits } = settingOn(ledger, 'tickets', date);
  return payoutLimitOf(limits, { username: person.username, roles: rolesOf(ledger, person.personId) });
}

/** What the screens offer to `person` today. */
export function ticketRules(
  ledger: Ledger,
  person: { readonly personId: number; readonly username: string },
): OutputOf<'ticket.rules'> {
  const businessDate = ledger.businessDate();
  const { categories, fromDrawer } = settingOn(ledger, 'tickets', businessDate);
  const active = readPeople(ledger).filter((one) => one.active);
  const named = (all: typeof active) => all.map(({ username, name }) => ({ username, name }));
  return {
    businessDate,
    categories: [...categories],
    people: named(active.filter(({ roles }) => permissionsOf(roles).includes('ticket.write'))),
    employees: named(active.filter(({ username }) => username !== person.username)),
    ...limitOn(ledger, person, businessDate),
    spent: spentOn(ledger, person.personId, businessDate),
    cash: fromDrawer,
  };
}
