// Money held for customers as everybody outside the ledger sees it: the slip of one act, the state of one account.
// A slip repeats what was fixed at posting; an account is worked out from its rows at every question.
import { z } from 'zod';
import { PREPAYMENT_PURPOSES } from '../accounts/chart.ts';
import { MONEY_METHODS } from '../charge/tender-method.ts';
import { tenderView } from './receipt-view.ts';
import { dateText, minorAmount } from './scalars.ts';

export const PREPAYMENT_ACTS = ['take', 'return', 'forfeit'] as const;
export type PrepaymentAct = (typeof PREPAYMENT_ACTS)[number];

const kind = z.strictObject({ code: z.string(), name: z.string(), purpose: z.enum(PREPAYMENT_PURPOSES) });

/** One document Y. Amounts in minor units, times in ms since 1970 (UTC). */
export const prepaymentView = z.strictObject({
  number: z.string(),
  businessDate: dateText,
  postedAt: z.int(),
  utcOffsetMinutes: z.int(),
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  shiftNumber: z.string(),
  cashier: z.string(),
  customer: z.strictObject({ number: z.string(), name: z.string() }),
  kind,
  act: z.enum(PREPAYMENT_ACTS),
  amount: minorAmount,
  /** How it was paid in; empty unless `act` is take. */
  tenders: z.array(tenderView),
  change: minorAmount,
  /** How it went back, each part with the load it came in by; empty unless `act` is return. */
  backs: z.array(
    z.strictObject({
      load: z.string(),
      method: z.enum(MONEY_METHODS),
      amount: minorAmount,
      reference: z.string().nullable(),
    }),
  ),
  reason: z.string().nullable(),
  /** What the account held right after this act. */
  balance: minorAmount,
  templateVersion: z.literal(1),
});
export type PrepaymentView = z.infer<typeof prepaymentView>;

/** returnable: may go back now. unproved: no reference yet. notCleared: the bank has not paid the cheque yet. */
export const LOAD_STATES = ['returnable', 'unproved', 'notCleared'] as const;

export const prepaymentLoad = z.strictObject({
  /** The document Y it was paid in with, and its place among the tenders there. */
  number: z.string(),
  n: z.int(),
  at: z.int(),
  method: z.enum(MONEY_METHODS),
  reference: z.string().nullable(),
  amount: minorAmount,
  left: minorAmount,
  state: z.enum(LOAD_STATES),
});
export type PrepaymentLoad = z.infer<typeof prepaymentLoad>;

/** One account: loaded = used + returned + forfeited + lost (bounced) + balance; balance = returnable + inProgress. */
export const prepaymentAccountView = z.strictObject({
  kind,
  /** False: the setting takes no more of this kind, what is there stays usable. */
  taken: z.boolean(),
  loaded: minorAmount,
  used: minorAmount,
  returned: minorAmount,
  forfeited: minorAmount,
  lost: minorAmount,
  balance: minorAmount,
  inProgress: minorAmount,
  returnable: minorAmount,
  /** Loads of which something is left, oldest first. */
  loads: z.array(prepaymentLoad),
  /** The same per way to pay. */
  returnableBy: z.array(z.strictObject({ method: z.enum(MONEY_METHODS), amount: minorAmount })),
});
export type PrepaymentAccountView = z.infer<typeof prepaymentAccountView>;

export const PREPAYMENT_MOVES = ['take', 'use', 'return', 'forfeit', 'bounce', 'voided'] as const;

/** One movement of an account, signed: what the balance changed by. */
export const prepaymentMove = z.strictObject({
  number: z.string(),
  at: z.int(),
  businessDate: dateText,
  move: z.enum(PREPAYMENT_MOVES),
  amount: minorAmount,
  balance: minorAmount,
});
export type PrepaymentMove = z.infer<typeof prepaymentMove>;
