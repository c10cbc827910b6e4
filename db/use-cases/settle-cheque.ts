// 支票收妥/退票: finance says what the bank did with a cheque, in a shift of the office, as a document linked to it.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, minor, ZERO } from '../../core/money/money.ts';
import { bouncedPostings, clearedPostings } from '../../core/prepayment/prepayment-postings.ts';
import type { PrepaymentPurpose } from '../../core/accounts/chart.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command, CommandCall } from '../ledger/command.ts';
import { refuseVoided } from '../ledger/follow-up-rules.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { noteText } from '../../core/refund/refund-words.ts';
import { sendBackWaiting } from '../refund/move-payout.ts';
import { tenderPlace } from '../readers/find-tender.ts';
import { entry } from '../schema.ts';
import { chequeEnd, prepaymentDraw } from '../schema-tender.ts';
import { inSomeShift } from './office-shift.ts';

type Settled = OutputOf<'cheque.clear'>;

interface ChequeAsked {
  readonly number: string;
  readonly n: number;
  readonly outcome: 'cleared' | 'bounced';
  readonly reason: string | null;
}

export const chequeClear: Command<InputOf<'cheque.clear'>, Settled> = {
  run: (call, { number, n }) => settleCheque(call, { number, n, outcome: 'cleared', reason: null }),
  again: readEnd,
};

export const chequeBounce: Command<InputOf<'cheque.bounce'>, Settled> = {
  run(call, { number, n, reason }) {
    refuseCardNumbers([reason]);
    return settleCheque(call, { number, n, outcome: 'bounced', reason });
  },
  again: readEnd,
};

/** What still lies on a customer's account of the load that this cheque was; null when it paid a bill. */
interface Unspent {
  readonly accountId: number;
  readonly purpose: PrepaymentPurpose;
  readonly remaining: Minor;
}

const UNSPENT = `
  SELECT a.id AS accountId, a.purpose, l.remaining FROM load_left l JOIN prepayment_account a ON a.id = l.account_id
  WHERE l.load_seq = ? AND l.load_n = ?`;

function settleCheque({ ledger, caller, operation }: CommandCall, asked: ChequeAsked): Settled {
  const found = tenderPlace(ledger, asked.number, asked.n);
  if (found?.method !== 'cheque') return refuse('UNKNOWN_TENDER', { number: asked.number });
  refuseVoided(ledger, found.seq, asked.number);
  const ended = ledger.one('SELECT 1 FROM cheque_end WHERE tender_seq = ? AND tender_n = ?', found.seq, asked.n);
  if (ended !== undefined) return refuse('CHEQUE_ENDED', { number: asked.number });
  const { outcome, reason } = asked;
  const unspent = outcome === 'bounced' ? ledger.one<Unspent>(UNSPENT, found.seq, asked.n) : undefined;
  const taken = unspent?.remaining ?? ZERO;
  const postings =
    outcome === 'cleared'
      ? clearedPostings(found.amount)
      : bouncedPostings(found.amount, taken, unspent?.purpose ?? null);
  const end = { tenderSeq: found.seq, tenderN: asked.n, outcome, reason };
  const settled = (number: string): Settled => {
    const owedAgain = outcome === 'bounced' ? minor(found.amount - taken) : ZERO;
    return { number, outcome, amount: found.amount, owedAgain };
  };
  return inSomeShift(
    ledger,
    caller,
    operation,
    ({ number }: Settled) => ({ cheque: number }),
    (shift, seals) => settled(postEnd(ledger, caller, shift, { end, unspent, postings }, seals)),
  );
}

interface EndToPost {
  readonly end: Pick<typeof chequeEnd.$inferInsert, 'tenderSeq' | 'tenderN' | 'outcome'> & {
    readonly reason: string | null;
  };
  readonly unspent: Unspent | undefined;
  readonly postings: readonly Posting[];
}

/** Writes the document Q and answers its number. */
function postEnd(
  ledger: Ledger,
  caller: Caller,
  shift: ShiftToPostIn,
  { end, unspent, postings }: EndToPost,
  seals: ((answer: unknown) => OperationSeal) | null,
): string {
  const { shiftId, businessDate } = shift;
  refuseBeyondRange(ledger, businessDate, ZERO, postings);
  const act = new Act(ledger);
  const { number } = allotDocument(ledger, act, { type: 'Q', businessDate, shiftId, personId: caller.personId });
  if (unspent !== undefined && unspent.remaining > 0) {
    act.insert(prepaymentDraw, {
      n: 1,
      accountId: unspent.accountId,
      loadSeq: end.tenderSeq,
      loadN: end.tenderN,
      amount: unspent.remaining,
      tenderN: null,
      method: null,
      reference: null,
    });
  }
  act.insert(chequeEnd, end);
  if (end.outcome === 'bounced')
    sendBackWaiting(ledger, act, end, {
      personId: caller.personId,
      text: noteText('chequeBounced', end.reason ?? '').slice(0, 200),
    });
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  act.seal({
    kind: `cheque.${end.outcome}`,
    ref: number,
    businessDate,
    personId: caller.personId,
    ...(seals === null ? {} : { operation: seals({ cheque: number }) }),
  });
  return number;
}

function readEnd(ledger: Ledger, kept: unknown): Settled {
  const { cheque } = kept as { cheque: string };
  const row = ledger.one<Omit<Settled, 'owedAgain'> & { drawn: number }>(
    `SELECT d.number, e.outcome, t.applied AS amount,
       coalesce((SELECT sum(amount) FROM prepayment_draw WHERE seq = e.seq), 0) AS drawn
     FROM document d JOIN cheque_end e ON e.seq = d.seq JOIN tender t ON t.seq = e.tender_seq AND t.n = e.tender_n
     WHERE d.type = 'Q' AND d.number = ?`,
    cheque,
  );
  if (!row) throw new Error(`document ${cheque} has an operation but no cheque`);
  const { drawn, ...rest } = row;
  return { ...rest, owedAgain: rest.outcome === 'bounced' ? minor(rest.amount - drawn) : ZERO };
}
