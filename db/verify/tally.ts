// What the rows add up to, kept apart from the ledger's own running totals so that the two can be compared.
// A sum that a double no longer holds exactly is a finding: rounded, a wrong total could look like the right one.
import { BillTally } from './bill-tally.ts';
import { bad } from './finding.ts';

/** `sum`, or a finding when it is not exact any more. */
export function exact(sum: number, table: string, row: number | string): number {
  return Number.isSafeInteger(sum) ? sum : bad('limits', table, row, 'adds up beyond what can be counted exactly');
}

/** Sums under keys; named after the table that keeps the same ones. */
export class Sums {
  readonly table: string;
  readonly byKey = new Map<string, number[]>();

  constructor(table: string) {
    this.table = table;
  }

  /** Adds `values` to the sums kept under `key`. */
  add(key: string, ...values: readonly number[]): void {
    let sums = this.byKey.get(key);
    if (!sums) {
      sums = values.map(() => 0);
      this.byKey.set(key, sums);
    }
    for (let index = 0; index < values.length; index += 1) {
      sums[index] = exact((sums[index] as number) + (values[index] as number), this.table, key);
    }
  }
}

export class Tally {
  /** The last number of each document type. */
  readonly numbers = new Map<string, number>();
  readonly documents = new Sums('day_document');
  readonly tenders = new Sums('day_tender');
  readonly items = new Sums('day_item');
  readonly discounts = new Sums('day_discount');
  readonly accounts = new Sums('day_account');
  readonly balances = new Sums('account_balance');
  readonly bills = new BillTally();

  /** What the rows of business date `date` come to so far; amounts in minor units. */
  dayOf(date: string): { readonly documents: number; readonly taken: number; readonly debits: number } {
    const sum = (sums: Sums, at: number): number => {
      let total = 0;
      for (const [key, values] of sums.byKey)
        if (key.startsWith(`${date}|`)) total = exact(total + (values[at] ?? 0), sums.table, key);
      return total;
    };
    return { documents: sum(this.documents, 0), taken: sum(this.tenders, 1), debits: sum(this.accounts, 0) };
  }

  /** Balance of `account` so far, minor units. */
  balance(account: string): number {
    return this.balances.byKey.get(account)?.[0] ?? 0;
  }
}
