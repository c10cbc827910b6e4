// 核实: the reference that proves a payment is told beside the tender; the receipt stays as it was printed.
import { useState } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { REFERENCE_PATTERN } from '../../../core/charge/tender-method.ts';
import type { UnverifiedRow } from '../../../core/contract/procedures/tender.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type ProveDialogProps = {
  readonly row: UnverifiedRow;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function ProveDialog({ row, onClose, onDone }: ProveDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [reference, setReference] = useState('');
  const [tried, setTried] = useState(false);
  const bad = !REFERENCE_PATTERN.test(reference.trim());
  const { number, n } = row;
  const prove = (): void => {
    setTried(true);
    if (bad) return;
    act.run(async () => {
      const proved = await ledger.act('tender.prove', { number, n, reference: reference.trim() });
      onDone(say('claims.proved', { number, reference: proved.reference }));
    });
  };
  const method = say(`till.money.method.${row.method}`);
  return (
    <Dialog title={say('claims.proveTitle', { number })} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          prove();
        }}
      >
        <p className="dialog-say">{say('claims.proveSay', { method, amount: formatAmount(row.amount, currency) })}</p>
        <Field
          label={say('claims.reference')}
          hint={say('claims.referenceHint')}
          value={reference}
          onType={setReference}
          maxLength={64}
          autoFocus
          fault={tried && bad ? say('claims.referenceBad') : null}
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
            {say('claims.prove')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
