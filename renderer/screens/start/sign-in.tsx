// Signing in: name, Enter, password, Enter. A refusal says how many tries are left or when to come back.
import type { InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

export function SignIn({ gate }: { readonly gate: Gate }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const passwordRef = useRef<InputRef>(null);
  const refused = act.thrown !== null;
  useEffect(() => {
    // A wrong password is typed anew, not mended.
    if (refused) passwordRef.current?.focus();
  }, [refused]);

  const submit = (): void => {
    if (username === '' || password === '') return;
    act.run(async () => {
      try {
        gate.signedIn(await ledger.ask('session.signIn', { username: username.trim().toLowerCase(), password }));
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
        submit();
      }}
    >
      <h1 className="start-title">{say('start.signIn.title')}</h1>
      <Field
        label={say('start.signIn.username')}
        value={username}
        onType={setUsername}
        autoFocus
        autoComplete="username"
        maxLength={32}
        onKeyDown={(event) => {
          // Enter goes on to the password; only there does it sign in.
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          passwordRef.current?.focus();
        }}
      />
      <Field
        label={say('start.signIn.password')}
        kind="password"
        value={password}
        onType={setPassword}
        autoComplete="current-password"
        inputRef={passwordRef}
      />
      {refused && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit block busy={act.busy}>
        {act.busy ? say('start.signIn.going') : say('start.signIn.go')}
      </ActionButton>
    </form>
  );
}
