// 科目对照: says which account of central's one of ours is, from a business date on. A row per change; vouchers that were made
// keep the mapping they were made with, so a day gone by may be mapped late.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { MappingTarget } from '../../core/contract/procedures/voucher.ts';
import type { AccountMapping } from '../../core/vouchers/account-mapping.ts';
import type { MappingForm } from '../../core/vouchers/voucher-form.ts';
import { refuseCardNumbers } from '../ledger/bill-facts.ts';
import { Act } from '../ledger/act.ts';
import type { Command } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readMappingChange, targetView } from '../readers/read-accounts.ts';
import { voucherAccount } from '../schema-voucher.ts';
import { readMapping } from '../vouchers/read-mapping.ts';

export interface MappingToWrite {
  readonly account: string;
  readonly form: MappingForm;
  readonly fromDate: string;
  readonly target: MappingTarget | null;
}

export const voucherMap: Command<InputOf<'voucher.map'>, OutputOf<'voucher.map'>> = {
  run({ ledger, caller, operation }, { operationId: _operation, ...wanted }) {
    const { account, form, fromDate, target } = wanted;
    if (!ledger.one('SELECT 1 FROM account WHERE code = ?', account)) refuse('UNKNOWN_ACCOUNT', { account });
    refuseCardNumbers(textsOf(target));
    const mapping = readMapping(ledger.db);
    if (saysAlready(mapping, wanted)) refuse('MAPPING_UNCHANGED', {});
    const act = new Act(ledger);
    const n = mapping.count(account, form) + 1;
    insertMapping(act, wanted, n);
    act.seal({
      kind: 'voucher.mapped',
      ref: account,
      businessDate: ledger.businessDate(),
      personId: caller.personId,
      detail: { form, n, fromDate },
      operation: operation({ account, form, n }),
    });
    return readMappingChange(ledger, account, form, n);
  },
  again: (ledger, kept) => {
    const { account, form, n } = kept as { account: string; form: MappingForm; n: number };
    return readMappingChange(ledger, account, form, n);
  },
};

/** Every text of a target that a person typed. */
export function textsOf(target: MappingTarget | null): (string | null)[] {
  if (target === null) return [];
  const { name, department, person, customer, supplier, project, summary } = target;
  return [name, department, person, customer, supplier, project, summary];
}

/** Whether the mapping says on that day what is wanted anyway. */
export function saysAlready(mapping: AccountMapping, { account, form, fromDate, target }: MappingToWrite): boolean {
  const holds = mapping.own(account, form, fromDate);
  return JSON.stringify(holds ? targetView(holds) : null) === JSON.stringify(target && inOrder(target));
}

/** Adds one change to a running act. */
export function insertMapping(act: Act, { account, form, fromDate, target }: MappingToWrite, n: number): void {
  const said = target && inOrder(target);
  act.insert(voucherAccount, {
    account,
    form,
    n,
    fromDate,
    code: said?.code ?? null,
    name: said?.name ?? null,
    below: said?.below ? 1 : 0,
    department: said?.department ?? null,
    person: said?.person ?? null,
    customer: said?.customer ?? null,
    supplier: said?.supplier ?? null,
    project: said?.project ?? null,
    summary: said?.summary ?? null,
  });
}

// The same parts in the same order, whoever put them together: two targets are the same when their texts are.
function inOrder({
  code,
  name,
  department,
  person,
  customer,
  supplier,
  project,
  summary,
  below,
}: MappingTarget): MappingTarget {
  return { code, name, department, person, customer, supplier, project, summary, below };
}

/** From when a mapping holds that names no day: the first closed day whose vouchers are not made, else today. */
export function firstUnmadeDay(ledger: Ledger): string {
  const sql = `SELECT min(business_date) AS d FROM z_report z
    WHERE control > 0 AND NOT EXISTS (SELECT 1 FROM voucher_set s WHERE s.business_date = z.business_date)`;
  return ledger.one<{ d: string | null }>(sql)?.d ?? ledger.businessDate();
}
