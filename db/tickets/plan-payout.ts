// What a payout from a ticket would be, asked alike by whoever asks for its approval and by whoever pays: an open ticket, a
// payee the ledger knows, and a way the office allows.
import type { TicketPayee } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { PayeeKind, TicketWay } from '../../core/tickets/ticket-rule.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { customerOf, customerToCharge } from '../readers/find-customer.ts';
import { type TicketNow, ticketNow } from '../readers/read-tickets.ts';
import { personByUsername, rolesOf } from '../use-cases/manage-people.ts';

export interface PayeeKnown {
  readonly kind: PayeeKind;
  readonly name: string;
  readonly employeeId: number | null;
}

/** Ticket `number`, which must be open. Throws Refused UNKNOWN_TICKET, TICKET_STATE. */
export function openTicket(ledger: Ledger, number: string): TicketNow {
  const found = ticketNow(ledger, number);
  return found.state === 'open' ? found : refuse('TICKET_STATE', { number: found.number, state: found.state });
}

/** Throws Refused UNKNOWN_TICKET, TICKET_STATE, TICKET_PAYEE, CUSTOMER_FROZEN, TICKET_CASH_OFF. */
export function planPayout(
  ledger: Ledger,
  caller: Caller,
  wanted: { readonly ticket: string; readonly payee: TicketPayee; readonly way: TicketWay },
): { readonly ticket: TicketNow; readonly payee: PayeeKnown } {
  const ticket = openTicket(ledger, wanted.ticket);
  if (wanted.way === 'cash' && !settingOn(ledger, 'tickets', ledger.businessDate()).fromDrawer)
    refuse('TICKET_CASH_OFF', {});
  return { ticket, payee: payeeOf(ledger, caller, ticket, wanted.payee) };
}

function payeeOf(ledger: Ledger, caller: Caller, ticket: TicketNow, payee: TicketPayee): PayeeKnown {
  const { kind } = payee;
  switch (kind) {
    case 'petitioner':
      return { kind, name: ticket.petitioner, employeeId: null };
    case 'supplier':
      return { kind, name: payee.name, employeeId: null };
    case 'customer': {
      const known = ticket.customerId === null ? null : customerOf(ledger, ticket.customerId);
      if (known === null) return refuse('TICKET_PAYEE', { fault: 'noCustomer' });
      // Whoever is not charged is not paid either, until somebody has looked into it.
      return { kind, name: customerToCharge(ledger, known.number).name, employeeId: null };
    }
    case 'employee': {
      const found = personByUsername(ledger, payee.username);
      if (!found || rolesOf(ledger, found.id).length === 0) return refuse('TICKET_PAYEE', { fault: 'unknownEmployee' });
      if (found.id === caller.personId) return refuse('TICKET_PAYEE', { fault: 'self' });
      return { kind, name: found.name, employeeId: found.id };
    }
  }
}
