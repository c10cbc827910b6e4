// What the chain has said so far of every bill: what it came to, what was paid on it, what was taken back.
import type { BillLineToPost } from '../../core/bills/bill-postings.ts';

/** Amounts in minor units. */
export interface KnownBill {
  readonly number: string;
  readonly revision: number;
  readonly amount: number;
  readonly lines: readonly BillLineToPost[];
  paid: number;
  cancelled: number;
}

export class BillTally {
  readonly byId = new Map<number, KnownBill>();
  /** The newest bill of each number. */
  readonly newest = new Map<string, KnownBill>();

  add(id: number, bill: KnownBill): void {
    this.byId.set(id, bill);
    this.newest.set(bill.number, bill);
  }
}
