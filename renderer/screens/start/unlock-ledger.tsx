// Opening a ledger whose key this computer does not hold: by the passphrase, or by the recovery key from paper.
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type Way = 'passphrase' | 'recovery';

export function UnlockLedger({ gate }: { readonly gate: Gate }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const slots: readonly Way[] = gate.status?.state === 'locked' ? gate.status.slots : ['recovery'];
  const [way, setWay] = useState<Way>(slots.includes('passphrase') ? 'passphrase' : 'recovery');
  const [text, setText] = useState('');
  const open = (): void => {
    if (text.trim() === '') return;
    act.run(async () => {
      await ledger.ask(
        'ledger.unlock',
        way === 'passphrase' ? { by: way, passphrase: text } : { by: way, recoveryKey: text.trim() },
      );
      await gate.refresh();
    });
  };
  const turn = (): void => {
    act.forget();
    setText('');
    setWay(way === 'passphrase' ? 'recovery' : 'passphrase');
  };
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <div>
        <h1 className="start-title">{say('start.unlock.title')}</h1>
        <p className="start-say">{say(way === 'passphrase' ? 'start.unlock.say' : 'start.unlock.sayRecovery')}</p>
      </div>
      <Field
        key={way}
        label={say(way === 'passphrase' ? 'start.unlock.passphrase' : 'start.unlock.recoveryKey')}
        kind={way === 'passphrase' ? 'password' : 'text'}
        value={text}
        onType={setText}
        autoFocus
      />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit block busy={act.busy}>
        {act.busy ? say('start.unlock.opening') : say('start.unlock.open')}
      </ActionButton>
      {slots.includes('passphrase') && slots.includes('recovery') && (
        <ActionButton tone="quiet" onPress={turn}>
          {say(way === 'passphrase' ? 'start.unlock.useRecovery' : 'start.unlock.usePassphrase')}
        </ActionButton>
      )}
    </form>
  );
}
