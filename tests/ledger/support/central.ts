// Acts of finance towards central: everything mapped, answer files written and handed over.
import { hash } from 'node:crypto';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { MappingTarget } from '../../../core/contract/procedures/voucher.ts';
import { op, type Window } from './counter.ts';

export const NOTHING: Omit<MappingTarget, 'code' | 'name'> = {
  department: null,
  person: null,
  customer: null,
  supplier: null,
  project: null,
  summary: null,
  below: false,
};

/** Maps every account the ledger has, from a day long ago on: `1012.card` is `1012CARD` at central. */
export async function mapAll(finance: Window, except: readonly string[] = []): Promise<void> {
  const { accounts } = await finance.call('voucher.accounts', { date: null });
  for (const { account, name, mapped } of accounts) {
    if (mapped !== null || except.includes(account)) continue;
    const target = { ...NOTHING, code: codeAtCentral(account), name };
    await finance.call('voucher.map', { operationId: op(), account, form: 'any', fromDate: '2026-01-01', target });
  }
}

export const codeAtCentral = (account: string): string => account.replaceAll('.', '').toUpperCase().slice(0, 15);

/** An answer file of central's for counter A01; `lines` without head and end. */
export function answerFile(lines: readonly string[], made = '2026-11-24'): Buffer {
  const count = (kind: string): number => lines.filter((line) => line.startsWith(`${kind},`)).length;
  const all = [`counterfoil-ack,1,A01,${made}`, ...lines, `end,${count('answer')},${count('balance')}`, ''];
  return Buffer.from(all.join('\n'), 'utf8');
}

/** Hands a file over; answers the name the ledger knows it by. */
export async function handOver(window: Window, bytes: Buffer): Promise<string> {
  const file = hash('sha256', bytes, 'hex');
  await window.call('attachment.stage', { file, part: 1, parts: 1, bytes: bytes.toString('base64') });
  return file;
}

export async function takeAnswer(window: Window, bytes: Buffer, name = 'ack.csv'): Promise<OutputOf<'ack.take'>> {
  const file = await handOver(window, bytes);
  return window.call('ack.take', { operationId: op(), file, name });
}

/** The whole file of one written form. */
export async function readVoucherFile(
  window: Window,
  { businessDate, revision, format }: Pick<OutputOf<'voucher.write'>, 'businessDate' | 'revision' | 'format'>,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let part = 1; ; part += 1) {
    const read = await window.call('voucher.part', { businessDate, revision, format, part });
    parts.push(Buffer.from(read.bytes, 'base64'));
    if (part >= read.parts) return Buffer.concat(parts);
  }
}
