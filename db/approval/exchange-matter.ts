// What an exchange is about: the whole receipt, the name on it and the name that is to stand there.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { ExchangeSubject } from '../../core/contract/approval-subjects.ts';
import type { Caller } from '../ledger/command.ts';
import { exchangeableReceipt } from '../ledger/exchangeable-receipt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readLosses } from '../readers/read-paper-cases.ts';
import { readCorrections } from '../readers/read-standing.ts';
import type { MatterRead } from './matters.ts';
import { receiptFacts, textFact, timesPrinted } from './receipt-facts.ts';

/** Throws what `exchangeableReceipt` refuses. */
export function describeExchange(ledger: Ledger, caller: Caller, subject: ExchangeSubject): MatterRead {
  const { seq, view } = exchangeableReceipt(ledger, caller, subject);
  const facts: ApprovalFact[] = [
    ...receiptFacts(view),
    ...textFact('newPayer', subject.payer),
    { kind: 'exchangeReason', label: 'reason', reason: subject.reason },
    ...textFact('remark', subject.text),
    { kind: 'count', label: 'printed', count: timesPrinted(ledger, seq) },
  ];
  const version = [seq, readCorrections(ledger, seq).length, readLosses(ledger, seq).length].join('.');
  return { amount: view.total, facts, version };
}
