// 付款凭证: a kept picture or page is put beside the tender it speaks for. Anybody can paint a screenshot, so that the tender
// stays unverified until a reference or a statement proves it.
import { takesEvidence } from '../../core/charge/tender-method.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import { tenderPlace } from '../readers/find-tender.ts';
import { readEvidence } from '../readers/read-evidence.ts';
import { tenderEvidence } from '../schema-tender.ts';
import { attachmentOf } from './keep-attachment.ts';

export const tenderAttach: Command<InputOf<'tender.attach'>, OutputOf<'tender.attach'>> = {
  run({ ledger, caller, operation }, { number, n, attachment }) {
    const { seq, method } = tenderPlace(ledger, number, n) ?? refuse('UNKNOWN_TENDER', { number });
    if (!takesEvidence(method)) refuse('TENDER_NEEDS_NONE', { method });
    attachmentOf(ledger, attachment, 'tenderEvidence');
    if (ledger.one('SELECT 1 FROM tender_evidence WHERE attachment_id = ?', attachment))
      refuse('ATTACHMENT_IN_USE', { attachment });
    const last = 'SELECT max(n) AS n FROM tender_evidence WHERE tender_seq = ? AND tender_n = ?';
    const before = ledger.one<{ n: number | null }>(last, seq, n)?.n ?? 0;
    const act = new Act(ledger);
    act.insert(tenderEvidence, {
      tenderSeq: seq,
      tenderN: n,
      n: before + 1,
      attachmentId: attachment,
      at: act.at,
      personId: caller.personId,
    });
    act.seal({
      kind: 'tender.evidence',
      ref: number,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { n, attachment },
      operation: operation({ number }),
    });
    return readEvidence(ledger, number);
  },
  again: (ledger, kept) => readEvidence(ledger, (kept as { number: string }).number),
};
