// Moves a payout by one step of its table (core/refund/refund-words.ts), its case with it, and posts the document O when
// money has left or is back. Everything that pays goes through here: start, confirm, a bank's answer, money that came back.
import type { Posting } from '../../core/charge/charge-postings.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, ZERO } from '../../core/money/money.ts';
import { payoutAccount, payoutPostings } from '../../core/refund/refund-postings.ts';
import { nextPayoutState, type PayoutState, type PayoutStep, type RefundWay } from '../../core/refund/refund-words.ts';
import type { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseFrozenReceipt } from '../ledger/frozen-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseBeyondDebt } from '../ledger/payer-debt.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { entry } from '../schema.ts';
import { payoutDocument, payoutStep, prepaymentGiveback } from '../schema-refund.ts';
import { caseHead } from '../readers/read-refund.ts';
import { caseNow, moveCase } from './move-case.ts';

/** A payout as it stands inside this transaction. */
export interface PayoutNow {
  readonly caseId: number;
  readonly number: string;
  readonly applicant: number;
  readonly n: number;
  readonly backN: number;
  readonly method: string;
  readonly way: RefundWay;
  readonly amount: Minor;
  readonly state: PayoutState;
  readonly tenderSeq: number;
  readonly tenderN: number;
  readonly isReceipt: number;
}

const NOW = `
  SELECT p.case_id AS caseId, c.number, c.person_id AS applicant, p.n, p.back_n AS backN, p.method, p.way, p.amount, s.state,
    b.tender_seq AS tenderSeq, b.tender_n AS tenderN, c.receipt_seq IS NOT NULL AS isReceipt
  FROM refund_payout p JOIN payout_now s ON s.case_id = p.case_id AND s.payout_n = p.n JOIN refund_case c ON c.id = p.case_id
    JOIN refund_document f ON f.case_id = p.case_id JOIN refund_back b ON b.case_id = p.case_id AND b.version = f.version AND b.n = p.back_n
  WHERE p.case_id = ? AND p.n = ?`;

/** Payout `n` of case `number`. Throws Refused UNKNOWN_REFUND, UNKNOWN_PAYOUT. */
export function payoutOf(ledger: Ledger, number: string, n: number): PayoutNow {
  const { id } = caseHead(ledger, number);
  return ledger.one<PayoutNow>(NOW, id, n) ?? refuse('UNKNOWN_PAYOUT', { n });
}

export interface PayoutToMove {
  readonly personId: number;
  readonly reference?: string | null;
  readonly text?: string | null;
  readonly batchN?: number | null;
}

/** Takes `step`; throws Refused RECEIPT_FROZEN for what would be sent, PAYOUT_STATE where it cannot be taken. The case follows by `followCase`. */
export function movePayout(
  ledger: Ledger,
  act: Act,
  payout: PayoutNow,
  step: PayoutStep,
  moved: PayoutToMove,
): PayoutNow {
  const to = nextPayoutState(payout.state, step);
  if (to === null) return refuse('PAYOUT_STATE', { n: payout.n, state: payout.state });
  // What is on its way is followed to its end, also one that arrived after all and is known by its own number; nothing more of
  // a frozen receipt is sent.
  if (step === 'sent' && ((moved.reference ?? null) === null || (moved.batchN ?? null) !== null))
    refuseFrozenReceipt(ledger, payout.isReceipt === 1 ? payout.tenderSeq : null);
  const sql = 'SELECT max(n) AS n FROM payout_step WHERE case_id = ? AND payout_n = ?';
  const last = ledger.one<{ n: number | null }>(sql, payout.caseId, payout.n)?.n ?? 0;
  const { personId, reference = null, text = null, batchN = null } = moved;
  act.insert(payoutStep, {
    ...{ caseId: payout.caseId, payoutN: payout.n, n: last + 1, step, fromState: payout.state, toState: to },
    ...{ at: act.at, personId, reference, text, batchN },
  });
  return { ...payout, state: to };
}

