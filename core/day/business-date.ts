// Business dates: calendar days the books are kept in, separate from the wall clock.
// Pure arithmetic on milliseconds and an offset, so that a test can stand at any midnight.

const DAY_MS = 86_400_000;

/** The local calendar day, YYYY-MM-DD, of `at` (ms since 1970 UTC) at `utcOffsetMinutes` east of UTC. */
export function localDate(at: number, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** When a counter that never closes goes over to the next business date: hours and minutes of its own clock. */
export interface DayCut {
  readonly on: boolean;
  readonly hour: number;
  readonly minute: number;
}

/** The calendar day of `at` (ms UTC) as the books have it: before the cut it is still the day before. */
export function dayAtCounter(at: number, utcOffsetMinutes: number, cut: DayCut): string {
  return localDate(at, utcOffsetMinutes - (cut.on ? cut.hour * 60 + cut.minute : 0));
}

/**
 * Whether a shift of `shiftDate` has lasted beyond the cut: what it takes from now on would be money of a day that is over.
 * Without a cut a shift lasts as long as its cashier works, past midnight too.
 */
export function isPastCut(shiftDate: string, at: number, utcOffsetMinutes: number, cut: DayCut): boolean {
  return cut.on && dayAtCounter(at, utcOffsetMinutes, cut) > shiftDate;
}

/**
 * The business date a shift opened now belongs to: today, or the newest date already worked in when the clock says an
 * earlier day (a clock that jumps back is flagged, never trusted), and always after the last closed one.
 */
export function businessDateToOpen(today: string, newestWorked: string | null, lastClosed: string | null): string {
  const candidate = newestWorked !== null && newestWorked > today ? newestWorked : today;
  if (lastClosed === null || candidate > lastClosed) return candidate;
  return dayAfter(lastClosed);
}

/** Further ahead than this of the last day that was worked, a date is asked about: holidays are shorter. */
const DAYS_WITHOUT_WORK = 14;

/**
 * Whether opening `date` after `newestWorked` (both YYYY-MM-DD) looks like a wrong clock. The date cannot be taken back
 * once a shift stands on it: every later day would have to follow it.
 */
export function isDateJump(date: string, newestWorked: string | null): boolean {
  if (newestWorked === null) return false;
  return Date.parse(date) - Date.parse(newestWorked) > DAYS_WITHOUT_WORK * DAY_MS;
}

/** The calendar day after `date` (YYYY-MM-DD). */
export function dayAfter(date: string): string {
  return localDate(Date.parse(`${date}T00:00:00Z`) + DAY_MS, 0);
}
