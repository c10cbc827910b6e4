// What voiding a receipt is about: the whole receipt as it was posted, and the money that goes back.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { VoidSubject } from '../../core/contract/approval-subjects.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { voidableReceipt } from '../ledger/voidable-receipt.ts';
import { readCorrections, tendersNow } from '../readers/read-standing.ts';
import type { MatterRead } from './matters.ts';
import { receiptFacts, textFact, timesPrinted } from './receipt-facts.ts';

/** Throws what `voidableReceipt` refuses. */
export function describeVoid(ledger: Ledger, caller: Caller, subject: VoidSubject): MatterRead {
  const { seq, view } = voidableReceipt(ledger, caller, subject);
  const tenders = tendersNow(ledger, seq).map(
    ({ method, amount, reference }): ApprovalFact => ({ kind: 'tender', label: 'tender', method, amount, reference }),
  );
  const facts: ApprovalFact[] = [
    ...receiptFacts(view),
    ...tenders,
    { kind: 'voidReason', label: 'reason', reason: subject.reason },
    ...textFact('remark', subject.text),
    { kind: 'count', label: 'printed', count: timesPrinted(ledger, seq) },
  ];
  return { amount: view.total, facts, version: `${seq}.${readCorrections(ledger, seq).length}` };
}
