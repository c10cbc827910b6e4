// The program on a ledger with sample data, made by the headless command: signed-in work begins after a second instead of
// after the whole first run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launchProgram, type LaunchOptions, type Program } from './launch-program.ts';
import * as play from './play.ts';
import { runCommand } from './run-command.ts';

export type SampleProgram = { readonly program: Program; readonly where: readonly string[] };

/** Runs `work` on a program with the sample hospital, started after `prepare`; everything is removed afterwards. */
export async function onSample(
  work: (sample: SampleProgram) => Promise<void>,
  options: LaunchOptions = {},
  prepare: (where: readonly string[]) => void = () => undefined,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-sample-'));
  const [dataDir, keyFile, passwordFile] = [join(folder, 'data'), join(folder, 'key'), join(folder, 'password')];
  writeFileSync(passwordFile, play.ADMIN.password);
  const where = ['--data', dataDir, '--key-file', keyFile];
  const who = ['--org', '江城市第三人民医院', '--counter', 'A01', '--admin', play.ADMIN.username];
  const made = runCommand(['init', ...where, ...who, '--password-file', passwordFile, '--demo']);
  expect(made.exit).toBe(0);
  prepare(where);
  const program = await launchProgram({ ...options, dataDir, keyFile });
  try {
    await work({ program, where });
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
