// Reads a refund case for whoever decides on it: with the receipt it is of, the departments' words what customer and applicant did before.
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerOf } from './find-customer.ts';
import { type CaseHead, caseHead, viewOf } from './read-refund.ts';
import { applicantPast, customerPast } from './read-past.ts';
import { readReceipt } from './read-receipt.ts';
import { readRefundable } from './read-refundable.ts';

const CONFIRMED = `
  SELECT l.name, u.quantity, u.kind, u.department, u.at, p.name AS "by" FROM refund_line r
    JOIN use_confirmation u ON u.receipt_seq = r.receipt_seq AND u.line_n = r.line_n
    JOIN line l ON l.seq = r.receipt_seq AND l.n = r.line_n JOIN person p ON p.id = u.person_id
  WHERE r.case_id = ? AND r.version = ? ORDER BY u.at`;

/** The file of the case called `number`. Throws Refused UNKNOWN_REFUND. */
export function readCaseFile(ledger: Ledger, number: string): CaseFile {
  const head = caseHead(ledger, number);
  const view = viewOf(ledger, head);
  return {
    case: view,
    totals: readRefundable(ledger, view.of).totals,
    receipt: receiptOf(ledger, head),
    idNumber: head.customerId === null ? null : (customerOf(ledger, head.customerId)?.idNumber ?? null),
    confirmed: ledger.all(CONFIRMED, head.id, head.version),
    customerPast: customerPast(ledger, head),
    applicant: applicantPast(ledger, head),
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
