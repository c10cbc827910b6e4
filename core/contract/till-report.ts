// An X or Z report 交班/日结报表 as every window, paper and list is given it: what a shift, or a day, came to.
// X: read at any moment of what is open, resets nothing. Z: of what has ended, the same for ever.
import { z } from 'zod';
import { CASH_MOVEMENT_KINDS } from '../cash/cash-movement.ts';
import { COUNT_PURPOSES } from '../cash/count-rule.ts';
import { DOCUMENT_LETTERS } from '../numbers/document-kinds.ts';
import { REPORT_EVENTS } from '../reports/report-events.ts';
import { dateText, minorAmount } from './scalars.ts';

/** What enters and leaves a drawer besides tenders. */
export const DRAWER_MOVEMENTS = [...CASH_MOVEMENT_KINDS, 'ticketPayout'] as const;
export type DrawerMovement = (typeof DRAWER_MOVEMENTS)[number];

/** null: withheld, because whoever asks has still to count the drawer (core/reports/hide-cash.ts). */
const amount = minorAmount.nullable();
const counted = { count: z.int(), amount };
/** Quantities in thousandths; voided ones are taken off, so that a sum of few may be below zero. */
const quantity = z.int();

export const reportedShift = z.strictObject({
  number: z.string(),
  kind: z.enum(['till', 'backfill', 'office']),
  cashier: z.string(),
  drawer: z.string(),
  openedAt: z.int(),
  /** null: still open. */
  closedAt: z.int().nullable(),
  /** What all its tenders came to. */
  taken: amount,
  /** Into the drawer when it was opened; what must be in it, what was found, counted − expected. */
  float: amount,
  expected: amount,
  counted: amount,
  difference: amount,
});
export type ReportedShift = z.infer<typeof reportedShift>;

/** What adds up: a day's is the sum of its shifts'. Lists are in the order they are shown in. */
export const reportSums = z.strictObject({
  taken: amount,
  /** By letter, with the first and last number; `amount` null also where a kind of document has no one amount. */
  documents: z.array(
    z.strictObject({ type: z.enum(DOCUMENT_LETTERS), first: z.string(), last: z.string(), ...counted }),
  ),
  tenders: z.array(z.strictObject({ method: z.string(), ...counted })),
  /** What entered (+) and left (−) drawers besides tenders, by kind of movement. */
  cash: z.array(z.strictObject({ kind: z.enum(DRAWER_MOVEMENTS), ...counted })),
  categories: z.array(z.strictObject({ category: z.string(), ...counted })),
  items: z.array(z.strictObject({ code: z.string(), name: z.string(), category: z.string(), quantity, ...counted })),
  /** What happened besides money, by the table of core/reports/report-events.ts. */
  events: z.array(z.strictObject({ event: z.enum(REPORT_EVENTS), count: z.int() })),
  refusals: z.array(z.strictObject({ reason: z.string(), ...counted })),
  /** Hand-written receipts of another day: `closed` says that their own day takes nothing any more. */
  latePaper: z.array(z.strictObject({ paperDate: dateText, closed: z.boolean(), ...counted })),
});
export type ReportSums = z.infer<typeof reportSums>;

/** What a count was made for. */
export const REPORTED_COUNTS = [...COUNT_PURPOSES, 'taking', 'rejected'] as const;

export const tillReport = z.strictObject({
  kind: z.enum(['X', 'Z']),
  of: z.enum(['shift', 'day']),
  /** A shift's own number; a day's Z number, from 1 and never reset; null: a day that is not closed. */
  number: z.string().nullable(),
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  businessDate: dateText,
  /** X: now, and who asks. Z: when it ended, and who ended it. */
  at: z.int(),
  utcOffsetMinutes: z.int(),
  by: z.string(),
  /** The cash, and whatever gives it away, is withheld. */
  blind: z.boolean(),
  shifts: z.array(reportedShift),
  cashiers: z.array(z.strictObject({ cashier: z.string(), shifts: z.int(), receipts: z.int(), taken: amount })),
  ...reportSums.shape,
  /**
   * Every count of the drawer of every shift, in order: by whoever worked there, by a supervisor, and by whoever was to take
   * it over and found another sum, or rejected it. `expected` null: that one was not told against what should be there.
   */
  counts: z.array(
    z.strictObject({
      shift: z.string(),
      purpose: z.enum(REPORTED_COUNTS),
      by: z.string(),
      at: z.int(),
      counted: minorAmount,
      expected: amount,
    }),
  ),
  /** How many of `events` happened while those who did it had no shift; only where the report is of a day. */
  outside: reportSums.shape.events,
  /** What all tenders ever came to, up to this report; only where it is of days. */
  perpetual: amount,
  /** The debits of the day, which are its credits; only where it is of a day. */
  control: amount,
  /** Where the chain stood: printed, it proves that no tail was cut off behind it. */
  head: z.strictObject({ seq: z.int(), hash: z.string() }),
});
export type TillReport = z.infer<typeof tillReport>;
