// Refund cases as everybody outside the ledger sees them: what of a receipt can go back, what an application would come
// to, and a case with everything that happened to it. Amounts in minor units, quantities in thousandths, times in ms since
// 1970 (UTC). A payee's account is only ever shown by its last four.
import { z } from 'zod';
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { LEVEL_NAMES } from '../refund/approval-levels.ts';
import { CASE_STATES, CASE_STEPS } from '../refund/case-state.ts';
import { ENTRY_FIELDS, PAYOUT_STATES, PAYOUT_STEPS, REFUND_BLOCKS, REFUND_CHANNELS } from '../refund/refund-words.ts';
import { REFUND_RELATIONS, REFUND_WAYS } from '../refund/refund-words.ts';
import { RISK_KINDS, RISK_VERDICTS } from '../refund/risk-rules.ts';
import { dateText, milliSum, minorAmount } from './scalars.ts';

/** What a refund is of: a receipt, or the money held for a customer under one kind. */
export const refundOf = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('receipt'), number: z.string().min(1).max(60) }),
  z.strictObject({ of: z.literal('held'), customer: z.string().min(1).max(20), kind: z.string().min(1).max(12) }),
]);
export type RefundOf = z.infer<typeof refundOf>;

const who = z.strictObject({ number: z.string(), name: z.string() });

/** Why nothing can be refunded; `by`: the number of the paper that says so, or the words of whoever froze it. */
export const refundBlocked = z.strictObject({ reason: z.enum(REFUND_BLOCKS), by: z.string().nullable() });
export type RefundBlocked = z.infer<typeof refundBlocked>;

const counted = z.strictObject({ quantity: milliSum, amount: minorAmount });

/** refundable = paid − refunded − in progress; `used`: bought and not confirmed as coming back, so it cannot go back yet. */
export const refundableLine = z.strictObject({
  n: z.int(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  category: z.string(),
  /** The bill it paid on: what goes back is owed on it again, also where the rest of it was taken back since. */
  bill: z.strictObject({ number: z.string(), takenBack: z.boolean() }).nullable(),
  paid: counted,
  refunded: counted,
  inProgress: counted,
  refundable: counted,
  /** null: nobody need confirm it. Else what the department has confirmed, and what it has not. */
  use: z.strictObject({ confirmed: milliSum, used: milliSum }).nullable(),
  /** Share of discounts, packages and bands means that a part may not be its proportional share. */
  uneven: z.boolean(),
});
export type RefundableLine = z.infer<typeof refundableLine>;

/** ready: money is there. unproved: nothing proves yet that it arrived. notCleared: the bank has not paid the cheque. */
export const TENDER_READINESS = ['ready', 'unproved', 'notCleared'] as const;

export const refundableTender = z.strictObject({
  /** Of a receipt its number, of held money the number of the load; with its place there. */
  number: z.string(),
  n: z.int(),
  method: z.enum(TENDER_METHODS),
  paid: minorAmount,
  /** Of a load: spent on bills, kept, lost with its cheque. */
  used: minorAmount,
  refunded: minorAmount,
  inProgress: minorAmount,
  refundable: minorAmount,
  state: z.enum(TENDER_READINESS),
  /** Where the policy lets this money go. */
  ways: z.array(z.enum(REFUND_WAYS)),
});
export type RefundableTender = z.infer<typeof refundableTender>;

export const refundableView = z.strictObject({
  of: refundOf,
  businessDate: dateText.nullable(),
  customer: who.nullable(),
  payer: z.string().nullable(),
  blocked: refundBlocked.nullable(),
  /** Empty for held money. */
  lines: z.array(refundableLine),
  tenders: z.array(refundableTender),
  totals: z.strictObject({
    paid: minorAmount,
    used: minorAmount,
    refunded: minorAmount,
    inProgress: minorAmount,
    refundable: minorAmount,
  }),
  /** Papers to tick off if all of it were refunded. */
  documents: z.array(z.string()),
  originalMustComeBack: z.boolean(),
  /** Numbers of the cases there are already, newest first. */
  cases: z.array(z.strictObject({ number: z.string(), state: z.enum(CASE_STATES), total: minorAmount, at: z.int() })),
});
export type RefundableView = z.infer<typeof refundableView>;

/** A rule that refused, as it is said to a customer's face. */
export const policyRefusal = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('window'), days: z.int(), lastDay: z.string() }),
  z.strictObject({ rule: z.literal('document'), missing: z.string() }),
  z.strictObject({ rule: z.literal('original') }),
  z.strictObject({ rule: z.literal('channel'), method: z.string(), way: z.string() }),
  z.strictObject({ rule: z.literal('feeTakesAll'), fee: minorAmount }),
]);

