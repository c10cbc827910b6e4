// Follows payouts of refunds, from the rows alone: each pays once, by the way that was approved or another that is possible, in a
// batch where a bank pays it; and what it posts when the money has left or is back.
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import type { Minor } from '../../core/money/money.ts';
import { goesThroughBank, payoutAccount, payoutPostings, wayIsPossible } from '../../core/refund/refund-postings.ts';
import { nextPayoutState, type PayoutStep, type RefundWay } from '../../core/refund/refund-words.ts';
import type { Books, KnownShift } from './books.ts';
import { BankWords, type Transfer } from './check-bank.ts';
import type { RowsThen } from './check-follow-up.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import { Cheques } from './known-cheques.ts';
import type { Case, Payout, RefundCases } from './refund-cases.ts';
import { refuseNumber } from './refund-rules.ts';
import {
  BATCH,
  CHEQUE_END,
  DOC,
  DRAW,
  GIVEBACK,
  type LinkRows,
  numberAt,
  PAID,
  PAYOUT,
  PAYOUT_STEP,
  type Row,
  rowsOf,
  TENDER,
  textAt,
} from './row-places.ts';
import type { Tally } from './tally.ts';

export class Payouts {
  readonly #cases: RefundCases;
  readonly #then: RowsThen;
  readonly #given = new Map<string, number>();
  readonly #bank = new BankWords();
  readonly #cheques = new Cheques();
  #batches = 0;

  constructor(cases: RefundCases, then: RowsThen) {
    this.#cases = cases;
    this.#then = then;
  }

  /** Takes note of one link's payouts and their steps. Throws a finding for what no rule allows. */
  take(seq: number, personId: number | null, rows: LinkRows): void {
    this.#bank.take(seq, rows);
    this.#cheques.take(seq, rows);
    // What is given up makes room for another of the same link.
    const steps = rowsOf(rows, 'payout_step');
    for (const row of steps.filter(isGivenUp)) this.#pay(seq, personId, row, rows);
    for (const row of rowsOf(rows, 'refund_payout')) this.#payout(seq, row, rowsOf(rows, 'refund_document').length > 0);
    for (const row of steps) if (!isGivenUp(row)) this.#pay(seq, personId, row, rows);
  }

  // The control totals of a batch are those of what was sent with it.
  takeBatch(seq: number, rows: LinkRows, books: Books): void {
    const batch = rowsOf(rows, 'bank_batch')[0];
    const sent = rowsOf(rows, 'payout_step').filter((row) => textAt(row, PAYOUT_STEP.step) === 'sent');
    const within = sent.filter((row) => row[PAYOUT_STEP.batch] !== null);
    if (!batch) {
      if (within.length > 0) bad('limits', 'payout_step', seq, 'went with a batch of another link');
      return;
    }
    const say = (detail: string): never => bad('limits', 'bank_batch', seq, detail);
    const n = numberAt(batch, BATCH.n);
    if (n !== ++this.#batches) say(`is batch ${n} where ${this.#batches} must stand`);
    refuseNumber('bank_batch', SLIP_LETTERS.bankBatch, n, textAt(batch, BATCH.number), books);
    if (within.length !== sent.length || within.some((row) => row[PAYOUT_STEP.batch] !== n)) say('is not of its link');
    const total = within.reduce((sum, row) => {
      const payouts = this.#cases.get(numberAt(row, PAYOUT_STEP.case))?.payouts;
      return sum + (payouts?.get(numberAt(row, PAYOUT_STEP.payout))?.amount ?? 0);
    }, 0);
    if (numberAt(batch, BATCH.count) !== within.length || numberAt(batch, BATCH.total) !== total)
      say(`says another count or total than ${within.length} and ${total}`);
  }

  #payout(seq: number, row: Row, isNew: boolean): void {
    const say = (detail: string): never => bad('limits', 'refund_payout', seq, detail);
    const one = this.#cases.of(seq, 'refund_payout', numberAt(row, PAYOUT.case));
    const n = numberAt(row, PAYOUT.n);
    if (n !== one.payouts.size + 1) say(`is payout ${n} after ${one.payouts.size}`);
    const [back, amount] = [numberAt(row, PAYOUT.back), numberAt(row, PAYOUT.amount)];
    const [method, way] = [textAt(row, PAYOUT.method), textAt(row, PAYOUT.way) as RefundWay];
    const planned = one.versions.at(-1)?.backs.get(back);
    if (planned?.amount !== amount || planned.method !== method) say('is not what was approved');
    if (!wayIsPossible(method, way)) say(`${method} does not go back as ${way}`);
    const replaces = row[PAYOUT.replaces] as number | null;
    if (replaces === null) {
      if (!isNew || planned?.way !== way || [...one.payouts.values()].some((other) => other.back === back))
        say('is paid out twice');
    } else {
      const before = one.payouts.get(replaces);
      if (before?.state !== 'failed' || before.replacedBy !== null || before.back !== back || before.amount !== amount)
        return say('takes the place of none that failed');
      before.replacedBy = n;
    }
    const fresh = { state: 'approved', wasConfirmed: false, replacedBy: null, steps: 0 } as const;
    one.payouts.set(n, { back, method, way, amount, ...fresh });
  }

