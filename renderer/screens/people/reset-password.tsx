// A new first password for somebody who forgot theirs or is locked out.
import { useState } from 'react';
import { passwordFault } from '../../../core/people/password-rule.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { NewPassword } from '../../components/new-password.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import type { Person } from './people-screen.tsx';

type ResetPasswordProps = {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function ResetPassword({ person, onClose, onDone }: ResetPasswordProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const weak = passwordFault(password, person.username);
  const save = (): void => {
    setTried(true);
    if (weak !== null) return;
    act.run(async () => {
      await ledger.act('people.reset', { username: person.username, password });
      onDone(say('work.people.resetDone', { name: person.name }));
    });
  };
  return (
    <Dialog title={say('work.people.resetTitle', { name: person.name })} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="dialog-say">{say('work.people.resetSay')}</p>
        <NewPassword
          label={say('work.people.password')}
          hint={say('work.people.passwordHint')}
          value={password}
          onType={setPassword}
          username={person.username}
          tried={tried}
          autoFocus
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
            {say('work.people.reset')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
