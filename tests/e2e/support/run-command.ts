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

export type Call = readonly [method: string, params: object];

/** One person's calls by `rpc`, in order; answers their results and stops at the first refusal. */
export function callAs(where: readonly string[], username: string, calls: readonly Call[]): unknown[] {
  const lines: readonly Call[] = [['session.signIn', { username, password: `${username}-2026` }], ...calls];
  const input = lines.map(([method, params], id) => JSON.stringify({ id, method, params })).join('\n');
  const answers = runLines(['rpc', ...where], `${input}\n`) as { result?: unknown; error?: unknown }[];
  return answers
    .map(({ result, error }, index) => {
      if (error !== undefined) throw new Error(`${lines[index]?.[0]}: ${JSON.stringify(error)}`);
      return result;
    })
    .slice(1);
}
