// Whose hand it is: the approver's user name and password. Enter goes on from field to field and never decides: a verdict is
// given by its own key.
import type { InputRef } from 'antd';
import { type RefObject, useEffect } from 'react';
import { Field } from '../components/field.tsx';
import { useWords } from '../i18n/i18n.ts';
import { isPlainEnter } from '../keys/use-keys.ts';

export type Signer = { readonly username: string; readonly password: string };

type SignerFieldsProps = {
  readonly typed: Signer;
  readonly onType: (part: Partial<Signer>) => void;
  readonly username: RefObject<InputRef | null>;
  readonly password: RefObject<InputRef | null>;
  /** Goes on behind the password; left out where nothing is behind it. */
  readonly onNext?: () => void;
};

export function SignerFields({ typed, onType, username, password, onNext }: SignerFieldsProps) {
  const { say } = useWords();
  useEffect(() => username.current?.focus(), [username]);
  return (
    <>
      <Field
        label={say('approval.approver')}
        value={typed.username}
        onType={(text) => onType({ username: text })}
        inputRef={username}
        maxLength={32}
        autoComplete="off"
        onKeyDown={(event) => {
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          password.current?.focus();
        }}
      />
      <Field
        label={say('approval.password')}
        kind="password"
        value={typed.password}
        onType={(text) => onType({ password: text })}
        inputRef={password}
        autoComplete="off"
        onKeyDown={(event) => {
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          onNext?.();
        }}
      />
    </>
  );
}
