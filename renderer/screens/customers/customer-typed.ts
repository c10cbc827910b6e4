// The texts of the customer form, and what they say as a draft that core/customers reads.
import type { CustomerFile } from '../../../core/contract/procedures/customer.ts';
import type { CustomerDraft } from '../../../core/customers/customer-draft.ts';
import type { CustomerFlag } from '../../../core/customers/customer-flag.ts';
import type { IdType } from '../../../core/lists/identity.ts';

export type CustomerTyped = {
  readonly number: string;
  readonly name: string;
  /** Several, parted by commas of any width. */
  readonly phones: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly plate: string;
  readonly unit: string;
  /** Several, parted by blanks or commas. */
  readonly tags: string;
  readonly flags: readonly CustomerFlag[];
  readonly note: string;
};

/** The form as it opens; what is masked in `file` is left empty. */
export function typedOf(file: CustomerFile | null): CustomerTyped {
  return {
    number: '',
    name: file?.name ?? '',
    phones: '',
    idType: file?.idType ?? 'residentCard',
    idNumber: '',
    plate: file?.plate ?? '',
    unit: file?.unit ?? '',
    tags: file?.tags.join(' ') ?? '',
    flags: file?.flags ?? [],
    note: file?.note ?? '',
  };
}

const textOrNone = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const parts = (text: string, between: RegExp): string[] => text.split(between).filter((part) => part.trim() !== '');

/** What was typed, not yet in its stored form. */
export function draftOfTyped(typed: CustomerTyped): CustomerDraft {
  return {
    name: typed.name.trim(),
    phones: parts(typed.phones, /[,，、;；]/),
    id: typed.idNumber.trim() === '' ? null : { type: typed.idType, number: typed.idNumber.trim() },
    plate: textOrNone(typed.plate),
    unit: textOrNone(typed.unit),
    tags: parts(typed.tags, /[\s,，、;；]+/),
    flags: typed.flags,
    note: textOrNone(typed.note),
  };
}
