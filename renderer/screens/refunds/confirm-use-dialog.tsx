// 科室确认: the department says, line by line, how much was not carried out or came back. Nothing is proposed: whoever
// confirms types what they know.
import { type FormEvent, useState } from 'react';
import type { CaseView } from '../../../core/contract/refund-view.ts';
import { parseQuantity } from '../../../core/money/parse-amount.ts';
import { formatQuantity } from '../../../core/money/format-amount.ts';
import type { Milli } from '../../../core/money/money.ts';
import { USE_KINDS, type UseKind } from '../../../core/refund/refund-words.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type ConfirmUseProps = { readonly one: CaseView; readonly onClose: () => void };

export function ConfirmUseDialog({ one, onClose }: ConfirmUseProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [department, setDepartment] = useState('');
  const [kind, setKind] = useState<UseKind>('notCarriedOut');
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const read = one.lines.flatMap(({ n }) => {
    const quantity = parseQuantity((typed[n] ?? '').trim(), { source: 'person' });
    return quantity.ok && quantity.value > 0 ? [{ n, quantity: quantity.value }] : [];
  });
  const { receipt } = one;
  const missing = department.trim() === '' || read.length === 0 || receipt === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      const rows = read.map((row) => ({ receipt, kind, ...row }));
      await ledger.act('refund.confirmUse', { department: department.trim(), rows });
      onClose();
    });
  };
  return (
    <Dialog title={say('refunds.use.title')} width="medium" onClose={onClose}>
      <p className="dialog-say">{say('refunds.use.say')}</p>
      <form onSubmit={submit} className="refunds-dialog">
        <Field
          label={say('refunds.use.department')}
          value={department}
          maxLength={40}
          autoFocus
          onType={setDepartment}
        />
        <fieldset className="follow-up-what">
          <legend>{say('refunds.use.kind')}</legend>
          {USE_KINDS.map((one) => (
            <label key={one}>
              <input type="radio" name="refund-use" checked={one === kind} onChange={() => setKind(one)} />
              {say(`refunds.use.kinds.${one}`)}
            </label>
          ))}
        </fieldset>
        {one.lines.map((line) => (
          <Field
            key={line.n}
            label={say('refunds.use.line', {
              name: line.name,
              quantity: `${formatQuantity(line.quantity as Milli)} ${line.unit}`,
            })}
            value={typed[line.n] ?? ''}
            maxLength={16}
            onType={(text) => setTyped({ ...typed, [line.n]: text })}
          />
        ))}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say('refunds.use.do')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
