// Finds customers by number, name, pinyin, initials, phone, plate, unit or ID number, each by a range on its own index.
// Ranges instead of LIKE: a bound LIKE does not use an index, and a register can hold a million people.
import type { CustomerView } from '../../core/contract/procedures/charge.ts';
import { barePlate, reversed } from '../../core/lists/identity.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Row = CustomerView;

// Old versions stand in the same indexes; only the newest of a customer is what is known of them now.
const FOUND = `
  SELECT c.number, v.name, v.phone, v.plate, v.unit, v.id_number AS idNumber
  FROM customer_version v JOIN customer c ON c.id = v.customer_id
  WHERE v.n = (SELECT max(n) FROM customer_version w WHERE w.customer_id = v.customer_id)`;
const prefixed = (column: string): string => `${FOUND} AND ${column} >= ? AND ${column} < ? ORDER BY ${column} LIMIT ?`;

/** Every way of asking, by what it asks. Exported for the test that no plan scans a table. */
export const CUSTOMER_QUERIES = {
  number: prefixed('c.number'),
  name: prefixed('v.name'),
  pinyin: prefixed('v.pinyin'),
  initials: prefixed('v.initials'),
  phone: prefixed('v.phone'),
  phoneTail: prefixed('v.phone_reversed'),
  plate: prefixed('v.plate'),
  plateTail: prefixed('v.plate_reversed'),
  unit: prefixed('v.unit'),
  unitTail: prefixed('v.unit_reversed'),
  idNumber: `${FOUND} AND v.id_number = ? LIMIT ?`,
} as const;
const NEWEST = `${FOUND} ORDER BY v.customer_id DESC LIMIT ?`;
const BY_ID = `${FOUND} AND c.id = ?`;

const masked = (row: Row): CustomerView => ({
  ...row,
  phone: maskPhone(row.phone),
  idNumber: maskIdNumber(row.idNumber),
});

/** The customer in row `id`, masked; null when there is none. */
export function customerOf(ledger: Ledger, id: number): CustomerView | null {
  const row = ledger.one<Row>(BY_ID, id);
  return row ? masked(row) : null;
}

/** The row id of customer `number`, or undefined. */
export function customerId(ledger: Ledger, number: string): number | undefined {
  return ledger.one<{ id: number }>('SELECT id FROM customer WHERE number = ?', number)?.id;
}

/** Up to `limit` customers that fit `text`, each once; the newest when it is empty. Phones and ID numbers are masked. */
export function findCustomers(ledger: Ledger, text: string, limit: number): CustomerView[] {
  const wanted = text.trim();
  const rows = wanted === '' ? ledger.all<Row>(NEWEST, limit) : search(ledger, wanted, limit);
  const once = new Map(rows.map((row) => [row.number, row]));
  return [...once.values()].slice(0, limit).map(masked);
}

function search(ledger: Ledger, wanted: string, limit: number): Row[] {
  const range = (sql: string, from: string): Row[] => ledger.all<Row>(sql, from, `${from}\u{10FFFF}`, limit);
  const upper = wanted.toUpperCase();
  const plate = barePlate(wanted);
  const found = [...range(CUSTOMER_QUERIES.number, upper), ...range(CUSTOMER_QUERIES.name, wanted)];
  // Only the whole number: whoever could ask by its start could spell out what the screen masks.
  if (/^[A-Z0-9]{6,20}$/.test(upper)) found.push(...ledger.all<Row>(CUSTOMER_QUERIES.idNumber, upper, limit));
  if (/^\d{3,}$/.test(wanted)) {
    found.push(...range(CUSTOMER_QUERIES.phoneTail, reversed(wanted)), ...range(CUSTOMER_QUERIES.phone, wanted));
  } else if (/^[a-z]+$/i.test(wanted)) {
    const lower = wanted.toLowerCase();
    found.push(...range(CUSTOMER_QUERIES.initials, lower), ...range(CUSTOMER_QUERIES.pinyin, lower));
  }
  if (/^[\p{Script=Han}]?[A-Z0-9]{3,7}$/u.test(plate)) {
    found.push(...range(CUSTOMER_QUERIES.plate, plate), ...range(CUSTOMER_QUERIES.plateTail, reversed(plate)));
  }
  if (/[\p{Script=Han}\d]/u.test(wanted) && [...wanted].length >= 2) {
    found.push(...range(CUSTOMER_QUERIES.unit, wanted), ...range(CUSTOMER_QUERIES.unitTail, reversed(wanted)));
  }
  return found;
}

/** 19912340412 → 199****0412; a cashier recognises a phone by its ends. */
export function maskPhone(phone: string | null): string | null {
  if (phone === null) return null;
  return phone.length < 8 ? phone : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** Only the last four of at least eight are told, and how long it is is not. */
export function maskIdNumber(number: string | null): string | null {
  if (number === null) return null;
  return `****${number.length < 8 ? '' : number.slice(-4)}`;
}
