// The curtain of a locked session: the same person's password lifts it, and the bill is where it was.
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

export function SessionLocked({ gate }: { readonly gate: Gate }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [password, setPassword] = useState('');
  const unlock = (): void => {
    if (password === '') return;
    act.run(async () => {
      try {
        gate.signedIn(await ledger.ask('session.unlock', { password }));
      } catch (thrown) {
        const { code } = faultOf(thrown);
        if (code === 'SESSION_EXPIRED' || code === 'NOT_SIGNED_IN') void gate.refresh();
        throw thrown;
      } finally {
        setPassword('');
      }
    });
  };
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        unlock();
      }}
    >
      <div>
        <h1 className="start-title">{say('frame.locked.title')}</h1>
        <p className="start-say">{say('frame.locked.say', { name: gate.session?.user.name ?? '' })}</p>
      </div>
      <Field
        label={say('start.signIn.password')}
        kind="password"
        value={password}
        onType={setPassword}
        autoFocus
        autoComplete="current-password"
      />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit block busy={act.busy}>
        {say('frame.locked.unlock')}
      </ActionButton>
      <ActionButton tone="quiet" onPress={() => void gate.signOut()}>
        {say('frame.locked.other')}
      </ActionButton>
    </form>
  );
}
