// Follows every refund from its application to its last payout, from the rows alone: who applied, typed, decided; that no
// line and no tender gives back more than it brought; that the red slip mirrors what was applied for, and a payout pays once.
import type { Posting } from '../../core/charge/charge-postings.ts';
import { minor, type Minor } from '../../core/money/money.ts';
import { APPROVAL_MS } from '../../core/approval/approval-rule.ts';
import { type CaseState, type CaseStep, CASE_STEPS, firstState, nextState } from '../../core/refund/case-state.ts';
import {
  goesThroughBank,
  heldRefundPostings,
  payoutAccount,
  payoutPostings,
  PRIOR_YEAR_ACCOUNT,
  refundPostings,
  wayIsPossible,
} from '../../core/refund/refund-postings.ts';
import { nextPayoutState, type PayoutState, type PayoutStep, type RefundWay } from '../../core/refund/refund-words.ts';
import type { Db } from '../open/connection.ts';
import type { Approvals } from './check-approvals.ts';
import { BankWords, type Transfer } from './check-bank.ts';
import type { Books, KnownShift } from './books.ts';
import type { RowsThen } from './check-follow-up.ts';
import { Accounts } from './check-postings.ts';
import { bad } from './finding.ts';
import {
  BACK,
  BATCH,
  CASE,
  CASE_PAPER,
  CONFIRMED,
  DELEGATED,
  DEPUTY,
  DOC,
  DRAW,
  GIVEBACK,
  LINE,
  type LinkRows,
  numberAt,
  PAID,
  PAYOUT,
  PAYOUT_STEP,
  PART_BACK,
  REQUESTED,
  type Row,
  rowsOf,
  SLIP,
  STEPPED,
  SUBMITTED,
  TENDER,
  textAt,
  TYPED,
} from './row-places.ts';
import { checkLevels, datesAbout, isPastUse, type Link, refuseNumber, refuseUnposted } from './refund-rules.ts';
import type { PaperCases } from './check-paper-cases.ts';
import type { Tally } from './tally.ts';

interface Version {
  readonly n: number;
  readonly amount: number;
  readonly fee: number;
  readonly rounding: number;
  readonly total: number;
  readonly levels: number;
  readonly twice: boolean;
  readonly lines: Map<
    number,
    { quantity: number; gross: number; discount: number; tax: number; amount: number; needs: boolean }
  >;
  readonly backs: Map<number, { seq: number; n: number; method: string; way: string; amount: number }>;
  request: number | null;
  base: number | null;
  agreed: boolean;
  readonly typists: Set<number>;
}
interface Payout {
  readonly back: number;
  readonly method: string;
  readonly way: RefundWay;
  readonly amount: number;
  /** The place of the payout that replaced it. */
  replacedBy: number | null;
  state: PayoutState;
  wasConfirmed: boolean;
  steps: number;
}
interface Case {
  readonly number: string;
  readonly receipt: number | null;
  readonly account: number | null;
  readonly person: number;
  state: CaseState | null;
  steps: number;
  readonly versions: Version[];
  posted: number | null;
  readonly payouts: Map<number, Payout>;
}

interface Delegation {
  readonly from: number;
  readonly to: number;
  readonly dates: { readonly from: string; readonly until: string };
}

export class Refunds {
  readonly #cases = new Map<number, Case>();
  /** Cases by receipt, and by tender "seq/n": what their sums are taken over. */
  readonly #ofReceipt = new Map<number, Set<number>>();
  readonly #ofTender = new Map<string, Set<number>>();
  readonly #used = new Map<string, number>();
  readonly #given = new Map<string, number>();
  readonly #delegations = new Map<number, Delegation>();
  readonly #bank = new BankWords();
  #batches = 0;
  readonly #then: RowsThen;
  readonly #approvals: Approvals;

  constructor(then: RowsThen, approvals: Approvals) {
    this.#then = then;
    this.#approvals = approvals;
  }

