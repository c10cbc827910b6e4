// The one form of the first run. Everything is checked before it is sent, and each fault stands at its field.
import { Checkbox } from 'antd';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../core/contract/contract.ts';
import { CURRENCY_CODES } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { EMPTY_SETUP, faultsOf, type SetUp, type SetUpField } from './set-up-form.ts';

export type Created = OutputOf<'ledger.create'>;
type FirstRunFormProps = {
  readonly protection: 'os' | 'passphrase' | 'keyFile';
  readonly onCreated: (created: Created) => void;
};

function asInput(setUp: SetUp, needsPassphrase: boolean): InputOf<'ledger.create'> {
  return {
    organisation: setUp.organisation.trim(),
    counter: { code: setUp.counterCode, name: setUp.counterName.trim() },
    admin: { username: setUp.username, name: setUp.adminName.trim(), password: setUp.password },
    passphrase: needsPassphrase ? setUp.passphrase : null,
    currency: setUp.currency,
    demo: setUp.demo,
  };
}

export function FirstRunForm({ protection, onCreated }: FirstRunFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [setUp, setSetUp] = useState<SetUp>(EMPTY_SETUP);
  const [tried, setTried] = useState(false);
  const needsPassphrase = protection === 'passphrase';
  const faults = faultsOf(setUp, needsPassphrase);
  const create = (): void => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    act.run(async () => onCreated(await ledger.ask('ledger.create', asInput(setUp, needsPassphrase))));
  };
  const field = (name: SetUpField) => {
    const fault = faults[name];
    return {
      value: setUp[name],
      onType: (text: string) =>
        setSetUp((before) => ({ ...before, [name]: name === 'counterCode' ? text.toUpperCase() : text })),
      fault: tried && fault !== undefined ? say(fault) : null,
    };
  };
  return (
    <form
      className="start-form start-form-wide"
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <div>
        <h1 className="start-title">{say('start.first.title')}</h1>
        <p className="start-say">{say('start.first.say')}</p>
      </div>
      <Field
        label={say('start.first.organisation')}
        hint={say('start.first.organisationHint')}
        maxLength={60}
        autoFocus
        {...field('organisation')}
      />
      <div className="start-pair">
        <Field
          label={say('start.first.counterCode')}
          placeholder="A01"
          hint={say('start.first.counterCodeHint')}
          maxLength={8}
          {...field('counterCode')}
        />
        <Field
          label={say('start.first.counterName')}
          placeholder={say('start.first.counterNameExample')}
          maxLength={40}
          {...field('counterName')}
        />
        <Field label={say('start.first.adminName')} maxLength={40} {...field('adminName')} />
        <Field
          label={say('start.first.adminUsername')}
          hint={say('start.first.usernameHint')}
          maxLength={32}
          autoComplete="username"
          {...field('username')}
        />
        <Field
          label={say('start.first.password')}
          kind="password"
          hint={say('start.first.passwordHint')}
          autoComplete="new-password"
          {...field('password')}
        />
        <Field
          label={say('start.first.passwordAgain')}
          kind="password"
          autoComplete="new-password"
          {...field('passwordAgain')}
        />
        {needsPassphrase && (
          <>
            <Field
              label={say('start.first.passphrase')}
              kind="password"
              hint={say('start.first.passphraseHint')}
              autoComplete="new-password"
              {...field('passphrase')}
            />
            <Field
              label={say('start.first.passphraseAgain')}
              kind="password"
              autoComplete="new-password"
              {...field('passphraseAgain')}
            />
          </>
        )}
      </div>
      <div className="start-pair">
        <label className="start-currency">
          <span className="field-label">{say('start.first.currency')}</span>
          <select
            className="plain-input"
            value={setUp.currency}
            onChange={(event) => setSetUp((before) => ({ ...before, currency: event.target.value }))}
          >
            {CURRENCY_CODES.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
          <span className="field-hint">{say('start.first.currencyHint')}</span>
        </label>
        <Checkbox
          checked={setUp.demo}
          onChange={(event) => setSetUp((before) => ({ ...before, demo: event.target.checked }))}
        >
          <span className="start-check">
            <span>
              {say('start.first.demo')}
              <small>{say('start.first.demoHint')}</small>
            </span>
          </span>
        </Checkbox>
      </div>
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <ActionButton tone="go" size="large" cap="Enter" submit busy={act.busy}>
        {act.busy ? say('start.first.creating') : say('start.first.create')}
      </ActionButton>
    </form>
  );
}
