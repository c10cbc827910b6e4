// The whole tariff as a list that an import reads back as the same: every version that counts, past and future.
import type { OutputOf } from '../../core/contract/contract.ts';
import { TARIFF_COLUMNS, tariffColumnName } from '../../core/lists/tariff-cells.ts';
import { currencyOf } from '../../core/money/money.ts';
import { type ListFormat, writeListFile } from '../files/write-list-file.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { tariffRows } from './read-tariff.ts';

const SHEET = '收费标准';

/** The tariff as a file, base64, named by the business date. */
export async function exportTariff(ledger: Ledger, format: ListFormat): Promise<OutputOf<'tariff.export'>> {
  const rows = tariffRows(ledger, currencyOf(ledger.meta.currency));
  const records = rows.map((cells) => TARIFF_COLUMNS.map((field) => cells[field]));
  const bytes = await writeListFile([TARIFF_COLUMNS.map(tariffColumnName), ...records], format, SHEET);
  return { name: `${SHEET}-${ledger.businessDate()}.${format}`, rows: rows.length, bytes: bytes.toString('base64') };
}
