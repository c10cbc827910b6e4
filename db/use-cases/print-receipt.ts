// 打印/补打: decides whether this paper is the one original, its replacement or a numbered copy, and writes that down
// before any ink. The paper itself is made elsewhere afterwards; whatever happens to it, the receipt and this mark stand.
import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { PrintedPaper } from '../../core/contract/procedures/charge.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Caller, Command } from '../ledger/command.ts';
import { refuseVoided } from '../ledger/follow-up-rules.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readPrintJob } from '../paper/print-job.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { livingOriginal, type SheetRow, sheetsOf } from '../readers/read-sheets.ts';
import { printMark } from '../schema.ts';
import { nextPrintedSheet, shiftOf, useSheet } from '../stock/stock-sheets.ts';

export const receiptPrint: Command<InputOf<'receipt.print'>, OutputOf<'receipt.print'>> = {
  run({ ledger, caller, operation }, { number, reason }) {
    if (reason !== null && containsCardNumber(reason)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const { seq, view } = readReceipt(ledger, number);
    refuseVoided(ledger, seq, view.number);
    const sheets = sheetsOf(ledger, seq);
    // Of an exchanged receipt only copies are made, and they say by which one it was replaced.
    if (view.replacedBy !== undefined && !livingOriginal(sheets))
      return refuse('RECEIPT_EXCHANGED', { receipt: view.number, replacement: view.replacedBy });
    if (livingOriginal(sheets) && reason === null) return refuse('REPRINT_REASON_REQUIRED', {});
    const act = new Act(ledger);
    const { job, kind, n } = printSheet(ledger, act, caller, { documentSeq: seq, sheets, reason: reason ?? '' });
    act.seal({
      kind: `receipt.${kind}`,
      ref: view.number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { n },
      operation: operation({ job }),
    });
    return printedPaper(ledger, job);
  },
  again: (ledger, kept) => printedPaper(ledger, (kept as { job: string }).job),
};

export interface SheetToPrint {
  readonly documentSeq: number;
  /** The sheets there were so far; one spoiled in this very act counts as spoiled. */
  readonly sheets: readonly SheetRow[];
  /** Why another one is wanted; kept of a copy only. */
  readonly reason: string;
}

/** Adds the next sheet of a document to `act`, with the number of the pre-printed paper it goes on. */
export function printSheet(
  ledger: Ledger,
  act: Act,
  caller: Caller,
  { documentSeq, sheets, reason }: SheetToPrint,
): { readonly job: string; readonly kind: SheetRow['kind']; readonly n: number } {
  const n = sheets.length + 1;
  const job = randomUUID();
  const again = livingOriginal(sheets) ? 'copy' : 'replacement';
  const kind = n === 1 ? 'original' : again;
  const { personId } = caller;
  act.insert(printMark, {
    documentSeq,
    n,
    job,
    kind,
    at: act.at,
    personId,
    reason: kind === 'copy' ? reason : null,
  });
  const sheet = nextPrintedSheet(ledger);
  if (sheet) useSheet(act, sheet, { documentSeq, markN: n, shiftId: shiftOf(ledger, personId), personId });
  return { job, kind, n };
}

/** What the caller is told of a print, also long after. */
export function printedPaper(ledger: Ledger, job: string): PrintedPaper {
  const { jobId, view, mark, stock } = readPrintJob(ledger, job);
  return {
    jobId,
    number: view.number,
    mark: mark.kind,
    copyNumber: mark.kind === 'copy' ? mark.n : null,
    stock,
  };
}
