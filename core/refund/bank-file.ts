// The file a batch of transfers goes to the bank as: control totals first, then a row a transfer, each under the reference by
// which the bank's answer names it again. Chinese column names, which is what the banks here map.
import { formatAmount } from '../money/format-amount.ts';
import type { Currency, Minor } from '../money/money.ts';

export interface FileTransfer {
  readonly reference: string;
  readonly name: string;
  /** Digits only. */
  readonly account: string;
  readonly bank: string;
  /** Minor units. */
  readonly amount: Minor;
  /** The number of the paper it is paid for. */
  readonly purpose: string;
}

/** The records of the file, the control totals first. */
export function bankFileRecords(
  batch: { readonly number: string; readonly count: number; readonly total: Minor },
  transfers: readonly FileTransfer[],
  currency: Currency,
): string[][] {
  return [
    ['批次号', batch.number, '总笔数', String(batch.count), '总金额', machineAmount(batch.total, currency)],
    ['付款参考号', '收款户名', '收款账号', '开户银行', '金额', '币种', '用途'],
    ...transfers.map(({ reference, name, account, bank, amount, purpose }) => [
      ...[reference, name, account, bank],
      ...[machineAmount(amount, currency), currency.code, purpose],
    ]),
  ];
}

/** "1234.50": what a machine reads. */
function machineAmount(amount: Minor, currency: Currency): string {
  return formatAmount(amount, currency).replaceAll(',', '').replace('\u2212', '-');
}