const UNPAID = `
  SELECT count(*) AS n FROM refund_payout p JOIN payout_now s ON s.case_id = p.case_id AND s.payout_n = p.n
  WHERE p.case_id = ? AND s.state <> 'confirmed'
    AND NOT EXISTS (SELECT 1 FROM refund_payout x WHERE x.case_id = p.case_id AND x.replaces = p.n)`;

/** Moves the case to where its payouts have brought it. */
export function followCase(ledger: Ledger, act: Act, caseId: number, step: PayoutStep, personId: number): void {
  const { state } = caseNow(ledger, caseId);
  const go = (one: Parameters<typeof moveCase>[3]) => moveCase(ledger, act, caseId, one, { personId });
  const allPaid = (ledger.one<{ n: number }>(UNPAID, caseId)?.n ?? 1) === 0;
  if (step === 'cameBack' && (state === 'paid' || state === 'closed')) return void go('moneyCameBack');
  if (step === 'failed' || step === 'cameBack') {
    if (state === 'approved') go('payoutStarted');
    return void go('payoutFailed');
  }
  if (allPaid && (state === 'approved' || state === 'paying')) return void go('allPaid');
  if (step === 'sent' && (state === 'approved' || state === 'paying')) go('payoutStarted');
}

/** The number under which payout `n` of case `number` is known to the bank. */
export function transferReference({ number, n }: Pick<PayoutNow, 'number' | 'n'>): string {
  return `${number}-${n}`;
}

/** Posts the document O for money that has left (`paid`) or is back (`cameBack`); answers its number. */
export function postPayout(
  ledger: Ledger,
  act: Act,
  shift: ShiftToPostIn,
  payout: PayoutNow,
  { kind, personId }: { readonly kind: 'paid' | 'cameBack'; readonly personId: number },
): string {
  const { caseId, n, amount } = payout;
  const account = payoutAccount(payout, { drawer: shift.drawerAccount, payer: payerOf(ledger, payout) });
  const postings: Posting[] = payoutPostings(kind, amount, account);
  if (kind === 'paid') refuseBeyondDebt(ledger, account, amount);
  refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
  const { number } = allotDocument(ledger, act, { type: 'O', ...shift, personId });
  act.insert(payoutDocument, { caseId, payoutN: n, kind, amount });
  if (kind === 'paid' && payout.method === 'prepayment' && payout.way === 'original') giveBack(ledger, act, payout);
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  return number;
}

/** Throws Refused DEBT_PAID where it would go back by a debt that was paid since. */
export function refuseDebtPaid(ledger: Ledger, payout: PayoutNow): void {
  const account = payout.way === 'original' ? payerOf(ledger, payout) : null;
  if (account !== null) refuseBeyondDebt(ledger, account, payout.amount);
}

function payerOf(ledger: Ledger, { tenderSeq, tenderN, method }: PayoutNow): string | null {
  if (method !== 'thirdParty') return null;
  const sql = 'SELECT p.account FROM tender_payer t JOIN payer p ON p.id = t.payer_id WHERE t.seq = ? AND t.n = ?';
  return ledger.one<{ account: string }>(sql, tenderSeq, tenderN)?.account ?? null;
}

const DRAWS = `
  SELECT d.seq AS drawSeq, d.n AS drawN, d.account_id AS accountId, d.load_seq AS loadSeq, d.load_n AS loadN,
    d.amount - coalesce((SELECT sum(amount) FROM prepayment_giveback g WHERE g.draw_seq = d.seq AND g.draw_n = d.n), 0) AS open
  FROM prepayment_draw d WHERE d.seq = ? AND d.tender_n = ? ORDER BY d.n DESC`;