  #pay(seq: number, personId: number | null, row: Row, rows: LinkRows): void {
    const say = (detail: string): never => bad('limits', 'payout_step', seq, detail);
    const one = this.#cases.of(seq, 'payout_step', numberAt(row, PAYOUT_STEP.case));
    const payout = one.payouts.get(numberAt(row, PAYOUT_STEP.payout)) ?? say('is of no payout');
    const [step, to] = [textAt(row, PAYOUT_STEP.step) as PayoutStep, textAt(row, PAYOUT_STEP.to)];
    if (numberAt(row, PAYOUT_STEP.n) !== payout.steps + 1)
      say(`is step ${numberAt(row, PAYOUT_STEP.n)} after ${payout.steps}`);
    if (numberAt(row, PAYOUT_STEP.person) !== personId) say('person is not that of its link');
    if (textAt(row, PAYOUT_STEP.from) !== payout.state)
      say(`leaves ${textAt(row, PAYOUT_STEP.from)} where the payout was ${payout.state}`);
    const next = nextPayoutState(payout.state, step);
    if (next === null || next !== to) return say(`${step} leads from ${payout.state} to ${to}`);
    if (payout.replacedBy !== null) say('moves a payout that was replaced');
    if (isGivenUp(row) && !isBounced(one, payout, rows) && rowsOf(rows, 'refund_payout').length === 0)
      say('fails before it was sent');
    const id = numberAt(row, PAYOUT_STEP.case);
    const n = numberAt(row, PAYOUT_STEP.payout);
    const [reference, batch] = [row[PAYOUT_STEP.reference] as string | null, row[PAYOUT_STEP.batch] as number | null];
    const money = `${id}/${payout.back}`;
    if (step === 'sent' && goesThroughBank(payout) && !this.#bank.isEarlier(reference, { money, n })) {
      if (!one.versions.at(-1)?.agreed) say('went to a payee that two people did not type');
      if (batch === null) say('went to the bank without a batch');
      if (reference !== `${one.number}-${n}`) say(`is not known to the bank as ${one.number}-${n}`);
    }
    if (step === 'sent' && payout.method === 'cheque' && !this.#isChequePaid(one, payout))
      say('the cheque that paid was not paid itself');
    if (step === 'sent') this.#bank.leaves(seq, reference, batch, () => transferOf(one, n, money));
    if (step === 'confirmed') {
      this.#bank.arrives(reference, money);
      payout.wasConfirmed = true;
    }
    payout.state = next;
    payout.steps += 1;
  }

