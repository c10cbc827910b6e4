// The sheet of a day for people 日报: what finance sees live when they sign in, and what is printed of a day that is over.
import { z } from 'zod';
import { TAKEN_BACK_LETTERS } from '../numbers/document-kinds.ts';
import { dayCarried } from './procedures/day.ts';
import { dateText, minorAmount } from './scalars.ts';

const sum = { count: z.int(), amount: minorAmount };

export const daySheet = z.strictObject({
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  businessDate: dateText,
  at: z.int(),
  utcOffsetMinutes: z.int(),
  /** Number of its Z report; null: the day is open. */
  z: z.int().nullable(),
  taken: minorAmount,
  receipts: z.int(),
  perpetual: minorAmount,
  /** Only hours with documents, 0 to 23 by the counter's own clock; takings of all tenders. */
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), ...sum })),
  tenders: z.array(z.strictObject({ method: z.string(), ...sum })),
  cashiers: z.array(z.strictObject({ cashier: z.string(), shifts: z.int(), receipts: z.int(), taken: minorAmount })),
  /** What was taken back, by kind of document and reason, as amounts that left. */
  takenBack: z.array(z.strictObject({ type: z.enum(TAKEN_BACK_LETTERS), reason: z.string(), ...sum })),
  /** Bills that were not paid, by reason. */
  refusals: z.array(z.strictObject({ reason: z.string(), ...sum })),
  /** Shifts that were counted and not right: counted − expected. */
  differences: z.array(z.strictObject({ shift: z.string(), cashier: z.string(), difference: minorAmount })),
  openShifts: z.array(z.strictObject({ shift: z.string(), cashier: z.string(), drawer: z.string() })),
  parked: z.int(),
  carried: z.array(dayCarried),
  head: z.strictObject({ seq: z.int(), hash: z.string() }),
});
export type DaySheet = z.infer<typeof daySheet>;
