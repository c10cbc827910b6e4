// Everything a customer may be asked by, derived once more from what is known of them: `verify` compares it with the tree that
// the ledger's trigger keeps (view `customer_version_key` in the schema), so that neither is believed alone.
import { reversed } from '../lists/identity.ts';

export interface KeyedCustomer {
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly phone: string | null;
  readonly morePhones: string | null;
  readonly idType: string | null;
  readonly idNumber: string | null;
  readonly plate: string | null;
  readonly unit: string | null;
  readonly tags: string | null;
}

/** Characters of the middle of a name that are kept; what is longer is compared with the name itself. */
const MIDDLE = 12;
const LAST_MIDDLE = 59;

/** Each key once, its kind first: `n` + name, `m` + the name from its second character on, … as the schema names them. */
export function customerKeys(known: KeyedCustomer): string[] {
  const { name, pinyin, initials, plate, unit, idType, idNumber } = known;
  const keys = new Set([`n${name}`]);
  const characters = [...name];
  for (let at = 1; at < Math.min(characters.length - 1, LAST_MIDDLE); at += 1) {
    keys.add(`m${characters.slice(at, at + MIDDLE).join('')}`);
  }
  if (pinyin !== '') keys.add(`p${pinyin}`);
  if (initials !== '') keys.add(`i${initials}`);
  for (const phone of [known.phone, ...(known.morePhones?.split(' ') ?? [])]) {
    if (phone !== null) keys.add(`t${phone}`).add(`e${reversed(phone)}`);
  }
  if (plate !== null) keys.add(`l${plate}`).add(`k${reversed(plate)}`);
  if (unit !== null) keys.add(`u${unit}`).add(`v${reversed(unit)}`);
  if (idNumber !== null) keys.add(`d${idNumber} ${idType ?? ''}`);
  for (const tag of known.tags?.split(' ') ?? []) keys.add(`g${tag}`);
  return [...keys];
}
