// A bank's answer against the ledger: which transfer each row is of, and what its word comes to there. Asked alike by the
// preview and by the taking, inside its transaction.
import {
  type AnswerControls,
  type AnswerFault,
  type AnswerRow,
  readBankAnswer,
} from '../../core/refund/bank-answer.ts';
import { type BankVerdict, bankVerdict } from '../../core/refund/bank-verdict.ts';
import { currencyOf } from '../../core/money/money.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { payoutOf, type PayoutNow } from './move-payout.ts';
import { lastInPlace } from './replace-payout.ts';

export interface JudgedRow extends AnswerRow {
  readonly verdict: BankVerdict;
  /** The payout that is known by the row's reference; null: none of ours. */
  readonly payout: PayoutNow | null;
  /** The one that stands in its place now. */
  readonly last: PayoutNow | null;
}

export type JudgedAnswer =
  | { readonly ok: true; readonly rows: readonly JudgedRow[]; readonly controls: AnswerControls }
  | { readonly ok: false; readonly row: number; readonly fault: AnswerFault };

const OF = `
  SELECT c.number, x.payout_n AS n FROM payout_step x JOIN refund_case c ON c.id = x.case_id
  WHERE x.reference = ? AND x.step = 'sent'
    AND EXISTS (SELECT 1 FROM payout_step b WHERE b.reference = x.reference AND b.step = 'sent' AND b.batch_n IS NOT NULL)
  ORDER BY x.case_id DESC, x.payout_n DESC LIMIT 1`;

/** The payout that is known to the bank as `reference`: the last one, where a later one was settled by it. */
export function transferOf(ledger: Ledger, reference: string): PayoutNow | null {
  const found = ledger.one<{ number: string; n: number }>(OF, reference);
  return found === undefined ? null : payoutOf(ledger, found.number, found.n);
}

/** What the records of an answer say and come to; or the first thing that is wrong, and then none of it counts. */
export function judgeAnswer(ledger: Ledger, records: readonly (readonly string[])[]): JudgedAnswer {
  const read = readBankAnswer(records, currencyOf(ledger.meta.currency));
  if (!read.ok) return read;
  const rows: JudgedRow[] = [];
  // Of one sum of money one transfer at most can have arrived: the next one that says so is a conflict.
  const settled = new Set<string>();
  for (const row of read.rows) {
    const payout = transferOf(ledger, row.reference);
    if (payout !== null && payout.amount !== row.amount) return { ok: false, row: row.row, fault: 'differs' };
    const last = payout === null ? null : lastInPlace(ledger, payout);
    const said =
      payout === null || last === null
        ? null
        : { state: payout.state, wasConfirmed: wasConfirmed(ledger, payout), last: last.state };
    let verdict = bankVerdict(row.said, said);
    const money = `${payout?.caseId}/${payout?.backN}`;
    if (verdict === 'late' && settled.has(money)) verdict = 'conflict';
    if (verdict === 'late') settled.add(money);
    rows.push({ ...row, verdict, payout, last });
  }
  return { ok: true, rows, controls: read.controls };
}

function wasConfirmed(ledger: Ledger, { caseId, n }: PayoutNow): boolean {
  const sql = "SELECT 1 FROM payout_step WHERE case_id = ? AND payout_n = ? AND step = 'confirmed'";
  return ledger.one(sql, caseId, n) !== undefined;
}
