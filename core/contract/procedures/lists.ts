// Lists an office brings along: its tariff, its customers, bills, what departments did not carry out. The bytes of the file are handed over in parts, looked at,
// and then taken whole: the ledger reads them itself, so that what was previewed is what is imported.
import { z } from 'zod';
import { LIST_PART_BYTES, MAX_LIST_BYTES, MAX_LIST_COLUMNS } from '../../lists/list-limits.ts';
import { NORMALISATIONS, REJECTIONS } from '../../lists/list-findings.ts';
import type { Permission } from '../../people/permissions.ts';
import type { ErrorCode } from '../errors.ts';
import { operationId } from '../scalars.ts';
import { procedure } from '../procedure.ts';

const MAX_PARTS = Math.ceil(MAX_LIST_BYTES / LIST_PART_BYTES);

/** SHA-256 of the file's bytes, hex: the same file is the same list, whoever sends it again. */
const file = z.string().regex(/^[0-9a-f]{64}$/);

const stageInput = z.strictObject({
  file,
  part: z.int().min(1).max(MAX_PARTS),
  parts: z.int().min(1).max(MAX_PARTS),
  bytes: z.base64().max((LIST_PART_BYTES / 3) * 4),
});
const stageOutput = z.strictObject({ received: z.int(), whole: z.boolean() });

const counts = {
  /** Rows below the header that are not blank. */
  rows: z.int(),
  /** Rows written: new ones, and changed ones that were there. */
  imported: z.int(),
  /** How many of these changed something that was there. */
  updated: z.int(),
  /** Rows that say what the ledger already says: nothing is written for them. */
  unchanged: z.int(),
};

const previewInput = z.strictObject({
  file,
  /** Where the pages of findings begin. */
  from: z.int().min(0).max(1_000_000),
});
const previewOutput = z.strictObject({
  ...counts,
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'xlsx']),
  /** null: a spreadsheet. */
  separator: z.enum([',', ';', '\t']).nullable(),
  /** Name of the sheet that was read. */
  sheet: z.string().nullable(),
  /** Header names that are known, and those that are not looked at. */
  columns: z.array(z.string()),
  ignored: z.array(z.string()),
  normalised: z.array(z.strictObject({ row: z.int(), column: z.string(), why: z.enum(NORMALISATIONS) })),
  normalisedCount: z.int(),
  rejected: z.array(z.strictObject({ row: z.int(), column: z.string().nullable(), reason: z.enum(REJECTIONS) })),
  rejectedCount: z.int(),
});
export type ListPreview = z.infer<typeof previewOutput>;

const importInput = z.strictObject({
  operationId,
  file,
  /** True: nothing is written when any row is rejected. */
  strict: z.boolean(),
});
const importOutput = z.strictObject({ ...counts, normalised: z.int(), rejected: z.int() });
export type ListImported = z.infer<typeof importOutput>;

const columnsOutput = z.strictObject({
  headers: z.array(z.strictObject({ name: z.string(), samples: z.array(z.string()) })),
  /** Every field of such a list: the name offices give it, whether it is needed, and its column from 0. */
  fields: z.array(
    z.strictObject({ field: z.string(), name: z.string(), required: z.boolean(), place: z.int().nullable() }),
  ),
  /** Somebody chose these columns for such a header before. */
  remembered: z.boolean(),
});
export type ListColumns = z.infer<typeof columnsOutput>;
const place = z
  .int()
  .min(0)
  .max(MAX_LIST_COLUMNS - 1);
const rememberInput = z.strictObject({
  operationId,
  file,
  columns: z
    .array(z.strictObject({ field: z.string().max(20), place }))
    .min(1)
    .max(40),
});

const stageErrors = ['LIST_TOO_LARGE', 'LIST_BROKEN'] as const;
const readErrors = ['LIST_NOT_HERE', 'LIST_UNREADABLE', 'LIST_COLUMNS', 'LIST_CANCELLED'] as const;

/** Of every kind of list: hand over, look, choose columns, take. `what` names the list in a summary. */
const stageOf = (access: Permission, what: string) =>
  procedure({
    kind: 'query',
    access,
    summary: `Hand over one part of ${what}; kept in memory until the file is imported or another one comes.`,
    input: stageInput,
    output: stageOutput,
    errors: stageErrors,
  });
