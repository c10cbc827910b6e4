// Follows refund applications from handing-in to the last yes, from the rows alone: who applied, typed, confirmed and decided;
// that no line and no tender gives back more than it brought; that every step is one of the table.
import { SLIP_LETTERS } from '../../core/numbers/document-kinds.ts';
import { type CaseState, type CaseStep, CASE_STEPS, firstState, nextState } from '../../core/refund/case-state.ts';
import { wayIsPossible } from '../../core/refund/refund-postings.ts';
import type { RefundWay } from '../../core/refund/refund-words.ts';
import type { Approvals } from './check-approvals.ts';
import type { Books } from './books.ts';
import type { RowsThen } from './check-follow-up.ts';
import type { PaperCases } from './check-paper-cases.ts';
import { bad } from './finding.ts';
import type { Case, RefundCases, Version } from './refund-cases.ts';
import { checkLevels, datesAbout, isPastUse, type Link, refuseNumber } from './refund-rules.ts';
import {
  BACK,
  CASE,
  CASE_PAPER,
  CONFIRMED,
  LINE,
  type LinkRows,
  numberAt,
  PART_BACK,
  REQUESTED,
  type Row,
  rowsOf,
  STEPPED,
  SUBMITTED,
  TENDER,
  textAt,
  TYPED,
} from './row-places.ts';

export class Applications {
  readonly #cases: RefundCases;
  readonly #used = new Map<string, number>();
  readonly #then: RowsThen;
  readonly #approvals: Approvals;

  constructor(cases: RefundCases, then: RowsThen, approvals: Approvals) {
    this.#cases = cases;
    this.#then = then;
    this.#approvals = approvals;
  }

  /** Takes note of one link up to its steps. Throws a finding for what no rule allows. */
  take(link: Link, rows: LinkRows, books: Books, papers: PaperCases): void {
    const { seq, personId } = link;
    for (const row of rowsOf(rows, 'refund_case')) this.#begin(link, row, books, papers);
    for (const row of rowsOf(rows, 'refund_submission')) this.#submit(seq, personId, row);
    for (const row of rowsOf(rows, 'refund_line')) this.#line(seq, row);
    for (const row of rowsOf(rows, 'refund_back')) this.#back(seq, row);
    for (const row of rowsOf(rows, 'refund_entry')) this.#type(seq, personId, row);
    for (const row of rowsOf(rows, 'use_confirmation')) this.#confirm(seq, row);
    for (const row of rowsOf(rows, 'refund_request')) this.#ask(seq, row);
    for (const row of rowsOf(rows, 'refund_step')) this.#step(link, row);
  }

  /** What an application must come to once its whole link is taken. */
  takeWhole(link: Link, rows: LinkRows, books: Books, papers: PaperCases): void {
    for (const row of rowsOf(rows, 'refund_submission')) this.#whole(link, row, books);
    this.#namesRegister(link.seq, rows, papers);
  }

