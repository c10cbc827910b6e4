// Strikes off sheets that were spoiled before anything was printed on them, from the next one on.
import { useId, useState } from 'react';
import { SPOIL_REASONS, type SpoilReason } from '../../../core/stock/spoil-reason.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

export function SpoilStock({ next, onClose }: { readonly next: string; readonly onClose: () => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const name = useId();
  const [last, setLast] = useState(next);
  const [reason, setReason] = useState<SpoilReason>('torn');
  const [note, setNote] = useState('');
  const missing = last.trim() === '' || (reason === 'other' && note.trim() === '');
  const spoil = (): void => {
    if (missing) return;
    act.run(async () => {
      const wish = { last: last.trim().toUpperCase(), reason, note: note.trim() === '' ? null : note.trim() };
      await ledger.act('stock.spoil', wish);
      onClose();
    });
  };
  return (
    <Dialog title={say('paper.stock.spoilTitle')} width="medium" onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          spoil();
        }}
      >
        <p className="viewer-muted">{say('paper.stock.spoilSay', { next })}</p>
        <Field label={say('paper.stock.spoilLast')} value={last} onType={setLast} maxLength={22} scans autoFocus />
        <fieldset className="person-roles">
          <legend>{say('paper.spoil.reason')}</legend>
          {SPOIL_REASONS.map((one) => (
            <label key={one}>
              <input type="radio" name={name} checked={reason === one} onChange={() => setReason(one)} />{' '}
              {say(`paper.spoil.reasons.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field label={say('paper.spoil.note')} value={note} onType={setNote} maxLength={60} />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.back')}
          </ActionButton>
          <ActionButton tone="go" submit cap="Enter" busy={act.busy} disabled={missing}>
            {say('paper.stock.spoil')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
