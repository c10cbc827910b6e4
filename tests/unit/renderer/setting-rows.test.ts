// Settings that are tables: what the ledger holds is read back as it is shown, and what cannot stand is named by its row.
import { describe, expect, test } from 'vitest';
import { CNY, minor } from '../../../core/money/money.ts';
import {
  ANY_CATEGORY,
  INITIAL_LEVELS,
  INITIAL_POLICIES,
  INITIAL_RISKS,
  refundLevelRules,
  refundPolicies,
  refundRiskRules,
} from '../../../core/refund/refund-settings.ts';
import { RISK_KINDS, type RiskRule } from '../../../core/refund/risk-rules.ts';
import { INITIAL_PAYOUT_LIMITS } from '../../../core/tickets/payout-limits.ts';
import { INITIAL_KINDS } from '../../../core/prepayment/prepayment-kinds.ts';
import { kindRows } from '../../../renderer/screens/settings/rows/kind-rows.ts';
import { levelRows } from '../../../renderer/screens/settings/rows/level-rows.ts';
import { limitRows } from '../../../renderer/screens/settings/rows/limit-rows.ts';
import { newPolicy, policyRows } from '../../../renderer/screens/settings/rows/policy-rows.ts';
import { riskRows } from '../../../renderer/screens/settings/rows/risk-rows.ts';
import { faultWords, type Read, type RowsText } from '../../../renderer/screens/settings/rows/row-reader.ts';
import { wordRows } from '../../../renderer/screens/settings/rows/word-rows.ts';

const say = (key: string, params?: object): string => `${key}${params === undefined ? '' : JSON.stringify(params)}`;
const back = <T, Row extends object>(table: RowsText<T, Row>, value: T): Read =>
  table.read(table.rowsOf(value, CNY), CNY);
const cellOf = (read: Read) => (read.ok ? null : [read.cell?.row, read.cell?.field, read.fault]);

const EVERY_RISK: readonly RiskRule[] = [
  { kind: 'customerSingle', over: minor(500_000), verdict: 'block' },
  { kind: 'customerDaySum', over: minor(1), verdict: 'allow' },
  { kind: 'customerDayCount', over: 3, verdict: 'extraLevel' },
  { kind: 'sameAmount', times: 3, days: 7, verdict: 'extraLevel' },
  { kind: 'soonAfterCharge', minutes: 10, verdict: 'allow' },
  { kind: 'afterHours', from: 1_050, until: 480, verdict: 'extraLevel' },
  { kind: 'cashierRate', over: 1_250, least: 20, verdict: 'block' },
  { kind: 'splitUnderLimit', limit: minor(100_000), times: 2, verdict: 'extraLevel' },
  { kind: 'balanceNear', threshold: minor(0), within: minor(50), verdict: 'allow' },
];

describe('a table of a setting', () => {
  test('is read back as the ledger holds it', () => {
    expect(back(levelRows, INITIAL_LEVELS)).toEqual({ ok: true, value: INITIAL_LEVELS });
    expect(back(riskRows, INITIAL_RISKS)).toEqual({ ok: true, value: INITIAL_RISKS });
    expect(EVERY_RISK.map(({ kind }) => kind)).toEqual([...RISK_KINDS]);
    expect(back(riskRows, EVERY_RISK)).toEqual({ ok: true, value: EVERY_RISK });
    expect(back(limitRows, INITIAL_PAYOUT_LIMITS)).toEqual({ ok: true, value: INITIAL_PAYOUT_LIMITS });
    expect(back(kindRows, INITIAL_KINDS)).toEqual({ ok: true, value: INITIAL_KINDS });
    expect(back(wordRows(5, 10), ['未取药', '其他'])).toEqual({ ok: true, value: ['未取药', '其他'] });
  });

  test('comes to values that the ledger takes', () => {
    for (const [table, value, schema] of [
      [levelRows, INITIAL_LEVELS, refundLevelRules],
      [riskRows, EVERY_RISK, refundRiskRules],
      [policyRows, INITIAL_POLICIES, refundPolicies],
    ] as const) {
      const read = back(table as RowsText<unknown, object>, value);
      expect(read.ok && schema.safeParse(read.value).success).toBe(true);
    }
  });

  test('says a line for each row', () => {
    const context = { say: say as never, currency: CNY };
    expect(levelRows.lines(INITIAL_LEVELS, context)).toHaveLength(3);
    expect(riskRows.lines(EVERY_RISK, context)).toHaveLength(9);
    expect(policyRows.lines(INITIAL_POLICIES, context)[0]).toContain('rules.policy.others');
  });
});

