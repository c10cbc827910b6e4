// Taking a merge back, for each number that was merged into this customer; possible only while nothing has moved, which the
// ledger says.
import { useState } from 'react';
import type { CustomerFile } from '../../../core/contract/procedures/customer.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type TakenBackProps = { readonly file: CustomerFile; readonly onSaid: (sentence: string) => void };

export function TakenBack({ file, onSaid }: TakenBackProps) {
  const { say } = useWords();
  const [from, setFrom] = useState<string | null>(null);
  if (file.merged.length === 0) return null;
  return (
    <div className="customer-acts">
      {file.merged.map(({ number }) => (
        <ActionButton key={number} size="small" onPress={() => setFrom(number)}>
          {say('customers.unmerge', { number })}
        </ActionButton>
      ))}
      {from !== null && (
        <UnmergeDialog
          from={from}
          onClose={() => setFrom(null)}
          onDone={() => {
            onSaid(say('customers.unmerged', { number: from }));
            setFrom(null);
          }}
        />
      )}
    </div>
  );
}

type UnmergeDialogProps = { readonly from: string; readonly onClose: () => void; readonly onDone: () => void };

function UnmergeDialog({ from, onClose, onDone }: UnmergeDialogProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const save = (): void => {
    setTried(true);
    if (reason.trim() === '') return;
    act.run(async () => {
      await ledger.act('customer.unmerge', { from, reason: reason.trim() });
      onDone();
    });
  };
  return (
    <Dialog title={say('customers.unmerge', { number: from })} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="dialog-say">{say('customers.unmergeSay')}</p>
        <Field
          label={say('customers.reason')}
          value={reason}
          onType={setReason}
          maxLength={100}
          autoFocus
          fault={tried && reason.trim() === '' ? say('customers.reasonNeeded') : null}
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="ink" cap="Enter" submit busy={act.busy}>
            {say('customers.unmergeGo')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
