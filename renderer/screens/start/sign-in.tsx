// Signing in: name, Enter, password, Enter. A refusal says how many tries are left or when to come back.
import type { InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { faultOf, outcomeUnknown } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

/** What is typed and where; held by whoever outlives this form. */
export type SignInDraft = {
  readonly username: string;
  readonly password: string;
  /** Null until the ledger has asked for it. */
  readonly code: string | null;
  readonly at: 'username' | 'password';
};
export const EMPTY_SIGN_IN: SignInDraft = { username: '', password: '', code: null, at: 'username' };

type SignInProps = {
  readonly gate: Gate;
  readonly draft: SignInDraft;
  readonly onRecover: () => void;
  readonly setDraft: (change: (before: SignInDraft) => SignInDraft) => void;
};

export function SignIn({ gate, draft, setDraft, onRecover }: SignInProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const { username, password, code } = draft;
  const usernameRef = useRef<InputRef>(null);
  const startedAt = useRef(draft.at);
  const passwordRef = useRef<InputRef>(null);
  const codeRef = useRef<InputRef>(null);
  useEffect(() => {
    // Typing goes on where it stopped, at the end of what is there.
    (startedAt.current === 'username' ? usernameRef : passwordRef).current?.focus({ cursor: 'end' });
  }, []);
  const refused = act.thrown !== null;
  const asksCode = code !== null;
  useEffect(() => {
    // What was wrong is typed anew, not mended.
    if (refused || asksCode) (asksCode ? codeRef : passwordRef).current?.focus();
  }, [refused, asksCode]);

  const submit = (): void => {
    if (username === '' || password === '' || code?.trim() === '') return;
    act.run(async () => {
      try {
        const who = { username: username.trim().toLowerCase(), password, ...(code === null ? {} : { code }) };
        const session = await ledger.ask('session.signIn', who);
        // Whoever signs in next at this form finds nothing of theirs, even when the curtain never lifted.
        setDraft(() => EMPTY_SIGN_IN);
        gate.signedIn(session);
      } catch (thrown) {
        const fault = faultOf(thrown);
        // The password was right, and the role needs the telephone as well: asked for, not refused.
        if (fault.code === 'CODE_REQUIRED') return setDraft((before) => ({ ...before, code: '' }));
        const ofCode = fault.code === 'CODE_WRONG' || fault.code === 'CODE_USED' || fault.code === 'CODE_CLOCK_BACK';
        // Without an answer it was not wrong: Enter tries the same again.
        if (!outcomeUnknown(fault))
          setDraft((before) => (ofCode ? { ...before, code: '' } : { ...before, password: '', code: null }));
        throw thrown;
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
      {gate.leftInDoubt !== null && (
        <Notice tone="warn">{say('frame.ledger.leftInDoubt', { username: gate.leftInDoubt })}</Notice>
      )}
      <Field
        label={say('start.signIn.username')}
        value={username}
        onType={(text) => setDraft((before) => ({ ...before, username: text, code: null }))}
        onFocus={() => setDraft((before) => ({ ...before, at: 'username' }))}
        inputRef={usernameRef}
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
        onType={(text) => setDraft((before) => ({ ...before, password: text }))}
        onFocus={() => setDraft((before) => ({ ...before, at: 'password' }))}
        autoComplete="current-password"
        inputRef={passwordRef}
      />
      {code !== null && (
        <Field
          label={say('factor.code')}
          value={code}
          onType={(text) => setDraft((before) => ({ ...before, code: text }))}
          inputRef={codeRef}
          maxLength={24}
          hint={say('factor.codeHint')}
          className="field-code"
        />
      )}
      {refused && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit block busy={act.busy}>
        {act.busy ? say('start.signIn.going') : say('start.signIn.go')}
      </ActionButton>
      <ActionButton tone="quiet" onPress={onRecover}>
        {say('start.recover.open')}
      </ActionButton>
    </form>
  );
}
