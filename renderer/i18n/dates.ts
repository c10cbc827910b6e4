// Dates and times as the counter reads them: numbers only, 24 hours, the same width in every row.

import type { Locale } from './words.ts';

const ISO_LIKE: Readonly<Record<Locale, string>> = { 'zh-CN': 'zh-CN', 'zh-TW': 'zh-TW', en: 'en-GB' };

/** "09:41" in the machine's time zone. `at` in ms since 1970. */
export function clock(at: number, locale: Locale): string {
  return new Intl.DateTimeFormat(ISO_LIKE[locale], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** "09:41:07" in the machine's time zone, to tell one try from the next. `at` in ms since 1970. */
export function clockSeconds(at: number, locale: Locale): string {
  return `${clock(at, locale)}:${String(new Date(at).getSeconds()).padStart(2, '0')}`;
}

/** "2026-11-22 09:41" in the machine's time zone. */
export function moment(at: number, locale: Locale): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${clock(at, locale)}`;
}

/** "2026-11-22 09:41" where and when the receipt was posted, whatever this machine's zone is now. */
export function momentThere(at: number, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

const WRITTEN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether `text` is written as dates are typed here, YYYY-MM-DD; whether there is such a day the ledger says. */
export function isWrittenDate(text: string): boolean {
  return WRITTEN.test(text);
}
