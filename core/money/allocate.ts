// Sharing one amount over several lines so that the parts add up to the whole, to the fen.
// Largest remainder: every part is its exact share rounded down or up, and who gets the odd fen is never a matter of chance.
import { type Minor, MAX_MINOR, minor, ZERO } from './money.ts';

/**
 * Shares `total` (minor units, either sign) in proportion to `weights` (each ≥ 0, any unit).
 * The parts add up to `total`; each differs from its exact share by less than 1; a greater weight never gets a
 * smaller part; equal remainders go to the earlier one; allocate(−t) = −allocate(t); weight 0 gets 0.
 * RangeError for a negative weight, or when there is something to share and no weight to carry it.
 */
export function allocate(total: Minor, weights: readonly Minor[]): Minor[] {
  let sum = 0;
  let greatest = 0;
  for (const weight of weights) {
    if (!(weight >= 0 && weight <= MAX_MINOR)) throw new RangeError(`Not a weight: ${weight}`);
    sum += weight;
    if (weight > greatest) greatest = weight;
  }
  if (total === 0) return weights.map(() => ZERO);
  if (greatest === 0) throw new RangeError('Nothing to carry the amount');

  const size = Math.abs(total);
  // Below 2^53 every product and sum is exact in a double; only larger ones pay for BigInt.
  const small = sum <= Number.MAX_SAFE_INTEGER && size * greatest <= Number.MAX_SAFE_INTEGER;
  const parts = small ? shareSmall(size, weights, sum) : shareLarge(size, weights);
  return parts.map((part) => minor(total < 0 ? -part : part));
}

function shareSmall(size: number, weights: readonly number[], sum: number): number[] {
  let left = size;
  const rests: number[] = [];
  const parts = weights.map((weight) => {
    const product = size * weight;
    const rest = product % sum;
    const part = (product - rest) / sum;
    rests.push(rest);
    left -= part;
    return part;
  });
  return handOut(parts, left, (a, b) => (rests[b] ?? 0) - (rests[a] ?? 0));
}

function shareLarge(size: number, weights: readonly number[]): number[] {
  const whole = BigInt(size);
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  let left = size;
  const rests: bigint[] = [];
  const parts = weights.map((weight) => {
    const product = whole * BigInt(weight);
    const part = Number(product / sum);
    rests.push(product % sum);
    left -= part;
    return part;
  });
  const rest = (n: number): bigint => rests[n] ?? 0n;
  return handOut(parts, left, (a, b) => (rest(a) === rest(b) ? 0 : rest(b) > rest(a) ? 1 : -1));
}

/** Gives one more to the `left` parts that come first in `byRest`. There are fewer of them than parts with a remainder. */
function handOut(parts: number[], left: number, byRest: (a: number, b: number) => number): number[] {
  if (left === 0) return parts;
  // The sort is stable, so equal remainders stay in the order of the lines.
  const order = parts.map((_, n) => n).sort(byRest);
  for (const n of order.slice(0, left)) parts[n] = (parts[n] ?? 0) + 1;
  return parts;
}
