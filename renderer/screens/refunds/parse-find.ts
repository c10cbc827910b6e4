// What was typed into the one search field: a number or a name, or an amount and the day it was paid ("48.40 11-23").
import type { Currency, Minor } from '../../../core/money/money.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';

export type FindInput = { readonly text: string | null; readonly amount: Minor | null; readonly date: string | null };

const WITH_DAY = /^(\S+)\s+(\d{4}-)?(\d{1,2})-(\d{1,2})$/;

/** `text` trimmed. An amount counts as one only with its decimals or with a day: "5001" may be part of a number. */
export function parseFind(
  text: string,
  currency: Currency,
  year: string = String(new Date().getFullYear()),
): FindInput {
  const [, first = text, years, month = '', day = ''] = WITH_DAY.exec(text) ?? [];
  const date = month === '' ? null : `${years ?? `${year}-`}${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const amount = parseAmount(first, { currency, source: 'person' });
  const isAmount = amount.ok && amount.value > 0 && (date !== null || first.includes('.'));
  if (isAmount) return { text: null, amount: amount.value, date };
  return { text: text === '' ? null : text, amount: null, date: null };
}
