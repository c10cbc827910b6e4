// 钱箱现金: cash into and out of a cashier's own drawer without a receipt, counted or given a reason; and what is only noted.
import { PETTY_CASH_ACCOUNT, SAFE_ACCOUNT } from '../../core/accounts/chart.ts';
import { CAUSE_ACCOUNT, spendsTakings } from '../../core/cash/cash-cause.ts';
import { sumOfPieces } from '../../core/cash/count-rule.ts';
import type { CashView } from '../../core/contract/cash-view.ts';
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { ZERO } from '../../core/money/money.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { refuseMiscounted } from '../cash/count-pieces.ts';
import { postSlip, type SlipToPost } from '../cash/post-slip.ts';
import { Act } from '../ledger/act.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { insertPieces } from '../ledger/post-cash.ts';
import type { ShiftToPostIn } from '../ledger/post-receipt.ts';
import { settingOn } from '../ledger/settings.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { readCashDocument } from '../readers/read-cash.ts';
import { counterfeitNote, drawerOpening } from '../schema-cash.ts';

type Kept = { readonly number: string };
const again = (ledger: Ledger, kept: unknown): CashView => readCashDocument(ledger, (kept as Kept).number);

/** A command that posts one slip into the caller's open shift. */
function atMyDrawer<I extends { readonly operationId: string }>(
  slipOf: (call: CommandCall, input: I, shift: ShiftToPostIn) => SlipToPost,
): Command<I, CashView> {
  return {
    run(call, input) {
      const { ledger, caller, operation } = call;
      const shift = openTillShift(ledger, caller.personId);
      const slip = slipOf(call, input, shift);
      const number = postSlip(ledger, caller, shift, slip, (posted) => operation({ number: posted } satisfies Kept));
      return readCashDocument(ledger, number);
    },
    again,
  };
}

export const cashPaidIn = atMyDrawer<InputOf<'cash.paidIn'>>((_call, { cause, amount, ...rest }, shift) => ({
  ...{ kind: 'paidIn', amount, cause, from: CAUSE_ACCOUNT[cause], to: shift.drawerAccount },
  ...told(rest),
}));

export const cashPaidOut = atMyDrawer<InputOf<'cash.paidOut'>>(({ ledger }, { cause, amount, ...rest }, shift) => {
  if (spendsTakings(cause)) refuseSpending(ledger, shift);
  return {
    ...{ kind: 'paidOut', amount, cause, from: shift.drawerAccount, to: CAUSE_ACCOUNT[cause] },
    ...told(rest),
  };
});

export const pettyFromTakings = atMyDrawer<InputOf<'pettyCash.fromTakings'>>(
  ({ ledger }, { amount, reason }, shift) => {
    refuseSpending(ledger, shift);
    return { kind: 'pettyFill', amount, from: shift.drawerAccount, to: PETTY_CASH_ACCOUNT, reason };
  },
);

export const cashDrop = atMyDrawer<InputOf<'cash.drop'>>(({ ledger, caller }, { amount, pieces, approval }, shift) => {
  const { digest } = matterOf(ledger, caller, { kind: 'safeDrop', amount, pieces });
  return {
    ...{ kind: 'safeDrop', amount, from: shift.drawerAccount, to: SAFE_ACCOUNT, pieces },
    rows: (act) => takeApproval(ledger, act, caller, { request: approval, kind: 'safeDrop', digest }),
  };
});

export const cashExchange = atMyDrawer<InputOf<'cash.exchange'>>((_call, input) => {
  const amount = sumOfPieces(input.out);
  if (amount === null || amount === 0) return refuse('PIECES_DIFFER', { amount: 0, counted: 0 });
  refuseMiscounted(amount, input.out, false);
  refuseMiscounted(amount, input.in, false);
  return {
    ...{ kind: 'exchange', amount: ZERO, from: null, to: null, party: input.party },
    rows: (act) => {
      // In the order the chain is proved in: by side, then by face.
      insertPieces(act, 'in', input.in);
      insertPieces(act, 'out', input.out);
    },
  };
});

type Counterfeit = OutputOf<'cash.counterfeit'>;

export const cashCounterfeit: Command<InputOf<'cash.counterfeit'>, Counterfeit> = {
  run({ ledger, caller, operation }, { face, serial, outcome, note }) {
    refuseCardNumbers([note]);
    const shift = openTillShift(ledger, caller.personId);
    const n = (ledger.one<{ n: number | null }>('SELECT max(n) AS n FROM counterfeit_note')?.n ?? 0) + 1;
    const act = new Act(ledger);
    const { personId } = caller;
    act.insert(counterfeitNote, { n, shiftId: shift.shiftId, at: act.at, personId, face, serial, outcome, note });
    act.seal({
      kind: 'cash.counterfeit',
      ref: String(n),
      businessDate: shift.businessDate,
      personId,
      detail: { face, outcome },
      operation: operation({ n }),
    });
    return { n };
  },
  again: (_ledger, kept) => kept as Counterfeit,
};

type Opened = OutputOf<'cash.openDrawer'>;

export const cashOpenDrawer: Command<InputOf<'cash.openDrawer'>, Opened> = {
  run({ ledger, caller, operation }, { reason }) {
    refuseCardNumbers([reason]);
    const shift = openTillShift(ledger, caller.personId);
    const act = new Act(ledger);
    act.insert(drawerOpening, { shiftId: shift.shiftId, at: act.at, personId: caller.personId, reason });
    act.seal({
      kind: 'drawer.opened',
      ref: shift.number,
      businessDate: shift.businessDate,
      personId: caller.personId,
      operation: operation({ at: act.at }),
    });
    return { at: act.at };
  },
  again: (_ledger, kept) => kept as Opened,
};

type Told = Pick<InputOf<'cash.paidIn'>, 'reason' | 'party' | 'paper' | 'attachment'>;
function told({ reason, party, paper, attachment }: Told): Told {
  return { reason, party, paper, attachment };
}

/** 坐支: takings are spent only where finance has said so for this day. */
function refuseSpending(ledger: Ledger, shift: ShiftToPostIn): void {
  if (!settingOn(ledger, 'takings', shift.businessDate).spend) refuse('TAKINGS_NOT_SPENT', {});
}