export const neededLevel = z.strictObject({
  level: z.enum(LEVEL_NAMES),
  needsTotp: z.boolean(),
  deadlineMinutes: z.int(),
  /** Once overdue, whoever decides a level above may decide it too. */
  escalates: z.boolean(),
  because: z.enum(['amount', 'category', 'risk']),
});

/** `seen` and `limit` in the unit of the rule: minor units, a number of times, minutes, or basis points. */
export const riskFound = z.strictObject({
  rule: z.enum(RISK_KINDS),
  verdict: z.enum(RISK_VERDICTS),
  seen: z.int(),
  limit: z.int(),
});

const lineOfRefund = z.strictObject({
  n: z.int(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  quantity: milliSum,
  gross: minorAmount,
  discount: minorAmount,
  tax: minorAmount,
  amount: minorAmount,
});

const backOfRefund = z.strictObject({
  number: z.string(),
  n: z.int(),
  method: z.enum(TENDER_METHODS),
  way: z.enum(REFUND_WAYS),
  /** Why not the way it came; null for original. */
  reason: z.string().nullable(),
  amount: minorAmount,
  /** The day the customer has it at the latest, if it were paid today. */
  arrives: dateText,
});

/** What the lines asked for come to. total = amount − fee + rounding. */
const sums = {
  /** Σ lines after their discounts, before the fee. */
  amount: minorAmount,
  fee: minorAmount,
  /** Rounded away now (≤ 0), or given back of what was rounded away before (> 0). */
  rounding: minorAmount,
  total: minorAmount,
  /** Taken off because what is kept no longer merits a threshold discount or a package (> 0), or given back of it (< 0). */
  difference: minorAmount,
};

export const refundOutcome = z.strictObject({
  ...sums,
  lines: z.array(lineOfRefund),
  backs: z.array(backOfRefund),
  refusals: z.array(policyRefusal),
  risk: z.array(riskFound),
  verdict: z.enum(RISK_VERDICTS),
  /** Empty: approved by rule. */
  levels: z.array(neededLevel),
  /** Lines that wait for the department's word. */
  awaitsUse: z.array(z.int()),
  /** What a second person types as well. */
  secondEntry: z.strictObject({ payee: z.boolean(), amount: z.boolean() }),
  documents: z.array(z.string()),
  arrives: dateText,
  isLast: z.boolean(),
});
export type RefundOutcome = z.infer<typeof refundOutcome>;

export const payoutView = z.strictObject({
  n: z.int(),
  method: z.enum(TENDER_METHODS),
  way: z.enum(REFUND_WAYS),
  amount: minorAmount,
  state: z.enum(PAYOUT_STATES),
  /** The payout this one takes the place of. */
  replaces: z.int().nullable(),
  replacedBy: z.int().nullable(),
  /** The original payment's own number, by which a channel finds it. */
  original: z.string().nullable(),
  /** Its number with the bank or the channel. */
  reference: z.string().nullable(),
  /** Document O; null while unpaid. */
  document: z.string().nullable(),
  /** The batch it was sent to the bank with. */
  batch: z.string().nullable(),
  /** The number under which the bank says that this money has left although it was taken for failed: nothing is paid again. */
  saidPaid: z.string().nullable(),
  steps: z.array(
    z.strictObject({
      step: z.enum(PAYOUT_STEPS),
      at: z.int(),
      by: z.string(),
      reference: z.string().nullable(),
      text: z.string().nullable(),
    }),
  ),
});
export type PayoutView = z.infer<typeof payoutView>;

export const decisionView = z.strictObject({
  level: z.enum(LEVEL_NAMES),
  verdict: z.enum(['approved', 'rejected', 'returned', 'withdrawn']),
  by: z.string(),
  /** In whose place, when delegated. */
  inPlaceOf: z.string().nullable(),
  /** Overdue, and decided by a level above. */
  escalated: z.boolean(),
  at: z.int(),
  opinion: z.string().nullable(),
  /** ms since the case came to this level. */
  took: z.int(),
});

export const caseView = z.strictObject({
  number: z.string(),
  of: refundOf,
  state: z.enum(CASE_STATES),
  version: z.int(),
  appliedAt: z.int(),
  appliedBy: z.string(),
  /** ms since it came to this state. */
  since: z.int(),
  overdue: z.boolean(),
  /** Whom it waits for now; null when nobody. */
  waitsFor: z.enum(['department', 'secondEntry', 'level', 'applicant', 'payout', 'customer']).nullable(),
  customer: who.nullable(),
  receipt: z.string().nullable(),
  /** Document F: the red slip; null until approved. */
  document: z.string().nullable(),
  reason: z.string(),
  text: z.string().nullable(),
  askedBy: z.string(),
  relation: z.enum(REFUND_RELATIONS),
  channel: z.enum(REFUND_CHANNELS),
  originalIsBack: z.boolean(),
  ...sums,
  lines: z.array(lineOfRefund),
  backs: z.array(backOfRefund.omit({ arrives: true })),
  papers: z.array(z.strictObject({ name: z.string(), attachment: z.string().nullable() })),
  payee: z.strictObject({ name: z.string(), bank: z.string(), account: z.string(), agreed: z.boolean() }).nullable(),
  levels: z.array(neededLevel),
  /** The request an approval window is opened with; null unless a level is to decide. */
  request: z.uuid().nullable(),
  decisions: z.array(decisionView),
  risk: z.array(riskFound),
  verdict: z.enum(RISK_VERDICTS),
  secondEntry: z.strictObject({ payee: z.boolean(), amount: z.boolean(), differs: z.array(z.enum(ENTRY_FIELDS)) }),
  payouts: z.array(payoutView),
  /** 冲红重开: what was issued for what remains of its receipt; null where nothing was. */
  reissue: z.strictObject({ number: z.string(), replacement: z.string() }).nullable(),
  steps: z.array(
    z.strictObject({
      step: z.enum(['applied', ...CASE_STEPS]),
      to: z.enum(CASE_STATES),
      at: z.int(),
      by: z.string(),
      text: z.string().nullable(),
      /** ms it stood in the state before. */
      after: z.int(),
    }),
  ),
});
export type CaseView = z.infer<typeof caseView>;

/** One row of a queue. */
export const caseRow = z.strictObject({
  number: z.string(),
  of: refundOf,
  state: z.enum(CASE_STATES),
  total: minorAmount,
  customer: who.nullable(),
  appliedAt: z.int(),
  appliedBy: z.string(),
  since: z.int(),
  overdue: z.boolean(),
  waitsFor: caseView.shape.waitsFor,
  level: z.enum(LEVEL_NAMES).nullable(),
  verdict: z.enum(RISK_VERDICTS),
  request: z.uuid().nullable(),
  /** Whether the asking person may decide on it now, by right and by having no part in it. */
  mine: z.boolean(),
  /** In whose place they would; null: by a right of their own, or not at all. */
  inPlaceOf: z.string().nullable(),
  /** Whether they would because the level itself is overdue. */
  escalated: z.boolean(),
  /** Whether they could decide it together with others by one signature (the office’s `togetherUpTo`). */
  together: z.boolean(),
  /** ms until the level is overdue, below zero once it is, by the ledger's clock; null: nothing is to be decided. */
  dueIn: z.int().nullable(),
  /** Who could decide it now, or must correct it, by name; empty where it is nobody's in person. */
  who: z.array(z.string()),
});
export type CaseRow = z.infer<typeof caseRow>;

/** Somebody as the others know them. */
export const named = z.strictObject({ username: z.string(), name: z.string() });

/** replaced: something was said of these two people later. ended: taken back, which is a row of its own. */
export const DELEGATION_STATES = ['now', 'planned', 'over', 'replaced', 'ended'] as const;

export const delegationView = z.strictObject({
  n: z.int(),
  from: named,
  to: named,
  fromDate: dateText,
  untilDate: dateText,
  reason: z.string(),
  at: z.int(),
  state: z.enum(DELEGATION_STATES),
  /** What whoever gave it may decide, and so the deputy. */
  levels: z.array(z.enum(LEVEL_NAMES)),
  /** The asking person's part in it. */
  part: z.enum(['giver', 'deputy', 'none']),
});
export type DelegationView = z.infer<typeof delegationView>;
