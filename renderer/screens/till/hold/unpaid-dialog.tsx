// A bill that is not paid: why, in a closed list and in words, and what is to follow. The ledger keeps it, the screen is cleared.
import { useId, useState } from 'react';
import { REFUSAL_REASONS, type RefusalReason } from '../../../../core/charge/refusal-reason.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { Minor } from '../../../../core/money/money.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import type { Hold } from './use-hold.ts';

export function UnpaidDialog({ due, hold }: { readonly due: Minor; readonly hold: Hold }) {
  const { currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [reason, setReason] = useState<RefusalReason>('noMoney');
  const [text, setText] = useState('');
  const [followUp, setFollowUp] = useState('');
  return (
    <Dialog title={`${say('till.hold.unpaidTitle')} ${formatAmount(due, currency)}`} onClose={hold.close}>
      <form
        className="unpaid-form"
        onSubmit={(event) => {
          event.preventDefault();
          hold.record({ reason, text, followUp });
        }}
      >
        <p className="dialog-say">{say('till.hold.unpaidSay')}</p>
        <fieldset className="unpaid-reasons">
          <legend>{say('till.hold.why')}</legend>
          {REFUSAL_REASONS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={id}
                checked={reason === one}
                data-first-focus={one === reason ? '' : undefined}
                onChange={() => setReason(one)}
              />
              {say(`till.hold.reason.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field
          label={say('till.hold.text')}
          hint={say('till.hold.textHint')}
          value={text}
          onType={setText}
          maxLength={200}
        />
        <Field
          label={say('till.hold.followUp')}
          hint={say('till.hold.followUpHint')}
          value={followUp}
          onType={setFollowUp}
          maxLength={200}
        />
        {hold.act.thrown !== null && <Notice tone="fault">{sentence(hold.act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={hold.close}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="ink" cap="Enter" submit busy={hold.act.busy}>
            {say('till.hold.record')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
