// A tender as a window sends it: how much, by which way, and what that way says besides.
// Receipts and money taken in advance are paid alike, so both inputs are written with these.
import { z } from 'zod';
import { MONEY_METHODS, REFERENCE_PATTERN, TENDER_METHODS } from '../charge/tender-method.ts';
import { PAYER_CODE } from '../prepayment/payer-kind.ts';
import { amountAboveZero, typedText } from './scalars.ts';

export const reference = z.string().regex(REFERENCE_PATTERN);

const chequeDetail = z.strictObject({ of: z.literal('cheque'), bank: typedText(60), drawer: typedText(60) });

const given = { given: amountAboveZero, reference: reference.nullable() };

export const tenderGiven = z.strictObject({
  method: z.enum(TENDER_METHODS),
  ...given,
  detail: z
    .discriminatedUnion('of', [
      chequeDetail,
      z.strictObject({ of: z.literal('payer'), code: z.string().regex(PAYER_CODE) }),
      z.strictObject({ of: z.literal('prepayment'), kind: z.string().regex(PAYER_CODE) }),
    ])
    .optional(),
});

/** What loads a prepayment or a deposit: money only, never a debt and never another balance. */
export const moneyGiven = z.strictObject({
  method: z.enum(MONEY_METHODS),
  ...given,
  detail: chequeDetail.optional(),
});

/** A part of a prepayment that goes back: out of which load, and how much. A card needs the reference of its refund slip. */
export const returnPart = z.strictObject({
  load: z.string().min(1).max(60),
  n: z.int().min(1).max(99),
  amount: amountAboveZero,
  reference: reference.nullable(),
});
