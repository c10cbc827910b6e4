// Who may be the same as a customer: everybody who shares a phone, a plate, the sound of the name or the unit is looked
// at by the rule (core/customers/likeness.ts), each found by its own range of the customer tree.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import { type KnownOfCustomer, likenesses } from '../../core/customers/likeness.ts';
import { phonesOf } from '../ledger/customer-facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { customerInRow, customerItself, type KnownCustomer } from './customer-file.ts';
import { customerOf } from './find-customer.ts';

/** Of one key at most this many are looked at: a phone of a company may stand on hundreds of files. */
const LOOKED_AT = 200;
/** Shown at once; more than this is no list a person decides on. */
const SHOWN = 20;

const SAME_KEY = `
  SELECT k.customer_id AS id FROM customer_key k CROSS JOIN customer_now s ON s.customer_id = k.customer_id
  WHERE k.kind = ? AND k.key = ? AND s.merged_into IS NULL LIMIT ${LOOKED_AT}`;

/** Who may be the same as whoever `number` means, with the reasons; the likeliest first. Throws Refused UNKNOWN_CUSTOMER. */
export function readLike(ledger: Ledger, number: string): OutputOf<'customer.duplicates'> {
  const asked = customerItself(ledger, number);
  const known = asked.mergedInto === null ? asked : customerInRow(ledger, asked.mergedInto);
  if (!known) return refuse('UNKNOWN_CUSTOMER', { number });
  const keys: (readonly [string, string | null])[] = [
    ...phonesOf(known).map((phone) => ['t', phone] as const),
    ['l', known.plate],
    ['p', known.pinyin === '' ? null : known.pinyin],
    ['u', known.unit],
  ];
  const ids = new Set(
    keys
      .flatMap(([kind, key]) => (key === null ? [] : ledger.all<{ id: number }>(SAME_KEY, kind, key)))
      .map((row) => row.id),
  );
  ids.delete(known.id);
  const like = [...ids].flatMap((id) => {
    const other = customerInRow(ledger, id);
    const why = other ? likenesses(likenessFacts(known), likenessFacts(other)) : [];
    return why.length === 0 ? [] : [{ id, why }];
  });
  like.sort((one, other) => other.why.length - one.why.length || one.id - other.id);
  return {
    like: like.slice(0, SHOWN).flatMap(({ id, why }) => {
      const customer = customerOf(ledger, id);
      return customer ? [{ customer, why }] : [];
    }),
  };
}

function likenessFacts(known: KnownCustomer): KnownOfCustomer {
  const { name, pinyin, idType, idNumber, plate, unit } = known;
  return { name, pinyin, phones: phonesOf(known), idType, idNumber, plate, unit };
}
