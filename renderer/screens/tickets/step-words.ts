// What a step of a ticket said anew, in one line: on the ticket, and beside a payout that is looked into.
// Pure; the words come from outside.
import type { TicketStepView } from '../../../core/contract/ticket-view.ts';
import type { Say } from '../../i18n/i18n.ts';

export function stepWords(step: TicketStepView, say: Say): string {
  const anew = {
    opened: [step.category],
    classified: [step.category],
    assigned: [step.assignee ?? say('tickets.nobody')],
    linked: [step.customer, step.receipt].filter((one) => one !== null),
    commented: [],
    closed: [],
    reopened: [],
  }[step.step];
  return [...anew, ...(step.text === null ? [] : [step.text])].join(' · ');
}
