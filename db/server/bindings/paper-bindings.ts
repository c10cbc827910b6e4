// Binds what is printed, numbered, linked or kept as a file.
import { boardOrder } from '../../paper/board-order.ts';
import { receiptOrder } from '../../paper/paper-order.ts';
import { readPrintJob } from '../../paper/print-job.ts';
import { readSheets } from '../../readers/read-sheets.ts';
import { readStock } from '../../readers/read-stock.ts';
import { forgetAttachment, stageAttachment } from '../../attachments/staged-attachments.ts';
import { attachmentKeep } from '../../use-cases/keep-attachment.ts';
import { attachmentPart, openAttachment } from '../../use-cases/open-attachment.ts';
import { receiptExchangeCommand } from '../../use-cases/exchange-receipt.ts';
import { receiptFreeze } from '../../use-cases/freeze-receipt.ts';
import { lossRegister } from '../../use-cases/register-loss.ts';
import { readLossRegister } from '../../readers/read-paper-cases.ts';
import { invoiceRecord } from '../../use-cases/record-invoice.ts';
import { receiptSpoil } from '../../use-cases/spoil-sheet.ts';
import { stockWriteOff } from '../../use-cases/write-off-stock.ts';
import { stockSpoil, stockTake } from '../../use-cases/take-stock.ts';
import { receiptPrint } from '../../use-cases/print-receipt.ts';
import { command, handler, personOf, type AllBindings } from './binding.ts';

export const paperBindings = {
  'receipt.print': command<'receipt.print'>(
    receiptPrint,
    ['receipts', 'stock'],
    ({ ledger, print }, { locale, paper, send }, { jobId }) =>
      print(receiptOrder(ledger(), readPrintJob(ledger(), jobId), { locale, paper, send })),
  ),
  'receipt.spoil': command<'receipt.spoil'>(
    receiptSpoil,
    ['receipts', 'stock'],
    ({ ledger, print }, { again }, { printed }) => {
      if (again !== null && printed !== null)
        print(receiptOrder(ledger(), readPrintJob(ledger(), printed.jobId), { ...again, send: again.send ?? true }));
    },
  ),
  'receipt.exchange': command<'receipt.exchange'>(receiptExchangeCommand, ['receipts', 'shift', 'stock']),
  'receipt.freeze': command<'receipt.freeze'>(receiptFreeze, ['receipts', 'refunds']),
  'receipt.registerLoss': command<'receipt.registerLoss'>(
    lossRegister,
    ['receipts', 'stock'],
    ({ ledger, print }, { locale, paper }, { printed }) => {
      if (printed !== null) print(receiptOrder(ledger(), readPrintJob(ledger(), printed.jobId), { locale, paper }));
    },
  ),
  'receipt.losses': handler<'receipt.losses'>(({ ledger }, { before, limit }) =>
    readLossRegister(ledger(), before, limit),
  ),
  'receipt.sheets': handler<'receipt.sheets'>(({ ledger }, { number }) => readSheets(ledger(), number)),
  'invoice.record': command<'invoice.record'>(invoiceRecord, ['receipts']),
  'tariff.board': handler<'tariff.board'>(({ ledger, print }, wish) => {
    const { order, items, date } = boardOrder(ledger(), wish);
    print(order);
    return { jobId: order.jobId, date, items };
  }),
  'stock.state': handler<'stock.state'>((parts) => readStock(parts.ledger(), personOf(parts))),
  'stock.take': command<'stock.take'>(stockTake, ['stock']),
  'stock.writeOff': command<'stock.writeOff'>(stockWriteOff, ['stock']),
  'stock.spoil': command<'stock.spoil'>(stockSpoil, ['stock']),
  'attachment.stage': handler<'attachment.stage'>((parts, input) =>
    stageAttachment(parts.ledger(), personOf(parts), input),
  ),
  'attachment.keep': command<'attachment.keep'>(attachmentKeep, [], (parts, { file }, { attachment }) => {
    forgetAttachment(parts.ledger(), personOf(parts), file);
    parts.ledger().attachments.settle(attachment);
  }),
  'attachment.open': handler<'attachment.open'>((parts, { attachment }) =>
    openAttachment(parts.ledger(), personOf(parts), attachment),
  ),
  'attachment.part': handler<'attachment.part'>((parts, { attachment, part }) =>
    attachmentPart(parts.ledger(), personOf(parts), attachment, part),
  ),
} satisfies Partial<AllBindings>;
