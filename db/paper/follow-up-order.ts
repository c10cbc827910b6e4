// The paper of a void, a tender correction, a reissue, a refund or a lost receipt, read back from the ledger by its print job.
import type { PrintMark } from '../../core/contract/receipt-view.ts';
import { type FollowUp, followUpLayout } from '../../core/documents/follow-up-layout.ts';
import { type PaymentProof, paymentProofLayout } from '../../core/documents/payment-proof-layout.ts';
import type { ReceiptPaperSize } from '../../core/documents/receipt-paper.ts';
import type { PaperLocale } from '../../core/documents/receipt-words.ts';
import { refuse } from '../../core/contract/errors.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { readLosses } from '../readers/read-paper-cases.ts';
import { readReissue } from '../readers/read-reissue.ts';
import { readCorrections, readVoid } from '../readers/read-standing.ts';
import { paperLocale } from './paper-locale.ts';
import type { PaperOrder, PrintWish } from './paper-order.ts';
import { sealOn } from './print-job.ts';
import { isRefundSlip, refundSlip } from './refund-slip-order.ts';

interface MarkRow {
  readonly number: string;
  readonly n: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}

const MARK = `
  SELECT d.number, m.n, m.at, p.name AS by, m.reason FROM print_mark m
  JOIN document d ON d.seq = m.document_seq JOIN person p ON p.id = m.person_id WHERE m.job = ?`;
const RECEIPT_OF = `
  SELECT r.number FROM document d JOIN document r ON r.seq = coalesce(
    (SELECT receipt_seq FROM receipt_void WHERE seq = d.seq), (SELECT receipt_seq FROM tender_correction WHERE seq = d.seq),
    (SELECT receipt_seq FROM receipt_loss WHERE seq = d.seq AND kind = 'lost'),
    (SELECT receipt_seq FROM receipt_reissue WHERE seq = d.seq))
  WHERE d.type = ? AND d.n = ? AND d.number = ?`;

/** What a slip is of. */
export type Slip = FollowUp | ({ readonly kind: 'proof' } & PaymentProof);

/** What follows a receipt under the number `text`. Throws Refused UNKNOWN_RECEIPT. */
export function readFollowUp(ledger: Ledger, text: string): Slip {
  const number = text.trim().toUpperCase();
  const parsed = parseDocumentNumber(number);
  const of = parsed && ledger.one<{ number: string }>(RECEIPT_OF, parsed.type, parsed.n, number);
  if (!of) return refuse('UNKNOWN_RECEIPT', { number: text });
  const { seq, view: receipt } = readReceipt(ledger, of.number);
  const voided = readVoid(ledger, seq);
  if (voided?.number === number) return { kind: 'void', receipt, view: voided };
  const reissued = readReissue(ledger, seq);
  if (reissued?.number === number) return { kind: 'reissue', receipt, view: reissued };
  const lost = readLosses(ledger, seq).find((one) => one.number === number);
  if (lost) return { kind: 'proof', receipt, view: lost };
  const correction = readCorrections(ledger, seq).find((one) => one.number === number);
  return correction ? { kind: 'correction', receipt, view: correction } : refuse('UNKNOWN_RECEIPT', { number: text });
}

/** The order of the slip made by job `jobId`, which must exist: a refund’s on the paper of receipts, all others on A5. */
export function followUpOrder(ledger: Ledger, jobId: string, wish: PrintWish): PaperOrder {
  const row = ledger.one<MarkRow>(MARK, jobId);
  if (!row) throw new Error(`print job ${jobId} does not exist`);
  const mark: PrintMark =
    row.n === 1
      ? { kind: 'original' }
      : { kind: 'copy', n: row.n - 1, at: row.at, by: row.by, reason: row.reason ?? '' };
  const set = settingOn(ledger, 'paper', ledger.businessDate());
  const media = isRefundSlip(row.number) ? (wish.paper ?? set.size) : 'A5';
  const slip = slipOf(ledger, row.number, mark, { locale: wish.locale, paper: media });
  return {
    jobId,
    fileName: `${row.number}${mark.kind === 'copy' ? `-copy-${mark.n}` : ''}.pdf`,
    ...slip,
    printer: {
      name: set.printer,
      media,
      copies: set.copies,
      slowAfterMs: set.slowAfter * 1000,
      send: set.silent && (wish.send ?? set.auto),
    },
  };
}

function slipOf(
  ledger: Ledger,
  number: string,
  mark: PrintMark,
  wish: { readonly locale: PaperLocale | undefined; readonly paper: ReceiptPaperSize },
): Pick<PaperOrder, 'layout' | 'businessDate'> {
  if (isRefundSlip(number)) return refundSlip(ledger, number, mark, wish);
  const slip = readFollowUp(ledger, number);
  const { businessDate } = slip.view;
  const locale = paperLocale(ledger, wish.locale, businessDate);
  if (slip.kind !== 'proof') return { layout: followUpLayout(slip, mark, locale), businessDate };
  return { layout: paymentProofLayout(slip, mark, { locale, seal: sealOn(ledger, businessDate) }), businessDate };
}
