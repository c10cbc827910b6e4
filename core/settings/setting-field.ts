// What a setting is made of: fields of a few kinds, each with the schema its value must fit and what a form needs to ask
// for it. The screen draws kinds, never single settings, so a new setting is one line of the registry and its words.
import { z } from 'zod';
import { amountFromZero, typedText } from '../contract/scalars.ts';
import type { Minor } from '../money/money.ts';
import { type PrepaymentKind, prepaymentKinds as kindsOfMoney } from '../prepayment/prepayment-kinds.ts';
import { payoutLimits as limitRows, type PayoutLimitRow } from '../tickets/payout-limits.ts';
import { type AccountName, accountNames as ownNames } from '../accounts/account-names.ts';
import { pngFault } from './png-image.ts';

/** How a field is asked for and shown. Amounts are minor units, percents hundredths of a percent, images PNG in base64. */
export type FieldForm =
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'choices'; readonly options: readonly string[]; readonly min: number }
  | { readonly kind: 'amount' }
  | { readonly kind: 'amounts'; readonly max: number }
  | { readonly kind: 'percent' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'texts'; readonly most: number; readonly max: number }
  | { readonly kind: 'prepaymentKinds' }
  | { readonly kind: 'refundPolicies' }
  | { readonly kind: 'levelRules' }
  | { readonly kind: 'riskRules' }
  | { readonly kind: 'payoutLimits' }
  | { readonly kind: 'accountNames' }
  | { readonly kind: 'yesNo' }
  | { readonly kind: 'image'; readonly maxBytes: number };

export interface Field<T> {
  readonly form: FieldForm;
  /** True: null is a value, "not set". */
  readonly optional: boolean;
  readonly schema: z.ZodType<T, T>;
}

/** One of `options`. */
export function choice<const O extends string>(...options: readonly O[]): Field<O> {
  return { form: { kind: 'choice', options }, optional: false, schema: z.enum(options) as unknown as z.ZodType<O, O> };
}

/** Several of `options`, at least `min`, each once. */
export function choices<const O extends string>(min: number, ...options: readonly O[]): Field<readonly O[]> {
  const one = z.enum(options) as unknown as z.ZodType<O, O>;
  const schema = z
    .array(one)
    .min(min)
    .max(options.length)
    .refine((chosen) => new Set(chosen).size === chosen.length, { error: 'each once' });
  return {
    form: { kind: 'choices', options, min },
    optional: false,
    schema: schema as unknown as z.ZodType<readonly O[], readonly O[]>,
  };
}

/** An amount ≥ 0 in minor units. */
export function amount(): Field<Minor> {
  return { form: { kind: 'amount' }, optional: false, schema: amountFromZero };
}

/** Up to `max` different amounts > 0 in minor units, the largest first. */
export function amounts(max: number): Field<readonly Minor[]> {
  const schema = z
    .array(amountFromZero)
    .min(1)
    .max(max)
    .refine((all) => all.every((one, index) => one > 0 && (index === 0 || one < (all[index - 1] as Minor))), {
      error: 'falling, each once, above zero',
    });
  return {
    form: { kind: 'amounts', max },
    optional: false,
    schema: schema as unknown as z.ZodType<readonly Minor[], readonly Minor[]>,
  };
}

/** A share in hundredths of a percent: 10000 is the whole. */
export function percent(): Field<number> {
  return { form: { kind: 'percent' }, optional: false, schema: z.int().min(0).max(10_000) };
}

/** A whole number from `min` to `max`; its words say of what. */
export function number(min: number, max: number): Field<number> {
  return { form: { kind: 'number', min, max }, optional: false, schema: z.int().min(min).max(max) };
}

/** Typed text of one line, at most `max` characters. */
export function text(max: number): Field<string> {
  return { form: { kind: 'text', max }, optional: false, schema: typedText(max) };
}

/** Up to `most` texts of at most `max` characters each, none twice. */
export function texts(most: number, max: number): Field<readonly string[]> {
  const schema = z
    .array(typedText(max))
    .max(most)
    .refine((all) => new Set(all).size === all.length, { error: 'each once' });
  return {
    form: { kind: 'texts', most, max },
    optional: false,
    schema: schema as unknown as z.ZodType<readonly string[], readonly string[]>,
  };
}

/** The kinds of money held for customers. */
export function prepaymentKinds(): Field<readonly PrepaymentKind[]> {
  return {
    form: { kind: 'prepaymentKinds' },
    optional: false,
    schema: kindsOfMoney as unknown as z.ZodType<readonly PrepaymentKind[], readonly PrepaymentKind[]>,
  };
}

/** A table of refund rules, each a record of the table's own schema (core/refund/refund-settings.ts). */
export function rules<T>(kind: 'refundPolicies' | 'levelRules' | 'riskRules', schema: z.ZodType<T, T>): Field<T> {
  return { form: { kind }, optional: false, schema };
}

/** Who may pay how much from a ticket without asking. */
export function payoutLimits(): Field<readonly PayoutLimitRow[]> {
  return { form: { kind: 'payoutLimits' }, optional: false, schema: limitRows };
}

/** What the office calls accounts of the chart. */
export function accountNames(): Field<readonly AccountName[]> {
  return { form: { kind: 'accountNames' }, optional: false, schema: ownNames };
}

export function yesNo(): Field<boolean> {
  return { form: { kind: 'yesNo' }, optional: false, schema: z.boolean() };
}

/** A PNG, base64, of at most `maxBytes` bytes and 64 to 1,600 pixels a side, believed by its content only. */
export function image(maxBytes: number): Field<string> {
  const schema = z
    .base64()
    .max(Math.ceil(maxBytes / 3) * 4)
    .superRefine((png, context) => {
      const fault = pngFault(png, maxBytes);
      if (fault) context.addIssue({ code: 'custom', message: fault });
    });
  return { form: { kind: 'image', maxBytes }, optional: false, schema };
}

/** The same field, or null where nothing is set. */
export function orNone<T>(field: Field<T>): Field<T | null> {
  return { form: field.form, optional: true, schema: field.schema.nullable() };
}
