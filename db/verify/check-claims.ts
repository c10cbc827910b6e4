// Derives a document A again: what was owed, how it was paid, and that no more was paid than was owed; and that whatever undoes a
// charge leaves no third party with less than nothing to owe.
import { BOUNCED_CHEQUE_ACCOUNT } from '../../core/accounts/chart.ts';
import { collectPostings } from '../../core/claims/collect-postings.ts';
import { isTenderMethod, MONEY_METHODS, type MoneyMethod, takesEvidence } from '../../core/charge/tender-method.ts';
import { minor } from '../../core/money/money.ts';
import type { Books, KnownShift } from './books.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import {
  COLLECTION,
  ENTRY,
  EVIDENCE,
  type LinkRows,
  numberAt,
  type Row,
  rowsOf,
  TENDER,
  textAt,
} from './row-places.ts';
import type { Tally } from './tally.ts';

const MONEY: ReadonlySet<string> = new Set(MONEY_METHODS);

/** Checks one document A whose entries were tallied before; answers what was paid, minor units. */
export function checkCollection(
  seq: number,
  row: Row,
  rows: LinkRows,
  shift: KnownShift,
  books: Books,
  tally: Tally,
): number {
  const say = (detail: string): never => bad('limits', 'claim_collection', seq, detail);
  const amount = numberAt(row, COLLECTION.amount);
  const tenders = rowsOf(rows, 'tender');
  const sum = (at: number): number => tenders.reduce((all, one) => all + numberAt(one, at), 0);
  if (sum(TENDER.applied) !== amount || sum(TENDER.change) !== numberAt(row, COLLECTION.change))
    bad('balance', 'claim_collection', seq, 'its tenders do not add up');
  const money = tenders.map((one) => {
    const method = textAt(one, TENDER.method);
    if (!MONEY.has(method)) say(`${method} pays no debt`);
    if (method === 'cash' && shift.kind === 'office') say('takes cash where there is no drawer');
    books.money.remember(seq, one);
    return { method: method as MoneyMethod, amount: minor(numberAt(one, TENDER.applied)) };
  });
  books.money.checkDetails(seq, rows);
  const [cheque, payer] = [row[COLLECTION.cheque] as number | null, row[COLLECTION.payer] as number | null];
  if ((cheque === null) === (payer === null)) say('is of no debt, or of two');
  const account = payer === null ? BOUNCED_CHEQUE_ACCOUNT : books.money.accountOfPayer(seq, payer);
  if (cheque !== null) books.money.collect(seq, cheque, amount);
  else if (tally.balance(account) < 0) say('is more than this payer owed');
  const derived = new Accounts(seq);
  for (const posting of collectPostings(money, account, shift.drawerAccount))
    derived.add(posting.account, posting.amount);
  derived.mustBe(rowsOf(rows, 'entry'));
  return amount;
}

/** A void or a payout takes nothing off a third party that it does not owe any more. */
export function checkDebtLeft(seq: number, rows: LinkRows, books: Books, tally: Tally): void {
  for (const row of rowsOf(rows, 'entry')) {
    const account = textAt(row, ENTRY.account);
    if (numberAt(row, ENTRY.amount) >= 0 || !books.money.isOfPayer(account)) continue;
    if (tally.balance(account) < 0) bad('limits', 'entry', seq, `takes more off ${account} than is owed`);
  }
}

/** What is kept beside a payment stands beside one that was made before it, and not beside money that was counted or lay here. */
export function checkEvidence(
  seq: number,
  rows: LinkRows,
  rowsThen: (table: string, seq: number) => readonly Row[],
): void {
  for (const row of rowsOf(rows, 'tender_evidence')) {
    const n = numberAt(row, EVIDENCE.tenderN);
    const tender = rowsThen('tender', numberAt(row, EVIDENCE.seq)).find((one) => numberAt(one, TENDER.n) === n);
    if (tender === undefined) return bad('limits', 'tender_evidence', seq, 'stands beside no payment');
    const method = textAt(tender, TENDER.method);
    if (!isTenderMethod(method) || !takesEvidence(method))
      bad('limits', 'tender_evidence', seq, `speaks for ${method}, which needs nothing`);
  }
}
