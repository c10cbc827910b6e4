// One document of cash as it is shown and printed: a movement, a 缴款单, or the count that closed a shift.
import { z } from 'zod';
import { CASH_CAUSES } from '../cash/cash-cause.ts';
import { CASH_MOVEMENT_KINDS } from '../cash/cash-movement.ts';
import { COUNT_CHANNELS } from '../cash/count-rule.ts';
import { amountFromZero, dateText, minorAmount } from './scalars.ts';

export const cashDocumentKinds = [...CASH_MOVEMENT_KINDS, 'deposit'] as const;

export const cashView = z.strictObject({
  number: z.string(),
  kind: z.enum(cashDocumentKinds),
  /** Minor units; for a counted safe the difference that was posted. */
  amount: minorAmount,
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  businessDate: dateText,
  postedAt: z.int(),
  utcOffsetMinutes: z.int(),
  /** Who did it, and who counted it as the second one. */
  by: z.string(),
  second: z.string().nullable(),
  shiftNumber: z.string(),
  /** Names of the accounts; null for a change of notes. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  cause: z.enum(CASH_CAUSES).nullable(),
  reason: z.string().nullable(),
  party: z.string().nullable(),
  paper: z.string().nullable(),
  pieces: z.array(z.strictObject({ side: z.enum(['held', 'in', 'out']), face: minorAmount, pieces: z.int() })),
  /** 缴款单: to which account, who carries it, and what became of it. */
  deposit: z
    .strictObject({
      slip: z.string(),
      holder: z.string(),
      bank: z.string(),
      account: z.string(),
      bearer: z.string(),
      end: z
        .strictObject({
          outcome: z.enum(['confirmed', 'returned']),
          reference: z.string().nullable(),
          counted: minorAmount,
          reason: z.string().nullable(),
          number: z.string(),
        })
        .nullable(),
    })
    .nullable(),
  /** The count that the document rests on: of a closed shift, or of the safe. */
  count: z
    .strictObject({
      counted: minorAmount,
      expected: minorAmount,
      difference: minorAmount,
      cashier: z.string(),
      /** Every count of that shift so far, the first one first. */
      counts: z.array(z.strictObject({ n: z.int(), counted: minorAmount, by: z.string(), at: z.int() })),
      receipts: z.strictObject({ first: z.string(), last: z.string() }).nullable(),
      channels: z.array(z.strictObject({ method: z.enum(COUNT_CHANNELS), said: amountFromZero, booked: minorAmount })),
    })
    .nullable(),
});
export type CashView = z.infer<typeof cashView>;
