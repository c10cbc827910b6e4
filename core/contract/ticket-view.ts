// Tickets as everybody outside the ledger sees them: how one stands, what happened on it, what was paid from it.
// Amounts in minor units, times in ms since 1970 (UTC).
import { z } from 'zod';
import { REVIEW_STATES } from '../tickets/payout-sample.ts';
import { PAYEE_KINDS, TICKET_STATES, TICKET_STEPS, TICKET_WAYS } from '../tickets/ticket-rule.ts';
import { amountAboveZero, dateText, minorAmount } from './scalars.ts';

const who = z.strictObject({ number: z.string(), name: z.string() });
const person = z.strictObject({ username: z.string(), name: z.string() });

export const ticketRow = z.strictObject({
  number: z.string(),
  title: z.string(),
  petitioner: z.string(),
  category: z.string(),
  state: z.enum(TICKET_STATES),
  assignee: person.nullable(),
  customer: who.nullable(),
  receipt: z.string().nullable(),
  openedAt: z.int(),
  openedBy: z.string(),
  /** When something last happened on it. */
  since: z.int(),
  /** What was paid from it, less what came back. */
  paid: minorAmount,
});
export type TicketRow = z.infer<typeof ticketRow>;

export const ticketPayoutView = z.strictObject({
  n: z.int(),
  /** The document E. */
  document: z.string(),
  ticket: z.string(),
  title: z.string(),
  at: z.int(),
  businessDate: dateText,
  by: z.string(),
  /** paid: money left. back: the money of payout `returns` came back. */
  kind: z.enum(['paid', 'back']),
  returns: z.int().nullable(),
  /** The payout by which it came back; null: it did not. */
  returnedBy: z.int().nullable(),
  payeeKind: z.enum(PAYEE_KINDS),
  payee: z.string(),
  way: z.enum(TICKET_WAYS),
  reference: z.string().nullable(),
  amount: minorAmount,
  /** Who approved it; null: it was within the limits of whoever paid. */
  approvedBy: z.string().nullable(),
  text: z.string(),
  /** 抽查: whether it was drawn, and what was signed for it. */
  review: z.enum(REVIEW_STATES),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.int().nullable(),
  reviewText: z.string().nullable(),
});
export type TicketPayoutView = z.infer<typeof ticketPayoutView>;

/** One draw of payouts to be looked at, and how far that is. */
export const ticketSampleView = z.strictObject({
  n: z.int(),
  at: z.int(),
  by: z.string(),
  from: dateText,
  to: dateText,
  percent: z.int(),
  alwaysFrom: amountAboveZero.nullable(),
  /** Hex: the hash of the link before the draw. */
  seed: z.string(),
  /** How many could be drawn, how many were, and of these how many were signed for. */
  count: z.int(),
  drawn: z.int(),
  right: z.int(),
  objected: z.int(),
});
export type TicketSampleView = z.infer<typeof ticketSampleView>;

/** A step, with what it said anew: the category, the assignee, the customer or receipt it was linked to. */
export const ticketStepView = z.strictObject({
  n: z.int(),
  step: z.enum(TICKET_STEPS),
  at: z.int(),
  by: z.string(),
  category: z.string(),
  assignee: z.string().nullable(),
  customer: z.string().nullable(),
  receipt: z.string().nullable(),
  text: z.string().nullable(),
});
export type TicketStepView = z.infer<typeof ticketStepView>;

export const ticketView = z.strictObject({
  ...ticketRow.shape,
  steps: z.array(ticketStepView),
  payouts: z.array(ticketPayoutView),
});
export type TicketView = z.infer<typeof ticketView>;
