// The papers of cash, on the counter's printer by its own rules.
import type { PrintMark } from '../../core/contract/receipt-view.ts';
import { cashLayout } from '../../core/documents/cash-layout.ts';
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { readCashDocument } from '../readers/read-cash.ts';
import type { PaperOrder } from './paper-order.ts';

interface MarkRow {
  readonly number: string;
  readonly n: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}

const MARK = `
  SELECT d.number, m.n, m.at, p.name AS "by", m.reason FROM print_mark m JOIN document d ON d.seq = m.document_seq
    JOIN person p ON p.id = m.person_id WHERE m.job = ?`;

/** The paper of print job `jobId` of a document of cash; the job must exist. */
export function cashOrder(ledger: Ledger, jobId: string, locale: PaperLocale): PaperOrder {
  const row = ledger.one<MarkRow>(MARK, jobId);
  if (!row) throw new Error(`print job ${jobId} does not exist`);
  const view = readCashDocument(ledger, row.number);
  const { n, at, by } = row;
  const mark: PrintMark = n === 1 ? { kind: 'original' } : { kind: 'copy', n: n - 1, at, by, reason: row.reason ?? '' };
  const set = settingOn(ledger, 'paper', ledger.businessDate());
  return {
    jobId,
    businessDate: view.businessDate,
    fileName: `${view.number}${n === 1 ? '' : `-copy-${n - 1}`}.pdf`,
    layout: cashLayout(view, mark, locale),
    printer: {
      ...{ name: set.printer, media: 'A5', copies: 1, slowAfterMs: set.slowAfter * 1000 },
      send: set.silent && set.auto,
    },
  };
}
