// What correcting a tender is about: which money leaves which way to pay for which other one, and how that is proved.
import type { CorrectionSubject } from '../../core/contract/approval-subjects.ts';
import type { Caller } from '../ledger/command.ts';
import { correctableTender } from '../ledger/correctable-tender.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readCorrections } from '../readers/read-standing.ts';
import type { MatterRead } from './matters.ts';
import { receiptFacts, textFact } from './receipt-facts.ts';

/** Throws what `correctableTender` refuses. */
export function describeCorrection(ledger: Ledger, caller: Caller, subject: CorrectionSubject): MatterRead {
  const { seq, view, amount, from, to, before } = correctableTender(ledger, caller, subject);
  const { reference, text } = subject;
  return {
    amount,
    facts: [
      { kind: 'tender', label: 'before', method: from, amount, reference: before },
      { kind: 'tender', label: 'after', method: to, amount, reference },
      ...textFact('remark', text),
      ...receiptFacts(view),
    ],
    version: `${seq}.${subject.n}.${readCorrections(ledger, seq).length}`,
  };
}
