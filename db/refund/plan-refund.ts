// Judges a refund that was worked out: policies, risk, levels, who must type or confirm. One answer for the dry run, the
// application and its correction, so that nobody is promised what is then refused.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type NeededLevel, neededLevels } from '../../core/refund/approval-levels.ts';
import { amountOf } from '../../core/refund/refundable.ts';
import { applyPolicy, type PolicyRefusal, workingDaysAfter } from '../../core/refund/refund-policy.ts';
import { goesThroughBank, wayIsPossible } from '../../core/refund/refund-postings.ts';
import {
  type RiskFinding,
  type RiskRule,
  type RiskVerdict,
  riskFindings,
  verdictOf,
} from '../../core/refund/risk-rules.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import type { Caller } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { settingOn } from '../ledger/settings.ts';
import { levelTable, policyOf, riskRules, workdays } from './office-rules.ts';
import { planHeld } from './plan-held.ts';
import { type Application, planReceipt, type RefundSums } from './plan-receipt.ts';
import { riskFacts } from './risk-facts.ts';

export interface RefundPlan extends RefundSums {
  readonly refusals: readonly PolicyRefusal[];
  readonly findings: readonly RiskFound[];
  readonly verdict: RiskVerdict;
  readonly levels: readonly NeededLevel[];
  /** Places of lines that the department has not confirmed yet. */
  readonly awaitsUse: readonly number[];
  readonly typesPayee: boolean;
  readonly typesAmount: boolean;
  readonly documents: readonly string[];
}

export type RiskFound = OutputOf<'refund.dryRun'>['risk'][number];

/** The plan of what `caller` asks for; `except`: the case being corrected, 0 for none. Throws the refusals of the two planners. */
export function planRefund(ledger: Ledger, caller: Caller, asked: Application, except = 0): RefundPlan {
  refuseTexts(asked);
  const today = ledger.businessDate();
  const { reasons } = settingOn(ledger, 'refundPolicy', today);
  if (!reasons.includes(asked.reason)) return refuse('REFUND_REASON_UNKNOWN', { reason: asked.reason });
  const sums =
    asked.of.of === 'receipt'
      ? planReceipt(ledger, asked, asked.of.number, except)
      : planHeld(ledger, asked, asked.of, except);
  const findings = riskFindings(riskRules(ledger, today), riskFacts(ledger, caller, sums, except));
  const verdict = verdictOf(findings);
  const matter = { amount: sums.total, categories: [...sums.categories.keys()], risk: verdict };
  const { typedTwiceFrom } = settingOn(ledger, 'refundPaying', today);
  return {
    ...sums,
    refusals: refusalsOf(ledger, today, asked, sums),
    findings: findings.map(foundOf),
    verdict,
    levels: neededLevels(levelTable(ledger, today), matter),
    awaitsUse: sums.lines.flatMap(({ line, parts }) => (isConfirmed(line, parts.quantity) ? [] : [line.n])),
    typesPayee: sums.backs.some((back) => goesThroughBank({ method: back.tender.method, way: back.way })),
    typesAmount: typedTwiceFrom !== null && sums.total >= typedTwiceFrom,
    documents: documentsOf(ledger, today, sums),
  };
}

function refuseTexts({ text, askedBy, papers, otherWays, reason }: Application): void {
  refuseCardNumbers([text, askedBy, reason, ...papers.map(({ name }) => name), ...otherWays.map((one) => one.reason)]);
}

/** Whether so much of a line is confirmed as coming back; by amount, whatever is left of it must be. */
export function isConfirmed(
  line: Pick<RefundSums['lines'][number]['line'], 'use' | 'confirmed' | 'spokenFor' | 'paid'>,
  quantity: number,
): boolean {
  if (line.use.kind === 'notNeeded') return true;
  return line.confirmed - line.spokenFor >= (quantity === 0 ? line.paid.quantity - line.spokenFor : quantity);
}

function refusalsOf(ledger: Ledger, today: string, asked: Application, sums: RefundSums): PolicyRefusal[] {
  const ways = sums.backs.map(({ tender, way }) => ({ method: tender.method, way }));
  const papers = asked.papers.map(({ name }) => name);
  // A proof of payment stands for a lost original.
  const originalIsBack = asked.originalIsBack || sums.register !== null;
  const all = [...sums.categories].flatMap(([category, amount]) => {
    const told = { category, receiptDate: sums.date, today, amount, documents: papers };
    const policy = policyOf(ledger, category, today);
    // Money held has no paper of its own that must come back.
    const own = sums.receiptSeq === null ? { ...policy, windowDays: null, originalMustComeBack: false } : policy;
    return applyPolicy(own, { ...told, originalIsBack, ways }).refusals;
  });
  for (const { method, way } of ways) if (!wayIsPossible(method, way)) all.push({ rule: 'channel', method, way });
  const seen = new Set<string>();
  return all.filter((one) => {
    const text = JSON.stringify(one);
    return seen.has(text) ? false : seen.add(text) !== undefined;
  });
}

function documentsOf(ledger: Ledger, today: string, { categories }: RefundSums): string[] {
  return [...new Set([...categories.keys()].flatMap((category) => policyOf(ledger, category, today).documents))];
}

/** The day money that goes this way has arrived, if it were paid on `today`. */
export function arrivalOf(
  ledger: Ledger,
  today: string,
  categories: Iterable<string>,
  { method, way }: { readonly method: string; readonly way: string },
): string {
  const days = [...categories].map((category) => {
    const { channels } = policyOf(ledger, category, today);
    return (
      (way === 'transfer' ? channels['transfer'] : way === 'cash' ? undefined : channels[method])?.arrivalDays ?? 0
    );
  });
  return workingDaysAfter(today, Math.max(0, ...days), workdays(ledger, today));
}

function foundOf({ rule, seen }: RiskFinding): RiskFound {
  return { rule: rule.kind, verdict: rule.verdict, seen, limit: limitOf(rule) };
}

function limitOf(rule: RiskRule): number {
  switch (rule.kind) {
    case 'customerSingle':
    case 'customerDaySum':
    case 'customerDayCount':
    case 'cashierRate':
      return rule.over;
    case 'sameAmount':
      return rule.times;
    case 'soonAfterCharge':
      return rule.minutes;
    case 'afterHours':
      return rule.from;
    case 'splitUnderLimit':
      return rule.limit;
    case 'balanceNear':
      return rule.threshold;
  }
}

/** What a dry run shows of a plan. */
export function outcomeOf(ledger: Ledger, plan: RefundPlan): OutputOf<'refund.dryRun'> {
  const today = ledger.businessDate();
  const backs = plan.backs.map(({ tender, way, reason, amount }) => {
    const { number, n, method } = tender;
    const arrives = arrivalOf(ledger, today, plan.categories.keys(), { method, way });
    return { number, n, method, way, reason, amount, arrives };
  });
  const { amount, fee, rounding, total, verdict, isLast, typesPayee, typesAmount } = plan;
  return {
    ...{ amount, fee, rounding, total, verdict, isLast },
    difference: plan.difference,
    lines: plan.lines.map(({ line, parts }) => ({
      ...{ n: line.n, code: line.code, name: line.name, unit: line.unit, ...parts },
      amount: amountOf(parts),
    })),
    backs,
    refusals: [...plan.refusals],
    risk: [...plan.findings],
    levels: [...plan.levels],
    awaitsUse: [...plan.awaitsUse],
    secondEntry: { payee: typesPayee, amount: typesAmount },
    documents: [...plan.documents],
    arrives: backs.reduce((latest, { arrives }) => (arrives > latest ? arrives : latest), today),
  };
}
