// What a discount policy takes off, in one line: "10% off, at most 50.00".
// The same words at the till and where finance keeps the policies.
import type { PolicyBenefit } from '../../core/charge/discount-policy.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import type { Currency, Minor } from '../../core/money/money.ts';
import { percentText } from './discount-sentence.ts';
import type { Say } from './i18n.ts';

/** `cap` in minor units, null for no bound. */
export function benefitSentence(
  { benefit, cap }: { readonly benefit: PolicyBenefit; readonly cap: Minor | null },
  say: Say,
  currency: Currency,
): string {
  const off = offSentence(benefit, say, currency);
  return cap === null ? off : say('discount.benefit.capped', { off, cap: formatAmount(cap, currency) });
}

function offSentence(benefit: PolicyBenefit, say: Say, currency: Currency): string {
  switch (benefit.kind) {
    case 'percent':
      return say('discount.percentOff', { percent: percentText(benefit.basisPoints) });
    case 'amount':
      return say('discount.benefit.amount', { amount: formatAmount(benefit.amount, currency) });
    case 'threshold':
      return say(benefit.repeats ? 'discount.benefit.every' : 'discount.benefit.once', {
        reach: formatAmount(benefit.reach, currency),
        off: formatAmount(benefit.off, currency),
      });
  }
}
