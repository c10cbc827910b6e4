// Which cheques were paid, by their bank or by whoever owed for a bounced one, as the chain tells it so far: money of a cheque
// leaves no sooner, whichever way it goes out.
import { CHEQUE_END, COLLECTION, type LinkRows, numberAt, rowsOf, TENDER, textAt } from './row-places.ts';

interface Collected {
  readonly amount: number;
  /** The cheques it was paid with, by "seq/n": it counts once those are paid themselves. */
  readonly cheques: readonly string[];
}

export class Cheques {
  readonly #cleared = new Set<string>();
  /** By the document that said a cheque bounced: what was paid of its debt since. */
  readonly #collected = new Map<number, Collected[]>();
  readonly #bounced = new Map<string, number>();

  take(seq: number, rows: LinkRows): void {
    for (const row of rowsOf(rows, 'cheque_end')) {
      const key = `${numberAt(row, CHEQUE_END.tenderSeq)}/${numberAt(row, CHEQUE_END.tenderN)}`;
      if (textAt(row, CHEQUE_END.outcome) === 'cleared') this.#cleared.add(key);
      else this.#bounced.set(key, seq);
    }
    for (const row of rowsOf(rows, 'claim_collection')) {
      const of = row[COLLECTION.cheque];
      if (typeof of !== 'number') continue;
      const cheques = rowsOf(rows, 'tender')
        .filter((tender) => textAt(tender, TENDER.method) === 'cheque')
        .map((tender) => `${seq}/${numberAt(tender, TENDER.n)}`);
      const before = this.#collected.get(of) ?? [];
      this.#collected.set(of, [...before, { amount: numberAt(row, COLLECTION.amount), cheques }]);
    }
  }

  /** Whether the cheque that is tender `at`, of `applied` minor units, was paid, or the whole debt that it left. */
  isPaid(at: { readonly seq: number; readonly n: number }, applied: number): boolean {
    const key = `${at.seq}/${at.n}`;
    if (this.#cleared.has(key)) return true;
    const bounced = this.#bounced.get(key);
    if (bounced === undefined) return false;
    const paid = (this.#collected.get(bounced) ?? [])
      .filter(({ cheques }) => cheques.every((one) => this.#cleared.has(one)))
      .reduce((sum, { amount }) => sum + amount, 0);
    return paid >= applied;
  }
}
