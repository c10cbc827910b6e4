// 周期: whole months between two dates, and what is left over as part of a month by the rule the tariff says in words.
// A month runs from its day to the day before the same day of the next month; the 31st begins a month where there is one,
// else its last day does.
import { isDay } from '../lists/list-date.ts';

/**
 * How days that make no whole month count. actual: each as a part of the days of the month they were taken from.
 * thirty: each as one thirtieth. whole: a month that was begun is a month.
 */
export const PART_MONTH_RULES = ['actual', 'thirty', 'whole'] as const;
export type PartMonthRule = (typeof PART_MONTH_RULES)[number];

/** `months` whole ones and `days`/`daysOf` of another; daysOf > 0. With the rule `whole` days is 0. */
export interface PeriodLength {
  readonly months: number;
  readonly days: number;
  readonly daysOf: number;
}

/** The longest period one line takes: fifty years. */
export const MOST_MONTHS = 600;

/** The length of `from` to `until` (YYYY-MM-DD, both inclusive). PERIOD_INVALID: no such day, ends before it starts, or too long. */
export function periodLength(from: string, until: string, rule: PartMonthRule): PeriodLength | 'PERIOD_INVALID' {
  if (!isDate(from) || !isDate(until) || until < from) return 'PERIOD_INVALID';
  const end = dayNumber(until) + 1;
  // Never too many: a month has 28 days at least, and the loop below only takes back or adds what is missing.
  let months = monthsBetween(from, until);
  while (startOfMonth(from, months) > end) months -= 1;
  while (startOfMonth(from, months + 1) <= end) months += 1;
  const begun = startOfMonth(from, months);
  const left = end - begun;
  if (months > MOST_MONTHS) return 'PERIOD_INVALID';
  if (left === 0) return { months, days: 0, daysOf: 30 };
  if (rule === 'whole') return { months: months + 1, days: 0, daysOf: 30 };
  if (rule === 'actual') return { months, days: left, daysOf: startOfMonth(from, months + 1) - begun };
  // A month of 31 days has 30 thirtieths: the last day of a begun month adds nothing to a whole one.
  return left >= 30 ? { months: months + 1, days: 0, daysOf: 30 } : { months, days: left, daysOf: 30 };
}

/** The last day (YYYY-MM-DD) of `months` whole months that begin on `from`. */
export function endOfMonths(from: string, months: number): string {
  return dateOf(startOfMonth(from, months) - 1);
}

/** True for a day that exists, YYYY-MM-DD, 1900 to 2199. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1900 && year < 2200 && isDay(year, month, day);
}

function monthsBetween(from: string, until: string): number {
  const [fromYear, fromMonth] = yearAndMonth(from);
  const [year, month] = yearAndMonth(until);
  return Math.max(0, (year - fromYear) * 12 + month - fromMonth);
}

function yearAndMonth(date: string): readonly [number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
}

/** Day number on which the month begins that comes `months` after the one begun on `from`. */
function startOfMonth(from: string, months: number): number {
  const [fromYear, fromMonth] = yearAndMonth(from);
  const index = fromYear * 12 + fromMonth - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  let day = Number(from.slice(8, 10));
  while (!isDay(year, month, day)) day -= 1;
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
