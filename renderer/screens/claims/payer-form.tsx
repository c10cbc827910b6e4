// One third-party payer: a new one, another name or kind, or whether it is still used. What it owes stays owed.
import { useState } from 'react';
import type { PayerView } from '../../../core/contract/procedures/tender.ts';
import { PAYER_CODE, PAYER_KINDS } from '../../../core/prepayment/payer-kind.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type PayerFormProps = {
  /** null: a new one. */
  readonly payer: PayerView | null;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function PayerForm({ payer, onClose, onDone }: PayerFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [code, setCode] = useState(payer?.code ?? '');
  const [name, setName] = useState(payer?.name ?? '');
  const [kind, setKind] = useState<PayerView['kind']>(payer?.kind ?? 'insurance');
  const [active, setActive] = useState(payer?.active ?? true);
  const [tried, setTried] = useState(false);
  const badCode = !PAYER_CODE.test(code.trim().toUpperCase());
  const save = (): void => {
    setTried(true);
    if (badCode || name.trim() === '') return;
    act.run(async () => {
      const facts = { code: code.trim().toUpperCase(), name: name.trim(), kind, active };
      const saved = await ledger.act('payer.save', facts);
      onDone(say('claims.payerSaved', { name: saved.name }));
    });
  };
  return (
    <Dialog title={payer?.name ?? say('claims.newPayer')} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {payer === null && (
          <Field
            label={say('claims.code')}
            hint={say('claims.codeHint')}
            value={code}
            onType={setCode}
            maxLength={12}
            autoFocus
            fault={tried && badCode ? say('claims.codeHint') : null}
          />
        )}
        <Field
          label={say('claims.name')}
          value={name}
          onType={setName}
          maxLength={60}
          autoFocus={payer !== null}
          fault={tried && name.trim() === '' ? say('start.first.required') : null}
        />
        <fieldset className="person-roles">
          <legend>{say('claims.kind')}</legend>
          {PAYER_KINDS.map((one) => (
            <label key={one}>
              <input type="radio" name="payer-kind" checked={kind === one} onChange={() => setKind(one)} />{' '}
              {say(`claims.payerKind.${one}`)}
            </label>
          ))}
        </fieldset>
        <label>
          <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />{' '}
          {say('claims.used')}
        </label>
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
            {say('claims.save')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
