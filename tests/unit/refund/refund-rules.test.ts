// Levels, policy and risk: what an office sets in tables, and what must hold whatever it sets.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minor } from '../../../core/money/money.ts';
import { lostBenefit } from '../../../core/refund/lost-benefit.ts';
import {
  approverFault,
  decidedBefore,
  type EarlierActor,
  LEVEL_NAMES,
  type LevelTable,
  neededLevels,
} from '../../../core/refund/approval-levels.ts';
import {
  applyPolicy,
  feeOf,
  type RefundAsked,
  type RefundPolicy,
  workingDaysAfter,
} from '../../../core/refund/refund-policy.ts';
import {
  RISK_VERDICTS,
  type RiskFacts,
  type RiskRule,
  riskFindings,
  verdictOf,
} from '../../../core/refund/risk-rules.ts';

const anyTable: fc.Arbitrary<LevelTable> = fc.record({
  autoUpTo: fc.integer({ min: 0, max: 5_000 }).map(minor),
  rules: fc.array(
    fc.record({
      level: fc.constantFrom(...LEVEL_NAMES),
      from: fc.integer({ min: 0, max: 100_000 }).map(minor),
      categories: fc.option(fc.subarray(['药品', '检查', '押金'], { minLength: 1 }), { nil: null }),
      onRisk: fc.boolean(),
      needsTotp: fc.boolean(),
      deadlineMinutes: fc.integer({ min: 1, max: 600 }),
      escalates: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
});
const anyCategories = fc.subarray(['药品', '检查', '押金', '其他'], { minLength: 1 });

describe('levels of approval', () => {
  it('never become fewer for a larger amount or a sharper risk', () => {
    fc.assert(
      fc.property(
        anyTable,
        anyCategories,
        fc.tuple(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 200_000 })),
        fc.constantFrom(...RISK_VERDICTS),
        (table, categories, amounts, risk) => {
          const [small, large] = [Math.min(...amounts), Math.max(...amounts)];
          const levels = (amount: number, verdict: typeof risk): number =>
            neededLevels(table, { amount: minor(amount), categories, risk: verdict }).length;
          expect(levels(large, risk)).toBeGreaterThanOrEqual(levels(small, risk));
          expect(levels(small, 'extraLevel')).toBeGreaterThanOrEqual(levels(small, 'allow'));
        },
      ),
    );
  });

  it('are none only up to the limit the office has set, and never with a risk', () => {
    fc.assert(
      fc.property(anyTable, anyCategories, fc.integer({ min: 1, max: 200_000 }), (table, categories, amount) => {
        const matter = { amount: minor(amount), categories };
        const none = neededLevels(table, { ...matter, risk: 'allow' }).length === 0;
        expect(none).toBe(amount <= table.autoUpTo);
        expect(neededLevels(table, { ...matter, risk: 'extraLevel' })).not.toHaveLength(0);
      }),
    );
  });

  it('take the strictest of several rows and keep their order', () => {
    const row = { categories: null, onRisk: false, from: minor(100), escalates: true };
    const levels = neededLevels(
      {
        autoUpTo: minor(0),
        rules: [
          { ...row, level: 'final', needsTotp: true, deadlineMinutes: 60 },
          { ...row, level: 'first', needsTotp: false, deadlineMinutes: 30 },
          { ...row, level: 'first', needsTotp: true, deadlineMinutes: 10, categories: ['药品'], escalates: false },
        ],
      },
      { amount: minor(500), categories: ['药品'], risk: 'allow' },
    );
    expect(levels.map((one) => [one.level, one.needsTotp, one.deadlineMinutes, one.escalates])).toEqual([
      ['first', true, 10, false],
      ['final', true, 60, true],
    ]);
  });

  it('are decided by somebody who had no hand in the case', () => {
    const before: EarlierActor[] = [
      { personId: 1, as: 'applicant' },
      { personId: 2, as: 'secondEntry' },
      { personId: 3, as: 'approver' },
    ];
    expect([1, 2, 3, 4].map((person) => approverFault(person, before))).toEqual([
      'OWN_CASE',
      'TYPED_IT',
      'DECIDED_BEFORE',
      null,
    ]);
    expect([1, 2, 3, 4].map((person) => decidedBefore(person, before))).toEqual([false, false, true, false]);
  });
});

const policy: RefundPolicy = {
  category: '检查',
  windowDays: 30,
  fee: { kind: 'percent', share: 500, least: minor(200) },
  documents: ['退费申请单', '检查取消单'],
  needsUseConfirmation: true,
  originalMustComeBack: true,
  channels: {
    card: { allowed: ['original'], arrivalDays: 7 },
    cash: { allowed: ['original', 'transfer'], arrivalDays: 0 },
  },
};
const asked: RefundAsked = {
  category: '检查',
  receiptDate: '2026-10-23',
  today: '2026-11-22',
  amount: minor(10_000),
  documents: ['退费申请单', '检查取消单'],
  originalIsBack: true,
  ways: [
    { method: 'card', way: 'original' },
    { method: 'cash', way: 'transfer' },
  ],
};

describe('a package that is none any more', () => {
  it('is kept at what its things cost singly; whole packages and nothing kept lose nothing', () => {
    const kept = { keptShare: minor(6_000), keptSingly: minor(8_000), whole: false };
    expect(lostBenefit([], [kept])).toBe(2_000);
    expect(lostBenefit([], [{ ...kept, whole: true }])).toBe(0);
    expect(lostBenefit([], [{ ...kept, keptShare: minor(0) }])).toBe(0);
    expect(lostBenefit([], [{ ...kept, keptSingly: minor(5_000) }])).toBe(0);
  });
});

describe('the refund policy', () => {
  it('lets pass what it allows, with fee and arrival', () => {
    expect(applyPolicy(policy, asked)).toEqual({ refusals: [], fee: 500, arrivalDays: 7 });
  });

  it('names every rule that refuses, all at once', () => {
    const outcome = applyPolicy(policy, {
      ...asked,
      receiptDate: '2026-10-22',
      documents: ['退费申请单'],
      originalIsBack: false,
      ways: [
        { method: 'card', way: 'cash' },
        { method: 'wechat', way: 'transfer' },
      ],
    });
    expect(outcome.refusals).toEqual([
      { rule: 'window', days: 30, lastDay: '2026-11-21' },
      { rule: 'document', missing: '检查取消单' },
      { rule: 'original' },
      { rule: 'channel', method: 'card', way: 'cash' },
      { rule: 'channel', method: 'wechat', way: 'transfer' },
    ]);
  });

  it('refuses where the fee would eat the refund', () => {
    expect(applyPolicy(policy, { ...asked, amount: minor(200) }).refusals).toEqual([{ rule: 'feeTakesAll', fee: 200 }]);
  });

  it('takes a fee between its least and the refund itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        (amount, share, least) => {
          const fee = feeOf({ kind: 'percent', share, least: minor(least) }, minor(amount));
          expect(fee).toBeLessThanOrEqual(amount);
          expect(fee).toBeGreaterThanOrEqual(Math.min(least, amount));
          if (fee > least && fee < amount) expect(Math.abs(fee * 10_000 - amount * share)).toBeLessThanOrEqual(5_000);
        },
      ),
    );
  });

  it('counts working days around a holiday and a shifted Saturday', () => {
    const off = new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']);
    const isWorkday = (date: string): boolean => {
      if (date === '2026-10-10') return true;
      const day = new Date(`${date}T00:00:00Z`).getUTCDay();
      return day !== 0 && day !== 6 && !off.has(date);
    };
    expect(workingDaysAfter('2026-09-30', 3, isWorkday)).toBe('2026-10-10');
    expect(workingDaysAfter('2026-09-30', 0, isWorkday)).toBe('2026-09-30');
  });
});

