// The amounts a customer reads across the counter: as large as the place allows, smaller only when the sum is very long.
// The tone is the direction of the money; the label says the same in words, so colour never speaks alone.
import { formatAmount } from '../../core/money/format-amount.ts';
import type { Currency, Minor } from '../../core/money/money.ts';
import './amount-big.css';

type AmountBigProps = {
  readonly label: string;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly tone: 'ink' | 'go' | 'warn' | 'out';
  readonly testId?: string;
};

/** Characters that fit at full size, and the sizes below it. */
const STEPS = [
  { upTo: 9, size: 'full' },
  { upTo: 12, size: 'long' },
  { upTo: 15, size: 'longer' },
] as const;

export function AmountBig({ label, amount, currency, tone, testId }: AmountBigProps) {
  const text = formatAmount(amount, currency);
  const size = STEPS.find((step) => text.length <= step.upTo)?.size ?? 'longest';
  return (
    <div className={`amount-big amount-big-${tone}`} data-testid={testId}>
      <span className="amount-big-label">{label}</span>
      <strong className={`amount-big-value amount-big-${size}`}>
        <span className="amount-big-sign">{currency.symbol}</span>
        {text}
      </strong>
    </div>
  );
}
