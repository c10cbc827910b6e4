// What became of a receipt: its void, its corrections, and how its tenders stand after them.
import type { CorrectionView, ReceiptStanding, TenderNow, VoidView } from '../../core/contract/receipt-standing.ts';
import type { Minor } from '../../core/money/money.ts';
import { voidNeedsApproval } from '../../core/receipts/void-rule.ts';
import { frozenReceipt } from '../ledger/frozen-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { exchangeBlockedBy } from '../../core/receipts/exchange-rule.ts';
import { readExchange, readLosses, readReplaced, receiptToExchange } from './read-paper-cases.ts';
import { readReceipt } from './read-receipt.ts';
import { readReissue, readRestOf } from './read-reissue.ts';

const TENDERS_NOW = `
  SELECT t.n, coalesce(c.to_method, t.method) AS method, t.applied AS amount,
    CASE WHEN c.seq IS NULL THEN t.reference ELSE c.reference END AS reference
  FROM tender t LEFT JOIN tender_correction c ON c.seq =
    (SELECT max(seq) FROM tender_correction WHERE receipt_seq = t.seq AND tender_n = t.n)
  WHERE t.seq = ? ORDER BY t.n`;

/** The tenders of receipt `seq` after their last correction. */
export function tendersNow(ledger: Ledger, seq: number): TenderNow[] {
  return ledger.all<TenderNow>(TENDERS_NOW, seq);
}

const FOLLOW_UP = `d.number, r.number AS receipt, d.business_date AS businessDate, d.at, d.utc_offset AS utcOffsetMinutes,
  s.number AS shiftNumber, p.name AS cashier,
  (SELECT a.name FROM approval_use u JOIN approval_decision x ON x.request_seq = u.request_seq
    JOIN person a ON a.id = x.person_id WHERE u.seq = d.seq ORDER BY x.level DESC LIMIT 1) AS approver`;
const JOINS = `JOIN document d ON d.seq = f.seq JOIN document r ON r.seq = f.receipt_seq
  JOIN shift s ON s.id = d.shift_id JOIN person p ON p.id = d.person_id`;
const VOID = `SELECT ${FOLLOW_UP}, f.seq, f.reason, f.text, f.total FROM receipt_void f ${JOINS} WHERE f.receipt_seq = ?`;
const REVERSALS = 'SELECT n, reference FROM void_reversal WHERE seq = ?';
const CORRECTIONS = `
  SELECT ${FOLLOW_UP}, f.tender_n AS n, f.amount, f.from_method AS "from", f.to_method AS "to", f.reference, f.proof, f.text
  FROM tender_correction f ${JOINS} WHERE f.receipt_seq = ? ORDER BY f.seq`;

/** The void of receipt `seq`, or null. */
export function readVoid(ledger: Ledger, seq: number): VoidView | null {
  const found = ledger.one<Omit<VoidView, 'tenders'> & { readonly seq: number }>(VOID, seq);
  if (!found) return null;
  const { seq: own, ...said } = found;
  const reversals = ledger.all<{ n: number; reference: string }>(REVERSALS, own);
  const tenders = tendersNow(ledger, seq).map((tender) => ({
    ...tender,
    reversal: reversals.find(({ n }) => n === tender.n)?.reference ?? null,
  }));
  return { ...said, tenders };
}

/** The corrections of receipt `seq`, oldest first. */
export function readCorrections(ledger: Ledger, seq: number): CorrectionView[] {
  return ledger.all<CorrectionView>(CORRECTIONS, seq);
}

const SHIFT_OF = 'SELECT shift_id AS shift FROM document WHERE seq = ?';
const MY_SHIFT = "SELECT shift_id AS shift FROM open_shift WHERE person_id = ? AND kind = 'till'";

/** Whether receipt `seq` was posted in the till shift `personId` has open now. */
export function inOpenShiftOf(ledger: Ledger, personId: number, seq: number): boolean {
  const mine = ledger.one<{ shift: number }>(MY_SHIFT, personId)?.shift;
  return mine !== undefined && mine === ledger.one<{ shift: number }>(SHIFT_OF, seq)?.shift;
}

/** The whole standing of receipt `number`, for `personId`. Throws Refused UNKNOWN_RECEIPT. */
export function readStanding(ledger: Ledger, personId: number, number: string): ReceiptStanding {
  const { seq, view } = readReceipt(ledger, number);
  const voided = readVoid(ledger, seq);
  const stands = voided === null && view.replacedBy === undefined;
  return {
    receipt: view.number,
    total: view.total,
    tenders: tendersNow(ledger, seq),
    voided,
    corrections: readCorrections(ledger, seq),
    inMyShift: inOpenShiftOf(ledger, personId, seq),
    voidNeedsApproval: voidNeedsApproval(view.total, voidLimit(ledger, view.businessDate)),
    exchanged: readExchange(ledger, seq),
    replaces: readReplaced(ledger, seq),
    reissued: readReissue(ledger, seq),
    restOf: readRestOf(ledger, seq),
    frozen: frozenReceipt(ledger, seq),
    losses: readLosses(ledger, seq),
    exchangeBlockedBy: stands ? exchangeBlockedBy(receiptToExchange(ledger, seq, view)) : null,
  };
}

/** Up to which total a receipt of `businessDate` is voided without a second person; null: never. Minor units. */
export function voidLimit(ledger: Ledger, businessDate: string): Minor | null {
  return settingOn(ledger, 'voidApproval', businessDate).upTo;
}
