// Every setting there is: what it is made of, what it begins with, who may change it. A value holds from a business date
// on; what was posted before keeps the value of its own day. An initial value is never changed once it was shipped:
// ledgers that have said nothing else rest on it.
import { z } from 'zod';
import { usualDenominations } from '../money/denominations.ts';
import { currencyOf, minor, ZERO } from '../money/money.ts';
import { type Permission, ROLES } from '../people/permissions.ts';
import {
  INITIAL_LEVELS,
  INITIAL_POLICIES,
  INITIAL_REASONS,
  INITIAL_RISKS,
  refundLevelRules,
  refundPolicies,
  refundRiskRules,
} from '../refund/refund-settings.ts';
import { INITIAL_KINDS } from '../prepayment/prepayment-kinds.ts';
import { INITIAL_PAYOUT_LIMITS, INITIAL_TICKET_CATEGORIES } from '../tickets/payout-limits.ts';
import {
  accountNames,
  amount,
  amounts,
  choice,
  choices,
  type Field,
  image,
  number,
  orNone,
  payoutLimits,
  percent,
  prepaymentKinds,
  rules,
  text,
  texts,
  yesNo,
} from './setting-field.ts';

/** Where a setting stands on the screen, in this order. */
export const SETTING_GROUPS = [
  'organisation',
  'receipt',
  'money',
  'refund',
  'central',
  'printing',
  'security',
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** finance sets what money and paper do, IT what the workstation does; both are checked in the ledger. */
export type SettingPermission = Extract<Permission, 'settings.money' | 'settings.machine'>;

type Fields = Readonly<Record<string, Field<unknown>>>;
type ValueOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

interface Setting<F extends Fields> {
  readonly group: SettingGroup;
  readonly permission: SettingPermission;
  readonly fields: F;
  readonly schema: z.ZodType<ValueOf<F>, ValueOf<F>>;
  /** The value before anybody set one; `currency` is the ledger's ISO 4217 code. */
  readonly initial: (currency: string) => ValueOf<F>;
}

type AnySetting = Omit<Setting<Fields>, 'schema' | 'initial'> & {
  readonly schema: z.ZodType;
  readonly initial: (currency: string) => unknown;
};

function setting<const F extends Fields>(
  group: SettingGroup,
  permission: SettingPermission,
  fields: F,
  initial: ValueOf<F> | ((currency: string) => ValueOf<F>),
): Setting<F> {
  const shape = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema]));
  return {
    group,
    permission,
    fields,
    schema: z.strictObject(shape) as unknown as z.ZodType<ValueOf<F>, ValueOf<F>>,
    initial: typeof initial === 'function' ? (initial as (currency: string) => ValueOf<F>) : () => initial,
  };
}

/** As base64 it still fits into one message of a window (core/contract/frame.ts). */
const SEAL_BYTES = 190_000;

