// Who must say yes to a refund: levels 初审/复审/终审 by amount, category and risk, from a table the office keeps.
// The table is data with versions; this file only reads it, so that a changed limit is a changed row and not a release.
import type { Minor } from '../money/money.ts';

export const LEVEL_NAMES = ['first', 'second', 'final'] as const;
/** 初审, 复审, 终审. */
export type LevelName = (typeof LEVEL_NAMES)[number];

/** One row of the table. Amounts in minor units. */
export interface LevelRule {
  readonly level: LevelName;
  /** Needed from this amount on; 0: always. */
  readonly from: Minor;
  /** Item categories it is for; null: all. */
  readonly categories: readonly string[] | null;
  /** Also needed below `from` when a risk rule asks for one level more. */
  readonly onRisk: boolean;
  readonly needsTotp: boolean;
  /** After this many minutes without a decision the case is overdue and shown as such to everybody. */
  readonly deadlineMinutes: number;
  /** Whether whoever decides a level above may then decide this one too. */
  readonly escalates: boolean;
}

export interface LevelTable {
  readonly rules: readonly LevelRule[];
  /** Up to and including this amount, minor units, and without any risk, nobody needs to decide; 0: everybody asks. */
  readonly autoUpTo: Minor;
}

/** What is to be decided. */
export interface MatterToDecide {
  readonly amount: Minor;
  readonly categories: readonly string[];
  /** The sharpest verdict of the risk rules. */
  readonly risk: 'allow' | 'extraLevel' | 'block';
}

export interface NeededLevel {
  readonly level: LevelName;
  readonly needsTotp: boolean;
  readonly deadlineMinutes: number;
  readonly escalates: boolean;
  /** Why this level: for the approver's screen. */
  readonly because: 'amount' | 'category' | 'risk';
}

/**
 * The levels that must decide, in their order; none: approved by rule. A blocked matter has no levels either: ask the
 * risk verdict first. Of several rows for one level the strictest counts (TOTP if any asks, the shortest deadline, the level above only if all let it).
 * With a risk at least one level decides, whatever the table says.
 */
export function neededLevels(table: LevelTable, matter: MatterToDecide): readonly NeededLevel[] {
  if (matter.risk === 'allow' && matter.amount <= table.autoUpTo) return [];
  const needed = LEVEL_NAMES.flatMap((level) => {
    const rows = table.rules.flatMap((rule) => {
      const because = rule.level === level ? reasonFor(rule, matter) : null;
      return because === null ? [] : [{ rule, because }];
    });
    const first = rows[0];
    if (first === undefined) return [];
    return [
      {
        level,
        needsTotp: rows.some(({ rule }) => rule.needsTotp),
        deadlineMinutes: Math.min(...rows.map(({ rule }) => rule.deadlineMinutes)),
        escalates: rows.every(({ rule }) => rule.escalates),
        because: first.because,
      },
    ];
  });
  if (needed.length > 0 || matter.amount <= table.autoUpTo) return withRisk(needed, matter);
  // A table with a hole must not become a way around approval.
  return [{ ...UNNAMED_LEVEL, because: 'amount' }];
}

/**
 * Whether `names` are enough for `matter` where perhaps not all of its categories are known: what the known ones ask for
 * is among them, and nobody decides only where the table says so.
 */
export function levelsSuffice(table: LevelTable, matter: MatterToDecide, names: readonly LevelName[]): boolean {
  if (matter.risk === 'allow' && matter.amount <= table.autoUpTo) return true;
  return (
    names.length > 0 && table.rules.every((rule) => reasonFor(rule, matter) === null || names.includes(rule.level))
  );
}

/** Whom a table with a hole asks. */
const UNNAMED_LEVEL = { level: 'first', needsTotp: false, deadlineMinutes: 30, escalates: true } as const;

function withRisk(needed: readonly NeededLevel[], { risk }: MatterToDecide): readonly NeededLevel[] {
  if (risk === 'allow' || needed.length > 0) return needed;
  return [{ ...UNNAMED_LEVEL, because: 'risk' }];
}

