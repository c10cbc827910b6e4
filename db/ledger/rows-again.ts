// The rows of a link once more, for a link that repeats them: a receipt that takes the place of another.
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { proofOf } from '../../core/charge/settle-tenders.ts';
import type { TenderMethod } from '../../core/charge/tender-method.ts';
import type { Minor } from '../../core/money/money.ts';
import type { NewRow } from './act.ts';
import { chainedTable } from './chained-tables.ts';
import type { Ledger } from './ledger.ts';

/** The rows of `table` under link `seq` as they were inserted, in their key order. */
export function rowsAgain<T extends SQLiteTable>(ledger: Ledger, table: T, seq: number): NewRow<T>[] {
  const { name, order } = chainedTable(table);
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => column.name !== 'seq');
  const read = columns.map(([property, column]) => `${column.name} AS "${property}"`).join(', ');
  return ledger.all<NewRow<T>>(`SELECT ${read} FROM ${name} WHERE seq = ? ORDER BY ${order.join(', ')}`, seq);
}

interface Booked {
  readonly n: number;
  readonly method: TenderMethod;
  readonly given: Minor;
  readonly applied: Minor;
  readonly change: Minor;
  readonly reference: string | null;
}

/** The tenders of receipt `seq` as they are booked and proved now, as rows of another receipt. */
export function tendersAsBooked(ledger: Ledger, seq: number) {
  const sql = 'SELECT n, method, given, applied, change, reference FROM tender_now WHERE seq = ? ORDER BY n';
  return ledger.all<Booked>(sql, seq).map((row) => ({ ...row, proof: proofOf(row.method, row.reference) }));
}
