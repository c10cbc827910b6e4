// Finds customers by number, name, pinyin, initials or phone, each by a range on its own index.
// Ranges instead of LIKE: a bound LIKE does not use an index, and a register can hold a million people.
import type { CustomerView } from '../../core/contract/procedures/charge.ts';
import type { Ledger } from '../ledger/ledger.ts';

interface Row {
  readonly number: string;
  readonly name: string;
  readonly phone: string | null;
}

const prefixed = (column: string): string =>
  `SELECT number, name, phone FROM customer WHERE ${column} >= ? AND ${column} < ? ORDER BY ${column} LIMIT ?`;
const BY_NUMBER = prefixed('number');
const BY_NAME = prefixed('name');
const BY_PINYIN = prefixed('pinyin');
const BY_INITIALS = prefixed('initials');
const BY_PHONE = prefixed('phone');
const BY_TAIL = prefixed('phone_reversed');
const NEWEST = 'SELECT number, name, phone FROM customer ORDER BY id DESC LIMIT ?';

/** Up to `limit` customers that fit `text`, each once; the newest when it is empty. Phones are masked. */
export function findCustomers(ledger: Ledger, text: string, limit: number): CustomerView[] {
  const wanted = text.trim();
  const rows = wanted === '' ? ledger.all<Row>(NEWEST, limit) : search(ledger, wanted, limit);
  const once = new Map(rows.map((row) => [row.number, row]));
  return [...once.values()]
    .slice(0, limit)
    .map(({ number, name, phone }) => ({ number, name, phone: maskPhone(phone) }));
}

function search(ledger: Ledger, wanted: string, limit: number): Row[] {
  const range = (sql: string, from: string): Row[] => ledger.all<Row>(sql, from, `${from}\u{10FFFF}`, limit);
  const found = [...range(BY_NUMBER, wanted.toUpperCase()), ...range(BY_NAME, wanted)];
  if (/^\d{3,}$/.test(wanted)) {
    found.push(...range(BY_TAIL, [...wanted].reverse().join('')), ...range(BY_PHONE, wanted));
  } else if (/^[a-z]+$/i.test(wanted)) {
    found.push(...range(BY_INITIALS, wanted.toLowerCase()), ...range(BY_PINYIN, wanted.toLowerCase()));
  }
  return found;
}

/** 19912340412 → 199****0412; a cashier recognises a phone by its ends. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null;
  return phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
