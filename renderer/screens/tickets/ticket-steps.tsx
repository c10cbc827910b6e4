// What happened on a ticket, step by step: on the ticket itself, and beside a payout that is looked into.
import type { TicketStepView } from '../../../core/contract/ticket-view.ts';
import { moment } from '../../i18n/dates.ts';
import { type Say, useWords } from '../../i18n/i18n.ts';

type TicketStepsProps = {
  readonly steps: readonly TicketStepView[];
  /** In a dialog: no higher than leaves room for what is asked below. */
  readonly isShort?: boolean;
};

export function TicketSteps({ steps, isShort = false }: TicketStepsProps) {
  const { say, locale } = useWords();
  return (
    <ol className={isShort ? 'ticket-steps ticket-review-steps' : 'ticket-steps'}>
      {steps.map((step) => (
        <li key={step.n}>
          <b>{say(`tickets.step.${step.step}`)}</b>
          <span>{stepWords(step, say)}</span>
          <small>
            {step.by} · {moment(step.at, locale)}
          </small>
        </li>
      ))}
    </ol>
  );
}

/** What a step said anew, in one line. */
function stepWords(step: TicketStepView, say: Say): string {
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
