// What a bill loses when a part of it goes back: a threshold discount 满减 that what is kept no longer reaches, a package
// that is no package any more. The refund is less by it, so that nobody buys ten to pay nine and returns nine.
import type { Minor } from '../money/money.ts';

/** A threshold discount of the receipt with the lines that bore it; minor units. */
export interface ThresholdGiven {
  readonly reach: Minor;
  readonly off: Minor;
  readonly repeats: boolean;
  readonly cap: Minor | null;
  readonly given: Minor;
  /** Per line that counted for it: its gross, its share of the discount, and what is kept of its gross afterwards. */
  readonly lines: readonly { readonly gross: Minor; readonly share: Minor; readonly kept: Minor }[];
}

/** A package of the receipt: what is kept of its shares, and what the kept things cost singly; minor units. */
export interface PackageGiven {
  readonly keptShare: Minor;
  readonly keptSingly: Minor;
  readonly whole: boolean;
}

/** Minor units ≥ 0 that what is kept was given and no longer merits. Nothing kept, nothing lost. */
export function lostBenefit(thresholds: readonly ThresholdGiven[], packages: readonly PackageGiven[]): number {
  return (
    thresholds.reduce((sum, one) => sum + lostOfThreshold(one), 0) +
    packages.reduce((sum, one) => sum + lostOfPackage(one), 0)
  );
}

function lostOfThreshold({ reach, off, repeats, cap, given, lines }: ThresholdGiven): number {
  const kept = lines.reduce((sum, line) => sum + line.kept, 0);
  if (kept === 0 || given === 0) return 0;
  const times = kept < reach ? 0 : repeats ? Math.floor(kept / reach) : 1;
  const merited = Math.min(times * off, cap ?? Number.MAX_SAFE_INTEGER);
  // What the kept lines bore of it, each by what is kept of it; rounded down: a fen in doubt is the customer's.
  const borne = lines.reduce(
    (sum, { gross, share, kept: part }) => sum + (gross === 0 ? 0 : Math.floor((share * part) / gross)),
    0,
  );
  return Math.max(0, borne - merited);
}

function lostOfPackage({ keptShare, keptSingly, whole }: PackageGiven): number {
  return whole || keptShare === 0 ? 0 : Math.max(0, keptSingly - keptShare);
}
