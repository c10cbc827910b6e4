// What a customer's paper is written in: the language of the window is its cashier's, the paper is the organisation's.
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';

/** The language that was asked for this one paper, else the one set on the day it belongs to (YYYY-MM-DD). */
export function paperLocale(ledger: Ledger, asked: PaperLocale | undefined, businessDate: string): PaperLocale {
  return asked ?? settingOn(ledger, 'receiptLocale', businessDate).locale;
}
