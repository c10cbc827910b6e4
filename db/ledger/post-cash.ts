// Posts a cash movement: a document C of a shift with its entries, and the rows that say what it was.
// Every way cash takes between two sales goes through here, so that none can forget its number or its limits.
import type { CashMovementKind } from '../../core/cash/cash-movement.ts';
import type { Pieces } from '../../core/cash/count-rule.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { type Minor, ZERO } from '../../core/money/money.ts';
import { cashMovement, entry } from '../schema.ts';
import { cashPiece } from '../schema-cash.ts';
import { Act, type OperationSeal } from './act.ts';
import { allotDocument } from './allot-document.ts';
import type { Caller } from './command.ts';
import type { Ledger } from './ledger.ts';
import type { ShiftToPostIn } from './post-receipt.ts';
import { refuseBeyondRange } from './refuse-beyond-range.ts';

export interface CashToPost {
  readonly kind: CashMovementKind;
  /** Minor units ≥ 0. */
  readonly amount: Minor;
  /** Debit positive; those of nothing are left out. */
  readonly postings: readonly Posting[];
  /** Inserts what else the act says, after the movement and before it is sealed. */
  readonly rows?: (act: Act) => void;
}

/**
 * Posts `movement` into `into` inside a running transaction and answers its number. Throws Refused CASH_SHORT,
 * AMOUNT_OUT_OF_RANGE.
 */
export function postCashMovement(
  ledger: Ledger,
  caller: Caller,
  into: ShiftToPostIn,
  movement: CashToPost,
  operation: OperationSeal | ((number: string) => OperationSeal) | null,
): string {
  const postings = movement.postings.filter((posting) => posting.amount !== 0);
  refuseBeyondRange(ledger, into.businessDate, ZERO, postings);
  const act = new Act(ledger);
  const { shiftId, businessDate } = into;
  const { personId } = caller;
  const { number } = allotDocument(ledger, act, { type: 'C', businessDate, shiftId, personId });
  act.insert(cashMovement, { kind: movement.kind, amount: movement.amount });
  movement.rows?.(act);
  for (const [index, posting] of postings.entries()) act.insert(entry, { n: index + 1, ...posting });
  const seal = typeof operation === 'function' ? operation(number) : operation;
  act.seal({
    kind: `cash.${movement.kind}`,
    ref: number,
    businessDate,
    personId,
    ...(seal ? { operation: seal } : {}),
  });
  return number;
}

/** Inserts the notes and coins of `side` under `act`, in the order the chain is proved in. */
export function insertPieces(act: Act, side: 'held' | 'in' | 'out', pieces: readonly Pieces[]): void {
  const rising = [...pieces].sort((one, other) => one.face - other.face);
  for (const { face, pieces: n } of rising) act.insert(cashPiece, { side, face, pieces: n });
}
