// Follows every ticket from the rows alone: its steps in order, each saying only what it says anew; and its payouts: posted
// as they say, within the limits that were set for whoever paid, or approved in the same link, and back at most once.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import { type Minor, minor } from '../../core/money/money.ts';
import { isWithinLimit, payoutLimitOf } from '../../core/tickets/payout-limits.ts';
import { ticketPostings } from '../../core/tickets/ticket-postings.ts';
import { nextTicketState, type TicketState, type TicketStep, type TicketWay } from '../../core/tickets/ticket-rule.ts';
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import type { Books, KnownShift } from './books.ts';
import { Accounts } from './check-postings.ts';
import { TicketSamples } from './check-samples.ts';
import { bad } from './finding.ts';
import type { People } from './known-people.ts';
import {
  DOC,
  type LinkRows,
  numberAt,
  type Row,
  rowsOf,
  textAt,
  TICKET,
  TICKET_PAYOUT,
  TICKET_STEP,
  USED,
} from './row-places.ts';

interface Payout {
  readonly way: string;
  readonly amount: number;
  readonly payee: string;
  readonly isReturn: boolean;
  returned: boolean;
}
interface Ticket {
  readonly openedBy: number;
  readonly petitioner: string;
  state: TicketState | null;
  last: Row | null;
  readonly payouts: Payout[];
}

/** What says the same in every step that does not say it anew. */
const CARRIED = {
  classified: [TICKET_STEP.category],
  assigned: [TICKET_STEP.assignee],
  linked: [TICKET_STEP.customer, TICKET_STEP.receipt],
} as const;

export class Tickets {
  readonly #tickets = new Map<number, Ticket>();
  readonly #people: People;
  /** Paid without asking, by "date|person". */
  readonly #spent = new Map<string, number>();
  readonly #references = new Set<string>();
  readonly #samples = new TicketSamples();
  readonly #deciders: (request: number) => readonly number[];

  /** `deciders`: who decided on the request for an approval that a link carries. */
  constructor(people: People, deciders: (request: number) => readonly number[]) {
    this.#people = people;
    this.#deciders = deciders;
  }

  /** Takes note of one link: tickets with their steps. Throws a finding for what no rule allows. */
  take(link: { seq: number; personId: number | null; prev: Buffer }, rows: LinkRows, counter: string): void {
    const { seq, personId } = link;
    for (const row of rowsOf(rows, 'ticket')) this.#begin(seq, personId, row, counter);
    for (const row of rowsOf(rows, 'ticket_step')) this.#step(seq, personId, row);
    for (const row of rowsOf(rows, 'ticket'))
      if (this.#tickets.get(numberAt(row, TICKET.id))?.state === null)
        bad('limits', 'ticket', seq, 'its first step is missing');
    this.#samples.take(link, rows);
  }

  #begin(seq: number, personId: number | null, row: Row, counter: string): void {
    const id = numberAt(row, TICKET.id);
    const number = formatDocumentNumber({ counter, type: SLIP_LETTERS.ticket, n: this.#tickets.size + 1 });
    if (id !== this.#tickets.size + 1 || textAt(row, TICKET.number) !== number)
      bad('numbers', 'ticket', seq, `${textAt(row, TICKET.number)} where ${number} must stand`);
    if (row[TICKET.person] !== personId) bad('limits', 'ticket', seq, 'person is not that of its link');
    this.#tickets.set(id, {
      openedBy: numberAt(row, TICKET.person),
      petitioner: textAt(row, TICKET.petitioner),
      state: null,
      last: null,
      payouts: [],
    });
  }

  #step(seq: number, personId: number | null, row: Row): void {
    const say = (detail: string): never => bad('limits', 'ticket_step', seq, detail);
    const one = this.#tickets.get(numberAt(row, TICKET_STEP.ticket)) ?? say('is of no ticket');
    const n = one.last === null ? 1 : numberAt(one.last, TICKET_STEP.n) + 1;
    if (numberAt(row, TICKET_STEP.n) !== n) say(`is step ${numberAt(row, TICKET_STEP.n)} where ${n} must stand`);
    if (row[TICKET_STEP.person] !== personId) say('person is not that of its link');
    const step = textAt(row, TICKET_STEP.step) as TicketStep;
    const to = nextTicketState(one.state, step);
    if (to === null || to !== textAt(row, TICKET_STEP.state)) say(`${step} leads from ${one.state} nowhere`);
    for (const [name, places] of Object.entries(CARRIED))
      if (one.last !== null && name !== step && places.some((place) => row[place] !== one.last?.[place]))
        say('changes what it does not say');
    one.state = to;
    one.last = row;
  }

