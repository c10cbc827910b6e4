// Hand-written receipts 应急补录 before they are posted (backfill.post): looked at row by row while they are typed, and the
// half-typed ones kept, so that a crash or a key pressed too much loses none of an hour's typing.
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { dateText } from '../scalars.ts';
import { backfillRejected, backfillRow } from './charge.ts';

export const DRAFT_SCREENS = ['backfill'] as const;
const screen = z.enum(DRAFT_SCREENS);
/** Any text but with a zero in it, where the database would see its end. */
const draftText = z
  .string()
  .max(200_000)
  .regex(/^[^\0]+$/);

export const backfillProcedures = {
  'backfill.check': procedure({
    kind: 'query',
    access: 'backfill.post',
    summary:
      'What backfill.post would say of these rows, in their order, without posting any; and where they would go.',
    input: z.strictObject({ rows: z.array(z.strictObject({ row: z.int(), entry: backfillRow })).max(500) }),
    output: z.strictObject({
      /** The drawer their cash is booked into, and the open business date. */
      drawer: z.strictObject({ code: z.string(), name: z.string() }),
      businessDate: dateText,
      /** Rows that are in the ledger already with the same facts, or stand twice among these. */
      already: z.array(z.int()),
      rejected: z.array(backfillRejected),
    }),
    errors: ['DAY_CLOSED', 'SHIFT_ALREADY_OPEN', 'DISK_FULL'],
  }),
  'draft.keep': procedure({
    kind: 'query',
    access: 'signedIn',
    summary:
      'Keep what I am in the middle of typing on a screen, in the encrypted ledger but outside its books; null forgets it.',
    input: z.strictObject({ screen, text: draftText.nullable() }),
    output: z.strictObject({}),
    errors: ['DISK_FULL'],
  }),
  'draft.get': procedure({
    kind: 'query',
    access: 'signedIn',
    summary: 'What I was in the middle of typing on a screen, and when it was kept.',
    input: z.strictObject({ screen }),
    output: z.strictObject({ text: z.string().nullable(), at: z.int().nullable() }),
    errors: [],
  }),
};
