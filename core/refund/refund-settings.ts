// What an office sets for refunds, as schemas: policies per category, the table of levels, the risk rules. They are values
// of settings (core/settings/settings.ts), so each holds from a business date on and a case keeps those it was judged by.
import { z } from 'zod';
import { amountFromZero, typedText } from '../contract/scalars.ts';
import { type Minor, minor, ZERO } from '../money/money.ts';
import { LEVEL_NAMES, type LevelRule } from './approval-levels.ts';
import type { RefundPolicy } from './refund-policy.ts';
import { RISK_VERDICTS, type RiskRule } from './risk-rules.ts';
import { REFUND_WAYS } from './refund-words.ts';

/** The policy of every category that has none of its own. */
export const ANY_CATEGORY = '*';

const category = typedText(60);
const basisPoints = z.int().min(0).max(10_000);
const days = z.int().min(0).max(3_650);

const fee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('fixed'), amount: amountFromZero }),
  z.strictObject({ kind: z.literal('percent'), share: basisPoints, least: amountFromZero }),
]);
const channel = z.strictObject({
  allowed: z.array(z.enum(REFUND_WAYS)).min(1).max(3),
  arrivalDays: z.int().min(0).max(60),
});

/** One policy a category; money that a card or a channel brought may never be allowed out as cash (套现). */
export const refundPolicies = z
  .array(
    z.strictObject({
      category,
      windowDays: days.nullable(),
      fee,
      documents: z.array(typedText(60)).max(10),
      needsUseConfirmation: z.boolean(),
      originalMustComeBack: z.boolean(),
      channels: z.record(z.string().regex(/^[a-zA-Z]{2,20}$/), channel),
    }),
  )
  .min(1)
  .max(60)
  .refine((all) => new Set(all.map((one) => one.category)).size === all.length, { error: 'each category once' })
  .refine((all) => all.some((one) => one.category === ANY_CATEGORY), {
    error: 'one for all the others',
  }) as unknown as z.ZodType<readonly RefundPolicy[], readonly RefundPolicy[]>;

export const refundLevelRules = z
  .array(
    z.strictObject({
      level: z.enum(LEVEL_NAMES),
      from: amountFromZero,
      categories: z.array(category).min(1).max(60).nullable(),
      onRisk: z.boolean(),
      needsTotp: z.boolean(),
      deadlineMinutes: z
        .int()
        .min(1)
        .max(60 * 24 * 30),
      escalates: z.boolean(),
    }),
  )
  .min(1)
  .max(40) as unknown as z.ZodType<readonly LevelRule[], readonly LevelRule[]>;

const verdict = z.enum(RISK_VERDICTS);
const count = z.int().min(1).max(10_000);
export const refundRiskRules = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('customerSingle'), over: amountFromZero, verdict }),
      z.strictObject({ kind: z.literal('customerDaySum'), over: amountFromZero, verdict }),
      z.strictObject({ kind: z.literal('customerDayCount'), over: count, verdict }),
      z.strictObject({ kind: z.literal('sameAmount'), times: count, days: z.int().min(1).max(366), verdict }),
      z.strictObject({ kind: z.literal('soonAfterCharge'), minutes: count, verdict }),
      z.strictObject({
        kind: z.literal('afterHours'),
        from: z.int().min(0).max(1439),
        until: z.int().min(0).max(1439),
        verdict,
      }),
      z.strictObject({ kind: z.literal('cashierRate'), over: basisPoints, least: count, verdict }),
      z.strictObject({ kind: z.literal('splitUnderLimit'), limit: amountFromZero, times: count, verdict }),
      z.strictObject({ kind: z.literal('balanceNear'), threshold: amountFromZero, within: amountFromZero, verdict }),
    ]),
  )
  .max(40) as unknown as z.ZodType<readonly RiskRule[], readonly RiskRule[]>;

const original = { allowed: ['original'] as const, arrivalDays: 3 };

/** Everything goes back the way it came; a cheque, which cannot, by transfer. No window, no fee, no papers. */
export const INITIAL_POLICIES: readonly RefundPolicy[] = [
  {
    category: ANY_CATEGORY,
    windowDays: null,
    fee: { kind: 'none' },
    documents: [],
    needsUseConfirmation: false,
    originalMustComeBack: false,
    channels: {
      cash: { allowed: ['original', 'transfer'], arrivalDays: 0 },
      card: { allowed: ['original', 'transfer'], arrivalDays: 7 },
      wechat: original,
      alipay: original,
      unionpay: original,
      transfer: { allowed: ['original', 'transfer'], arrivalDays: 2 },
      cheque: { allowed: ['original', 'transfer'], arrivalDays: 2 },
    },
  },
];

/** 初审 of everything, 复审 from 1,000.00 or on a risk, 终审 from 10,000.00; what is overdue may be decided above. */
export const INITIAL_LEVELS: readonly LevelRule[] = [
  {
    level: 'first',
    from: ZERO,
    categories: null,
    onRisk: true,
    needsTotp: false,
    deadlineMinutes: 30,
    escalates: true,
  },
  {
    level: 'second',
    from: minor(100_000),
    categories: null,
    onRisk: true,
    needsTotp: false,
    deadlineMinutes: 120,
    escalates: true,
  },
  {
    level: 'final',
    from: minor(1_000_000),
    categories: null,
    onRisk: false,
    needsTotp: true,
    deadlineMinutes: 240,
    escalates: false,
  },
];

const asks = 'extraLevel' as const;
export const INITIAL_RISKS: readonly RiskRule[] = [
  { kind: 'splitUnderLimit', limit: minor(100_000) as Minor, times: 2, verdict: asks },
  { kind: 'sameAmount', times: 3, days: 7, verdict: asks },
  { kind: 'cashierRate', over: 3_000, least: 20, verdict: asks },
  { kind: 'customerDayCount', over: 3, verdict: asks },
];

export const INITIAL_REASONS: readonly string[] = [
  '未检查',
  '未取药',
  '重复收费',
  '收错费',
  '药品退回',
  '合同终止',
  '其他',
];
