// X and Z reports and the sheet of a day as orders for whoever makes papers. They are made when asked for and belong to
// nobody's number: a Z report read again is the same, so there is no original and no copy of it.
import { randomUUID } from 'node:crypto';
import type { DaySheet } from '../../core/contract/day-sheet.ts';
import type { TillReport } from '../../core/contract/till-report.ts';
import { daySheetLayout } from '../../core/documents/day-sheet-layout.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import { reportLayout } from '../../core/documents/report-layout.ts';
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import type { PaperOrder } from './paper-order.ts';

/** The order of a report's paper: A5 to the receipts' printer, A4 to that of lists. */
export function reportOrder(ledger: Ledger, report: TillReport, locale: PaperLocale): PaperOrder {
  const name = report.of === 'shift' ? report.number : report.businessDate;
  return order(ledger, report.businessDate, `${report.kind}-${name}.pdf`, reportLayout(report, locale));
}

/** The order of the paper of a day's sheet. */
export function sheetOrder(ledger: Ledger, sheet: DaySheet, locale: PaperLocale): PaperOrder {
  return order(ledger, sheet.businessDate, `day-${sheet.businessDate}.pdf`, daySheetLayout(sheet, locale));
}

function order(ledger: Ledger, businessDate: string, fileName: string, layout: DocumentLayout): PaperOrder {
  const today = ledger.businessDate();
  const small = layout.paper === 'A5';
  const printer = small ? settingOn(ledger, 'paper', today).printer : settingOn(ledger, 'listPaper', today).printer;
  return {
    jobId: randomUUID(),
    businessDate,
    fileName,
    layout,
    printer: { name: printer, media: small ? 'A5' : 'A4', copies: 1, slowAfterMs: 60_000, send: false },
  };
}
