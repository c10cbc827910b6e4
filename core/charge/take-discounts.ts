// Taking discounts off the lines of a bill: in one fixed order, each counted from what those before it left, each shared
// over its lines so that the parts add up to the fen. The screen, the ledger and verify all ask here.
import { allocate } from '../money/allocate.ts';
import { MAX_MINOR, type Minor, roundQuotient, ZERO } from '../money/money.ts';

/** The whole in basis points: 10000 is all of it, 1250 is 12.5 %. */
export const WHOLE = 10_000;

/**
 * What is taken off the sum of the lines it is for, minor units.
 * percent: of what is left there, rounded once. amount: that much, or as much as is left when `upTo`. all: what is left.
 * threshold 满减: `off` once the sum reaches `reach`, or for every `reach` in it; never more than is left.
 */
export type Off =
  | { readonly by: 'percent'; readonly basisPoints: number }
  | { readonly by: 'amount'; readonly amount: Minor; readonly upTo: boolean }
  | { readonly by: 'threshold'; readonly reach: Minor; readonly off: Minor; readonly repeats: boolean }
  | { readonly by: 'all' };

/** One discount and the lines it is for, by their place counted from 0, each once and in order. */
export interface DiscountStep {
  readonly lines: readonly number[];
  readonly off: Off;
  /** The most it takes off, minor units; null: no bound. */
  readonly cap: Minor | null;
}

/** What one step took: `parts` beside `lines` of its step. `base` is what was left there before it. */
export interface StepTaken {
  readonly base: Minor;
  readonly amount: Minor;
  readonly parts: readonly Minor[];
}

export type Taken =
  | {
      readonly ok: true;
      readonly steps: readonly StepTaken[];
      readonly perLine: readonly Minor[];
      readonly total: Minor;
    }
  /** An amount that is more than is left of its lines: never bent to fit, because somebody said that amount. */
  | { readonly ok: false; readonly step: number; readonly most: Minor };

/**
 * Takes `steps` off `gross` (minor units, each ≥ 0) in the order given. `perLine[n]` ≤ `gross[n]`, and all parts of all
 * steps add up to `total`. A step with nothing left to take from takes 0. RangeError for a place that is not a line.
 */
export function takeDiscounts(gross: readonly Minor[], steps: readonly DiscountStep[]): Taken {
  const left: number[] = [...gross];
  const taken: StepTaken[] = [];
  let total = 0;
  for (const [index, step] of steps.entries()) {
    const weights = step.lines.map((place) => {
      const weight = left[place];
      if (weight === undefined) throw new RangeError(`No line at ${place}`);
      return weight as Minor;
    });
    const base = weights.reduce((sum, weight) => sum + weight, 0) as Minor;
    if (step.off.by === 'amount' && !step.off.upTo && step.off.amount > base) {
      return { ok: false, step: index, most: base };
    }
    const amount = amountOff(step, base);
    const parts = allocate(amount, weights);
    for (const [at, place] of step.lines.entries()) left[place] = (left[place] as number) - (parts[at] as number);
    total += amount;
    taken.push({ base, amount, parts });
  }
  const perLine = gross.map((amount, place) => (amount - (left[place] as number)) as Minor);
  return { ok: true, steps: taken, perLine, total: total as Minor };
}

/** What `step` takes off `base`, both minor units: 0 ≤ result ≤ base, and ≤ its cap. */
function amountOff({ off, cap }: DiscountStep, base: Minor): Minor {
  const wanted = wantedOff(off, base);
  return Math.min(wanted, base, cap ?? MAX_MINOR) as Minor;
}

function wantedOff(off: Off, base: Minor): number {
  switch (off.by) {
    case 'percent':
      return Number(roundQuotient(BigInt(base) * BigInt(off.basisPoints), BigInt(WHOLE)));
    case 'amount':
      return off.amount;
    case 'threshold': {
      const times = off.reach === 0 ? 1 : Math.floor(base / off.reach);
      // Counted as a product of whole numbers that a double may not hold: what is above the base is cut to it anyway.
      return times === 0 ? ZERO : off.repeats ? Math.min(times * off.off, MAX_MINOR) : off.off;
    }
    case 'all':
      return base;
  }
}
