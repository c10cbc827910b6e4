// One task: what central said, everything that was done about it, and the next step.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  CENTRAL_OUTCOMES,
  CENTRAL_STEPS,
  type CentralOutcome,
  type CentralStep,
  mayStep,
} from '../../../core/central/central-task.ts';
import type { CentralTaskFile } from '../../../core/contract/procedures/central.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { taskWords } from './central-words.ts';

type TaskDialogProps = {
  readonly task: number;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
  readonly onStep: () => void;
};

export function TaskDialog({ task, mayWrite, onClose, onStep }: TaskDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { data, error } = useQuery({
    queryKey: ['central', 'task', task],
    queryFn: () => ledger.ask('central.task', { task }),
  });
  return (
    <Dialog title={say('central.task.title', { id: task })} width="medium" onClose={onClose}>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined && (
        <>
          <p className="dialog-say">{taskWords(data.task, say, currency)}</p>
          {data.task.acceptedSince && data.task.state === 'open' && (
            <Notice tone="good">{say('central.task.acceptedSince')}</Notice>
          )}
          <Steps steps={data.steps} />
        </>
      )}
      {data !== undefined && mayWrite && <NextStep file={data} onClose={onClose} onStep={onStep} />}
      {(error !== null || (data !== undefined && !mayWrite)) && (
        <div className="dialog-acts">
          <ActionButton action="back" autoFocus onPress={onClose}>
            {say('frame.close')}
          </ActionButton>
        </div>
      )}
    </Dialog>
  );
}

function Steps({ steps }: Pick<CentralTaskFile, 'steps'>) {
  const { say, locale } = useWords();
  return (
    <section className="central-history" aria-label={say('central.task.steps')} tabIndex={0}>
      <h3>{say('central.task.steps')}</h3>
      {steps.length === 0 && <p className="work-faint">{say('central.task.noSteps')}</p>}
      <ul>
        {steps.map((step) => (
          <li key={step.n}>
            <b>{say(`central.task.act.${step.act}`)}</b> {step.owner}{' '}
            {step.outcome !== null && say(`central.task.outcome.${step.outcome}`)} {step.text}{' '}
            <span className="work-faint">
              {step.by} {moment(step.at, locale)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type NextStepProps = {
  readonly file: CentralTaskFile;
  readonly onClose: () => void;
  readonly onStep: () => void;
};

function NextStep({ file, onClose, onStep }: NextStepProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const last = file.steps.at(-1)?.act ?? null;
  const possible = CENTRAL_STEPS.filter((step) => mayStep(last, step));
  const [chosen, setChosen] = useState<CentralStep>('note');
  const [outcome, setOutcome] = useState<CentralOutcome>('corrected');
  const [username, setUsername] = useState('');
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  // A task that was resolved meanwhile knows only one next step.
  const step = possible.includes(chosen) ? chosen : (possible[0] ?? 'note');
  const words = text.trim() || null;
  const save = (): void => {
    setTried(true);
    const who = username.trim();
    if (step === 'assign' ? who === '' : words === null) return;
    act.run(async () => {
      const said = words ?? '';
      const taken =
        step === 'assign'
          ? { act: step, username: who, text: words }
          : step === 'resolve'
            ? { act: step, outcome, text: said }
            : { act: step, text: said };
      await ledger.act('central.step', { task: file.task.id, step: taken });
      setText('');
      setTried(false);
      onStep();
      if (step === 'resolve') onClose();
    });
  };
  return (
    <form
      className="central-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset className="central-choices">
        <legend>{say('central.task.do')}</legend>
        {possible.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="step"
              checked={one === step}
              {...(one === step ? { 'data-first-focus': '' } : {})}
              onChange={() => setChosen(one)}
            />{' '}
            {say(`central.task.act.${one}`)}
          </label>
        ))}
      </fieldset>
      {step === 'assign' && (
        <Field
          label={say('central.task.who')}
          value={username}
          onType={setUsername}
          maxLength={32}
          fault={tried && username.trim() === '' ? say('central.map.needed') : null}
        />
      )}
      {step === 'resolve' && (
        <label className="field">
          <span className="field-label">{say('central.task.how')}</span>
          <select
            className="plain-input"
            value={outcome}
            onChange={(event) => setOutcome(event.target.value as CentralOutcome)}
          >
            {CENTRAL_OUTCOMES.map((one) => (
              <option key={one} value={one}>
                {say(`central.task.outcome.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Field
        label={say('central.task.text')}
        value={text}
        onType={setText}
        maxLength={200}
        fault={tried && step !== 'assign' && words === null ? say('central.task.textNeeded') : null}
      />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
        <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
          {say('central.task.save')}
        </ActionButton>
      </div>
    </form>
  );
}
