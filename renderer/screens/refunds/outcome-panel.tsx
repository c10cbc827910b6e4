// The right: what the customer gets back, how it is made up, by which ways and when, who must decide, and every rule that
// refuses. The one act of the screen is below, in red.
import type { RefundableView, RefundOutcome } from '../../../core/contract/refund-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { type Minor, ZERO } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { levelsSentence, refusalSentence, riskSentence, wayWords } from './refund-sentences.ts';

type OutcomePanelProps = {
  /** Null while nothing is asked for. */
  readonly outcome: RefundOutcome | null;
  readonly view: RefundableView;
  readonly busy: boolean;
  readonly trouble: string | null;
  readonly corrects: string | null;
  readonly onSubmit: () => void;
};

export function OutcomePanel({ outcome, view, busy, trouble, corrects, onSubmit }: OutcomePanelProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const refused = outcome !== null && (outcome.refusals.length > 0 || outcome.verdict === 'block');
  const label = outcome?.levels.length === 0 ? 'refunds.submitDirect' : 'refunds.submit';
  return (
    <section className="panel refunds-money" aria-label={say('refunds.money')}>
      <div className="refunds-scroll">
        <AmountBig
          label={say('refunds.back')}
          amount={outcome?.total ?? ZERO}
          currency={currency}
          tone="out"
          testId="refund-total"
        />
        {outcome !== null && <Made outcome={outcome} />}
        {outcome !== null && (
          <dl className="refunds-facts">
            <div>
              <dt>{say('refunds.ways')}</dt>
              <dd>
                {outcome.backs.map((back) => (
                  <span key={`${back.number}-${back.n}-${back.way}`} className="refunds-back">
                    <span>{wayWords(back, say)}</span>
                    <b>{formatAmount(back.amount, currency)}</b>
                    <small>{say('refunds.arrives', { date: back.arrives })}</small>
                  </span>
                ))}
              </dd>
            </div>
            <div>
              <dt>{say('refunds.decides')}</dt>
              <dd>{levelsSentence(outcome.levels, say)}</dd>
            </div>
            {outcome.awaitsUse.length > 0 && (
              <div>
                <dt>{say('refunds.before')}</dt>
                <dd>{say('refunds.awaitsUse', { lines: outcome.awaitsUse.join(say('frame.comma')) })}</dd>
              </div>
            )}
            {(outcome.secondEntry.payee || outcome.secondEntry.amount) && (
              <div>
                <dt>{say('refunds.twice')}</dt>
                <dd>{say('refunds.twiceSay')}</dd>
              </div>
            )}
          </dl>
        )}
        {outcome?.refusals.map((refusal) => (
          <Notice key={JSON.stringify(refusal)} tone="warn">
            {refusalSentence(refusal, say, currency)}
          </Notice>
        ))}
        {outcome?.risk.map((risk) => (
          <Notice key={risk.rule} tone={risk.verdict === 'block' ? 'fault' : 'warn'}>
            {riskSentence(risk, say, currency)}
          </Notice>
        ))}
      </div>
      {trouble !== null && <Notice tone="fault">{trouble}</Notice>}
      <ActionButton
        tone="out"
        size="large"
        action="post"
        block
        busy={busy}
        disabled={view.blocked !== null || refused}
        onPress={onSubmit}
      >
        {say(corrects === null ? label : 'refunds.resubmit')}
      </ActionButton>
    </section>
  );
}

/** Shown only where the sum is not simply what was asked for. */
function Made({ outcome }: { readonly outcome: RefundOutcome }) {
  const { currency } = useServices();
  const { say } = useWords();
  const rows = [
    ['refunds.made.amount', outcome.amount],
    ['refunds.made.fee', -outcome.fee as Minor],
    ['refunds.made.rounding', outcome.rounding],
  ] as const;
  const others = rows.slice(1).some(([, amount]) => amount !== 0);
  if (!others && outcome.difference === 0) return null;
  return (
    <dl className="refunds-made">
      {rows
        .filter(([, amount], index) => index === 0 || amount !== 0)
        .map(([key, amount]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{formatAmount(amount, currency)}</dd>
          </div>
        ))}
      {outcome.difference !== 0 && (
        <div>
          <dt>{say('refunds.made.difference')}</dt>
          <dd>{formatAmount(outcome.difference, currency)}</dd>
        </div>
      )}
    </dl>
  );
}
