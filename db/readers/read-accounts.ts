// Our accounts beside central's: what is mapped on a day, what is not and moved, and the whole of it as a list.
import type { OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { AccountRow, MappingChangeView, MappingTarget } from '../../core/contract/procedures/voucher.ts';
import { formName, MAPPING_COLUMNS, MAPPING_FIELDS, OWN_NAME_COLUMN } from '../../core/lists/mapping-list.ts';
import { type Minor, ZERO } from '../../core/money/money.ts';
import type { AccountMapping, MappingChange } from '../../core/vouchers/account-mapping.ts';
import { MAPPING_FORMS, type MappingForm } from '../../core/vouchers/voucher-form.ts';
import { type ListFormat, writeListFile } from '../files/write-list-file.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readAccountNames } from './account-names.ts';
import { mappingChange, readMapping } from '../vouchers/read-mapping.ts';

interface AccountMoved {
  readonly account: string;
  readonly name: string;
  readonly kind: AccountRow['kind'];
  readonly debit: Minor;
  readonly credit: Minor;
}

const ACCOUNTS = `
  SELECT a.code AS account, a.name, a.kind, coalesce(d.debit, 0) AS debit, coalesce(d.credit, 0) AS credit
  FROM account a LEFT JOIN day_account d ON d.account = a.code AND d.business_date = ? ORDER BY a.code`;
/** The newest closed day on which money moved; a day without any says nothing of what has to be mapped. */
const LAST_CLOSED = 'SELECT max(business_date) AS d FROM z_report WHERE control > 0';

/** A mapping as windows see it. */
export function targetView({ target, below }: MappingChange): MappingTarget | null {
  return target && { code: target.code, name: target.name, ...target.auxiliary, summary: target.summary, below };
}

/** Every account; those that moved on the last closed day without a place at central first, then what else moved. */
export function readAccounts(ledger: Ledger, asked: string | null): OutputOf<'voucher.accounts'> {
  const closed = ledger.one<{ d: string | null }>(LAST_CLOSED)?.d ?? null;
  const date = asked ?? closed ?? ledger.businessDate();
  const mapping = readMapping(ledger.db);
  const nameOn = readAccountNames(ledger.db);
  const rows = ledger
    .all<AccountMoved>(ACCOUNTS, closed ?? '')
    .map((moved) => accountRow(mapping, { ...moved, name: nameOn(moved.account, date) }, date));
  const rank = (row: AccountRow): number =>
    (row.mapped === null ? 0 : 2) + (row.debit === ZERO && row.credit === ZERO ? 1 : 0);
  return { date, closed, accounts: rows.sort((one, other) => rank(one) - rank(other)) };
}

/** Accounts that moved on the last closed day and that no form would book anywhere. */
export function unmappedMoved(ledger: Ledger): number {
  const { accounts } = readAccounts(ledger, null);
  return accounts.filter(({ mapped, debit, credit }) => mapped === null && (debit !== ZERO || credit !== ZERO)).length;
}

function accountRow(mapping: AccountMapping, moved: AccountMoved, date: string): AccountRow {
  const own = MAPPING_FORMS.filter((form) => mapping.own(moved.account, form, date));
  // One form stands for all of them: what is mapped for one program only is mapped, and that program is named beside it.
  const found = (['plain', 'yonyou', 'kingdee'] as const).map((form) => mapping.find(moved.account, form, date));
  const first = found.find((one) => one !== null);
  const target = first ? targetView(first.from) : null;
  return { ...moved, mapped: first && target ? { target, from: first.from.account } : null, own };
}

const CHANGES = `
  SELECT v.account, v.form, v.n, v.from_date AS fromDate, v.code, v.name, v.below, v.department, v.person, v.customer,
    v.supplier, v.project, v.summary, c.at, p.name AS "by"
  FROM voucher_account v JOIN chain c ON c.seq = v.seq JOIN person p ON p.id = c.person_id WHERE v.account = ?`;
type ChangeRow = Parameters<typeof mappingChange>[0] & { readonly at: number; readonly by: string };

function changeView(row: ChangeRow): MappingChangeView {
  const { form, n, fromDate, at, by } = row;
  return { form, n, fromDate, target: targetView(mappingChange(row)), at, by };
}

/** Throws Refused UNKNOWN_ACCOUNT. */
export function readMappingHistory(ledger: Ledger, account: string): OutputOf<'voucher.mapping'> {
  const known = ledger.one('SELECT 1 FROM account WHERE code = ?', account);
  if (!known) return refuse('UNKNOWN_ACCOUNT', { account });
  const changes = ledger.all<ChangeRow>(`${CHANGES} ORDER BY v.seq DESC`, account).map(changeView);
  return { account, name: readAccountNames(ledger.db)(account, ledger.businessDate()), changes };
}

/** One change. */
export function readMappingChange(ledger: Ledger, account: string, form: MappingForm, n: number): MappingChangeView {
  const row = ledger.one<ChangeRow>(`${CHANGES} AND v.form = ? AND v.n = ?`, account, form, n);
  if (!row) throw new Error(`mapping ${account} ${form} ${n} is missing`);
  return changeView(row);
}

/** Every account as a list, with the mapping that holds on the last closed day; unmapped ones with blanks to fill in. */
export async function exportMapping(ledger: Ledger, format: ListFormat): Promise<OutputOf<'mapping.export'>> {
  const { date, accounts } = readAccounts(ledger, null);
  const mapping = readMapping(ledger.db);
  const rows = accounts.flatMap(({ account, name }) => {
    const own = MAPPING_FORMS.flatMap((form) => mapping.own(account, form, date) ?? []);
    const changes: readonly (MappingChange | null)[] = own.length > 0 ? own : [null];
    return changes.map((change) => cellsOf(account, name, change));
  });
  const head = MAPPING_COLUMNS.map((field) => MAPPING_FIELDS[field].names[0]);
  const records = [[head[0] ?? '', OWN_NAME_COLUMN, ...head.slice(1)], ...rows];
  const bytes = await writeListFile(records, format, '科目对照');
  return { name: `科目对照-${date}.${format}`, rows: rows.length, bytes: bytes.toString('base64') };
}

function cellsOf(account: string, name: string, change: MappingChange | null): string[] {
  const target = change && targetView(change);
  const said: Readonly<Record<(typeof MAPPING_COLUMNS)[number], string>> = {
    account,
    form: change ? formName(change.form) : '',
    code: target?.code ?? '',
    name: target?.name ?? '',
    below: target ? (target.below ? '是' : '否') : '',
    department: target?.department ?? '',
    person: target?.person ?? '',
    customer: target?.customer ?? '',
    supplier: target?.supplier ?? '',
    project: target?.project ?? '',
    summary: target?.summary ?? '',
    from: change?.fromDate ?? '',
  };
  const cells = MAPPING_COLUMNS.map((field) => said[field]);
  return [cells[0] ?? '', name, ...cells.slice(1)];
}
