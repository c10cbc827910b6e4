// Everything that happened to a case: who, when, what they said, and how long it had waited for them.
import type { CaseView } from '../../../core/contract/refund-view.ts';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ageWords, noteWords } from './refund-sentences.ts';

export function CaseSteps({ one }: { readonly one: CaseView }) {
  const { say, locale } = useWords();
  const said = (at: number): (typeof one.decisions)[number] | undefined =>
    one.decisions.find((decision) => decision.at === at);
  return (
    <ol className="refunds-steps" aria-label={say('refunds.steps')}>
      {one.steps.map((step, index) => {
        const decision = said(step.at);
        return (
          // A case's steps only ever grow at the end.
          <li key={`${step.at}-${index}`}>
            <b>{say(`refunds.step.${step.step}`)}</b>
            <span>
              {step.by}
              {decision !== undefined && ` · ${say(`refunds.level.${decision.level}`)}`}
              {decision !== undefined &&
                decision.inPlaceOf !== null &&
                ` · ${say('refunds.inPlaceOf', { name: decision.inPlaceOf })}`}
              {' · '}
              {moment(step.at, locale)}
              {step.after > 0 && ` · ${say('refunds.took', { time: ageWords(step.after, say) })}`}
            </span>
            {decision?.opinion ? <q>{decision.opinion}</q> : step.text !== null && <q>{noteWords(step.text, say)}</q>}
          </li>
        );
      })}
    </ol>
  );
}
