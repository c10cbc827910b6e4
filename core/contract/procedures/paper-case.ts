// What may become of a receipt's paper: 换票 to another payer, and the register of lost and damaged ones 遗失/损坏补办.
import { z } from 'zod';
import { RECEIPT_PAPERS } from '../../documents/receipt-paper.ts';
import { LOSS_IDENTIFIED, LOSS_KINDS } from '../../receipts/loss-rule.ts';
import { exchangeSubject, receiptFreezeSubject } from '../approval-subjects.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { exchangeView, lossView, receiptFrozen } from '../paper-case-view.ts';
import { procedure } from '../procedure.ts';
import { operationId, typedText } from '../scalars.ts';
import { attachmentId } from './attachment.ts';
import { printedPaper } from './charge.ts';

const { kind: _kind, ...exchangeInput } = exchangeSubject.shape;
const { kind: _freeze, ...freezeInput } = receiptFreezeSubject.shape;
const STANDING_ERRORS = ['UNKNOWN_RECEIPT', 'RECEIPT_VOIDED', 'RECEIPT_EXCHANGED'] as const;

export const paperCaseProcedures = {
  'receipt.exchange': procedure({
    kind: 'command',
    access: 'receipt.exchange',
    summary:
      'Make a receipt out again to another payer 换票: a red document takes it back and a new receipt takes its place, in one act; the money stays.',
    input: z.strictObject({ operationId, ...exchangeInput, approval: z.uuid().nullable() }),
    output: exchangeView,
    errors: [
      ...STANDING_ERRORS,
      'RECEIPT_FROZEN',
      'EXCHANGE_REFUSED',
      'REASON_TEXT_REQUIRED',
      'CUSTOMER_FROZEN',
      'NO_OPEN_SHIFT',
      'SHIFT_SUSPENDED',
      'DAY_CLOSED',
      'AMOUNT_OUT_OF_RANGE',
      'CARD_NUMBER_NOT_ALLOWED',
      'DISK_FULL',
      ...APPROVAL_ERRORS,
    ],
  }),
  'receipt.freeze': procedure({
    kind: 'command',
    access: 'receipt.freeze',
    summary:
      'Freeze a receipt 冻结: nothing of it is refunded, paid out, voided, exchanged, reissued or corrected until it is let go; each with a reason and an approval.',
    input: z.strictObject({ operationId, ...freezeInput, approval: z.uuid().nullable() }),
    output: z.strictObject({ receipt: z.string(), frozen: receiptFrozen.nullable() }),
    errors: [...STANDING_ERRORS, 'RECEIPT_FREEZE_SAME', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL', ...APPROVAL_ERRORS],
  }),
  'receipt.registerLoss': procedure({
    kind: 'command',
    access: 'receipt.registerLoss',
    summary:
      'Register a receipt whose paper is lost 遗失 (a proof of payment follows, and the paper is good for nothing any more) or damaged 损坏 (it is taken back, and a copy with the register’s number is printed).',
    input: z.strictObject({
      operationId,
      receipt: z.string().min(1).max(60),
      kind: z.enum(LOSS_KINDS),
      reportedBy: typedText(60),
      identified: z.enum(LOSS_IDENTIFIED),
      /** In words; `other` needs them. */
      note: typedText(200).nullable(),
      attachment: attachmentId.nullable(),
      /** What is left of a damaged paper lies on the desk. */
      originalBack: z.boolean(),
      /** How the copy in place of a damaged one is made. */
      locale: z.enum(['zh-CN', 'zh-TW', 'en']).optional(),
      paper: z.enum(RECEIPT_PAPERS).optional(),
    }),
    /** `printed`: the copy of a damaged one; the proof for a lost one is printed by `slip.print` with the register's number. */
    output: z.strictObject({ loss: lossView, printed: printedPaper.nullable() }),
    errors: [
      ...STANDING_ERRORS,
      'LOSS_REFUSED',
      'REASON_TEXT_REQUIRED',
      'UNKNOWN_ATTACHMENT',
      'ATTACHMENT_IN_USE',
      'SHIFT_SUSPENDED',
      'CARD_NUMBER_NOT_ALLOWED',
      'DISK_FULL',
    ],
  }),
  'receipt.losses': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'The register of lost and damaged receipts, newest first.',
    input: z.strictObject({ before: z.string().max(40).nullable(), limit: z.int().min(1).max(100) }),
    output: z.strictObject({ losses: z.array(lossView), more: z.boolean() }),
    errors: [],
  }),
};
