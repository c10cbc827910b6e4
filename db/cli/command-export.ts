// `export`: writes the signed package of a closed business date and copies it to where central fetches it.
// The copy arrives under a temporary name and is renamed when whole: nobody fetches half a day.
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { atDesk } from './desk.ts';
import { type CommandResult, LEDGER_OPTIONS, readOptions, USER_OPTIONS } from './options.ts';

export function exportDay(args: readonly string[]): Promise<CommandResult> {
  const options = readOptions(args, { ...LEDGER_OPTIONS, ...USER_OPTIONS, date: 'text', out: 'text' }, 0);
  const businessDate = options.need('date');
  const out = options.text('out');
  return atDesk(options, async (desk) => {
    await desk.signIn(options);
    const written = await desk.call('package.write', { operationId: randomUUID(), businessDate });
    if (out === null) return { exit: 0, output: written };
    return { exit: 0, output: { ...written, folder: copyWhole(written.folder, out) } };
  });
}

function copyWhole(folder: string, out: string): string {
  mkdirSync(out, { recursive: true });
  const place = join(out, basename(folder));
  const arriving = join(out, `.${basename(folder)}.part`);
  rmSync(arriving, { recursive: true, force: true });
  cpSync(folder, arriving, { recursive: true });
  if (existsSync(place)) rmSync(place, { recursive: true });
  renameSync(arriving, place);
  return place;
}
