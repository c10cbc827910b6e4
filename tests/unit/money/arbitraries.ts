// Random money: every size from a fen to the limit is about equally likely, and so are the edges.
import fc from 'fast-check';
import { currencyOf, MAX_MINOR, milli, minor } from '../../../core/money/money.ts';

const whole = fc
  .tuple(fc.integer({ min: 0, max: 51 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
  .map(([bits, part, negative]) => {
    const size = Math.min(MAX_MINOR, Math.floor(2 ** bits * (1 + part)));
    return negative ? -size : size;
  });
const edges = fc.constantFrom(
  0,
  1,
  -1,
  2,
  49,
  50,
  51,
  99,
  100,
  101,
  499,
  500,
  501,
  MAX_MINOR,
  MAX_MINOR - 1,
  -MAX_MINOR,
);

export const anyMinor = fc
  .oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: edges })
  .map((n) => minor(n + 0));
export const anyMilli = anyMinor.map((n) => milli(n));
/** Amounts as they are met at a counter: 0 to ten million yuan. */
export const counterAmount = fc.integer({ min: 0, max: 1_000_000_000 }).map(minor);
export const anyCurrency = fc.constantFrom(...['CNY', 'JPY', 'KWD', 'USD', 'TWD'].map(currencyOf));

/** A small seeded generator (mulberry32): the same numbers on every machine, millions a second. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
