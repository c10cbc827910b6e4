// The red slip F of an approved case: the mirror of what goes back, what is owed from now on, and the payouts that will pay
// it; written in the very act that approved.
import {
  PRIOR_YEAR_ACCOUNT,
  heldRefundPostings,
  type LinePartBack,
  refundPostings,
} from '../../core/refund/refund-postings.ts';
import type { LineCreditKind, PrepaymentPurpose } from '../../core/accounts/chart.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, minor, ZERO } from '../../core/money/money.ts';
import { momentOf } from '../approval/read-approval.ts';
import type { Act } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseFrozenReceipt } from '../ledger/frozen-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { settingOn } from '../ledger/settings.ts';
import { entry } from '../schema.ts';
import { refundDocument, refundPayout } from '../schema-refund.ts';
import { prepaymentDraw } from '../schema-tender.ts';

interface Head {
  readonly receiptSeq: number | null;
  readonly accountId: number | null;
  readonly purpose: PrepaymentPurpose | null;
  readonly date: string | null;
  readonly version: number;
  readonly amount: Minor;
  readonly fee: Minor;
  readonly rounding: Minor;
  readonly total: Minor;
  readonly requestSeq: number | null;
}
interface Back {
  readonly n: number;
  readonly tenderSeq: number;
  readonly tenderN: number;
  readonly method: string;
  readonly way: 'original' | 'cash' | 'transfer';
  readonly reason: string | null;
  readonly amount: Minor;
}

const HEAD = `
  SELECT c.receipt_seq AS receiptSeq, c.account_id AS accountId, a.purpose, d.business_date AS date, s.version,
    v.amount, v.fee, v.rounding, v.total, q.request_seq AS requestSeq
  FROM refund_case c JOIN refund_now s ON s.case_id = c.id JOIN refund_submission v ON v.case_id = c.id AND v.n = s.version
    LEFT JOIN prepayment_account a ON a.id = c.account_id LEFT JOIN document d ON d.seq = c.receipt_seq
    LEFT JOIN refund_request q ON q.case_id = c.id AND q.version = s.version
  WHERE c.id = ?`;
const PARTS = `
  SELECT l.account, l.credit_kind AS creditKind, r.gross, r.discount, r.tax
  FROM refund_line r JOIN line l ON l.seq = r.receipt_seq AND l.n = r.line_n WHERE r.case_id = ? AND r.version = ? ORDER BY r.line_n`;
const BACKS = `
  SELECT n, tender_seq AS tenderSeq, tender_n AS tenderN, method, way, reason, amount
  FROM refund_back WHERE case_id = ? AND version = ? ORDER BY n`;

/** Posts case `id`, which has just come to `approved`, into `shift`; answers the number of the slip. Throws Refused RECEIPT_FROZEN, PREPAYMENT_SHORT, AMOUNT_OUT_OF_RANGE. */
export function postRefund(ledger: Ledger, act: Act, shift: ShiftToPostIn, id: number, personId: number): string {
  const head = ledger.one<Head>(HEAD, id);
  if (!head) throw new Error(`case ${id} is not there`);
  refuseFrozenReceipt(ledger, head.receiptSeq);
  const { version, total, requestSeq } = head;
  const backs = ledger.all<Back>(BACKS, id, version);
  const prior = priorAccount(ledger, head.date, shift.businessDate);
  const postings = postingsOf(ledger, id, head, prior);
  refuseBeyondRange(ledger, shift.businessDate, ZERO, postings);
  const { number } = allotDocument(ledger, act, { type: 'F', ...shift, personId });
  if (head.accountId !== null) drawLoads(ledger, act, head.accountId, backs, head.fee);
  const moment = { at: act.at, tick: momentOf(ledger).tick };
  act.insert(refundDocument, { caseId: id, version, requestSeq, ...moment, priorAccount: prior, total });
  for (const { n, method, way, amount, reason } of backs)
    act.insert(refundPayout, { caseId: id, n, backN: n, method, way, amount, replaces: null, reason });
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  return number;
}

function postingsOf(ledger: Ledger, id: number, head: Head, prior: string | null): Posting[] {
  const { version, amount, fee, rounding, total, purpose } = head;
  if (purpose !== null) return heldRefundPostings(purpose, { amount, fee, total });
  const parts = ledger
    .all<Omit<LinePartBack, 'isRevenue'> & { creditKind: LineCreditKind }>(PARTS, id, version)
    .map(({ creditKind, ...part }) => ({ ...part, isRevenue: creditKind === 'revenue' }));
  return refundPostings(parts, { fee, rounding, total }, prior);
}

/** Where income of a receipt of `date` is corrected on `today`: an account of its own once its year is over. */
export function priorAccount(ledger: Ledger, date: string | null, today: string): string | null {
  if (date === null || date.slice(0, 4) >= today.slice(0, 4)) return null;
  return settingOn(ledger, 'refundPaying', today).priorYear ? PRIOR_YEAR_ACCOUNT : null;
}

// Owed from now on, so it cannot be spent; the first back bears the fee (plan-held.ts).
function drawLoads(ledger: Ledger, act: Act, accountId: number, backs: readonly Back[], fee: Minor): void {
  for (const [index, { tenderSeq, tenderN, amount }] of backs.entries()) {
    const drawn = minor(index === 0 ? amount + fee : amount);
    const left = ledger.one<{ left: Minor }>(
      'SELECT remaining AS "left" FROM load_left WHERE load_seq = ? AND load_n = ?',
      tenderSeq,
      tenderN,
    )?.left;
    if (left === undefined || left < drawn) return refuse('PREPAYMENT_SHORT', { available: left ?? 0 });
    act.insert(prepaymentDraw, {
      ...{ n: index + 1, accountId, loadSeq: tenderSeq, loadN: tenderN, amount: drawn },
      ...{ tenderN: null, method: null, reference: null },
    });
  }
}
