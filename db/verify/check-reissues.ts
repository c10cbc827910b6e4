// Proves 冲红重开: the red document takes off what approved refunds have left of a receipt, and the next link is a receipt of
// exactly that, worked out again from the rows by the rule itself. The money stays on its accounts.
import { type Milli, minor, type Minor } from '../../core/money/money.ts';
import { isCorrectable } from '../../core/receipts/tender-correction.ts';
import { reissuePostings, restPostings } from '../../core/receipts/reissue-postings.ts';
import { type ReceiptThen, type Remainder, whatRemains } from '../../core/receipts/what-remains.ts';
import type { BandStep } from '../../core/tariff/bands.ts';
import type { Books } from './books.ts';
import type { FollowUps, RowsThen } from './check-follow-up.ts';
import type { PaperCases } from './check-paper-cases.ts';
import { Accounts } from './check-postings.ts';
import type { Refunds } from './check-refunds.ts';
import type { TakenBack } from './refund-cases.ts';
import { bad } from './finding.ts';
import {
  DISCOUNT,
  DOC,
  FORMULA,
  LINE,
  type LinkRows,
  numberAt,
  OVERRIDE,
  PACKAGE,
  PART,
  RECEIPT,
  REISSUE,
  type Row,
  rowsOf,
  STEP,
  TENDER,
  textAt,
} from './row-places.ts';
import type { Tally } from './tally.ts';

interface Expected {
  readonly seq: number;
  readonly receipt: number;
  readonly rest: Remainder;
  readonly drawer: string;
}
interface Checked {
  readonly seq: number;
  readonly document: Row;
  readonly rows: LinkRows;
}
interface Beside {
  readonly followUps: FollowUps;
  readonly paperCases: PaperCases;
  readonly refunds: Refunds;
}

export class Reissues {
  readonly #then: RowsThen;
  readonly #beside: Beside;
  /** By the number of the link it must be. */
  readonly #expected = new Map<number, Expected>();

  constructor(then: RowsThen, beside: Beside) {
    this.#then = then;
    this.#beside = beside;
  }

  /** Throws a finding for a reissue without its new receipt. */
  take(seq: number, rows: LinkRows): void {
    const missing = this.#expected.get(seq);
    if (missing && rowsOf(rows, 'receipt').length === 0)
      bad('limits', 'receipt_reissue', missing.seq, 'has no receipt in the next link');
  }

  expectedAt(seq: number): Expected | undefined {
    return this.#expected.get(seq);
  }