  #isChequePaid({ versions }: Case, { back }: Payout): boolean {
    const at = versions.at(-1)?.backs.get(back);
    if (at === undefined) return false;
    const tender = this.#then('tender', at.seq).find((row) => numberAt(row, TENDER.n) === at.n);
    return tender !== undefined && this.#cheques.isPaid(at, numberAt(tender, TENDER.applied));
  }

  /** Checks a document O and adds it to `tally`; answers its amount, negative where money left. */
  checkPayout(
    doc: { seq: number; document: Row; rows: LinkRows; shift: KnownShift },
    books: Books,
    tally: Tally,
  ): number {
    const { seq, document, rows, shift } = doc;
    const say = (detail: string): never => bad('limits', 'payout_document', seq, detail);
    const row = rowsOf(rows, 'payout_document')[0] ?? say('is missing');
    const one = this.#cases.of(seq, 'payout_document', numberAt(row, PAID.case));
    const n = numberAt(row, PAID.payout);
    const payout = one.payouts.get(n) ?? say('is of no payout');
    const kind = textAt(row, PAID.kind) as 'paid' | 'cameBack';
    const amount = numberAt(row, PAID.amount);
    if (amount !== payout.amount) say('is not of its payout’s amount');
    const step = rowsOf(rows, 'payout_step').find(
      (one2) =>
        numberAt(one2, PAYOUT_STEP.payout) === n &&
        textAt(one2, PAYOUT_STEP.step) === (kind === 'paid' ? 'confirmed' : 'cameBack'),
    );
    if (!step) say('its payout did not come to that');
    const back = one.versions.at(-1)?.backs.get(payout.back) ?? say('is of no tender');
    const payer =
      payout.method === 'thirdParty' ? books.money.payerOf(seq, this.#then('tender_payer', back.seq), back.n) : null;
    const account = payoutAccount(payout, { drawer: shift.drawerAccount, payer });
    const derived = new Accounts(seq);
    for (const posting of payoutPostings(kind, amount as Minor, account)) derived.add(posting.account, posting.amount);
    derived.mustBe(rowsOf(rows, 'entry'));
    this.#giveBack(
      seq,
      rows,
      kind === 'paid' && payout.way === 'original' && payout.method === 'prepayment' ? amount : 0,
      back,
      books,
    );
    const key = `${textAt(document, DOC.date)}|${numberAt(document, DOC.shift)}`;
    const signed = kind === 'paid' ? -amount : amount;
    tally.tenders.add(`${key}|${payout.way === 'original' ? payout.method : payout.way}`, 1, signed);
    return signed;
  }

  #giveBack(seq: number, rows: LinkRows, wanted: number, back: { seq: number; n: number }, books: Books): void {
    let sum = 0;
    for (const row of rowsOf(rows, 'prepayment_giveback')) {
      const say = (detail: string): never => bad('limits', 'prepayment_giveback', seq, detail);
      const of = { seq: numberAt(row, GIVEBACK.drawSeq), n: numberAt(row, GIVEBACK.drawN) };
      const draw =
        this.#then('prepayment_draw', of.seq).find((one) => numberAt(one, DRAW.n) === of.n) ?? say('is of no draw');
      if (of.seq !== back.seq || draw[DRAW.tender] !== back.n) say('is not of the tender it gives back');
      const amount = numberAt(row, GIVEBACK.amount);
      const given = (this.#given.get(`${of.seq}/${of.n}`) ?? 0) + amount;
      if (amount <= 0 || given > numberAt(draw, DRAW.amount))
        say(`gives back ${given} where ${numberAt(draw, DRAW.amount)} was drawn`);
      this.#given.set(`${of.seq}/${of.n}`, given);
      const load = { seq: numberAt(row, GIVEBACK.loadSeq), n: numberAt(row, GIVEBACK.loadN) };
      if (load.seq !== draw[DRAW.loadSeq] || load.n !== draw[DRAW.loadN]) say('goes to another load');
      books.money.giveBack(seq, load, numberAt(row, GIVEBACK.account), amount);
      sum += amount;
    }
    if (sum !== wanted) bad('balance', 'prepayment_giveback', seq, `gives back ${sum} for a payout of ${wanted}`);
  }
}

/** Whether the cheque that paid what `payout` gives back bounced in the same link. */
function isBounced({ versions }: Case, payout: Payout, rows: LinkRows): boolean {
  const back = versions.at(-1)?.backs.get(payout.back);
  return rowsOf(rows, 'cheque_end').some(
    (end) =>
      textAt(end, CHEQUE_END.outcome) === 'bounced' &&
      end[CHEQUE_END.tenderSeq] === back?.seq &&
      end[CHEQUE_END.tenderN] === back?.n,
  );
}

function isGivenUp(row: Row): boolean {
  return textAt(row, PAYOUT_STEP.from) === 'approved' && textAt(row, PAYOUT_STEP.step) === 'failed';
}

/** Payout `n` as the bank's word needs it, as it stands when it is asked for. */
function transferOf({ payouts }: Case, n: number, money: string): Transfer {
  const at = (place: number): Payout => payouts.get(place) as Payout;
  let last = n;
  for (let next = at(last).replacedBy; next !== null; next = at(last).replacedBy) last = next;
  const { amount, state, wasConfirmed } = at(n);
  return { money, n, amount, state, wasConfirmed, last: at(last).state };
}
