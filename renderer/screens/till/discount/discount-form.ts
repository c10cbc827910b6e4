// What is typed in the discount dialog, and what it means: pure, so that every refusal can be tried without a window.
// Amounts and percentages are read strictly; what cannot be read has a fault beside its field.
import type { WaiverReason } from '../../../../core/charge/bill-discounts.ts';
import { type Currency, type Minor, minor } from '../../../../core/money/money.ts';
import { parseAmount } from '../../../../core/money/parse-amount.ts';
import { isWrittenDate } from '../../../i18n/dates.ts';
import type { BillOverride, DiscountTyped } from './bill-discounts.ts';

export const DISCOUNT_WAYS = ['policy', 'percent', 'amount', 'waiver', 'price'] as const;
export type DiscountWay = (typeof DISCOUNT_WAYS)[number];

export type DiscountTexts = {
  readonly way: DiscountWay;
  /** Key of the line it is for; null: the whole bill. */
  readonly line: number | null;
  /** Code of the policy chosen. */
  readonly policy: string | null;
  readonly percent: string;
  readonly amount: string;
  readonly reason: WaiverReason;
  readonly text: string;
  readonly validUntil: string;
};

export type DiscountEntry =
  | { readonly ok: true; readonly discount: DiscountTyped }
  | { readonly ok: true; readonly price: Omit<BillOverride, 'key'>; readonly key: number }
  | { readonly ok: false; readonly fault: 'badPercent' | 'badAmount' | 'badDate' | 'needText' | 'none' | 'onlyFixed' };

/** "12.5" → 1250 hundredths of a percent; null when it is not a share up to the whole. */
export function readPercent(text: string): number | null {
  const match = /^(\d{1,3})(?:[.．](\d{1,2}))?[%％]?$/.exec(text.trim());
  if (match === null) return null;
  const basisPoints = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return basisPoints >= 1 && basisPoints <= 10_000 ? basisPoints : null;
}

/** What was typed as a discount or another price, or why it is none yet. */
export function readEntry(texts: DiscountTexts, currency: Currency): DiscountEntry {
  const { way, line, text: typed } = texts;
  const text = typed.trim() === '' ? null : typed.trim();
  switch (way) {
    case 'policy':
      if (texts.policy === null) return { ok: false, fault: 'none' };
      return { ok: true, discount: { kind: 'policy', policy: texts.policy, line: null } };
    case 'percent': {
      const basisPoints = readPercent(texts.percent);
      if (basisPoints === null) return { ok: false, fault: 'badPercent' };
      return { ok: true, discount: { kind: 'percent', line, basisPoints, text } };
    }
    case 'amount': {
      const amount = amountFrom(texts.amount, currency);
      if (amount === null || amount === 0) return { ok: false, fault: 'badAmount' };
      return { ok: true, discount: { kind: 'amount', line, amount, text } };
    }
    case 'waiver':
      return readWaiver(texts, text, currency);
    case 'price': {
      const price = amountFrom(texts.amount, currency);
      if (line === null) return { ok: false, fault: 'onlyFixed' };
      if (price === null) return { ok: false, fault: 'badAmount' };
      return text === null ? { ok: false, fault: 'needText' } : { ok: true, key: line, price: { price, reason: text } };
    }
  }
}

function readWaiver(texts: DiscountTexts, text: string | null, currency: Currency): DiscountEntry {
  const { line, reason, validUntil } = texts;
  const amount = texts.amount.trim() === '' ? null : amountFrom(texts.amount, currency);
  if (texts.amount.trim() !== '' && (amount === null || amount === 0)) return { ok: false, fault: 'badAmount' };
  if (reason === 'other' && text === null) return { ok: false, fault: 'needText' };
  const until = validUntil.trim() === '' ? null : validUntil.trim();
  if (until !== null && !isDate(until)) return { ok: false, fault: 'badDate' };
  return { ok: true, discount: { kind: 'waiver', line, amount, reason, text, validUntil: until } };
}

function isDate(text: string): boolean {
  const at = isWrittenDate(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function amountFrom(text: string, currency: Currency): Minor | null {
  const read = parseAmount(text, { currency, source: 'person' });
  return read.ok && read.value >= 0 ? minor(read.value) : null;
}