export const SETTINGS = {
  /** Printed on receipts below the organisation's name, which is said once at first run and stays. */
  contact: setting(
    'organisation',
    'settings.money',
    { address: orNone(text(80)), phone: orNone(text(40)), complaintPhone: orNone(text(40)) },
    { address: null, phone: null, complaintPhone: null },
  ),
  seal: setting('organisation', 'settings.money', { png: orNone(image(SEAL_BYTES)) }, { png: null }),
  receiptFooter: setting('receipt', 'settings.money', { line: orNone(text(100)) }, { line: null }),
  receiptLocale: setting(
    'receipt',
    'settings.money',
    { locale: choice('zh-CN', 'zh-TW', 'en') },
    { locale: 'zh-CN' as const },
  ),
  /**
   * Receipts on paper: its size, the printer (null: the system's own choice), whether it goes there without asking, whether
   * it goes there as soon as it is posted, how many sheets of each, and after how many seconds a printer counts as slow.
   */
  paper: setting(
    'printing',
    'settings.machine',
    {
      size: choice('A5', '80mm'),
      printer: orNone(text(120)),
      silent: yesNo(),
      auto: yesNo(),
      copies: number(1, 3),
      slowAfter: number(5, 300),
    },
    { size: 'A5' as const, printer: null, silent: true, auto: false, copies: 1, slowAfter: 20 },
  ),
  /** The public tariff board and other lists on large paper. */
  listPaper: setting(
    'printing',
    'settings.machine',
    { size: choice('A4', 'A3'), printer: orNone(text(120)) },
    { size: 'A4' as const, printer: null },
  ),
  /** Fewer sheets of numbered paper than this are said to be running out. */
  stockAlarm: setting('receipt', 'settings.money', { sheets: number(0, 10_000) }, { sheets: 50 }),
  /** Notes and coins that are counted, largest first. */
  denominations: setting('money', 'settings.money', { amounts: amounts(20) }, (currency) => ({
    amounts: usualDenominations(currencyOf(currency)),
  })),
  /** 抹零: the cash part of a bill goes down to whole jiao or yuan. */
  rounding: setting('money', 'settings.money', { to: choice('none', 'jiao', 'yuan') }, { to: 'none' as const }),
  /** Up to this total a receipt is voided within its shift without a second person; none: always with one. */
  voidApproval: setting('money', 'settings.money', { upTo: orNone(amount()) }, { upTo: null }),
  /** What a cashier gives off one bill alone, policies not counted: a share of it and an amount, whichever is less. */
  discountLimit: setting(
    'money',
    'settings.money',
    { percent: percent(), amount: amount() },
    { percent: 1_000, amount: minor(10_000) },
  ),
  /** 预付款与押金: what is held for customers, what no kind may pay for, and above which a return needs a second person. */
  prepayment: setting(
    'money',
    'settings.money',
    { kinds: prepaymentKinds(), offCategories: texts(100, 40), returnLimit: orNone(amount()) },
    { kinds: INITIAL_KINDS, offCategories: [], returnLimit: null },
  ),
  /** Cash of one receipt from this amount on is counted by two people. */
  largeCash: setting('money', 'settings.money', { from: orNone(amount()) }, { from: null }),
  /** 长短款: up to this a counted drawer closes without a second person. */
  overShort: setting('money', 'settings.money', { tolerance: amount() }, { tolerance: minor(1_000) }),
  /**
   * 24 小时窗口: when the business date changes, by the counter's own clock; off: at midnight for a shift opened after it. A
   * shift that lasts beyond the cut takes no more money (core/day/business-date.ts `isPastCut`).
   */
  dayCut: setting(
    'money',
    'settings.money',
    { on: yesNo(), hour: number(0, 23), minute: number(0, 59) },
    { on: false, hour: 0, minute: 0 },
  ),
  /** 坐支: whether expenses and the petty-cash fund may be paid out of takings. */
  takings: setting('money', 'settings.money', { spend: yesNo() }, { spend: false }),
  /** Our account, for somebody who will transfer. */
  bankAccount: setting(
    'money',
    'settings.money',
    { holder: orNone(text(60)), bank: orNone(text(60)), number: orNone(text(40)) },
    { holder: null, bank: null, number: null },
  ),
  /** 退费政策: per category the window, the fee, papers, ways back; one for all that have none of their own. */
  refundPolicy: setting(
    'refund',
    'settings.money',
    { policies: rules('refundPolicies', refundPolicies), reasons: texts(40, 40) },
    { policies: INITIAL_POLICIES, reasons: INITIAL_REASONS },
  ),
  /** 审批级别: who must say yes, from which amount, up to which nobody needs to, and up to which one signature is good for several. */
  refundLevels: setting(
    'refund',
    'settings.money',
    { rules: rules('levelRules', refundLevelRules), autoUpTo: amount(), togetherUpTo: orNone(amount()) },
    { rules: INITIAL_LEVELS, autoUpTo: ZERO, togetherUpTo: null },
  ),
  /** 风控规则, asked before anybody decides. */
  refundRisk: setting(
    'refund',
    'settings.money',
    { rules: rules('riskRules', refundRiskRules) },
    { rules: INITIAL_RISKS },
  ),
  /**
   * From which amount it is typed by two, whether refunds of a closed year go to the prior-year account, and the days on
   * which banks do not work besides Saturdays and Sundays (YYYY-MM-DD), or do although it is one (a plus before the date).
   */
  refundPaying: setting(
    'refund',
    'settings.money',
    { typedTwiceFrom: orNone(amount()), priorYear: yesNo(), holidays: texts(120, 11) },
    { typedTwiceFrom: minor(500_000), priorYear: true, holidays: [] },
  ),
  /**
   * 工单: what kinds there are, who may pay how much from one without asking, and whether cash for it may leave a till's
   * drawer at all: it leaves the petty-cash fund, and what is taken in is not spent (坐支) unless the office says so.
   */
  tickets: setting(
    'refund',
    'settings.money',
    { limits: payoutLimits(), fromDrawer: yesNo(), categories: texts(40, 40) },
    { limits: INITIAL_PAYOUT_LIMITS, fromDrawer: false, categories: INITIAL_TICKET_CATEGORIES },
  ),
  /**
   * 记账凭证: one for each kind of document or for each document, 凭证字, the first number of a month, what is done with
   * characters a form cannot write, 摘要 (core/vouchers/summary-text.ts), and after how many days a missing answer is said.
   */
  vouchers: setting(
    'central',
    'settings.money',
    {
      mode: choice('summary', 'perDocument'),
      word: text(4),
      firstNumber: number(1, 900_000),
      unwritable: choice('refuse', 'replace'),
      summary: text(60),
      documentSummary: text(60),
      answerDays: number(1, 60),
    },
    {
      mode: 'summary' as const,
      word: '记',
      firstNumber: 1,
      unwritable: 'refuse' as const,
      summary: '{counter} {date} {kind}{count}笔',
      documentSummary: '{kind} {number}',
      answerDays: 3,
    },
  ),
  /** 会计科目名称: what the office calls accounts of the chart, in lists, vouchers and packages; codes stay. */
  accountNames: setting('central', 'settings.money', { names: accountNames() }, { names: [] }),
  /** The folder or mounted share central fetches from, and what is put there by itself. */
  delivery: setting(
    'central',
    'settings.machine',
    {
      folder: orNone(text(200)),
      packages: yesNo(),
      vouchers: choice('none', 'yonyou', 'kingdee', 'csv', 'xlsx'),
    },
    { folder: null, packages: true, vouchers: 'none' as const },
  ),
  /** Minutes without a key or a call after which a session locks. */
  idleLock: setting('security', 'settings.machine', { minutes: number(1, 60) }, { minutes: 5 }),
  /** 动态码: which roles need one to sign in, and whether every decision in the approval window does. */
  secondFactor: setting(
    'security',
    'settings.machine',
    { roles: choices(0, ...ROLES), approvals: yesNo() },
    { roles: [], approvals: false },
  ),
} as const satisfies Record<string, AnySetting>;

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = z.infer<(typeof SETTINGS)[K]['schema']>;

