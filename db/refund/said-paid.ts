// Whether the bank's word stands that money has left by a transfer that was taken for failed: then it leaves by no other.
// Apart from what moves payouts, because whoever shows a case asks it as well.
import type { Ledger } from '../ledger/ledger.ts';

const STANDS = `
  SELECT r.reference, x.payout_n AS n FROM bank_answer_row r JOIN payout_step x ON x.reference = r.reference AND x.step = 'sent' AND x.batch_n IS NOT NULL
    JOIN refund_payout q ON q.case_id = x.case_id AND q.n = x.payout_n
  WHERE x.case_id = ? AND q.back_n = ? AND r.said = 'paid' AND r.verdict IN ('late', 'conflict')
    AND NOT EXISTS (SELECT 1 FROM payout_step k WHERE k.case_id = x.case_id AND k.step = 'confirmed' AND k.reference = r.reference)
  ORDER BY r.answer_n, r.row LIMIT 1`;

/** The transfer for the same money that the bank says was paid although it was taken for failed, or null. */
export function saidPaid(
  ledger: Ledger,
  { caseId, backN }: { readonly caseId: number; readonly backN: number },
): { readonly n: number; readonly reference: string } | null {
  return ledger.one<{ n: number; reference: string }>(STANDS, caseId, backN) ?? null;
}