  /** A document of type H. Answers its amount as it enters the day's sums, minor units. */
  checkReissue({ seq, document, rows }: Checked, tally: Tally): number {
    const say = (detail: string): never => bad('limits', 'receipt_reissue', seq, detail);
    const { followUps, paperCases, refunds } = this.#beside;
    const row = rowsOf(rows, 'receipt_reissue')[0] ?? say('is missing');
    const of = numberAt(row, REISSUE.receipt);
    if (!this.#then('receipt', of)[0]) say('is of no receipt');
    if (followUps.isVoided(of) || paperCases.exchanged(of) === 'before') say('its receipt stands no more');
    if (!refunds.isPosted(numberAt(row, REISSUE.case), of)) say('nothing of its receipt went back by its case');
    const gone = refunds.goneBack(of) ?? say('more of its receipt is asked for');
    if (paperCases.registerOf(of) !== undefined) say('its receipt was lost');
    if (numberAt(row, REISSUE.back) === 0 && paperCases.wasPrinted(of)) say('its paper was not taken back');
    if (paperCases.invoiceStands(of)) say('its invoice says the whole amount');
    if (this.#then('bill_payment', of).length > 0) say('its receipt pays on bills');
    if (numberAt(row, REISSUE.next) !== seq + 1) say('does not name the next link');
    const rest = whatRemains(this.#receiptThen(of, say), gone);
    if (typeof rest === 'string') return say(`no receipt can stand for the rest: ${rest}`);
    if (numberAt(row, REISSUE.total) !== rest.total) say(`is not of the ${rest.total} that remain`);
    const drawer = this.#drawer(of);
    const derived = new Accounts(seq);
    for (const { account, amount } of reissuePostings(this.#kept(of, gone), rest, drawer)) derived.add(account, amount);
    derived.mustBe(rowsOf(rows, 'entry'));
    this.#tallyBack(of, gone, textAt(document, DOC.date), tally);
    paperCases.reissue(of, seq + 1);
    this.#expected.set(seq + 1, { seq, receipt: of, rest, drawer });
    return -rest.total;
  }

  #receiptThen(of: number, say: (detail: string) => never): ReceiptThen {
    const { followUps } = this.#beside;
    const steps = this.#then('line_step', of);
    const parts = this.#then('line_discount', of);
    const receipt = this.#then('receipt', of)[0] ?? say('is of no receipt');
    return {
      lines: this.#then('line', of).map((line) => ({
        n: numberAt(line, LINE.n),
        quantity: numberAt(line, LINE.quantity) as Milli,
        unitPrice: line[LINE.price] as Minor | null,
        gross: minor(numberAt(line, LINE.gross)),
        discount: minor(numberAt(line, LINE.discount)),
        formula: line[LINE.formula] as string | null,
        packageN: line[LINE.packageN] as number | null,
        taxRate: numberAt(line, LINE.taxRate),
        steps: steps.filter((step) => step[STEP.n] === line[LINE.n]).map(bandStep),
      })),
      discounts: this.#then('receipt_discount', of).map((row) => ({
        n: numberAt(row, DISCOUNT.n),
        shares: parts
          .filter((part) => part[PART.n] === row[DISCOUNT.n])
          .map((part) => ({ line: numberAt(part, PART.line), amount: minor(numberAt(part, PART.amount)) })),
      })),
      tenders: this.#then('tender', of).map((tender) => {
        const n = numberAt(tender, TENDER.n);
        const method = followUps.methodNow(of, n, tender);
        if (!isCorrectable(method)) say(`was paid by ${method}, which names somebody`);
        return { n, method, applied: minor(numberAt(tender, TENDER.applied)) };
      }),
      rounding: minor(numberAt(receipt, RECEIPT.rounding)),
    };
  }

  #kept(of: number, gone: TakenBack) {
    return this.#then('line', of).map((line) => {
      const part = gone.lines.get(numberAt(line, LINE.n));
      return {
        account: textAt(line, LINE.account),
        item: numberAt(line, LINE.item),
        quantity: numberAt(line, LINE.quantity) - (part?.quantity ?? 0),
        gross: minor(numberAt(line, LINE.gross) - (part?.gross ?? 0)),
        discount: minor(numberAt(line, LINE.discount) - (part?.discount ?? 0)),
        tax: minor(numberAt(line, LINE.tax) - (part?.tax ?? 0)),
      };
    });
  }

  /** The drawer whose account took the cash of a receipt: its last posting that brought some. */
  #drawer(of: number): string {
    const took = this.#beside.followUps
      .posted(of)
      .filter(({ account, amount }) => amount > 0 && account.startsWith('1001.1.'));
    return took.at(-1)?.account ?? '';
  }

  #tallyBack(of: number, gone: TakenBack, date: string, tally: Tally): void {
    for (const { item, quantity, gross, discount } of this.#kept(of, gone))
      if (quantity !== 0 || gross !== discount) tally.items.add(`${date}|${item}`, -1, -quantity, -(gross - discount));
  }

  /** The receipt of what remains. */
  checkRest(
    { receipt: of, rest, drawer }: Expected,
    { seq, document, rows }: Checked,
    books: Books,
    tally: Tally,
  ): void {
    const say = (table: string, detail: string): never => bad('limits', table, seq, detail);
    const [now, was] = [rowsOf(rows, 'receipt')[0], this.#then('receipt', of)[0]];
    if (!now || !was) return say('receipt', 'is missing');
    const { gross, discount, rounding, total } = rest;
    const sums = { gross, discount, rounding, total, change: 0 } as const;
    for (const key of ['gross', 'discount', 'rounding', 'total', 'change'] as const)
      if (now[RECEIPT[key]] !== sums[key]) say('receipt', `its ${key} is not what remains`);
    if (now[RECEIPT.payer] !== was[RECEIPT.payer]) say('receipt', 'is made out to somebody else');
    if (now[RECEIPT.paper] !== null) say('receipt', 'says a paper of its own');
    const customer = was[RECEIPT.customer] as number | null;
    if (now[RECEIPT.customer] !== (customer === null ? null : books.customers.whoIs(customer)))
      say('receipt', 'is of another customer');
    this.#sameLines(of, rest, rows, say);
    this.#sameDiscounts(of, rest, rows, say);
    this.#sameTenders(of, rest, rows, say);
    const accountOf = (n: number): string => {
      const line = rowsOf(rows, 'line').find((one) => one[LINE.n] === n);
      return line ? textAt(line, LINE.account) : '';
    };
    const derived = new Accounts(seq);
    for (const { account, amount } of restPostings(rest, accountOf, drawer)) derived.add(account, amount);
    derived.mustBe(rowsOf(rows, 'entry'));
    this.#tallyRepeated({ seq, document, rows }, books, tally);
  }

  #sameLines(of: number, { lines }: Remainder, rows: LinkRows, say: (table: string, detail: string) => never): void {
    const now = rowsOf(rows, 'line');
    const then = this.#then('line', of);
    if (now.length !== lines.length) say('line', 'are not those that remain');
    const told = { quantity: LINE.quantity, unitPrice: LINE.price, gross: LINE.gross } as const;
    const moved = { discount: LINE.discount, amount: LINE.amount, tax: LINE.tax } as const;
    const places = { ...told, ...moved };
    const free = new Set<number>(Object.values(places));
    for (const [index, line] of lines.entries()) {
      const [row, was] = [now[index], then.find((one) => one[LINE.n] === line.n)];
      if (!row || !was) return say('line', `${line.n} is missing`);
      for (const [key, place] of Object.entries(places))
        if (row[place] !== line[key as keyof typeof places]) say('line', `${line.n} says another ${key}`);
      // The last cell is the number of the link.
      if (row.slice(0, -1).some((cell, place) => !free.has(place) && cell !== was[place]))
        say('line', `${line.n} is not that of the reissued receipt`);
    }
    const stands = new Set(lines.map(({ n }) => n));
    const packages = new Set(now.map((row) => row[LINE.packageN]));
    const formula = (row: Row): string =>
      JSON.stringify(row.slice(0, -1).map((c, at) => (at === FORMULA.customer ? 0 : c)));
    const same = (table: string, keep: (row: Row) => boolean, text: (row: Row) => string): void => {
      if (rowsOf(rows, table).map(text).join() !== this.#then(table, of).filter(keep).map(text).join())
        say(table, 'is not what the reissued receipt says');
    };
    const plain = (row: Row): string => JSON.stringify(row.slice(0, -1));
    same('line_formula', (row) => stands.has(numberAt(row, FORMULA.n)), formula);
    same('line_package', (row) => packages.has(row[PACKAGE.n] ?? null), plain);
    const steps = lines.flatMap(({ n, steps: all }) =>
      all.map((step) => JSON.stringify([n, step.from, step.upTo, step.quantity, step.rate])),
    );
    const stepText = (row: Row): string => {
      const { from, upTo, quantity, rate } = bandStep(row);
      return JSON.stringify([row[STEP.n], from, upTo, quantity, rate]);
    };
    if (rowsOf(rows, 'line_step').map(stepText).join() !== steps.join()) say('line_step', 'are not those that remain');
    const priced = (row: Row): boolean =>
      lines.some(({ n, unitPrice }) => n === row[OVERRIDE.line] && unitPrice === row[OVERRIDE.price]);
    same('price_override', priced, plain);
  }

  #sameDiscounts(of: number, rest: Remainder, rows: LinkRows, say: (table: string, detail: string) => never): void {
    const now = rowsOf(rows, 'receipt_discount');
    if (now.length !== rest.discounts.length) say('receipt_discount', 'are not those that remain');
    for (const [index, { n, amount }] of rest.discounts.entries()) {
      const [row, was] = [now[index], this.#then('receipt_discount', of).find((one) => one[DISCOUNT.n] === n)];
      if (!row || !was) return say('receipt_discount', `${n} is missing`);
      const wanted = was.slice(0, -1).map((cell, place) => {
        if (place === DISCOUNT.amount) return amount;
        return place === DISCOUNT.asked && cell !== null ? amount : cell;
      });
      if (JSON.stringify(row.slice(0, -1)) !== JSON.stringify(wanted))
        say('receipt_discount', `${n} says something else`);
    }
    const shares = rest.discounts.flatMap(({ n, shares: all }) =>
      all.map(({ line, amount }) => `${n}/${line}/${amount}`),
    );
    const found = rowsOf(rows, 'line_discount').map((row) => `${row[PART.n]}/${row[PART.line]}/${row[PART.amount]}`);
    if (found.join() !== shares.join()) say('line_discount', 'are not those that remain');
  }

  #sameTenders(of: number, rest: Remainder, rows: LinkRows, say: (table: string, detail: string) => never): void {
    const now = rowsOf(rows, 'tender');
    if (now.length !== rest.tenders.length) say('tender', 'are not those that remain');
    for (const [index, { n, method, applied }] of rest.tenders.entries()) {
      const [row, was] = [now[index], this.#then('tender', of).find((one) => one[TENDER.n] === n)];
      if (!row || !was) return say('tender', `${n} is missing`);
      const reference = this.#beside.paperCases.referenceNow(of, n, was);
      const isSame = row[TENDER.n] === n && row[TENDER.method] === method && row[TENDER.reference] === reference;
      if (!isSame || row[TENDER.applied] !== applied || row[TENDER.change] !== 0)
        say('tender', `${n} is not what remains of it`);
    }
  }

  // Taken and given before: what the new receipt repeats of tenders and discounts enters no sum.
  #tallyRepeated({ seq, document, rows }: Checked, books: Books, tally: Tally): void {
    const date = textAt(document, DOC.date);
    for (const row of rowsOf(rows, 'tender')) {
      if (row[TENDER.proof] === 'unverified') books.money.remember(seq, row);
      tally.tenders.add(
        `${date}|${numberAt(document, DOC.shift)}|${textAt(row, TENDER.method)}`,
        -1,
        -numberAt(row, TENDER.applied),
      );
    }
    for (const row of rowsOf(rows, 'receipt_discount')) {
      const cause = [textAt(row, DISCOUNT.kind), row[DISCOUNT.policy] ?? 0, row[DISCOUNT.reason] ?? ''];
      tally.discounts.add([date, document[DOC.person], ...cause].join('|'), 0, 0);
    }
  }
}

function bandStep(row: Row): BandStep {
  return {
    from: numberAt(row, STEP.from),
    upTo: (row[STEP.upTo] ?? null) as number | null,
    quantity: numberAt(row, STEP.quantity),
    rate: numberAt(row, STEP.rate),
  } as BandStep;
}
