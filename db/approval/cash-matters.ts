// What counting cash by two is about: the second person reads what the first one counted, and for a drawer that did not
// agree every count so far and what should have been there.
import type { ApprovalFact } from '../../core/approval/approval-fact.ts';
import type { Pieces } from '../../core/cash/count-rule.ts';
import { differenceOf, withinTolerance } from '../../core/cash/count-rule.ts';
import { SAFE_ACCOUNT } from '../../core/accounts/chart.ts';
import type {
  BankDepositSubject,
  RecountSubject,
  SafeCountSubject,
  SafeDropSubject,
  SafeFillSubject,
} from '../../core/contract/approval-subjects.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { currencyOf, type Minor, minor, negateMinor } from '../../core/money/money.ts';
import { drawerBalance, readyCount } from '../cash/ready-count.ts';
import { piecesText, refuseMiscounted } from '../cash/count-pieces.ts';
import { ourAccount } from '../cash/our-account.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { refuseCashBelowNothing } from '../ledger/refuse-beyond-range.ts';
import { openTillShift } from '../ledger/till-shift.ts';
import { countsOf } from '../readers/read-counts.ts';
import type { MatterRead } from './matters.ts';

/** Throws Refused as `cash.drop` does. */
export function describeSafeDrop(ledger: Ledger, caller: Caller, { amount, pieces }: SafeDropSubject): MatterRead {
  const shift = openTillShift(ledger, caller.personId);
  refuseMiscounted(amount, pieces);
  refuseCashBelowNothing(ledger, [{ account: shift.drawerAccount, amount: negateMinor(amount) }]);
  const facts = [text('shift', shift.number), text('cashier', caller.name), ...counted(ledger, amount, pieces)];
  return { amount, facts, version: shift.number };
}

/** Throws Refused PIECES_DIFFER. */
export function describeSafeFill(ledger: Ledger, _caller: Caller, subject: SafeFillSubject): MatterRead {
  const { from, amount, pieces, paper } = subject;
  refuseMiscounted(amount, pieces);
  const facts: ApprovalFact[] = [
    { kind: 'cashFrom', label: 'from', from },
    ...counted(ledger, amount, pieces),
    ...(paper === null ? [] : [text('document', paper)]),
  ];
  return { amount, facts, version: String(drawerBalance(ledger, SAFE_ACCOUNT)) };
}

/** The second person sees what was counted and what the account of the safe holds. Throws Refused PIECES_DIFFER. */
export function describeSafeCount(ledger: Ledger, _caller: Caller, subject: SafeCountSubject): MatterRead {
  refuseMiscounted(subject.counted, subject.pieces);
  const expected = drawerBalance(ledger, SAFE_ACCOUNT);
  const facts: ApprovalFact[] = [
    ...counted(ledger, subject.counted, subject.pieces),
    { kind: 'amount', label: 'expected', amount: expected },
    { kind: 'amount', label: 'difference', amount: minor(subject.counted - expected) },
    ...(subject.reason === null ? [] : [text('reason', subject.reason)]),
  ];
  return { amount: subject.counted, facts, version: String(expected) };
}

/** Throws Refused as `deposit.make` does. */
export function describeBankDeposit(ledger: Ledger, _caller: Caller, subject: BankDepositSubject): MatterRead {
  const { amount, pieces, bearer } = subject;
  refuseMiscounted(amount, pieces);
  refuseCashBelowNothing(ledger, [{ account: SAFE_ACCOUNT, amount: negateMinor(amount) }]);
  const { bank, account } = ourAccount(ledger, ledger.businessDate());
  const facts = [...counted(ledger, amount, pieces), text('bank', `${bank} ${account}`), text('bearer', bearer)];
  return { amount, facts, version: String(drawerBalance(ledger, SAFE_ACCOUNT)) };
}

/** A drawer counted again: every count so far, what its account holds, and the reason. Throws Refused as `shift.close` does. */
export function describeRecount(ledger: Ledger, caller: Caller, subject: RecountSubject): MatterRead {
  const shift = openTillShift(ledger, caller.personId);
  const { counted: amount, sheet, reason } = subject;
  const ready = readyCount(ledger, shift, 'close', { counted: amount, reason, ...(sheet === null ? {} : { sheet }) });
  const before = countsOf(ledger, shift.shiftId).filter((count) => !withinTolerance(count));
  const facts: ApprovalFact[] = [
    text('shift', shift.number),
    text('cashier', caller.name),
    ...before.map((count): ApprovalFact => ({ kind: 'amount', label: 'countedBefore', amount: count.counted })),
    ...counted(ledger, amount, sheet?.pieces ?? []),
    { kind: 'amount', label: 'expected', amount: ready.expected },
    { kind: 'amount', label: 'difference', amount: differenceOf(ready) },
    text('reason', reason),
  ];
  return { amount, facts, version: `${shift.number}/${ready.n}/${ready.expected}` };
}

function counted(ledger: Ledger, amount: Minor, pieces: readonly Pieces[]): ApprovalFact[] {
  const currency = currencyOf(ledger.meta.currency);
  const notes = piecesText(pieces, (face) => formatAmount(face, currency));
  return [{ kind: 'amount', label: 'counted', amount }, ...(notes === '' ? [] : [text('notes', notes)])];
}

type TextLabel = Extract<ApprovalFact, { readonly kind: 'text' }>['label'];
function text(label: TextLabel, value: string): ApprovalFact {
  return { kind: 'text', label, text: value };
}
