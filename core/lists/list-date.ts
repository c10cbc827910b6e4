// Dates as people write them in lists: 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105. Year first, always:
// 05/01/2026 means two days in two places, so it is not read.

export type ListDate =
  | {
      readonly ok: true;
      /** YYYY-MM-DD */
      readonly date: string;
      readonly form: 'plain' | 'separators' | 'compact';
    }
  | { readonly ok: false; readonly fault: 'notADate' | 'noSuchDate' };

const PLAIN = /^(\d{4})-(\d{2})-(\d{2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
// One separator twice; spreadsheets may add a midnight that says nothing.
const SEPARATED = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?: 0{1,2}:00(?::00)?)?$/;
const IN_WORDS = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads an already trimmed cell. Years 1900 to 2199: what lies outside is a slip of the finger. */
export function readListDate(text: string): ListDate {
  const plain = PLAIN.exec(text);
  if (plain) return dateOf(plain[1], plain[2], plain[3], 'plain');
  const compact = COMPACT.exec(text);
  if (compact) return dateOf(compact[1], compact[2], compact[3], 'compact');
  const separated = SEPARATED.exec(text);
  if (separated) return dateOf(separated[1], separated[3], separated[4], 'separators');
  const words = IN_WORDS.exec(text);
  if (words) return dateOf(words[1], words[2], words[3], 'separators');
  return { ok: false, fault: 'notADate' };
}

/** Whether year, month and day are a day of the Gregorian calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

function dateOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  form: 'plain' | 'separators' | 'compact',
): ListDate {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y < 1900 || y > 2199 || !isDay(y, m, d)) return { ok: false, fault: 'noSuchDate' };
  return { ok: true, date: `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`, form };
}
