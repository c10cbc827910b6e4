// What a payout above somebody's limits is about: the ticket, who is paid, which way, and what whoever asks may pay alone.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { TicketPayoutSubject } from '../../core/contract/approval-subjects.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { limitOn, readTicket } from '../readers/read-tickets.ts';
import { planPayout } from '../tickets/plan-payout.ts';
import type { MatterRead } from './matters.ts';
import { textFact } from './receipt-facts.ts';

/** Throws what `ticket.pay` refuses, but for the drawer and the bank's number, which are looked at when money leaves. */
export function describeTicketPayout(ledger: Ledger, caller: Caller, subject: TicketPayoutSubject): MatterRead {
  const { ticket, payee } = planPayout(ledger, caller, subject);
  const view = readTicket(ledger, ticket.number);
  const limit = limitOn(ledger, caller, ledger.businessDate());
  const facts: ApprovalFact[] = [
    ...textFact('ticket', `${ticket.number} ${ticket.title}`),
    ...textFact('category', ticket.category),
    ...textFact('customer', view.customer && `${view.customer.number} ${view.customer.name}`),
    ...textFact('receipt', view.receipt),
    ...textFact('payee', payee.name),
    { kind: 'ticketWay', label: 'way', way: subject.way },
    ...(view.paid === 0 ? [] : [{ kind: 'amount' as const, label: 'paidBefore' as const, amount: view.paid }]),
    { kind: 'amount', label: 'limit', amount: limit.single },
    ...textFact('remark', subject.text),
  ];
  return { amount: subject.amount, facts, version: `${ticket.id}/${ticket.n}/${view.payouts.length}` };
}
