// The turns of a shift between its opening and its end: suspended and resumed, handed over to whoever comes next, closed
// by a supervisor where its cashier left it open.
import { z } from 'zod';
import { countSheet, pieces } from '../count-sheet.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { procedure } from '../procedure.ts';
import { amountFromZero, dateText, minorAmount, operationId, typedText } from '../scalars.ts';
import { COUNT_ERRORS, countGiven, shiftClosed, shiftView } from './shift.ts';

const reason = typedText(100);

const handoverRow = z.strictObject({
  offer: z.int(),
  shift: z.string(),
  drawer: z.strictObject({ code: z.string(), name: z.string() }),
  cashier: z.string(),
  at: z.int(),
});
export type HandoverRow = z.infer<typeof handoverRow>;

export const handoverProcedures = {
  'handover.list': procedure({
    kind: 'query',
    access: 'shift.work',
    summary: 'Drawers offered for handing over: mine, and those I could take. What was counted is not told.',
    input: z.strictObject({}),
    output: z.strictObject({
      mine: handoverRow.nullable(),
      toTake: z.array(handoverRow),
      /** The last one of mine that was rejected, while my shift is still open: by whom and why. */
      rejected: z.strictObject({ by: z.string(), reason: z.string(), counted: minorAmount, at: z.int() }).nullable(),
      denominations: z.array(minorAmount),
    }),
    errors: [],
  }),
  'handover.offer': procedure({
    kind: 'command',
    access: 'shift.work',
    summary:
      'Count my drawer and offer it to whoever comes next 交班. Beyond the tolerance it is counted again by two first.',
    input: z.strictObject({ operationId, ...countGiven }),
    output: z.strictObject({
      /** null: not offered, because the count differs; it is kept. */
      offer: z.int().nullable(),
      /** Told only where it differs. */
      difference: z.strictObject({ expected: minorAmount, counted: minorAmount, difference: minorAmount }).nullable(),
    }),
    errors: [...COUNT_ERRORS, 'HANDOVER_OPEN', ...APPROVAL_ERRORS],
  }),
  'handover.withdraw': procedure({
    kind: 'command',
    access: 'shift.work',
    summary: 'Take my drawer back before anybody took it.',
    input: z.strictObject({ operationId, offer: z.int().min(1) }),
    output: z.strictObject({ outcome: z.literal('withdrawn') }),
    errors: ['UNKNOWN_OFFER', 'OFFER_ENDED', 'SHIFT_NOT_OPEN', 'DAY_CLOSED'],
  }),
  'handover.accept': procedure({
    kind: 'command',
    access: 'shift.work',
    summary:
      'Take over a drawer that I have counted as well 接班: its shift ends and mine begins with it, in one act. Another count is kept.',
    input: z.strictObject({
      operationId,
      offer: z.int().min(1),
      counted: amountFromZero,
      pieces,
      dateConfirmed: dateText.optional(),
    }),
    /** null: my count is not the one it was offered with; it is kept, and nothing else happened. */
    output: z.strictObject({ shift: shiftView.nullable() }),
    errors: [
      'UNKNOWN_OFFER',
      'OFFER_ENDED',
      'OFFER_OWN',
      'COUNT_STALE',
      'SHIFT_NOT_OPEN',
      'DRAWER_IN_USE',
      'PIECES_DIFFER',
      'SHIFT_ALREADY_OPEN',
      'DATE_JUMPED',
      'DAY_CLOSED',
      'CASH_SHORT',
      'AMOUNT_OUT_OF_RANGE',
      'DISK_FULL',
    ],
  }),
  'handover.reject': procedure({
    kind: 'command',
    access: 'shift.work',
    summary: 'Do not take a drawer over, with what I counted and why: it goes back whole to whoever offered it.',
    input: z.strictObject({ operationId, offer: z.int().min(1), counted: amountFromZero, reason }),
    output: z.strictObject({ outcome: z.literal('rejected') }),
    errors: ['UNKNOWN_OFFER', 'OFFER_ENDED', 'OFFER_OWN', 'SHIFT_NOT_OPEN', 'DAY_CLOSED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'shift.suspend': procedure({
    kind: 'command',
    access: 'shift.work',
    summary: 'Suspend my shift 挂起: nothing is posted into it until I resume it.',
    input: z.strictObject({ operationId, reason }),
    output: z.strictObject({ suspended: z.boolean() }),
    errors: ['NO_OPEN_SHIFT', 'SHIFT_SUSPENDED', 'DAY_CLOSED', 'HANDOVER_OPEN', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'shift.resume': procedure({
    kind: 'command',
    access: 'shift.work',
    summary: 'Go on with my suspended shift.',
    input: z.strictObject({ operationId }),
    output: z.strictObject({ suspended: z.boolean() }),
    errors: ['NO_OPEN_SHIFT', 'SHIFT_NOT_SUSPENDED', 'SHIFT_NOT_OPEN', 'DAY_CLOSED'],
  }),
  'shift.closeForgotten': procedure({
    kind: 'command',
    access: 'shift.closeOther',
    summary: 'Close a shift that its cashier left open, with a count and a reason.',
    input: z.strictObject({
      operationId,
      shift: z.string().min(1).max(60),
      counted: amountFromZero,
      sheet: countSheet.nullable(),
      reason,
    }),
    output: shiftClosed,
    errors: [
      'UNKNOWN_SHIFT',
      'SHIFT_NOT_OPEN',
      'SHIFT_IS_YOURS',
      'DAY_CLOSED',
      'PIECES_DIFFER',
      'RECEIPTS_DIFFER',
      'CASH_SHORT',
      'AMOUNT_OUT_OF_RANGE',
      'CARD_NUMBER_NOT_ALLOWED',
      'DISK_FULL',
    ],
  }),
};
