// What the ledger knows of a customer, and the row it is stored as: spelt for search, and turned round for search by tail.
import type { CustomerDraft } from '../../core/customers/customer-draft.ts';
import { flagsOf } from '../../core/customers/customer-flag.ts';
import { type IdType, reversed } from '../../core/lists/identity.ts';
import { spellPerson } from './pinyin.ts';

/** As stored; lists within a cell are parted by one blank. */
export interface CustomerFacts {
  readonly name: string;
  readonly phone: string | null;
  readonly morePhones: string | null;
  readonly idType: IdType | null;
  readonly idNumber: string | null;
  readonly plate: string | null;
  readonly unit: string | null;
  readonly tags: string | null;
  readonly flags: string | null;
  readonly note: string | null;
}

/** Of somebody of whom only the name is known. */
export const NOTHING_KNOWN = {
  phone: null,
  morePhones: null,
  idType: null,
  idNumber: null,
  plate: null,
  unit: null,
  tags: null,
  flags: null,
  note: null,
};

/** The columns of `customer_version v` that are facts, by their property names. */
export const FACT_COLUMNS = `v.name, v.phone, v.more_phones AS morePhones, v.id_type AS idType, v.id_number AS idNumber,
  v.plate, v.unit, v.tags, v.flags, v.note`;

const turned = (text: string | null): string | null => (text === null ? null : reversed(text));
const cellOf = (members: readonly string[]): string | null => (members.length === 0 ? null : members.join(' '));
const membersOf = (cell: string | null): string[] => (cell === null ? [] : cell.split(' '));

/** The cells of `customer_version` that follow from `facts`. */
export function customerFacts(facts: CustomerFacts) {
  const { name, phone, morePhones, idType, idNumber, plate, unit, tags, flags, note } = facts;
  return {
    name,
    ...spellPerson(name),
    phone,
    phoneReversed: turned(phone),
    morePhones,
    // The numbers turned round one by one: their order is turned as well, which no search can tell.
    morePhonesReversed: turned(morePhones),
    idType,
    idNumber,
    plate,
    plateReversed: turned(plate),
    unit,
    unitReversed: turned(unit),
    tags,
    flags,
    note,
  };
}

/** `draft`, already in stored form, as facts. */
export function factsOf(draft: CustomerDraft): CustomerFacts {
  const [phone = null, ...more] = draft.phones;
  return {
    name: draft.name,
    phone,
    morePhones: cellOf(more),
    idType: draft.id?.type ?? null,
    idNumber: draft.id?.number ?? null,
    plate: draft.plate,
    unit: draft.unit,
    tags: cellOf(draft.tags),
    flags: cellOf(draft.flags),
    note: draft.note,
  };
}

/** `facts` as they would be typed. */
export function draftOf(facts: CustomerFacts): CustomerDraft {
  const { name, plate, unit, note, idType, idNumber } = facts;
  return {
    name,
    phones: phonesOf(facts),
    id: idType === null || idNumber === null ? null : { type: idType, number: idNumber },
    plate,
    unit,
    tags: membersOf(facts.tags),
    flags: flagsOf(facts.flags),
    note,
  };
}

/** Every phone of `facts`, the first first. */
export function phonesOf(facts: Pick<CustomerFacts, 'phone' | 'morePhones'>): string[] {
  return facts.phone === null ? [] : [facts.phone, ...membersOf(facts.morePhones)];
}