  #begin({ seq, personId }: Link, row: Row, books: Books, papers: PaperCases): void {
    const id = numberAt(row, CASE.id);
    if (id !== this.#cases.size + 1)
      bad('numbers', 'refund_case', seq, `case ${id} where ${this.#cases.size + 1} must stand`);
    refuseNumber('refund_case', SLIP_LETTERS.refundCase, id, textAt(row, CASE.number), books);
    const person = numberAt(row, CASE.person);
    if (person !== personId) bad('limits', 'refund_case', seq, 'person is not that of its link');
    const receipt = row[CASE.receipt] as number | null;
    const account = row[CASE.account] as number | null;
    if ((receipt === null) === (account === null)) bad('limits', 'refund_case', seq, 'is of no receipt and no account');
    const kept = receipt === null ? null : papers.keepsFromRefund(receipt);
    if (kept !== null) bad('limits', 'refund_case', seq, kept);
    this.#cases.add(id, {
      ...{
        number: textAt(row, CASE.number),
        receipt,
        account,
        person,
        state: null,
        since: 0,
        steps: 0,
        versions: [],
        posted: null,
      },
      payouts: new Map(),
    });
  }

  #submit(seq: number, personId: number | null, row: Row): void {
    const say = (detail: string): never => bad('limits', 'refund_submission', seq, detail);
    const one = this.#cases.of(seq, 'refund_submission', numberAt(row, SUBMITTED.case));
    const n = numberAt(row, SUBMITTED.n);
    if (n !== one.versions.length + 1) say(`is version ${n} after ${one.versions.length}`);
    if (numberAt(row, SUBMITTED.person) !== one.person || personId !== one.person) say('is handed in by somebody else');
    if (n > 1 && one.state !== 'returned') say('the case was not returned');
    const at = (place: number): number => numberAt(row, place);
    const needed = JSON.parse(textAt(row, SUBMITTED.levels)) as Version['needed'];
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
      levels: needed.length,
      needed,
      risk: textAt(row, SUBMITTED.verdict) as Version['risk'],
      twice: at(SUBMITTED.twicePayee) + at(SUBMITTED.twiceAmount) > 0,
      lines: new Map(),
      backs: new Map(),
      typists: new Set(),
    });
  }

  #line(seq: number, row: Row): void {
    const [one, version] = this.#cases.version(seq, 'refund_line', row, PART_BACK);
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
      const sum = this.#cases.aliveOf(one.receipt ?? 0).reduce((all, v) => all + (v.lines.get(n)?.[key] ?? 0), 0);
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
    const [one, version] = this.#cases.version(seq, 'refund_back', row, BACK);
    const at = { seq: numberAt(row, BACK.tenderSeq), n: numberAt(row, BACK.tenderN) };
    const key = `${at.seq}/${at.n}`;
    if (one.receipt !== null && at.seq !== one.receipt) bad('limits', 'refund_back', seq, 'is of another receipt');
    const tender = this.#then('tender', at.seq).find((row2) => numberAt(row2, TENDER.n) === at.n);
    if (!tender) return bad('limits', 'refund_back', seq, 'is of no tender');
    const [method, way] = [textAt(row, BACK.method), textAt(row, BACK.way)];
    if (!wayIsPossible(method, way as RefundWay))
      bad('limits', 'refund_back', seq, `${method} does not go back as ${way}`);
    version.backs.set(numberAt(row, BACK.n), { ...at, method, way, amount: numberAt(row, BACK.amount) });
    this.#cases.givesBack(key, numberAt(row, BACK.case));
    const sum = this.#cases
      .aliveOver(key)
      .reduce(
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

  #whole({ seq, ...when }: Link, row: Row, books: Books): void {
    const [one, version] = this.#cases.version(seq, 'refund_submission', row, {
      case: SUBMITTED.case,
      version: SUBMITTED.n,
    });
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
    const [one, version] = this.#cases.version(seq, 'refund_entry', row, TYPED);
    const person = numberAt(row, TYPED.person);
    if (person !== personId) say('person is not that of its link');
    const isFirst = numberAt(row, TYPED.n) === 1;
    // Once it is approved, the applicant types nothing more.
    if (one.posted === null ? isFirst !== (person === one.person) : person === one.person)
      say('the first is the applicant’s, the others are not');
    const asked = version.request === null ? undefined : this.#approvals.asked(version.request);
    if (asked?.deciders.includes(person)) say('was typed by one who had decided');
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
    const [one, version] = this.#cases.version(seq, 'refund_request', row, REQUESTED);
    const request = numberAt(row, REQUESTED.request);
    const asked = this.#approvals.asked(request);
    if (asked?.kind !== 'refund' || asked.person !== one.person || asked.levels !== version.levels)
      bad('limits', 'refund_request', seq, 'is not asked for the case and its levels');
    version.request = request;
    this.#cases.isAsked(numberAt(row, REQUESTED.case), request);
  }

  #step({ seq, personId, at }: Link, row: Row): void {
    const say = (detail: string): never => bad('limits', 'refund_step', seq, detail);
    const [one, version] = this.#cases.version(seq, 'refund_step', row, STEPPED);
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
    one.since = at;
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
      const others = this.#cases.ofReceipt(one.receipt ?? 0).reduce((sum, other) => {
        const counts = other !== one && isPastUse(other.state);
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
