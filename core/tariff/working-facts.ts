// How a formula came to its amount, as facts: what was read, which bands were filled, which months were counted.
// The ledger keeps them with the line, so that the words made of them are the same on a copy in ten years.
import { z } from 'zod';
import type { Milli } from '../money/money.ts';
import { PART_MONTH_RULES } from './period.ts';
import type { Rate } from './rate.ts';

const milli = z.int().min(0) as unknown as z.ZodType<Milli, Milli>;
const rate = z.int().min(0) as unknown as z.ZodType<Rate, Rate>;
const steps = z.array(z.strictObject({ from: milli, upTo: milli.nullable(), rate, quantity: milli }));

/** Quantities and readings in thousandths, rates in ten-thousandths of a minor unit, dates YYYY-MM-DD (both inclusive). */
export const workingFacts = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tiered'), steps }),
  z.strictObject({
    kind: z.literal('metered'),
    /** '' where nobody keeps the numbers of meters. */
    meter: z.string(),
    /** One; two when the meter was exchanged, the old one first. */
    stretches: z.array(z.strictObject({ from: milli, to: milli, rolled: z.boolean(), used: milli })),
    digits: z.int(),
    steps,
  }),
  z.strictObject({
    kind: z.literal('period'),
    rate,
    /** null: the rate is for one month whatever the size. */
    area: milli.nullable(),
    from: z.iso.date(),
    until: z.iso.date(),
    months: z.int(),
    days: z.int(),
    daysOf: z.int(),
    partMonth: z.enum(PART_MONTH_RULES),
  }),
]);
export type Working = z.infer<typeof workingFacts>;
