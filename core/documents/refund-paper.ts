// Which layout a refund slip gets: one per kind of paper, both from the same posted facts.
// The papers are those of receipts, because the printer is.
import type { PrintMark } from '../contract/receipt-view.ts';
import type { DocumentLayout } from './document-layout.ts';
import type { ReceiptPaperSize } from './receipt-paper.ts';
import type { PaperLocale } from './receipt-words.ts';
import { refundRollLayout } from './refund-roll-layout.ts';
import { type RefundSlip, refundSlipLayout } from './refund-slip-layout.ts';

/** The layout of a refund slip on the paper asked for. */
export function refundPaper(
  slip: RefundSlip,
  mark: PrintMark,
  { locale, paper }: { readonly locale: PaperLocale; readonly paper: ReceiptPaperSize },
): DocumentLayout {
  return paper === 'A5' ? refundSlipLayout(slip, mark, locale) : refundRollLayout(slip, mark, locale);
}
