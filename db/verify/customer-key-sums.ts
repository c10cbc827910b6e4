// Compares the tree customers are found by with the keys that follow from their newest versions. Both sides are read from
// their first row to their last and added up under a hash: a look-up for each of ten million keys would take minutes.
import { customerKeys, type KeyedCustomer } from '../../core/customers/customer-keys.ts';
import type { Db } from '../open/connection.ts';
import { bad } from './finding.ts';

/** Order does not matter to it: the two sides are read in different orders. */
class Sum {
  count = 0;
  #one = 0;
  #other = 0;

  /** Adds one key of customer `id`; two multiplicative hashes of 32 bits. */
  add(key: string, id: number): void {
    let one = 0xdeadbeef ^ id;
    let other = 0x41c6ce57 ^ id;
    for (let at = 0; at < key.length; at += 1) {
      const code = key.charCodeAt(at);
      one = Math.imul(one ^ code, 2654435761);
      other = Math.imul(other ^ code, 1597334677);
    }
    this.#one = (this.#one + (one ^ (other >>> 13))) | 0;
    this.#other = (this.#other + (other ^ (one >>> 16))) | 0;
    this.count += 1;
  }

  equals(sum: Sum): boolean {
    return this.count === sum.count && this.#one === sum.#one && this.#other === sum.#other;
  }
}

const NEWEST = `
  SELECT s.customer_id AS id, v.name, v.pinyin, v.initials, v.phone, v.more_phones AS morePhones, v.id_type AS idType,
    v.id_number AS idNumber, v.plate, v.unit, v.tags
  FROM customer_now s CROSS JOIN customer_version v ON v.customer_id = s.customer_id AND v.n = s.n ORDER BY s.customer_id`;
const KEYS_OF = 'SELECT 1 FROM customer_key WHERE kind = ? AND key = ? AND customer_id = ?';

/** Throws a finding unless every key that follows is there, and none besides. */
export function compareCustomerKeys(db: Db): void {
  const derived = new Sum();
  for (const row of db.prepare(NEWEST).iterate() as IterableIterator<KeyedCustomer & { readonly id: number }>) {
    for (const key of customerKeys(row)) derived.add(key, row.id);
  }
  const there = new Sum();
  const tree = db.prepare('SELECT kind || key, customer_id FROM customer_key').raw().iterate();
  for (const [key, id] of tree as IterableIterator<[string, number]>) there.add(key, id);
  if (!derived.equals(there)) nameDifference(db, derived.count, there.count);
}

// Only now, when something is wrong, each key is looked for by itself.
function nameDifference(db: Db, derived: number, there: number): never {
  const find = db.prepare(KEYS_OF);
  for (const row of db.prepare(NEWEST).all() as (KeyedCustomer & { readonly id: number })[]) {
    const missing = customerKeys(row).some((key) => find.get(key.slice(0, 1), key.slice(1), row.id) === undefined);
    if (missing) bad('totals', 'customer_key', row.id, 'this customer is not found by all that is known of them');
  }
  return bad('totals', 'customer_key', '', `has ${there} keys where ${derived} must stand`);
}
