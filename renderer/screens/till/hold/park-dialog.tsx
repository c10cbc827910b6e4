// Parking: Enter (or F9 again) sets the bill aside, with a note to know the customer by.
import { useState } from 'react';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence } from '../../../services.tsx';
import type { Bill } from '../bill-state.ts';
import type { Hold } from './use-hold.ts';

export function ParkDialog({ bill, hold }: { readonly bill: Bill; readonly hold: Hold }) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [note, setNote] = useState('');
  const paid = bill.tenders.length > 0;
  const park = (): void => {
    if (!paid) hold.park(note);
  };
  return (
    <Dialog title={say('till.hold.parkTitle')} onClose={hold.close} keys={{ park }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          park();
        }}
      >
        <p className="dialog-say">{say('till.hold.parkSay')}</p>
        {paid && <Notice tone="warn">{say('till.hold.tendersFirst')}</Notice>}
        {!paid && (
          <Field
            label={say('till.hold.note')}
            hint={say('till.hold.noteHint')}
            value={note}
            onType={setNote}
            maxLength={100}
            autoFocus
          />
        )}
        {bill.paying.length > 0 && <Notice tone="warn">{say('bills.notParked')}</Notice>}
        {hold.act.thrown !== null && <Notice tone="fault">{sentence(hold.act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" autoFocus={paid} onPress={hold.close}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" action="park" submit busy={hold.act.busy} disabled={paid}>
            {say('till.hold.park')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
