// Proves what follows a receipt: a void mirrors everything that was posted for it, once, in its own shift; a correction
// moves the whole of one tender from where its money was to another way to pay. What both did to the sums is tallied.
import type { ApprovalKind } from '../../core/approval/approval-kind.ts';
import { mirrorPostings, voidNeedsApproval, voidReturn } from '../../core/receipts/void-rule.ts';
import {
  correctionFault,
  correctionNeedsApproval,
  correctionPostings,
  isCorrectable,
} from '../../core/receipts/tender-correction.ts';
import type { TenderMethod } from '../../core/charge/tender-method.ts';
import type { Minor } from '../../core/money/money.ts';
import type { Books, KnownShift } from './books.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import {
  CORRECTION,
  DISCOUNT,
  DOC,
  ENTRY,
  LINE,
  type LinkRows,
  numberAt,
  RECEIPT,
  REVERSAL,
  type Row,
  rowsOf,
  TENDER,
  textAt,
  VOIDED,
} from './row-places.ts';
import type { Tally } from './tally.ts';

/** The document being checked. */
export interface FollowUp {
  readonly seq: number;
  readonly document: Row;
  readonly rows: LinkRows;
  readonly shift: KnownShift;
  /** The kinds of the approvals used in the same link. */
  readonly approvals: readonly ApprovalKind[];
  /** Whether a receipt was exchanged before, or took the place of one that was. */
  readonly exchanged: (receipt: number) => 'before' | 'after' | null;
}

/** Rows of an earlier link, which was proved before. */
export type RowsThen = (table: string, seq: number) => readonly Row[];

interface Correction {
  readonly seq: number;
  readonly n: number;
  readonly to: string;
  readonly reference: string | null;
  readonly isProved: boolean;
}

export class FollowUps {
  readonly #then: RowsThen;
  readonly #voided = new Set<number>();
  /** By receipt: its corrections, in order. */
  readonly #corrections = new Map<number, Correction[]>();
  /** References that were told later, by receipt/n. */
  readonly #proofs = new Map<string, string>();

  constructor(then: RowsThen) {
    this.#then = then;
  }

  /** Answers the document's amount as it enters the day's sums, minor units, negative where money goes out. */
  check(type: 'V' | 'T', followUp: FollowUp, books: Books, tally: Tally): number {
    return type === 'V' ? this.#void(followUp, books, tally) : this.#correct(followUp, tally);
  }

  #void(followUp: FollowUp, books: Books, tally: Tally): number {
    const { seq, document, rows } = followUp;
    const say = (detail: string): never => bad('limits', 'receipt_void', seq, detail);
    const row = rowsOf(rows, 'receipt_void')[0] ?? say('is missing');
    const of = numberAt(row, VOIDED.receipt);
    const receipt = this.#then('receipt', of)[0] ?? say('is of no receipt');
    const then = this.#then('document', of)[0] ?? say('is of no document');
    if (this.#voided.has(of)) say('its receipt was voided before');
    if (followUp.exchanged(of)) say('its receipt was exchanged, or took the place of another');
    if (then[DOC.shift] !== document[DOC.shift]) say('is not in the shift of its receipt');
    const total = numberAt(receipt, RECEIPT.total);
    if (numberAt(row, VOIDED.total) !== total) say('is not of its receipt’s total');
    const date = textAt(document, DOC.date);
    const needs = voidNeedsApproval(total as Minor, books.settings.on('voidApproval', date).upTo);
    if (needs && !followUp.approvals.includes('void')) say('nobody approved it');
    const mirrored = mirrorPostings(this.posted(of));
    const derived = new Accounts(seq);
    for (const { account, amount } of mirrored) derived.add(account, amount);
    derived.mustBe(rowsOf(rows, 'entry'));
    this.#tallyVoid(of, followUp, tally);
    const tenders = this.#then('tender', of).map((one) => numberAt(one, TENDER.n));
    books.money.void(seq, of, tenders);
    this.#voided.add(of);
    return -total;
  }

