// A second person's decision 审批: the till asks and waits, the approval window shows and decides.
// The two never meet: what may be called at one window is refused at the other (architecture.md decision 4).
import { z } from 'zod';
import { approvalFact } from '../../approval/approval-fact.ts';
import { APPROVAL_KINDS } from '../../approval/approval-kind.ts';
import { APPROVAL_STATES } from '../../approval/approval-rule.ts';
import { LEVEL_NAMES } from '../../refund/approval-levels.ts';
import { approvalSubject } from '../approval-subjects.ts';
import { procedure } from '../procedure.ts';
import { caseFile } from '../case-file-view.ts';
import { ATTACHMENT_MEDIA } from '../../attachments/attachment-kind.ts';
import { attachmentId } from './attachment.ts';
import { BILL_TO_PAY_ERRORS } from './charge.ts';
import { CODE_ERRORS, typedCode } from './session.ts';
import { minorAmount, operationId, password, typedText, username } from '../scalars.ts';

/** Made by the ledger, at random: knowing one is not a right. */
const requestId = z.uuid();
const state = z.enum(APPROVAL_STATES);

/** Where a request stands, for whoever asked. */
export const approvalStanding = z.strictObject({
  request: requestId,
  kind: z.enum(APPROVAL_KINDS),
  amount: minorAmount,
  state,
  /** Who decided last, and what was said; null while nobody did. */
  by: z.string().nullable(),
  opinion: z.string().nullable(),
  /** For how long an approval may still be used, ms; 0 when it may not. */
  msLeft: z.int(),
});
export type ApprovalStanding = z.infer<typeof approvalStanding>;

/** What the approver sees: everything from the ledger, nothing from the cashier's screen. */
export const approvalShown = z.strictObject({
  request: requestId,
  kind: z.enum(APPROVAL_KINDS),
  state,
  /** False when the matter reads otherwise than when it was asked for: then it can only be asked for again. */
  unchanged: z.boolean(),
  amount: minorAmount,
  facts: z.array(approvalFact),
  askedBy: z.strictObject({ username: z.string(), name: z.string() }),
  askedAt: z.int(),
  utcOffsetMinutes: z.int(),
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  /** Which decision this is, of how many. */
  level: z.int(),
  levels: z.int(),
  /** How many requests this window was opened for; more than one: `approval.showSeveral`. */
  several: z.int(),
  /** Whether whoever decides needs a code of their second factor. */
  needsCode: z.boolean(),
  /** How long an approval holds, ms. */
  holdsMs: z.int(),
});
export type ApprovalShown = z.infer<typeof approvalShown>;

/** One of several cases in one window. `together`: false where the office does not let it be one of several (any more). */
const oneOfSeveral = z.strictObject({
  request: requestId,
  number: z.string(),
  receipt: z.string().nullable(),
  customer: z.string().nullable(),
  appliedBy: z.string(),
  reason: z.string(),
  amount: minorAmount,
  level: z.enum(LEVEL_NAMES),
  state,
  together: z.boolean(),
});
export type OneOfSeveral = z.infer<typeof oneOfSeveral>;

const DECIDE_ERRORS = [
  'BAD_CREDENTIALS',
  'LOCKED_OUT',
  'CODE_NOT_ENROLLED',
  ...CODE_ERRORS,
  'UNKNOWN_APPROVAL',
  'APPROVAL_DECIDED',
] as const;
/** What may keep one decision from being written, of several too. */
const DECISION_ERRORS = [
  'RECEIPT_FROZEN',
  'APPROVAL_OWN',
  'APPROVAL_MISMATCH',
  'REFUND_STATE',
  'PREPAYMENT_SHORT',
  'AMOUNT_OUT_OF_RANGE',
  'DATE_JUMPED',
  'DRAWER_IN_USE',
  'SHIFT_SUSPENDED',
  'DAY_CLOSED',
  'DISK_FULL',
] as const;

const empty = z.strictObject({});

