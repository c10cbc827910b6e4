// The programs as they are shipped, built once when what they are made of changed.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

export const LEDGER_PROGRAM = join(root, 'out/db/ledger-process.mjs');
const COMMAND = join(root, 'out/cli/counterfoil.mjs');

/** Builds `programs` of scripts/build.mjs. Two test files may ask at once: one builds, the other waits. */
export async function build(...programs: string[]): Promise<void> {
  const lock = join(root, 'out/.tests-are-building');
  mkdirSync(join(root, 'out'), { recursive: true });
  for (let waited = 0; !taken(lock); waited += 100) {
    // Whoever held it for a minute was killed with it.
    if (waited > 60_000 || age(lock) > 60_000) rmSync(lock, { force: true });
    await new Promise((done) => setTimeout(done, 100));
  }
  try {
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), ...programs], { cwd: root, stdio: 'pipe' });
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch {
    return false;
  }
}

function age(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as the one JSON object it must be; undefined when there is none. */
  readonly output: unknown;
}

/** Runs the built command with `args`; `input` goes to its standard input. */
export function counterfoil(args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((done) => {
    const options = { cwd: root, maxBuffer: 1 << 28, encoding: 'utf8' as const };
    const child = execFile(process.execPath, [COMMAND, ...args], options, (error, stdout, stderr) => {
      const exit = error ? Number(error.code ?? -1) : 0;
      done({ exit, stdout, stderr, output: jsonOf(stdout) });
    });
    child.stdin?.end(input);
  });
}

/** Runs the built command with `args` for as long as `talk` asks: one line in, the line that answers it out. */
export async function conversation(
  args: readonly string[],
  talk: (ask: (line: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((done) => child.on('exit', done));
  try {
    await talk(async (line) => {
      child.stdin.write(`${line}\n`);
      return String((await answers.next()).value);
    });
  } finally {
    child.stdin.end();
    await ended;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
