// The approver's own hand: user name, password, opinion. The password goes to the ledger over this window's port and is
// forgotten as soon as there is an answer.
import { Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { Currency } from '../../core/money/money.ts';
import { Field } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { faultSentence } from '../i18n/fault-sentence.ts';
import { useWords } from '../i18n/i18n.ts';
import { isPlainEnter } from '../keys/use-keys.ts';
import { CallFailed, faultOf, outcomeUnknown } from '../port/call-fault.ts';
import type { Ledger } from '../port/ledger.ts';
import { useAct } from '../use-act.ts';
import { type Signer, SignerFields } from './signer-fields.tsx';

type VerdictGiven = 'approved' | 'rejected' | 'returned';
type Typed = Signer & { readonly code: string; readonly opinion: string };
type Gap = keyof Typed | null;

export type SignatureState = {
  readonly typed: Typed;
  readonly type: (part: Partial<Typed>) => void;
  readonly busy: boolean;
  readonly thrown: unknown;
  /** The field the next keystroke belongs to because it is missing; null when none is. */
  readonly gap: Gap;
  /** Grows with each try that missed something, so that the same gap takes the focus again. */
  readonly tries: number;
  readonly decide: (verdict: VerdictGiven) => void;
};

/** What is missing for `verdict`, in the order of the fields. */
function gapOf({ username, password, code, opinion }: Typed, verdict: VerdictGiven, needsCode: boolean): Gap {
  if (username.trim() === '') return 'username';
  if (verdict !== 'approved' && opinion.trim() === '') return 'opinion';
  if (password === '') return 'password';
  return needsCode && code.trim() === '' ? 'code' : null;
}

/** Holds what is typed and sends it; `onAnswered` reads the request again, whatever the answer was. */
export function useSignature(ledger: Ledger, needsCode: boolean, onAnswered: () => void): SignatureState {
  const [typed, setTyped] = useState<Typed>({ username: '', password: '', code: '', opinion: '' });
  const [missed, setMissed] = useState<{ readonly gap: Gap; readonly tries: number }>({ gap: null, tries: 0 });
  const act = useAct();
  const decide = (verdict: VerdictGiven): void => {
    const gap = gapOf(typed, verdict, needsCode);
    setMissed(({ tries }) => ({ gap, tries: tries + 1 }));
    if (gap === 'opinion') {
      return act.run(() => Promise.reject(new CallFailed({ code: 'OPINION_REQUIRED', params: {} })));
    }
    if (gap !== null) return;
    act.run(async () => {
      const { username, password, code, opinion } = typed;
      const said = opinion.trim() === '' ? null : opinion.trim();
      try {
        await ledger.ask('approval.decide', {
          username: username.trim().toLowerCase(),
          password,
          ...(needsCode ? { code } : {}),
          verdict,
          opinion: said,
        });
      } catch (thrown) {
        // Without an answer it was not wrong: what the ledger shows next tells whether it was heard.
        const fault = faultOf(thrown);
        const ofCode = fault.code === 'CODE_WRONG' || fault.code === 'CODE_USED';
        // A right password need not be typed again for the next code; anything else is typed anew as a whole.
        if (!outcomeUnknown(fault))
          setTyped((before) => ({ ...before, code: '', ...(ofCode ? {} : { password: '' }) }));
        setMissed(({ tries }) => ({ gap: ofCode ? 'code' : 'password', tries: tries + 1 }));
        throw thrown;
      } finally {
        onAnswered();
      }
    });
  };
  const type = (part: Partial<Typed>): void => setTyped((before) => ({ ...before, ...part }));
  return { typed, type, busy: act.busy, thrown: act.thrown, ...missed, decide };
}

export function Signature({
  signature,
  needsCode,
  currency,
}: {
  readonly signature: SignatureState;
  readonly needsCode: boolean;
  readonly currency: Currency;
}) {
  const { say, locale } = useWords();
  const { typed, type, gap, tries } = signature;
  const id = useId();
  const username = useRef<InputRef>(null);
  const password = useRef<InputRef>(null);
  const code = useRef<InputRef>(null);
  const opinion = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (gap === 'username') username.current?.focus();
    if (gap === 'password') password.current?.focus();
    if (gap === 'code') code.current?.focus();
    if (gap === 'opinion') opinion.current?.focus();
  }, [gap, tries]);
  const refused = signature.thrown;
  return (
    <div className="approval-form">
      <SignerFields
        typed={typed}
        onType={type}
        username={username}
        password={password}
        onNext={() => (needsCode ? code.current : opinion.current)?.focus()}
      />
      {needsCode && (
        <Field
          label={say('factor.code')}
          value={typed.code}
          onType={(text) => type({ code: text })}
          inputRef={code}
          maxLength={24}
          hint={say('factor.codeHint')}
          className="approval-code"
          onKeyDown={(event) => {
            if (!isPlainEnter(event)) return;
            event.preventDefault();
            opinion.current?.focus();
          }}
        />
      )}
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {say('approval.opinion')}
        </label>
        <Input.TextArea
          id={id}
          ref={(area) => {
            opinion.current = area?.resizableTextArea?.textArea ?? null;
          }}
          value={typed.opinion}
          rows={3}
          maxLength={200}
          aria-describedby={`${id}-below`}
          onChange={(event) => type({ opinion: event.target.value.replaceAll(/[\r\n]+/g, ' ') })}
        />
        <p id={`${id}-below`} className="field-hint">
          {say('approval.opinionHint')}
        </p>
      </div>
      {signature.busy && <Notice tone="wait">{say('approval.deciding')}</Notice>}
      {!signature.busy && refused !== null && (
        <Notice tone="fault">{faultSentence(faultOf(refused), { say, locale, currency, now: Date.now() })}</Notice>
      )}
    </div>
  );
}
