// The end of a case: the customer has signed for cash, or the bank has confirmed and the customer was told.
import { type FormEvent, useState } from 'react';
import type { CaseView } from '../../../core/contract/refund-view.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type CloseDialogProps = { readonly one: CaseView; readonly onClose: () => void };

export function CloseDialog({ one, onClose }: CloseDialogProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  // Cash closes on the signature; where none was paid, on the notice.
  const cash = one.payouts.some(
    ({ way, method, replacedBy }) => replacedBy === null && (way === 'cash' || method === 'cash'),
  );
  const [text, setText] = useState(cash ? one.askedBy : '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const said = text.trim();
    if (said === '') return;
    act.run(async () => {
      const by = cash ? ({ how: 'signed', signedBy: said } as const) : ({ how: 'notified', notice: said } as const);
      await ledger.act('refund.close', { case: one.number, by });
      onClose();
    });
  };
  return (
    <Dialog title={say('refunds.closing.title')} onClose={onClose}>
      <form onSubmit={submit} className="refunds-dialog">
        <Field
          label={say(cash ? 'refunds.closing.signedBy' : 'refunds.closing.notice')}
          hint={say(cash ? 'refunds.closing.signedSay' : 'refunds.closing.noticeSay')}
          value={text}
          onType={setText}
          maxLength={cash ? 60 : 200}
          autoFocus
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy} disabled={text.trim() === ''}>
            {say('refunds.closing.do')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
