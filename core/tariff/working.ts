// Applies the rule of an item to what was entered: its amount, rounded once, with the facts a customer can follow.
// The one place where a formula becomes money; the till, the ledger and verify all come here.
import { MAX_ACT, type Milli, MILLI_PER_ONE, type Minor, roundQuotient } from '../money/money.ts';
import { cutIntoBands } from './bands.ts';
import type { LineInputs, MeterInputs, PeriodInputs } from './line-inputs.ts';
import { meterUse } from './meter.ts';
import { periodLength } from './period.ts';
import { RATE_PER_MINOR } from './rate.ts';
import type { FormulaRule } from './tariff-rule.ts';
import type { Working } from './working-facts.ts';

/** Thousandths × ten-thousandths of a minor unit: in how many parts of a minor unit a product of both counts. */
export const PARTS_PER_MINOR = MILLI_PER_ONE * RATE_PER_MINOR;

/** `quantity` in thousandths is what the line shows: what was used, the area, or one; `gross` in minor units. */
export interface Worked {
  readonly working: Working;
  readonly quantity: Milli;
  readonly gross: Minor;
}

/** INPUTS_REQUIRED: something was not entered yet. NOTHING_USED: both readings are the same. */
export type WorkingFault =
  | 'INPUTS_REQUIRED'
  | 'READING_INVALID'
  | 'NOTHING_USED'
  | 'PERIOD_INVALID'
  | 'QUANTITY_INVALID'
  | 'AMOUNT_OUT_OF_RANGE';

/**
 * The most that a formula line may come to: the sums of its parts stay whole numbers of 64 bits, also in SQL, where the
 * database proves them again.
 */
export const MAX_FORMULA = MAX_ACT / 10;
const ONE = MILLI_PER_ONE as Milli;
const MOST_QUANTITY = 1e9;

/** Applies `rule` to what was entered. `quantity` (thousandths) counts for a tiered item; the others know theirs from the inputs. */
export function work(rule: FormulaRule, quantity: Milli, inputs: LineInputs | null): Worked | WorkingFault {
  switch (rule.kind) {
    case 'tiered':
      return tiered(rule, quantity);
    case 'metered':
      return inputs?.kind === 'metered' ? metered(rule, inputs) : 'INPUTS_REQUIRED';
    case 'period':
      return inputs?.kind === 'period' ? period(rule, inputs) : 'INPUTS_REQUIRED';
  }
}

function tiered(rule: Extract<FormulaRule, { kind: 'tiered' }>, quantity: Milli): Worked | WorkingFault {
  if (!isQuantity(quantity)) return 'QUANTITY_INVALID';
  return worked({ kind: 'tiered', steps: cutIntoBands(quantity, rule.bands) }, quantity);
}

function metered(rule: Extract<FormulaRule, { kind: 'metered' }>, inputs: MeterInputs): Worked | WorkingFault {
  const { meter, before, now, exchange: typed } = inputs;
  if (before === null || now === null) return 'INPUTS_REQUIRED';
  const [oldEnd, newStart] = [typed?.oldEnd ?? null, typed?.newStart ?? null];
  if (typed !== null && (oldEnd === null || newStart === null)) return 'INPUTS_REQUIRED';
  const exchange = oldEnd === null || newStart === null ? null : { oldEnd, newStart };
  const use = meterUse({ meter, before, now, exchange }, rule.digits);
  if (use === 'READING_INVALID') return use;
  if (use.used === 0) return 'NOTHING_USED';
  if (!isQuantity(use.used)) return 'QUANTITY_INVALID';
  const steps = cutIntoBands(use.used, rule.bands);
  return worked({ kind: 'metered', meter, stretches: use.stretches, digits: rule.digits, steps }, use.used);
}

function period(rule: Extract<FormulaRule, { kind: 'period' }>, inputs: PeriodInputs): Worked | WorkingFault {
  const { from, until } = inputs;
  if (from === null || until === null) return 'INPUTS_REQUIRED';
  const area = rule.perArea ? inputs.area : null;
  if (rule.perArea && area === null) return 'INPUTS_REQUIRED';
  const length = periodLength(from, until, rule.partMonth);
  if (length === 'PERIOD_INVALID') return length;
  const { rate, partMonth } = rule;
  if (area !== null && !isQuantity(area)) return 'QUANTITY_INVALID';
  return worked({ kind: 'period', rate, area, from, until, ...length, partMonth }, area ?? ONE);
}

function worked(working: Working, quantity: Milli): Worked | WorkingFault {
  const { parts, of } = exactAmount(working);
  const gross = roundQuotient(parts, of);
  if (gross > BigInt(MAX_FORMULA)) return 'AMOUNT_OUT_OF_RANGE';
  return { working, quantity, gross: Number(gross) as Minor };
}

/**
 * The amount before it is rounded, as the fraction `parts`/`of` of a minor unit: Σ quantity × rate of all steps, or
 * area × rate × months. Whoever needs an amount rounds this once, half away from zero.
 */
export function exactAmount(working: Working): { readonly parts: bigint; readonly of: bigint } {
  const perMinor = BigInt(PARTS_PER_MINOR);
  if (working.kind === 'period') {
    const { rate, area, months, days, daysOf } = working;
    const times = BigInt(months) * BigInt(daysOf) + BigInt(days);
    return { parts: BigInt(rate) * BigInt(area ?? ONE) * times, of: perMinor * BigInt(daysOf) };
  }
  const parts = working.steps.reduce((sum, { quantity, rate }) => sum + BigInt(quantity) * BigInt(rate), 0n);
  return { parts, of: perMinor };
}

function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity > 0 && quantity <= MOST_QUANTITY;
}
