// Looks at one payout that was drawn 抽查, with everything the ledger holds on it, and signs for it: right, or what is to be
// objected to. Enter signs.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { TicketPayoutView } from '../../../core/contract/ticket-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { REVIEW_VERDICTS, type ReviewVerdict } from '../../../core/tickets/payout-sample.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pick } from '../../components/pick.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { TicketSteps } from './ticket-steps.tsx';

type ReviewPayoutProps = {
  readonly payout: TicketPayoutView;
  readonly onClose: () => void;
  readonly onSigned: (payout: TicketPayoutView) => void;
};

export function ReviewPayout({ payout, onClose, onSigned }: ReviewPayoutProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [verdict, setVerdict] = useState<ReviewVerdict>('right');
  const [text, setText] = useState('');
  const { data: ticket, error } = useQuery({
    queryKey: ['tickets', 'one', payout.ticket],
    queryFn: () => ledger.ask('ticket.show', { ticket: payout.ticket }),
  });
  const words = text.trim() === '' ? null : text.trim();
  const missing = verdict === 'objected' && words === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      const sign =
        verdict === 'objected' ? { verdict, text: words ?? '' } : ({ verdict: 'right', text: words } as const);
      onSigned(await ledger.act('ticket.review', { document: payout.document, sign }));
    });
  };
  const facts: readonly (readonly [string, string])[] = [
    [say('tickets.amount'), formatAmount(payout.amount, currency)],
    [say('tickets.wayLabel'), [say(`tickets.wayShort.${payout.way}`), payout.reference].filter(Boolean).join(' ')],
    [say('tickets.payeeLabel'), `${payout.payee} · ${say(`tickets.payee.${payout.payeeKind}`)}`],
    [say('tickets.purpose'), payout.text],
    [say('tickets.audit.by'), `${payout.by} · ${moment(payout.at, locale)}`],
    [say('tickets.audit.approver'), payout.approvedBy ?? say('tickets.audit.direct')],
    ...(ticket?.receipt ? [[say('tickets.receipt'), ticket.receipt] as const] : []),
    ...(ticket?.customer
      ? [[say('tickets.customer'), `${ticket.customer.name} ${ticket.customer.number}`] as const]
      : []),
  ];
  return (
    <Dialog title={`${say('tickets.review.sign')} ${payout.document}`} width="medium" onClose={onClose}>
      <p className="dialog-say">
        {payout.title} · {payout.ticket}
      </p>
      <dl className="ticket-review-facts" data-testid="review-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {ticket !== undefined && <TicketSteps steps={ticket.steps} isShort />}
      <form onSubmit={submit} className="ticket-form">
        <Pick
          label={say('tickets.review.verdictLabel')}
          value={verdict}
          options={REVIEW_VERDICTS.map((one) => [one, say(`tickets.review.state.${one}`)])}
          onPick={(one) => setVerdict(one as ReviewVerdict)}
        />
        <Field
          className="ticket-wide"
          label={say('tickets.review.note')}
          {...(verdict === 'right' ? { hint: say('tickets.optional') } : {})}
          value={text}
          onType={setText}
          maxLength={200}
          autoFocus
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts ticket-wide">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say('tickets.review.signNow')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
