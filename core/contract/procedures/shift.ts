// The shift 班次: who answers for which drawer, from the counted float to the counted close.
import { z } from 'zod';
import { amountAboveZero, amountFromZero, dateText, minorAmount, operationId } from '../scalars.ts';
import { procedure } from '../procedure.ts';

export const shiftView = z.strictObject({
  number: z.string(),
  drawer: z.strictObject({ code: z.string(), name: z.string() }),
  cashier: z.string(),
  businessDate: dateText,
  openedAt: z.int(),
  float: minorAmount,
});
export type ShiftView = z.infer<typeof shiftView>;

/** Notes and coins: face value in minor units and how many pieces. */
const countedPieces = z.array(z.strictObject({ face: amountAboveZero, pieces: z.int().min(0).max(100_000) })).max(40);

export const shiftProcedures = {
  'shift.current': procedure({
    kind: 'query',
    access: 'shift.work',
    summary: 'My open shift, and the drawers I could open one on.',
    input: z.strictObject({}),
    output: z.strictObject({
      shift: shiftView.nullable(),
      drawers: z.array(z.strictObject({ code: z.string(), name: z.string(), takenBy: z.string().nullable() })),
      denominations: z.array(amountAboveZero),
    }),
    errors: [],
  }),
  'shift.open': procedure({
    kind: 'command',
    access: 'shift.work',
    summary: 'Open a shift on a drawer with a counted float; the float moves from the safe to the drawer.',
    input: z.strictObject({
      operationId,
      drawer: z.string().min(1).max(8),
      float: amountFromZero,
      /** When given, must add up to `float`. */
      counted: countedPieces.nullable(),
      /** The business date, said again by the person, where the ledger has asked with DATE_JUMPED. */
      dateConfirmed: dateText.optional(),
    }),
    output: shiftView,
    errors: [
      'UNKNOWN_DRAWER',
      'DRAWER_IN_USE',
      'SHIFT_ALREADY_OPEN',
      'FLOAT_MISCOUNTED',
      'DATE_JUMPED',
      'DAY_CLOSED',
      'AMOUNT_OUT_OF_RANGE',
    ],
  }),
  'shift.close': procedure({
    kind: 'command',
    access: 'shift.work',
    summary: 'Close my shift with a blind count: the expected cash is answered only after the count is committed.',
    input: z.strictObject({ operationId, counted: amountFromZero }),
    output: z.strictObject({
      number: z.string(),
      expected: minorAmount,
      counted: minorAmount,
      /** counted − expected: positive is over 长款, negative is short 短款. */
      difference: minorAmount,
    }),
    errors: ['NO_OPEN_SHIFT', 'DAY_CLOSED', 'AMOUNT_OUT_OF_RANGE'],
  }),
};
