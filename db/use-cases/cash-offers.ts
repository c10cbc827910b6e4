// 调拨: cash offered to a drawer moves when whoever works there accepts it; until then it is where it was.
import { SAFE_ACCOUNT } from '../../core/accounts/chart.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type Minor, negateMinor } from '../../core/money/money.ts';
import { postSlip } from '../cash/post-slip.ts';
import { type OpenTransfer, waitingTransfer } from '../cash/open-offers.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { refuseCashBelowNothing } from '../ledger/refuse-beyond-range.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { readOffer } from '../readers/read-cash-lists.ts';
import { transferEnd, transferOffer } from '../schema-cash.ts';

type Offered = OutputOf<'cash.offer'>;
type Kept = { readonly offer: number };
const again = (ledger: Ledger, kept: unknown): Offered => readOffer(ledger, (kept as Kept).offer);

export const cashOffer: Command<InputOf<'cash.offer'>, Offered> = {
  run({ ledger, caller, operation }, input) {
    const shift = openTillShift(ledger, caller.personId);
    const from = { shiftId: shift.shiftId, account: shift.drawerAccount, businessDate: shift.businessDate };
    return offer(ledger, caller, from, input, operation);
  },
  again,
};

export const cashOfferFromSafe: Command<InputOf<'cash.offerFromSafe'>, Offered> = {
  run({ ledger, caller, operation }, input) {
    const from = { shiftId: null, account: SAFE_ACCOUNT, businessDate: ledger.businessDate() };
    return offer(ledger, caller, from, input, operation);
  },
  again,
};

interface OfferFrom {
  readonly shiftId: number | null;
  readonly account: string;
  readonly businessDate: string;
}

function offer(
  ledger: Ledger,
  caller: Caller,
  from: OfferFrom,
  { to, amount, reason }: { readonly to: string; readonly amount: Minor; readonly reason: string | null },
  operation: (answer: unknown) => OperationSeal,
): Offered {
  refuseCardNumbers([reason]);
  const drawer = ledger.one<{ id: number; account: string }>(
    "SELECT id, account FROM drawer WHERE code = ? AND kind = 'till'",
    to,
  );
  if (!drawer) return refuse('UNKNOWN_DRAWER', { drawer: to });
  if (drawer.account === from.account) return refuse('SAME_PLACE', {});
  refuseCashBelowNothing(ledger, [{ account: from.account, amount: negateMinor(amount) }]);
  const act = new Act(ledger);
  const { personId } = caller;
  act.insert(transferOffer, { fromShiftId: from.shiftId, toDrawerId: drawer.id, amount, at: act.at, personId, reason });
  const { businessDate } = from;
  const kept: Kept = { offer: act.seq };
  act.seal({ kind: 'cash.offered', ref: to, businessDate, personId, detail: { amount }, operation: operation(kept) });
  return readOffer(ledger, act.seq);
}

type Answered = OutputOf<'cash.answer'>;

export const cashAnswer: Command<InputOf<'cash.answer'>, Answered> = {
  run({ ledger, caller, operation }, input) {
    const shift = openTillShift(ledger, caller.personId);
    const waiting = waitingTransfer(ledger, input.offer);
    // An offer to another drawer is nothing this cashier knows of.
    if (waiting.toAccount !== shift.drawerAccount) return refuse('UNKNOWN_OFFER', {});
    if (waiting.personId === caller.personId) return refuse('OFFER_OWN', {});
    if (input.outcome === 'rejected') {
      if (input.reason === null) return refuse('REASON_TEXT_REQUIRED', {});
      refuseCardNumbers([input.reason]);
      const answer: Answered = { outcome: 'rejected', number: null };
      endOffer(
        ledger,
        caller,
        waiting,
        { outcome: 'rejected', reason: input.reason },
        shift.businessDate,
        operation(answer),
      );
      return answer;
    }
    const number = postSlip(
      ledger,
      caller,
      shift,
      {
        ...{ kind: 'transfer', amount: waiting.amount, to: shift.drawerAccount, offer: waiting.seq },
        from: waiting.fromAccount ?? SAFE_ACCOUNT,
        rows: (act) =>
          act.insert(transferEnd, {
            ...{ offerSeq: waiting.seq, outcome: 'accepted', at: act.at, personId: caller.personId, reason: null },
          }),
      },
      (posted) => operation({ outcome: 'accepted', number: posted } satisfies Answered),
    );
    return { outcome: 'accepted', number };
  },
  again: (_ledger, kept) => kept as Answered,
};

type Withdrawn = OutputOf<'cash.withdraw'>;

export const cashWithdraw: Command<InputOf<'cash.withdraw'>, Withdrawn> = {
  run({ ledger, caller, operation }, { offer: seq }) {
    const waiting = waitingTransfer(ledger, seq);
    if (waiting.personId !== caller.personId) return refuse('UNKNOWN_OFFER', {});
    const answer: Withdrawn = { outcome: 'withdrawn' };
    const end = { outcome: 'withdrawn', reason: null } as const;
    endOffer(ledger, caller, waiting, end, ledger.businessDate(), operation(answer));
    return answer;
  },
  again: (_ledger, kept) => kept as Withdrawn,
};

function endOffer(
  ledger: Ledger,
  caller: Caller,
  { seq }: OpenTransfer,
  end: { readonly outcome: 'rejected' | 'withdrawn'; readonly reason: string | null },
  businessDate: string,
  operation: OperationSeal,
): void {
  const act = new Act(ledger);
  act.insert(transferEnd, { offerSeq: seq, ...end, at: act.at, personId: caller.personId });
  act.seal({ kind: `cash.offer.${end.outcome}`, ref: String(seq), businessDate, personId: caller.personId, operation });
}
