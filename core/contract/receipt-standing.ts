// What became of a receipt after it was posted: voided, or its tenders corrected. The receipt's own facts never change.
// Amounts in minor units, times in ms since 1970 (UTC).
import { z } from 'zod';
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { CORRECTABLE_METHODS } from '../receipts/tender-correction.ts';
import { VOID_REASONS } from '../receipts/void-reason.ts';
import { paperStanding } from './paper-case-view.ts';
import { dateText, minorAmount } from './scalars.ts';

/** What every document that follows a receipt says. */
const followUp = {
  number: z.string(),
  receipt: z.string(),
  businessDate: dateText,
  at: z.int(),
  utcOffsetMinutes: z.int(),
  shiftNumber: z.string(),
  cashier: z.string(),
  /** The second person; null where none was needed. */
  approver: z.string().nullable(),
};

export const voidView = z.strictObject({
  ...followUp,
  reason: z.enum(VOID_REASONS),
  text: z.string().nullable(),
  total: minorAmount,
  /** Every tender of the receipt, as it was at the void, with the slip of its reversal. */
  tenders: z.array(
    z.strictObject({
      n: z.int(),
      method: z.enum(TENDER_METHODS),
      amount: minorAmount,
      reference: z.string().nullable(),
      reversal: z.string().nullable(),
    }),
  ),
});
export type VoidView = z.infer<typeof voidView>;

export const correctionView = z.strictObject({
  ...followUp,
  /** The receipt's tender. */
  n: z.int(),
  amount: minorAmount,
  from: z.enum(CORRECTABLE_METHODS),
  to: z.enum(CORRECTABLE_METHODS),
  reference: z.string().nullable(),
  proof: z.enum(['none', 'reference', 'unverified']),
  text: z.string(),
});
export type CorrectionView = z.infer<typeof correctionView>;

/** A tender as it is now: after its last correction. */
export const tenderNow = z.strictObject({
  n: z.int(),
  method: z.enum(TENDER_METHODS),
  amount: minorAmount,
  reference: z.string().nullable(),
});
export type TenderNow = z.infer<typeof tenderNow>;

export const receiptStanding = z.strictObject({
  receipt: z.string(),
  total: minorAmount,
  tenders: z.array(tenderNow),
  voided: voidView.nullable(),
  corrections: z.array(correctionView),
  /** Whether it is of the asking person's open shift. */
  inMyShift: z.boolean(),
  /** Whether a void of it needs a second person. */
  voidNeedsApproval: z.boolean(),
  ...paperStanding,
});
export type ReceiptStanding = z.infer<typeof receiptStanding>;
