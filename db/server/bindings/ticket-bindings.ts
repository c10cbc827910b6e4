// Binds tickets and the small payouts from them.
// Every step is a command: nothing about a ticket moves but by its own link of the chain.
import { exportTicketPayouts } from '../../readers/export-ticket-payouts.ts';
import {
  listTicketPayouts,
  listTicketSamples,
  listTickets,
  readTicket,
  ticketRules,
} from '../../readers/read-tickets.ts';
import { ticketPay, ticketTakeBack } from '../../use-cases/pay-ticket.ts';
import { ticketDrawSample, ticketReviewPayout } from '../../use-cases/review-payouts.ts';
import {
  ticketAssign,
  ticketClassify,
  ticketClose,
  ticketComment,
  ticketLink,
  ticketOpen,
  ticketReopen,
} from '../../use-cases/step-ticket.ts';
import { type AllBindings, command, handler, personOf, sessionOf } from './binding.ts';

export const ticketBindings = {
  'ticket.open': command<'ticket.open'>(ticketOpen, ['tickets']),
  'ticket.classify': command<'ticket.classify'>(ticketClassify, ['tickets']),
  'ticket.assign': command<'ticket.assign'>(ticketAssign, ['tickets']),
  'ticket.link': command<'ticket.link'>(ticketLink, ['tickets']),
  'ticket.comment': command<'ticket.comment'>(ticketComment, ['tickets']),
  'ticket.close': command<'ticket.close'>(ticketClose, ['tickets']),
  'ticket.reopen': command<'ticket.reopen'>(ticketReopen, ['tickets']),
  'ticket.pay': command<'ticket.pay'>(ticketPay, ['tickets', 'shift', 'approvals']),
  'ticket.takeBack': command<'ticket.takeBack'>(ticketTakeBack, ['tickets', 'shift']),
  'ticket.drawSample': command<'ticket.drawSample'>(ticketDrawSample, ['tickets']),
  'ticket.review': command<'ticket.review'>(ticketReviewPayout, ['tickets']),
  'ticket.samples': handler<'ticket.samples'>(({ ledger }, { limit }) => listTicketSamples(ledger(), limit)),
  'ticket.show': handler<'ticket.show'>(({ ledger }, { ticket }) => readTicket(ledger(), ticket)),
  'ticket.list': handler<'ticket.list'>((parts, input) => listTickets(parts.ledger(), personOf(parts), input)),
  'ticket.rules': handler<'ticket.rules'>((parts) => {
    const { person } = sessionOf(parts);
    return ticketRules(parts.ledger(), { personId: person.id, username: person.username });
  }),
  'ticket.payouts': handler<'ticket.payouts'>(({ ledger }, { limit, ...filter }) =>
    listTicketPayouts(ledger(), filter, limit),
  ),
  'ticket.export': handler<'ticket.export'>(({ ledger }, input) => exportTicketPayouts(ledger(), input)),
} satisfies Partial<AllBindings>;