describe('policies', () => {
  const [others] = policyRows.rowsOf(INITIAL_POLICIES, CNY);
  if (others === undefined) throw new Error('there is one for all the others');
  const drug = { ...newPolicy(others), category: '药品' };

  test('offer only ways that money can go at all', () => {
    expect(others.channels.card.allowed).toEqual(['original', 'transfer']);
    expect(others.channels.transfer.allowed).toEqual(['original']);
    expect(others.channels.prepayment).toEqual({ allowed: ['original'], arrivalDays: '0' });
  });

  test('are refused by the name of their category and the cell', () => {
    const faults = [
      policyRows.read([others, { ...drug, category: ' ' }], CNY),
      policyRows.read([others, { ...drug, windowDays: '7.5' }], CNY),
      policyRows.read([others, { ...drug, feeKind: 'percent', feeShare: '101' }], CNY),
      policyRows.read([others, { ...drug, feeKind: 'fixed', feeAmount: '' }], CNY),
      policyRows.read([others, { ...drug, documents: [{ text: '身份证' }, { text: '身份证' }] }], CNY),
      policyRows.read(
        [others, { ...drug, channels: { ...drug.channels, card: { allowed: [], arrivalDays: '7' } } }],
        CNY,
      ),
      policyRows.read([others, drug, drug], CNY),
      policyRows.read([drug], CNY),
    ];
    expect(faults.map(cellOf)).toEqual([
      [1, 'category', 'settings.fault.required'],
      [1, 'windowDays', 'rules.fault.notWhole'],
      [1, 'feeShare', 'settings.fault.notPercent'],
      [1, 'feeAmount', 'settings.fault.required'],
      [1, 'documents', 'rules.fault.paperTwice'],
      [1, 'ways.card', 'rules.fault.noWay'],
      [2, 'category', 'rules.fault.sameAs'],
      [undefined, undefined, 'rules.fault.noOthers'],
    ]);
    const second = faults[1];
    expect(second?.ok === false && faultWords(second, say as never)).toContain('rules.fault.inNamed{"name":"药品"');
  });

  test('keep a fee and a window as typed', () => {
    const read = policyRows.read(
      [others, { ...drug, windowDays: '7', feeKind: 'percent', feeShare: '12.5', feeLeast: '1' }],
      CNY,
    );
    expect(read.ok && (read.value as unknown[])[1]).toMatchObject({
      category: '药品',
      windowDays: 7,
      fee: { kind: 'percent', share: 1250, least: 100 },
    });
    expect(read.ok && (read.value as { category: string }[])[0]?.category).toBe(ANY_CATEGORY);
  });
});

describe('levels and risks', () => {
  const [level] = levelRows.rowsOf(INITIAL_LEVELS, CNY);
  if (level === undefined) throw new Error('there are levels');

  test('name the row that cannot stand', () => {
    const wrong = [
      levelRows.read([], CNY),
      levelRows.read([level, { ...level, from: 'much' }], CNY),
      levelRows.read([level, { ...level, from: '5', deadlineMinutes: '0' }], CNY),
      levelRows.read([level, level], CNY),
      riskRows.read([{ kind: 'customerSingle', parts: { over: '' }, verdict: 'block' }], CNY),
      riskRows.read([{ kind: 'afterHours', parts: { from: '25:00', until: '8:00' }, verdict: 'block' }], CNY),
      riskRows.read([{ kind: 'afterHours', parts: { from: '8:00', until: '0800' }, verdict: 'block' }], CNY),
      limitRows.read([{ of: 'person', name: 'Chen Jing', single: '1', daily: '2' }], CNY),
    ];
    expect(wrong.map(cellOf)).toEqual([
      [undefined, undefined, 'rules.fault.noLevel'],
      [1, 'from', 'settings.fault.notAmount'],
      [1, 'deadlineMinutes', 'rules.fault.notWhole'],
      [1, 'from', 'rules.fault.sameAs'],
      [0, 'over', 'settings.fault.required'],
      [0, 'from', 'rules.fault.notTime'],
      [0, 'until', 'rules.fault.noHours'],
      [0, 'name', 'rules.fault.notUsername'],
    ]);
    const [, second] = wrong;
    expect(second?.ok === false && faultWords(second, say as never)).toContain('rules.fault.inRow{"n":2');
  });

  test('of several categories know each', () => {
    const read = levelRows.read([{ ...level, categories: '药品、检查，药品' }], CNY);
    expect(read.ok && read.value).toMatchObject([{ categories: ['药品', '检查'] }]);
  });
});
