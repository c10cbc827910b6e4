// 抽查: which payouts of a period somebody looks at who had no part in them. Those from an amount on always, of the rest a
// share drawn by a seed that stands in the ledger: the same draw can be made again by anybody, and was chosen by nobody.
import type { Minor } from '../money/money.ts';

/** A payout that can be drawn. `seq` is its act's number, the same for ever. */
export interface SampleCandidate {
  readonly seq: number;
  readonly amount: Minor;
}

export interface SampleSize {
  /** Of those below `alwaysFrom`, 1 to 100; rounded up, so that some are looked at wherever there are any. */
  readonly percent: number;
  /** Drawn whatever the lot says, minor units; null: the lot decides on all. */
  readonly alwaysFrom: Minor | null;
}

/** drawn: waits to be looked at. */
export const REVIEW_STATES = ['none', 'drawn', 'right', 'objected'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const REVIEW_VERDICTS = ['right', 'objected'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

/** The numbers of the candidates that `seed` (hex) draws, ascending. */
export function drawSample(
  seed: string,
  { percent, alwaysFrom }: SampleSize,
  candidates: readonly SampleCandidate[],
): number[] {
  const isAlways = ({ amount }: SampleCandidate): boolean => alwaysFrom !== null && amount >= alwaysFrom;
  const lots = candidates
    .filter((one) => !isAlways(one))
    .map(({ seq }) => ({ seq, lot: lotOf(`${seed}/${seq}`) }))
    .sort((one, other) => one.lot - other.lot || one.seq - other.seq);
  const drawn = lots.slice(0, Math.ceil((lots.length * percent) / 100));
  return [...candidates.filter(isAlways), ...drawn].map(({ seq }) => seq).sort((one, other) => one - other);
}

/** FNV-1a with the finish of MurmurHash3: 32 bits, spread evenly. The secret is in the seed, not here. */
function lotOf(text: string): number {
  let mixed = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
