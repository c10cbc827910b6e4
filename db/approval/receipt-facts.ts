// The facts by which an approver knows a receipt again: number, shift, people, lines.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { ReceiptView } from '../../core/contract/receipt-view.ts';
import type { Ledger } from '../ledger/ledger.ts';

type TextLabel = Extract<ApprovalFact, { readonly kind: 'text' }>['label'];

/** One fact, or none where there is nothing to say. */
export function textFact(label: TextLabel, text: string | null): ApprovalFact[] {
  return text === null ? [] : [{ kind: 'text', label, text }];
}

/** Which receipt it is. */
export function receiptFacts(view: ReceiptView): ApprovalFact[] {
  return [
    ...textFact('receipt', view.number),
    ...textFact('shift', view.shiftNumber),
    ...textFact('cashier', view.cashier),
    ...textFact('customer', view.customer && `${view.customer.number} ${view.customer.name}`),
    ...textFact('payer', view.payer),
    ...view.lines.map(({ name, unit, quantity, amount }) => ({ kind: 'line' as const, name, unit, quantity, amount })),
  ];
}

/** How many sheets of document `seq` were made so far. */
export function timesPrinted(ledger: Ledger, seq: number): number {
  return ledger.one<{ n: number }>('SELECT count(*) AS n FROM print_mark WHERE document_seq = ?', seq)?.n ?? 0;
}
