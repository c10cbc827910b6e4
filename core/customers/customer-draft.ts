// A customer as typed on the screen, brought to its stored form, or the first field that cannot be. The screen asks this
// while somebody types and the ledger asks it again; a list goes through the same readers of phones, plates and papers.
import { type IdType, paperNumber, phoneNumber, plateNumber, residentNumber } from '../lists/identity.ts';
import type { Rejection } from '../lists/list-findings.ts';
import { containsCardNumber } from '../text/card-number.ts';
import { CUSTOMER_FLAGS, type CustomerFlag } from './customer-flag.ts';

export interface CustomerDraft {
  readonly name: string;
  readonly phones: readonly string[];
  readonly id: { readonly type: IdType; readonly number: string } | null;
  readonly plate: string | null;
  readonly unit: string | null;
  readonly tags: readonly string[];
  readonly flags: readonly CustomerFlag[];
  readonly note: string | null;
}

export const MOST_PHONES = 4;
export const MOST_TAGS = 8;
const LONGEST_TAG = 20;

export type DraftField = keyof CustomerDraft;
export interface DraftFault {
  readonly field: DraftField;
  readonly reason: Extract<
    Rejection,
    'nameMissing' | 'nameTooLong' | 'phoneInvalid' | 'idNumberInvalid' | 'idCheckDigit' | 'plateInvalid' | 'textTooLong'
  >;
}
/** A card number is refused wherever it is typed, by its own code and not as a fault of a field. */
export type DraftRead =
  | { readonly ok: true; readonly draft: CustomerDraft }
  | { readonly ok: false; readonly fault: DraftFault | 'cardNumber' };

/** `typed` with every field in its stored form. Never throws. */
export function readDraft(typed: CustomerDraft): DraftRead {
  const name = tidy(typed.name) ?? '';
  if (name === '') return fault('name', 'nameMissing');
  if ([...name].length > 60) return fault('name', 'nameTooLong');
  const phones: string[] = [];
  for (const text of typed.phones) {
    const phone = phoneNumber(text.trim());
    if (phone === null) return fault('phones', 'phoneInvalid');
    if (!phones.includes(phone)) phones.push(phone);
  }
  if (phones.length > MOST_PHONES) return fault('phones', 'phoneInvalid');
  const id = typed.id === null ? null : idOf(typed.id);
  if (typeof id === 'string') return fault('id', id);
  const plate = typed.plate === null ? null : plateNumber(typed.plate);
  if (typed.plate !== null && plate === null) return fault('plate', 'plateInvalid');
  const tags = [...new Set(typed.tags.map((tag) => tag.trim()))].filter((tag) => tag !== '');
  if (tags.length > MOST_TAGS || tags.some((tag) => !isTag(tag))) return fault('tags', 'textTooLong');
  const [unit, note] = [tidy(typed.unit), tidy(typed.note)];
  if ([...(unit ?? '')].length > 120) return fault('unit', 'textTooLong');
  if ([...(note ?? '')].length > 200) return fault('note', 'textTooLong');
  const told = [name, unit, note, ...tags, id?.type === 'other' ? id.number : null];
  if (told.some((text) => text !== null && containsCardNumber(text))) return { ok: false, fault: 'cardNumber' };
  const flags = CUSTOMER_FLAGS.filter((flag) => typed.flags.includes(flag));
  return { ok: true, draft: { name, phones, id, plate, unit, tags, flags, note } };
}

// Tags stand in one cell, parted by blanks, and are searched by their start.
function isTag(tag: string): boolean {
  return [...tag].length <= LONGEST_TAG && !/[\s"\\]/.test(tag);
}

function idOf(
  id: NonNullable<CustomerDraft['id']>,
): NonNullable<CustomerDraft['id']> | 'idNumberInvalid' | 'idCheckDigit' {
  const text = id.number.trim();
  if (id.type !== 'residentCard') {
    const number = paperNumber(id.type, text);
    return number === null ? 'idNumberInvalid' : { type: id.type, number };
  }
  const read = residentNumber(text);
  if (read.ok) return { type: id.type, number: read.number };
  return read.fault === 'checkDigit' ? 'idCheckDigit' : 'idNumberInvalid';
}

function tidy(text: string | null): string | null {
  const tidied = (text ?? '').trim();
  return tidied === '' ? null : tidied;
}

const fault = (field: DraftField, reason: DraftFault['reason']): DraftRead => ({ ok: false, fault: { field, reason } });
