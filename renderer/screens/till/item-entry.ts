// Reads what was typed into the item field: `5003`, `3*5003`, `5003*3`, `xcg`, or `*3` for the line that is selected.
// Pure, so that every way of typing it can be tested without a screen.
import type { Milli } from '../../../core/money/money.ts';
import { parseQuantity } from '../../../core/money/parse-amount.ts';
import { MAX_QUANTITY, ONE } from './bill-state.ts';

export type ItemEntry =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'item'; readonly text: string; readonly quantity: Milli }
  /** Only a quantity: for the selected line. */
  | { readonly kind: 'quantity'; readonly quantity: Milli }
  | { readonly kind: 'badQuantity'; readonly text: string };

/** The star of the number pad, and what an open Chinese IME makes of it. */
const TIMES = /[*＊×]/;

export function readItemEntry(typed: string): ItemEntry {
  const parts = typed.split(TIMES).map((part) => part.trim());
  const [first = '', second] = parts;
  if (parts.length > 2) return { kind: 'badQuantity', text: typed };
  if (second === undefined)
    return first === '' ? { kind: 'nothing' } : { kind: 'item', text: asTyped(first), quantity: ONE };
  if (first === '') return quantityOnly(second);
  if (second === '') return quantityFor(first) === null ? itemWith(first, '1') : { kind: 'nothing' };
  // "3*5003" is three of 5003: the number in front counts. "xcg*3" has no number in front, so the one behind does.
  return quantityFor(first) === null ? itemWith(first, second) : itemWith(second, first);
}

function itemWith(text: string, quantityText: string): ItemEntry {
  const quantity = quantityFor(quantityText);
  return quantity === null
    ? { kind: 'badQuantity', text: quantityText }
    : { kind: 'item', text: asTyped(text), quantity };
}

function quantityOnly(text: string): ItemEntry {
  if (text === '') return { kind: 'nothing' };
  const quantity = quantityFor(text);
  return quantity === null ? { kind: 'badQuantity', text } : { kind: 'quantity', quantity };
}

function quantityFor(text: string): Milli | null {
  const read = parseQuantity(text, { source: 'person' });
  return read.ok && read.value > 0 && read.value <= MAX_QUANTITY ? read.value : null;
}

/** An IME parts the syllables of an unfinished composition with apostrophes; the tariff knows none. */
function asTyped(text: string): string {
  return text.replaceAll(/['’]/g, '');
}
