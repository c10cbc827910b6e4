// The audit list of ticket payouts as a file: the same filter, every row, amounts signed as money that left and came back.
import type { InputOf, OutputOf } from '../../core/contract/contract.ts';
import { localDate } from '../../core/day/business-date.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { currencyOf, negateMinor } from '../../core/money/money.ts';
import { writeListFile } from '../files/write-list-file.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { listTicketPayouts } from './read-tickets.ts';

const SHEET = '工单打款';
const HEAD = [
  ...['单号', '工单', '事由', '业务日期', '时间', '经办人', '类型', '收款人类别', '收款人', '方式', '银行流水号'],
  ...['金额', '审批人', '说明', '抽查', '抽查人', '抽查意见'],
];
const KIND = { paid: '打款', back: '退回' } as const;
const WAY = { pettyCash: '备用金', cash: '钱箱现金', transfer: '转账' } as const;
const REVIEW = { none: '未抽', drawn: '待查', right: '无误', objected: '有异议' } as const;
const PAYEE = { petitioner: '来访人', customer: '客户', employee: '员工', supplier: '供应商' } as const;

/** Everything that fits `filter` as a file, base64. */
export async function exportTicketPayouts(
  ledger: Ledger,
  { format, ...filter }: InputOf<'ticket.export'>,
): Promise<OutputOf<'ticket.export'>> {
  const { payouts } = listTicketPayouts(ledger, filter, null);
  const currency = currencyOf(ledger.meta.currency);
  const records = payouts.map((row) => {
    // Money that came back stands against money that left: a column that adds up.
    const amount = row.kind === 'paid' ? row.amount : negateMinor(row.amount);
    return [
      ...[row.document, row.ticket, row.title, row.businessDate, timeOf(ledger, row.at), row.by, KIND[row.kind]],
      ...[PAYEE[row.payeeKind], row.payee, WAY[row.way], row.reference ?? ''],
      formatAmount(amount, currency).replaceAll(',', '').replace('\u2212', '-'),
      row.approvedBy ?? '',
      row.text,
      ...[row.kind === 'paid' ? REVIEW[row.review] : '', row.reviewedBy ?? '', row.reviewText ?? ''],
    ];
  });
  const bytes = await writeListFile([HEAD, ...records], format, SHEET);
  const name = `${SHEET}-${filter.from ?? ''}-${filter.to ?? ledger.businessDate()}.${format}`;
  return { name, rows: records.length, bytes: bytes.toString('base64') };
}

function timeOf(ledger: Ledger, at: number): string {
  const offset = ledger.clock.utcOffset(at);
  return `${localDate(at, offset)} ${new Date(at + offset * 60_000).toISOString().slice(11, 19)}`;
}