  /** Takes note of one link. Throws a finding for what no rule allows. */
  take(link: Link, rows: LinkRows, books: Books, papers: PaperCases): void {
    const { seq, personId } = link;
    for (const row of rowsOf(rows, 'refund_delegation')) this.#delegate(link, row);
    for (const row of rowsOf(rows, 'refund_case')) this.#begin(link, row, books, papers);
    for (const row of rowsOf(rows, 'refund_submission')) this.#submit(seq, personId, row);
    for (const row of rowsOf(rows, 'refund_line')) this.#line(seq, row);
    for (const row of rowsOf(rows, 'refund_back')) this.#back(seq, row);
    for (const row of rowsOf(rows, 'refund_entry')) this.#type(seq, personId, row);
    for (const row of rowsOf(rows, 'use_confirmation')) this.#confirm(seq, row);
    for (const row of rowsOf(rows, 'refund_request')) this.#ask(seq, row);
    for (const row of rowsOf(rows, 'refund_step')) this.#step(seq, personId, row);
    for (const row of rowsOf(rows, 'refund_deputy')) this.#deputy(link, row);
    this.#bank.take(seq, rows);
    // What is given up makes room for another of the same link.
    const steps = rowsOf(rows, 'payout_step');
    for (const row of steps.filter(isGivenUp)) this.#pay(seq, personId, row);
    for (const row of rowsOf(rows, 'refund_payout')) this.#payout(seq, row, rowsOf(rows, 'refund_document').length > 0);
    for (const row of steps) if (!isGivenUp(row)) this.#pay(seq, personId, row);
    for (const row of rowsOf(rows, 'refund_submission')) this.#whole(link, row, books);
    this.#namesRegister(seq, rows, papers);
    this.#batch(seq, rows, books);
    refuseUnposted(seq, rows);
  }

