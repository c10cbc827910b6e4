// 工单小额打款: tickets of the counter and the small payouts from them. A payout within one's own limits goes at once, another
// needs a second person; the ledger decides which, and from what.
import { z } from 'zod';
import { REVIEW_STATES } from '../../tickets/payout-sample.ts';
import { TICKET_STATES, TICKET_WAYS } from '../../tickets/ticket-rule.ts';
import { ticketPayee } from '../approval-subjects.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { procedure } from '../procedure.ts';
import {
  amountAboveZero,
  dateText,
  minorAmount,
  operationId,
  tenderReference,
  typedText,
  username,
} from '../scalars.ts';
import { ticketPayoutView, ticketRow, ticketSampleView, ticketView } from '../ticket-view.ts';

const ticket = z.string().min(1).max(60);
const of = { operationId, ticket };
const linked = {
  customer: z.string().min(1).max(20).nullable(),
  receipt: z.string().min(1).max(60).nullable(),
};
const STEP_ERRORS = ['UNKNOWN_TICKET', 'TICKET_STATE', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'] as const;
const LINK_ERRORS = ['UNKNOWN_CUSTOMER', 'UNKNOWN_RECEIPT'] as const;
const POST_ERRORS = [
  'NO_OPEN_SHIFT',
  'DAY_CLOSED',
  'DATE_JUMPED',
  'DRAWER_IN_USE',
  'AMOUNT_OUT_OF_RANGE',
  'CASH_SHORT',
] as const;

/** What the audit list shows: everything between two business dates that fits all that is set. */
const payoutFilter = {
  from: dateText.nullable(),
  to: dateText.nullable(),
  /** Username of whoever paid. */
  by: username.nullable(),
  way: z.enum(TICKET_WAYS).nullable(),
  /** direct: within limits. approved: a second person said yes. */
  judged: z.enum(['direct', 'approved']).nullable(),
  /** At least this much. */
  least: minorAmount.nullable(),
  /** none: never drawn for 抽查; drawn: drawn and not signed for yet. */
  review: z.enum(REVIEW_STATES).nullable(),
};

export const ticketProcedures = {
  'ticket.open': procedure({
    kind: 'command',
    access: 'ticket.write',
    summary: 'Open a ticket: who came, with what, of which kind, about which customer or receipt, and for whom it is.',
    input: z.strictObject({
      operationId,
      petitioner: typedText(60),
      title: typedText(60),
      category: typedText(40),
      ...linked,
      assignee: username.nullable(),
      text: typedText(300).nullable(),
    }),
    output: ticketView,
    errors: ['TICKET_CATEGORY', 'TICKET_ASSIGNEE', ...LINK_ERRORS, ...STEP_ERRORS],
  }),
  'ticket.classify': procedure({
    kind: 'command',
    access: 'ticket.write',
    summary: 'Say of which kind a ticket is.',
    input: z.strictObject({ ...of, category: typedText(40) }),
    output: ticketView,
    errors: ['TICKET_CATEGORY', ...STEP_ERRORS],
  }),
  'ticket.assign': procedure({
    kind: 'command',
    access: 'ticket.write',
    summary: 'Give a ticket to somebody; null: to nobody.',
    input: z.strictObject({ ...of, assignee: username.nullable() }),
    output: ticketView,
    errors: ['TICKET_ASSIGNEE', ...STEP_ERRORS],
  }),
  'ticket.link': procedure({
    kind: 'command',
    access: 'ticket.write',
    summary: 'Say which customer and which receipt a ticket is about.',
    input: z.strictObject({ ...of, ...linked }),
    output: ticketView,
    errors: [...LINK_ERRORS, ...STEP_ERRORS],
  }),
  'ticket.comment': procedure({
    kind: 'command',
    access: 'ticket.write',
    summary: 'Add words to a ticket.',
    input: z.strictObject({ ...of, text: typedText(300) }),
    output: ticketView,
    errors: STEP_ERRORS,
  }),
  'ticket.close': procedure({
    kind: 'command',
    access: 'ticket.write',
    summary: 'Close a ticket with how it ended.',
    input: z.strictObject({ ...of, text: typedText(300) }),
    output: ticketView,
    errors: STEP_ERRORS,
  }),
  'ticket.reopen': procedure({
    kind: 'command',
    access: 'ticket.write',
    summary: 'Open a closed ticket again, with the reason.',
    input: z.strictObject({ ...of, text: typedText(300) }),
    output: ticketView,
    errors: STEP_ERRORS,
  }),
  'ticket.pay': procedure({
    kind: 'command',
    access: 'ticket.pay',
    summary:
      'Pay from an open ticket: cash out of the petty-cash fund or of my drawer, or a transfer the bank has done, by its number (needs payout.bank). Above my limits with an approval.',
    input: z.strictObject({
      ...of,
      payee: ticketPayee,
      way: z.enum(TICKET_WAYS),
      /** The bank's number; of a transfer only. */
      reference: tenderReference.nullable(),
      amount: amountAboveZero,
      text: typedText(200),
      approval: z.uuid().nullable(),
    }),
    output: ticketView,
    errors: [
      'TICKET_PAYEE',
      'TICKET_CASH_OFF',
      'CUSTOMER_FROZEN',
      'REFERENCE_REQUIRED',
      'REFERENCE_USED',
      ...APPROVAL_ERRORS,
      ...POST_ERRORS,
      ...STEP_ERRORS,
    ],
  }),
  'ticket.takeBack': procedure({
    kind: 'command',
    access: 'ticket.pay',
    summary: 'The money of one payout came back whole, by the way it went; posted as its mirror.',
    input: z.strictObject({ ...of, n: z.int().min(1).max(999), text: typedText(200) }),
    output: ticketView,
    errors: ['UNKNOWN_PAYOUT', 'TICKET_RETURNED', ...POST_ERRORS, ...STEP_ERRORS],
  }),
  'ticket.show': procedure({
    kind: 'query',
    access: 'ticket.read',
    summary: 'One ticket with everything that happened on it and was paid from it.',
    input: z.strictObject({ ticket }),
    output: ticketView,
    errors: ['UNKNOWN_TICKET'],
  }),
  'ticket.list': procedure({
    kind: 'query',
    access: 'ticket.read',
    summary: 'Tickets, newest first, by state, kind, whose they are, or what they are called.',
    input: z.strictObject({
      state: z.enum(TICKET_STATES).nullable(),
      category: typedText(40).nullable(),
      /** Only those assigned to me. */
      mine: z.boolean(),
      /** Part of its number, title or petitioner; empty: all. */
      text: z.string().max(60),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({ tickets: z.array(ticketRow), more: z.boolean() }),
    errors: [],
  }),
  'ticket.rules': procedure({
    kind: 'query',
    access: 'ticket.read',
    summary: 'Kinds of tickets, who can be given one, and what I may still pay today without asking.',
    input: z.strictObject({}),
    output: z.strictObject({
      businessDate: dateText,
      categories: z.array(z.string()),
      people: z.array(z.strictObject({ username: z.string(), name: z.string() })),
      /** Who can be paid as an employee: everybody but me. */
      employees: z.array(z.strictObject({ username: z.string(), name: z.string() })),
      single: minorAmount,
      daily: minorAmount,
      spent: minorAmount,
      /** Whether payouts may leave from a drawer at all. */
      cash: z.boolean(),
    }),
    errors: [],
  }),
  'ticket.payouts': procedure({
    kind: 'query',
    access: 'ticket.read',
    summary: 'The audit list of payouts, newest first, with its sum (what came back taken off).',
    input: z.strictObject({ ...payoutFilter, limit: z.int().min(1).max(500) }),
    output: z.strictObject({
      payouts: z.array(ticketPayoutView),
      more: z.boolean(),
      count: z.int(),
      total: minorAmount,
    }),
    errors: [],
  }),
  'ticket.drawSample': procedure({
    kind: 'command',
    access: 'ticket.review',
    summary:
      '抽查: draw payouts between two business dates to be looked at, of those I had no part in and nobody drew before.',
    input: z.strictObject({
      operationId,
      from: dateText,
      to: dateText,
      /** Of those below `alwaysFrom`, rounded up. */
      percent: z.int().min(1).max(100),
      /** Drawn whatever the lot says. */
      alwaysFrom: amountAboveZero.nullable(),
    }),
    output: ticketSampleView,
    errors: ['TICKET_SAMPLE_EMPTY', 'DISK_FULL'],
  }),
  'ticket.review': procedure({
    kind: 'command',
    access: 'ticket.review',
    summary: 'Sign for one payout that was drawn: it is right, or what is to be objected to.',
    input: z.strictObject({
      operationId,
      /** The document E. */
      document: z.string().min(1).max(60),
      sign: z.discriminatedUnion('verdict', [
        z.strictObject({ verdict: z.literal('right'), text: typedText(200).nullable() }),
        z.strictObject({ verdict: z.literal('objected'), text: typedText(200) }),
      ]),
    }),
    output: ticketPayoutView,
    errors: ['TICKET_NOT_DRAWN', 'TICKET_REVIEWED', 'TICKET_REVIEW_OWN', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'],
  }),
  'ticket.samples': procedure({
    kind: 'query',
    access: 'ticket.read',
    summary: 'The draws of payouts to be looked at, newest first, with what was signed for.',
    input: z.strictObject({ limit: z.int().min(1).max(100) }),
    output: z.strictObject({ samples: z.array(ticketSampleView) }),
    errors: [],
  }),
  'ticket.export': procedure({
    kind: 'query',
    access: 'ticket.read',
    summary: 'The audit list as a file, base64.',
    input: z.strictObject({ ...payoutFilter, format: z.enum(['csv', 'xlsx']) }),
    output: z.strictObject({ name: z.string(), rows: z.int(), bytes: z.base64() }),
    errors: [],
  }),
};
