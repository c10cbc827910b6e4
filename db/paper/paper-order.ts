// What the ledger hands to whoever makes papers: a finished layout, where its file goes, and where it is printed.
// The shell and the command line take the same order; only the shell has printers.
import type { PrinterOrder } from '../../core/contract/host.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import { receiptPaper, type ReceiptPaperSize } from '../../core/documents/receipt-paper.ts';
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { paperLocale } from './paper-locale.ts';
import type { PrintJob } from './print-job.ts';

export interface PaperOrder {
  readonly jobId: string;
  /** YYYY-MM-DD, the folder the file goes in. */
  readonly businessDate: string;
  readonly fileName: string;
  readonly layout: DocumentLayout;
  readonly printer: PrinterOrder;
}

export interface PrintWish {
  /** Absent: what was set on the receipt's day. */
  readonly locale?: PaperLocale | undefined;
  /** Absent: what is set. */
  readonly paper?: ReceiptPaperSize | undefined;
  /** Whether it goes to the printer as soon as it is made; absent: what is set. */
  readonly send?: boolean | undefined;
}

/** The order of a receipt's paper. */
export function receiptOrder(ledger: Ledger, job: PrintJob, wish: PrintWish): PaperOrder {
  const { jobId, view, mark, stock, seal } = job;
  const set = settingOn(ledger, 'paper', ledger.businessDate());
  const paper = wish.paper ?? set.size;
  // How a receipt looks is what was set on its own day, so that a reprint looks as the original did.
  const { address, phone } = settingOn(ledger, 'contact', view.businessDate);
  const { line: footer } = settingOn(ledger, 'receiptFooter', view.businessDate);
  const contact = { address, phone };
  const locale = paperLocale(ledger, wish.locale, view.businessDate);
  const layout = receiptPaper(view, mark, { locale, paper, seal, stock, contact, footer });
  const suffix = mark.kind === 'original' ? '' : `-${mark.kind}-${mark.n}`;
  return {
    jobId,
    businessDate: view.businessDate,
    fileName: `${view.number}${suffix}.pdf`,
    layout,
    printer: {
      name: set.printer,
      media: paper,
      copies: set.copies,
      slowAfterMs: set.slowAfter * 1000,
      // Where a printer is asked for each time, nothing leaves on its own.
      send: set.silent && (wish.send ?? set.auto),
    },
  };
}
