// Proves exchanges and the register of lost papers: an exchange takes back everything that was posted for its receipt, and the
// next link is the same receipt to another payer; together they come to nothing. What they did to the sums is tallied.
import { isCorrectable } from '../../core/receipts/tender-correction.ts';
import { CHAINED_TABLES, type Cell } from '../ledger/chained-tables.ts';
import type { Books } from './books.ts';
import type { FollowUp, FollowUps, RowsThen } from './check-follow-up.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import {
  DISCOUNT,
  DOC,
  ENTRY,
  EXCHANGE,
  INVOICED,
  LINE,
  type LinkRows,
  LOSS,
  MARK,
  numberAt,
  PROOF,
  RECEIPT,
  type Row,
  rowsOf,
  TENDER,
  textAt,
} from './row-places.ts';
import type { Tally } from './tally.ts';

/** What a link says besides its rows. */
type Checked = Pick<FollowUp, 'seq' | 'document' | 'rows' | 'approvals'>;

interface Exchange {
  readonly seq: number;
  readonly receipt: number;
  readonly payer: string;
  readonly entries: readonly Row[];
}

/** Tables whose rows the new receipt repeats; the customer of a formula follows its receipt's. */
const REPEATED = [
  'line',
  'line_formula',
  'line_step',
  'line_package',
  'receipt_discount',
  'line_discount',
  'price_override',
];
const FORMULA_CUSTOMER =
  CHAINED_TABLES.find(({ name }) => name === 'line_formula')?.columns.indexOf('customer_id') ?? -1;

export class PaperCases {
  readonly #then: RowsThen;
  readonly #followUps: FollowUps;
  readonly #exchanged = new Set<number>();
  /** Receipts that stand for the rest of another. */
  readonly #rests = new Set<number>();
  /** The number of the register's entry, by the receipt that is lost. */
  readonly #lost = new Map<number, string>();
  /** By the number of the link it must be. */
  readonly #expected = new Map<number, Exchange>();
  readonly #printed = new Set<number>();
  readonly #invoice = new Map<number, string>();

  constructor(then: RowsThen, followUps: FollowUps) {
    this.#then = then;
    this.#followUps = followUps;
  }

  /** Takes note of what papers, invoices and proofs there are. Throws a finding for an exchange without its new receipt. */
  take(seq: number, rows: LinkRows): void {
    const missing = this.#expected.get(seq);
    if (missing && rowsOf(rows, 'receipt').length === 0)
      bad('limits', 'receipt_exchange', missing.seq, 'has no receipt in the next link');
    for (const row of rowsOf(rows, 'print_mark')) this.#mark(seq, row);
    for (const row of rowsOf(rows, 'invoice'))
      this.#invoice.set(numberAt(row, INVOICED.document), textAt(row, INVOICED.status));
    for (const row of rowsOf(rows, 'tender_proof'))
      this.#followUps.prove(numberAt(row, PROOF.seq), numberAt(row, PROOF.n), textAt(row, PROOF.reference));
  }

  #mark(seq: number, row: Row): void {
    const document = numberAt(row, MARK.document);
    if (textAt(row, MARK.kind) !== 'copy' && this.#exchanged.has(document))
      bad('limits', 'print_mark', seq, 'is an original of a receipt that was exchanged');
    this.#printed.add(document);
  }

  /** The exchange that the receipt in link `seq` must be the end of, or undefined. */
  expectedAt(seq: number): Exchange | undefined {
    return this.#expected.get(seq);
  }

