// Finds customers by number, name, pinyin, initials, phone, plate, unit, tag or ID number, each by a range of one tree.
// Ranges instead of LIKE: a bound LIKE does not use an index, and a register can hold a million people.
import { refuse } from '../../core/contract/errors.ts';
import type { CustomerView } from '../../core/contract/procedures/charge.ts';
import { flagsOf } from '../../core/customers/customer-flag.ts';
import { barePlate, reversed } from '../../core/lists/identity.ts';
import type { Ledger } from '../ledger/ledger.ts';

type Row = Omit<CustomerView, 'flags' | 'frozen'> & { readonly flags: string | null; readonly frozen: number };

// One step leads from whoever is named to who they are now (customer_merge in the schema). CROSS JOIN keeps the order of
// the tables: the range first, then one look-up a row.
const WHO = `
  CROSS JOIN customer_now t ON t.customer_id = coalesce(s.merged_into, s.customer_id)
  CROSS JOIN customer c ON c.id = t.customer_id
  CROSS JOIN customer_version v ON v.customer_id = t.customer_id AND v.n = t.n`;
const SHOWN = `c.number, v.name, v.phone, v.plate, v.unit, v.id_number AS idNumber, v.flags, v.note, t.frozen`;
const WAS = (number: string): string => `CASE WHEN s.merged_into IS NOT NULL THEN ${number} END AS was`;

/** The two ways of asking, exported for the test that no plan scans a table. */
export const CUSTOMER_QUERIES = {
  key: 'SELECT customer_id AS id FROM customer_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?',
  number: 'SELECT id FROM customer WHERE number >= ? AND number < ? ORDER BY number LIMIT ?',
} as const;
const NEWEST = 'SELECT customer_id AS id FROM customer_now WHERE merged_into IS NULL ORDER BY customer_id DESC LIMIT ?';
const BY_ID = `SELECT ${SHOWN}, ${WAS('o.number')} FROM customer o CROSS JOIN customer_now s ON s.customer_id = o.id ${WHO}
  WHERE o.id = ?`;
const BY_NUMBER = `SELECT t.customer_id AS id, c.number, v.name, t.frozen
  FROM customer o CROSS JOIN customer_now s ON s.customer_id = o.id ${WHO} WHERE o.number = ?`;
const FREEZE_REASON = 'SELECT reason FROM customer_freeze WHERE customer_id = ? ORDER BY n DESC LIMIT 1';
const GROUP = 'SELECT customer_id AS id FROM customer_now WHERE merged_into = ?';

/** Kinds of keys as the schema names them (migrations/0008-customers.sql). */
type KeyKind = 'n' | 'm' | 'p' | 'i' | 't' | 'e' | 'l' | 'k' | 'u' | 'v' | 'd' | 'g';

/** The customer in row `id` as they are now, masked; null when there is none. */
export function customerOf(ledger: Ledger, id: number): CustomerView | null {
  const row = ledger.one<Row>(BY_ID, id);
  return row ? masked(row) : null;
}

/** The row id of whoever `number` means now, or undefined. */
export function customerId(ledger: Ledger, number: string): number | undefined {
  return ledger.one<{ id: number }>(BY_NUMBER, number)?.id;
}

/** Whoever `number` means now, to be charged. Throws Refused UNKNOWN_CUSTOMER or CUSTOMER_FROZEN. */
export function customerToCharge(ledger: Ledger, number: string): { id: number; number: string; name: string } {
  const found =
    ledger.one<{ id: number; number: string; name: string; frozen: number }>(BY_NUMBER, number) ??
    refuse('UNKNOWN_CUSTOMER', { number });
  if (found.frozen === 1) {
    const reason = ledger.one<{ reason: string }>(FREEZE_REASON, found.id)?.reason ?? '';
    return refuse('CUSTOMER_FROZEN', { number: found.number, reason });
  }
  return { id: found.id, number: found.number, name: found.name };
}