  #tallyVoid(of: number, { seq, document, rows }: FollowUp, tally: Tally): void {
    const date = textAt(document, DOC.date);
    for (const line of this.#then('line', of)) {
      const key = `${date}|${numberAt(line, LINE.item)}`;
      tally.items.add(key, -1, -numberAt(line, LINE.quantity), -numberAt(line, LINE.amount));
    }
    for (const row of this.#then('receipt_discount', of)) {
      const cause = [textAt(row, DISCOUNT.kind), row[DISCOUNT.policy] ?? 0, row[DISCOUNT.reason] ?? ''];
      const person = this.#then('document', of)[0]?.[DOC.person];
      tally.discounts.add([date, person, ...cause].join('|'), -1, -numberAt(row, DISCOUNT.amount));
    }
    const reversed = new Set(rowsOf(rows, 'void_reversal').map((row) => numberAt(row, REVERSAL.n)));
    for (const tender of this.#then('tender', of)) {
      const n = numberAt(tender, TENDER.n);
      const method = this.methodNow(of, n, tender);
      if (method === 'card' && !reversed.delete(n))
        bad('limits', 'receipt_void', seq, `card tender ${n} was not reversed`);
      if (reversed.has(n) && voidReturn(method as TenderMethod) !== 'slip')
        bad('limits', 'void_reversal', seq, `${method} tender ${n} has a slip`);
      reversed.delete(n);
      tally.tenders.add(`${date}|${numberAt(document, DOC.shift)}|${method}`, -1, -numberAt(tender, TENDER.applied));
    }
    if (reversed.size > 0) bad('limits', 'void_reversal', seq, 'is of no tender of the receipt');
  }

  #correct({ seq, document, rows, shift, approvals, exchanged }: FollowUp, tally: Tally): number {
    const say = (detail: string): never => bad('limits', 'tender_correction', seq, detail);
    const row = rowsOf(rows, 'tender_correction')[0] ?? say('is missing');
    const of = numberAt(row, CORRECTION.receipt);
    const n = numberAt(row, CORRECTION.n);
    const then = this.#then('document', of)[0] ?? say('is of no receipt');
    const tender = this.#then('tender', of).find((one) => numberAt(one, TENDER.n) === n) ?? say('is of no tender');
    if (this.#voided.has(of)) say('its receipt was voided');
    if (exchanged(of) === 'before') say('its receipt was exchanged');
    const [from, to] = [textAt(row, CORRECTION.from), textAt(row, CORRECTION.to)];
    if (!isCorrectable(from) || !isCorrectable(to)) return say('is of no way to pay that can be corrected');
    if (from !== this.methodNow(of, n, tender)) say(`takes from ${from}, where the money is not`);
    const amount = numberAt(row, CORRECTION.amount);
    if (amount !== numberAt(tender, TENDER.applied)) say('is not the amount of its tender');
    // Of a receipt that took another's place the cash lies where the first one left it.
    const sameShift = then[DOC.shift] === document[DOC.shift] && exchanged(of) === null;
    const moved = { from, to, sameShift };
    if (correctionFault(moved)) say('moves cash of a shift that is over, or nothing');
    const isProved = textAt(row, CORRECTION.proof) !== 'unverified';
    const before = this.correctionOf(of, n)?.isProved ?? textAt(tender, TENDER.proof) !== 'unverified';
    if (!isProved && (before || this.proofOf(of, n) !== undefined)) say('nothing proves any more what was proved');
    if (correctionNeedsApproval(moved) && !approvals.includes('tenderCorrection')) say('nobody approved it');
    const derived = new Accounts(seq);
    for (const posting of correctionPostings(moved, amount as Minor, shift.drawerAccount))
      derived.add(posting.account, posting.amount);
    derived.mustBe(rowsOf(rows, 'entry'));
    const key = `${textAt(document, DOC.date)}|${numberAt(document, DOC.shift)}`;
    tally.tenders.add(`${key}|${from}`, -1, -amount);
    tally.tenders.add(`${key}|${to}`, 1, amount);
    const corrected = { seq, n, to, reference: row[CORRECTION.reference] as string | null, isProved };
    this.#corrections.set(of, [...(this.#corrections.get(of) ?? []), corrected]);
    return amount;
  }

  /** A payment without a reference got one. */
  prove(receipt: number, n: number, reference: string): void {
    this.#proofs.set(`${receipt}/${n}`, reference);
  }

  /** The reference that tender `n` of a receipt got later, or undefined. */
  proofOf(receipt: number, n: number): string | undefined {
    return this.#proofs.get(`${receipt}/${n}`);
  }

  isVoided(receipt: number): boolean {
    return this.#voided.has(receipt);
  }

  /** The last correction of tender `n` of a receipt, or undefined. */
  correctionOf(receipt: number, n: number): Correction | undefined {
    return this.#corrections.get(receipt)?.findLast((one) => one.n === n);
  }

  /** How tender `n` of a receipt is booked now. */
  methodNow(receipt: number, n: number, tender: Row): string {
    return this.correctionOf(receipt, n)?.to ?? textAt(tender, TENDER.method);
  }

  /** Everything posted for a receipt so far. */
  posted(receipt: number): { account: string; amount: Minor }[] {
    const links = [receipt, ...(this.#corrections.get(receipt) ?? []).map(({ seq }) => seq)];
    return links.flatMap((seq) =>
      this.#then('entry', seq).map((row) => ({
        account: textAt(row, ENTRY.account),
        amount: numberAt(row, ENTRY.amount) as Minor,
      })),
    );
  }
}
