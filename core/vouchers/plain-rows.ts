// Vouchers for everybody else: one table, one row an entry, headed in Chinese, for CSV and XLSX alike.
// An accountant opens it, reads it, and maps its columns into whatever central uses.
import type { VoucherCell } from './kingdee-rows.ts';
import type { Voucher } from './voucher.ts';

export const PLAIN_COLUMNS = [
  '日期',
  '凭证字',
  '凭证号',
  '附件数',
  '摘要',
  '科目编码',
  '科目名称',
  '借方金额',
  '贷方金额',
  '部门',
  '个人',
  '客户',
  '供应商',
  '项目',
  '制单人',
] as const;

/** Rows in the order of `PLAIN_COLUMNS`. Amounts in minor units; the side that is not meant is an empty text. */
export function plainRows(vouchers: readonly Voucher[]): VoucherCell[][] {
  return vouchers.flatMap((voucher) =>
    voucher.entries.map(({ summary, account, accountName, auxiliary, debit, credit }): VoucherCell[] => [
      { kind: 'text', text: voucher.date },
      { kind: 'text', text: voucher.word },
      { kind: 'count', value: voucher.number },
      { kind: 'count', value: voucher.attachments },
      { kind: 'text', text: summary },
      { kind: 'text', text: account },
      { kind: 'text', text: accountName },
      debit === 0 ? { kind: 'text', text: '' } : { kind: 'amount', value: debit },
      credit === 0 ? { kind: 'text', text: '' } : { kind: 'amount', value: credit },
      { kind: 'text', text: auxiliary.department ?? '' },
      { kind: 'text', text: auxiliary.person ?? '' },
      { kind: 'text', text: auxiliary.customer ?? '' },
      { kind: 'text', text: auxiliary.supplier ?? '' },
      { kind: 'text', text: auxiliary.project ?? '' },
      { kind: 'text', text: voucher.preparedBy },
    ]),
  );
}