const previewOf = (access: Permission, summary: string) =>
  procedure({ kind: 'query', access, summary, input: previewInput, output: previewOutput, errors: readErrors });
const columnsOf = (access: Permission, what: string) =>
  procedure({
    kind: 'query',
    access,
    summary: `The columns of the handed-over ${what} list with a few of their cells, and which field each is taken for.`,
    input: z.strictObject({ file }),
    output: columnsOutput,
    errors: ['LIST_NOT_HERE', 'LIST_UNREADABLE', 'LIST_CANCELLED'],
  });
const rememberOf = (access: Permission, what: string) =>
  procedure({
    kind: 'command',
    access,
    summary: `Choose which column of the handed-over ${what} list means what, for it and every list with such a header.`,
    input: rememberInput,
    output: z.strictObject({}),
    errors: [...readErrors, 'DISK_FULL'],
  });
/** `more`: what posting in the same act may refuse. */
const importOf = (access: Permission, summary: string, more: readonly ErrorCode[] = []) =>
  procedure({
    kind: 'command',
    access,
    summary,
    input: importInput,
    output: importOutput,
    errors: [...readErrors, 'LIST_REJECTED', ...more, 'DISK_FULL'],
  });

export const listProcedures = {
  'tariff.stage': stageOf('tariff.write', 'a tariff file'),
  'tariff.preview': previewOf(
    'tariff.write',
    'What an import of the handed-over tariff would do: counts, what is normalised, what is rejected and why.',
  ),
  'tariff.import': importOf(
    'tariff.write',
    'Take the good rows of the handed-over tariff in one act: a new price or name is a new version.',
  ),
  'customer.stage': stageOf('customer.write', 'a customer file'),
  'customer.preview': previewOf(
    'customer.write',
    'What an import of the handed-over customers would do: counts, what is normalised, what is rejected.',
  ),
  'customer.import': importOf(
    'customer.write',
    'Take the good rows of the handed-over customers in one act; a blank cell never erases what is known.',
  ),
  'bill.stage': stageOf('bill.write', 'a file of bills'),
  'bill.preview': previewOf(
    'bill.write',
    'What an import of the handed-over bills would do: counts, what is normalised, what is rejected and why.',
  ),
  'bill.import': importOf(
    'bill.write',
    'Issue the good bills of the handed-over list in one document: the customers owe them from now on.',
    [
      'BILL_NUMBER_TAKEN',
      'AMOUNT_OUT_OF_RANGE',
      'DRAWER_IN_USE',
      'SHIFT_ALREADY_OPEN',
      'DAY_CLOSED',
      'DATE_JUMPED',
      'SHIFT_SUSPENDED',
    ],
  ),
  'tariff.columns': columnsOf('tariff.write', 'tariff'),
  'tariff.remember': rememberOf('tariff.write', 'tariff'),
  'customer.columns': columnsOf('customer.write', 'customer'),
  'customer.remember': rememberOf('customer.write', 'customer'),
  'bill.columns': columnsOf('bill.write', 'bill'),
  'bill.remember': rememberOf('bill.write', 'bill'),
  'use.stage': stageOf('refund.confirmUse', 'a department’s list'),
  'use.preview': previewOf(
    'refund.confirmUse',
    'What an import of the handed-over department list would do: counts, what is normalised, what is rejected.',
  ),
  'use.columns': columnsOf('refund.confirmUse', 'department'),
  'use.remember': rememberOf('refund.confirmUse', 'department'),
  'use.import': importOf(
    'refund.confirmUse',
    'Take what a department’s list says was not carried out 未执行 or came back 退药, as sums up to now: what is new of it is written in one act, and cases that waited for it go on.',
    ['REFUND_STATE', 'AMOUNT_OUT_OF_RANGE', 'DRAWER_IN_USE', 'DATE_JUMPED', 'SHIFT_SUSPENDED', 'DAY_CLOSED'],
  ),
  'list.cancel': procedure({
    kind: 'query',
    access: 'signedIn',
    summary: 'End the reading of the list I have handed over; true when one was under way.',
    input: z.strictObject({}),
    output: z.strictObject({ stopped: z.boolean() }),
    errors: [],
  }),
};
