// Refunds 退费: what can go back, the application with its dry run, confirmation of use, double entry, and the queue.
// Approving a level is no procedure here: it is approval.decide in an approval window opened with the case's `request`.
import { z } from 'zod';
import { USE_KINDS, ENTRY_FIELDS, REFUND_CHANNELS, REFUND_RELATIONS, REFUND_WAYS } from '../../refund/refund-words.ts';
import { CASE_STATES } from '../../refund/case-state.ts';
import { LEVEL_NAMES } from '../../refund/approval-levels.ts';
import { caseFile } from '../case-file-view.ts';
import { reissueView, remaining } from '../paper-case-view.ts';
import { procedure } from '../procedure.ts';
import {
  caseRow,
  caseView,
  delegationView,
  named,
  refundableView,
  refundBlocked,
  refundOf,
  refundOutcome,
} from '../refund-view.ts';
import { amountAboveZero, dateText, milliCount, minorAmount, operationId, typedText, username } from '../scalars.ts';
import { attachmentId } from './attachment.ts';

const caseNumber = z.string().min(1).max(60);

/** A payee as one person typed it; the account number is never given out again. */
export const payeeInput = z.strictObject({
  name: typedText(60),
  /** Digits, with or without blanks between them. */
  account: z
    .string()
    .min(8)
    .max(48)
    .regex(/^[\d０-９ -]+$/),
  bank: typedText(60),
});

/** What is asked for; the same for a dry run, an application and its correction. */
export const applicationInput = {
  of: refundOf,
  /** Of a receipt: which lines, and how much of each. Empty for held money. */
  lines: z
    .array(
      z.strictObject({
        n: z.int().min(1).max(400),
        part: z.discriminatedUnion('by', [
          z.strictObject({ by: z.literal('quantity'), quantity: milliCount }),
          z.strictObject({ by: z.literal('amount'), amount: amountAboveZero }),
        ]),
      }),
    )
    .max(400),
  /** Of held money: out of which loads. Empty for a receipt, whose tenders give back by themselves. */
  loads: z
    .array(z.strictObject({ load: z.string().min(1).max(60), n: z.int().min(1).max(99), amount: amountAboveZero }))
    .max(50),
  /** One of the office's list (refund.rules). */
  reason: typedText(40),
  text: typedText(200).nullable(),
  askedBy: typedText(60),
  relation: z.enum(REFUND_RELATIONS),
  channel: z.enum(REFUND_CHANNELS),
  /** Papers ticked off by name, each with a kept file or none. */
  papers: z.array(z.strictObject({ name: typedText(60), attachment: attachmentId.nullable() })).max(20),
  originalIsBack: z.boolean(),
  /** Tenders that shall not go back the way they came: by the tender's or load's place, with the reason. */
  otherWays: z
    .array(
      z.strictObject({
        /** The load's number for held money; null for a tender of the receipt. */
        load: z.string().min(1).max(60).nullable(),
        n: z.int().min(1).max(99),
        way: z.enum(REFUND_WAYS).exclude(['original']),
        reason: typedText(100),
      }),
    )
    .max(10),
  /** Where a transfer goes; null where nothing is transferred. */
  payee: payeeInput.nullable(),
};

