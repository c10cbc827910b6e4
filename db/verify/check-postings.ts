// Derives the entries of a document again from what it says happened (tenders, lines, the cash that moved) and compares
// them account by account: balanced entries on wrong accounts are what a sum of debits can never show.
import {
  DISCOUNT_ACCOUNT,
  inTransitAccount,
  OVER_SHORT_ACCOUNT,
  ROUNDING_ACCOUNT,
  SAFE_ACCOUNT,
  TAX_ACCOUNT,
} from '../../core/accounts/chart.ts';
import { CASH_MOVEMENT_KINDS } from '../../core/cash/cash-movement.ts';
import { MONEY_METHODS } from '../../core/charge/tender-method.ts';
import type { KnownShift } from './books.ts';
import type { CustomerMoney } from './customer-money.ts';
import { bad } from './finding.ts';
import {
  ENTRY,
  LINE,
  type LinkRows,
  MOVEMENT,
  numberAt,
  RECEIPT,
  type Row,
  rowsOf,
  TENDER,
  textAt,
} from './row-places.ts';
import { exact, type Tally } from './tally.ts';

const IN_TRANSIT: ReadonlyMap<string, string> = new Map(
  MONEY_METHODS.flatMap((method) => (method === 'cash' ? [] : [[method, inTransitAccount(method)] as const])),
);

/** Amounts per account, minor units, debit positive. */
export class Accounts {
  readonly #seq: number;
  readonly #sums = new Map<string, number>();

  constructor(seq: number) {
    this.#seq = seq;
  }

  add(account: string, amount: number): void {
    this.#sums.set(account, exact((this.#sums.get(account) ?? 0) + amount, 'entry', this.#seq));
  }

  /** Throws a finding unless `entries` come to the same per account. */
  mustBe(entries: readonly Row[]): void {
    for (const row of entries) this.add(textAt(row, ENTRY.account), -numberAt(row, ENTRY.amount));
    for (const [account, missing] of this.#sums) {
      if (missing !== 0) bad('balance', 'entry', this.#seq, `${account} is posted ${-missing} away from its document`);
    }
  }
}

/**
 * Throws a finding unless the entries of a receipt are: what each tender brought, on the shift's drawer or in transit,
 * against what each line was for; discount and 抹零 on accounts of their own.
 */
export function checkReceiptPostings(seq: number, rows: LinkRows, shift: KnownShift, money: CustomerMoney): void {
  const derived = new Accounts(seq);
  for (const row of rowsOf(rows, 'tender')) {
    const method = textAt(row, TENDER.method);
    const plain = method === 'cash' ? shift.drawerAccount : IN_TRANSIT.get(method);
    derived.add(plain ?? money.accountOfTender(seq, row, rows), numberAt(row, TENDER.applied));
    if (plain === undefined || method === 'cheque' || row[TENDER.proof] === 'unverified') money.remember(seq, row);
  }
  for (const row of rowsOf(rows, 'line')) {
    const tax = numberAt(row, LINE.tax);
    derived.add(textAt(row, LINE.account), tax - numberAt(row, LINE.gross));
    if (tax !== 0) derived.add(TAX_ACCOUNT, -tax);
    derived.add(DISCOUNT_ACCOUNT, numberAt(row, LINE.discount));
  }
  const receipt = rowsOf(rows, 'receipt')[0];
  if (receipt) derived.add(ROUNDING_ACCOUNT, -numberAt(receipt, RECEIPT.rounding));
  money.checkDetails(seq, rows);
  derived.mustBe(rowsOf(rows, 'entry'));
}

/**
 * Throws a finding unless a cash movement is its shift's float or empties its drawer; answers its kind where it is neither.
 * Entries must be tallied before.
 */
export function checkMovement(
  seq: number,
  movement: Row,
  rows: LinkRows,
  shift: KnownShift,
  tally: Tally,
): string | null {
  const kind = textAt(movement, MOVEMENT.kind);
  const amount = numberAt(movement, MOVEMENT.amount);
  const entries = rowsOf(rows, 'entry');
  if (kind === 'float') checkFloat(seq, amount, entries, shift);
  else if (kind === 'shiftClose') checkClose(seq, amount, entries, shift, tally);
  else
    return CASH_MOVEMENT_KINDS.some((one) => one === kind)
      ? kind
      : bad('limits', 'cash_movement', seq, `${kind} is no movement of cash`);
  return null;
}

function checkFloat(seq: number, amount: number, entries: readonly Row[], shift: KnownShift): void {
  if (shift.floatPosted) bad('limits', 'cash_movement', seq, 'its shift had its float before');
  if (amount !== shift.float) bad('balance', 'cash_movement', seq, `is ${amount}, its shift’s float ${shift.float}`);
  const derived = new Accounts(seq);
  derived.add(shift.drawerAccount, amount);
  derived.add(SAFE_ACCOUNT, -amount);
  derived.mustBe(entries);
  shift.floatPosted = true;
}

function checkClose(seq: number, amount: number, entries: readonly Row[], shift: KnownShift, tally: Tally): void {
  if (shift.kind !== 'till') bad('limits', 'cash_movement', seq, 'empties a drawer that nobody counts');
  const left = tally.balance(shift.drawerAccount);
  if (left !== 0) bad('balance', 'cash_movement', seq, `leaves ${left} in the drawer it empties`);
  let expected = 0;
  for (const row of entries) {
    if (row[ENTRY.account] === shift.drawerAccount)
      expected = exact(expected - numberAt(row, ENTRY.amount), 'entry', seq);
  }
  const derived = new Accounts(seq);
  derived.add(SAFE_ACCOUNT, amount);
  derived.add(shift.drawerAccount, -expected);
  derived.add(OVER_SHORT_ACCOUNT, expected - amount);
  derived.mustBe(entries);
  shift.emptied = { expected, counted: amount };
}
