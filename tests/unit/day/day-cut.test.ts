// When a counter that never closes goes over to the next business date: by the clock on its wall, whatever the offset.
import { describe, expect, it } from 'vitest';
import { dayAtCounter, dayAfter, isPastCut, localDate } from '../../../core/day/business-date.ts';
import { seeded } from '../../ledger/support/random.ts';

const cutAt = (hour: number, minute: number) => ({ on: true, hour, minute });
const OFF = { on: false, hour: 6, minute: 30 };
const at = (text: string): number => Date.parse(text);

describe('the cut of a day', () => {
  it('keeps the night with the day before, to the minute', () => {
    const cut = cutAt(6, 30);
    // 06:29:59 and 06:30:00 in China.
    expect(dayAtCounter(at('2026-11-23T22:29:59Z'), 480, cut)).toBe('2026-11-23');
    expect(dayAtCounter(at('2026-11-23T22:30:00Z'), 480, cut)).toBe('2026-11-24');
    expect(isPastCut('2026-11-23', at('2026-11-23T22:29:59Z'), 480, cut)).toBe(false);
    expect(isPastCut('2026-11-23', at('2026-11-23T22:30:00Z'), 480, cut)).toBe(true);
  });

  it('is at midnight when it is said so, and nowhere when it is off', () => {
    expect(isPastCut('2026-11-23', at('2026-11-23T16:00:00Z'), 480, cutAt(0, 0))).toBe(true);
    expect(isPastCut('2026-11-23', at('2026-11-25T16:00:00Z'), 480, OFF)).toBe(false);
    expect(dayAtCounter(at('2026-11-23T17:00:00Z'), 480, OFF)).toBe('2026-11-24');
  });

  it('never lets a date pass by, and has each shift end within a day of its beginning', () => {
    const random = seeded(11);
    for (let n = 0; n < 2_000; n += 1) {
      const cut = cutAt(random.below(24), random.below(60));
      const offset = random.pick([-300, 0, 330, 480, 540]);
      const moment = at('2026-01-01T00:00:00Z') + random.below(365 * 24 * 60) * 60_000;
      const date = dayAtCounter(moment, offset, cut);
      const wall = localDate(moment, offset);
      expect(date === wall || dayAfter(date) === wall).toBe(true);
      expect(isPastCut(date, moment, offset, cut)).toBe(false);
      expect(isPastCut(date, moment + 24 * 3_600_000, offset, cut)).toBe(true);
    }
  });
});