const APPLICATION_ERRORS = [
  'UNKNOWN_RECEIPT',
  'UNKNOWN_CUSTOMER',
  'PREPAYMENT_KIND_UNKNOWN',
  'LOAD_NOT_RETURNABLE',
  'REFUND_BLOCKED',
  'REFUND_LINE_UNKNOWN',
  'REFUND_EXCEEDS',
  'REFUND_NOTHING',
  'REFUND_TENDER_UNREADY',
  'REFUND_REASON_UNKNOWN',
  'CARD_NUMBER_NOT_ALLOWED',
] as const;
const SUBMIT_ERRORS = [
  ...APPLICATION_ERRORS,
  'REFUND_POLICY',
  'REFUND_RISK',
  'PAYEE_REQUIRED',
  'PAYEE_INVALID',
  'UNKNOWN_ATTACHMENT',
  'AMOUNT_OUT_OF_RANGE',
  'DATE_JUMPED',
  'DRAWER_IN_USE',
  'SHIFT_SUSPENDED',
  'DAY_CLOSED',
  'DISK_FULL',
] as const;
const STEP_ERRORS = ['UNKNOWN_REFUND', 'REFUND_STATE', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'] as const;
const POSTING_ERRORS = [
  'RECEIPT_FROZEN',
  'AMOUNT_OUT_OF_RANGE',
  'DATE_JUMPED',
  'DRAWER_IN_USE',
  'SHIFT_SUSPENDED',
  'DAY_CLOSED',
] as const;

const delegated = z.strictObject({ to: z.string(), fromDate: dateText, untilDate: dateText });
const DELEGATE_ERRORS = ['UNKNOWN_USER', 'DELEGATE_REFUSED', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'] as const;

export const refundProcedures = {
  'refund.rules': procedure({
    kind: 'query',
    access: 'refund.read',
    summary:
      'What the office has set for refunds today: reasons to choose from, and from which amount two people type it.',
    input: z.strictObject({}),
    output: z.strictObject({ date: dateText, reasons: z.array(z.string()), typedTwiceFrom: minorAmount.nullable() }),
    errors: [],
  }),
  'refund.find': procedure({
    kind: 'query',
    access: 'refund.read',
    summary:
      'Find what may be refunded: by a receipt’s number or QR text, a load’s number, a case, a refund slip, a ticket, a customer, or an amount and a date.',
    input: z.strictObject({
      text: z.string().max(120).nullable(),
      amount: amountAboveZero.nullable(),
      date: dateText.nullable(),
      limit: z.int().min(1).max(50),
    }),
    output: z.strictObject({
      found: z.array(
        z.strictObject({
          of: refundOf,
          /** The receipt's number, or the name of the kind of money held. */
          title: z.string(),
          customer: z.strictObject({ number: z.string(), name: z.string() }).nullable(),
          payer: z.string().nullable(),
          businessDate: dateText.nullable(),
          total: minorAmount,
          refundable: minorAmount,
          blocked: refundBlocked.nullable(),
        }),
      ),
      /** Cases that the text is the number of. */
      cases: z.array(caseRow),
    }),
    errors: [],
  }),
  'refund.refundable': procedure({
    kind: 'query',
    access: 'refund.read',
    summary:
      'Paid, used, refunded, in progress, refundable: per line and per tender of a receipt, or per load of held money.',
    input: z.strictObject({ of: refundOf }),
    output: refundableView,
    errors: ['UNKNOWN_RECEIPT', 'UNKNOWN_CUSTOMER', 'PREPAYMENT_KIND_UNKNOWN'],
  }),
  'refund.dryRun': procedure({
    kind: 'query',
    access: 'refund.read',
    summary:
      'What an application would come to: amounts, fee, rounding, ways back and when they arrive, every rule that refuses, risks, and who would have to decide.',
    input: z.strictObject(applicationInput),
    output: refundOutcome,
    errors: APPLICATION_ERRORS,
  }),
  'refund.apply': procedure({
    kind: 'command',
    access: 'refund.apply',
    summary: 'Apply for a refund 退费申请. Where no rule asks for anybody it is approved and posted at once.',
    input: z.strictObject({ operationId, ...applicationInput }),
    output: caseView,
    errors: SUBMIT_ERRORS,
  }),
  'refund.resubmit': procedure({
    kind: 'command',
    access: 'refund.apply',
    summary: 'Hand in a returned application again, corrected; every level decides anew.',
    input: z.strictObject({ operationId, case: caseNumber, ...applicationInput }),
    output: caseView,
    errors: [...SUBMIT_ERRORS, ...STEP_ERRORS],
  }),
  'refund.withdraw': procedure({
    kind: 'command',
    access: 'refund.apply',
    summary: 'Take back an application of mine that nobody has approved to the end.',
    input: z.strictObject({ operationId, case: caseNumber, text: typedText(200).nullable() }),
    output: caseView,
    errors: STEP_ERRORS,
  }),
  'refund.sendBack': procedure({
    kind: 'command',
    access: 'refund.return',
    summary:
      'Return an application to whoever applied before it comes to a decision: while it waits for use or the second entry.',
    input: z.strictObject({ operationId, case: caseNumber, text: typedText(200) }),
    output: caseView,
    errors: STEP_ERRORS,
  }),
  'refund.confirmUse': procedure({
    kind: 'command',
    access: 'refund.confirmUse',
    summary:
      'Say for lines of receipts how much was not carried out 未执行, or came back 退药: one row or a whole list of a department. Cases that waited for it go on.',
    input: z.strictObject({
      operationId,
      department: typedText(40),
      rows: z
        .array(
          z.strictObject({
            receipt: z.string().min(1).max(60),
            n: z.int().min(1).max(400),
            quantity: milliCount,
            kind: z.enum(USE_KINDS),
          }),
        )
        .min(1)
        .max(500),
    }),
    output: z.strictObject({
      confirmed: z.int(),
      cases: z.array(z.strictObject({ number: z.string(), state: z.enum(CASE_STATES) })),
    }),
    errors: ['UNKNOWN_RECEIPT', 'REFUND_LINE_UNKNOWN', 'REFUND_EXCEEDS', ...POSTING_ERRORS, ...STEP_ERRORS],
  }),
  'refund.secondEntry': procedure({
    kind: 'command',
    access: 'refund.secondEntry',
    summary:
      'Type the payee, and the amount where it is large, a second time 双人录入, without seeing the first. The ledger compares; what differs is said field by field, never with its value.',
    input: z.strictObject({
      operationId,
      case: caseNumber,
      payee: payeeInput.nullable(),
      amount: amountAboveZero.nullable(),
    }),
    output: z.strictObject({ agreed: z.boolean(), differs: z.array(z.enum(ENTRY_FIELDS)), case: caseView }),
    errors: ['REFUND_OWN_CASE', 'PAYEE_INVALID', 'PAYEE_REQUIRED', ...POSTING_ERRORS, ...STEP_ERRORS],
  }),
  'refund.close': procedure({
    kind: 'command',
    access: 'refund.apply',
    summary:
      'Close a paid case: the customer has signed for cash, or the bank has confirmed and the customer was told.',
    input: z.strictObject({
      operationId,
      case: caseNumber,
      by: z.discriminatedUnion('how', [
        z.strictObject({ how: z.literal('signed'), signedBy: typedText(60) }),
        z.strictObject({ how: z.literal('notified'), notice: typedText(200) }),
      ]),
    }),
    output: caseView,
    errors: ['REFUND_CLOSE_HOW', ...STEP_ERRORS],
  }),
  'refund.remaining': procedure({
    kind: 'query',
    access: 'refund.read',
    summary: 'What a new receipt would say of what remains of the case’s receipt, or why none can stand for it.',
    input: z.strictObject({ case: caseNumber }),
    output: remaining,
    errors: ['UNKNOWN_REFUND', 'UNKNOWN_RECEIPT'],
  }),
  'refund.reissue': procedure({
    kind: 'command',
    access: 'receipt.exchange',
    summary:
      'Red-and-reissue 冲红重开: after a part went back, a red document takes back what remains of the receipt and a new receipt stands for it, in one act; no money moves.',
    input: z.strictObject({
      operationId,
      case: caseNumber,
      /** The old paper lies on the desk. */
      originalBack: z.boolean(),
    }),
    output: reissueView,
    errors: [
      'UNKNOWN_REFUND',
      'UNKNOWN_RECEIPT',
      'RECEIPT_VOIDED',
      'RECEIPT_EXCHANGED',
      'REISSUE_REFUSED',
      'RECEIPT_FROZEN',
      'CUSTOMER_FROZEN',
      'NO_OPEN_SHIFT',
      'SHIFT_SUSPENDED',
      'DAY_CLOSED',
      'AMOUNT_OUT_OF_RANGE',
      'DISK_FULL',
    ],
  }),
  'refund.case': procedure({
    kind: 'query',
    access: 'refund.read',
    summary: 'One case by its number, its red slip’s or a payout’s: everything that happened and whom it waits for.',
    input: z.strictObject({ number: caseNumber }),
    output: caseView,
    errors: ['UNKNOWN_REFUND'],
  }),
  'refund.file': procedure({
    kind: 'query',
    access: 'refund.read',
    summary: 'One case for whoever decides: its receipt, what departments said, what is left, the applicant’s rate.',
    input: z.strictObject({ number: caseNumber }),
    output: caseFile,
    errors: ['UNKNOWN_REFUND'],
  }),
  'refund.list': procedure({
    kind: 'query',
    access: 'refund.read',
    summary:
      'Cases with their age, oldest wait first: those that are open, those I may decide on, mine, or all of a customer.',
    input: z.strictObject({
      which: z.enum(['open', 'decide', 'mine', 'all']),
      state: z.enum(CASE_STATES).nullable(),
      customer: z.string().min(1).max(20).nullable(),
      before: z.string().max(60).nullable(),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({
      cases: z.array(caseRow),
      more: z.boolean(),
      /** How many are open per state, for badges. */
      counts: z.array(z.strictObject({ state: z.enum(CASE_STATES), cases: z.int(), overdue: z.int() })),
    }),
    errors: ['UNKNOWN_CUSTOMER'],
  }),
  'refund.delegate': procedure({
    kind: 'command',
    access: 'approval.refund',
    summary:
      'Let somebody else decide in my place from one day to another. What is said last of two people holds, nothing else.',
    input: z.strictObject({
      operationId,
      to: username,
      fromDate: dateText,
      untilDate: dateText,
      reason: typedText(100),
    }),
    output: delegated,
    errors: DELEGATE_ERRORS,
  }),
  'refund.endDelegation': procedure({
    kind: 'command',
    access: 'approval.refund',
    summary: 'Take back at once what I handed to somebody, or was going to; what they decided stays decided.',
    input: z.strictObject({ operationId, to: username }),
    output: delegated,
    errors: ['UNKNOWN_USER', 'DELEGATE_REFUSED', 'DISK_FULL'],
  }),
  'refund.deputies': procedure({
    kind: 'query',
    access: 'approval.refund',
    summary: 'Whom I may name: everybody else who decides on refunds, with the levels they have themselves.',
    input: z.strictObject({}),
    output: z.strictObject({
      today: dateText,
      /** As long as one delegation may last: calendar days, the first and the last included. */
      mostDays: z.int(),
      people: z.array(z.strictObject({ ...named.shape, levels: z.array(z.enum(LEVEL_NAMES)) })),
    }),
    errors: [],
  }),
  'refund.delegations': procedure({
    kind: 'query',
    access: 'refund.read',
    summary: 'Who decides in whose place: now, planned, and what was, newest first.',
    input: z.strictObject({}),
    output: z.strictObject({ today: dateText, delegations: z.array(delegationView) }),
    errors: [],
  }),
};
