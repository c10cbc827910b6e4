// A new ticket: who came and with what first, the rest may stay empty. Enter opens it.
// Kinds and people are those the ledger offers.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { Pick } from '../../components/pick.tsx';

type OpenTicketProps = { readonly onClose: () => void; readonly onOpened: (number: string) => void };

export function OpenTicket({ onClose, onOpened }: OpenTicketProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [petitioner, setPetitioner] = useState('');
  const [title, setTitle] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const [customer, setCustomer] = useState('');
  const [receipt, setReceipt] = useState('');
  const [assignee, setAssignee] = useState('');
  const [text, setText] = useState('');
  const { data } = useQuery({ queryKey: ['tickets', 'rules'], queryFn: () => ledger.ask('ticket.rules', {}) });
  const categories = data?.categories ?? [];
  const kind = category ?? categories[0] ?? '';
  const missing = petitioner.trim() === '' || title.trim() === '' || kind === '';
  const typed = (one: string): string | null => (one.trim() === '' ? null : one.trim());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      const { number } = await ledger.act('ticket.open', {
        ...{ petitioner: petitioner.trim(), title: title.trim(), category: kind },
        ...{ customer: typed(customer), receipt: typed(receipt), assignee: typed(assignee), text: typed(text) },
      });
      onOpened(number);
    });
  };
  return (
    <Dialog title={say('tickets.new')} width="medium" onClose={onClose}>
      <form onSubmit={submit} className="ticket-form">
        <Field label={say('tickets.petitioner')} value={petitioner} onType={setPetitioner} maxLength={60} autoFocus />
        <Pick
          label={say('tickets.category')}
          value={kind}
          options={categories.map((one) => [one, one])}
          onPick={setCategory}
        />
        <Field className="ticket-wide" label={say('tickets.subject')} value={title} onType={setTitle} maxLength={60} />
        <Field
          label={say('tickets.customer')}
          hint={say('tickets.optional')}
          value={customer}
          onType={setCustomer}
          maxLength={20}
        />
        <Field
          label={say('tickets.receipt')}
          hint={say('tickets.optional')}
          value={receipt}
          onType={setReceipt}
          maxLength={60}
        />
        <Field
          className="ticket-wide"
          label={say('tickets.text')}
          hint={say('tickets.optional')}
          value={text}
          onType={setText}
          maxLength={300}
        />
        <Pick
          label={say('tickets.assignee')}
          value={assignee}
          options={[
            ['', say('tickets.nobody')],
            ...(data?.people ?? []).map((one) => [one.username, one.name] as const),
          ]}
          onPick={setAssignee}
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts ticket-wide">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say('tickets.new')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
