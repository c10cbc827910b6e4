// Reads a refund case for whoever decides on it: with the receipt it is of, the departments' words and the applicant's rate.
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerOf } from './find-customer.ts';
import { type CaseHead, caseHead, viewOf } from './read-refund.ts';
import { readReceipt } from './read-receipt.ts';
import { readRefundable } from './read-refundable.ts';

const MONTH_MS = 31 * 86_400_000;
const CONFIRMED = `
  SELECT l.name, u.quantity, u.kind, u.department, u.at, p.name AS "by" FROM refund_line r
    JOIN use_confirmation u ON u.receipt_seq = r.receipt_seq AND u.line_n = r.line_n
    JOIN line l ON l.seq = r.receipt_seq AND l.n = r.line_n JOIN person p ON p.id = u.person_id
  WHERE r.case_id = ? AND r.version = ? ORDER BY u.at`;
const REFUNDS = 'SELECT count(*) AS n FROM refund_case WHERE person_id = ? AND at >= ?';
const RECEIPTS = `
  SELECT count(*) AS n FROM shift s JOIN document d ON d.shift_id = s.id AND d.type = 'R'
  WHERE s.person_id = ? AND s.opened_at >= ?`;

/** The file of the case called `number`. Throws Refused UNKNOWN_REFUND. */
export function readCaseFile(ledger: Ledger, number: string): CaseFile {
  const head = caseHead(ledger, number);
  const view = viewOf(ledger, head);
  const since = ledger.clock.now() - MONTH_MS;
  const count = (sql: string): number => ledger.one<{ n: number }>(sql, head.personId, since)?.n ?? 0;
  return {
    case: view,
    totals: readRefundable(ledger, view.of).totals,
    receipt: receiptOf(ledger, head),
    idNumber: head.customerId === null ? null : (customerOf(ledger, head.customerId)?.idNumber ?? null),
    confirmed: ledger.all(CONFIRMED, head.id, head.version),
    applicant: { refunds: count(REFUNDS), receipts: count(RECEIPTS) },
    utcOffsetMinutes: ledger.clock.utcOffset(head.at),
  };
}

function receiptOf(ledger: Ledger, { receipt }: CaseHead): CaseFile['receipt'] {
  if (receipt === null) return null;
  const { number, businessDate, postedAt, cashier, total, rounding, tenders } = readReceipt(ledger, receipt).view;
  return {
    ...{ number, businessDate, postedAt, cashier, total, rounding },
    tenders: tenders.map(({ method, applied, reference }) => ({ method, amount: applied, reference })),
  };
}
