// The shift 班次: who answers for which drawer, from the counted float to the counted close.
import { z } from 'zod';
import { COUNT_CHANNELS } from '../../cash/count-rule.ts';
import { countSheet } from '../count-sheet.ts';
import { APPROVAL_ERRORS, type ErrorCode } from '../errors.ts';
import { amountAboveZero, amountFromZero, dateText, minorAmount, operationId, typedText } from '../scalars.ts';
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

/** A blind count: what is in the drawer, with what machines and papers say beside it. */
export const countGiven = {
  counted: amountFromZero,
  sheet: countSheet.optional(),
  /** Both needed to count again after a difference. */
  reason: typedText(100).optional(),
  approval: z.uuid().optional(),
};

export const COUNT_ERRORS = [
  'NO_OPEN_SHIFT',
  'SHIFT_SUSPENDED',
  'DAY_CLOSED',
  'PIECES_DIFFER',
  'RECEIPTS_DIFFER',
  'REASON_TEXT_REQUIRED',
  'AMOUNT_OUT_OF_RANGE',
  'CARD_NUMBER_NOT_ALLOWED',
  'DISK_FULL',
] as const satisfies readonly ErrorCode[];

export const shiftClosed = z.strictObject({
  number: z.string(),
  expected: minorAmount,
  counted: minorAmount,
  /** counted − expected: positive is over 长款, negative is short 短款. */
  difference: minorAmount,
  /** false: the difference is beyond the tolerance. The count is kept, the shift is open: it is counted again by two. */
  closed: z.boolean(),
  /** What each machine said beside what was booked. */
  channels: z.array(z.strictObject({ method: z.enum(COUNT_CHANNELS), said: minorAmount, booked: minorAmount })),
  /** The document that emptied the drawer, which the count sheet 交班单 is printed of; null: there was nothing in it. */
  paper: z.string().nullable(),
});
export type ShiftClosed = z.infer<typeof shiftClosed>;

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
      /** Why my shift is suspended; null: it is not. */
      suspended: z.string().nullable(),
      /** First and last receipt of my shift, to be read off the paper at the count. */
      receipts: z.strictObject({ first: z.string(), last: z.string() }).nullable(),
      /** Which machines took money in my shift: their own totals are asked for at the count. */
      channels: z.array(z.enum(COUNT_CHANNELS)),
      /** Counts of my shift that differed: they are told to whoever counts again with a second person. */
      differed: z.array(z.strictObject({ n: z.int(), counted: minorAmount, expected: minorAmount, at: z.int() })),
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
      'CASH_SHORT',
      'AMOUNT_OUT_OF_RANGE',
    ],
  }),
  'shift.close': procedure({
    kind: 'command',
    access: 'shift.work',
    summary:
      'Close my shift with a blind count: the expected cash is answered only after the count is committed. Beyond the tolerance it stays open.',
    input: z.strictObject({ operationId, ...countGiven }),
    output: shiftClosed,
    errors: [...COUNT_ERRORS, 'HANDOVER_OPEN', ...APPROVAL_ERRORS],
  }),
};
