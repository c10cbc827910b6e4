// Reading sums and the journal: totals per business date, tender and item, and the audit rows.
import { z } from 'zod';
import { dateText, milliSum, minorAmount } from '../scalars.ts';
import { procedure } from '../procedure.ts';

const sum = { count: z.int(), amount: minorAmount };

export const dayTotals = z.strictObject({
  businessDate: dateText,
  receipts: z.int(),
  /** How many of them were voided since; their money is in no sum below. */
  voided: z.int(),
  /** How many receipts were exchanged 换票 or reissued 冲红重开: those who took their place are counted, and their money once. */
  exchanged: z.int(),
  total: minorAmount,
  tenders: z.array(z.strictObject({ method: z.string(), ...sum })),
  items: z.array(z.strictObject({ code: z.string(), name: z.string(), quantity: milliSum, ...sum })),
  accounts: z.array(z.strictObject({ account: z.string(), debit: minorAmount, credit: minorAmount })),
});
export type DayTotals = z.infer<typeof dayTotals>;

export const reportProcedures = {
  'report.totals': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'Per business date: receipts, tenders, items and accounts, with counts.',
    input: z.strictObject({ from: dateText.nullable(), to: dateText.nullable() }),
    output: z.strictObject({
      days: z.array(dayTotals),
      receipts: z.int(),
      voided: z.int(),
      exchanged: z.int(),
      total: minorAmount,
    }),
    errors: [],
  }),
  'audit.recent': procedure({
    kind: 'query',
    access: 'audit.read',
    summary: 'The newest rows of the chained journal, newest first, a page at a time.',
    input: z.strictObject({ before: z.int().nullable(), limit: z.int().min(1).max(200) }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          seq: z.int(),
          at: z.int(),
          businessDate: z.string(),
          who: z.string().nullable(),
          kind: z.string(),
          ref: z.string().nullable(),
          detail: z.record(z.string(), z.unknown()),
          hash: z.string(),
        }),
      ),
      more: z.boolean(),
    }),
    errors: [],
  }),
};
