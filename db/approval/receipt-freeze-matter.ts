// What freezing a receipt, or letting it go, is about: the whole receipt, what holds now and what was the reason.
import type { ReceiptFreezeSubject } from '../../core/contract/approval-subjects.ts';
import type { Caller } from '../ledger/command.ts';
import { freezableReceipt } from '../ledger/freezable-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MatterRead } from './matters.ts';
import { receiptFacts, textFact } from './receipt-facts.ts';

/** Throws Refused UNKNOWN_RECEIPT, RECEIPT_VOIDED, RECEIPT_EXCHANGED, RECEIPT_FREEZE_SAME. */
export function describeReceiptFreeze(ledger: Ledger, _caller: Caller, subject: ReceiptFreezeSubject): MatterRead {
  const { seq, view, last, frozen } = freezableReceipt(ledger, subject);
  return {
    amount: view.total,
    facts: [
      ...receiptFacts(view),
      { kind: 'receiptState', label: 'before', frozen: !subject.frozen },
      ...textFact('remark', frozen?.reason ?? null),
      { kind: 'receiptState', label: 'after', frozen: subject.frozen },
      { kind: 'text', label: 'reason', text: subject.reason },
    ],
    version: `${seq}/${last}`,
  };
}