export const SETTING_KEYS = Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]];

/** `value` as a value of `key`, or null when it does not fit its schema. */
export function settingValue<K extends SettingKey>(key: K, value: unknown): SettingValue<K> | null {
  const parsed = SETTINGS[key].schema.safeParse(value);
  return parsed.success ? (parsed.data as SettingValue<K>) : null;
}

/** The value of `key` before anybody set one. */
export function initialSetting<K extends SettingKey>(key: K, currency: string): SettingValue<K> {
  return SETTINGS[key].initial(currency) as SettingValue<K>;
}

/** One change as it stands in the ledger: from when, and as the how-manieth of its key. */
export interface DatedValue {
  readonly n: number;
  /** YYYY-MM-DD, the first business date it holds. */
  readonly fromDate: string;
}

/**
 * The change that holds on `date`, or undefined when none does yet: the one that begins last, and of several that begin
 * on one day the one said last. A change planned for later stays planned when another is made for an earlier day.
 */
export function holdsOn<T extends DatedValue>(changes: readonly T[], date: string): T | undefined {
  let found: T | undefined;
  for (const change of changes) {
    if (change.fromDate > date) continue;
    if (!found || change.fromDate > found.fromDate || (change.fromDate === found.fromDate && change.n > found.n))
      found = change;
  }
  return found;
}

/** The changes still to come after `date`, in the order they will hold; of several from one day only the last said. */
export function plannedAfter<T extends DatedValue>(changes: readonly T[], date: string): T[] {
  const byDay = new Map<string, T>();
  for (const change of changes) {
    const earlier = byDay.get(change.fromDate);
    if (change.fromDate > date && (!earlier || change.n > earlier.n)) byDay.set(change.fromDate, change);
  }
  return [...byDay.values()].sort((one, other) => (one.fromDate < other.fromDate ? -1 : 1));
}
