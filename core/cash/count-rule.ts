// When a counted drawer may end its shift, and when counting it again needs a second person. Pure: the ledger asks this,
// the database says the same in triggers, and `verify` derives it again.
import { MAX_MINOR, type Minor, minor, subtractMinor } from '../money/money.ts';

/** close: to end the shift. handover: for whoever comes next. forced: by somebody else, because its cashier left it open. */
export const COUNT_PURPOSES = ['close', 'handover', 'forced'] as const;
export type CountPurpose = (typeof COUNT_PURPOSES)[number];

/** What machines and papers say beside the cash: the slip of a card terminal, QR totals, cheques in hand. */
export const COUNT_CHANNELS = ['card', 'wechat', 'alipay', 'unionpay', 'cheque'] as const;
export type CountChannel = (typeof COUNT_CHANNELS)[number];

export interface CountMade {
  /** Minor units. */
  readonly counted: Minor;
  readonly expected: Minor;
  /** As it was set on the business date of the count. */
  readonly tolerance: Minor;
}

/** counted − expected: positive is over 长款, negative is short 短款. */
export function differenceOf({ counted, expected }: Pick<CountMade, 'counted' | 'expected'>): Minor {
  return subtractMinor(counted, expected);
}

/** Whether a count may stand without anybody else. */
export function withinTolerance(count: CountMade): boolean {
  return Math.abs(differenceOf(count)) <= count.tolerance;
}

/** A cashier who has been shown a difference counts again only with a second person. */
export function recountNeedsApproval(before: readonly CountMade[]): boolean {
  return before.some((count) => !withinTolerance(count));
}

export interface Pieces {
  readonly face: Minor;
  readonly pieces: number;
}

/** What notes and coins come to, minor units; null when that is out of range. */
export function sumOfPieces(pieces: readonly Pieces[]): Minor | null {
  const sum = pieces.reduce((total, { face, pieces: n }) => total + BigInt(face) * BigInt(n), 0n);
  return sum > BigInt(MAX_MINOR) ? null : minor(Number(sum));
}
