// 补凭证: the reference of a QR payment or a transfer that was taken without one is told later, beside the tender.
// The receipt stays as it was posted; what was claimed and what proved it are two facts with two dates.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { refuseVoided } from '../ledger/follow-up-rules.ts';
import { refuseUsedReference } from '../ledger/settle-bill.ts';
import { readExchange } from '../readers/read-paper-cases.ts';
import { readReissue } from '../readers/read-reissue.ts';
import { tenderPlace } from '../readers/find-tender.ts';
import { tenderProof } from '../schema-tender.ts';

export const tenderProve: Command<InputOf<'tender.prove'>, OutputOf<'tender.prove'>> = {
  run({ ledger, caller, operation }, { number, n, reference }) {
    refuseCardNumbers([reference]);
    const found = tenderPlace(ledger, number, n) ?? refuse('UNKNOWN_TENDER', { number });
    const exchanged = readExchange(ledger, found.seq) ?? readReissue(ledger, found.seq);
    if (exchanged) return refuse('RECEIPT_EXCHANGED', { receipt: number, replacement: exchanged.replacement });
    refuseVoided(ledger, found.seq, number);
    if (found.proof !== 'unverified') return refuse('TENDER_PROVED', { number });
    const before = ledger.one('SELECT 1 FROM tender_proof WHERE tender_seq = ? AND tender_n = ?', found.seq, n);
    if (before !== undefined) return refuse('TENDER_PROVED', { number });
    refuseUsedReference(ledger, found.method, reference);
    const act = new Act(ledger);
    act.insert(tenderProof, { tenderSeq: found.seq, tenderN: n, reference, at: act.at, personId: caller.personId });
    act.seal({
      kind: 'tender.proved',
      ref: number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { n },
      operation: operation({ number, n, reference }),
    });
    return { number, n, reference };
  },
  again: (_ledger, kept) => kept as OutputOf<'tender.prove'>,
};
