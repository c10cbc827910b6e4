// 废票重打: why the last sheet is spoiled, and where the new one goes. The spoiled one stays in the ledger with its number.
import { useId, useState } from 'react';
import { SPOIL_REASONS, type SpoilReason } from '../../../core/stock/spoil-reason.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { usePapers } from '../../frame/papers.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { PrinterList } from './choose-printer.tsx';

type SpoilSheetProps = { readonly number: string; readonly stock: string | null; readonly onDone: () => void };

export function SpoilSheet({ number, stock, onDone }: SpoilSheetProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const papers = usePapers();
  const act = useAct();
  const name = useId();
  const [reason, setReason] = useState<SpoilReason>('jam');
  const [note, setNote] = useState('');
  const [printer, setPrinter] = useState<string | null>(null);
  const missing = reason === 'other' && note.trim() === '';
  const spoil = (): void => {
    if (missing) return;
    act.run(async () => {
      await papers.spoil(number, { reason, note: note.trim() === '' ? null : note.trim(), printer });
      onDone();
    });
  };
  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        spoil();
      }}
    >
      <p className="viewer-muted">
        {stock === null ? say('paper.spoil.say') : say('paper.spoil.sayNumber', { stock })}
      </p>
      <fieldset className="person-roles">
        <legend>{say('paper.spoil.reason')}</legend>
        {SPOIL_REASONS.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={name}
              checked={reason === one}
              autoFocus={reason === one}
              onChange={() => setReason(one)}
            />{' '}
            {say(`paper.spoil.reasons.${one}`)}
          </label>
        ))}
      </fieldset>
      <Field
        label={say('paper.spoil.note')}
        value={note}
        onType={setNote}
        maxLength={60}
        fault={missing && act.thrown !== null ? say('paper.spoil.noteNeeded') : null}
      />
      <PrinterList value={printer} onPick={setPrinter} />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" submit cap="Enter" block busy={act.busy} disabled={missing}>
        {say('paper.spoil.do')}
      </ActionButton>
    </form>
  );
}
