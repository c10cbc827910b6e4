// A working as rows of the ledger, and back: what was entered stands in line_formula, what fell into bands in line_step.
// Read back it is the working that was posted, so that a copy explains itself as the original did.
import type { Milli } from '../../core/money/money.ts';
import { MILLI_PER_ONE } from '../../core/money/money.ts';
import { meterUse } from '../../core/tariff/meter.ts';
import type { PartMonthRule } from '../../core/tariff/period.ts';
import type { Rate } from '../../core/tariff/rate.ts';
import type { FormulaKind } from '../../core/tariff/tariff-rule.ts';
import type { Working } from '../../core/tariff/working-facts.ts';
import { lineFormula, lineStep } from '../schema-pricing.ts';
import type { Act, NewRow } from './act.ts';
import type { WorkingOfLine } from './price-lines.ts';

/** Writes the working of a line; the line must be there. */
export function insertWorking(
  act: Act,
  { n, itemId, version, working }: WorkingOfLine,
  customerId: number | null,
): void {
  const { kind } = working;
  act.insert(lineFormula, { n, kind, itemId, version, customerId, ...meterCells(working), ...periodCells(working) });
  if (working.kind === 'period') return;
  for (const [index, { from, upTo, quantity, rate }] of working.steps.entries()) {
    act.insert(lineStep, { n, step: index + 1, fromQuantity: from, upTo, quantity, rate });
  }
}

type FormulaCells = NewRow<typeof lineFormula>;
type MeterCells = Pick<FormulaCells, 'meter' | 'meterRange' | 'readingBefore' | 'readingNow' | 'oldEnd' | 'newStart'>;
type PeriodCells = Pick<
  FormulaCells,
  'rate' | 'area' | 'fromDate' | 'untilDate' | 'months' | 'days' | 'daysOf' | 'partMonth'
>;

function meterCells(working: Working): MeterCells {
  if (working.kind !== 'metered') {
    return { meter: null, meterRange: null, readingBefore: null, readingNow: null, oldEnd: null, newStart: null };
  }
  const { meter, digits, stretches } = working;
  const [first, second] = stretches;
  if (first === undefined) throw new Error('a meter without readings');
  return {
    meter,
    meterRange: 10 ** digits * MILLI_PER_ONE,
    readingBefore: first.from,
    readingNow: (second ?? first).to,
    oldEnd: second === undefined ? null : first.to,
    newStart: second?.from ?? null,
  };
}

function periodCells(working: Working): PeriodCells {
  if (working.kind !== 'period') {
    return {
      rate: null,
      area: null,
      fromDate: null,
      untilDate: null,
      months: null,
      days: null,
      daysOf: null,
      partMonth: null,
    };
  }
  const { rate, area, from, until, months, days, daysOf, partMonth } = working;
  return { rate, area, fromDate: from, untilDate: until, months, days, daysOf, partMonth };
}

/** A row of line_formula, by the names of its columns' properties. */
export interface FormulaRow {
  readonly n: number;
  readonly kind: FormulaKind;
  readonly meter: string | null;
  readonly meterRange: number | null;
  readonly readingBefore: Milli | null;
  readonly readingNow: Milli | null;
  readonly oldEnd: Milli | null;
  readonly newStart: Milli | null;
  readonly rate: Rate | null;
  readonly area: Milli | null;
  readonly fromDate: string | null;
  readonly untilDate: string | null;
  readonly months: number | null;
  readonly days: number | null;
  readonly daysOf: number | null;
  readonly partMonth: PartMonthRule | null;
}
export interface StepRow {
  readonly n: number;
  readonly from: Milli;
  readonly upTo: Milli | null;
  readonly quantity: Milli;
  readonly rate: Rate;
}

/** The working as it was posted. Throws for rows that the database would not have taken. */
export function workingOf(row: FormulaRow, all: readonly StepRow[]): Working {
  const steps = all
    .filter((step) => step.n === row.n)
    .map(({ from, upTo, rate, quantity }) => ({ from, upTo, rate, quantity }));
  switch (row.kind) {
    case 'tiered':
      return { kind: 'tiered', steps };
    case 'metered':
      return meteredOf(row, steps);
    case 'period':
      return periodOf(row);
  }
}

function meteredOf(row: FormulaRow, steps: Extract<Working, { kind: 'metered' }>['steps']): Working {
  const { meter, meterRange, readingBefore: before, readingNow: now, oldEnd, newStart } = row;
  if (meter === null || meterRange === null || before === null || now === null) return lost(row);
  const digits = Math.round(Math.log10(meterRange / MILLI_PER_ONE));
  const exchange = oldEnd === null || newStart === null ? null : { oldEnd, newStart };
  const use = meterUse({ meter, before, now, exchange }, digits);
  return use === 'READING_INVALID' ? lost(row) : { kind: 'metered', meter, stretches: use.stretches, digits, steps };
}

function periodOf(row: FormulaRow): Working {
  const { rate, area, fromDate: from, untilDate: until, months, days, daysOf, partMonth } = row;
  if (rate === null || from === null || until === null || partMonth === null) return lost(row);
  if (months === null || days === null || daysOf === null) return lost(row);
  return { kind: 'period', rate, area, from, until, months, days, daysOf, partMonth };
}

function lost(row: FormulaRow): never {
  throw new Error(`line_formula: line ${row.n} is not whole`);
}
