// The kinds of money that an office holds for customers: what each is called, whether it may be spent, and on what.
// A setting, because public hospitals may take no outpatient prepayments while a school or a ward lives on them (C10).
import { z } from 'zod';
import { PREPAYMENT_PURPOSES } from '../accounts/chart.ts';
import { typedText } from '../contract/scalars.ts';
import { type Minor, ZERO } from '../money/money.ts';

const category = z.string().min(1).max(40);

/** A kind of account. `pays` says which item categories it may be used for; a deposit is never used. */
export const prepaymentKind = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9]{0,11}$/),
  name: typedText(20),
  purpose: z.enum(PREPAYMENT_PURPOSES),
  /** False: nothing more is taken; what lies there may still be used and goes back. */
  taken: z.boolean(),
  pays: z.discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('all') }),
    z.strictObject({ rule: z.literal('only'), categories: z.array(category).max(100) }),
    z.strictObject({ rule: z.literal('never'), categories: z.array(category).max(100) }),
  ]),
});
export type PrepaymentKind = z.infer<typeof prepaymentKind>;

/** All kinds of an office, each code once. */
export const prepaymentKinds = z
  .array(prepaymentKind)
  .max(20)
  .refine((kinds) => new Set(kinds.map(({ code }) => code)).size === kinds.length, { error: 'each once' });

/** The setting `prepayment` (core/settings/settings.ts). */
export interface PrepaymentSetting {
  readonly kinds: readonly PrepaymentKind[];
  /** Item categories that no kind may pay for, whatever it says itself. */
  readonly offCategories: readonly string[];
  /** A return above this needs a second person; minor units; null: never. */
  readonly returnLimit: Minor | null;
}

/** Until an office says otherwise: one prepayment, one deposit. */
export const INITIAL_KINDS: readonly PrepaymentKind[] = [
  { code: 'YF', name: '预付款', purpose: 'prepayment', taken: true, pays: { rule: 'all' } },
  { code: 'YJ', name: '押金', purpose: 'deposit', taken: true, pays: { rule: 'all' } },
];

/** The kind called `code`, or undefined. */
export function kindOf(setting: PrepaymentSetting, code: string): PrepaymentKind | undefined {
  return setting.kinds.find((kind) => kind.code === code);
}

/** True when `kind` may be used for items of `category`. */
export function paysFor(setting: PrepaymentSetting, kind: PrepaymentKind, category: string): boolean {
  if (kind.purpose !== 'prepayment' || setting.offCategories.includes(category)) return false;
  if (kind.pays.rule === 'all') return true;
  return kind.pays.categories.includes(category) === (kind.pays.rule === 'only');
}

/** The most of a bill that `kind` may pay: Σ amounts (minor units) of the lines whose category it pays for. */
export function payableBy(
  setting: PrepaymentSetting,
  kind: PrepaymentKind,
  lines: readonly { readonly category: string; readonly amount: Minor }[],
): Minor {
  return lines.reduce<number>(
    (sum, line) => (paysFor(setting, kind, line.category) ? sum + line.amount : sum),
    ZERO,
  ) as Minor;
}