/** `id` and everybody merged into it: their receipts and balances count together. `id` comes first. */
export function customerGroup(ledger: Ledger, id: number): number[] {
  return [id, ...ledger.all<{ id: number }>(GROUP, id).map((row) => row.id)];
}

/** Up to `limit` customers that fit `text`, each once; the newest when it is empty. Phones and ID numbers are masked. */
export function findCustomers(ledger: Ledger, text: string, limit: number): CustomerView[] {
  const wanted = text.trim();
  const ways = wanted === '' ? [ledger.all<{ id: number }>(NEWEST, limit)] : search(ledger, wanted, limit);
  const once = new Map<string, CustomerView>();
  const seen = new Set<number>();
  // One of each way in turn: a common start of numbers must not hide the one phone that ends so. Whoever is shown is read
  // only then: most of what the ways find is not.
  for (let n = 0; n < limit; n += 1) {
    for (const way of ways) {
      const id = way[n]?.id;
      if (id === undefined || seen.has(id) || once.size >= limit) continue;
      seen.add(id);
      const view = customerOf(ledger, id);
      if (view !== null && fits(view, wanted) && !once.has(view.number)) once.set(view.number, view);
    }
  }
  return [...once.values()];
}

type Found = { readonly id: number };

function search(ledger: Ledger, wanted: string, limit: number): Found[][] {
  const range = (kind: KeyKind, from: string, to = `${from}\u{10FFFF}`): Found[] =>
    ledger.all<Found>(CUSTOMER_QUERIES.key, kind, from, to, limit);
  const upper = wanted.toUpperCase();
  const plate = barePlate(wanted);
  const characters = [...wanted];
  const ways = [ledger.all<Found>(CUSTOMER_QUERIES.number, upper, `${upper}\u{10FFFF}`, limit)];
  // Only the whole number: whoever could ask by its start could spell out what the screen masks.
  if (/^[A-Z0-9]{6,20}$/.test(upper)) ways.push(range('d', `${upper} `, `${upper}!`));
  ways.push(range('n', wanted));
  if (/^\+?\d{3,}$/.test(wanted)) ways.push(range('e', reversed(wanted)), range('t', wanted));
  if (/^[a-z0-9]+$/i.test(wanted) && /[a-z]/i.test(wanted)) {
    ways.push(range('i', wanted.toLowerCase()), range('p', wanted.toLowerCase()));
  }
  if (/^[\p{Script=Han}]?[A-Z0-9]{3,7}$/u.test(plate)) ways.push(range('l', plate), range('k', reversed(plate)));
  if (/[\p{Script=Han}\d]/u.test(wanted) && characters.length >= 2) {
    ways.push(range('u', wanted), range('v', reversed(wanted)));
  }
  if (characters.length >= 2) ways.push(range('m', characters.slice(0, KEPT_MIDDLE).join('')));
  ways.push(range('g', wanted));
  return ways;
}

/** Characters of the middle of a name that the tree keeps. */
const KEPT_MIDDLE = 12;

// What is longer than the tree keeps is compared with the name itself; nothing else that is so long is a key.
function fits(view: CustomerView, wanted: string): boolean {
  if ([...wanted].length <= KEPT_MIDDLE) return true;
  const plain = /^[\x20-\x7e]*$/.test(wanted);
  return plain || view.name.includes(wanted) || (view.unit?.includes(wanted) ?? false) || view.was !== null;
}

const masked = (row: Row): CustomerView => ({
  ...row,
  phone: maskPhone(row.phone),
  idNumber: maskIdNumber(row.idNumber),
  flags: flagsOf(row.flags),
  frozen: row.frozen === 1,
});

/** 19912340412 → 199****0412; a cashier recognises a phone by its ends. */
export function maskPhone<T extends string | null>(phone: T): T {
  if (phone === null || phone.length < 8) return phone;
  return `${phone.slice(0, 3)}****${phone.slice(-4)}` as T;
}

/** Only the last four of at least eight are told, and how long it is is not. */
export function maskIdNumber(number: string | null): string | null {
  if (number === null) return null;
  return `****${number.length < 8 ? '' : number.slice(-4)}`;
}
