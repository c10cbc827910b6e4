// Paper 票据: spoiled sheets printed again, pre-printed stock taken into use, and the e-invoice a receipt is linked with.
import { z } from 'zod';
import { RECEIPT_PAPERS } from '../../documents/receipt-paper.ts';
import { INVOICE_KINDS, INVOICE_STATUSES } from '../../invoice/invoice-state.ts';
import { SPOIL_REASONS } from '../../stock/spoil-reason.ts';
import { STOCK_KINDS } from '../../stock/stock-number.ts';
import { procedure } from '../procedure.ts';
import { dateText, operationId, sheetNumber, typedText, username } from '../scalars.ts';
import { APPROVAL_ERRORS } from '../errors.ts';
import { printedPaper } from './charge.ts';

const receiptNumber = z.string().min(1).max(60);
const locale = z.enum(['zh-CN', 'zh-TW', 'en']);
const spoiled = { reason: z.enum(SPOIL_REASONS), note: typedText(60).nullable() };

const sheet = z.strictObject({
  /** Which print of the receipt it is, from 1. */
  n: z.int(),
  kind: z.enum(['original', 'copy', 'replacement']),
  copyNumber: z.int().nullable(),
  at: z.int(),
  by: z.string(),
  reason: z.string().nullable(),
  stock: z.string().nullable(),
  spoiled: z
    .strictObject({ at: z.int(), by: z.string(), reason: z.enum(SPOIL_REASONS), note: z.string().nullable() })
    .nullable(),
});
export type SheetView = z.infer<typeof sheet>;

const invoiceStep = z.strictObject({
  n: z.int(),
  status: z.enum(INVOICE_STATUSES),
  kind: z.enum(INVOICE_KINDS),
  code: z.string().nullable(),
  number: z.string().nullable(),
  note: z.string().nullable(),
  at: z.int(),
  by: z.string(),
});
export type InvoiceStep = z.infer<typeof invoiceStep>;

export const invoiceView = z.strictObject({
  status: z.enum(INVOICE_STATUSES),
  /** Oldest first. */
  steps: z.array(invoiceStep),
  /** Other receipts this very invoice was recorded for: one invoice may cover several. */
  alsoOn: z.array(z.string()),
});
export type InvoiceView = z.infer<typeof invoiceView>;

const segment = z.strictObject({
  id: z.int(),
  kind: z.enum(STOCK_KINDS),
  first: z.string(),
  last: z.string(),
  takenBy: z.string(),
  handedOutBy: z.string(),
  at: z.int(),
  note: z.string().nullable(),
  /** The sheet that comes next; null when the segment is used up, and for booklets, which have no order. */
  next: z.string().nullable(),
  left: z.int(),
  used: z.int(),
  spoiled: z.int(),
  voided: z.int(),
  writtenOff: z.int(),
});
export type StockSegmentView = z.infer<typeof segment>;

const shiftRange = z.strictObject({
  first: z.string(),
  last: z.string(),
  used: z.int(),
  spoiled: z.int(),
});

