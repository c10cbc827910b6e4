// F3 on a receipt: void it whole, or put one of its tenders right. Afterwards the slip is made and shown.
import { useId, useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { isCorrectable } from '../../../../core/receipts/tender-correction.ts';
import type { ReceiptStanding } from '../../../../core/contract/receipt-standing.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { usePapers } from '../../../frame/papers.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { SlipPage } from '../slip-page.tsx';
import { CorrectForm } from './correct-form.tsx';
import { useStanding } from './use-standing.ts';
import { VoidForm } from './void-form.tsx';
import './follow-up.css';

/** What was done: its number, and what to tell the cashier. */
export type Done = { readonly kind: 'voided' | 'corrected'; readonly number: string };

type FollowUpDialogProps = { readonly number: string; readonly onClose: () => void };

export function FollowUpDialog({ number, onClose }: FollowUpDialogProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { standing, error } = useStanding(number);
  const papers = usePapers();
  const [done, setDone] = useState<Done | null>(null);
  const finish = (what: Done): void => {
    setDone(what);
    // Done is done: a slip that cannot be made is made again from the receipt.
    papers.print(what.number, null).catch(() => undefined);
  };
  return (
    <Dialog title={say('followUp.title', { number })} width={done === null ? 'medium' : 'wide'} onClose={onClose}>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {standing !== null && done === null && <Choice standing={standing} onDone={finish} onClose={onClose} />}
      {standing !== null && done !== null && <Outcome standing={standing} done={done} onClose={onClose} />}
    </Dialog>
  );
}

type ChoiceProps = {
  readonly standing: ReceiptStanding;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

function Choice({ standing, onDone, onClose }: ChoiceProps) {
  const { say } = useWords();
  const id = useId();
  const mayCorrect = standing.tenders.some(({ method }) => isCorrectable(method));
  const [what, setWhat] = useState<'void' | 'correct'>(standing.inMyShift ? 'void' : 'correct');
  const options = [
    { name: 'void', possible: standing.inMyShift },
    { name: 'correct', possible: mayCorrect },
  ] as const;
  return (
    <>
      <fieldset className="follow-up-what">
        <legend>{say('followUp.what')}</legend>
        {options.map(({ name, possible }) => (
          <label key={name} className={possible ? '' : 'follow-up-off'}>
            <input
              type="radio"
              name={id}
              checked={what === name}
              disabled={!possible}
              data-first-focus={what === name ? '' : undefined}
              onChange={() => setWhat(name)}
              onKeyDown={(event) => {
                // A radio alone in its form does not submit it: Enter belongs to the form below.
                if (event.key === 'Enter') document.querySelector<HTMLFormElement>('.follow-up-form')?.requestSubmit();
              }}
            />
            {say(`followUp.${name}`)}
          </label>
        ))}
      </fieldset>
      {!standing.inMyShift && <Notice tone="warn">{say('followUp.notMine')}</Notice>}
      {what === 'void' ? (
        <VoidForm standing={standing} onDone={onDone} onClose={onClose} />
      ) : (
        <CorrectForm standing={standing} onDone={onDone} onClose={onClose} />
      )}
    </>
  );
}

type OutcomeProps = { readonly standing: ReceiptStanding; readonly done: Done; readonly onClose: () => void };

function Outcome({ standing, done, onClose }: OutcomeProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const papers = usePapers();
  const paper = papers.of(done.number);
  return (
    <div className="viewer">
      <div className="viewer-page" data-testid="slip">
        <SlipPage paper={paper} number={done.number} />
      </div>
      <div className="viewer-side">
        <div data-testid="follow-up-done">
          <Notice tone="good">{say(`followUp.${done.kind}`, { number: done.number })}</Notice>
        </div>
        {done.kind === 'voided' && (
          <p className="follow-up-back">
            {say('followUp.returned', { amount: formatAmount(standing.total, currency) })}
          </p>
        )}
        <ActionButton action="back" tone="quiet" autoFocus block onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
      </div>
    </div>
  );
}
