// `vouchers`: writes the vouchers of a closed business date in one form, or says everything that is against it.
// The file arrives under a temporary name and is renamed when whole.
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { WrittenVouchers } from '../../core/contract/procedures/voucher.ts';
import { refuse } from '../../core/contract/errors.ts';
import { VOUCHER_FORMATS } from '../../core/vouchers/voucher-form.ts';
import { atDesk, type Desk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS, wrongUse } from './options.ts';

export function vouchers(args: readonly string[]): Promise<CommandResult> {
  const spec = {
    ...LEDGER_OPTIONS,
    ...USER_OPTIONS,
    date: 'text',
    format: 'text',
    out: 'text',
    revise: 'text',
  } as const;
  const options = readOptions(args, spec, 0);
  const businessDate = options.need('date');
  const asked = options.need('format');
  const out = resolve(options.need('out'));
  const revise = options.text('revise');
  const format = VOUCHER_FORMATS.find((one) => one === asked) ?? wrongUse(`--format ${VOUCHER_FORMATS.join('|')}`);
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    const check = await desk.call('voucher.check', { businessDate, format, revise: revise !== null });
    if (!check.ok) return { exit: 1, output: { written: false, count: check.count, faults: check.faults } };
    const written = await desk.call('voucher.write', { operationId: randomUUID(), businessDate, format, revise });
    writeWhole(out, await fileOf(desk, written));
    return { exit: 0, output: { written: true, ...written, file: out, replaced: check.replaced } };
  });
}

async function fileOf(desk: Desk, { businessDate, revision, format }: WrittenVouchers): Promise<Buffer> {
  const bytes: Buffer[] = [];
  for (let part = 1; ; part += 1) {
    const read = await desk.call('voucher.part', { businessDate, revision, format, part });
    bytes.push(Buffer.from(read.bytes, 'base64'));
    if (part >= read.parts) return Buffer.concat(bytes);
  }
}

function writeWhole(path: string, bytes: Buffer): void {
  const arriving = `${path}.part`;
  try {
    rmSync(arriving, { force: true });
    const descriptor = openSync(arriving, 'wx', 0o600);
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(arriving, path);
  } catch (error) {
    rmSync(arriving, { force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^E(ACCES|PERM|ROFS|NOENT|NOTDIR|ISDIR)$/.test(code)) refuse('NOT_WRITABLE', { path });
    throw error;
  }
}