  #of(seq: number, table: string, id: number): Case {
    return this.#cases.get(id) ?? bad('limits', table, seq, `is of case ${id}, which is not there`);
  }

  #version(seq: number, table: string, row: Row, at: { case: number; version: number }): [Case, Version] {
    const one = this.#of(seq, table, numberAt(row, at.case));
    const n = numberAt(row, at.version);
    const version = one.versions[n - 1];
    if (version === undefined || n !== one.versions.length)
      return bad('limits', table, seq, `is of version ${n}, which does not stand`);
    return [one, version];
  }

  #begin({ seq, personId }: Link, row: Row, books: Books, papers: PaperCases): void {
    const id = numberAt(row, CASE.id);
    if (id !== this.#cases.size + 1)
      bad('numbers', 'refund_case', seq, `case ${id} where ${this.#cases.size + 1} must stand`);
    refuseNumber('refund_case', 'W', id, textAt(row, CASE.number), books);
    const person = numberAt(row, CASE.person);
    if (person !== personId) bad('limits', 'refund_case', seq, 'person is not that of its link');
    const receipt = row[CASE.receipt] as number | null;
    const account = row[CASE.account] as number | null;
    if ((receipt === null) === (account === null)) bad('limits', 'refund_case', seq, 'is of no receipt and no account');
    const kept = receipt === null ? null : papers.keepsFromRefund(receipt);
    if (kept !== null) bad('limits', 'refund_case', seq, kept);
    this.#cases.set(id, {
      ...{
        number: textAt(row, CASE.number),
        receipt,
        account,
        person,
        state: null,
        steps: 0,
        versions: [],
        posted: null,
      },
      payouts: new Map(),
    });
    if (receipt !== null) setOf(this.#ofReceipt, receipt).add(id);
  }

  #submit(seq: number, personId: number | null, row: Row): void {
    const say = (detail: string): never => bad('limits', 'refund_submission', seq, detail);
    const one = this.#of(seq, 'refund_submission', numberAt(row, SUBMITTED.case));
    const n = numberAt(row, SUBMITTED.n);
    if (n !== one.versions.length + 1) say(`is version ${n} after ${one.versions.length}`);
    if (numberAt(row, SUBMITTED.person) !== one.person || personId !== one.person) say('is handed in by somebody else');
    if (n > 1 && one.state !== 'returned') say('the case was not returned');
    const at = (place: number): number => numberAt(row, place);
    const [amount, fee, rounding, total] = [
      at(SUBMITTED.amount),
      at(SUBMITTED.fee),
      at(SUBMITTED.rounding),
      at(SUBMITTED.total),
    ];
    if (total !== amount - fee + rounding)
      bad('balance', 'refund_submission', seq, 'total is not amount − fee + rounding');
    one.versions.push({
      ...{ n, amount, fee, rounding, total, request: null, base: null, agreed: false },
      levels: (JSON.parse(textAt(row, SUBMITTED.levels)) as unknown[]).length,
      twice: at(SUBMITTED.twicePayee) + at(SUBMITTED.twiceAmount) > 0,
      lines: new Map(),
      backs: new Map(),
      typists: new Set(),
    });
  }

  #line(seq: number, row: Row): void {
    const [one, version] = this.#version(seq, 'refund_line', row, PART_BACK);
    const n = numberAt(row, PART_BACK.line);
    if (numberAt(row, PART_BACK.receipt) !== one.receipt) bad('limits', 'refund_line', seq, 'is of another receipt');
    const at = (place: number): number => numberAt(row, place);
    const part = {
      ...{ quantity: at(PART_BACK.quantity), gross: at(PART_BACK.gross), discount: at(PART_BACK.discount) },
      ...{ tax: at(PART_BACK.tax), amount: at(PART_BACK.amount), needs: at(PART_BACK.needs) === 1 },
    };
    if (part.amount !== part.gross - part.discount) bad('balance', 'refund_line', seq, 'is not gross − discount');
    version.lines.set(n, part);
    const paid = this.#then('line', one.receipt ?? 0).find((line) => numberAt(line, LINE.n) === n);
    if (!paid) return bad('limits', 'refund_line', seq, 'is of no line');
    const most = { quantity: LINE.quantity, gross: LINE.gross, tax: LINE.tax, amount: LINE.amount } as const;
    for (const key of ['quantity', 'gross', 'tax', 'amount'] as const) {
      const sum = this.#alive(this.#ofReceipt.get(one.receipt ?? 0)).reduce(
        (all, v) => all + (v.lines.get(n)?.[key] ?? 0),
        0,
      );
      if (sum > numberAt(paid, most[key]) || part[key] < 0)
        bad(
          'limits',
          'refund_line',
          `${seq}/${n}`,
          `refunds together ${sum} of ${key} where ${numberAt(paid, most[key])} was paid`,
        );
    }
  }

  #back(seq: number, row: Row): void {
    const [one, version] = this.#version(seq, 'refund_back', row, BACK);
    const at = { seq: numberAt(row, BACK.tenderSeq), n: numberAt(row, BACK.tenderN) };
    const key = `${at.seq}/${at.n}`;
    if (one.receipt !== null && at.seq !== one.receipt) bad('limits', 'refund_back', seq, 'is of another receipt');
    const tender = this.#then('tender', at.seq).find((row2) => numberAt(row2, TENDER.n) === at.n);
    if (!tender) return bad('limits', 'refund_back', seq, 'is of no tender');
    const [method, way] = [textAt(row, BACK.method), textAt(row, BACK.way)];
    if (!wayIsPossible(method, way as RefundWay))
      bad('limits', 'refund_back', seq, `${method} does not go back as ${way}`);
    version.backs.set(numberAt(row, BACK.n), { ...at, method, way, amount: numberAt(row, BACK.amount) });
    const cases = setOf(this.#ofTender, key).add(numberAt(row, BACK.case));
    const sum = this.#alive(cases).reduce(
      (all, v) =>
        all + [...v.backs.values()].reduce((own, b) => own + (b.seq === at.seq && b.n === at.n ? b.amount : 0), 0),
      0,
    );
    if (sum > numberAt(tender, TENDER.applied))
      bad(
        'limits',
        'refund_back',
        `${seq}/${key}`,
        `gives back ${sum} where ${numberAt(tender, TENDER.applied)} was paid`,
      );
  }

  /** The versions that stand, of cases that are not over without a refund. */
  #alive(ids: ReadonlySet<number> | undefined): Version[] {
    return [...(ids ?? [])].flatMap((id) => {
      const one = this.#cases.get(id);
      const last = one?.versions.at(-1);
      return !one || !last || one.state === 'rejected' || one.state === 'withdrawn' ? [] : [last];
    });
  }

  #whole({ seq, ...when }: Link, row: Row, books: Books): void {
    const [one, version] = this.#version(seq, 'refund_submission', row, { case: SUBMITTED.case, version: SUBMITTED.n });
    const sum = (all: Iterable<{ readonly amount: number }>): number =>
      [...all].reduce((total, { amount }) => total + amount, 0);
    if (sum(version.backs.values()) !== version.total)
      bad('balance', 'refund_submission', seq, 'ways back do not add up');
    if (one.receipt !== null && sum(version.lines.values()) !== version.amount)
      bad('balance', 'refund_submission', seq, 'lines do not add up');
    if (version.levels > 0 && version.request === null)
      bad('limits', 'refund_submission', seq, 'nobody was asked to decide');
    const items = this.#then('line', one.receipt ?? 0)
      .filter((line) => version.lines.has(numberAt(line, LINE.n)))
      .map((line) => numberAt(line, LINE.item));
    checkLevels(seq, row, { dates: datesAbout(when), items }, books);
  }

  #type(seq: number, personId: number | null, row: Row): void {
    const say = (detail: string): never => bad('limits', 'refund_entry', seq, detail);
    const [one, version] = this.#version(seq, 'refund_entry', row, TYPED);
    const person = numberAt(row, TYPED.person);
    if (person !== personId) say('person is not that of its link');
    const isFirst = numberAt(row, TYPED.n) === 1;
    // Once it is approved, the applicant types nothing more.
    if (one.posted === null ? isFirst !== (person === one.person) : person === one.person)
      say('the first is the applicant’s, the others are not');
    if (numberAt(row, TYPED.base) === 1) {
      version.base = person;
      version.agreed = false;
    } else {
      if (person === version.base) say('one person typed twice');
      if (numberAt(row, TYPED.agrees) === 1) version.agreed = true;
    }
    if (!isFirst) version.typists.add(person);
  }

  #confirm(seq: number, row: Row): void {
    const at = { seq: numberAt(row, CONFIRMED.receipt), n: numberAt(row, CONFIRMED.line) };
    const key = `${at.seq}/${at.n}`;
    const sum = (this.#used.get(key) ?? 0) + numberAt(row, CONFIRMED.quantity);
    const line = this.#then('line', at.seq).find((one) => numberAt(one, LINE.n) === at.n);
    if (!line || sum > numberAt(line, LINE.quantity))
      bad('limits', 'use_confirmation', seq, `confirms ${sum}, more than was bought`);
    this.#used.set(key, sum);
  }

  #ask(seq: number, row: Row): void {
    const [one, version] = this.#version(seq, 'refund_request', row, REQUESTED);
    const request = numberAt(row, REQUESTED.request);
    const asked = this.#approvals.asked(request);
    if (asked?.kind !== 'refund' || asked.person !== one.person || asked.levels !== version.levels)
      bad('limits', 'refund_request', seq, 'is not asked for the case and its levels');
    version.request = request;
  }

  #step(seq: number, personId: number | null, row: Row): void {
    const say = (detail: string): never => bad('limits', 'refund_step', seq, detail);
    const [one, version] = this.#version(seq, 'refund_step', row, STEPPED);
    const [step, to] = [textAt(row, STEPPED.step), textAt(row, STEPPED.to) as CaseState];
    if (numberAt(row, STEPPED.n) !== one.steps + 1) say(`is step ${numberAt(row, STEPPED.n)} after ${one.steps}`);
    if (numberAt(row, STEPPED.person) !== personId) say('person is not that of its link');
    if ((row[STEPPED.from] ?? null) !== one.state)
      say(`leaves ${String(row[STEPPED.from])} where the case was ${one.state}`);
    if (!leadsTo(one.state, step, to)) say(`${step} leads from ${one.state} to ${to}`);
    if ((to === 'awaitingApproval' || to === 'approved') && step !== 'rerouted' && version.twice && !version.agreed)
      say('was not typed by two');
    if (step !== 'rerouted' && ['awaitingSecondEntry', 'awaitingApproval', 'approved'].includes(to))
      this.#mustBeConfirmed(seq, one, version);
    if (to === 'approved' && step !== 'rerouted') this.#mustBeApproved(seq, one, version);
    one.state = to;
    one.steps += 1;
  }

  // Every level by another person, none of whom applied or typed.
  #mustBeApproved(seq: number, one: Case, version: Version): void {
    const say = (detail: string): never => bad('limits', 'refund_step', seq, detail);
    if (version.levels === 0) return;
    const asked = version.request === null ? undefined : this.#approvals.asked(version.request);
    if (!asked || asked.last?.verdict !== 'approved' || asked.deciders.length !== version.levels)
      return say('nobody approved it');
    if (new Set(asked.deciders).size !== version.levels) say('one person decided twice');
    for (const person of asked.deciders)
      if (person === one.person || version.typists.has(person)) say('was approved by one of its own');
  }

  // What departments said of a line covers this case and all others that are past the department.
  #mustBeConfirmed(seq: number, one: Case, version: Version): void {
    for (const [n, { quantity, needs }] of version.lines) {
      if (!needs) continue;
      const others = [...(this.#ofReceipt.get(one.receipt ?? 0) ?? [])].reduce((sum, id) => {
        const other = this.#cases.get(id);
        const counts = other !== undefined && other !== one && isPastUse(other.state);
        return sum + (counts ? (other.versions.at(-1)?.lines.get(n)?.quantity ?? 0) : 0);
      }, 0);
      const line = this.#then('line', one.receipt ?? 0).find((paid) => numberAt(paid, LINE.n) === n);
      const wanted = quantity === 0 && line ? numberAt(line, LINE.quantity) : others + quantity;
      if ((this.#used.get(`${one.receipt}/${n}`) ?? 0) < wanted)
        bad('limits', 'refund_step', seq, `goes on before the use of line ${n} is confirmed`);
    }
  }

  // Of a lost receipt money goes back to whoever names its entry in the register.
  #namesRegister(seq: number, rows: LinkRows, papers: PaperCases): void {
    for (const row of rowsOf(rows, 'refund_submission')) {
      const id = numberAt(row, SUBMITTED.case);
      const register = papers.registerOf(this.#cases.get(id)?.receipt ?? 0);
      const isNamed = rowsOf(rows, 'refund_paper').some(
        (paper) => paper[CASE_PAPER.case] === id && paper[CASE_PAPER.name] === register,
      );
      if (register !== undefined && !isNamed)
        bad('limits', 'refund_submission', seq, 'its receipt is registered as lost');
    }
  }

  #delegate({ seq, personId }: Link, row: Row): void {
    const from = numberAt(row, DELEGATED.from);
    if (from !== personId) bad('limits', 'refund_delegation', seq, 'is not by whoever it is from');
    const dates = { from: textAt(row, DELEGATED.fromDate), until: textAt(row, DELEGATED.untilDate) };
    this.#delegations.set(numberAt(row, DELEGATED.id), { from, to: numberAt(row, DELEGATED.to), dates });
  }

  #deputy(link: Link, row: Row): void {
    const say = (detail: string): never => bad('limits', 'refund_deputy', link.seq, detail);
    const request = numberAt(row, DEPUTY.request);
    const one = [...this.#cases.values()].find(({ versions }) => versions.at(-1)?.request === request);
    const asked = this.#approvals.asked(request);
    if (!one || !asked) return say('is of no request');
    const { from, to, dates } = this.#delegations.get(numberAt(row, DEPUTY.delegation)) ?? say('is of no delegation');
    if (asked.deciders[numberAt(row, DEPUTY.level) - 1] !== to) say('decided for somebody who named another');
    if (!datesAbout(link).some((date) => dates.from <= date && date <= dates.until)) say('decided outside its days');
    if (from === one.person || one.versions.at(-1)?.typists.has(from) || asked.deciders.includes(from))
      say('decided for one of its own');
  }

  // The control totals of a batch are those of what was sent with it.
  #batch(seq: number, rows: LinkRows, books: Books): void {
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
    refuseNumber('bank_batch', 'G', n, textAt(batch, BATCH.number), books);
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
    const one = this.#of(seq, 'refund_payout', numberAt(row, PAYOUT.case));
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

  #pay(seq: number, personId: number | null, row: Row): void {
    const say = (detail: string): never => bad('limits', 'payout_step', seq, detail);
    const one = this.#of(seq, 'payout_step', numberAt(row, PAYOUT_STEP.case));
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
    const id = numberAt(row, PAYOUT_STEP.case);
    const n = numberAt(row, PAYOUT_STEP.payout);
    const [reference, batch] = [row[PAYOUT_STEP.reference] as string | null, row[PAYOUT_STEP.batch] as number | null];
    const money = `${id}/${payout.back}`;
    if (step === 'sent' && goesThroughBank(payout) && !this.#bank.isEarlier(reference, { money, n })) {
      if (!one.versions.at(-1)?.agreed) say('went to a payee that two people did not type');
      if (batch === null) say('went to the bank without a batch');
      if (reference !== `${one.number}-${n}`) say(`is not known to the bank as ${one.number}-${n}`);
    }
    if (step === 'sent') this.#bank.leaves(seq, reference, batch, () => transferOf(one, n, money));
    if (step === 'confirmed') {
      this.#bank.arrives(reference, money);
      payout.wasConfirmed = true;
    }
    payout.state = next;
    payout.steps += 1;
  }

  /** Checks a document F and adds it to `tally`; answers its amount, negative. */
  checkSlip(doc: { seq: number; document: Row; rows: LinkRows }, books: Books, tally: Tally): number {
    const { seq, document, rows } = doc;
    const say = (detail: string): never => bad('limits', 'refund_document', seq, detail);
    const row = rowsOf(rows, 'refund_document')[0] ?? say('is missing');
    const one = this.#of(seq, 'refund_document', numberAt(row, SLIP.case));
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
  checkPayout(
    doc: { seq: number; document: Row; rows: LinkRows; shift: KnownShift },
    books: Books,
    tally: Tally,
  ): number {
    const { seq, document, rows, shift } = doc;
    const say = (detail: string): never => bad('limits', 'payout_document', seq, detail);
    const row = rowsOf(rows, 'payout_document')[0] ?? say('is missing');
    const one = this.#of(seq, 'payout_document', numberAt(row, PAID.case));
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

  /** Whether money of receipt `seq` has gone back or is going back. */
  touches(seq: number): boolean {
    return this.#alive(this.#ofReceipt.get(seq)).length > 0;
  }

  /** Throws a finding unless the moving tables say where the steps have led, and an approved case has its slip. */
  compare(db: Db): void {
    const now = db.prepare('SELECT case_id, version, state FROM refund_now').raw().all() as [number, number, string][];
    for (const [id, version, state] of now) {
      const one = this.#cases.get(id);
      if (!one || one.state !== state || one.versions.length !== version)
        bad('totals', 'refund_now', id, `says ${state} ${version} where its steps led to ${one?.state ?? 'nothing'}`);
    }
    if (now.length !== this.#cases.size)
      bad('totals', 'refund_now', '', `has ${now.length} rows where ${this.#cases.size} must stand`);
    const paying = db.prepare('SELECT case_id, payout_n, state FROM payout_now').raw().all() as [
      number,
      number,
      string,
    ][];
    for (const [id, n, state] of paying)
      if (this.#cases.get(id)?.payouts.get(n)?.state !== state)
        bad('totals', 'payout_now', `${id}/${n}`, `says ${state}`);
    const all = [...this.#cases.values()].reduce((sum, { payouts }) => sum + payouts.size, 0);
    if (paying.length !== all) bad('totals', 'payout_now', '', `has ${paying.length} rows where ${all} must stand`);
    for (const [id, one] of this.#cases) {
      const isOwed = one.state !== null && ['approved', 'paying', 'payoutFailed', 'paid', 'closed'].includes(one.state);
      if (isOwed !== (one.posted !== null)) bad('limits', 'refund_case', id, `stands at ${one.state} without its slip`);
      const settled = [...one.payouts.values()]
        .filter(({ replacedBy }) => replacedBy === null)
        .every(({ state }) => state === 'confirmed');
      if ((one.state === 'paid' || one.state === 'closed') && !settled)
        bad('limits', 'refund_case', id, 'is paid and is not');
    }
  }
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

function leadsTo(from: CaseState | null, step: string, to: CaseState): boolean {
  const missing = [true, false].flatMap((use) =>
    [true, false].flatMap((secondEntry) => [0, 1].map((levels) => ({ use, secondEntry, levels }))),
  );
  if (from === null) return step === 'applied' && missing.some((one) => firstState(one) === to);
  return (
    (CASE_STEPS as readonly string[]).includes(step) &&
    missing.some((one) => nextState(from, step as CaseStep, one) === to)
  );
}

function setOf<K>(map: Map<K, Set<number>>, key: K): Set<number> {
  const found = map.get(key) ?? new Set<number>();
  map.set(key, found);
  return found;
}
