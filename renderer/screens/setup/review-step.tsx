// The last look: what was done, what was passed over, what stands in the ledger; then the set-up is over for good.
import { SETUP_STEPS, type SetupStep } from '../../../core/settings/setup-steps.ts';
import type { SetupState } from '../../../core/contract/procedures/setup.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence } from '../../services.tsx';
import type { StepWays } from './step-foot.tsx';

type ReviewStepProps = {
  readonly state: SetupState;
  readonly ways: StepWays;
  readonly onGo: (step: SetupStep) => void;
};

export function ReviewStep({ state, ways, onGo }: ReviewStepProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const finish = (): void => ways.onNext();
  useKeys('screen', { setupNext: finish, setupBack: ways.onBack ?? undefined });
  const cashiers = state.people.find(({ role }) => role === 'cashier')?.count ?? 0;
  const finance = state.people.find(({ role }) => role === 'finance')?.count ?? 0;
  const missing = [
    ...(cashiers === 0 ? (['setup.review.noCashier'] as const) : []),
    ...(state.items === 0 ? (['setup.review.noItems'] as const) : []),
    ...(finance === 0 ? (['setup.review.noFinance'] as const) : []),
  ];
  return (
    <div className="setup-form">
      <table className="setup-table">
        <tbody>
          {SETUP_STEPS.filter((step) => step !== 'finish').map((step) => (
            <tr key={step}>
              <td>
                <button type="button" className="work-link" onClick={() => onGo(step)}>
                  {say(`setup.step.${step}`)}
                </button>
              </td>
              <td>{say(`setup.outcome.${state.steps.find((one) => one.step === step)?.outcome ?? 'open'}`)}</td>
              <td className="work-faint">{factOf(step, state, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing.map((word) => (
        <Notice key={word} tone="warn">
          {say(word)}
        </Notice>
      ))}
      <p className="dialog-say">{say('setup.review.say')}</p>
      {ways.thrown !== null && <Notice tone="fault">{sentence(ways.thrown)}</Notice>}
      <div className="setup-foot">
        {ways.onBack !== null && (
          <ActionButton action="setupBack" onPress={ways.onBack}>
            {say('frame.back')}
          </ActionButton>
        )}
        <span className="setup-foot-gap" />
        <ActionButton tone="ink" action="setupNext" autoFocus busy={ways.busy} onPress={finish}>
          {say('setup.review.finish')}
        </ActionButton>
      </div>
    </div>
  );
}

function factOf(step: SetupStep, state: SetupState, say: ReturnType<typeof useWords>['say']): string {
  if (step === 'tariff') return say('setup.review.items', { n: state.items });
  if (step === 'customers') return say('setup.review.customers', { n: state.customers });
  if (step !== 'people') return '';
  return state.people
    .filter(({ count }) => count > 0)
    .map(({ role, count }) => `${say(`frame.role.${role}`)} ${count}`)
    .join(' · ');
}
