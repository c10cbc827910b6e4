// What whoever decides on a refund sees of it, read by the ledger from its own rows: the case, the receipt it is of, what
// the departments said, and how often this cashier refunds. Amounts in minor units, times in ms since 1970 (UTC).
import { z } from 'zod';
import { TENDER_METHODS } from '../charge/tender-method.ts';
import { USE_KINDS } from '../refund/refund-words.ts';
import { caseView, refundableView } from './refund-view.ts';
import { dateText, milliSum, minorAmount } from './scalars.ts';

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
  /** Of whoever applied, in the last 31 days: applications, and receipts posted. */
  applicant: z.strictObject({ refunds: z.int(), receipts: z.int() }),
  utcOffsetMinutes: z.int(),
});
export type CaseFile = z.infer<typeof caseFile>;
