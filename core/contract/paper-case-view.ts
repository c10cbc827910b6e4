// What became of a receipt's paper: exchanged for another one, lost, or damaged. Amounts in minor units, times in ms since
// 1970 (UTC).
import { z } from 'zod';
import { EXCHANGE_FAULTS, EXCHANGE_REASONS } from '../receipts/exchange-rule.ts';
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { REISSUE_FAULTS } from '../receipts/reissue-rule.ts';
import { LOSS_IDENTIFIED, LOSS_KINDS } from '../receipts/loss-rule.ts';
import { dateText, milliSum, minorAmount } from './scalars.ts';

/** 换票: the red document `number` took `receipt` back, `replacement` took its place. */
export const exchangeView = z.strictObject({
  number: z.string(),
  receipt: z.string(),
  replacement: z.string(),
  payerBefore: z.string().nullable(),
  payer: z.string(),
  reason: z.enum(EXCHANGE_REASONS),
  text: z.string().nullable(),
  total: minorAmount,
  businessDate: dateText,
  at: z.int(),
  utcOffsetMinutes: z.int(),
  cashier: z.string(),
  approver: z.string(),
});
export type ExchangeView = z.infer<typeof exchangeView>;

/** 遗失/损坏补办, a row of the register. */
export const lossView = z.strictObject({
  number: z.string(),
  receipt: z.string(),
  kind: z.enum(LOSS_KINDS),
  reportedBy: z.string(),
  identified: z.enum(LOSS_IDENTIFIED),
  note: z.string().nullable(),
  attachment: z.string().nullable(),
  businessDate: dateText,
  at: z.int(),
  utcOffsetMinutes: z.int(),
  cashier: z.string(),
});
export type LossView = z.infer<typeof lossView>;

/** 冲红重开: the red document `number` took back what remained of `receipt`, `replacement` stands for it. */
export const reissueView = z.strictObject({
  number: z.string(),
  receipt: z.string(),
  replacement: z.string(),
  /** The refund after which it was done. */
  case: z.string(),
  total: minorAmount,
  /** The red slips that took the rest of it, oldest first. */
  slips: z.array(z.strictObject({ number: z.string(), total: minorAmount })),
  businessDate: dateText,
  at: z.int(),
  utcOffsetMinutes: z.int(),
  shiftNumber: z.string(),
  cashier: z.string(),
});
export type ReissueView = z.infer<typeof reissueView>;

/** What would remain of a receipt, or why no receipt can stand for it. */
export const remaining = z.strictObject({
  receipt: z.string(),
  /** Whether there is a paper to take back. */
  printed: z.boolean(),
  blockedBy: z.enum(REISSUE_FAULTS).nullable(),
  /** Empty where it is blocked. */
  lines: z.array(
    z.strictObject({ n: z.int(), name: z.string(), unit: z.string(), quantity: milliSum, amount: minorAmount }),
  ),
  tenders: z.array(z.strictObject({ method: z.enum(TENDER_METHODS), amount: minorAmount })),
  total: minorAmount,
  /** What it was reissued as already. */
  reissued: reissueView.nullable(),
});
export type Remaining = z.infer<typeof remaining>;

/** 冻结: by whose word nothing of a receipt moves now, and why. */
export const receiptFrozen = z.strictObject({ reason: z.string(), by: z.string(), at: z.int() });

/** Part of a receipt's standing. */
export const paperStanding = {
  /** Of the receipt itself: what it was exchanged for. */
  exchanged: exchangeView.nullable(),
  /** What it took the place of. */
  replaces: exchangeView.nullable(),
  /** What it was reissued as, and what it stands for the rest of. */
  reissued: reissueView.nullable(),
  restOf: reissueView.nullable(),
  frozen: receiptFrozen.nullable(),
  /** Oldest first. */
  losses: z.array(lossView),
  /** Why it cannot be exchanged; null when it can, or stands no more. */
  exchangeBlockedBy: z.enum(EXCHANGE_FAULTS).nullable(),
};
