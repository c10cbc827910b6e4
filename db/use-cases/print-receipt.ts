// 打印/补打: decides whether this paper is the one original or a numbered copy, and writes that down before any ink.
// The paper itself is made elsewhere afterwards; whatever happens to it, the receipt and this mark stand.
import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { PrintMark, ReceiptView } from '../../core/contract/receipt-view.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import { standingReceipt } from '../ledger/follow-up-rules.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { printMark } from '../schema.ts';

export const receiptPrint: Command<InputOf<'receipt.print'>, OutputOf<'receipt.print'>> = {
  run({ ledger, caller, operation }, { number, reason }) {
    if (reason !== null && containsCardNumber(reason)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const { seq, view } = standingReceipt(ledger, number);
    const before =
      ledger.one<{ n: number }>('SELECT count(*) AS n FROM print_mark WHERE document_seq = ?', seq)?.n ?? 0;
    if (before > 0 && reason === null) return refuse('REPRINT_REASON_REQUIRED', {});
    const act = new Act(ledger);
    const job = randomUUID();
    const kind = before === 0 ? 'original' : 'copy';
    act.insert(printMark, {
      documentSeq: seq,
      n: before + 1,
      job,
      kind,
      at: act.at,
      personId: caller.personId,
      reason: kind === 'copy' ? reason : null,
    });
    act.seal({
      kind: `receipt.${kind}`,
      ref: view.number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { n: before + 1 },
      operation: operation({ job }),
    });
    return { jobId: job, number: view.number, mark: kind, copyNumber: before === 0 ? null : before };
  },
  again: (ledger, kept) => {
    const { jobId, view, mark } = readPrintJob(ledger, (kept as { job: string }).job);
    return { jobId, number: view.number, mark: mark.kind, copyNumber: mark.kind === 'copy' ? mark.n : null };
  },
};

export interface PrintJob {
  readonly jobId: string;
  readonly view: ReceiptView;
  readonly mark: PrintMark;
}

interface MarkRow {
  readonly number: string;
  readonly n: number;
  readonly kind: 'original' | 'copy';
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}

/** What job `jobId` puts on paper; the job must exist. */
export function readPrintJob(ledger: Ledger, jobId: string): PrintJob {
  const row = ledger.one<MarkRow>(
    `SELECT d.number, m.n, m.kind, m.at, p.name AS by, m.reason FROM print_mark m
     JOIN document d ON d.seq = m.document_seq JOIN person p ON p.id = m.person_id WHERE m.job = ?`,
    jobId,
  );
  if (!row) throw new Error(`print job ${jobId} does not exist`);
  const { view } = readReceipt(ledger, row.number);
  const mark: PrintMark =
    row.kind === 'original'
      ? { kind: 'original' }
      : { kind: 'copy', n: row.n - 1, at: row.at, by: row.by, reason: row.reason ?? '' };
  return { jobId, view, mark };
}
