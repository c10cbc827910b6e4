// 拒付: records that a bill was not paid, why, and what is to follow. It appears in the day report; no money moves.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { formatDocumentNumber } from '../../core/numbers/document-number.ts';
import { Act } from '../ledger/act.ts';
import { billFacts, pricingDate } from '../ledger/bill-facts.ts';
import type { Command } from '../ledger/command.ts';
import { refusal, refusalLine } from '../schema.ts';

export const refusalRecord: Command<InputOf<'refusal.record'>, OutputOf<'refusal.record'>> = {
  run({ ledger, caller, operation }, input) {
    const { reason, text, followUp, payer } = input;
    if (reason === 'other' && text === null) refuse('REASON_TEXT_REQUIRED', {});
    const businessDate = pricingDate(ledger, caller.personId);
    const { lines, ...facts } = billFacts(ledger, input, [text, followUp], businessDate);
    const act = new Act(ledger);
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM refusal')?.n ?? 0) + 1;
    const number = formatDocumentNumber({ counter: ledger.meta.counterCode, type: SLIP_LETTERS.refusedBill, n });
    const said = { reason, text, followUp, payer };
    act.insert(refusal, { n, number, businessDate, at: act.at, personId: caller.personId, ...facts, ...said });
    for (const line of lines) act.insert(refusalLine, line);
    const answer = { number, total: facts.total };
    const sealWith = { businessDate, personId: caller.personId, detail: { reason } };
    act.seal({ kind: 'bill.refused', ref: number, ...sealWith, operation: operation(answer) });
    return answer;
  },
  again: (_ledger, kept) => kept as OutputOf<'refusal.record'>,
};
