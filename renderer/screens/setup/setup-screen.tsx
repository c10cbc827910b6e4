// The first set-up after the ledger is made: step by step, each may be passed over, taken up again after a crash or another
// day, and looked at once more at the end. Which steps are done stands in the ledger, not here.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { SetupState } from '../../../core/contract/procedures/setup.ts';
import { SETUP_STEPS, type SetupOutcome, type SetupStep } from '../../../core/settings/setup-steps.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Place } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { ImportScreen } from '../import/import-screen.tsx';
import { PeopleStep } from './people-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { SettingStep } from './setting-step.tsx';
import { AccountsStep, NumbersStep } from './shown-steps.tsx';
import { StepFoot, type StepWays } from './step-foot.tsx';
import '../work.css';
import './setup.css';

type SetupScreenProps = { readonly place: Place; readonly onSignOut: () => void };

export function SetupScreen({ place, onSignOut }: SetupScreenProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [finished, setFinished] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['setup', 'state'],
    queryFn: () => ledger.ask('setup.state', {}),
    enabled: !finished,
  });
  if (finished) return <Finished onSignOut={onSignOut} />;
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('setup.title')}
        </h1>
        <p className="work-faint">{say('setup.say')}</p>
      </div>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined && <Steps place={place} state={data} onFinished={() => setFinished(true)} />}
    </section>
  );
}

type StepsProps = { readonly place: Place; readonly state: SetupState; readonly onFinished: () => void };

function Steps({ place, state, onFinished }: StepsProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const queries = useQueryClient();
  const [front, setFront] = useState<SetupStep>(
    () => state.steps.find(({ outcome }) => outcome === null)?.step ?? 'finish',
  );
  const [busy, setBusy] = useState(false);
  const [thrown, setThrown] = useState<unknown>(null);
  const at = SETUP_STEPS.indexOf(front);
  const go = (step: SetupStep): void => {
    setThrown(null);
    setFront(step);
  };
  const leave = (outcome: SetupOutcome, work?: () => Promise<'go' | 'stay'>): void => {
    if (busy) return;
    setBusy(true);
    setThrown(null);
    const run = async (): Promise<void> => {
      if ((await work?.()) === 'stay') return;
      queries.setQueryData(['setup', 'state'], await ledger.act('setup.step', { step: front, outcome }));
      const next = SETUP_STEPS[at + 1];
      if (next === undefined) onFinished();
      else go(next);
    };
    void run()
      .catch((reason: unknown) => setThrown(reason))
      .finally(() => setBusy(false));
  };
  const before = SETUP_STEPS[at - 1];
  const ways: StepWays = {
    busy,
    thrown,
    onNext: (work) => leave('done', work),
    onSkip: () => leave('skipped'),
    onBack: before === undefined ? null : () => go(before),
  };
  return (
    <div className="setup">
      <ol className="setup-steps" aria-label={say('setup.steps')}>
        {state.steps.map(({ step, outcome }, index) => (
          <li key={step}>
            <button type="button" aria-current={step === front ? 'step' : undefined} onClick={() => go(step)}>
              <span className={`setup-mark setup-mark-${outcome ?? 'open'}`} aria-hidden="true">
                {outcome === 'done' ? '✓' : outcome === 'skipped' ? '–' : index + 1}
              </span>
              {say(`setup.step.${step}`)}
              {outcome !== null && <span className="visually-hidden">{say(`setup.outcome.${outcome}`)}</span>}
            </button>
          </li>
        ))}
      </ol>
      <div className="setup-step">
        <h2>{say(`setup.step.${front}`)}</h2>
        <p className="dialog-say">{say(`setup.about.${front}`)}</p>
        <StepBody key={front} step={front} place={place} state={state} ways={ways} onGo={go} />
      </div>
    </div>
  );
}

type StepBodyProps = {
  readonly step: SetupStep;
  readonly place: Place;
  readonly state: SetupState;
  readonly ways: StepWays;
  readonly onGo: (step: SetupStep) => void;
};

function StepBody({ step, place, state, ways, onGo }: StepBodyProps) {
  switch (step) {
    case 'seal':
    case 'denominations':
    case 'rounding':
      return <SettingStep settingKey={step} ways={ways} />;
    case 'people':
      return <PeopleStep ways={ways} />;
    case 'numbers':
      return <NumbersStep ways={ways} place={place} />;
    case 'accounts':
      return <AccountsStep ways={ways} />;
    case 'tariff':
    case 'customers':
      return (
        <div className="setup-form setup-import">
          <ImportScreen permissions={[step === 'tariff' ? 'tariff.write' : 'customer.write']} />
          <StepFoot ways={ways} onNext={() => ways.onNext()} />
        </div>
      );
    case 'finish':
      return <ReviewStep state={state} ways={ways} onGo={onGo} />;
  }
}

function Finished({ onSignOut }: { readonly onSignOut: () => void }) {
  const { say } = useWords();
  return (
    <section className="panel work setup-finished">
      <Notice tone="good">{say('setup.finished')}</Notice>
      <p>{say('setup.finishedSay')}</p>
      <ActionButton tone="go" size="large" cap="Enter" autoFocus onPress={onSignOut}>
        {say('setup.signOut')}
      </ActionButton>
    </section>
  );
}
