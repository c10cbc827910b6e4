// A discount of a bill as one line of words: what it is, for which line, why, and what it comes to.
// Said alike at the till, in the approval window and wherever a receipt is read.
import type { DiscountKind, WaiverReason } from '../../core/charge/bill-discounts.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { type Currency, type Minor, negateMinor } from '../../core/money/money.ts';
import type { Say } from './i18n.ts';

/** `line` counts from 1, null: the whole bill; basis points: hundredths of a percent; amount in minor units. */
export type DiscountSaid = {
  readonly what: DiscountKind;
  readonly line: number | null;
  readonly name: string | null;
  readonly basisPoints: number | null;
  readonly reason: WaiverReason | null;
  readonly text: string | null;
  readonly amount: Minor;
};

/** 1250 → "12.5". */
export function percentText(basisPoints: number): string {
  return String(basisPoints / 100);
}

/** What it is and why, without what it comes to: "10% off · line 2". */
export function discountName(
  { what, line, name, basisPoints, reason, text }: Omit<DiscountSaid, 'amount'>,
  say: Say,
): string {
  const head =
    what === 'policy'
      ? (name ?? say('discount.kind.policy'))
      : what === 'percent' && basisPoints !== null
        ? say('discount.percentOff', { percent: percentText(basisPoints) })
        : what === 'waiver' && reason !== null
          ? say('discount.waiverFor', { reason: say(`discount.reason.${reason}`) })
          : say(`discount.kind.${what}`);
  const where = line === null ? null : say('discount.ofLine', { n: line });
  return [head, where, text].filter((part) => part !== null).join(' · ');
}

/** The same with its amount, a real minus before it. */
export function discountSentence(discount: DiscountSaid, say: Say, currency: Currency): string {
  return `${discountName(discount, say)} ${formatAmount(negateMinor(discount.amount), currency)}`;
}
