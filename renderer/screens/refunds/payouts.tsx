// The ways the money of a case goes, one row a payout: where it stands, its numbers, and what was said of it.
import type { PayoutView } from '../../../core/contract/refund-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { noteWords, wayWords } from './refund-sentences.ts';

type PayoutsProps = {
  readonly payouts: readonly PayoutView[];
  readonly at: number;
  readonly onMark: (index: number) => void;
};

export function Payouts({ payouts, at, onMark }: PayoutsProps) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  return (
    <ul className="refunds-payouts" role="listbox" aria-label={say('refunds.payouts')}>
      {payouts.map((payout, index) => {
        const last = payout.steps.at(-1);
        const numbers = [payout.document, payout.batch, payout.reference].filter((one) => one !== null);
        return (
          <li
            key={payout.n}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'refunds-payout refunds-payout-on' : 'refunds-payout'}
            onClick={() => onMark(index)}
          >
            <span>{wayWords(payout, say)}</span>
            <span className={`work-tag refunds-payout-${payout.state}`} data-payout={payout.state}>
              {say(`refunds.payout.${payout.state}`)}
            </span>
            <b>{formatAmount(payout.amount, currency)}</b>
            <small>
              {numbers.join(' · ')}
              {payout.original !== null &&
                payout.state === 'approved' &&
                say('refunds.originalNumber', { number: payout.original })}
              {last !== undefined &&
                ` ${last.by} · ${moment(last.at, locale)}${last.text === null ? '' : ` · ${noteWords(last.text, say)}`}`}
            </small>
          </li>
        );
      })}
    </ul>
  );
}
