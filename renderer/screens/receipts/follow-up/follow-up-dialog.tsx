// F3 on a receipt: void it whole, put one of its tenders right, exchange it, register it as lost or damaged, freeze it or let
// it go. Afterwards the paper of it is made and shown.
import { useId, useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { Permission } from '../../../../core/people/permissions.ts';
import type { LossKind } from '../../../../core/receipts/loss-rule.ts';
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
import { ExchangeForm } from './exchange-form.tsx';
import { FreezeForm } from './freeze-form.tsx';
import { LossForm } from './loss-form.tsx';
import { useStanding } from './use-standing.ts';
import { VoidForm } from './void-form.tsx';
import './follow-up.css';

/** What was done: its number, and what to tell the cashier. */
export type Done = {
  readonly kind: 'voided' | 'corrected' | 'exchanged' | LossKind;
  /** Whose paper follows. */
  readonly number: string;
  /** The row of the register, of what was lost or damaged. */
  readonly register?: string;
};

export type FollowUpKind = 'void' | 'correct' | 'exchange' | 'loss' | 'freeze';

type FollowUpDialogProps = {
  readonly number: string;
  /** What is asked for first; null: what is likeliest. */
  readonly first: FollowUpKind | null;
  readonly permissions: readonly Permission[];
  readonly onClose: () => void;
};

export function FollowUpDialog({ number, first, permissions, onClose }: FollowUpDialogProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { standing, error } = useStanding(number);
  const papers = usePapers();
  const [done, setDone] = useState<Done | null>(null);
  const finish = (what: Done): void => {
    setDone(what);
    // The copy in place of a damaged paper is on its way already. Done is done: a slip that cannot be made is made again
    // from the receipt.
    if (what.kind !== 'damaged') papers.print(what.number, null).catch(() => undefined);
  };
  return (
    <Dialog title={say('followUp.title', { number })} width={done === null ? 'medium' : 'wide'} onClose={onClose}>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {standing !== null && done === null && (
        <Choice standing={standing} first={first} permissions={permissions} onDone={finish} onClose={onClose} />
      )}
      {standing !== null && done !== null && <Outcome standing={standing} done={done} onClose={onClose} />}
    </Dialog>
  );
}

type ChoiceProps = Pick<FollowUpDialogProps, 'first' | 'permissions'> & {
  readonly standing: ReceiptStanding;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

function Choice({ standing, first, permissions, onDone, onClose }: ChoiceProps) {
  const { say } = useWords();
  const id = useId();
  const may = (permission: Permission): boolean => permissions.includes(permission);
  const mayCorrect = may('tender.correct') && standing.tenders.some(({ method }) => isCorrectable(method));
  const mayVoid = may('receipt.void') && standing.inMyShift && standing.replaces === null && standing.restOf === null;
  const options = [
    { name: 'void', possible: mayVoid },
    { name: 'correct', possible: mayCorrect },
    { name: 'exchange', possible: may('receipt.exchange') },
    { name: 'loss', possible: may('receipt.registerLoss') },
    { name: 'freeze', possible: may('receipt.freeze') && may('approval.request') },
  ] as const;
  const wished = options.find(({ name, possible }) => possible && name === first);
  // Of a frozen receipt nothing can be done but let it go.
  const stopped =
    standing.frozen === null ? undefined : options.find(({ name, possible }) => possible && name === 'freeze');
  const likeliest = wished ?? stopped ?? options.find(({ possible }) => possible);
  const [what, setWhat] = useState<FollowUpKind>(likeliest?.name ?? 'loss');
  const Form = FORMS[what];
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
              data-first-focus={wished === undefined && what === name ? '' : undefined}
              onChange={() => setWhat(name)}
              onKeyDown={(event) => {
                // A radio alone in its form does not submit it: Enter belongs to the form below.
                if (event.key === 'Enter') document.querySelector<HTMLFormElement>('.follow-up-form')?.requestSubmit();
              }}
            />
            {say(name === 'freeze' && standing.frozen !== null ? 'followUp.unfreeze' : `followUp.${name}`)}
          </label>
        ))}
      </fieldset>
      {what === 'correct' && !standing.inMyShift && <Notice tone="warn">{say('followUp.notMine')}</Notice>}
      <Form standing={standing} eager={what === wished?.name} onDone={onDone} onClose={onClose} />
    </>
  );
}

const FORMS = { void: VoidForm, correct: CorrectForm, exchange: ExchangeForm, loss: LossForm, freeze: FreezeForm };

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
          <Notice tone="good">{say(`followUp.done.${done.kind}`, { number: done.register ?? done.number })}</Notice>
        </div>
        {done.kind === 'exchanged' && <p className="dialog-say">{say('followUp.handOver')}</p>}
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