export const approvalProcedures = {
  'approval.request': procedure({
    kind: 'command',
    access: 'approval.request',
    summary: 'Ask for a second person’s decision; the ledger itself reads what is at stake.',
    input: z.strictObject({ operationId, subject: approvalSubject }),
    output: approvalStanding,
    errors: [
      'UNKNOWN_RECEIPT',
      'RECEIPT_NOT_IN_SHIFT',
      'RECEIPT_NOT_VOIDABLE',
      'UNKNOWN_BILL',
      'BILL_NOT_OPEN',
      'CHEQUE_SETTLED',
      'LOAD_BOUNCED',
      'DEBT_PAID',
      'RECEIPT_VOIDED',
      'RECEIPT_REFUNDED',
      'RECEIPT_EXCHANGED',
      'RECEIPT_FROZEN',
      'RECEIPT_FREEZE_SAME',
      'EXCHANGE_REFUSED',
      'TENDER_NOT_CORRECTABLE',
      'DRAWER_COUNTED',
      'REFERENCE_REQUIRED',
      'REFERENCE_INVALID',
      'REFERENCE_USED',
      'REASON_TEXT_REQUIRED',
      'CARD_NUMBER_NOT_ALLOWED',
      'NO_OPEN_SHIFT',
      'SHIFT_SUSPENDED',
      'CASH_SHORT',
      'PIECES_DIFFER',
      'RECEIPTS_DIFFER',
      'AMOUNT_OUT_OF_RANGE',
      'BANK_ACCOUNT_NOT_SET',
      'DAY_CLOSED',
      ...BILL_TO_PAY_ERRORS,
      'CUSTOMER_MERGED',
      'CUSTOMER_FREEZE_SAME',
      'CUSTOMER_FROZEN',
      'STOCK_RANGE',
      'STOCK_NOT_TAKEN',
      'STOCK_SPENT',
      'PREPAYMENT_KIND_UNKNOWN',
      'PREPAYMENT_SHORT',
      'LOAD_NOT_RETURNABLE',
      'REFERENCE_REQUIRED',
      'REFERENCE_INVALID',
      'UNKNOWN_REFUND',
      'REFUND_STATE',
      'UNKNOWN_TICKET',
      'TICKET_STATE',
      'TICKET_PAYEE',
      'TICKET_CASH_OFF',
      'DISK_FULL',
    ],
  }),
  'approval.state': procedure({
    kind: 'query',
    access: 'approval.request',
    summary: 'Where a request of mine stands, and for how long its approval still holds.',
    input: z.strictObject({ request: requestId }),
    output: approvalStanding,
    errors: ['UNKNOWN_APPROVAL'],
  }),
  'approval.withdraw': procedure({
    kind: 'command',
    access: 'approval.request',
    summary: 'Take back a request of mine that nobody has decided yet.',
    input: z.strictObject({ operationId, request: requestId }),
    output: approvalStanding,
    errors: ['UNKNOWN_APPROVAL', 'APPROVAL_DECIDED', 'DISK_FULL'],
  }),
  'approval.show': procedure({
    kind: 'query',
    access: 'anyone',
    window: 'approval',
    summary: 'The one request this approval window was opened for, as the ledger reads it now.',
    input: empty,
    output: approvalShown,
    errors: ['UNKNOWN_APPROVAL'],
  }),
  'approval.case': procedure({
    kind: 'query',
    access: 'anyone',
    window: 'approval',
    summary: 'The whole refund case this approval window was opened for.',
    input: empty,
    output: caseFile,
    errors: ['UNKNOWN_APPROVAL', 'UNKNOWN_REFUND'],
  }),
  // A query, though the journal grows, as attachment.open: every look is a fact of its own.
  'approval.paper': procedure({
    kind: 'query',
    access: 'anyone',
    window: 'approval',
    summary: 'One part of a paper of this case, from 1; the first one is written into the journal.',
    input: z.strictObject({ attachment: attachmentId, part: z.int().min(1).max(1_000) }),
    output: z.strictObject({ media: z.enum(ATTACHMENT_MEDIA), parts: z.int(), bytes: z.base64() }),
    errors: ['UNKNOWN_APPROVAL', 'UNKNOWN_REFUND', 'UNKNOWN_ATTACHMENT', 'ATTACHMENT_DAMAGED', 'DISK_FULL'],
  }),
  'approval.decide': procedure({
    kind: 'session',
    access: 'anyone',
    window: 'approval',
    summary:
      'Decide on the request of this approval window with one’s own name and password. Every try is counted before it is answered; nobody is signed in by it.',
    input: z.strictObject({
      username,
      password,
      code: typedCode.optional(),
      verdict: z.enum(['approved', 'rejected', 'returned']),
      /** Needed to reject or to return. */
      opinion: typedText(200).nullable(),
    }),
    output: z.strictObject({ state, by: z.string() }),
    errors: [...DECIDE_ERRORS, ...DECISION_ERRORS, 'OPINION_REQUIRED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'approval.showSeveral': procedure({
    kind: 'query',
    access: 'anyone',
    window: 'approval',
    summary: 'The refund cases this approval window was opened for together, as the ledger reads them now.',
    input: empty,
    output: z.strictObject({ currency: z.string(), cases: z.array(oneOfSeveral) }),
    errors: ['UNKNOWN_APPROVAL'],
  }),
  'approval.decideSeveral': procedure({
    kind: 'session',
    access: 'anyone',
    window: 'approval',
    summary:
      'Agree to all the cases of this window with one’s own name and password: each is a decision of its own on its case, amount and version, and what keeps one back keeps no other.',
    input: z.strictObject({ username, password }),
    output: z.strictObject({
      by: z.string(),
      decided: z.array(z.strictObject({ request: requestId, refused: z.string().nullable() })),
    }),
    errors: [...DECIDE_ERRORS, 'APPROVAL_NOT_TOGETHER', ...DECISION_ERRORS],
  }),
};
