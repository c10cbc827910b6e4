// Transfers with a bank that answers by file, as its own software writes one: control totals, columns by name, its own words.
import { createHash } from 'node:crypto';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { minor } from '../../../core/money/money.ts';
import { op, type Window } from './counter.ts';

export interface Word {
  readonly reference: string;
  /** Fen. */
  readonly amount: number;
  /** 成功, 失败, 退汇, 处理中, or what else a bank says. */
  readonly result: string;
  readonly text?: string;
}

/** Sends `payouts` with one batch, as the bank's desk does: by what it sees waiting. */
export async function sendBatch(
  finance: Window,
  payouts: readonly { readonly case: string; readonly n: number }[],
): Promise<OutputOf<'payout.batch'>> {
  const { transfers } = await finance.call('payout.toSend', { limit: 500 });
  const chosen = transfers.filter((one) => payouts.some((wanted) => wanted.case === one.case && wanted.n === one.n));
  const total = chosen.reduce((sum, { amount }) => sum + amount, 0);
  return finance.call('payout.batch', {
    ...{ operationId: op(), payouts: [...payouts], count: payouts.length, total: minor(total) },
  });
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** The bytes of an answer; `head` stands above it. */
export function answerBytes(words: readonly Word[], head: readonly string[] = []): Buffer {
  const total = words.reduce((sum, { amount }) => sum + amount, 0);
  const rows = words.map(({ reference, amount, result, text = '' }) =>
    [reference, yuan(amount), result, text].join(','),
  );
  const lines = [...head, `总笔数,${words.length},总金额,${yuan(total)}`, '付款参考号,金额,处理状态,原因', ...rows];
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

/** Hands `bytes` over; answers what it is named by. */
export async function handOver(window: Window, bytes: Buffer): Promise<string> {
  const file = createHash('sha256').update(bytes).digest('hex');
  await window.call('attachment.stage', { file, part: 1, parts: 1, bytes: bytes.toString('base64') });
  return file;
}

let made = 0;

/** The bank answers `words`, in bytes that no answer had before. */
export async function bankSays(finance: Window, words: readonly Word[]): Promise<OutputOf<'payout.answerTake'>> {
  made += 1;
  const file = await handOver(finance, answerBytes(words, [`江城银行企业网银 导出 ${made}`]));
  return finance.call('payout.answerTake', { operationId: op(), file, name: `回盘${made}.csv` });
}
