// 交班/接班: a counted drawer is offered, and whoever comes next counts it too and takes it whole or not at all. Taking it
// ends one shift and begins the next in one transaction; a rejected one leaves everything as it was.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { writeCount } from '../cash/count-drawer.ts';
import { drawerBalance, readyCount } from '../cash/ready-count.ts';
import { refuseMiscounted } from '../cash/count-pieces.ts';
import { openHandover, type OpenHandover, waitingHandover } from '../cash/open-offers.ts';
import { Act, type OperationSeal } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller, Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openShiftById, openTillShift } from '../ledger/till-shift.ts';
import { countsOf, readClosed } from '../readers/read-counts.ts';
import { readShift } from '../readers/read-shift.ts';
import { handoverCount, handoverEnd, handoverOffer } from '../schema-cash.ts';
import { emptyDrawer, endShift } from './close-shift.ts';
import { type DrawerRow, openShift } from './open-shift.ts';

type Offered = OutputOf<'handover.offer'>;
interface Kept {
  readonly shift: string;
  readonly n: number;
  readonly offer: number | null;
}

export const handoverOfferCommand: Command<InputOf<'handover.offer'>, Offered> = {
  run({ ledger, caller, operation }, input) {
    const shift = openTillShift(ledger, caller.personId);
    if (openHandover(ledger, shift.shiftId)) return refuse('HANDOVER_OPEN', {});
    const count = readyCount(ledger, shift, 'handover', input);
    const approval = input.approval ?? null;
    const kept = { shift: shift.number, n: count.n };
    if (!count.stands) {
      const keeps: Kept = { ...kept, offer: null };
      writeCount(ledger, caller, shift, count, { approval, operation: operation(keeps) });
      return readOffered(ledger, keeps);
    }
    const countSeq = writeCount(ledger, caller, shift, count, { approval, operation: null });
    const act = new Act(ledger);
    const { personId } = caller;
    act.insert(handoverOffer, { shiftId: shift.shiftId, countSeq, at: act.at, personId });
    const { businessDate } = shift;
    const keeps: Kept = { ...kept, offer: act.seq };
    act.seal({ kind: 'handover.offered', ref: shift.number, businessDate, personId, operation: operation(keeps) });
    return readOffered(ledger, keeps);
  },
  again: (ledger, kept) => readOffered(ledger, kept as Kept),
};

function readOffered(ledger: Ledger, { shift, n, offer }: Kept): Offered {
  const { expected, counted, difference } = readClosed(ledger, shift, n, false);
  return { offer, difference: offer === null ? { expected, counted, difference } : null };
}

type Withdrawn = OutputOf<'handover.withdraw'>;

export const handoverWithdraw: Command<InputOf<'handover.withdraw'>, Withdrawn> = {
  run({ ledger, caller, operation }, { offer }) {
    const waiting = waitingHandover(ledger, offer);
    if (waiting.personId !== caller.personId) return refuse('UNKNOWN_OFFER', {});
    const answer: Withdrawn = { outcome: 'withdrawn' };
    endHandover(ledger, caller, waiting, { outcome: 'withdrawn', counted: null, reason: null }, operation(answer));
    return answer;
  },
  again: (_ledger, kept) => kept as Withdrawn,
};

type Rejected = OutputOf<'handover.reject'>;

export const handoverReject: Command<InputOf<'handover.reject'>, Rejected> = {
  run({ ledger, caller, operation }, { offer, counted, reason }) {
    refuseCardNumbers([reason]);
    const waiting = waitingHandover(ledger, offer);
    if (waiting.personId === caller.personId) return refuse('OFFER_OWN', {});
    const answer: Rejected = { outcome: 'rejected' };
    endHandover(ledger, caller, waiting, { outcome: 'rejected', counted, reason }, operation(answer));
    return answer;
  },
  again: (_ledger, kept) => kept as Rejected,
};

type Taken = OutputOf<'handover.accept'>;

export const handoverAccept: Command<InputOf<'handover.accept'>, Taken> = {
  run({ ledger, caller, operation }, { offer, counted, pieces, dateConfirmed }) {
    refuseMiscounted(counted, pieces);
    const waiting = waitingHandover(ledger, offer);
    if (waiting.personId === caller.personId) return refuse('OFFER_OWN', {});
    const shift = openShiftById(ledger, waiting.shiftId);
    const count = countsOf(ledger, waiting.shiftId).at(-1);
    if (count?.seq !== waiting.countSeq || drawerBalance(ledger, shift.drawerAccount) !== count.expected)
      return refuse('COUNT_STALE', {});
    if (count.counted !== counted) {
      keepMiscount(ledger, caller, waiting, counted, operation({ shift: null }));
      return { shift: null };
    }
    emptyDrawer(ledger, caller, shift, count);
    endShift(ledger, caller, shift, count, null, (act) =>
      act.insert(handoverEnd, {
        ...{ offerSeq: waiting.seq, outcome: 'accepted', at: act.at, personId: caller.personId, counted, reason: null },
      }),
    );
    const drawer = ledger.one<DrawerRow>('SELECT * FROM drawer WHERE account = ?', shift.drawerAccount);
    if (!drawer) throw new Error(`no drawer has the account ${shift.drawerAccount}`);
    const begun = { float: counted, dateConfirmed: dateConfirmed ?? null };
    return { shift: readShift(ledger, openShift(ledger, caller, drawer, begun, operation).number) };
  },
  again: (ledger, kept) => {
    const { shift } = kept as { shift: string | null };
    return { shift: shift === null ? null : readShift(ledger, shift) };
  },
};

/** A count that is not the other one's is kept as it was made; the drawer stays where it is. */
function keepMiscount(
  ledger: Ledger,
  caller: Caller,
  { seq: offerSeq, shiftId }: OpenHandover,
  counted: number,
  operation: OperationSeal,
): void {
  const sql = 'SELECT coalesce(max(n), 0) + 1 AS n FROM handover_count WHERE offer_seq = ?';
  const n = ledger.one<{ n: number }>(sql, offerSeq)?.n ?? 1;
  const act = new Act(ledger);
  const { personId } = caller;
  act.insert(handoverCount, { offerSeq, n, at: act.at, personId, counted });
  const { number, businessDate } = openShiftById(ledger, shiftId);
  act.seal({ kind: 'handover.differed', ref: number, businessDate, personId, operation });
}

function endHandover(
  ledger: Ledger,
  caller: Caller,
  { seq, shiftId }: OpenHandover,
  end: Pick<typeof handoverEnd.$inferInsert, 'outcome'> & {
    readonly counted: number | null;
    readonly reason: string | null;
  },
  operation: OperationSeal,
): void {
  const act = new Act(ledger);
  act.insert(handoverEnd, { offerSeq: seq, at: act.at, personId: caller.personId, ...end });
  const { number, businessDate } = openShiftById(ledger, shiftId);
  act.seal({ kind: `handover.${end.outcome}`, ref: number, businessDate, personId: caller.personId, operation });
}
