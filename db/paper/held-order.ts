// The papers of money held for customers, and the slip for a transfer to come: made, shown, saved; sent to no printer alone.
import { heldLayout, transferLayout, type TransferSlip } from '../../core/documents/held-layout.ts';
import type { PrintMark } from '../../core/contract/receipt-view.ts';
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { readPrepayment } from '../readers/read-prepayment.ts';
import { sealOn } from './print-job.ts';
import { paperLocale } from './paper-locale.ts';
import type { PaperOrder } from './paper-order.ts';

interface MarkRow {
  readonly number: string;
  readonly kind: PrintMark['kind'];
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  readonly copies: number;
}

const MARK = `
  SELECT d.number, m.kind, m.at, p.name AS by, m.reason,
    (SELECT count(*) FROM print_mark k WHERE k.document_seq = m.document_seq AND k.kind = 'copy' AND k.n <= m.n) AS copies
  FROM print_mark m JOIN document d ON d.seq = m.document_seq JOIN person p ON p.id = m.person_id WHERE m.job = ?`;

/** The paper of print job `jobId` of a document Y; the job must exist. */
export function heldOrder(ledger: Ledger, jobId: string, asked: PaperLocale | undefined): PaperOrder {
  const row = ledger.one<MarkRow>(MARK, jobId);
  if (!row) throw new Error(`print job ${jobId} does not exist`);
  const { view } = readPrepayment(ledger, row.number);
  const { copies: n, at, by } = row;
  const mark: PrintMark =
    row.kind === 'copy' ? { kind: 'copy', n, at, by, reason: row.reason ?? '' } : { kind: 'original' };
  return {
    jobId,
    businessDate: view.businessDate,
    fileName: `${view.number}${mark.kind === 'copy' ? `-copy-${n}` : ''}.pdf`,
    layout: heldLayout(view, mark, {
      locale: paperLocale(ledger, asked, view.businessDate),
      seal: sealOn(ledger, view.businessDate),
    }),
    printer: printerOf(ledger),
  };
}

/** The paper for somebody who will transfer. */
export function transferOrder(ledger: Ledger, jobId: string, slip: TransferSlip, locale: PaperLocale): PaperOrder {
  const { businessDate, purpose } = slip;
  const layout = transferLayout(slip, { locale, seal: sealOn(ledger, businessDate) });
  return { jobId, businessDate, fileName: `${purpose}.pdf`, layout, printer: printerOf(ledger) };
}

// On the counter's printer, by its own rules: silently where receipts go silently.
function printerOf(ledger: Ledger): PaperOrder['printer'] {
  const set = settingOn(ledger, 'paper', ledger.businessDate());
  const send = set.silent && set.auto;
  return { name: set.printer, media: 'A5', copies: 1, slowAfterMs: set.slowAfter * 1000, send };
}