  /** Whether a receipt was exchanged before, or took the place of one that was. */
  exchanged(receipt: number): 'before' | 'after' | null {
    if (this.#exchanged.has(receipt)) return 'before';
    return this.#expected.has(receipt) || this.#rests.has(receipt) ? 'after' : null;
  }

  /** Takes note that receipt `rest` stands for what remains of `receipt` 冲红重开. */
  reissue(receipt: number, rest: number): void {
    this.#exchanged.add(receipt);
    this.#rests.add(rest);
  }

  wasPrinted(receipt: number): boolean {
    return this.#printed.has(receipt);
  }

  /** Whether an e-invoice of `receipt` was issued or asked for and not taken back. */
  invoiceStands(receipt: number): boolean {
    return ['issued', 'requested'].includes(this.#invoice.get(receipt) ?? '');
  }

  /** What proves tender `n` of receipt `of` now: a correction's reference, its own, or one that was told later. */
  referenceNow(of: number, n: number, tender: Row): Cell {
    const booked = this.#followUps.correctionOf(of, n);
    const told = (tender[TENDER.reference] ?? this.#followUps.proofOf(of, n) ?? null) as Cell;
    return booked ? booked.reference : told;
  }

  /** Why no refund of `receipt` may begin, or null: its money or its paper is elsewhere. */
  keepsFromRefund(receipt: number): string | null {
    if (this.#followUps.isVoided(receipt)) return 'its receipt was voided';
    if (this.#exchanged.has(receipt)) return 'its receipt was exchanged';
    return this.invoiceStands(receipt) ? 'its invoice stands' : null;
  }

  /** The register's entry that an application for lost `receipt` must name, or undefined. */
  registerOf(receipt: number): string | undefined {
    return this.#lost.get(receipt);
  }

  /** A document of type X; `isRefunded` says whether money of a receipt goes or went back. Answers its amount as it enters the day's sums, minor units. */
  checkExchange(
    { seq, document, rows, approvals, isRefunded }: Checked & { readonly isRefunded: (receipt: number) => boolean },
    tally: Tally,
  ): number {
    const say = (detail: string): never => bad('limits', 'receipt_exchange', seq, detail);
    const row = rowsOf(rows, 'receipt_exchange')[0] ?? say('is missing');
    const of = numberAt(row, EXCHANGE.receipt);
    const receipt = this.#then('receipt', of)[0] ?? say('is of no receipt');
    if (isRefunded(of)) say('its receipt is being refunded');
    if (this.#exchanged.has(of)) say('its receipt was exchanged before');
    if (this.#followUps.isVoided(of)) say('its receipt was voided');
    if (this.#lost.has(of)) say('its receipt was lost');
    if (numberAt(row, EXCHANGE.back) === 0 && this.#printed.has(of)) say('its paper was not taken back');
    if (this.invoiceStands(of)) say('its invoice names the old payer');
    if (this.#then('bill_payment', of).length > 0) say('its receipt pays on bills');
    if (numberAt(row, EXCHANGE.next) !== seq + 1) say('does not name the next link');
    const total = numberAt(receipt, RECEIPT.total);
    if (numberAt(row, EXCHANGE.total) !== total) say('is not of its receipt’s total');
    if (!approvals.includes('exchange')) say('nobody approved it');
    const derived = new Accounts(seq);
    for (const { account, amount } of this.#followUps.posted(of)) derived.add(account, -amount);
    derived.mustBe(rowsOf(rows, 'entry'));
    this.#tallyBack(of, document, tally, say);
    this.#exchanged.add(of);
    const payer = textAt(row, EXCHANGE.payer);
    this.#expected.set(seq + 1, { seq, receipt: of, payer, entries: rowsOf(rows, 'entry') });
    return -total;
  }

  #tallyBack(of: number, document: Row, tally: Tally, say: (detail: string) => never): void {
    const date = textAt(document, DOC.date);
    for (const line of this.#then('line', of)) {
      const key = `${date}|${numberAt(line, LINE.item)}`;
      tally.items.add(key, -1, -numberAt(line, LINE.quantity), -numberAt(line, LINE.amount));
    }
    for (const tender of this.#then('tender', of)) {
      const method = this.#followUps.methodNow(of, numberAt(tender, TENDER.n), tender);
      if (!isCorrectable(method)) say(`was paid by ${method}, which names somebody`);
      tally.tenders.add(`${date}|${numberAt(document, DOC.shift)}|${method}`, -1, -numberAt(tender, TENDER.applied));
    }
    tallyDiscounts(date, document, this.#then('receipt_discount', of), -1, tally);
  }

  /** The receipt that ends `exchange`: the old one's rows under another payer, on the accounts the exchange took them off. */
  checkReissued(
    exchange: Exchange,
    { seq, document, rows }: Omit<Checked, 'approvals'>,
    books: Books,
    tally: Tally,
  ): void {
    const say = (table: string, detail: string): never => bad('limits', table, seq, detail);
    const of = exchange.receipt;
    const [now, was] = [rowsOf(rows, 'receipt')[0], this.#then('receipt', of)[0]];
    if (!now || !was) return say('receipt', 'is missing');
    for (const place of [RECEIPT.gross, RECEIPT.discount, RECEIPT.rounding, RECEIPT.total, RECEIPT.change])
      if (now[place] !== was[place]) say('receipt', 'is not of the amounts of the exchanged one');
    if (now[RECEIPT.payer] !== exchange.payer) say('receipt', 'is not made out to whom the exchange says');
    if (now[RECEIPT.paper] !== null) say('receipt', 'says a paper of its own');
    const customer = was[RECEIPT.customer] as number | null;
    if (now[RECEIPT.customer] !== (customer === null ? null : books.customers.whoIs(customer)))
      say('receipt', 'is of another customer');
    for (const table of REPEATED) {
      const text = (row: Row): string => JSON.stringify(withoutOwn(table, row));
      if (rowsOf(rows, table).map(text).join() !== this.#then(table, of).map(text).join())
        say(table, 'is not what the exchanged receipt says');
    }
    this.#sameTenders(of, rows, say);
    const sums = new Accounts(seq);
    for (const row of exchange.entries) sums.add(textAt(row, ENTRY.account), -numberAt(row, ENTRY.amount));
    sums.mustBe(rowsOf(rows, 'entry'));
    for (const row of rowsOf(rows, 'tender')) if (row[TENDER.proof] === 'unverified') books.money.remember(seq, row);
    tallyDiscounts(textAt(document, DOC.date), document, rowsOf(rows, 'receipt_discount'), 1, tally);
  }

  #sameTenders(of: number, rows: LinkRows, say: (table: string, detail: string) => never): void {
    const before = this.#then('tender', of);
    const after = rowsOf(rows, 'tender');
    if (before.length !== after.length) say('tender', 'are not those of the exchanged receipt');
    for (const [index, was] of before.entries()) {
      const now = after[index] as Row;
      const n = numberAt(was, TENDER.n);
      const reference = this.referenceNow(of, n, was);
      const same = [TENDER.n, TENDER.given, TENDER.applied, TENDER.change].every((place) => now[place] === was[place]);
      const method = this.#followUps.methodNow(of, n, was);
      if (!same || now[TENDER.method] !== method || now[TENDER.reference] !== reference)
        say('tender', `${n} is not that of the exchanged receipt`);
    }
  }

  /** A document of type L. */
  checkLoss({ seq, document, rows }: Omit<Checked, 'approvals'>): number {
    const say = (detail: string): never => bad('limits', 'receipt_loss', seq, detail);
    const row = rowsOf(rows, 'receipt_loss')[0] ?? say('is missing');
    const of = numberAt(row, LOSS.receipt);
    if (!this.#then('receipt', of)[0]) say('is of no receipt');
    if (this.#exchanged.has(of) || this.#followUps.isVoided(of)) say('its receipt stands no more');
    if (this.#lost.has(of)) say('its paper was lost before');
    if (!this.#printed.has(of)) say('its receipt was never printed');
    if ((numberAt(row, LOSS.back) === 1) !== (textAt(row, LOSS.kind) === 'damaged')) say('takes back what it must not');
    if (rowsOf(rows, 'entry').length > 0) say('posts something');
    if (textAt(row, LOSS.kind) === 'lost') this.#lost.set(of, textAt(document, DOC.number));
    return 0;
  }
}

/** The cells that the new receipt repeats: all but the link's number, and the customer that follows the receipt. */
function withoutOwn(table: string, row: Row): readonly Cell[] {
  return row.slice(0, -1).map((cell, at) => (table === 'line_formula' && at === FORMULA_CUSTOMER ? null : cell));
}

function tallyDiscounts(date: string, document: Row, discounts: readonly Row[], sign: 1 | -1, tally: Tally): void {
  for (const row of discounts) {
    const cause = [textAt(row, DISCOUNT.kind), row[DISCOUNT.policy] ?? 0, row[DISCOUNT.reason] ?? ''];
    const key = [date, document[DOC.person], ...cause].join('|');
    tally.discounts.add(key, sign, sign * numberAt(row, DISCOUNT.amount));
  }
}