const quiet: RiskFacts = {
  amount: minor(100),
  customerDaySum: minor(100),
  customerDayCount: 1,
  sameAmountWithin: () => 1,
  minutesSinceCharge: 600,
  minuteOfDay: 600,
  cashier: { refunds: 1, charges: 500 },
  todayAmounts: [minor(100)],
  balance: null,
};

const loud: readonly (readonly [RiskRule, Partial<RiskFacts>, number])[] = [
  [{ kind: 'customerSingle', over: minor(1000), verdict: 'block' }, { amount: minor(1001) }, 1001],
  [{ kind: 'customerDaySum', over: minor(1000), verdict: 'extraLevel' }, { customerDaySum: minor(1001) }, 1001],
  [{ kind: 'customerDayCount', over: 2, verdict: 'extraLevel' }, { customerDayCount: 3 }, 3],
  [
    { kind: 'sameAmount', times: 3, days: 7, verdict: 'extraLevel' },
    { sameAmountWithin: (days) => (days === 7 ? 3 : 0) },
    3,
  ],
  [{ kind: 'soonAfterCharge', minutes: 10, verdict: 'extraLevel' }, { minutesSinceCharge: 9 }, 9],
  [{ kind: 'afterHours', from: 1320, until: 360, verdict: 'extraLevel' }, { minuteOfDay: 5 }, 5],
  [{ kind: 'afterHours', from: 720, until: 780, verdict: 'extraLevel' }, { minuteOfDay: 720 }, 720],
  [
    { kind: 'cashierRate', over: 1000, least: 50, verdict: 'extraLevel' },
    { cashier: { refunds: 11, charges: 89 } },
    1100,
  ],
  [
    { kind: 'splitUnderLimit', limit: minor(1000), times: 2, verdict: 'extraLevel' },
    { todayAmounts: [minor(600), minor(600)] },
    2,
  ],
  [
    { kind: 'balanceNear', threshold: minor(5000), within: minor(50), verdict: 'extraLevel' },
    { balance: minor(4960) },
    4960,
  ],
];

describe('risk rules', () => {
  it.each(loud)('%o speaks up when it must, and only then', (rule, facts, seen) => {
    expect(riskFindings([rule], quiet)).toEqual([]);
    expect(riskFindings([rule], { ...quiet, ...facts })).toEqual([{ rule, seen }]);
  });

  it('let the sharpest verdict count', () => {
    const findings = riskFindings(
      loud.map(([rule]) => rule),
      Object.assign({}, quiet, ...loud.map(([, facts]) => facts), { minuteOfDay: 5 }) as RiskFacts,
    );
    expect(findings[0]?.rule.verdict).toBe('block');
    expect(verdictOf(findings)).toBe('block');
    expect(verdictOf([])).toBe('allow');
  });

  it('do not call a young cashier reckless', () => {
    const rule: RiskRule = { kind: 'cashierRate', over: 1000, least: 50, verdict: 'block' };
    expect(riskFindings([rule], { ...quiet, cashier: { refunds: 3, charges: 4 } })).toEqual([]);
  });
});
