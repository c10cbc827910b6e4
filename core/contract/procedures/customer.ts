// The customer file 客户档案: who somebody is, what a cashier must know, copies of their papers, what they paid; who is frozen
// and who turned out to be somebody else. Identity numbers leave the ledger masked, but for `customer.reveal`.
import { z } from 'zod';
import { ATTACHMENT_MEDIA } from '../../attachments/attachment-kind.ts';
import { MOST_PHONES, MOST_TAGS } from '../../customers/customer-draft.ts';
import { CUSTOMER_FLAGS } from '../../customers/customer-flag.ts';
import { LIKENESSES } from '../../customers/likeness.ts';
import { PAPER_KINDS } from '../../customers/paper-kind.ts';
import { ID_TYPES } from '../../lists/identity.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { procedure } from '../procedure.ts';
import { dateText, minorAmount, operationId, typedText } from '../scalars.ts';
import { attachmentId } from './attachment.ts';
import { customerView } from './charge.ts';

const number = z.string().min(1).max(20);
const reason = typedText(100);

const draft = {
  name: typedText(60),
  phones: z.array(z.string().min(1).max(40)).max(MOST_PHONES),
  id: z.strictObject({ type: z.enum(ID_TYPES), number: z.string().min(1).max(40) }).nullable(),
  plate: z.string().min(1).max(20).nullable(),
  unit: typedText(120).nullable(),
  tags: z.array(typedText(20)).max(MOST_TAGS),
  flags: z.array(z.enum(CUSTOMER_FLAGS)).max(CUSTOMER_FLAGS.length),
  note: typedText(200).nullable(),
};

export const customerFile = z.strictObject({
  ...customerView.shape,
  /** Masked. The first is the one that is shown everywhere. */
  phones: z.array(z.string()),
  idType: z.enum(ID_TYPES).nullable(),
  tags: z.array(z.string()),
  /** Which version of the file this is; an edit names the one it was made from. */
  version: z.int(),
  freeze: z.strictObject({ reason: z.string(), at: z.int(), by: z.string() }).nullable(),
  /** Old numbers that mean this customer now. */
  merged: z.array(
    z.strictObject({ number: z.string(), name: z.string(), at: z.int(), by: z.string(), reason: z.string() }),
  ),
  papers: z.array(
    z.strictObject({
      n: z.int(),
      attachment: attachmentId,
      shows: z.enum(PAPER_KINDS),
      media: z.enum(ATTACHMENT_MEDIA),
      size: z.int(),
      keptAt: z.int(),
      by: z.string(),
    }),
  ),
  /** Receipts made out to this customer under any number that stand, what they came to, and what went back of them, minor units. */
  receipts: z.int(),
  paid: minorAmount,
  refunded: minorAmount,
  /** What lies here for them and what they owe, under any number, minor units. */
  balances: z.strictObject({ prepayment: minorAmount, deposit: minorAmount, owed: minorAmount }),
});
export type CustomerFile = z.infer<typeof customerFile>;

export const customerEvent = z.strictObject({
  /** taken, returned, kept: money held for them. */
  kind: z.enum(['receipt', 'refund', 'taken', 'returned', 'kept', 'bill', 'parked', 'refusal']),
  /** What became of a receipt or a bill, or what kind of money was held; null: nothing to say. */
  state: z.enum(['voided', 'exchanged', 'reissued', 'cancelled', 'prepayment', 'deposit']).nullable(),
  number: z.string(),
  at: z.int(),
  businessDate: dateText.nullable(),
  /** Minor units; below 0: it left the counter or the account. */
  total: minorAmount,
  by: z.string(),
  /** The old number it stands under, when that is another one now. */
  under: z.string().nullable(),
});
export type CustomerEvent = z.infer<typeof customerEvent>;

/** Somebody saw what is masked: the numbers, or one of the papers. */
export const customerLook = z.strictObject({
  at: z.int(),
  by: z.string(),
  what: z.enum(['numbers', ...PAPER_KINDS]),
});
export type CustomerLook = z.infer<typeof customerLook>;

const DRAFT_ERRORS = ['CUSTOMER_FIELD', 'CARD_NUMBER_NOT_ALLOWED', 'ID_NUMBER_TAKEN', 'DISK_FULL'] as const;
const OF_ONE = ['UNKNOWN_CUSTOMER', 'CUSTOMER_MERGED'] as const;

