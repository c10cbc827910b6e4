// Runs the headless command as built and reads its one JSON object.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './launch-program.ts';

export interface CommandRun {
  readonly exit: number | null;
  readonly output: unknown;
}

/** Runs `counterfoil` with `args` and gives it `input`; answers each line of what it says. */
export function runLines(args: readonly string[], input: string): unknown[] {
  const run = spawnSync(process.execPath, [join(ROOT, 'out/cli/counterfoil.mjs'), ...args], {
    input,
    encoding: 'utf8',
  });
  return run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** Runs `counterfoil` with `args`; `input` goes to its standard input. */
export function runCommand(args: readonly string[], input = ''): CommandRun {
  const run = spawnSync(process.execPath, [join(ROOT, 'out/cli/counterfoil.mjs'), ...args], {
    input,
    encoding: 'utf8',
  });
  return { exit: run.status, output: run.stdout.trim() === '' ? undefined : JSON.parse(run.stdout) };
}
