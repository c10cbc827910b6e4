// Proves every decision on a refund again from the rows alone: whoever decided had the right of that level then, by themselves or by a
// delegation of its days; from above only once it was overdue and passed up; together with others only where the office lets
// it; and its case took the one step that the decision says.
import type { Verdict } from '../../core/approval/approval-rule.ts';
import type { Minor } from '../../core/money/money.ts';
import { LEVEL_NAMES, type LevelName, levelsToDecide, mayBeOneOfSeveral } from '../../core/refund/approval-levels.ts';
import type { CaseStep } from '../../core/refund/case-state.ts';
import { levelPermission } from '../refund/decide-refund.ts';
import type { Books } from './books.ts';
import type { Approvals } from './check-approvals.ts';
import { bad } from './finding.ts';
import type { People } from './known-people.ts';
import type { Case, RefundCases, Version } from './refund-cases.ts';
import { datesAbout, type Link } from './refund-rules.ts';
import {
  DECIDED,
  DELEGATED,
  DEPUTY,
  type LinkRows,
  numberAt,
  type Row,
  rowsOf,
  STEPPED,
  textAt,
} from './row-places.ts';

interface Delegation {
  readonly from: number;
  readonly to: number;
  readonly dates: { readonly from: string; readonly until: string };
}

const STEPS: Readonly<Record<Verdict, readonly CaseStep[]>> = {
  approved: ['levelApproved', 'lastLevelApproved'],
  rejected: ['reject'],
  returned: ['sentBack'],
  withdrawn: ['withdraw'],
};

export class Decisions {
  readonly #cases: RefundCases;
  readonly #approvals: Approvals;
  readonly #people: People;
  readonly #delegations = new Map<number, Delegation>();

  constructor(cases: RefundCases, approvals: Approvals, people: People) {
    this.#cases = cases;
    this.#approvals = approvals;
    this.#people = people;
  }

  /** Takes note of one link, before its case has moved. Throws a finding for what no rule allows. */
  take(link: Link, rows: LinkRows, books: Books): void {
    for (const row of rowsOf(rows, 'refund_delegation')) this.#delegate(link, row);
    for (const row of rowsOf(rows, 'refund_deputy')) this.#deputy(link, row);
    const decisions = rowsOf(rows, 'approval_decision');
    for (const row of decisions) {
      if (this.#approvals.asked(numberAt(row, DECIDED.request))?.kind !== 'refund') continue;
      if (decisions.length > 1) bad('limits', 'approval_decision', link.seq, 'two decisions were made in one');
      this.#decide(link, row, rows, books);
    }
  }

  #decide(link: Link, row: Row, rows: LinkRows, books: Books): void {
    const say = (detail: string): never => bad('limits', 'approval_decision', link.seq, detail);
    const one = this.#cases.ofRequest(numberAt(row, DECIDED.request)) ?? say('is on no application that stands');
    const version = one.versions.at(-1) ?? say('is on no application');
    const verdict = textAt(row, DECIDED.verdict) as Verdict;
    const level = numberAt(row, DECIDED.level);
    const isLast = verdict === 'approved' && level === version.levels;
    const steps = rowsOf(rows, 'refund_step');
    const wanted = verdict === 'approved' ? STEPS.approved[isLast ? 1 : 0] : STEPS[verdict][0];
    if (steps.length !== 1 || steps[0] === undefined || textAt(steps[0], STEPPED.step) !== wanted)
      say('its case did not take the step that it says');
    if (verdict === 'withdrawn') return;
    const due = version.needed[level - 1] ?? say('is of no level that was asked for');
    this.#right(link, row, rows, { one, due });
    if ((JSON.parse(link.detail) as { together?: boolean }).together === true)
      if (!mayStandTogether(link, version, due, verdict, books)) say('was one of several, which nothing allowed');
  }

  #right(link: Link, row: Row, rows: LinkRows, { one, due }: { one: Case; due: Version['needed'][number] }): void {
    const say = (detail: string): never => bad('limits', 'approval_decision', link.seq, detail);
    const person = numberAt(row, DECIDED.person);
    if (!this.#people.may(person, 'approval.refund')) say('is of somebody who decides on no refund');
    const deputy = rowsOf(rows, 'refund_deputy')[0];
    const giver = deputy && this.#delegations.get(numberAt(deputy, DEPUTY.delegation))?.from;
    const holds = (level: LevelName): boolean => this.#people.may(giver ?? person, levelPermission(level));
    if (levelsToDecide(due, link.at - one.since).some(holds)) return;
    const above = LEVEL_NAMES.slice(LEVEL_NAMES.indexOf(due.level) + 1).some(holds);
    say(above ? 'was passed up before it was overdue' : 'is of somebody who has not the right of its level');
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
    const one = this.#cases.ofRequest(request);
    const asked = this.#approvals.asked(request);
    if (!one || !asked) return say('is of no request');
    const { from, to, dates } = this.#delegations.get(numberAt(row, DEPUTY.delegation)) ?? say('is of no delegation');
    if (asked.deciders[numberAt(row, DEPUTY.level) - 1] !== to) say('decided for somebody who named another');
    if (!datesAbout(link).some((date) => dates.from <= date && date <= dates.until)) say('decided outside its days');
    if (from === one.person || one.versions.at(-1)?.typists.has(from) || asked.deciders.includes(from))
      say('decided for one of its own');
  }
}

/** Whether one signature may have decided it with others, by what was set on one of the dates about its link. */
function mayStandTogether(
  link: Link,
  { total, risk }: Version,
  { needsTotp }: Version['needed'][number],
  verdict: Verdict,
  { settings }: Books,
): boolean {
  const allowed = datesAbout(link).some((date) => {
    const needsCode = needsTotp || settings.on('secondFactor', date).approvals;
    return mayBeOneOfSeveral(
      { amount: total as Minor, risk, needsCode },
      settings.on('refundLevels', date).togetherUpTo,
    );
  });
  return allowed && verdict === 'approved';
}
