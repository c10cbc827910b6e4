// One step of a ticket that wants a word, a person, a kind or a number first; Enter takes it.
// What was there before stands in the fields already.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { TicketPayoutView, TicketView } from '../../../core/contract/ticket-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import type { Ledger } from '../../port/ledger.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { Pick } from '../../components/pick.tsx';

export type StepAct = 'comment' | 'assign' | 'classify' | 'link' | 'close' | 'reopen' | 'takeBack';

type StepDialogProps = {
  readonly act: StepAct;
  readonly ticket: TicketView;
  /** The payout that would be taken back. */
  readonly payout: TicketPayoutView | null;
  readonly onClose: () => void;
};

type Typed = { readonly text: string; readonly customer: string; readonly receipt: string };

export function StepDialog({ act: kind, ticket, payout, onClose }: StepDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>({
    text: kind === 'assign' ? (ticket.assignee?.username ?? '') : kind === 'classify' ? ticket.category : '',
    customer: ticket.customer?.number ?? '',
    receipt: ticket.receipt ?? '',
  });
  const { data } = useQuery({ queryKey: ['tickets', 'rules'], queryFn: () => ledger.ask('ticket.rules', {}) });
  const type = (change: Partial<Typed>): void => setTyped({ ...typed, ...change });
  const missing = kind !== 'assign' && kind !== 'link' && typed.text.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      await send(ledger, kind, ticket.number, payout?.n ?? 0, typed);
      onClose();
    });
  };
  return (
    <Dialog title={`${say(`tickets.act.${kind}`)} ${ticket.number}`} onClose={onClose}>
      {kind === 'takeBack' && payout !== null && (
        <p className="dialog-say">
          {payout.payee} · {say(`tickets.wayShort.${payout.way}`)} · {formatAmount(payout.amount, currency)}
        </p>
      )}
      <form onSubmit={submit} className="person-form">
        {kind === 'classify' && (
          <Pick
            label={say('tickets.category')}
            value={typed.text}
            options={(data?.categories ?? [ticket.category]).map((one) => [one, one])}
            onPick={(text) => type({ text })}
            autoFocus
          />
        )}
        {kind === 'assign' && (
          <Pick
            label={say('tickets.assignee')}
            value={typed.text}
            options={[
              ['', say('tickets.nobody')],
              ...(data?.people ?? []).map((one) => [one.username, one.name] as const),
            ]}
            onPick={(text) => type({ text })}
            autoFocus
          />
        )}
        {kind === 'link' && (
          <>
            <Field
              label={say('tickets.customer')}
              hint={say('tickets.optional')}
              value={typed.customer}
              onType={(customer) => type({ customer })}
              maxLength={20}
              autoFocus
            />
            <Field
              label={say('tickets.receipt')}
              hint={say('tickets.optional')}
              value={typed.receipt}
              onType={(receipt) => type({ receipt })}
              maxLength={60}
            />
          </>
        )}
        {(kind === 'comment' || kind === 'close' || kind === 'reopen' || kind === 'takeBack') && (
          <Field
            label={say(`tickets.ask.${kind}`)}
            value={typed.text}
            onType={(text) => type({ text })}
            maxLength={kind === 'takeBack' ? 200 : 300}
            autoFocus
          />
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say('tickets.save')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

async function send(ledger: Ledger, kind: StepAct, ticket: string, n: number, typed: Typed): Promise<void> {
  const text = typed.text.trim();
  const said = (one: string): string | null => (one.trim() === '' ? null : one.trim());
  switch (kind) {
    case 'comment':
      await ledger.act('ticket.comment', { ticket, text });
      return;
    case 'assign':
      await ledger.act('ticket.assign', { ticket, assignee: said(typed.text) });
      return;
    case 'classify':
      await ledger.act('ticket.classify', { ticket, category: text });
      return;
    case 'link':
      await ledger.act('ticket.link', { ticket, customer: said(typed.customer), receipt: said(typed.receipt) });
      return;
    case 'close':
      await ledger.act('ticket.close', { ticket, text });
      return;
    case 'reopen':
      await ledger.act('ticket.reopen', { ticket, text });
      return;
    case 'takeBack':
      await ledger.act('ticket.takeBack', { ticket, n, text });
  }
}
