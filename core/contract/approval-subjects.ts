// What the till may ask an approval for: per kind the input that the later command carries, without operation id and
// approval. The ledger reads everything else from its own rows.
import { z } from 'zod';
import { VOID_REASONS } from '../receipts/void-reason.ts';
import { typedText } from './scalars.ts';

const documentNumber = z.string().min(1).max(60);

/** 当班作废 of one receipt: as in `receipt.void`. */
export const voidSubject = z.strictObject({
  kind: z.literal('void'),
  receipt: documentNumber,
  reason: z.enum(VOID_REASONS),
  /** In words; `other` needs them. */
  text: typedText(200).nullable(),
});
export type VoidSubject = z.infer<typeof voidSubject>;

/** 冻结 or letting go of one customer: as in `customer.freeze`. */
export const customerFreezeSubject = z.strictObject({
  kind: z.literal('customerFreeze'),
  number: z.string().min(1).max(20),
  frozen: z.boolean(),
  reason: typedText(100),
});
export type CustomerFreezeSubject = z.infer<typeof customerFreezeSubject>;

export const approvalSubject = z.discriminatedUnion('kind', [voidSubject, customerFreezeSubject]);
export type ApprovalSubject = z.infer<typeof approvalSubject>;
/** The kinds that can be asked for. */
export type SubjectKind = ApprovalSubject['kind'];
