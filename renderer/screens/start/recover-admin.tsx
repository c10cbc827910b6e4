// An administrator forgot the password and nobody else may reset it: the recovery key from paper sets a new first one.
import { useState } from 'react';
import { passwordFault } from '../../../core/people/password-rule.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { NewPassword, PasswordAgain } from '../../components/new-password.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type RecoverAdminProps = { readonly onDone: (username: string) => void; readonly onBack: () => void };

export function RecoverAdmin({ onDone, onBack }: RecoverAdminProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [username, setUsername] = useState('');
  const [recoveryKey, setRecoveryKey] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const name = username.trim().toLowerCase();
  useKeys('curtain', { back: onBack });
  const recover = (): void => {
    setTried(true);
    const missing = name === '' || recoveryKey.trim() === '';
    if (missing || passwordFault(next, name) !== null || again !== next) return;
    act.run(async () => {
      await ledger.ask('session.recover', { username: name, recoveryKey: recoveryKey.trim(), password: next });
      onDone(name);
    });
  };
  const required = (text: string): string | null => (tried && text.trim() === '' ? say('start.first.required') : null);
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        recover();
      }}
    >
      <div>
        <h1 className="start-title">{say('start.recover.title')}</h1>
        <p className="start-say">{say('start.recover.say')}</p>
      </div>
      <Field
        label={say('start.signIn.username')}
        value={username}
        onType={setUsername}
        maxLength={32}
        autoFocus
        fault={required(username)}
      />
      <Field
        label={say('start.unlock.recoveryKey')}
        value={recoveryKey}
        onType={setRecoveryKey}
        maxLength={200}
        hint={say('start.recover.keyHint')}
        fault={required(recoveryKey)}
      />
      <NewPassword
        label={say('start.recover.next')}
        hint={say('start.recover.nextHint')}
        value={next}
        onType={setNext}
        username={name}
        tried={tried}
      />
      <PasswordAgain value={again} onType={setAgain} next={next} tried={tried} />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit block busy={act.busy}>
        {say('start.recover.go')}
      </ActionButton>
      <ActionButton tone="quiet" action="back" onPress={onBack}>
        {say('frame.back')}
      </ActionButton>
    </form>
  );
}
