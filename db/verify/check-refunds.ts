// Follows every refund from its application to its last payout, from the rows alone, and proves its red slip: that it mirrors what
// was applied for and approved. Applications and payouts: check-applications.ts, check-payouts.ts.
import { APPROVAL_MS } from '../../core/approval/approval-rule.ts';
import type { Posting } from '../../core/charge/charge-postings.ts';
import { minor } from '../../core/money/money.ts';
import { heldRefundPostings, PRIOR_YEAR_ACCOUNT, refundPostings } from '../../core/refund/refund-postings.ts';
import type { Db } from '../open/connection.ts';
import type { Books } from './books.ts';
import { Applications } from './check-applications.ts';
import type { Approvals } from './check-approvals.ts';
import type { RowsThen } from './check-follow-up.ts';
import type { PaperCases } from './check-paper-cases.ts';
import { Decisions } from './check-decisions.ts';
import { Payouts } from './check-payouts.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import type { People } from './known-people.ts';
import { type Case, RefundCases, type TakenBack, type Version } from './refund-cases.ts';
import { type Link, refuseUnposted } from './refund-rules.ts';
import { DOC, LINE, type LinkRows, numberAt, type Row, rowsOf, SLIP, textAt } from './row-places.ts';
import type { Tally } from './tally.ts';

export class Refunds {
  readonly #cases = new RefundCases();
  readonly #applications: Applications;
  readonly #decisions: Decisions;
  readonly #payouts: Payouts;
  readonly #then: RowsThen;
  readonly #approvals: Approvals;

  constructor(then: RowsThen, approvals: Approvals, people: People) {
    this.#then = then;
    this.#approvals = approvals;
    this.#applications = new Applications(this.#cases, then, approvals);
    this.#decisions = new Decisions(this.#cases, approvals, people);
    this.#payouts = new Payouts(this.#cases, then);
  }

  /** Takes note of one link. Throws a finding for what no rule allows. */
  take(link: Link, rows: LinkRows, books: Books, papers: PaperCases): void {
    const { seq, personId } = link;
    this.#decisions.take(link, rows, books);
    this.#applications.take(link, rows, books, papers);
    this.#payouts.take(seq, personId, rows);
    this.#applications.takeWhole(link, rows, books, papers);
    this.#payouts.takeBatch(seq, rows, books);
    refuseUnposted(seq, rows);
  }

  /** Checks a document F and adds it to `tally`; answers its amount, negative. */
  checkSlip(doc: { seq: number; document: Row; rows: LinkRows }, books: Books, tally: Tally): number {
    const { seq, document, rows } = doc;
    const say = (detail: string): never => bad('limits', 'refund_document', seq, detail);
    const row = rowsOf(rows, 'refund_document')[0] ?? say('is missing');
    const one = this.#cases.of(seq, 'refund_document', numberAt(row, SLIP.case));
    const version = one.versions.at(-1) ?? say('is of no application');
    if (one.posted !== null) say('its case was posted before');
    if (one.state !== 'approved' || numberAt(row, SLIP.version) !== version.n)
      say('is not of the version that was approved');
    if (numberAt(row, SLIP.total) !== version.total) say('is not of the total that was approved');
    const request = row[SLIP.request] as number | null;
    if (request !== (version.levels === 0 ? null : version.request)) say('does not name its approval');
    if (request !== null) this.#inTime(seq, row, request);
    if ([...one.payouts.values()].reduce((sum, { amount }) => sum + amount, 0) !== version.total)
      say('is not paid out whole');
    const date = textAt(document, DOC.date);
    this.#accounts(seq, one, version, row, rows, date, books);
    for (const [n, { quantity, amount }] of version.lines) {
      const line = this.#then('line', one.receipt ?? 0).find((paid) => numberAt(paid, LINE.n) === n);
      tally.bills.refunded(one.receipt ?? 0, n, amount);
      if (line) tally.items.add(`${date}|${numberAt(line, LINE.item)}`, -1, -quantity, -amount);
    }
    one.posted = seq;
    return -version.total;
  }

  #inTime(seq: number, row: Row, request: number): void {
    const last = this.#approvals.asked(request)?.last;
    if (!last) return bad('limits', 'refund_document', seq, 'nobody approved it');
    const passed = [numberAt(row, SLIP.at) - last.at, numberAt(row, SLIP.tick) - last.tick];
    if (passed.some((ms) => ms < 0 || ms > APPROVAL_MS))
      bad('limits', 'refund_document', seq, 'the approval had run out');
  }

  #accounts(seq: number, one: Case, version: Version, row: Row, rows: LinkRows, date: string, books: Books): void {
    const prior = row[SLIP.prior] as string | null;
    const { amount, fee, rounding, total } = version;
    const sums = { amount: minor(amount), fee: minor(fee), rounding: minor(rounding), total: minor(total) };
    const derived = new Accounts(seq);
    const add = (postings: readonly Posting[]): void =>
      postings.forEach((posting) => derived.add(posting.account, posting.amount));
    if (one.account !== null) {
      add(heldRefundPostings(books.money.purposeOf(seq, one.account), sums));
      let drawn = 0;
      for (const draw of rowsOf(rows, 'prepayment_draw')) drawn += books.money.draw(seq, draw, one.account).amount;
      if (drawn !== amount) bad('balance', 'prepayment_draw', seq, `draws ${drawn} for a refund of ${amount}`);
    } else {
      const then = this.#then('document', one.receipt ?? 0)[0];
      const isPrior = then !== undefined && textAt(then, DOC.date).slice(0, 4) < date.slice(0, 4);
      const wanted = isPrior && books.settings.on('refundPaying', date).priorYear ? PRIOR_YEAR_ACCOUNT : null;
      if (prior !== wanted) bad('limits', 'refund_document', seq, `is corrected on ${String(prior)}`);
      const lines = this.#then('line', one.receipt ?? 0);
      const parts = [...version.lines].map(([n, part]) => {
        const line =
          lines.find((paid) => numberAt(paid, LINE.n) === n) ?? bad('limits', 'refund_line', seq, 'is of no line');
        const money = { gross: minor(part.gross), discount: minor(part.discount), tax: minor(part.tax) };
        return { account: textAt(line, LINE.account), isRevenue: textAt(line, LINE.kind) === 'revenue', ...money };
      });
      add(refundPostings(parts, sums, prior));
    }
    derived.mustBe(rowsOf(rows, 'entry'));
  }

  /** Checks a document O and adds it to `tally`; answers its amount, negative where money left. */
  checkPayout(doc: Parameters<Payouts['checkPayout']>[0], books: Books, tally: Tally): number {
    return this.#payouts.checkPayout(doc, books, tally);
  }

  /** Whether money of receipt `seq` has gone back or is going back. */
  touches(seq: number): boolean {
    return this.#cases.touches(seq);
  }

  /** Whether case `id` is of receipt `seq` and its red slip was posted. */
  isPosted(id: number, seq: number): boolean {
    return this.#cases.isPosted(id, seq);
  }

  /** What approved refunds took of receipt `seq` together; null while another is asked for. */
  goneBack(seq: number): TakenBack | null {
    return this.#cases.goneBack(seq);
  }

  /** Throws a finding unless the moving tables say where the steps have led, and an approved case has its slip. */
  compare(db: Db): void {
    this.#cases.compare(db);
  }
}
