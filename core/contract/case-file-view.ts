// What whoever decides on a refund sees of it, read by the ledger from its own rows: the case, the receipt it is of, what
// the departments said, and how often this cashier refunds. Amounts in minor units, times in ms since 1970 (UTC).
import { z } from 'zod';
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { CASE_STATES } from '../refund/case-state.ts';
import { USE_KINDS } from '../refund/refund-words.ts';
import { caseView, refundableView } from './refund-view.ts';
import { dateText, milliSum, minorAmount } from './scalars.ts';

/** Another case, newest first; this one is not among them. */
const pastCase = z.strictObject({
  number: z.string(),
  at: z.int(),
  total: minorAmount,
  state: z.enum(CASE_STATES),
  reason: z.string(),
  by: z.string(),
});
export type PastCase = z.infer<typeof pastCase>;

export const caseFile = z.strictObject({
  case: caseView,
  totals: refundableView.shape.totals,
  /** Null for money held. */
  receipt: z
    .strictObject({
      number: z.string(),
      businessDate: dateText,
      postedAt: z.int(),
      cashier: z.string(),
      total: minorAmount,
      rounding: minorAmount,
      tenders: z.array(
        z.strictObject({ method: z.enum(TENDER_METHODS), amount: minorAmount, reference: z.string().nullable() }),
      ),
    })
    .nullable(),
  /** Of the customer, masked. */
  idNumber: z.string().nullable(),
  confirmed: z.array(
    z.strictObject({
      name: z.string(),
      quantity: milliSum,
      kind: z.enum(USE_KINDS),
      department: z.string(),
      at: z.int(),
      by: z.string(),
    }),
  ),
  /** What the customer has asked back before, within a year, whoever it was merged with; null where nobody is named. */
  customerPast: z
    .strictObject({ refunds: z.int(), refunded: minorAmount, open: z.int(), cases: z.array(pastCase) })
    .nullable(),
  /** Of whoever applied, in the last 31 days: what they posted, took back, corrected, printed again, and asked back. */
  applicant: z.strictObject({
    name: z.string(),
    receipts: z.int(),
    voids: z.int(),
    corrections: z.int(),
    reprints: z.int(),
    refunds: z.int(),
    refunded: minorAmount,
    rejected: z.int(),
    cases: z.array(pastCase),
  }),
  utcOffsetMinutes: z.int(),
});
export type CaseFile = z.infer<typeof caseFile>;
