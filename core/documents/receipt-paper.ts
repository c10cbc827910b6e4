// Which layout a receipt gets: one per kind of paper, all from the same posted facts.
import type { PrintMark, ReceiptView } from '../contract/receipt-view.ts';
import type { DocumentLayout } from './document-layout.ts';
import { receiptLayout } from './receipt-layout.ts';
import type { PaperLocale } from './receipt-words.ts';
import type { SealPicture } from './seal-picture.ts';
import { slipLayout } from './slip-layout.ts';

/** The papers a receipt can be printed on. */
export const RECEIPT_PAPERS = ['A5', '80mm'] as const;
export type ReceiptPaperSize = (typeof RECEIPT_PAPERS)[number];

export interface ReceiptPrint {
  readonly locale: PaperLocale;
  readonly paper: ReceiptPaperSize;
  readonly seal: SealPicture | null;
  /** Number pre-printed on the sheet; null where the paper is blank. */
  readonly stock: string | null;
  readonly contact?: { readonly address: string | null; readonly phone: string | null } | null;
  readonly footer?: string | null;
}

/** The layout of a receipt on the paper asked for. RangeError as for each of them. */
export function receiptPaper(view: ReceiptView, mark: PrintMark, print: ReceiptPrint): DocumentLayout {
  const { locale, seal, stock, paper, contact = null, footer = null } = print;
  const shared = { locale, seal, stock, contact, footer };
  if (paper === 'A5') return receiptLayout(view, mark, { ...shared, paper });
  return slipLayout(view, mark, { ...shared, paper });
}
