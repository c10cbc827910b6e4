// 缴款: cash of the safe goes to the bank on a slip that two people have counted, and finance says what became of it.
import { depositEndPostings, depositPostings } from '../../core/cash/cash-movement.ts';
import type { CashView } from '../../core/contract/cash-view.ts';
import type { InputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, ZERO } from '../../core/money/money.ts';
import { ourAccount } from '../cash/our-account.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { allotDocument } from '../ledger/allot-document.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { insertPieces, postCashMovement } from '../ledger/post-cash.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { refuseBeyondRange } from '../ledger/refuse-beyond-range.ts';
import { readCashDocument } from '../readers/read-cash.ts';
import { entry } from '../schema.ts';
import { depositEnd, depositSlip } from '../schema-cash.ts';
import { countedByTwo } from './cash-safe.ts';
import { inSomeShift } from './office-shift.ts';

type Kept = { readonly number: string };
type Seals = ((answer: unknown) => OperationSeal) | null;
const again = (ledger: Ledger, kept: unknown): CashView => readCashDocument(ledger, (kept as Kept).number);

export const depositMake: Command<InputOf<'deposit.make'>, CashView> = {
  run(call, input) {
    const { ledger, caller, operation } = call;
    const { amount, pieces, bearer, approval } = input;
    refuseCardNumbers([bearer]);
    const counted = countedByTwo(call, { kind: 'bankDeposit', amount, pieces, bearer }, approval);
    const number = inSomeShift(
      ledger,
      caller,
      operation,
      (made: string): Kept => ({ number: made }),
      (shift, seals) => postDeposit(call, input, shift, counted, seals),
    );
    return readCashDocument(ledger, number);
  },
  again,
};

function postDeposit(
  { ledger, caller }: CommandCall,
  { amount, pieces, bearer }: InputOf<'deposit.make'>,
  shift: ShiftToPostIn,
  counted: (act: Act) => void,
  seals: Seals,
): string {
  const { shiftId, businessDate } = shift;
  const { personId } = caller;
  const account = ourAccount(ledger, businessDate);
  const postings = depositPostings(amount);
  refuseBeyondRange(ledger, businessDate, ZERO, postings);
  const act = new Act(ledger);
  counted(act);
  const { number } = allotDocument(ledger, act, { type: 'D', businessDate, shiftId, personId });
  act.insert(depositSlip, {
    amount,
    holder: account.holder,
    bank: account.bank,
    accountNumber: account.account,
    bearer,
  });
  insertPieces(act, 'held', pieces);
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  const seal = seals?.({ number } satisfies Kept);
  act.seal({ kind: 'deposit.made', ref: number, businessDate, personId, ...(seal ? { operation: seal } : {}) });
  return number;
}

interface Waiting {
  readonly seq: number;
  readonly amount: Minor;
  readonly ended: 0 | 1;
}

const DEPOSIT = `
  SELECT s.seq, s.amount, EXISTS (SELECT 1 FROM deposit_end e WHERE e.deposit_seq = s.seq) AS ended
  FROM deposit_slip s JOIN document d ON d.seq = s.seq WHERE d.type = 'D' AND d.n = ? AND d.number = ?`;

export const depositSettle: Command<InputOf<'deposit.settle'>, CashView> = {
  run({ ledger, caller, operation }, input) {
    const { number: asked, outcome, counted, reason } = input;
    const reference = outcome === 'confirmed' ? input.reference : null;
    if (outcome === 'confirmed' && reference === null) return refuse('REFERENCE_REQUIRED', { method: 'deposit' });
    refuseCardNumbers([reason, reference]);
    const n = Number(asked.split('-').at(-1));
    const waiting = ledger.one<Waiting>(DEPOSIT, Number.isSafeInteger(n) ? n : 0, asked);
    if (!waiting) return refuse('UNKNOWN_CASH_DOCUMENT', { number: asked });
    if (waiting.ended === 1) return refuse('DEPOSIT_ENDED', { number: asked });
    if (reason === null && (outcome === 'returned' || counted !== waiting.amount))
      return refuse('REASON_TEXT_REQUIRED', {});
    const postings = depositEndPostings(outcome, waiting.amount, counted);
    const end = { depositSeq: waiting.seq, outcome, reference, counted, reason };
    const rows = (act: Act): void => act.insert(depositEnd, end);
    inSomeShift(
      ledger,
      caller,
      operation,
      (): Kept => ({ number: asked }),
      (shift, seals) =>
        postCashMovement(
          ledger,
          caller,
          shift,
          { kind: 'depositEnd', amount: counted, postings, rows },
          seals && (() => seals({ number: asked })),
        ),
    );
    return readCashDocument(ledger, asked);
  },
  again,
};
