// What is told at a count: notes and coins, what machines of their own said, and the receipt numbers read off the paper.
// The same shape in the command, in the approval that goes with it and in what is printed.
import { z } from 'zod';
import { COUNT_CHANNELS } from '../cash/count-rule.ts';
import { amountAboveZero, amountFromZero } from './scalars.ts';

/** Notes and coins: face value in minor units and how many pieces; none of a face is left out. */
export const pieces = z.array(z.strictObject({ face: amountAboveZero, pieces: z.int().min(1).max(100_000) })).max(40);

export const countSheet = z.strictObject({
  pieces,
  channels: z
    .array(z.strictObject({ method: z.enum(COUNT_CHANNELS), said: amountFromZero }))
    .max(COUNT_CHANNELS.length)
    .refine((all) => new Set(all.map(({ method }) => method)).size === all.length, { error: 'each once' }),
  /** First and last receipt of the shift as the cashier confirms them; null: not asked, or there were none. */
  receipts: z.strictObject({ first: z.string().min(1).max(60), last: z.string().min(1).max(60) }).nullable(),
});
export type CountSheet = z.infer<typeof countSheet>;
