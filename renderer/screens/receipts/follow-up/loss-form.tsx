// 遗失/损坏补办: who reports it, how they showed that it is theirs, and what follows: a proof of payment, or a copy in place of
// the damaged paper.
import { useId, useState } from 'react';
import {
  LOSS_IDENTIFIED,
  LOSS_KINDS,
  type LossIdentified,
  type LossKind,
} from '../../../../core/receipts/loss-rule.ts';
import type { ReceiptStanding } from '../../../../core/contract/receipt-standing.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { AttachFile } from '../../../components/attach-file.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { usePapers } from '../../../frame/papers.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';
import type { Done } from './follow-up-dialog.tsx';

type LossFormProps = {
  readonly standing: ReceiptStanding;
  /** It was asked for by its own key: the next keystroke belongs to its first field. */
  readonly eager: boolean;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

export function LossForm({ standing, eager, onDone, onClose }: LossFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const papers = usePapers();
  const sentence = useFaultSentence();
  const id = useId();
  const act = useAct();
  const [kind, setKind] = useState<LossKind>('lost');
  const [reportedBy, setReportedBy] = useState('');
  const [identified, setIdentified] = useState<LossIdentified>('idPaper');
  const [note, setNote] = useState('');
  const [attachment, setAttachment] = useState<string | null>(null);
  const [originalBack, setOriginalBack] = useState(false);
  const { receipt, losses } = standing;
  const lostBefore = losses.find((one) => one.kind === 'lost');
  const ready = reportedBy.trim() !== '' && (identified !== 'other' || note.trim() !== '');
  const submit = (): void =>
    act.run(async () => {
      const { loss, printed } = await ledger.act('receipt.registerLoss', {
        ...{ receipt, kind, reportedBy: reportedBy.trim(), identified, attachment },
        note: note.trim() === '' ? null : note.trim(),
        originalBack: kind === 'damaged' && originalBack,
      });
      if (printed !== null) papers.know(printed);
      onDone({ kind, number: kind === 'lost' ? loss.number : receipt, register: loss.number });
    });
  if (lostBefore) {
    const words = say('followUp.lostBefore', { number: lostBefore.number, name: lostBefore.reportedBy });
    return <Notice tone="warn">{words}</Notice>;
  }
  return (
    <form
      className="follow-up-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) submit();
      }}
    >
      <fieldset className="follow-up-reasons">
        <legend>{say('followUp.lossKind')}</legend>
        {LOSS_KINDS.map((one) => (
          <label key={one}>
            <input type="radio" name={`${id}kind`} checked={kind === one} onChange={() => setKind(one)} />
            {say(`followUp.lossKinds.${one}`)}
          </label>
        ))}
      </fieldset>
      <p className="dialog-say">{say(`followUp.lossSay.${kind}`)}</p>
      <Field
        label={say('followUp.reportedBy')}
        value={reportedBy}
        onType={setReportedBy}
        maxLength={60}
        autoFocus={eager}
      />
      <fieldset className="follow-up-reasons">
        <legend>{say('followUp.identified')}</legend>
        {LOSS_IDENTIFIED.map((one) => (
          <label key={one}>
            <input type="radio" name={`${id}by`} checked={identified === one} onChange={() => setIdentified(one)} />
            {say(`followUp.identifiedBy.${one}`)}
          </label>
        ))}
      </fieldset>
      <Field
        label={say('followUp.text')}
        hint={say('followUp.textHint')}
        value={note}
        onType={setNote}
        maxLength={200}
      />
      <AttachFile kind="caseDocument" attachment={attachment} onKept={setAttachment} />
      {kind === 'damaged' && (
        <label className="follow-up-tick">
          <input type="checkbox" checked={originalBack} onChange={(event) => setOriginalBack(event.target.checked)} />
          {say('followUp.damagedBack')}
        </label>
      )}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" cap="Enter" submit busy={act.busy} disabled={!ready}>
          {say(`followUp.goLoss.${kind}`)}
        </ActionButton>
      </div>
    </form>
  );
}
