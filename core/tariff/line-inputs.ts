// What a cashier enters on a line besides its quantity: readings of a meter, or a period with an area.
// A parked bill keeps what was entered so far, so each field may still be empty.
import { z } from 'zod';
import type { Milli } from '../money/money.ts';

const reading = z.int().min(0).max(1e12) as unknown as z.ZodType<Milli, Milli>;
const area = z.int().min(1).max(1e9) as unknown as z.ZodType<Milli, Milli>;

/** The number on a meter: as it is engraved, letters, digits and signs. */
export const METER_NUMBER = /^[\p{L}\p{N}#][\p{L}\p{N}#._/-]{0,29}$/u;

/** Readings and areas in thousandths, dates YYYY-MM-DD (both inclusive); null: not entered yet. */
export const lineInputs = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('metered'),
    /** '' where nobody keeps the numbers of meters. */
    meter: z.union([z.literal(''), z.string().max(30).regex(METER_NUMBER)]),
    before: reading.nullable(),
    now: reading.nullable(),
    /** The meter was exchanged in between: the old one's last reading and the new one's first. */
    exchange: z.strictObject({ oldEnd: reading.nullable(), newStart: reading.nullable() }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('period'),
    /** null also where the rule asks for none. */
    area: area.nullable(),
    from: z.iso.date().nullable(),
    until: z.iso.date().nullable(),
  }),
]);
export type LineInputs = z.infer<typeof lineInputs>;
export type MeterInputs = Extract<LineInputs, { kind: 'metered' }>;
export type PeriodInputs = Extract<LineInputs, { kind: 'period' }>;
