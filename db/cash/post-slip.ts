// Posts cash from one place to another with the slip that says why: a paid-in, a drop, a fill of the safe.
import { movePostings } from '../../core/cash/cash-movement.ts';
import type { CashMovementKind } from '../../core/cash/cash-movement.ts';
import type { CashCause } from '../../core/cash/cash-cause.ts';
import type { Pieces } from '../../core/cash/count-rule.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Act, OperationSeal } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { insertPieces, postCashMovement } from '../ledger/post-cash.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { cashSlip } from '../schema-cash.ts';
import { attachmentOf } from '../use-cases/keep-attachment.ts';

export interface SlipToPost {
  readonly kind: CashMovementKind;
  readonly amount: Minor;
  /** Account codes; both null for a change of notes. */
  readonly from: string | null;
  readonly to: string | null;
  readonly cause?: CashCause;
  readonly reason?: string | null;
  readonly party?: string | null;
  readonly paper?: string | null;
  readonly attachment?: string | null;
  readonly offer?: number;
  /** What lay in the safe, minor units. */
  readonly counted?: Minor;
  readonly pieces?: readonly Pieces[];
  /** Inserts what else belongs to the act, an approval that is used up for it above all. */
  readonly rows?: (act: Act) => void;
}

/**
 * Posts `slip` into `into` inside a running transaction and answers its number. Throws Refused CASH_SHORT,
 * AMOUNT_OUT_OF_RANGE, CARD_NUMBER_NOT_ALLOWED, UNKNOWN_ATTACHMENT.
 */
export function postSlip(
  ledger: Ledger,
  caller: Caller,
  into: ShiftToPostIn,
  slip: SlipToPost,
  operation: ((number: string) => OperationSeal) | null,
): string {
  const { kind, amount, from, to, reason = null, party = null, paper = null, attachment = null } = slip;
  refuseCardNumbers([reason, party, paper]);
  // A customer's papers and the proof of a payment are of something else.
  if (attachment !== null) attachmentOf(ledger, attachment, 'caseDocument');
  const rows = (act: Act): void => {
    slip.rows?.(act);
    act.insert(cashSlip, {
      ...{ fromAccount: from, toAccount: to, cause: slip.cause ?? null, reason, party, paper },
      ...{ attachmentId: attachment, offerSeq: slip.offer ?? null, counted: slip.counted ?? null },
    });
    insertPieces(act, 'held', slip.pieces ?? []);
  };
  const postings = from === null || to === null ? [] : movePostings(from, to, amount);
  return postCashMovement(ledger, caller, into, { kind, amount, postings, rows }, operation);
}
