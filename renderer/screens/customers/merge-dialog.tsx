// 合并: the other one is found, both are seen side by side, who stays is chosen, and a reason is given.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CustomerFile } from '../../../core/contract/procedures/customer.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type MergeDialogProps = {
  readonly file: CustomerFile;
  readonly onClose: () => void;
  readonly onDone: (survivor: string, sentence: string) => void;
};

export function MergeDialog({ file, onClose, onDone }: MergeDialogProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const [stays, setStays] = useState<'this' | 'other'>('this');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const suggested = useQuery({
    queryKey: ['customers', 'like', file.number],
    queryFn: () => ledger.ask('customer.duplicates', { number: file.number }),
  }).data?.like[0]?.customer.number;
  const number = typed.trim() === '' ? (suggested ?? '') : typed.trim().toUpperCase();
  const { data: other, error } = useQuery({
    queryKey: ['customers', 'file', number],
    queryFn: () => ledger.ask('customer.file', { number }),
    enabled: number !== '',
    retry: false,
  });
  const [from, into] = stays === 'this' ? [other, file] : [file, other];
  const save = (): void => {
    setTried(true);
    if (!from || !into || reason.trim() === '') return;
    act.run(async () => {
      await ledger.act('customer.merge', { from: from.number, into: into.number, reason: reason.trim() });
      onDone(into.number, say('customers.mergedDone', { from: from.number, into: into.number }));
    });
  };
  return (
    <Dialog title={say('customers.mergeTitle', { name: file.name })} width="medium" onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={say('customers.mergeOther')}
          value={typed}
          onType={setTyped}
          maxLength={20}
          autoFocus
          {...(suggested === undefined ? {} : { placeholder: suggested })}
          fault={number !== '' && error !== null ? sentence(error) : null}
          hint={say('customers.mergeHint')}
        />
        {other !== undefined && number !== '' && (
          <fieldset className="merge-sides">
            <legend className="visually-hidden">{say('customers.mergeStays')}</legend>
            <Side file={file} stays={stays === 'this'} onStay={() => setStays('this')} />
            <Side file={other} stays={stays === 'other'} onStay={() => setStays('other')} />
          </fieldset>
        )}
        <Field
          label={say('customers.reason')}
          value={reason}
          onType={setReason}
          maxLength={100}
          fault={tried && reason.trim() === '' ? say('customers.reasonNeeded') : null}
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="ink" cap="Enter" submit busy={act.busy} disabled={other === undefined}>
            {say('customers.mergeGo')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

type SideProps = { readonly file: CustomerFile; readonly stays: boolean; readonly onStay: () => void };

function Side({ file, stays, onStay }: SideProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const told = [file.phones.join(say('frame.comma')), file.idNumber, file.plate, file.unit].filter((one) => one);
  return (
    <label className={stays ? 'merge-side merge-side-stays' : 'merge-side'} htmlFor={id}>
      <span>
        <input id={id} type="radio" name="merge-stays" checked={stays} onChange={onStay} />{' '}
        {say(stays ? 'customers.stays' : 'customers.goes')}
      </span>
      <b>{file.name}</b>
      <span>{file.number}</span>
      {told.map((one) => (
        <span key={one} className="work-faint">
          {one}
        </span>
      ))}
      <span className="work-faint">
        {say('customers.paidSay', { count: file.receipts, total: formatAmount(file.paid, currency) })}
      </span>
    </label>
  );
}
