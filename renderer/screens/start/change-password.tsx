// The first password came from somebody else; nothing else is possible until it is changed.
import { useState } from 'react';
import { passwordFault } from '../../../core/people/password-rule.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { NewPassword, PasswordAgain } from '../../components/new-password.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

export function ChangePassword({ gate }: { readonly gate: Gate }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const weak = passwordFault(next, gate.session?.user.username ?? '');
  const differs = again !== next;
  const save = (): void => {
    setTried(true);
    if (old === '' || weak !== null || differs) return;
    act.run(async () => {
      await ledger.ask('session.changePassword', { old, next });
      await gate.refresh();
    });
  };
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div>
        <h1 className="start-title">{say('start.change.title')}</h1>
        <p className="start-say">{say('start.change.say')}</p>
      </div>
      <Field
        label={say('start.change.old')}
        kind="password"
        value={old}
        onType={setOld}
        autoFocus
        autoComplete="current-password"
        fault={tried && old === '' ? say('start.first.required') : null}
      />
      <NewPassword
        label={say('start.change.next')}
        hint={say('start.first.passwordHint')}
        value={next}
        onType={setNext}
        username={gate.session?.user.username ?? ''}
        tried={tried}
      />
      <PasswordAgain value={again} onType={setAgain} next={next} tried={tried} />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit block busy={act.busy}>
        {say('start.change.go')}
      </ActionButton>
      <ActionButton tone="quiet" onPress={() => void gate.signOut()}>
        {say('frame.signOut')}
      </ActionButton>
    </form>
  );
}
