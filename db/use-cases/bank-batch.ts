// Transfers to the bank: a batch with control totals, and its file. A payout is in one batch, once; the file is written again
// as often as somebody needs it, and is the same file.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { sumMinor } from '../../core/money/money.ts';
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { goesThroughBank } from '../../core/refund/refund-postings.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { payeeShown } from '../readers/read-refund.ts';
import { bankBatch, bankBatchFile } from '../schema-refund.ts';
import { bankFile } from '../refund/bank-file.ts';
import {
  followCase,
  movePayout,
  payoutOf,
  type PayoutNow,
  refuseUncleared,
  transferReference,
} from '../refund/move-payout.ts';
import { refuseSaidPaid } from '../refund/replace-payout.ts';

type Batch = OutputOf<'payout.batch'>;
interface BatchRow extends Batch {
  readonly n: number;
}

const BATCH = 'SELECT n, number, count, total FROM bank_batch WHERE number = ?';

/** Batch `number`. Throws Refused UNKNOWN_BATCH. */
export function batchOf(ledger: Ledger, number: string): BatchRow {
  return ledger.one<BatchRow>(BATCH, number.trim().toUpperCase()) ?? refuse('UNKNOWN_BATCH', { number });
}

const batchAgain = (ledger: Ledger, kept: unknown): Batch => {
  const { number, count, total } = batchOf(ledger, (kept as { batch: string }).batch);
  return { number, count, total };
};

export const payoutBatch: Command<InputOf<'payout.batch'>, Batch> = {
  run({ ledger, caller, operation }, { payouts, count, total }) {
    const { personId } = caller;
    const wanted = payouts.map(({ case: number, n }) => payoutOf(ledger, number, n));
    for (const [index, one] of wanted.entries()) refuseUnfit(ledger, one, wanted.slice(0, index));
    const sum = sumMinor(wanted.map(({ amount }) => amount));
    // What was on the screen is what goes: somebody looked at these two.
    if (count !== wanted.length || total !== sum) return refuse('BATCH_TOTALS', { count: wanted.length, total: sum });
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM bank_batch')?.n ?? 0) + 1;
    const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: SLIP_LETTERS.bankBatch, n });
    const act = new Act(ledger);
    act.insert(bankBatch, { n, number, at: act.at, personId, count, total });
    // In the order of their keys, as the rows of one act are kept.
    const ordered = [...wanted].sort((one, other) => one.caseId - other.caseId || one.n - other.n);
    for (const one of ordered)
      movePayout(ledger, act, one, 'sent', { personId, reference: transferReference(one), batchN: n });
    for (const id of new Set(ordered.map(({ caseId }) => caseId))) followCase(ledger, act, id, 'sent', personId);
    const { size, sha256 } = bankFile(ledger.db, ledger.attachments, n);
    act.insert(bankBatchFile, { batchN: n, size, sha256 });
    act.seal({
      kind: 'payout.batched',
      ref: number,
      businessDate: ledger.businessDate(),
      personId,
      detail: { count, total },
      operation: operation({ batch: number }),
    });
    return { number, count, total };
  },
  again: batchAgain,
};

function refuseUnfit(ledger: Ledger, payout: PayoutNow, before: readonly PayoutNow[]): void {
  if (!goesThroughBank(payout)) return refuse('PAYOUT_METHOD', { method: payout.method });
  const twice = before.some((one) => one.caseId === payout.caseId && one.n === payout.n);
  if (payout.state !== 'approved' || twice) return refuse('PAYOUT_STATE', { n: payout.n, state: payout.state });
  refuseSaidPaid(ledger, payout);
  refuseUncleared(ledger, payout);
  if (!isTypedByTwo(ledger, payout)) refuse('PAYEE_REQUIRED', {});
}

/** Whether two people typed alike whom it goes to. */
function isTypedByTwo(ledger: Ledger, { caseId }: PayoutNow): boolean {
  const sql = 'SELECT version FROM refund_document WHERE case_id = ?';
  const version = ledger.one<{ version: number }>(sql, caseId)?.version;
  return version !== undefined && payeeShown(ledger, caseId, version)?.agreed === true;
}

/** The file of one batch; looking at it is written into the journal, because it holds whole account numbers. Throws Refused UNKNOWN_BATCH. */
export function batchFile(ledger: Ledger, personId: number, number: string): OutputOf<'payout.batchFile'> {
  const batch = batchOf(ledger, number);
  const { text, sha256 } = bankFile(ledger.db, ledger.attachments, batch.n);
  const first = ledger.one<{ sha256: string }>('SELECT sha256 FROM bank_batch_file WHERE batch_n = ?', batch.n);
  if (first?.sha256 !== sha256) throw new Error(`the file of batch ${batch.number} is not the one that was written`);
  ledger.transact(
    () =>
      new Act(ledger).seal({
        kind: 'payout.batchRead',
        ref: batch.number,
        businessDate: ledger.businessDate(),
        personId,
      }),
    () => undefined,
  );
  return { fileName: `${batch.number}.csv`, text, sha256 };
}
