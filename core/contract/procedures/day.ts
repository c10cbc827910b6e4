// The end of a business date 日结: what stands in its way, its Z report, and the package for central finance.
import { z } from 'zod';
import { PACKAGE_FAULTS } from '../../package/manifest.ts';
import { dateText, minorAmount, operationId } from '../scalars.ts';
import { procedure } from '../procedure.ts';

const sum = { count: z.int(), amount: minorAmount };

/** What keeps a day from being closed. Each names its place, so that a screen can take people there. */
export const dayBlocker = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('openShift'),
    shift: z.string(),
    cashier: z.string(),
    drawer: z.string(),
    businessDate: dateText,
  }),
  z.strictObject({ kind: z.literal('parkedBill'), number: z.string(), by: z.string(), total: minorAmount }),
  /** An earlier day with business is not closed yet: days are closed in their order. */
  z.strictObject({ kind: z.literal('earlierDay'), businessDate: dateText }),
]);
export type DayBlocker = z.infer<typeof dayBlocker>;

/** What a closed day leaves to be done; it is carried over, not lost. */
export const DAY_CARRIED = [
  'unverified',
  'cheques',
  'deposits',
  'openCases',
  'unpaidRefunds',
  'unknownPayouts',
  'refusals',
] as const;
export const dayCarried = z.strictObject({ kind: z.enum(DAY_CARRIED), ...sum });
export type DayCarried = z.infer<typeof dayCarried>;

export const zReportView = z.strictObject({
  /** Counts from 1 and is never reset. */
  number: z.int(),
  businessDate: dateText,
  closedAt: z.int(),
  utcOffsetMinutes: z.int(),
  by: z.string(),
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  /** By letter, with the numbers of the first and the last. */
  documents: z.array(
    z.strictObject({ type: z.string(), name: z.string(), first: z.string(), last: z.string(), ...sum }),
  ),
  tenders: z.array(z.strictObject({ method: z.string(), ...sum })),
  shifts: z.array(
    z.strictObject({
      number: z.string(),
      cashier: z.string(),
      taken: minorAmount,
      /** counted − expected; null where nobody counts. */
      difference: minorAmount.nullable(),
    }),
  ),
  /** What all tenders of the day came to, minor units; what they ever came to; the debits of the day. */
  taken: minorAmount,
  perpetual: minorAmount,
  control: minorAmount,
  /** Hash of the link that closed the day: what a tail cut off later cannot show any more. */
  head: z.string(),
});
export type ZReportView = z.infer<typeof zReportView>;

export const dayProcedures = {
  'day.state': procedure({
    kind: 'query',
    access: 'report.read',
    summary:
      'Days with business that are not closed, the oldest first, with what blocks the oldest and what it leaves.',
    input: z.strictObject({}),
    output: z.strictObject({
      open: z.array(
        z.strictObject({ businessDate: dateText, documents: z.int(), taken: minorAmount, control: minorAmount }),
      ),
      blockers: z.array(dayBlocker),
      carried: z.array(dayCarried),
      lastClosed: dateText.nullable(),
    }),
    errors: [],
  }),
  'day.close': procedure({
    kind: 'command',
    access: 'day.close',
    summary: 'Close the oldest open business date: Z report, control total, frozen from then on.',
    input: z.strictObject({
      operationId,
      businessDate: dateText,
      /** What the screen showed as taken; another sum is refused, because somebody posted meanwhile. */
      expectedTaken: minorAmount,
      /** The control total the screen showed, where it showed one: posting that takes no money changes only this. */
      expectedControl: minorAmount.optional(),
    }),
    output: zReportView,
    errors: ['DAY_NOT_OPEN', 'DAY_CLOSED', 'DAY_BLOCKED', 'TOTAL_CHANGED', 'DISK_FULL'],
  }),
  'day.report': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'The Z report of a closed business date.',
    input: z.strictObject({ businessDate: dateText }),
    output: zReportView,
    errors: ['DAY_NOT_CLOSED'],
  }),
  'package.write': procedure({
    kind: 'command',
    access: 'day.close',
    summary: 'Write the signed package of a closed business date; again: the same bytes.',
    input: z.strictObject({ operationId, businessDate: dateText }),
    output: z.strictObject({
      businessDate: dateText,
      number: z.int(),
      folder: z.string(),
      /** SHA-256 of the manifest, hex. */
      manifest: z.string(),
    }),
    errors: [
      'DAY_NOT_CLOSED',
      'PACKAGE_BEFORE_MISSING',
      'PACKAGE_DIFFERS',
      'ATTACHMENT_DAMAGED',
      'GLYPH_MISSING',
      'NOT_WRITABLE',
      'DISK_FULL',
      'DISK_FAILED',
      'TOO_MANY',
    ],
  }),
  'day.list': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'Closed business dates, the newest first, with the state of their packages; and how many have none.',
    input: z.strictObject({ limit: z.int().min(1).max(400) }),
    output: z.strictObject({
      days: z.array(
        z.strictObject({
          number: z.int(),
          businessDate: dateText,
          closedAt: z.int(),
          utcOffsetMinutes: z.int(),
          by: z.string(),
          documents: z.int(),
          taken: minorAmount,
          control: minorAmount,
          /** null: not written yet. */
          package: z
            .strictObject({
              name: z.string(),
              manifest: z.string(),
              writtenAt: z.int(),
              /** The folder is where it was written; central may have fetched it, or somebody moved it. */
              here: z.boolean(),
            })
            .nullable(),
        }),
      ),
      /** The oldest closed date without a package; null: every closed day has one. */
      firstMissing: dateText.nullable(),
      missing: z.int(),
    }),
    errors: [],
  }),
  'package.verify': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'Check the written package of a day with nothing but its files and the counter’s public key.',
    input: z.strictObject({ businessDate: dateText }),
    output: z.strictObject({
      businessDate: dateText,
      ok: z.boolean(),
      /** Links of the chain that were hashed anew. */
      links: z.int(),
      faults: z.array(z.strictObject({ code: z.enum(PACKAGE_FAULTS), at: z.string() })),
    }),
    errors: ['PACKAGE_NOT_WRITTEN', 'TOO_MANY'],
  }),
  'package.key': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'The public key packages are checked with, to be handed to central once.',
    input: z.strictObject({}),
    output: z.strictObject({ publicKey: z.string() }),
    errors: [],
  }),
};