  /** A document of type E. Answers its amount as it enters the day's sums, minor units. */
  checkPayout(
    link: { seq: number; document: Row; rows: LinkRows; shift: KnownShift; approvals: readonly ApprovalKind[] },
    books: Books,
  ): number {
    const { seq, document, rows, shift, approvals } = link;
    const say = (detail: string): never => bad('limits', 'ticket_payout', seq, detail);
    const row = rowsOf(rows, 'ticket_payout')[0] ?? say('is missing');
    const one = this.#tickets.get(numberAt(row, TICKET_PAYOUT.ticket)) ?? say('is of no ticket');
    if (one.state !== 'open') say('its ticket is not open');
    if (numberAt(row, TICKET_PAYOUT.n) !== one.payouts.length + 1) say('does not follow the last one');
    const [way, amount] = [textAt(row, TICKET_PAYOUT.way) as TicketWay, numberAt(row, TICKET_PAYOUT.amount)];
    if (way === 'cash' && shift.kind !== 'till') say('is cash where there is no drawer');
    const returns = row[TICKET_PAYOUT.returns] as number | null;
    const payee = JSON.stringify(
      [TICKET_PAYOUT.payeeKind, TICKET_PAYOUT.payee, TICKET_PAYOUT.employee].map((at) => row[at]),
    );
    if (returns === null) this.#paid(seq, row, document, one, books, approvals);
    else this.#cameBack(seq, one, returns, { way, amount, payee });
    if (returns === null) this.#made(seq, row, document, rows, one);
    one.payouts.push({ way, amount, payee, isReturn: returns !== null, returned: false });
    const derived = new Accounts(seq);
    for (const posting of ticketPostings(way, amount as Minor, returns !== null, shift.drawerAccount))
      derived.add(posting.account, posting.amount);
    derived.mustBe(rowsOf(rows, 'entry'));
    return returns === null ? -amount : amount;
  }

  #paid(seq: number, row: Row, document: Row, one: Ticket, books: Books, approvals: readonly ApprovalKind[]): void {
    const say = (detail: string): never => bad('limits', 'ticket_payout', seq, detail);
    const [date, person] = [textAt(document, DOC.date), numberAt(document, DOC.person)];
    const { limits, fromDrawer } = books.settings.on('tickets', date);
    if (textAt(row, TICKET_PAYOUT.way) === 'cash' && !fromDrawer) say('is cash, which the office has not allowed');
    this.#payee(row, person, one, say);
    const reference = row[TICKET_PAYOUT.reference] as string | null;
    if ((reference !== null) !== (textAt(row, TICKET_PAYOUT.way) === 'transfer'))
      say('has no number of the bank, or needs none');
    if (reference !== null && this.#references.has(reference)) say('its transfer was posted before');
    if (reference !== null) this.#references.add(reference);
    const amount = minor(numberAt(row, TICKET_PAYOUT.amount));
    const key = `${date}|${person}`;
    const spent = minor(this.#spent.get(key) ?? 0);
    const within = isWithinLimit(payoutLimitOf(limits, this.#people.of(person)), amount, spent);
    const isDirect = numberAt(row, TICKET_PAYOUT.direct) === 1;
    if (isDirect && !within) say(`is ${amount}, above the limits of whoever paid it`);
    if (isDirect) this.#spent.set(key, spent + amount);
    else if (!approvals.includes('ticketPayout')) say('nobody approved it');
  }

  #made(seq: number, row: Row, document: Row, rows: LinkRows, { openedBy }: Ticket): void {
    const parts = new Set([openedBy, numberAt(document, DOC.person)]);
    for (const used of rowsOf(rows, 'approval_use'))
      for (const person of this.#deciders(numberAt(used, USED.request))) parts.add(person);
    const employee = row[TICKET_PAYOUT.employee] as number | null;
    if (employee !== null) parts.add(employee);
    this.#samples.made({
      seq,
      date: textAt(document, DOC.date),
      amount: minor(numberAt(row, TICKET_PAYOUT.amount)),
      parts,
    });
  }

  #payee(row: Row, person: number, one: Ticket, say: (detail: string) => never): void {
    const kind = textAt(row, TICKET_PAYOUT.payeeKind);
    if (kind === 'petitioner' && textAt(row, TICKET_PAYOUT.payee) !== one.petitioner)
      say('is not paid to whoever came');
    if (kind === 'customer' && one.last?.[TICKET_STEP.customer] === null) say('its ticket is of no customer');
    const employee = row[TICKET_PAYOUT.employee] as number | null;
    if ((employee !== null) !== (kind === 'employee')) say('names no employee, or one too many');
    if (employee === person) say('is paid to whoever paid it');
  }

  #cameBack(seq: number, one: Ticket, returns: number, now: Pick<Payout, 'way' | 'amount' | 'payee'>): void {
    const say = (detail: string): never => bad('limits', 'ticket_payout', seq, detail);
    const paid = one.payouts[returns - 1];
    if (!paid || paid.isReturn || paid.way !== now.way || paid.amount !== now.amount || paid.payee !== now.payee)
      return say('is not what went out');
    if (paid.returned) say('came back before');
    paid.returned = true;
  }
}
