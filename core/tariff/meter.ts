// 抄表: what was used between two readings of a meter that counts up, begins again at 0 when its digits are used up,
// and may have been exchanged in between.
import { type Milli, MILLI_PER_ONE } from '../money/money.ts';

/** The old meter when it was taken down, and the new one as it was put up; thousandths. */
export interface MeterExchange {
  readonly oldEnd: Milli;
  readonly newStart: Milli;
}

/** Readings in thousandths of the unit; `meter` is the number on the meter, '' where nobody keeps one. */
export interface MeterReadings {
  readonly meter: string;
  readonly before: Milli;
  readonly now: Milli;
  readonly exchange: MeterExchange | null;
}

/** One stretch of a meter: from one reading to a later one. `rolled`: it passed its highest figure and began at 0 again. */
export interface MeterStretch {
  readonly from: Milli;
  readonly to: Milli;
  readonly rolled: boolean;
  readonly used: Milli;
}

export interface MeterUse {
  /** One stretch; two when the meter was exchanged, the old one first. */
  readonly stretches: MeterStretch[];
  /** Σ used, thousandths. */
  readonly used: Milli;
}

export const LEAST_DIGITS = 3;
export const MOST_DIGITS = 9;

/**
 * What was used. `digits`: figures before the point that the meter shows; it begins again at 10^digits. A reading that is
 * lower than the one before means that the meter rolled over; the part of its range that this would be is half at most,
 * because a slip of the finger (129 for 219) looks the same and would otherwise be charged as a full round.
 * READING_INVALID: a reading the meter cannot show, or a roll-over that is not believed.
 */
export function meterUse(readings: MeterReadings, digits: number): MeterUse | 'READING_INVALID' {
  const range = 10 ** digits * MILLI_PER_ONE;
  const { before, now, exchange } = readings;
  const ends: readonly (readonly [Milli, Milli])[] =
    exchange === null
      ? [[before, now]]
      : [
          [before, exchange.oldEnd],
          [exchange.newStart, now],
        ];
  const stretches: MeterStretch[] = [];
  let used = 0;
  for (const [from, to] of ends) {
    if (!isReading(from, range) || !isReading(to, range)) return 'READING_INVALID';
    const rolled = to < from;
    const length = rolled ? to + range - from : to - from;
    if (rolled && length > range / 2) return 'READING_INVALID';
    stretches.push({ from, to, rolled, used: length as Milli });
    used += length;
  }
  return { stretches, used: used as Milli };
}

function isReading(reading: number, range: number): boolean {
  return Number.isInteger(reading) && reading >= 0 && reading < range;
}