// Back to the loads it was drawn from, the one drawn last first: the oldest stays used, as it was used first.
function giveBack(ledger: Ledger, act: Act, { tenderSeq, tenderN, amount }: PayoutNow): void {
  type Draw = Omit<typeof prepaymentGiveback.$inferInsert, 'seq' | 'n' | 'amount'> & { readonly open: number };
  let left: number = amount;
  const rows: (Omit<Draw, 'open'> & { amount: number })[] = [];
  for (const { open, ...draw } of ledger.all<Draw>(DRAWS, tenderSeq, tenderN)) {
    const part = Math.min(open, left);
    if (part <= 0) continue;
    rows.push({ ...draw, amount: part });
    left -= part;
  }
  if (left !== 0) throw new Error(`a prepayment of ${amount} has only ${amount - left} to go back to`);
  for (const [index, row] of rows.entries()) act.insert(prepaymentGiveback, { n: index + 1, ...row });
}

const CHEQUE = `
  SELECT e.outcome, t.applied - coalesce((SELECT sum(k.amount) FROM claim_collection k WHERE k.cheque_seq = e.seq
      AND NOT EXISTS (SELECT 1 FROM tender q WHERE q.seq = k.seq AND q.method = 'cheque' AND NOT EXISTS (
        SELECT 1 FROM cheque_end z WHERE z.tender_seq = q.seq AND z.tender_n = q.n AND z.outcome = 'cleared'))), 0) AS owed
  FROM cheque_end e JOIN tender t ON t.seq = e.tender_seq AND t.n = e.tender_n WHERE e.tender_seq = ? AND e.tender_n = ?`;

/** Whether neither the cheque that paid nor the debt it left was paid, whichever way the money goes out. */
export function isUncleared(ledger: Ledger, { method, tenderSeq, tenderN }: PayoutNow): boolean {
  if (method !== 'cheque') return false;
  const end = ledger.one<{ outcome: string; owed: number }>(CHEQUE, tenderSeq, tenderN);
  return end?.outcome !== 'cleared' && (end === undefined || end.owed > 0);
}

/** Throws Refused TENDER_NOT_READY while the cheque that paid has not been paid itself. */
export function refuseUncleared(ledger: Ledger, payout: PayoutNow): void {
  if (isUncleared(ledger, payout)) refuse('TENDER_NOT_READY', { method: payout.method });
}

/** Open cases of the cheque, by what they wait for: somebody's word, or to be paid (one row for each payout). */
const WAITING_ON = `
  SELECT c.id AS caseId, c.number, NULL AS n FROM refund_back b JOIN refund_now s ON s.case_id = b.case_id AND s.version = b.version
    JOIN refund_case c ON c.id = b.case_id
  WHERE b.tender_seq = :tenderSeq AND b.tender_n = :tenderN
    AND s.state IN ('awaitingUse', 'awaitingSecondEntry', 'awaitingApproval')
  UNION
  SELECT c.id, c.number, p.n FROM refund_back b JOIN refund_document f ON f.case_id = b.case_id AND f.version = b.version
    JOIN refund_payout p ON p.case_id = b.case_id AND p.back_n = b.n
    JOIN payout_now s ON s.case_id = p.case_id AND s.payout_n = p.n JOIN refund_case c ON c.id = p.case_id
  WHERE b.tender_seq = :tenderSeq AND b.tender_n = :tenderN AND s.state = 'approved' ORDER BY 1, 3`;

/**
 * 退票: of a cheque that has just bounced nothing waits any more. What waited for somebody's word goes back to whoever
 * applied, with the reason; what waited to be paid has failed, and its case asks for somebody again.
 */
export function sendBackWaiting(
  ledger: Ledger,
  act: Act,
  cheque: { readonly tenderSeq: number; readonly tenderN: number },
  moved: { readonly personId: number; readonly text: string },
): void {
  const { tenderSeq, tenderN } = cheque;
  // By case, as the rows of one act are kept.
  const waiting = ledger.all<{ caseId: number; number: string; n: number | null }>(WAITING_ON, { tenderSeq, tenderN });
  for (const { caseId, number, n } of waiting) {
    if (n === null) moveCase(ledger, act, caseId, 'sentBack', moved);
    else {
      const payout = payoutOf(ledger, number, n);
      movePayout(ledger, act, payout, 'failed', moved);
      followCase(ledger, act, caseId, 'failed', moved.personId);
    }
  }
}
