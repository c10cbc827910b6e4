// 抽查: draws payouts from tickets to be looked at, and signs for one that was drawn. Neither is done by whoever opened the
// ticket, paid, approved or was paid.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { TicketPayoutView, TicketSampleView } from '../../core/contract/ticket-view.ts';
import { drawSample, type SampleCandidate } from '../../core/tickets/payout-sample.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { payoutOfDocument, readTicketSample } from '../readers/read-tickets.ts';
import { ticketReview, ticketSample, ticketSamplePick } from '../schema-ticket.ts';

/** Payouts of the days that were never drawn and in which the person had no part. */
const CANDIDATES = `
  SELECT p.seq, p.amount FROM document d JOIN ticket_payout p ON p.seq = d.seq
  WHERE d.type = 'E' AND d.business_date BETWEEN :from AND :to AND p.returns IS NULL
    AND NOT EXISTS (SELECT 1 FROM ticket_sample_pick k WHERE k.payout_seq = p.seq)
    AND NOT EXISTS (SELECT 1 FROM ticket_payout_part o WHERE o.payout_seq = p.seq AND o.person_id = :person)
  ORDER BY p.seq`;

export const ticketDrawSample: Command<InputOf<'ticket.drawSample'>, TicketSampleView> = {
  run({ ledger, caller, operation }, { from, to, percent, alwaysFrom }) {
    const { personId } = caller;
    const candidates = ledger.all<SampleCandidate>(CANDIDATES, { from, to, person: personId });
    if (candidates.length === 0) return refuse('TICKET_SAMPLE_EMPTY', {});
    const seed = ledger.head.hash.toString('hex');
    const drawn = drawSample(seed, { percent, alwaysFrom }, candidates);
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM ticket_sample')?.n ?? 0) + 1;
    const act = new Act(ledger);
    act.insert(ticketSample, {
      ...{ n, at: act.at, personId, fromDate: from, toDate: to, percent, alwaysFrom, seed },
      ...{ count: candidates.length, drawn: drawn.length },
    });
    for (const payoutSeq of drawn) act.insert(ticketSamplePick, { payoutSeq, sampleN: n });
    act.seal({
      kind: 'ticket.sampled',
      ref: String(n),
      businessDate: ledger.businessDate(),
      personId,
      detail: { drawn: drawn.length },
      operation: operation({ sample: n }),
    });
    return readTicketSample(ledger, n);
  },
  again: (ledger, kept) => readTicketSample(ledger, (kept as { sample: number }).sample),
};

const PART = 'SELECT 1 AS one FROM ticket_payout_part WHERE payout_seq = ? AND person_id = ?';

export const ticketReviewPayout: Command<InputOf<'ticket.review'>, OutputOf<'ticket.review'>> = {
  run({ ledger, caller, operation }, { document, sign: { verdict, text } }) {
    const { personId } = caller;
    refuseCardNumbers([text]);
    const { seq, ...payout } = payoutOfDocument(ledger, document);
    if (payout.review === 'none') return refuse('TICKET_NOT_DRAWN', { document: payout.document });
    if (payout.review !== 'drawn') return refuse('TICKET_REVIEWED', { document: payout.document });
    if (ledger.one(PART, seq, personId)) return refuse('TICKET_REVIEW_OWN', { document: payout.document });
    const act = new Act(ledger);
    act.insert(ticketReview, { payoutSeq: seq, verdict, text, at: act.at, personId });
    act.seal({
      ...{ kind: 'ticket.reviewed', ref: payout.document, businessDate: ledger.businessDate(), personId },
      ...{ detail: { verdict }, operation: operation({ document: payout.document }) },
    });
    return shown(ledger, payout.document);
  },
  again: (ledger, kept) => shown(ledger, (kept as { document: string }).document),
};

function shown(ledger: Ledger, document: string): TicketPayoutView {
  const { seq: _seq, ...view } = payoutOfDocument(ledger, document);
  return view;
}
