// Derives the entries of a document Y (money held for a customer) and Q (what became of a cheque) again from their rows.
import type { MoneyMethod } from '../../core/charge/tender-method.ts';
import { MONEY_METHODS } from '../../core/charge/tender-method.ts';
import { minor } from '../../core/money/money.ts';
import {
  bouncedPostings,
  clearedPostings,
  forfeitPostings,
  returnPostings,
  takePostings,
} from '../../core/prepayment/prepayment-postings.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import type { Books, KnownShift } from './books.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import {
  CHEQUE_END,
  DRAW,
  type LinkRows,
  numberAt,
  PREPAYMENT,
  type Row,
  rowsOf,
  TENDER,
  textAt,
} from './row-places.ts';
import type { Tally } from './tally.ts';

const MONEY: ReadonlySet<string> = new Set(MONEY_METHODS);

/** Checks one document Y and takes it into `books` and `tally`; answers what customers' accounts grew by, minor units. */
export function checkPrepayment(
  seq: number,
  row: Row,
  rows: LinkRows,
  shift: KnownShift,
  books: Books,
  tally: Tally,
  tenderKey: string,
): number {
  const account = numberAt(row, PREPAYMENT.account);
  const purpose = books.money.purposeOf(seq, account);
  const act = textAt(row, PREPAYMENT.act);
  const amount = numberAt(row, PREPAYMENT.amount);
  const tenders = rowsOf(rows, 'tender');
  const draws = rowsOf(rows, 'prepayment_draw');
  if ((act === 'take') !== tenders.length > 0 || (act === 'take') === draws.length > 0)
    bad('limits', 'prepayment', seq, `${act} has tenders or draws that do not belong to it`);
  const change = tenders.reduce((sum, one) => sum + numberAt(one, TENDER.change), 0);
  if (change !== numberAt(row, PREPAYMENT.change)) bad('balance', 'prepayment', seq, 'change does not add up');
  const money = act === 'take' ? taken(seq, tenders, account, books) : drawn(seq, draws, account, books, act);
  const sum = money.reduce((all, one) => all + one.amount, 0);
  if (sum !== amount) bad('balance', 'prepayment', seq, `says ${amount} where its parts come to ${sum}`);
  if (act === 'forfeit' && purpose !== 'deposit') bad('limits', 'prepayment', seq, 'forfeits what is no deposit');
  mustBe(seq, rows, postingsOf(seq, act, purpose, money, shift));
  if (act === 'return') for (const one of money) tally.tenders.add(`${tenderKey}|${one.method}`, 1, -one.amount);
  return act === 'take' ? amount : -amount;
}

interface Money {
  readonly method: MoneyMethod;
  readonly amount: ReturnType<typeof minor>;
}

function taken(seq: number, tenders: readonly Row[], account: number, books: Books): Money[] {
  return tenders.map((row) => {
    const method = textAt(row, TENDER.method);
    if (!MONEY.has(method)) bad('limits', 'tender', seq, `${method} loads no account`);
    books.money.load(seq, row, account);
    return { method: method as MoneyMethod, amount: minor(numberAt(row, TENDER.applied)) };
  });
}

function drawn(seq: number, draws: readonly Row[], account: number, books: Books, act: string): Money[] {
  return draws.map((row) => {
    const { amount, method } = books.money.draw(seq, row, account);
    if ((method !== null) !== (act === 'return') || row[DRAW.tender] !== null)
      bad('limits', 'prepayment_draw', seq, `is none of a ${act}`);
    return { method: (method ?? 'cash') as MoneyMethod, amount: minor(amount) };
  });
}

function postingsOf(
  seq: number,
  act: string,
  purpose: ReturnType<Books['money']['purposeOf']>,
  money: readonly Money[],
  shift: KnownShift,
): Posting[] {
  if (act === 'take') return takePostings(purpose, money, shift.drawerAccount);
  if (act === 'return') return returnPostings(purpose, money, shift.drawerAccount);
  if (act === 'forfeit') return forfeitPostings(minor(money.reduce((sum, one) => sum + one.amount, 0)));
  return bad('limits', 'prepayment', seq, `${act} is nothing that is done with money held`);
}

/** Checks one document Q and takes it into `books`; answers the cheque's amount, minor units. */
export function checkCheque(seq: number, row: Row, rows: LinkRows, books: Books): number {
  const at = { seq: numberAt(row, CHEQUE_END.tenderSeq), n: numberAt(row, CHEQUE_END.tenderN) };
  const outcome = textAt(row, CHEQUE_END.outcome) as 'cleared' | 'bounced';
  const { amount, load } = books.money.endCheque(seq, at, outcome);
  const draws = rowsOf(rows, 'prepayment_draw');
  if (outcome === 'cleared') {
    if (draws.length > 0) bad('limits', 'prepayment_draw', seq, 'draws for a cheque that was paid');
    mustBe(seq, rows, clearedPostings(minor(amount)));
    return amount;
  }
  const unspent = load?.left ?? 0;
  const purpose = load === undefined ? null : books.money.purposeOf(seq, load.accountId);
  for (const draw of draws) {
    if (load === undefined || numberAt(draw, DRAW.loadSeq) !== at.seq || numberAt(draw, DRAW.loadN) !== at.n)
      return bad('limits', 'prepayment_draw', seq, 'draws from another load than the cheque’s');
    books.money.draw(seq, draw, load.accountId);
  }
  if (load !== undefined && load.left !== 0)
    bad('balance', 'cheque_end', seq, `leaves ${load.left} of a bounced cheque`);
  books.money.owesAgain(seq, amount - unspent);
  mustBe(seq, rows, bouncedPostings(minor(amount), minor(unspent), purpose));
  return amount;
}

function mustBe(seq: number, rows: LinkRows, postings: readonly Posting[]): void {
  const derived = new Accounts(seq);
  for (const { account, amount } of postings) derived.add(account, amount);
  derived.mustBe(rowsOf(rows, 'entry'));
}
