// X and Z reports and the day's sheet for people: on the screen, as a paper, as a list.
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { dateText } from '../scalars.ts';
import { daySheet } from '../day-sheet.ts';
import { tillReport } from '../till-report.ts';

const locale = z.enum(['zh-CN', 'zh-TW', 'en']);

/** A shift by its number (null: my open one), or a business date. */
export const reportSubject = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('shift'), number: z.string().min(1).max(40).nullable() }),
  z.strictObject({ of: z.literal('day'), businessDate: dateText }),
]);
export type ReportSubject = z.infer<typeof reportSubject>;

const ERRORS = ['UNKNOWN_SHIFT', 'NO_OPEN_SHIFT', 'DAY_NOT_OPEN'] as const;

export const tillReportProcedures = {
  'report.read': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary:
      'X or Z report of a shift or a day. Cashiers see their own shifts, without cash until they have counted; others need report.read.',
    input: z.strictObject({ subject: reportSubject }),
    output: tillReport,
    errors: [...ERRORS],
  }),
  'report.shifts': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'The newest shifts: my own, or all for whoever may read reports.',
    input: z.strictObject({ limit: z.int().min(1).max(200) }),
    output: z.strictObject({
      shifts: z.array(
        z.strictObject({
          number: z.string(),
          kind: z.enum(['till', 'backfill', 'office']),
          cashier: z.string(),
          drawer: z.string(),
          businessDate: dateText,
          openedAt: z.int(),
          closedAt: z.int().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  'report.paper': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'Make an X or Z report as a paper: A5 of a shift, A4 of a day. It is made after the answer.',
    input: z.strictObject({ subject: reportSubject, locale }),
    output: z.strictObject({ jobId: z.string() }),
    errors: [...ERRORS],
  }),
  'report.list': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'An X or Z report as a CSV list, one figure a line.',
    input: z.strictObject({ subject: reportSubject, locale }),
    output: z.strictObject({ name: z.string(), rows: z.int(), bytes: z.string() }),
    errors: [...ERRORS],
  }),
  'report.sheet': procedure({
    kind: 'query',
    access: 'report.read',
    summary:
      'The day for people 日报: takings by hour and tender, what was taken back and why, differences, what is open. Null: today.',
    input: z.strictObject({ businessDate: dateText.nullable() }),
    output: daySheet,
    errors: [],
  }),
  'report.sheetPaper': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'Make the sheet of a day 日报 as a paper of one page. It is made after the answer.',
    input: z.strictObject({ businessDate: dateText, locale }),
    output: z.strictObject({ jobId: z.string() }),
    errors: [],
  }),
};
