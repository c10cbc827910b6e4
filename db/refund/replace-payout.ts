// Puts a payout of the same amount in the place of one that failed; and settles a payout whose money arrived although it was
// taken for failed: then whatever was to take its place is not paid again.
import { refuse } from '../../core/contract/errors.ts';
import { goesThroughBank } from '../../core/refund/refund-postings.ts';
import type { RefundWay } from '../../core/refund/refund-words.ts';
import type { Act } from '../ledger/act.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refundPayout } from '../schema-refund.ts';
import { caseNow, moveCase } from './move-case.ts';
import { saidPaid } from './said-paid.ts';
import { followCase, movePayout, payoutOf, type PayoutNow, postPayout } from './move-payout.ts';

const LAST = 'SELECT max(n) AS n, max(replaces = ?) AS replaced FROM refund_payout WHERE case_id = ?';

/** Replaces `payout`; answers the new one's place. Throws Refused PAYOUT_STATE. */
export function replacePayout(
  ledger: Ledger,
  act: Act,
  payout: PayoutNow,
  by: { readonly way: RefundWay; readonly reason: string | null; readonly personId: number },
): number {
  const { caseId, n, backN, method, amount, state } = payout;
  const { way, reason, personId } = by;
  const last = ledger.one<{ n: number; replaced: number | null }>(LAST, n, caseId);
  if (state !== 'failed' || last?.replaced === 1) return refuse('PAYOUT_STATE', { n, state });
  const next = (last?.n ?? 0) + 1;
  act.insert(refundPayout, { caseId, n: next, backN, method, way, amount, replaces: n, reason });
  if (caseNow(ledger, caseId).state === 'payoutFailed')
    moveCase(ledger, act, caseId, 'rerouted', { personId, text: reason });
  return next;
}

/** The payout that stands in the place of `payout` now: itself while nothing has replaced it. */
export function lastInPlace(ledger: Ledger, payout: PayoutNow): PayoutNow {
  const sql = 'SELECT n FROM refund_payout WHERE case_id = ? AND replaces = ?';
  let last = payout;
  for (;;) {
    const next = ledger.one<{ n: number }>(sql, last.caseId, last.n);
    if (!next) return last;
    last = payoutOf(ledger, last.number, next.n);
  }
}

/** Throws Refused PAYOUT_SAID_PAID while the bank's word stands that this money has left. */
export function refuseSaidPaid(ledger: Ledger, payout: PayoutNow): void {
  const said = saidPaid(ledger, payout);
  if (said !== null) refuse('PAYOUT_SAID_PAID', said);
}

/**
 * The money of the transfer `arrived`, known to the bank as `reference`, has left although it was taken for failed: what
 * stands in its place is confirmed by that number and posted once. Throws Refused PAYOUT_STATE where another is on its way
 * or has arrived: then the money may have left twice, and people have to look.
 */
export function settleArrived(
  ledger: Ledger,
  act: Act,
  shift: ShiftToPostIn,
  arrived: PayoutNow,
  said: { readonly reference: string; readonly text: string | null; readonly personId: number },
): void {
  const { reference, text, personId } = said;
  let last = lastInPlace(ledger, arrived);
  if (last.state !== 'approved' && last.state !== 'failed')
    return refuse('PAYOUT_STATE', { n: last.n, state: last.state });
  const mayStand = last.state === 'approved' && last.n !== arrived.n && goesThroughBank(last);
  if (!mayStand) {
    if (last.state === 'approved') {
      last = movePayout(ledger, act, last, 'failed', { personId, text: reference });
      followCase(ledger, act, last.caseId, 'failed', personId);
    }
    const next = replacePayout(ledger, act, last, { way: arrived.way, reason: null, personId });
    last = payoutOf(ledger, arrived.number, next);
  }
  const sent = movePayout(ledger, act, last, 'sent', { personId, reference });
  const paid = movePayout(ledger, act, sent, 'confirmed', { personId, reference, text });
  followCase(ledger, act, last.caseId, 'sent', personId);
  postPayout(ledger, act, shift, paid, { kind: 'paid', personId });
}
