// The account mapping as the ledger holds it, as of any moment: what was made with an earlier mapping is made with it again.
import { AccountMapping, type MappingChange } from '../../core/vouchers/account-mapping.ts';
import type { Db } from '../open/connection.ts';

interface MappingRow {
  readonly account: string;
  readonly form: MappingChange['form'];
  readonly n: number;
  readonly fromDate: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly below: number;
  readonly department: string | null;
  readonly person: string | null;
  readonly customer: string | null;
  readonly supplier: string | null;
  readonly project: string | null;
  readonly summary: string | null;
}

const ROWS = `
  SELECT account, form, n, from_date AS fromDate, code, name, below, department, person, customer, supplier, project, summary
  FROM voucher_account WHERE seq < ? ORDER BY account, form, n`;

/** One row as the rules know it. */
export function mappingChange(row: MappingRow): MappingChange {
  const { account, form, n, fromDate, code, name, department, person, customer, supplier, project, summary } = row;
  const auxiliary = { department, person, customer, supplier, project };
  const target = code === null || name === null ? null : { code, name, auxiliary, summary };
  return { account, form, n, fromDate, target, below: row.below === 1 };
}

/** Every change said before link `before` of the chain; left out: every one there is. */
export function readMapping(db: Db, before = Number.MAX_SAFE_INTEGER): AccountMapping {
  const rows = db.prepare(ROWS).all(before) as MappingRow[];
  return new AccountMapping(rows.map(mappingChange));
}
