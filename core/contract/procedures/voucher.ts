// 记账凭证: which account of ours is which of central's, and the vouchers of closed days in the forms central's programs take.
import { z } from 'zod';
import { FINDINGS_PAGE } from '../../lists/list-limits.ts';
import { MAPPING_FORMS, VOUCHER_FORMATS } from '../../vouchers/voucher-form.ts';
import { procedure } from '../procedure.ts';
import { dateText, minorAmount, operationId, typedText } from '../scalars.ts';
import { listProcedures } from './lists.ts';

const form = z.enum(MAPPING_FORMS);
export const voucherFormat = z.enum(VOUCHER_FORMATS);

const target = z.strictObject({
  /** Central's code and name. */
  code: z.string().regex(/^[0-9A-Za-z._-]{1,40}$/),
  name: typedText(80),
  department: typedText(80).nullable(),
  person: typedText(80).nullable(),
  customer: typedText(80).nullable(),
  supplier: typedText(80).nullable(),
  project: typedText(80).nullable(),
  /** Its lines' own 摘要; null: the one that is set for all. */
  summary: typedText(60).nullable(),
  /** Holds for the accounts below it that have none of their own. */
  below: z.boolean(),
});
export type MappingTarget = z.infer<typeof target>;

const change = z.strictObject({
  form,
  n: z.int(),
  fromDate: dateText,
  /** null: not mapped any more from that day. */
  target: target.nullable(),
  at: z.int(),
  by: z.string(),
});
export type MappingChangeView = z.infer<typeof change>;

const accountRow = z.strictObject({
  account: z.string(),
  name: z.string(),
  kind: z.enum(['asset', 'liability', 'income', 'expense']),
  /** What moved on it on the last closed day, minor units. */
  debit: minorAmount,
  credit: minorAmount,
  /** Where a general form books it on the date asked for; `from`: the account whose mapping that is. */
  mapped: z.strictObject({ target, from: z.string() }).nullable(),
  /** Forms with a mapping of their own. */
  own: z.array(form),
});
export type AccountRow = z.infer<typeof accountRow>;

/** Why no voucher is written; amounts in minor units. */
export const voucherFault = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('UNMAPPED'),
    account: z.string(),
    name: z.string(),
    amount: minorAmount,
    documents: z.int(),
  }),
  z.strictObject({ code: z.literal('UNBALANCED'), document: z.string(), difference: minorAmount }),
  z.strictObject({ code: z.literal('TEXT_NOT_ENCODABLE'), text: z.string(), characters: z.string() }),
  z.strictObject({ code: z.literal('TEXT_TOO_LONG'), text: z.string(), limit: z.int() }),
  z.strictObject({ code: z.literal('ACCOUNT_TOO_LONG'), account: z.string(), limit: z.int() }),
  z.strictObject({ code: z.literal('TOO_MANY_ATTACHMENTS'), voucher: z.int(), limit: z.int() }),
  z.strictObject({ code: z.literal('AMOUNT_OUT_OF_RANGE'), account: z.string() }),
]);
export type VoucherFaultView = z.infer<typeof voucherFault>;

const made = {
  revision: z.int(),
  vouchers: z.int(),
  entries: z.int(),
  /** Numbers of the first and the last voucher. */
  first: z.int(),
  last: z.int(),
  word: z.string(),
  /** Debits, which are the credits and the day's control total. */
  debit: minorAmount,
};
/** Texts that had to be changed to be written, and into what. */
const replaced = z.array(z.strictObject({ text: z.string(), into: z.string() }));

const dayRow = z.strictObject({
  businessDate: dateText,
  z: z.int(),
  control: minorAmount,
  set: z.strictObject({ ...made, formats: z.array(voucherFormat), reason: z.string().nullable() }).nullable(),
  /** Whether the signed package was written. */
  packaged: z.boolean(),
  /** Newest answer per voucher or for the package: how many of them are which; both 0: central has not answered. */
  accepted: z.int(),
  rejected: z.int(),
});
export type VoucherDay = z.infer<typeof dayRow>;

const written = z.strictObject({
  businessDate: dateText,
  format: voucherFormat,
  ...made,
  name: z.string(),
  size: z.int(),
  sha256: z.string(),
  replaced: z.int(),
});
export type WrittenVouchers = z.infer<typeof written>;

