// Whether two entries of the customer file may be one person, and why: said in reasons a clerk can check on the spot.
// Nothing is merged by likeness alone.

export interface KnownOfCustomer {
  readonly name: string;
  readonly pinyin: string;
  readonly phones: readonly string[];
  readonly idType: string | null;
  readonly idNumber: string | null;
  readonly plate: string | null;
  readonly unit: string | null;
}

/** phoneAndName: same phone, names alike. plate: same plate. pinyinAndBirth: names sound the same, same birthday by ID. nameAndUnit: same name in the same unit. */
export const LIKENESSES = ['phoneAndName', 'plate', 'pinyinAndBirth', 'nameAndUnit'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** Every reason to think that `one` and `other` are the same; none when their papers say that they are not. */
export function likenesses(one: KnownOfCustomer, other: KnownOfCustomer): Likeness[] {
  if (areTold(one, other)) return [];
  const found: Likeness[] = [];
  const phone = one.phones.some((number) => other.phones.includes(number));
  if (phone && namesAlike(one, other)) found.push('phoneAndName');
  if (one.plate !== null && one.plate === other.plate) found.push('plate');
  const birth = birthOf(one);
  if (birth !== null && birth === birthOf(other) && one.pinyin !== '' && one.pinyin === other.pinyin) {
    found.push('pinyinAndBirth');
  }
  if (one.unit !== null && one.unit === other.unit && plainName(one.name) === plainName(other.name)) {
    found.push('nameAndUnit');
  }
  return found;
}

// Two papers of one kind with different numbers are two people, however alike the rest is.
function areTold(one: KnownOfCustomer, other: KnownOfCustomer): boolean {
  return (
    one.idType !== null &&
    one.idType === other.idType &&
    one.idNumber !== other.idNumber &&
    birthOf(one) !== birthOf(other)
  );
}

/** YYYYMMDD out of a resident's ID number (GB 11643 §4), or null. */
export function birthOf({ idType, idNumber }: Pick<KnownOfCustomer, 'idType' | 'idNumber'>): string | null {
  return idType === 'residentCard' && idNumber !== null ? idNumber.slice(6, 14) : null;
}

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[\s·.・•()（）-]/g, '');

/** Same letters, same sound, one within the other, or one character apart in a name of three or more. */
export function namesAlike(one: Pick<KnownOfCustomer, 'name' | 'pinyin'>, other: typeof one): boolean {
  const [a, b] = [plainName(one.name), plainName(other.name)];
  if (a === b || (one.pinyin !== '' && one.pinyin === other.pinyin)) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if ([...short].length >= 2 && long.includes(short)) return true;
  return [...short].length >= 3 && oneApart([...a], [...b]);
}

function oneApart(a: readonly string[], b: readonly string[]): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return endA - start <= 1 && endB - start <= 1;
}
