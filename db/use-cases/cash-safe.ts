// 保险柜与备用金: cash into, out of and within the safe and the petty-cash fund, in a shift of the office.
import {
  BANK_ACCOUNT,
  IMPREST_ACCOUNT,
  OVER_SHORT_ACCOUNT,
  PETTY_CASH_ACCOUNT,
  SAFE_ACCOUNT,
} from '../../core/accounts/chart.ts';
import { CAUSE_ACCOUNT } from '../../core/cash/cash-cause.ts';
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import type { ApprovalSubject } from '../../core/contract/approval-subjects.ts';
import type { CashView } from '../../core/contract/cash-view.ts';
import type { InputOf } from '../../core/contract/contract.ts';
import { type Minor, minor, subtractMinor } from '../../core/money/money.ts';
import { matterOf } from '../approval/matters.ts';
import { takeApproval } from '../approval/take-approval.ts';
import { drawerBalance } from '../cash/ready-count.ts';
import { postSlip, type SlipToPost } from '../cash/post-slip.ts';
import type { Act } from '../ledger/act.ts';
import type { Command, CommandCall } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { safeWasCounted } from '../ledger/refuse-beyond-range.ts';
import { readCashDocument } from '../readers/read-cash.ts';
import { inSomeShift } from './office-shift.ts';

type Kept = { readonly number: string };
const again = (ledger: Ledger, kept: unknown): CashView => readCashDocument(ledger, (kept as Kept).number);

/** A command that posts one slip in a shift of the office. */
function atTheSafe<I extends { readonly operationId: string }>(
  slipOf: (call: CommandCall, input: I) => SlipToPost,
): Command<I, CashView> {
  return {
    run(call, input) {
      const { ledger, caller, operation } = call;
      const slip = slipOf(call, input);
      const number = inSomeShift(
        ledger,
        caller,
        operation,
        (posted: string): Kept => ({ number: posted }),
        (shift, seals) => postSlip(ledger, caller, shift, slip, seals && ((posted) => seals({ number: posted }))),
      );
      return readCashDocument(ledger, number);
    },
    again,
  };
}

/** Takes the approval of a sum that two people have counted; read before anything of the act is written. */
export function countedByTwo(
  { ledger, caller }: Pick<CommandCall, 'ledger' | 'caller'>,
  subject: ApprovalSubject,
  request: string | null,
): (act: Act) => void {
  const { digest } = matterOf(ledger, caller, subject);
  const kind: ApprovalKind = subject.kind;
  return (act) => takeApproval(ledger, act, caller, { request, kind, digest });
}

export const cashFillSafe = atTheSafe<InputOf<'cash.fillSafe'>>((call, { from, amount, pieces, paper, approval }) => ({
  ...{ kind: 'safeFill', amount, pieces, paper, to: SAFE_ACCOUNT },
  from: from === 'bank' ? BANK_ACCOUNT : IMPREST_ACCOUNT,
  rows: countedByTwo(call, { kind: 'safeFill', from, amount, pieces, paper }, approval),
}));

export const cashCountSafe = atTheSafe<InputOf<'cash.countSafe'>>((call, { counted, pieces, reason, approval }) => {
  const { ledger } = call;
  const difference = subtractMinor(counted, drawerBalance(ledger, SAFE_ACCOUNT));
  return {
    ...safeDifference(difference, safeWasCounted(ledger)),
    ...{ kind: 'safeCount', counted, pieces, reason },
    rows: countedByTwo(call, { kind: 'safeCount', counted, pieces, reason }, approval),
  };
});

/** The first count takes on what central finance has left in the safe; every later one is over or short. */
function safeDifference(difference: Minor, before: boolean): Pick<SlipToPost, 'amount' | 'from' | 'to'> {
  if (difference === 0) return { amount: difference, from: null, to: null };
  const other = before ? OVER_SHORT_ACCOUNT : IMPREST_ACCOUNT;
  return difference > 0
    ? { amount: difference, from: other, to: SAFE_ACCOUNT }
    : { amount: minor(-difference), from: SAFE_ACCOUNT, to: other };
}

export const pettyFill = atTheSafe<InputOf<'pettyCash.fill'>>((_call, { from, amount, reason }) => ({
  ...{ kind: 'pettyFill', amount, reason, to: PETTY_CASH_ACCOUNT },
  from: from === 'bank' ? BANK_ACCOUNT : SAFE_ACCOUNT,
}));

export const pettyBack = atTheSafe<InputOf<'pettyCash.back'>>((_call, { amount, reason }) => ({
  ...{ kind: 'pettyBack', amount, reason, from: PETTY_CASH_ACCOUNT, to: SAFE_ACCOUNT },
}));

export const pettySpend = atTheSafe<InputOf<'pettyCash.spend'>>(
  (_call, { amount, reason, party, paper, attachment }) => ({
    ...{ kind: 'pettySpend', amount, reason, party, paper, attachment, cause: 'expense' },
    ...{ from: PETTY_CASH_ACCOUNT, to: CAUSE_ACCOUNT.expense },
  }),
);
