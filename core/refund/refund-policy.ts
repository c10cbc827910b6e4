// What the office allows to be refunded, and how: time, fee, papers, ways back. One policy per item category, versions
// with dates; every refusal names the rule that refused, so that a cashier can say it to a customer's face.
import { type Minor, minor, roundQuotient, ZERO } from '../money/money.ts';

/** Amounts in minor units, shares in basis points (1/10,000). */
export interface RefundPolicy {
  readonly category: string;
  /** Days after the business date of the receipt; null: no end. 0: the same day only. */
  readonly windowDays: number | null;
  readonly fee: RefundFee;
  /** Names of papers that must be ticked off, in the words of the office. */
  readonly documents: readonly string[];
  readonly needsUseConfirmation: boolean;
  readonly originalMustComeBack: boolean;
  /** Per tender method of the receipt, where the money may go; a method that is not named goes back the way it came. */
  readonly channels: Readonly<Record<string, ChannelRule>>;
}

export type RefundFee =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly amount: Minor }
  /** Of the refunded amount; at least `least`, never more than the refund itself. */
  | { readonly kind: 'percent'; readonly share: number; readonly least: Minor };

export interface ChannelRule {
  /** original: the way it came. Others need an approved reason. */
  readonly allowed: readonly ('original' | 'cash' | 'transfer')[];
  /** Working days until the customer has it. */
  readonly arrivalDays: number;
}

export interface RefundAsked {
  readonly category: string;
  /** YYYY-MM-DD. */
  readonly receiptDate: string;
  readonly today: string;
  /** Before the fee, minor units. */
  readonly amount: Minor;
  readonly documents: readonly string[];
  readonly originalIsBack: boolean;
  readonly ways: readonly { readonly method: string; readonly way: 'original' | 'cash' | 'transfer' }[];
}

export const POLICY_RULES = ['window', 'document', 'original', 'channel', 'feeTakesAll'] as const;

export type PolicyRefusal =
  | { readonly rule: 'window'; readonly days: number; readonly lastDay: string }
  | { readonly rule: 'document'; readonly missing: string }
  | { readonly rule: 'original' }
  | { readonly rule: 'channel'; readonly method: string; readonly way: string }
  | { readonly rule: 'feeTakesAll'; readonly fee: Minor };

export interface PolicyOutcome {
  readonly refusals: readonly PolicyRefusal[];
  readonly fee: Minor;
  /** Working days of the slowest way. */
  readonly arrivalDays: number;
}

const ORIGINAL_ONLY: ChannelRule = { allowed: ['original'], arrivalDays: 0 };
const DAY_MS = 86_400_000;

/** What the policy says to an application: all refusals at once. A dry run and the submission ask the same. */
export function applyPolicy(policy: RefundPolicy, asked: RefundAsked): PolicyOutcome {
  const fee = feeOf(policy.fee, asked.amount);
  const channel = (method: string): ChannelRule => policy.channels[method] ?? ORIGINAL_ONLY;
  const refusals: PolicyRefusal[] = [];
  if (policy.windowDays !== null) {
    const lastDay = daysAfter(asked.receiptDate, policy.windowDays);
    if (asked.today > lastDay) refusals.push({ rule: 'window', days: policy.windowDays, lastDay });
  }
  for (const missing of policy.documents.filter((one) => !asked.documents.includes(one)))
    refusals.push({ rule: 'document', missing });
  if (policy.originalMustComeBack && !asked.originalIsBack) refusals.push({ rule: 'original' });
  for (const { method, way } of asked.ways)
    if (!channel(method).allowed.includes(way)) refusals.push({ rule: 'channel', method, way });
  if (fee >= asked.amount && fee > 0) refusals.push({ rule: 'feeTakesAll', fee });
  const arrivalDays = Math.max(0, ...asked.ways.map(({ method }) => channel(method).arrivalDays));
  return { refusals, fee, arrivalDays };
}

/** Minor units; rounded once, half away from zero; never more than the amount it is taken from. */
export function feeOf(fee: RefundFee, amount: Minor): Minor {
  if (fee.kind === 'none') return ZERO;
  if (fee.kind === 'fixed') return minor(Math.min(fee.amount, amount));
  const part = Number(roundQuotient(BigInt(amount) * BigInt(fee.share), 10_000n));
  return minor(Math.min(Math.max(part, fee.least), amount));
}

/** The day `days` working days after `date` (both YYYY-MM-DD); `isWorkday` knows weekends, holidays and shifted days. */
export function workingDaysAfter(date: string, days: number, isWorkday: (date: string) => boolean): string {
  let day = date;
  // A calendar without a workday in a year is a mistake of the calendar: stop rather than hang.
  for (let left = days, looked = 0; left > 0 && looked < 366 + days * 8; looked += 1) {
    day = daysAfter(day, 1);
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