function reasonFor(rule: LevelRule, { amount, categories, risk }: MatterToDecide): NeededLevel['because'] | null {
  const applies = rule.categories === null || rule.categories.some((category) => categories.includes(category));
  if (!applies) return null;
  if (amount >= rule.from) return rule.categories === null ? 'amount' : 'category';
  return rule.onRisk && risk === 'extraLevel' ? 'risk' : null;
}

/** The levels that may decide `level`, which has waited for `waitedMs`: itself, and once it is overdue those above, if the table says so. */
export function levelsToDecide(
  { level, deadlineMinutes, escalates }: Pick<NeededLevel, 'level' | 'deadlineMinutes' | 'escalates'>,
  waitedMs: number,
): readonly LevelName[] {
  const at = LEVEL_NAMES.indexOf(level);
  return escalates && isOverdue(deadlineMinutes, waitedMs) ? LEVEL_NAMES.slice(at) : [level];
}

export function isOverdue(deadlineMinutes: number, waitedMs: number): boolean {
  return waitedMs > deadlineMinutes * MINUTE_MS;
}

const MINUTE_MS = 60_000;

/**
 * Whether a level of a case may be decided together with others, by one signature: only up to the amount the office allows
 * (minor units; null: never), only without a risk, and never where a code is asked for, which is good for one decision.
 */
export function mayBeOneOfSeveral(
  { amount, risk, needsCode }: Pick<MatterToDecide, 'amount' | 'risk'> & { readonly needsCode: boolean },
  upTo: Minor | null,
): boolean {
  return upTo !== null && amount <= upTo && risk === 'allow' && !needsCode;
}

/** As many as one signature decides. */
export const MOST_TOGETHER = 30;

/** A person who acted on a case before. */
export interface EarlierActor {
  readonly personId: number;
  readonly as: 'applicant' | 'secondEntry' | 'approver' | 'delegate';
}

export type ApproverFault = 'OWN_CASE' | 'DECIDED_BEFORE' | 'TYPED_IT';

/**
 * Why this person may not decide, or null. Every level is another person, never the one who applied, and never one who
 * typed the payee: four eyes are four different ones.
 */
export function approverFault(personId: number, earlier: readonly EarlierActor[]): ApproverFault | null {
  const own = earlier.filter((one) => one.personId === personId);
  if (own.some((one) => one.as === 'applicant')) return 'OWN_CASE';
  if (own.some((one) => one.as === 'secondEntry')) return 'TYPED_IT';
  return own.length > 0 ? 'DECIDED_BEFORE' : null;
}

/** Whether this person decided a level: who has said that money goes out does not type whom it goes to. */
export function decidedBefore(personId: number, earlier: readonly EarlierActor[]): boolean {
  return earlier.some((one) => one.personId === personId && one.as === 'approver');
}

/** As long as one delegation 委托 may last, calendar days: a leave, not a second owner of the right. */
export const MOST_DELEGATED_DAYS = 92;

const DAY_MS = 86_400_000;

export type DelegationFault = 'self' | 'role' | 'dates' | 'long';

/**
 * Why somebody may not name `to`, or null. A deputy must be somebody who decides at all: a delegation hands on levels, never
 * the right to decide. Dates are YYYY-MM-DD, both included; `today` is the ledger's business date.
 */
export function delegationFault(asked: {
  readonly from: number;
  readonly to: number;
  readonly toDecides: boolean;
  readonly fromDate: string;
  readonly untilDate: string;
  readonly today: string;
}): DelegationFault | null {
  const { from, to, toDecides, fromDate, untilDate, today } = asked;
  if (from === to) return 'self';
  if (!toDecides) return 'role';
  if (untilDate < fromDate || untilDate < today) return 'dates';
  const days = (Date.parse(`${untilDate}T00:00:00Z`) - Date.parse(`${fromDate}T00:00:00Z`)) / DAY_MS + 1;
  return days > MOST_DELEGATED_DAYS ? 'long' : null;
}