/** Faults listed at once. */
export const VOUCHER_FAULTS_SHOWN = FINDINGS_PAGE;

export const voucherProcedures = {
  'voucher.accounts': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary:
      'Every account with its account at central on a date, the unmapped ones that moved on the last closed day first.',
    input: z.strictObject({ date: dateText.nullable() }),
    output: z.strictObject({
      date: dateText,
      /** The day whose amounts are shown; null before the first close. */
      closed: dateText.nullable(),
      accounts: z.array(accountRow),
    }),
    errors: [],
  }),
  'voucher.mapping': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'Every change of the mapping of one account, the newest first.',
    input: z.strictObject({ account: z.string().min(1).max(60) }),
    output: z.strictObject({ account: z.string(), name: z.string(), changes: z.array(change) }),
    errors: ['UNKNOWN_ACCOUNT'],
  }),
  'voucher.map': procedure({
    kind: 'command',
    access: 'voucher.write',
    summary:
      'Say which account of central’s one of ours is, from a business date on; vouchers that were made stay as they are.',
    input: z.strictObject({
      operationId,
      account: z.string().min(1).max(60),
      form,
      fromDate: dateText,
      target: target.nullable(),
    }),
    output: change,
    errors: ['UNKNOWN_ACCOUNT', 'MAPPING_UNCHANGED', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'],
  }),
  'mapping.stage': {
    ...listProcedures['bill.stage'],
    access: 'voucher.write' as const,
    summary: 'Hand over one part of an account mapping list.',
  },
  'mapping.preview': {
    ...listProcedures['bill.preview'],
    access: 'voucher.write' as const,
    summary: 'What an import of the handed-over account mapping would do, row by row.',
  },
  'mapping.import': {
    ...listProcedures['tariff.import'],
    access: 'voucher.write' as const,
    summary: 'Take the good rows of the handed-over account mapping in one act.',
  },
  'mapping.export': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'The mapping of every account as a list that `mapping.import` reads back as the same.',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ name: z.string(), rows: z.int(), bytes: z.base64() }),
    errors: [],
  }),
  'voucher.days': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'Closed days, the newest first: their vouchers, in which forms they were written, what central answered.',
    input: z.strictObject({ before: dateText.nullable(), limit: z.int().min(1).max(100) }),
    output: z.strictObject({ days: z.array(dayRow) }),
    errors: [],
  }),
  'voucher.check': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'What writing the vouchers of a closed day would come to, or everything that is against it.',
    input: z.strictObject({ businessDate: dateText, format: voucherFormat, revise: z.boolean() }),
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), ...made, replaced }),
      z.strictObject({ ok: z.literal(false), faults: z.array(voucherFault), count: z.int() }),
    ]),
    errors: ['DAY_NOT_CLOSED', 'VOUCHERS_NONE', 'TOO_MANY'],
  }),
  'voucher.write': procedure({
    kind: 'command',
    access: 'voucher.write',
    summary:
      'Make the vouchers of a closed day in one form, or give the ones that were made: the same numbers, the same bytes.',
    input: z.strictObject({
      operationId,
      businessDate: dateText,
      format: voucherFormat,
      /** Why they are made anew, by the mapping of now; null: as they were made. Refused once central accepted any. */
      revise: typedText(100).nullable(),
    }),
    output: written,
    errors: [
      'DAY_NOT_CLOSED',
      'VOUCHERS_NONE',
      'VOUCHERS_REFUSED',
      'VOUCHERS_CHANGED',
      'VOUCHERS_ACCEPTED',
      'VOUCHERS_NOT_WRITTEN',
      'TOO_MANY',
      'DISK_FULL',
      'DISK_FAILED',
      'NOT_WRITABLE',
    ],
  }),
  'voucher.part': procedure({
    kind: 'query',
    access: 'voucher.read',
    summary: 'One part of a voucher file that was written.',
    input: z.strictObject({
      businessDate: dateText,
      revision: z.int().min(1).max(1_000),
      format: voucherFormat,
      part: z.int().min(1).max(5_000),
    }),
    output: z.strictObject({ name: z.string(), parts: z.int(), sha256: z.string(), bytes: z.base64() }),
    errors: ['VOUCHERS_NOT_WRITTEN', 'ATTACHMENT_DAMAGED'],
  }),
};
