// What voiding a receipt is about: the whole receipt as it was posted, and the money that goes back.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { VoidSubject } from '../../core/contract/approval-subjects.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readReceipt } from '../readers/read-receipt.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import type { MatterRead } from './matters.ts';

/** Throws Refused UNKNOWN_RECEIPT, RECEIPT_NOT_IN_SHIFT, REASON_TEXT_REQUIRED, NO_OPEN_SHIFT, DAY_CLOSED. */
export function describeVoid(ledger: Ledger, caller: Caller, subject: VoidSubject): MatterRead {
  if (subject.reason === 'other' && subject.text === null) refuse('REASON_TEXT_REQUIRED', {});
  const { seq, view } = readReceipt(ledger, subject.receipt);
  const shift = openTillShift(ledger, caller.personId);
  if (view.shiftNumber !== shift.number) refuse('RECEIPT_NOT_IN_SHIFT', { receipt: view.number, shift: shift.number });
  const printed = ledger.one<{ n: number }>('SELECT count(*) AS n FROM print_mark WHERE document_seq = ?', seq)?.n ?? 0;
  const facts = [...voidFacts(view, subject), { kind: 'count', label: 'printed', count: printed } as const];
  return { amount: view.total, facts, version: `${seq}` };
}

function voidFacts(view: ReceiptView, subject: VoidSubject): ApprovalFact[] {
  const text = (label: Extract<ApprovalFact, { kind: 'text' }>['label'], value: string | null): ApprovalFact[] =>
    value === null ? [] : [{ kind: 'text', label, text: value }];
  return [
    ...text('receipt', view.number),
    ...text('shift', view.shiftNumber),
    ...text('cashier', view.cashier),
    ...text('customer', view.customer && `${view.customer.number} ${view.customer.name}`),
    ...text('payer', view.payer),
    ...view.lines.map(({ name, unit, quantity, amount }) => ({ kind: 'line' as const, name, unit, quantity, amount })),
    ...view.tenders.map(({ method, applied, reference }) => ({
      kind: 'tender' as const,
      label: 'tender' as const,
      method,
      amount: applied,
      reference,
    })),
    { kind: 'voidReason', label: 'reason', reason: subject.reason },
    ...text('remark', subject.text),
  ];
}
