// Finding a customer among very many by every kind of key, against finding a receipt by its number in the same ledger
// (product.md "How fast"). Each search goes through the contract, as the till asks it.
import type { Counter, Window } from '../ledger/support/counter.ts';
import { quantile } from './support.ts';

const TRIES = 300;
/** One text in this many is a rare one; the others are as frequent as names and numbers really are. */
const LIMIT = 6;

export interface SearchFigures {
  /** Share 0.95 of the times of one kind of key, ms. */
  readonly p95: Readonly<Record<string, number>>;
  readonly receiptP95: number;
}

interface Known {
  readonly number: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly phone: string | null;
  readonly plate: string | null;
  readonly unit: string | null;
  readonly idNumber: string | null;
}

const PICKED = `
  SELECT c.number, v.name, v.pinyin, v.initials, v.phone, v.plate, v.unit, v.id_number AS idNumber
  FROM customer c JOIN customer_now s ON s.customer_id = c.id JOIN customer_version v ON v.customer_id = c.id AND v.n = s.n
  WHERE c.id = ?`;

/** What somebody types to find `known`, by kind of key; null where nothing is known to type. */
function asked(known: Known): Record<string, string | null> {
  const characters = [...known.name];
  return {
    number: known.number,
    name: known.name,
    surname: characters[0] ?? null,
    pinyin: known.pinyin,
    initials: known.initials,
    phone: known.phone,
    phoneTail: known.phone?.slice(-4) ?? null,
    plate: known.plate,
    plateTail: known.plate?.slice(-5) ?? null,
    unit: known.unit,
    idNumber: known.idNumber,
    twoInside: characters.length > 2 ? characters.slice(1, 3).join('') : null,
  };
}

/** Times searches in the ledger of `counter`, which holds customers 1…`customers` and receipts 1…`receipts`. */
export async function customerSearch(
  counter: Counter,
  till: Window,
  customers: number,
  receipts: number,
): Promise<SearchFigures> {
  const times = new Map<string, number[]>();
  const timed = async (kind: string, work: () => Promise<unknown>): Promise<void> => {
    const begun = performance.now();
    await work();
    const list = times.get(kind) ?? [];
    times.set(kind, list);
    list.push(performance.now() - begun);
  };
  for (let n = 0; n < TRIES; n += 1) {
    const spread = (n * 7_919_317) % Math.min(customers, 2 ** 31);
    const known = counter.ledger.one<Known>(PICKED, 1 + spread);
    for (const [kind, text] of Object.entries(known ? asked(known) : {})) {
      if (text !== null) await timed(kind, () => till.call('customer.find', { text, limit: LIMIT }));
    }
    const number = `A01-R-${String(1 + ((n * 104_729) % receipts)).padStart(7, '0')}`;
    await timed('receipt', () => till.call('receipt.get', { number }));
  }
  const p95 = (kind: string): number => quantile(times.get(kind) ?? [], 0.95);
  const kinds = [...times.keys()].filter((kind) => kind !== 'receipt');
  return { p95: Object.fromEntries(kinds.map((kind) => [kind, p95(kind)])), receiptP95: p95('receipt') };
}