export const paperProcedures = {
  'receipt.spoil': procedure({
    kind: 'command',
    access: 'receipt.print',
    summary:
      'Say that a printed sheet is spoiled 废票, and print it again if wanted: a spoiled original is replaced by an original, a spoiled copy by a copy.',
    input: z.strictObject({
      operationId,
      number: receiptNumber,
      /** Which sheet; null: the last one printed. */
      sheet: z.int().min(1).max(10_000).nullable(),
      ...spoiled,
      /** How the new sheet is made; `send` false: it waits to be sent to a printer. */
      again: z
        .strictObject({
          locale: locale.optional(),
          paper: z.enum(RECEIPT_PAPERS).optional(),
          send: z.boolean().optional(),
        })
        .nullable(),
    }),
    output: z.strictObject({ sheet: z.int(), stock: z.string().nullable(), printed: printedPaper.nullable() }),
    errors: [
      'UNKNOWN_RECEIPT',
      'RECEIPT_EXCHANGED',
      'RECEIPT_NOT_PRINTED',
      'SHEET_SPOILED',
      'REASON_TEXT_REQUIRED',
      'CARD_NUMBER_NOT_ALLOWED',
    ],
  }),
  'receipt.sheets': procedure({
    kind: 'query',
    access: 'receipt.read',
    summary:
      'Every sheet a receipt was printed on, with its stock number and whether it is spoiled; and its e-invoice.',
    input: z.strictObject({ number: receiptNumber }),
    output: z.strictObject({ sheets: z.array(sheet), invoice: invoiceView }),
    errors: ['UNKNOWN_RECEIPT'],
  }),
  'invoice.record': procedure({
    kind: 'command',
    access: 'invoice.record',
    summary: 'Record a step of the e-invoice of a receipt: requested, issued with its numbers, or red-lettered.',
    input: z.strictObject({
      operationId,
      number: receiptNumber,
      status: z.enum(INVOICE_STATUSES),
      kind: z.enum(INVOICE_KINDS),
      code: z
        .string()
        .regex(/^\d{1,20}$/)
        .nullable(),
      invoiceNumber: z
        .string()
        .regex(/^\d{1,20}$/)
        .nullable(),
      note: typedText(100).nullable(),
    }),
    output: invoiceView,
    errors: ['UNKNOWN_RECEIPT', 'RECEIPT_EXCHANGED', 'INVOICE_STATUS', 'INVOICE_NUMBER', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'tariff.board': procedure({
    kind: 'query',
    access: 'tariff.read',
    summary: 'Make the public tariff board 公示 of a date (null: today) as a paper. It is made after the answer.',
    input: z.strictObject({ date: dateText.nullable(), paper: z.enum(['A4', 'A3']), locale }),
    output: z.strictObject({ jobId: z.string(), date: z.string(), items: z.int() }),
    errors: [],
  }),
  'stock.state': procedure({
    kind: 'query',
    access: 'stock.read',
    summary: 'The segments in use, the next sheet, how many are left, and the numbers of my open shift.',
    input: z.strictObject({}),
    output: z.strictObject({
      /** Text of the sheet that is printed on next; null: no numbered paper is in use, or none is left. */
      next: z.string().nullable(),
      left: z.int(),
      /** Fewer left than the setting asks for. */
      alarm: z.boolean(),
      shift: shiftRange.nullable(),
      segments: z.array(segment),
    }),
    errors: [],
  }),
  'stock.take': procedure({
    kind: 'command',
    access: 'stock.write',
    summary: 'Take a segment of numbered paper into use 领用, from its first to its last sheet.',
    input: z.strictObject({
      operationId,
      kind: z.enum(STOCK_KINDS),
      first: sheetNumber,
      last: sheetNumber,
      takenBy: username,
      note: typedText(60).nullable(),
    }),
    output: segment,
    errors: ['STOCK_RANGE', 'STOCK_TAKEN', 'UNKNOWN_USER', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
  'stock.writeOff': procedure({
    kind: 'command',
    access: 'stock.write',
    summary: 'Write off 核销 a range of sheets that were never used, with an approval.',
    input: z.strictObject({
      operationId,
      first: sheetNumber,
      last: sheetNumber,
      reason: typedText(100),
      approval: z.uuid().nullable(),
    }),
    output: segment,
    errors: ['STOCK_RANGE', 'STOCK_NOT_TAKEN', 'STOCK_SPENT', 'CARD_NUMBER_NOT_ALLOWED', ...APPROVAL_ERRORS],
  }),
  'stock.spoil': procedure({
    kind: 'command',
    access: 'receipt.print',
    summary: 'Say that the next sheets, up to and with this one, were spoiled before anything was printed on them.',
    input: z.strictObject({ operationId, last: sheetNumber, ...spoiled }),
    output: z.strictObject({ spoiled: z.int(), next: z.string().nullable() }),
    errors: ['STOCK_NOT_NEXT', 'REASON_TEXT_REQUIRED', 'CARD_NUMBER_NOT_ALLOWED'],
  }),
};
