// Setting up the second factor, moving it to another telephone, or new recovery codes: prove who you are, scan, confirm,
// put the recovery codes away. The secret and the codes live in this component only, and are gone with it.
import { type ReactNode, useState } from 'react';
import type { SignedIn } from '../../../core/contract/procedures/session.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import type { Place } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { type Act, useAct } from '../../use-act.ts';
import './account.css';

type Step =
  | { readonly at: 'prove' }
  | { readonly at: 'scan'; readonly uri: string; readonly secret: string }
  | { readonly at: 'codes'; readonly codes: readonly string[] };

type EnrolCodeProps = {
  readonly act: 'begin' | 'renew';
  readonly session: SignedIn;
  readonly place: Place;
  /** There is a factor already: a code of it is asked for. */
  readonly hasCode: boolean;
  readonly onDone: () => void;
};

export function EnrolCode({ act: what, session, place, hasCode, onDone }: EnrolCodeProps) {
  const { ledger } = useServices();
  const [step, setStep] = useState<Step>({ at: 'prove' });
  const act = useAct();
  const prove = (password: string, code: string): void =>
    act.run(async () => {
      const input = { password, ...(hasCode ? { code } : {}) };
      if (what === 'begin') setStep({ at: 'scan', ...(await ledger.ask('code.begin', input)) });
      else setStep({ at: 'codes', ...(await ledger.ask('code.renew', input)) });
    });
  const confirm = (code: string): void =>
    act.run(async () => setStep({ at: 'codes', ...(await ledger.ask('code.confirm', { code })) }));
  switch (step.at) {
    case 'prove':
      return <Prove act={act} hasCode={hasCode} onProve={prove} />;
    case 'scan':
      return <Scan act={act} uri={step.uri} secret={step.secret} onConfirm={confirm} />;
    case 'codes':
      return <RecoveryCodes codes={step.codes} session={session} place={place} onKept={onDone} />;
  }
}

function StepForm({ act, next, onNext, children }: StepFormProps) {
  const sentence = useFaultSentence();
  return (
    <form
      className="enrol-form"
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      {children}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit block busy={act.busy}>
        {next}
      </ActionButton>
    </form>
  );
}
type StepFormProps = {
  readonly act: Act;
  readonly next: string;
  readonly onNext: () => void;
  readonly children: ReactNode;
};

type ProveProps = {
  readonly act: Act;
  readonly hasCode: boolean;
  readonly onProve: (password: string, code: string) => void;
};

function Prove({ act, hasCode, onProve }: ProveProps) {
  const { say } = useWords();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const next = (): void => {
    if (password === '' || (hasCode && code.trim() === '')) return;
    onProve(password, code);
    setCode('');
  };
  return (
    <StepForm act={act} next={say('factor.next')} onNext={next}>
      <p className="enrol-say">{say(hasCode ? 'factor.proveCodeSay' : 'factor.proveSay')}</p>
      <Field
        label={say('factor.password')}
        kind="password"
        value={password}
        onType={setPassword}
        autoFocus
        autoComplete="current-password"
      />
      {hasCode && (
        <Field
          label={say('factor.code')}
          value={code}
          onType={setCode}
          maxLength={24}
          hint={say('factor.codeHint')}
          className="field-code"
        />
      )}
    </StepForm>
  );
}

type ScanProps = {
  readonly act: Act;
  readonly uri: string;
  readonly secret: string;
  readonly onConfirm: (code: string) => void;
};

function Scan({ act, uri, secret, onConfirm }: ScanProps) {
  const { say } = useWords();
  const [code, setCode] = useState('');
  const next = (): void => {
    if (code.trim() === '') return;
    onConfirm(code);
    setCode('');
  };
  return (
    <StepForm act={act} next={say('factor.confirm')} onNext={next}>
      <p className="enrol-say">{say('factor.scanSay')}</p>
      <div className="enrol-scan">
        <QrCode text={uri} label={say('factor.qr')} className="enrol-qr" />
        <dl className="enrol-hand selectable">
          <dt>{say('factor.byHand')}</dt>
          <dd data-testid="enrol-secret">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</dd>
        </dl>
      </div>
      <Field
        label={say('factor.first')}
        value={code}
        onType={setCode}
        maxLength={10}
        autoFocus
        className="field-code"
      />
    </StepForm>
  );
}

type RecoveryCodesProps = {
  readonly codes: readonly string[];
  readonly session: SignedIn;
  readonly place: Place;
  readonly onKept: () => void;
};

function RecoveryCodes({ codes, session, place, onKept }: RecoveryCodesProps) {
  const { say } = useWords();
  const { name, username } = session.user;
  return (
    <div className="enrol-form print-only-this">
      <h2 className="enrol-title">{say('factor.codesTitle')}</h2>
      <p className="enrol-whose">
        {say('factor.printFor', { organisation: place.organisation, counter: place.counter.code, name, username })}
      </p>
      <Notice tone="warn">{say('factor.codesSay')}</Notice>
      <ol className="enrol-codes selectable" aria-label={say('factor.codesLabel')} data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="enrol-acts">
        <ActionButton size="large" onPress={() => window.print()}>
          {say('factor.print')}
        </ActionButton>
        <ActionButton tone="go" size="large" cap="Enter" autoFocus onPress={onKept}>
          {say('factor.kept')}
        </ActionButton>
      </div>
    </div>
  );
}
