// What became of a receipt's paper: exchanged for another one, lost, or damaged. Amounts in minor units, times in ms since
// 1970 (UTC).
import { z } from 'zod';
import { EXCHANGE_FAULTS, EXCHANGE_REASONS } from '../receipts/exchange-rule.ts';
import { LOSS_IDENTIFIED, LOSS_KINDS } from '../receipts/loss-rule.ts';
import { dateText, minorAmount } from './scalars.ts';

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

/** Part of a receipt's standing. */
export const paperStanding = {
  /** Of the receipt itself: what it was exchanged for. */
  exchanged: exchangeView.nullable(),
  /** What it took the place of. */
  replaces: exchangeView.nullable(),
  /** Oldest first. */
  losses: z.array(lossView),
  /** Why it cannot be exchanged; null when it can, or stands no more. */
  exchangeBlockedBy: z.enum(EXCHANGE_FAULTS).nullable(),
};
