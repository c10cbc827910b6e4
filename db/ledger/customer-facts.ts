// What the ledger knows of a customer, and the row it is stored as: spelt for search, and turned round for search by tail.
import { type IdType, reversed } from '../../core/lists/identity.ts';
import { spell } from './pinyin.ts';

export interface CustomerFacts {
  readonly name: string;
  readonly phone: string | null;
  readonly idType: IdType | null;
  readonly idNumber: string | null;
  readonly plate: string | null;
  readonly unit: string | null;
  readonly note: string | null;
}

/** Of somebody of whom only the name is known. */
export const NOTHING_KNOWN = { phone: null, idType: null, idNumber: null, plate: null, unit: null, note: null };

const turned = (text: string | null): string | null => (text === null ? null : reversed(text));

/** The cells of `customer_version` that follow from `facts`. */
export function customerFacts(facts: CustomerFacts) {
  return {
    ...facts,
    ...spell(facts.name),
    phoneReversed: turned(facts.phone),
    plateReversed: turned(facts.plate),
    unitReversed: turned(facts.unit),
  };
}
