// What may follow a receipt within the shift: voided whole 当班作废, or one tender booked to the right way to pay 更正支付方式.
import { z } from 'zod';
import { correctionSubject, voidSubject } from '../approval-subjects.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { RECEIPT_PAPERS } from '../../documents/receipt-paper.ts';
import { procedure } from '../procedure.ts';
import { correctionView, receiptStanding, voidView } from '../receipt-standing.ts';
import { operationId, tenderReference, typedText } from '../scalars.ts';

const documentNumber = z.string().min(1).max(60);
const approval = z.uuid().nullable();
const { kind: _void, ...voidInput } = voidSubject.shape;
const { kind: _correction, ...correctionInput } = correctionSubject.shape;

const RECEIPT_ERRORS = [
  'UNKNOWN_RECEIPT',
  'RECEIPT_VOIDED',
  'RECEIPT_REFUNDED',
  'RECEIPT_EXCHANGED',
  'RECEIPT_FROZEN',
  'NO_OPEN_SHIFT',
  'SHIFT_SUSPENDED',
  'DAY_CLOSED',
  'AMOUNT_OUT_OF_RANGE',
  'CASH_SHORT',
  'CARD_NUMBER_NOT_ALLOWED',
  'DISK_FULL',
] as const;

export const followUpProcedures = {
  'receipt.standing': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary: 'What became of a receipt: voided, corrected, and how its tenders stand now.',
    input: z.strictObject({ number: documentNumber }),
    output: receiptStanding,
    errors: ['UNKNOWN_RECEIPT'],
  }),
  'receipt.void': procedure({
    kind: 'command',
    access: 'receipt.void',
    summary: 'Void a receipt of my open shift whole 当班作废: the exact mirror of everything posted for it.',
    input: z.strictObject({
      operationId,
      ...voidInput,
      /** The slip of the terminal's own reversal, per tender of the receipt; a card tender needs one. */
      reversals: z.array(z.strictObject({ n: z.int().min(1), reference: tenderReference })).max(20),
      approval,
    }),
    output: voidView,
    errors: [
      ...RECEIPT_ERRORS,
      'RECEIPT_NOT_IN_SHIFT',
      'RECEIPT_NOT_VOIDABLE',
      'CHEQUE_SETTLED',
      'LOAD_BOUNCED',
      'DEBT_PAID',
      'REASON_TEXT_REQUIRED',
      'REVERSAL_REQUIRED',
      'REVERSAL_INVALID',
      ...APPROVAL_ERRORS,
    ],
  }),
  'slip.print': procedure({
    kind: 'command',
    access: 'receipt.print',
    summary:
      'Put a void, a tender correction, a refund or the proof of payment of a lost receipt on paper: the first time the original, later a copy with a reason.',
    input: z.strictObject({
      operationId,
      number: documentNumber,
      locale: z.enum(['zh-CN', 'zh-TW', 'en']).optional(),
      reason: typedText(60).nullable(),
      /** Of a refund’s slip; absent: the paper the settings name. All others are on A5. */
      paper: z.enum(RECEIPT_PAPERS).optional(),
    }),
    output: z.strictObject({
      jobId: z.string(),
      number: z.string(),
      mark: z.enum(['original', 'copy']),
      copyNumber: z.int().nullable(),
    }),
    errors: ['UNKNOWN_RECEIPT', 'UNKNOWN_REFUND', 'REPRINT_REASON_REQUIRED', 'CARD_NUMBER_NOT_ALLOWED', 'DISK_FULL'],
  }),
  'tender.correct': procedure({
    kind: 'command',
    access: 'tender.correct',
    summary:
      'Book the money of one tender to the way it was really paid 更正支付方式, by a document linked to the receipt.',
    input: z.strictObject({ operationId, ...correctionInput, approval }),
    output: correctionView,
    errors: [
      ...RECEIPT_ERRORS,
      'TENDER_NOT_CORRECTABLE',
      'DRAWER_COUNTED',
      'REFERENCE_REQUIRED',
      'REFERENCE_INVALID',
      'REFERENCE_USED',
      ...APPROVAL_ERRORS,
    ],
  }),
};
