// Follows which receipts are frozen 冻结, and proves that nothing of a frozen one was voided, exchanged, reissued, corrected,
// asked back, posted or sent; and that two people said so each time.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import type { FollowUps } from './check-follow-up.ts';
import { bad } from './finding.ts';
import {
  CASE,
  CORRECTION,
  EXCHANGE,
  type LinkRows,
  numberAt,
  PAYOUT_STEP,
  RECEIPT_FREEZE,
  REISSUE,
  type Row,
  rowsOf,
  SLIP,
  SUBMITTED,
  textAt,
  VOIDED,
} from './row-places.ts';

/** Of which receipt a row is, by its table. */
const OF_RECEIPT: Readonly<Record<string, number>> = {
  receipt_void: VOIDED.receipt,
  receipt_exchange: EXCHANGE.receipt,
  receipt_reissue: REISSUE.receipt,
  tender_correction: CORRECTION.receipt,
};
/** Of which case a row is, by its table. */
const OF_CASE: Readonly<Record<string, number>> = {
  refund_submission: SUBMITTED.case,
  refund_document: SLIP.case,
  payout_step: PAYOUT_STEP.case,
};

export class Freezes {
  readonly #frozen = new Map<number, number>();
  readonly #receiptOf = new Map<number, number>();

  /** Takes note of one link; before what it says is checked elsewhere. Throws a finding for what no rule allows. */
  take(seq: number, rows: LinkRows, followUps: FollowUps, approvals: readonly ApprovalKind[]): void {
    for (const row of rowsOf(rows, 'receipt_freeze')) this.#freeze(seq, row, followUps, approvals);
    for (const row of rowsOf(rows, 'refund_case')) {
      const receipt = row[CASE.receipt];
      if (typeof receipt === 'number') this.#receiptOf.set(numberAt(row, CASE.id), receipt);
    }
    if (this.#frozen.size === 0) return;
    for (const [table, place] of Object.entries(OF_RECEIPT))
      for (const row of rowsOf(rows, table)) this.#refuse(seq, table, numberAt(row, place));
    for (const [table, place] of Object.entries(OF_CASE))
      for (const row of rowsOf(rows, table)) {
        if (table === 'payout_step' && !leaves(row)) continue;
        this.#refuse(seq, table, this.#receiptOf.get(numberAt(row, place)));
      }
  }

  #refuse(seq: number, table: string, receipt: number | undefined): void {
    if (receipt !== undefined && (this.#frozen.get(receipt) ?? 0) % 2 === 1)
      bad('limits', table, seq, 'its receipt is frozen');
  }

  #freeze(seq: number, row: Row, followUps: FollowUps, approvals: readonly ApprovalKind[]): void {
    const say = (detail: string): never => bad('limits', 'receipt_freeze', seq, detail);
    const receipt = numberAt(row, RECEIPT_FREEZE.receipt);
    const n = numberAt(row, RECEIPT_FREEZE.n);
    if (n !== (this.#frozen.get(receipt) ?? 0) + 1) say('does not follow the last one');
    if (numberAt(row, RECEIPT_FREEZE.frozen) !== n % 2) say('freezes twice or lets go twice');
    if (followUps.isVoided(receipt)) say('its receipt was voided');
    if (!approvals.includes('receiptFreeze')) say('nobody approved it');
    this.#frozen.set(receipt, n);
  }
}

/** Whether a step of a payout sends money: what is known by the number of an earlier transfer has left already. */
function leaves(row: Row): boolean {
  const isSent = textAt(row, PAYOUT_STEP.step) === 'sent';
  return isSent && (row[PAYOUT_STEP.reference] === null || row[PAYOUT_STEP.batch] !== null);
}
