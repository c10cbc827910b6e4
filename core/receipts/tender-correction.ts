// 更正支付方式: the money of one tender was booked to the wrong way to pay and is moved to the right one.
// Which corrections there are, when they need a second person, and what they post.
import { inTransitAccount } from '../accounts/chart.ts';
import type { Posting } from '../charge/charge-postings.ts';
import { type Minor, negateMinor } from '../money/money.ts';

/** Ways by which money itself came in. Claims and balances (a third party, a prepayment) are put right by a void. */
export const CORRECTABLE_METHODS = ['cash', 'card', 'wechat', 'alipay', 'unionpay', 'transfer'] as const;
export type CorrectableMethod = (typeof CORRECTABLE_METHODS)[number];

/** Whether a tender paid by `method` can be corrected. */
export function isCorrectable(method: string): method is CorrectableMethod {
  return (CORRECTABLE_METHODS as readonly string[]).includes(method);
}

export interface CorrectionWanted {
  readonly from: CorrectableMethod;
  readonly to: CorrectableMethod;
  /** Whether it is posted in the open shift that took the money. */
  readonly sameShift: boolean;
}

export type CorrectionFault = 'sameMethod' | 'drawerCounted';

/** Why it cannot be done, or null. Cash moves only in the shift it was taken in: a counted drawer stays as it was counted. */
export function correctionFault({ from, to, sameShift }: CorrectionWanted): CorrectionFault | null {
  if (from === to) return 'sameMethod';
  return !sameShift && (from === 'cash' || to === 'cash') ? 'drawerCounted' : null;
}

/**
 * Whether a second person must approve: where cash is on either side (cash taken and booked to a channel would leave the
 * drawer too full by exactly that), and where the shift that took the money is over. Between two channels in the same
 * shift both sides are proved by their own statements.
 */
export function correctionNeedsApproval({ from, to, sameShift }: CorrectionWanted): boolean {
  return !sameShift || from === 'cash' || to === 'cash';
}

/** Cr where the money was booked, Dr where it is; `amount` in minor units > 0. */
export function correctionPostings(
  { from, to }: Pick<CorrectionWanted, 'from' | 'to'>,
  amount: Minor,
  drawerAccount: string,
): [Posting, Posting] {
  const account = (method: CorrectableMethod): string => (method === 'cash' ? drawerAccount : inTransitAccount(method));
  return [
    { account: account(to), amount },
    { account: account(from), amount: negateMinor(amount) },
  ];
}
