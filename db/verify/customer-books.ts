// What the chain has said so far about customers: who was frozen and who was merged when a receipt was posted, and in the
// end whether the tables that move say the same, down to every key a customer is found by.
import type { Db } from '../open/connection.ts';
import { compareCustomerKeys } from './customer-key-sums.ts';
import { bad } from './finding.ts';
import { CUSTOMER_VERSION, FREEZE, type LinkRows, MERGE, numberAt, RECEIPT, type Row, rowsOf } from './row-places.ts';

export class CustomerBooks {
  /** Only of customers who were ever frozen or merged: few of a million. */
  readonly #frozen = new Map<number, { n: number; frozen: boolean }>();
  readonly #merged = new Map<number, { n: number; into: number | null }>();
  /** Survivors: how many others they stand for, and whether they were charged since the last merge. */
  readonly #survivors = new Map<number, { stands: number; charged: boolean }>();
  #versions = 0;
  #customers = 0;

  /** Takes note of one link. Throws a finding for what must not follow on what was said before. */
  take(rows: LinkRows): void {
    this.#customers += rowsOf(rows, 'customer').length;
    for (const row of rowsOf(rows, 'customer_freeze')) this.#freeze(row);
    for (const row of rowsOf(rows, 'customer_merge')) this.#merge(row);
    for (const row of rowsOf(rows, 'customer_version')) this.#version(row);
    for (const row of rowsOf(rows, 'receipt')) this.#charge(row);
  }

  #version(row: Row): void {
    this.#versions += 1;
    const id = numberAt(row, CUSTOMER_VERSION.customer);
    if (numberAt(row, CUSTOMER_VERSION.n) > 1 && this.#into(id) !== null)
      bad('limits', 'customer_version', id, 'is of somebody who is another one now');
  }

  #freeze(row: Row): void {
    const id = numberAt(row, FREEZE.customer);
    const n = numberAt(row, FREEZE.n);
    const frozen = numberAt(row, FREEZE.frozen) === 1;
    if (n !== (this.#frozen.get(id)?.n ?? 0) + 1) bad('limits', 'customer_freeze', id, 'does not follow the last one');
    if (frozen !== (n % 2 === 1)) bad('limits', 'customer_freeze', id, 'freezes twice or lets go twice');
    if (this.#into(id) !== null) bad('limits', 'customer_freeze', id, 'is of somebody who is another one now');
    this.#frozen.set(id, { n, frozen });
  }

  #merge(row: Row): void {
    const id = numberAt(row, MERGE.from);
    const into = numberAt(row, MERGE.into);
    const n = numberAt(row, MERGE.n);
    const undone = numberAt(row, MERGE.undone) === 1;
    if (n !== (this.#merged.get(id)?.n ?? 0) + 1) bad('limits', 'customer_merge', id, 'does not follow the last one');
    if (undone !== (n % 2 === 0)) bad('limits', 'customer_merge', id, 'merges twice or takes back twice');
    const survivor = this.#survivors.get(into) ?? { stands: 0, charged: false };
    if (undone) {
      if (this.#into(id) !== into) bad('limits', 'customer_merge', id, 'takes back another merge');
      if (survivor.charged) bad('limits', 'customer_merge', id, 'is taken back after something was charged');
    } else {
      if (id === into || this.#into(into) !== null || (this.#survivors.get(id)?.stands ?? 0) > 0)
        bad('limits', 'customer_merge', id, 'makes a chain or a circle');
      if (this.#isFrozen(id) || this.#isFrozen(into)) bad('limits', 'customer_merge', id, 'is of a frozen customer');
    }
    this.#survivors.set(into, { stands: survivor.stands + (undone ? -1 : 1), charged: false });
    this.#merged.set(id, { n, into: undone ? null : into });
  }

  #charge(row: Row): void {
    const id = row[RECEIPT.customer] as number | null;
    if (id === null) return;
    if (this.#isFrozen(id)) bad('limits', 'receipt', numberAt(row, row.length - 1), 'is of a frozen customer');
    if (this.#into(id) !== null)
      bad('limits', 'receipt', numberAt(row, row.length - 1), 'is of somebody who was another one then');
    const survivor = this.#survivors.get(id);
    if (survivor) survivor.charged = true;
  }

  /** Whoever customer `id` is now. */
  whoIs(id: number): number {
    return this.#into(id) ?? id;
  }

  #into(id: number): number | null {
    return this.#merged.get(id)?.into ?? null;
  }

  #isFrozen(id: number): boolean {
    return this.#frozen.get(id)?.frozen ?? false;
  }

  /** Throws a finding unless `customer_now` and `customer_key` are what the rows say. */
  compare(db: Db): void {
    const now = db.prepare('SELECT count(*), coalesce(sum(n), 0) FROM customer_now').raw().get() as [number, number];
    // Versions follow each other from 1, so the newest of each add up to all of them.
    if (now[0] !== this.#customers || now[1] !== this.#versions)
      bad(
        'totals',
        'customer_now',
        '',
        `stands for ${now[1]} versions of ${now[0]}, the chain for ${this.#versions} of ${this.#customers}`,
      );
    const rows = db.prepare(
      'SELECT customer_id, frozen, merged_into FROM customer_now WHERE frozen <> 0 OR merged_into IS NOT NULL',
    );
    let special = 0;
    for (const [id, frozen, into] of rows.raw().iterate() as IterableIterator<[number, number, number | null]>) {
      special += 1;
      if ((frozen === 1) !== this.#isFrozen(id) || into !== this.#into(id))
        bad('totals', 'customer_now', id, 'is not what was said of this customer');
    }
    const wanted = new Set([
      ...[...this.#frozen].filter(([, one]) => one.frozen).map(([id]) => id),
      ...[...this.#merged].filter(([, one]) => one.into !== null).map(([id]) => id),
    ]);
    if (special !== wanted.size)
      bad('totals', 'customer_now', '', `${special} are frozen or merged, must be ${wanted.size}`);
    compareCustomerKeys(db);
  }
}
