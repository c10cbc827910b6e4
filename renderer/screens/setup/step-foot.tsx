// The ways out of a step: back, over, on. Each with its key; the same place on every step.
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence } from '../../services.tsx';

/** What every step is given: how to leave it. Rejections are shown by whoever called. */
export type StepWays = {
  readonly busy: boolean;
  readonly thrown: unknown;
  /** Runs `work`, if there is any, then says the step is done and goes on, unless the work says to stay. */
  readonly onNext: (work?: () => Promise<'go' | 'stay'>) => void;
  readonly onSkip: () => void;
  /** null on the first step. */
  readonly onBack: (() => void) | null;
};

type StepFootProps = {
  readonly ways: StepWays;
  /** The step's own check and work; without one "on" just goes on. */
  readonly onNext: () => void;
  readonly submit?: boolean;
  readonly autoFocus?: boolean;
};

export function StepFoot({ ways, onNext, submit = false, autoFocus = false }: StepFootProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  useKeys('screen', {
    setupNext: onNext,
    setupSkip: ways.onSkip,
    setupBack: ways.onBack ?? undefined,
  });
  return (
    <>
      {ways.thrown !== null && <Notice tone="fault">{sentence(ways.thrown)}</Notice>}
      <div className="setup-foot">
        {ways.onBack !== null && (
          <ActionButton action="setupBack" onPress={ways.onBack}>
            {say('frame.back')}
          </ActionButton>
        )}
        <span className="setup-foot-gap" />
        <ActionButton tone="quiet" action="setupSkip" onPress={ways.onSkip}>
          {say('setup.skip')}
        </ActionButton>
        <ActionButton
          tone="go"
          action="setupNext"
          busy={ways.busy}
          submit={submit}
          autoFocus={autoFocus}
          {...(submit ? {} : { onPress: onNext })}
        >
          {say('setup.next')}
        </ActionButton>
      </div>
    </>
  );
}
