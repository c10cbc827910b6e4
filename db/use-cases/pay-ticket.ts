// 工单打款: a small payout from a ticket, at once within one's own limits and with a second person's approval above them; and
// what came back of one. The document E: out of a drawer in its cashier's shift, out of the fund or the bank in a shift of the office where there is none.
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { TicketView } from '../../core/contract/ticket-view.ts';
import { type Minor, ZERO } from '../../core/money/money.ts';
import { isWithinLimit } from '../../core/tickets/payout-limits.ts';
import { ticketPostings } from '../../core/tickets/ticket-postings.ts';
import type { TicketWay } from '../../core/tickets/ticket-rule.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import { cashOut } from '../ledger/cash-out.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { rightsOf } from '../ledger/rights.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { limitOn, readTicket, spentOn, type TicketNow } from '../readers/read-tickets.ts';
import { entry } from '../schema.ts';
import { ticketPayout } from '../schema-ticket.ts';
import { openTicket, planPayout } from '../tickets/plan-payout.ts';
import { inSomeShift } from './office-shift.ts';
import { ticketAgain } from './step-ticket.ts';

type Wanted = InputOf<'ticket.pay'>;
type Row = Omit<typeof ticketPayout.$inferInsert, 'seq' | 'n' | 'ticketId'>;
type Seals = ((answer: unknown) => OperationSeal) | null;

export const ticketPay: Command<Wanted, TicketView> = {
  run(call, wanted) {
    const { ledger, caller } = call;
    const { way, reference, amount, text } = wanted;
    refuseCardNumbers([text, reference, wanted.payee.kind === 'supplier' ? wanted.payee.name : null]);
    const { ticket, payee } = planPayout(ledger, caller, wanted);
    if (way === 'transfer') refuseTransfer(ledger, caller.personId, reference);
    return inShiftOf(call, way, ticket, (shift, seals) => {
      // Asked before anybody's approval is used up.
      if (way !== 'transfer') cashOut(ledger, way === 'cash' ? { place: 'drawer', shift } : { place: way }, amount);
      const act = new Act(ledger);
      const date = shift.businessDate;
      const direct = isWithinLimit(limitOn(ledger, caller, date), amount, spentOn(ledger, caller.personId, date));
      if (!direct) approve(call, act, wanted);
      post(call, act, shift, ticket, {
        ...{ returns: null, payeeKind: payee.kind, payee: payee.name, employeeId: payee.employeeId },
        ...{ way, reference: way === 'transfer' ? reference : null, amount, direct: direct ? 1 : 0, text },
      });
      seal(call, act, shift, ticket, 'ticket.paid', seals);
    });
  },
  again: ticketAgain,
};

// In the order their tables are declared: the use of an approval stands before the payout.
function approve({ ledger, caller }: CommandCall, act: Act, wanted: Wanted): void {
  const { ticket, payee, way, amount, text, approval } = wanted;
  if (approval === null) return refuse('APPROVAL_REQUIRED', { kind: 'ticketPayout' });
  const { digest } = matterOf(ledger, caller, { kind: 'ticketPayout', ticket, payee, way, amount, text });
  takeApproval(ledger, act, caller, { request: approval, kind: 'ticketPayout', digest });
}

const PAYOUT = `
  SELECT p.returns, p.payee_kind AS payeeKind, p.payee, p.employee_id AS employeeId, p.way, p.amount,
    EXISTS (SELECT 1 FROM ticket_payout b WHERE b.ticket_id = p.ticket_id AND b.returns = p.n) AS returned
  FROM ticket_payout p WHERE p.ticket_id = ? AND p.n = ?`;

export const ticketTakeBack: Command<InputOf<'ticket.takeBack'>, TicketView> = {
  run(call, { ticket: number, n, text }) {
    const { ledger, caller } = call;
    refuseCardNumbers([text]);
    const ticket = openTicket(ledger, number);
    const paid = ledger.one<Row & { amount: Minor; returned: number }>(PAYOUT, ticket.id, n);
    if (!paid || paid.returns !== null) return refuse('UNKNOWN_PAYOUT', { n });
    const { returned, ...same } = paid;
    if (returned === 1) return refuse('TICKET_RETURNED', { n });
    // What the bank has brought back, only the bank's own desk can know.
    if (paid.way === 'transfer') mustReachBank(ledger, caller.personId);
    return inShiftOf(call, paid.way, ticket, (shift, seals) => {
      const act = new Act(ledger);
      post(call, act, shift, ticket, { ...same, returns: n, reference: null, direct: 1, text });
      seal(call, act, shift, ticket, 'ticket.takenBack', seals);
    });
  },
  again: ticketAgain,
};

// Takings lie in a till's drawer; what leaves the fund or the bank is posted where whoever pays it works.
function inShiftOf(
  call: CommandCall,
  way: TicketWay,
  { number }: TicketNow,
  work: (shift: ShiftToPostIn, seals: Seals) => void,
): TicketView {
  const { ledger, caller, operation } = call;
  if (way === 'cash') work(openTillShift(ledger, caller.personId), operation);
  else inSomeShift(ledger, caller, operation, () => ({ ticket: number }), work);
  return readTicket(ledger, number);
}

function post(
  { ledger, caller }: CommandCall,
  act: Act,
  shift: ShiftToPostIn,
  { id }: TicketNow,
  row: Row & { readonly amount: number },
): void {
  const postings = ticketPostings(row.way, row.amount as Minor, row.returns !== null, shift.drawerAccount);
  refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
  const { businessDate, shiftId } = shift;
  allotDocument(ledger, act, { type: 'E', businessDate, shiftId, personId: caller.personId });
  const last = ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM ticket_payout WHERE ticket_id = ?', id)?.n;
  act.insert(ticketPayout, { ...(row as Required<Row>), ticketId: id, n: (last ?? 0) + 1 });
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
}

function seal(
  { caller }: CommandCall,
  act: Act,
  { businessDate }: ShiftToPostIn,
  { number }: TicketNow,
  kind: string,
  seals: Seals,
): void {
  act.seal({
    ...{ kind, ref: number, businessDate, personId: caller.personId },
    ...(seals === null ? {} : { operation: seals({ ticket: number }) }),
  });
}

function mustReachBank(ledger: Ledger, personId: number): void {
  if (!rightsOf(ledger, personId).has('payout.bank')) refuse('FORBIDDEN', { permission: 'payout.bank' });
}

const USED = `
  SELECT t.number FROM ticket_payout p JOIN ticket t ON t.id = p.ticket_id WHERE p.reference = ?`;

function refuseTransfer(ledger: Ledger, personId: number, reference: string | null): void {
  mustReachBank(ledger, personId);
  if (reference === null) return refuse('REFERENCE_REQUIRED', { method: 'transfer' });
  const used = ledger.one<{ number: string }>(USED, reference);
  if (used) refuse('REFERENCE_USED', { method: 'transfer', receipt: used.number });
}