export const customerProcedures = {
  'customer.file': procedure({
    kind: 'query',
    access: 'customer.read',
    summary: 'Everything known of a customer, masked; an old number answers with the customer it means now.',
    input: z.strictObject({ number }),
    output: customerFile,
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'customer.create': procedure({
    kind: 'command',
    access: 'customer.write',
    summary: 'Open a file for a new customer; without a number the next free one is given.',
    input: z.strictObject({
      operationId,
      number: z
        .string()
        .regex(/^[A-Z0-9._/-]{1,20}$/)
        .nullable(),
      ...draft,
    }),
    output: customerFile,
    errors: [...DRAFT_ERRORS, 'CUSTOMER_NUMBER_TAKEN'],
  }),
  'customer.edit': procedure({
    kind: 'command',
    access: 'customer.write',
    summary:
      'Write a new version of a file. What is left out stays as it is, so that nobody must see what they do not change.',
    input: z.strictObject({ operationId, number, version: z.int().min(1), ...z.strictObject(draft).partial().shape }),
    output: customerFile,
    errors: [...DRAFT_ERRORS, ...OF_ONE, 'CUSTOMER_CHANGED'],
  }),
  // A query, though the journal grows: looking has no outcome to replay, every look is a fact of its own.
  'customer.reveal': procedure({
    kind: 'query',
    access: 'customer.reveal',
    summary: 'Phones and ID number unmasked; the journal says who looked at whose.',
    input: z.strictObject({ number }),
    output: z.strictObject({ phones: z.array(z.string()), idNumber: z.string().nullable() }),
    errors: ['UNKNOWN_CUSTOMER', 'DISK_FULL'],
  }),
  'customer.history': procedure({
    kind: 'query',
    access: 'customer.read',
    summary:
      'Receipts, refunds, money held, bills, what is parked now and what was not paid, under every number, newest first.',
    input: z.strictObject({ number, before: z.int().nullable(), limit: z.int().min(1).max(100) }),
    output: z.strictObject({ events: z.array(customerEvent), next: z.int().nullable() }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'customer.looks': procedure({
    kind: 'query',
    access: 'report.read',
    summary: 'Who had the numbers shown or opened a paper of this customer, by the journal, newest first.',
    input: z.strictObject({ number, limit: z.int().min(1).max(100) }),
    output: z.strictObject({ looks: z.array(customerLook), more: z.boolean() }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'customer.freeze': procedure({
    kind: 'command',
    access: 'customer.write',
    summary: 'Freeze a customer, who is then not charged, or let them go again; each with a reason and an approval.',
    input: z.strictObject({ operationId, number, frozen: z.boolean(), reason, approval: z.uuid().nullable() }),
    output: customerFile,
    errors: [...OF_ONE, 'CUSTOMER_FREEZE_SAME', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL', ...APPROVAL_ERRORS],
  }),
  'customer.duplicates': procedure({
    kind: 'query',
    access: 'customer.read',
    summary: 'Who may be the same as this customer, and why.',
    input: z.strictObject({ number }),
    output: z.strictObject({
      like: z.array(z.strictObject({ customer: customerView, why: z.array(z.enum(LIKENESSES)) })),
    }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'customer.merge': procedure({
    kind: 'command',
    access: 'customer.merge',
    summary: 'Say that one customer is another: the old number means the other from now on, and its gaps are filled.',
    input: z.strictObject({ operationId, from: number, into: number, reason }),
    output: customerFile,
    errors: ['UNKNOWN_CUSTOMER', 'MERGE_REFUSED', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'],
  }),
  'customer.unmerge': procedure({
    kind: 'command',
    access: 'customer.merge',
    summary: 'Take a merge back, as long as nothing was charged or changed since.',
    input: z.strictObject({ operationId, from: number, reason }),
    output: customerFile,
    errors: ['UNKNOWN_CUSTOMER', 'CUSTOMER_NOT_MERGED', 'UNMERGE_REFUSED', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'],
  }),
  'customer.addPaper': procedure({
    kind: 'command',
    access: 'customer.write',
    summary: 'Put a kept file into a customer’s papers.',
    input: z.strictObject({ operationId, number, attachment: attachmentId, shows: z.enum(PAPER_KINDS) }),
    output: customerFile,
    errors: [...OF_ONE, 'UNKNOWN_ATTACHMENT', 'ATTACHMENT_IN_USE', 'DISK_FULL'],
  }),
  'customer.removePaper': procedure({
    kind: 'command',
    access: 'customer.write',
    summary: 'Take a paper off a customer’s file, with a reason; what was kept stays kept.',
    input: z.strictObject({ operationId, number, attachment: attachmentId, reason }),
    output: customerFile,
    errors: [...OF_ONE, 'UNKNOWN_ATTACHMENT', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'],
  }),
};
