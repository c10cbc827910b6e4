// Work on a ticket 工单: opened at the counter, given a kind, a person, a customer or a receipt, talked about, closed, opened
// again. Each is one step that says the whole of how the ticket stands after it.
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { TicketView } from '../../core/contract/ticket-view.ts';
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { permissionsOf } from '../../core/people/permissions.ts';
import { nextTicketState, type TicketStep } from '../../core/tickets/ticket-rule.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { customerId } from '../readers/find-customer.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { readTicket, type TicketNow, ticketNow } from '../readers/read-tickets.ts';
import { ticket, ticketStep } from '../schema-ticket.ts';
import { personByUsername, rolesOf } from './manage-people.ts';

/** What a step leaves standing. */
type Stands = Pick<TicketNow, 'category' | 'assigneeId' | 'customerId' | 'receiptSeq'>;

export const ticketAgain = (ledger: Ledger, kept: unknown): TicketView =>
  readTicket(ledger, (kept as { ticket: string }).ticket);

export const ticketOpen: Command<InputOf<'ticket.open'>, TicketView> = {
  run(call, { petitioner, title, category, customer, receipt, assignee, text }) {
    const { ledger, caller } = call;
    refuseCardNumbers([petitioner, title, text]);
    const stands = {
      category: knownCategory(ledger, category),
      assigneeId: assigneeOf(ledger, assignee),
      ...linkOf(ledger, { customer, receipt }),
    };
    const id = (ledger.one<{ id: number | null }>('SELECT max(id) AS id FROM ticket')?.id ?? 0) + 1;
    const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: SLIP_LETTERS.ticket, n: id });
    const act = new Act(ledger);
    act.insert(ticket, { id, number, at: act.at, personId: caller.personId, petitioner, title });
    insertStep(call, act, { id, n: 1, step: 'opened' }, stands, text);
    return sealed(call, act, 'opened', number);
  },
  again: ticketAgain,
};

export const ticketClassify: Command<InputOf<'ticket.classify'>, TicketView> = {
  run: (call, input) =>
    step(call, input.ticket, 'classified', () => ({ category: knownCategory(call.ledger, input.category) })),
  again: ticketAgain,
};

export const ticketAssign: Command<InputOf<'ticket.assign'>, TicketView> = {
  run: (call, input) =>
    step(call, input.ticket, 'assigned', () => ({ assigneeId: assigneeOf(call.ledger, input.assignee) })),
  again: ticketAgain,
};

export const ticketLink: Command<InputOf<'ticket.link'>, TicketView> = {
  run: (call, input) => step(call, input.ticket, 'linked', () => linkOf(call.ledger, input)),
  again: ticketAgain,
};

export const ticketComment: Command<InputOf<'ticket.comment'>, TicketView> = {
  run: (call, input) => step(call, input.ticket, 'commented', () => ({}), input.text),
  again: ticketAgain,
};

export const ticketClose: Command<InputOf<'ticket.close'>, TicketView> = {
  run: (call, input) => step(call, input.ticket, 'closed', () => ({}), input.text),
  again: ticketAgain,
};

export const ticketReopen: Command<InputOf<'ticket.reopen'>, TicketView> = {
  run: (call, input) => step(call, input.ticket, 'reopened', () => ({}), input.text),
  again: ticketAgain,
};

function step(
  call: CommandCall,
  number: string,
  kind: TicketStep,
  changes: () => Partial<Stands>,
  text: string | null = null,
): TicketView {
  refuseCardNumbers([text]);
  const found = ticketNow(call.ledger, number);
  if (nextTicketState(found.state, kind) === null)
    return refuse('TICKET_STATE', { number: found.number, state: found.state });
  const { category, assigneeId, customerId: customer, receiptSeq } = found;
  const stands = { category, assigneeId, customerId: customer, receiptSeq, ...changes() };
  const act = new Act(call.ledger);
  insertStep(call, act, { id: found.id, n: found.n + 1, step: kind }, stands, text);
  return sealed(call, act, kind, found.number);
}

function insertStep(
  { caller }: CommandCall,
  act: Act,
  { id, n, step: kind }: { readonly id: number; readonly n: number; readonly step: TicketStep },
  stands: Stands,
  text: string | null,
): void {
  const state = kind === 'closed' ? 'closed' : 'open';
  const said = { text, at: act.at, personId: caller.personId };
  act.insert(ticketStep, { ticketId: id, n, step: kind, state, ...stands, ...said });
}

function sealed({ ledger, caller, operation }: CommandCall, act: Act, kind: TicketStep, number: string): TicketView {
  act.seal({
    kind: `ticket.${kind}`,
    ref: number,
    businessDate: ledger.businessDate(),
    personId: caller.personId,
    operation: operation({ ticket: number }),
  });
  return readTicket(ledger, number);
}

function knownCategory(ledger: Ledger, category: string): string {
  const { categories } = settingOn(ledger, 'tickets', ledger.businessDate());
  return categories.includes(category) ? category : refuse('TICKET_CATEGORY', { category });
}

// Somebody who may work on it; whoever has left is given nothing.
function assigneeOf(ledger: Ledger, username: string | null): number | null {
  if (username === null) return null;
  const found = personByUsername(ledger, username);
  const may = found !== undefined && permissionsOf(rolesOf(ledger, found.id)).includes('ticket.write');
  return may ? found.id : refuse('TICKET_ASSIGNEE', { username });
}

function linkOf(
  ledger: Ledger,
  { customer, receipt }: { readonly customer: string | null; readonly receipt: string | null },
): Pick<Stands, 'customerId' | 'receiptSeq'> {
  return {
    customerId:
      customer === null ? null : (customerId(ledger, customer) ?? refuse('UNKNOWN_CUSTOMER', { number: customer })),
    receiptSeq: receipt === null ? null : readReceipt(ledger, receipt).seq,
  };
}
