// One ticket: who and what, what happened, what was paid from it, and the acts that are possible now, each with its key.
// A closed one can only be opened again.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TicketPayoutView, TicketView } from '../../../core/contract/ticket-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { type Say, useWords } from '../../i18n/i18n.ts';
import type { KeyAction } from '../../keys/key-map.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { PayTicket } from './pay-ticket.tsx';
import { type StepAct, StepDialog } from './step-dialog.tsx';
import { TicketSteps } from './ticket-steps.tsx';

type TicketPanelProps = {
  readonly number: string;
  readonly permissions: readonly Permission[];
  /** Takes the ticket to the refund screen, where what it is about is found by its number. */
  readonly onRefund: (ticket: string) => void;
};

const KEYS: Readonly<Record<StepAct, KeyAction>> = {
  comment: 'ticketComment',
  assign: 'ticketAssign',
  classify: 'ticketClassify',
  link: 'ticketLink',
  close: 'ticketClose',
  reopen: 'ticketClose',
  takeBack: 'ticketTakeBack',
};
const WHEN_OPEN = ['comment', 'assign', 'classify', 'link', 'close'] as const;

export function TicketPanel({ number, permissions, onRefund }: TicketPanelProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [asking, setAsking] = useState<StepAct | 'pay' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['tickets', 'one', number],
    queryFn: () => ledger.ask('ticket.show', { ticket: number }),
  });
  const isOpen = data?.state === 'open';
  const mayPay = isOpen && permissions.includes('ticket.pay');
  const last = data?.payouts.findLast(({ kind, returnedBy }) => kind === 'paid' && returnedBy === null) ?? null;
  const acts: readonly StepAct[] =
    data === undefined || !permissions.includes('ticket.write')
      ? []
      : [...(isOpen ? WHEN_OPEN : (['reopen'] as const)), ...(mayPay && last !== null ? (['takeBack'] as const) : [])];
  const about = data?.receipt ?? data?.customer?.number ?? null;
  const refund = isOpen && about !== null && permissions.includes('refund.apply') ? () => onRefund(number) : undefined;
  useKeys('screen', {
    goRefunds: refund,
    post: mayPay ? () => setAsking('pay') : undefined,
    ...Object.fromEntries(acts.map((one) => [KEYS[one], () => setAsking(one)])),
  });
  if (error !== null) return <Notice tone="fault">{sentence(error)}</Notice>;
  if (data === undefined) return <p className="work-none">{say('work.loading')}</p>;
  return (
    <article className="ticket" data-testid="ticket" data-state={data.state}>
      <header className="ticket-head">
        <h2>{data.title}</h2>
        <span className={isOpen ? 'work-tag work-tag-warn' : 'work-tag'}>{say(`tickets.state.${data.state}`)}</span>
        <span className="ticket-paid" data-testid="ticket-paid">
          {say('tickets.paid')} <b>{formatAmount(data.paid, currency)}</b>
        </span>
      </header>
      <p className="ticket-facts">{factsOf(data, say).join(' · ')}</p>
      {said !== null && <Notice tone="good">{said}</Notice>}
      <div className="ticket-acts">
        {mayPay && (
          <ActionButton action="post" tone="out" onPress={() => setAsking('pay')}>
            {say('tickets.act.pay')}
          </ActionButton>
        )}
        {refund && (
          <ActionButton action="goRefunds" onPress={refund}>
            {say('tickets.act.refund')}
          </ActionButton>
        )}
        {acts.map((one) => (
          <ActionButton key={one} action={KEYS[one]} onPress={() => setAsking(one)}>
            {say(`tickets.act.${one}`)}
          </ActionButton>
        ))}
      </div>
      {data.payouts.length > 0 && <Payouts payouts={data.payouts} />}
      <h3>{say('tickets.history')}</h3>
      <TicketSteps steps={data.steps} />
      {asking === 'pay' && (
        <PayTicket
          ticket={data}
          mayTransfer={permissions.includes('payout.bank')}
          onClose={() => setAsking(null)}
          onPaid={(sum) => {
            setAsking(null);
            setSaid(say('tickets.paidSaid', { ticket: number, amount: sum }));
          }}
        />
      )}
      {asking !== null && asking !== 'pay' && (
        <StepDialog act={asking} ticket={data} payout={last} onClose={() => setAsking(null)} />
      )}
    </article>
  );
}

function factsOf({ number, petitioner, category, assignee, customer, receipt }: TicketView, say: Say): string[] {
  return [
    ...[number, `${say('tickets.petitioner')} ${petitioner}`, category, assignee?.name ?? say('tickets.nobody')],
    ...(customer === null ? [] : [`${customer.name} ${customer.number}`]),
    ...(receipt === null ? [] : [receipt]),
  ];
}

function Payouts({ payouts }: { readonly payouts: readonly TicketPayoutView[] }) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  return (
    <>
      <h3>{say('tickets.payouts')}</h3>
      <ul className="ticket-payouts">
        {payouts.map((one) => (
          <li key={one.n} data-testid="ticket-payout" data-kind={one.kind}>
            <span>
              {one.kind === 'paid' ? one.payee : say('tickets.backOf', { n: one.returns ?? 0 })} ·{' '}
              {say(`tickets.wayShort.${one.way}`)} · {one.text}
            </span>
            <b className={one.kind === 'paid' ? 'ticket-out' : 'claims-in'}>
              {one.kind === 'paid' ? '−' : '+'}
              {formatAmount(one.amount, currency)}
            </b>
            <small>
              {[
                ...[one.document, one.by, moment(one.at, locale)],
                ...[one.reference, one.approvedBy && `${say('tickets.audit.approver')} ${one.approvedBy}`],
                one.returnedBy === null ? null : say('tickets.back'),
                one.review === 'none' ? null : say(`tickets.review.state.${one.review}`),
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
