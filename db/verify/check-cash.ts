// Proves documents of cash: each goes from where to where its kind says, is posted as it says, was counted by two where
// two must count, and leaves no drawer, safe or fund with less than nothing.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import {
  IMPREST_ACCOUNT,
  BANK_ACCOUNT,
  OVER_SHORT_ACCOUNT,
  PETTY_CASH_ACCOUNT,
  SAFE_ACCOUNT,
} from '../../core/accounts/chart.ts';
import {
  type CashCause,
  CASH_CAUSES,
  CAUSE_ACCOUNT,
  PAID_IN_CAUSES,
  PAID_OUT_CAUSES,
  spendsTakings,
} from '../../core/cash/cash-cause.ts';
import {
  cashPlace,
  COUNTED_BY_TWO,
  depositEndPostings,
  depositPostings,
  movePostings,
} from '../../core/cash/cash-movement.ts';
import { type Minor, minor } from '../../core/money/money.ts';
import type { Books, KnownShift } from './books.ts';
import { checkPieces, sumOf } from './cash-books.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import {
  CASH_PIECE,
  CASH_SLIP,
  DEPOSIT_END,
  DEPOSIT_SLIP,
  ENTRY,
  type LinkRows,
  numberAt,
  type Row,
  rowsOf,
  textAt,
} from './row-places.ts';
import type { Tally } from './tally.ts';

export interface CashDocument {
  readonly seq: number;
  readonly person: number | null;
  readonly rows: LinkRows;
  readonly shift: KnownShift;
  readonly approvals: readonly ApprovalKind[];
}

/** Throws a finding for a movement of `kind` that is neither a float nor a close. Entries must be tallied before. */
export function checkSlip(kind: string, amount: number, document: CashDocument, books: Books, tally: Tally): void {
  const { seq, rows, approvals } = document;
  if (kind === 'depositEnd') return checkDepositEnd(amount, document, books);
  const slip = rowsOf(rows, 'cash_slip')[0] ?? bad('limits', 'cash_movement', seq, 'does not say from where to where');
  const derived = new Accounts(seq);
  const [from, to] = [slip[CASH_SLIP.from] as string | null, slip[CASH_SLIP.to] as string | null];
  if (from !== null && to !== null) addAll(derived, movePostings(from, to, minor(amount)));
  derived.mustBe(rowsOf(rows, 'entry'));
  const two = COUNTED_BY_TWO.find((one) => one === kind);
  if (two && !approvals.includes(two)) bad('limits', 'cash_movement', seq, `${kind} was counted by one alone`);
  checkPlaces(kind, amount, slip, document, books);
  if (kind === 'safeCount') checkSafe(slip, document, books, tally);
  else if (kind === 'exchange') checkExchange(amount, document);
  else checkPieces(seq, rows, amount);
}

function checkPlaces(kind: string, amount: number, slip: Row, document: CashDocument, books: Books): void {
  const { seq, shift } = document;
  const say = (detail: string): never => bad('limits', 'cash_slip', seq, detail);
  const from = slip[CASH_SLIP.from] as string | null;
  const to = slip[CASH_SLIP.to] as string | null;
  const cause = causeOf(slip);
  const mine = shift.kind === 'till' ? shift.drawerAccount : null;
  const { spend } = books.settings.on('takings', shift.date);
  const fits: Readonly<Record<string, () => boolean>> = {
    paidIn: () =>
      to === mine && cause !== null && from === CAUSE_ACCOUNT[cause] && PAID_IN_CAUSES.some((one) => one === cause),
    paidOut: () =>
      from === mine &&
      cause !== null &&
      to === CAUSE_ACCOUNT[cause] &&
      PAID_OUT_CAUSES.some((one) => one === cause) &&
      (spend || !spendsTakings(cause)),
    safeDrop: () => from === mine && to === SAFE_ACCOUNT,
    safeFill: () => to === SAFE_ACCOUNT && (from === BANK_ACCOUNT || from === IMPREST_ACCOUNT),
    safeCount: () => {
      const other = books.cash.safeCounted ? OVER_SHORT_ACCOUNT : IMPREST_ACCOUNT;
      return from === null || (from === SAFE_ACCOUNT && to === other) || (to === SAFE_ACCOUNT && from === other);
    },
    pettyFill: () =>
      to === PETTY_CASH_ACCOUNT && (from === SAFE_ACCOUNT || from === BANK_ACCOUNT || (from === mine && spend)),
    pettyBack: () => from === PETTY_CASH_ACCOUNT && to === SAFE_ACCOUNT,
    pettySpend: () => from === PETTY_CASH_ACCOUNT && to === CAUSE_ACCOUNT.expense,
    transfer: () => to === mine && from === offeredFrom(slip, amount, document, books),
    exchange: () => from === null && amount === 0,
  };
  if (!fits[kind]?.()) say(`${kind} goes from ${from} to ${to}, where its kind never does`);
}

