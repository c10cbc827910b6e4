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

  /** Payments by the seq of their receipt, so that voiding it opens them again. */
  readonly payments = new Map<number, { readonly bill: KnownBill; readonly n: number; readonly amount: number }[]>();

  /** What the receipt under `seq` paid is open again. */
  reopen(seq: number): void {
    for (const { bill, amount } of this.payments.get(seq) ?? []) bill.paid -= amount;
  }

  /** So much of what line `n` of the receipt under `seq` paid went back; of a line that pays on no bill nothing happens. */
  refunded(seq: number, n: number, amount: number): void {
    const payment = this.payments.get(seq)?.find((one) => one.n === n);
    if (payment) payment.bill.paid -= amount;
  }

  add(id: number, bill: KnownBill): void {
    this.byId.set(id, bill);
    this.newest.set(bill.number, bill);
  }
}
