// How an item is priced beyond "price × quantity": the part of a tariff version that a single price cannot say.
// Kept as JSON with the version; read by the till, the ledger and verify through the one schema here.
import { z } from 'zod';
import { MAX_MINOR, type Milli, type Minor } from '../money/money.ts';
import { areBands, type Band, MOST_BANDS } from './bands.ts';
import { LEAST_DIGITS, MOST_DIGITS } from './meter.ts';
import { PART_MONTH_RULES } from './period.ts';
import { MAX_RATE, type Rate } from './rate.ts';

/** fixed: price × quantity. open: the cashier types it. The others are said by their rule. */
export const PRICING_KINDS = ['fixed', 'open', 'tiered', 'metered', 'period', 'package'] as const;
export type PricingKind = (typeof PRICING_KINDS)[number];
/** The kinds whose amount comes from a formula, so that a line of theirs has no unit price. */
export const FORMULA_KINDS = ['tiered', 'metered', 'period'] as const;
export type FormulaKind = (typeof FORMULA_KINDS)[number];

export const MOST_COMPONENTS = 20;

const amount = z.int().min(0).max(MAX_MINOR) as unknown as z.ZodType<Minor, Minor>;
const edge = z.int().min(0).max(1e9) as unknown as z.ZodType<Milli, Milli>;
const count = z.int().min(1).max(1e9) as unknown as z.ZodType<Milli, Milli>;
const rate = z.int().min(0).max(MAX_RATE) as unknown as z.ZodType<Rate, Rate>;
const bands = z
  .array(z.strictObject({ from: edge, upTo: edge.nullable(), rate }))
  .min(1)
  .max(MOST_BANDS)
  .refine(areBands, { error: 'bands have a gap' }) as z.ZodType<Band[], Band[]>;

/** Amounts in minor units, quantities and edges in thousandths, rates in ten-thousandths of a minor unit. */
export const tariffRule = z.discriminatedUnion('kind', [
  /** What may be typed for the price of one, both ends included; null: no limit. */
  z.strictObject({ kind: z.literal('open'), least: amount.nullable(), most: amount.nullable() }),
  z.strictObject({ kind: z.literal('tiered'), bands }),
  /** One band from 0 is a plain price for what was used. */
  z.strictObject({ kind: z.literal('metered'), bands, digits: z.int().min(LEAST_DIGITS).max(MOST_DIGITS) }),
  /** `perArea` false: the rate of one month, whatever the size. */
  z.strictObject({ kind: z.literal('period'), rate, perArea: z.boolean(), partMonth: z.enum(PART_MONTH_RULES) }),
  /** What one package holds; each an item with a plain price. */
  z.strictObject({
    kind: z.literal('package'),
    components: z
      .array(z.strictObject({ code: z.string().min(1).max(20), quantity: count }))
      .min(1)
      .max(MOST_COMPONENTS),
  }),
]);
export type TariffRule = z.infer<typeof tariffRule>;
export type OpenRule = Extract<TariffRule, { kind: 'open' }>;
export type FormulaRule = Extract<TariffRule, { kind: FormulaKind }>;
export type PackageRule = Extract<TariffRule, { kind: 'package' }>;

/** A rule as it is kept with its version, always in the schema's order, so that one rule is one text; null for what a price alone says. */
export function ruleText(rule: TariffRule | null): string | null {
  return rule === null ? null : JSON.stringify(tariffRule.parse(rule));
}

/** Reads a kept rule. Throws for a text that is none: it was checked when it was kept. */
export function readRule(text: string): TariffRule {
  return tariffRule.parse(JSON.parse(text));
}

/** True when `rule` is one of the kind that prices by a formula. */
export function isFormula(rule: TariffRule | null | undefined): rule is FormulaRule {
  return rule !== null && rule !== undefined && rule.kind !== 'open' && rule.kind !== 'package';
}
