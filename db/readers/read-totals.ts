// Totals per business date, from the running totals that the database keeps with every posting.
import type { OutputOf } from '../../core/contract/contract.ts';
import type { DayTotals } from '../../core/contract/procedures/report.ts';
import { addMinor, type Minor, ZERO } from '../../core/money/money.ts';
import { DOCUMENT_KINDS, DOCUMENT_LETTERS } from '../../core/numbers/document-kinds.ts';
import type { Db } from '../open/connection.ts';

const EARLIEST = '0000-01-01';
const LATEST = '9999-12-31';

/** Sums from `from` to `to`, both included; null is open. Minor units and thousandths. */
export function readTotals(db: Db, from: string | null, to: string | null): OutputOf<'report.totals'> {
  const range = [from ?? EARLIEST, to ?? LATEST];
  const rows = <T>(sql: string): (T & { date: string })[] => db.prepare(sql).all(...range) as (T & { date: string })[];
  const documents = (total: 'receipts' | 'voids' | 'exchanges') =>
    rows<{ count: number; amount: Minor }>(
      `SELECT business_date AS date, sum(count) AS count, sum(amount) AS amount FROM day_document
       WHERE type IN (${lettersOf(total)}) AND business_date BETWEEN ? AND ? GROUP BY 1 ORDER BY 1`,
    );
  const tenders = rows<DayTotals['tenders'][number]>(
    `SELECT business_date AS date, method, sum(count) AS count, sum(amount) AS amount FROM day_tender
     WHERE business_date BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const items = rows<DayTotals['items'][number]>(
    `SELECT t.business_date AS date, i.code, v.name, t.count, t.quantity, t.amount FROM day_item t JOIN item i ON i.id = t.item_id
     JOIN item_version v ON v.item_id = i.id AND v.n = (SELECT max(n) FROM item_version WHERE item_id = i.id)
     WHERE t.business_date BETWEEN ? AND ? ORDER BY 1, 2`,
  );
  const accounts = rows<DayTotals['accounts'][number]>(
    'SELECT business_date AS date, account, debit, credit FROM day_account WHERE business_date BETWEEN ? AND ? ORDER BY 1, 2',
  );
  const of = {
    receipts: byDate(documents('receipts')),
    voids: byDate(documents('voids')),
    exchanges: byDate(documents('exchanges')),
    tenders: byDate(tenders),
    items: byDate(items),
    accounts: byDate(accounts),
  };
  const dates = [...new Set([...of.receipts.keys(), ...of.accounts.keys()])].sort();
  const days = dates.map((businessDate): DayTotals => {
    const [head] = of.receipts.get(businessDate) ?? [];
    const [voids] = of.voids.get(businessDate) ?? [];
    const [exchanges] = of.exchanges.get(businessDate) ?? [];
    const back = addMinor(voids?.amount ?? ZERO, exchanges?.amount ?? ZERO);
    return {
      businessDate,
      receipts: head?.count ?? 0,
      voided: voids?.count ?? 0,
      exchanged: exchanges?.count ?? 0,
      total: addMinor(head?.amount ?? ZERO, back),
      tenders: of.tenders.get(businessDate) ?? [],
      items: of.items.get(businessDate) ?? [],
      accounts: of.accounts.get(businessDate) ?? [],
    };
  });
  return {
    days,
    receipts: days.reduce((sum, day) => sum + day.receipts, 0),
    voided: days.reduce((sum, day) => sum + day.voided, 0),
    exchanged: days.reduce((sum, day) => sum + day.exchanged, 0),
    total: days.reduce((sum, day) => addMinor(sum, day.total), ZERO),
  };
}

/** The kinds a total of the day counts, as SQL lists them. */
function lettersOf(total: 'receipts' | 'voids' | 'exchanges'): string {
  const counted = DOCUMENT_LETTERS.filter((letter) => DOCUMENT_KINDS[letter].total === total);
  return counted.map((letter) => `'${letter}'`).join();
}

/** The rows of each date, in their order, without the date. */
function byDate<T>(rows: readonly (T & { readonly date: string })[]): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const { date, ...row } of rows) {
    const day = days.get(date);
    if (day) day.push(row as unknown as T);
    else days.set(date, [row as unknown as T]);
  }
  return days;
}