// Where the offer that is accepted here takes its cash from; undefined when there is none that fits.
function offeredFrom(slip: Row, amount: number, { person, shift }: CashDocument, books: Books): string | undefined {
  const offer = books.cash.transfers.get(slip[CASH_SLIP.offer] as number);
  if (!offer?.ended || offer.amount !== amount || offer.person === person || offer.toDrawer !== shift.drawer)
    return undefined;
  const sender = offer.fromShift === null ? null : books.shifts.get(offer.fromShift);
  if (sender === null) return SAFE_ACCOUNT;
  return sender === undefined || sender.ended ? undefined : sender.drawerAccount;
}

function causeOf(slip: Row): CashCause | null {
  return CASH_CAUSES.find((one) => one === slip[CASH_SLIP.cause]) ?? null;
}

function checkSafe(slip: Row, { seq, rows }: CashDocument, books: Books, tally: Tally): void {
  const counted = numberAt(slip, CASH_SLIP.counted);
  const held = tally.balance(SAFE_ACCOUNT);
  if (counted !== held) bad('balance', 'cash_slip', seq, `counted ${counted} where the safe holds ${held} after it`);
  checkPieces(seq, rows, counted);
  books.cash.safeCounted = true;
}

function checkExchange(amount: number, { seq, rows }: CashDocument): void {
  const pieces = rowsOf(rows, 'cash_piece');
  const side = (name: string): number =>
    sumOf(
      pieces.filter((row) => row[CASH_PIECE.side] === name),
      seq,
    );
  if (amount !== 0 || side('in') === 0 || side('in') !== side('out'))
    bad('balance', 'cash_piece', seq, `${side('in')} came in for ${side('out')}`);
}

function checkDepositEnd(amount: number, { seq, rows }: CashDocument, books: Books): void {
  const say = (detail: string): never => bad('limits', 'deposit_end', seq, detail);
  const end = rowsOf(rows, 'deposit_end')[0] ?? say('is missing');
  const deposit = books.cash.deposits.get(numberAt(end, DEPOSIT_END.deposit)) ?? say('is of no deposit');
  if (deposit.ended) say('its deposit had ended before');
  const counted = numberAt(end, DEPOSIT_END.counted);
  if (counted !== amount) say(`counted ${counted} where ${amount} moved`);
  const outcome = textAt(end, DEPOSIT_END.outcome) === 'confirmed' ? 'confirmed' : 'returned';
  const derived = new Accounts(seq);
  addAll(derived, depositEndPostings(outcome, minor(deposit.amount), minor(counted)));
  derived.mustBe(rowsOf(rows, 'entry'));
  deposit.ended = true;
}

/** Throws a finding unless a document D is cash of the safe on its way to the bank, counted by two. Answers its amount. */
export function checkDeposit(seq: number, rows: LinkRows, books: Books, approvals: readonly ApprovalKind[]): number {
  const slip = rowsOf(rows, 'deposit_slip')[0] ?? bad('limits', 'deposit_slip', seq, 'is missing');
  const amount = numberAt(slip, DEPOSIT_SLIP.amount);
  const derived = new Accounts(seq);
  addAll(derived, depositPostings(minor(amount)));
  derived.mustBe(rowsOf(rows, 'entry'));
  if (!approvals.includes('bankDeposit')) bad('limits', 'deposit_slip', seq, 'was counted by one alone');
  checkPieces(seq, rows, amount);
  books.cash.deposits.set(seq, { amount, ended: false });
  return amount;
}

/** Throws a finding where an entry of the document leaves a drawer, the safe or the fund with less than nothing. */
export function checkCashLeft(seq: number, rows: LinkRows, books: Books, tally: Tally): void {
  for (const row of rowsOf(rows, 'entry')) {
    const account = textAt(row, ENTRY.account);
    if (numberAt(row, ENTRY.amount) >= 0 || cashPlace(account) === null) continue;
    const left = tally.balance(account);
    if (left < 0 && (account !== SAFE_ACCOUNT || books.cash.safeCounted))
      bad('limits', 'entry', seq, `leaves ${left} on ${account}`);
  }
}

function addAll(accounts: Accounts, postings: readonly { readonly account: string; readonly amount: Minor }[]): void {
  for (const { account, amount } of postings) accounts.add(account, amount);
}
