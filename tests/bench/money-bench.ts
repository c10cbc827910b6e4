// A million random signed operations on money against BigInt: none may be a fen wrong (product.md "How fast").
import {
  addMinor,
  MAX_MINOR,
  type Milli,
  type Minor,
  minor,
  roundQuotient,
  subtractMinor,
  timesQuantity,
} from '../../core/money/money.ts';
import type { BenchRow } from './support.ts';

const OPERATIONS = 1_000_000;

// A small generator with a fixed seed (mulberry32): the same million in every run.
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function exact(kind: number, one: bigint, other: bigint): bigint {
  if (kind === 0) return one + other;
  if (kind === 1) return one - other;
  return roundQuotient(one * other, 1000n);
}

/** Counts the operations whose result differs from exact arithmetic. */
export function moneyBench(): BenchRow {
  const random = generator(20_261_123);
  const amount = (limit: number): Minor => minor(Math.floor((random() * 2 - 1) * limit));
  let wrong = 0;
  for (let n = 0; n < OPERATIONS; n += 1) {
    const kind = n % 3;
    const one = amount(MAX_MINOR / 4);
    const small = amount(1_000_000);
    const price = amount(1_000_000_000);
    const other = kind === 2 ? small : amount(MAX_MINOR / 4);
    const result =
      kind === 0
        ? addMinor(one, other)
        : kind === 1
          ? subtractMinor(one, other)
          : timesQuantity(price, small as unknown as Milli);
    if (BigInt(result) !== exact(kind, BigInt(kind === 2 ? price : one), BigInt(other))) wrong += 1;
  }
  return {
    name: 'wrong fen in 1 M random signed operations against BigInt',
    value: String(wrong),
    target: '0',
    pass: wrong === 0,
  };
}
