// What a print job puts on paper, read back from the ledger: the receipt's facts, its mark, and what is set for its paper.
// Settings of how a receipt looks are those of its business date, so that a reprint looks as the original did.
import type { PrintMark, ReceiptView } from '../../core/contract/receipt-view.ts';
import type { SealPicture } from '../../core/documents/seal-picture.ts';
import { pngSize } from '../../core/settings/png-image.ts';
import type { SpoilReason } from '../../core/stock/spoil-reason.ts';
import { stockText } from '../../core/stock/stock-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { readReceipt } from '../readers/read-receipt.ts';

export interface PrintJob {
  readonly jobId: string;
  readonly view: ReceiptView;
  readonly mark: PrintMark;
  /** Text of the pre-printed sheet it goes on; null for blank paper. */
  readonly stock: string | null;
  readonly seal: SealPicture | null;
}

interface MarkRow {
  readonly seq: number;
  readonly number: string;
  readonly n: number;
  readonly kind: PrintMark['kind'];
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  readonly ordinal: number;
  readonly prefix: string | null;
  readonly digits: number;
  readonly stockNumber: number;
}

// The how-manieth of its kind it is; of originals and replacements there is one living at a time, so they count apart.
const MARK = `
  SELECT d.seq, d.number, m.n, m.kind, m.at, p.name AS by, m.reason, g.prefix, g.digits, u.number AS stockNumber,
    (SELECT count(*) FROM print_mark k
      WHERE k.document_seq = m.document_seq AND k.kind = m.kind AND k.n <= m.n) AS ordinal
  FROM print_mark m JOIN document d ON d.seq = m.document_seq JOIN person p ON p.id = m.person_id
    LEFT JOIN stock_mark u ON u.document_seq = m.document_seq AND u.mark_n = m.n AND u.state = 'used'
    LEFT JOIN stock_segment g ON g.id = u.segment_id
  WHERE m.job = ?`;

interface SpoilRow {
  readonly at: number;
  readonly by: string;
  readonly reason: SpoilReason;
  readonly note: string | null;
}

// The sheet a replacement stands for: the newest original or replacement that was spoiled before it.
const SPOILED = `
  SELECT s.at, p.name AS by, s.reason, s.note FROM print_spoil s JOIN person p ON p.id = s.person_id
    JOIN print_mark m ON m.document_seq = s.document_seq AND m.n = s.mark_n
  WHERE s.document_seq = ? AND s.mark_n < ? AND m.kind <> 'copy' ORDER BY s.mark_n DESC LIMIT 1`;

/** What job `jobId` puts on paper; the job must exist. */
export function readPrintJob(ledger: Ledger, jobId: string): PrintJob {
  const row = ledger.one<MarkRow>(MARK, jobId);
  if (!row) throw new Error(`print job ${jobId} does not exist`);
  const { view } = readReceipt(ledger, row.number);
  const { prefix, digits, stockNumber } = row;
  return {
    jobId,
    view,
    mark: markOf(ledger, row),
    stock: prefix === null ? null : stockText({ prefix, digits }, stockNumber),
    seal: sealOn(ledger, view.businessDate),
  };
}

function markOf(ledger: Ledger, row: MarkRow): PrintMark {
  const { ordinal: n, at, by } = row;
  if (row.kind === 'original') return { kind: 'original' };
  if (row.kind === 'copy') return { kind: 'copy', n, at, by, reason: row.reason ?? '' };
  const spoiled = ledger.one<SpoilRow>(SPOILED, row.seq, row.n);
  if (!spoiled) throw new Error(`${row.number} has a replacement of nothing`);
  return { kind: 'replacement', n, ...spoiled };
}

/** The picture of the seal on a business date; null where none was set. */
export function sealOn(ledger: Ledger, date: string): SealPicture | null {
  const { png } = settingOn(ledger, 'seal', date);
  const size = png === null ? null : pngSize(png);
  return png === null || size === null ? null : { png, ...size };
}
