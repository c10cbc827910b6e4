// Puts a void, a tender correction, a reissue, a refund or the proof of payment of a lost receipt on paper: the first time the
// original, every later time a numbered copy with a reason.
// On plain paper: the numbered sheets are for receipts.
import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import { containsCardNumber } from '../../core/text/card-number.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readFollowUp } from '../paper/follow-up-order.ts';
import { isRefundSlip, refundSlipNumber } from '../paper/refund-slip-order.ts';
import { printMark } from '../schema.ts';

type Printed = OutputOf<'slip.print'>;

export const followUpPrint: Command<InputOf<'slip.print'>, Printed> = {
  run({ ledger, caller, operation }, { number, reason }) {
    if (reason !== null && containsCardNumber(reason)) refuse('CARD_NUMBER_NOT_ALLOWED', {});
    const known = isRefundSlip(number) ? refundSlipNumber(ledger, number) : readFollowUp(ledger, number).view.number;
    const seq = seqOf(ledger, known);
    const before =
      ledger.one<{ n: number }>('SELECT count(*) AS n FROM print_mark WHERE document_seq = ?', seq)?.n ?? 0;
    if (before > 0 && reason === null) return refuse('REPRINT_REASON_REQUIRED', {});
    const act = new Act(ledger);
    const job = randomUUID();
    const kind = before === 0 ? 'original' : 'copy';
    const { personId } = caller;
    act.insert(printMark, {
      ...{ documentSeq: seq, n: before + 1, job, kind: kind as 'original' | 'copy', at: act.at, personId },
      reason: kind === 'copy' ? reason : null,
    });
    act.seal({
      kind: `slip.${kind}`,
      ref: known,
      businessDate: ledger.businessDate(),
      personId,
      detail: { n: before + 1 },
      operation: operation({ job }),
    });
    return printed(ledger, job);
  },
  again: (ledger, kept) => printed(ledger, (kept as { job: string }).job),
};

/** The document called `number`, which exists. */
function seqOf(ledger: Ledger, number: string): number {
  const { type, n } = parseDocumentNumber(number) ?? { type: '', n: 0 };
  return ledger.one<{ seq: number }>('SELECT seq FROM document WHERE type = ? AND n = ?', type, n)?.seq ?? 0;
}

function printed(ledger: Ledger, jobId: string): Printed {
  const sql = `SELECT d.number, m.kind AS mark, m.n FROM print_mark m JOIN document d ON d.seq = m.document_seq WHERE m.job = ?`;
  const row = ledger.one<{ number: string; mark: 'original' | 'copy'; n: number }>(sql, jobId);
  if (!row) throw new Error(`print job ${jobId} does not exist`);
  const { number, mark, n } = row;
  return { jobId, number, mark, copyNumber: mark === 'copy' ? n - 1 : null };
}
