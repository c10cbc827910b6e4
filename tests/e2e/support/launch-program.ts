// Starts the real program for a test: the prepared Electron, a ledger folder of its own, a window to look at.
// Everything it starts is ended and everything it writes is removed, unless the test asks for the folder to stay.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { _electron, type ElectronApplication, errors, type Page } from '@playwright/test';

/** Top of the checkout; the bundled demo and bench are told where it is. */
export const ROOT = process.env['COUNTERFOIL_ROOT'] ?? resolve(import.meta.dirname, '../../..');

export type LaunchOptions = {
  /** Ledger folder; a fresh temporary one when absent. A given folder is left alone at the end. */
  readonly dataDir?: string;
  readonly keyFile?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the program; the checkout when absent. */
  readonly appDir?: string;
};

export type Program = {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly dataDir: string;
  /** What the page and the shell wrote to their consoles, for a failing test to show. */
  readonly console: readonly string[];
  /** Process id of the running ledger; null while there is none. */
  ledgerPid(): Promise<number | null>;
  /** Process id of the paper process; null while there is none. */
  paperPid(): Promise<number | null>;
  /** Saves a picture of the window as `<folder>/<name>.png` and returns its path. */
  picture(name: string, folder?: string): Promise<string>;
  /** The same of another window of the program. */
  pictureOf(other: Page, name: string, folder?: string): Promise<string>;
  /** Closes the program as a person does and removes a temporary ledger folder; once, however often it is asked. */
  close(): Promise<void>;
};

/** The Electron that `npm run` prepared. */
export function electronPath(): string {
  const named = process.env['COUNTERFOIL_ELECTRON'];
  if (named !== undefined && named !== '') return named;
  const noted = join(ROOT, 'out/electron-path.txt');
  if (existsSync(noted)) return readFileSync(noted, 'utf8').trim();
  throw new Error('no Electron prepared: run `node scripts/prepare.mjs` first');
}

/** Chromium's sandbox cannot run as root; nobody else is allowed to go without it. */
export function sandboxArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** The program's own arguments for a ledger folder, with the sandbox switch where root needs it. */
export function programArguments(dataDir: string, options: LaunchOptions = {}): string[] {
  const key = options.keyFile === undefined ? [] : ['--key-file', options.keyFile];
  return [options.appDir ?? ROOT, '--data', dataDir, ...key, ...sandboxArguments(), ...(options.args ?? [])];
}

/**
 * Starts the program with the tester's inspector attached. Now and then the inspector waits for a program that has long
 * shown its page (its output says so): then, once, both are started anew, and the run says that they were. A program that
 * does not start fails the second time as well.
 */
async function attached(how: Parameters<typeof _electron.launch>[0] & object): Promise<ElectronApplication> {
  try {
    return await _electron.launch(how);
  } catch (error) {
    const missed = error instanceof errors.TimeoutError && error.message.includes('page-loaded');
    if (!missed) throw error;
    process.stdout.write('the inspector missed a program that was running; both are started once more\n');
    return _electron.launch(how);
  }
}

export async function launchProgram(options: LaunchOptions = {}): Promise<Program> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'counterfoil-e2e-'));
  const app = await attached({
    executablePath: electronPath(),
    args: programArguments(dataDir, options),
    cwd: ROOT,
    env: { ...(process.env as Record<string, string>), ...options.env },
    timeout: 30_000,
  });
  const lines: string[] = [];
  app.process().stderr?.on('data', (chunk: Buffer) => lines.push(`shell: ${String(chunk).trimEnd()}`));
  app.process().stdout?.on('data', (chunk: Buffer) => lines.push(`shell: ${String(chunk).trimEnd()}`));
  const window = await app.firstWindow();
  window.on('console', (message) => lines.push(`page ${message.type()}: ${message.text()}`));
  window.on('pageerror', (error) => lines.push(`page error: ${error.message}`));
  const mainPid = app.process().pid ?? 0;
  let closing: Promise<void> | undefined;
  return {
    app,
    window,
    dataDir,
    console: lines,
    ledgerPid: () => programPid(app, mainPid, 'counterfoil-ledger', 'ledger-process.mjs'),
    paperPid: () => programPid(app, mainPid, 'counterfoil-paper', 'render-process.mjs'),
    picture: (name, folder = PICTURES) => picture(window, folder, name),
    pictureOf: (other, name, folder = PICTURES) => picture(other, folder, name),
    close: () => (closing ??= close(app, options.dataDir === undefined ? dataDir : null)),
  };
}

const PICTURES = join(ROOT, 'test-results/pictures');

async function picture(window: Page, folder: string, name: string): Promise<string> {
  const path = join(folder, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await window.screenshot({ path });
  return path;
}

async function close(app: ElectronApplication, folder: string | null): Promise<void> {
  const child = app.process();
  const ended =
    child.exitCode !== null ? Promise.resolve() : new Promise<void>((done) => child.once('exit', () => done()));
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await app.close().catch(() => undefined);
  await ended;
  clearTimeout(late);
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}

/** A utility process is known to Electron by its name, a forked one to the system by its command line. */
async function programPid(
  app: ElectronApplication,
  mainPid: number,
  name: string,
  file: string,
): Promise<number | null> {
  return (await utilityPid(app, name)) ?? forkedPid(mainPid, file);
}

async function utilityPid(app: ElectronApplication, name: string, triesLeft = 3): Promise<number | undefined> {
  try {
    return await app.evaluate(
      ({ app: shell }, wanted) =>
        shell.getAppMetrics().find((metric) => metric.serviceName === wanted || metric.name === wanted)?.pid,
      name,
    );
  } catch (error) {
    // The inspector sometimes loses an answer of main's to the garbage collector; nothing of the program has failed then.
    if (triesLeft > 1 && String(error).includes('promise was garbage collected'))
      return utilityPid(app, name, triesLeft - 1);
    throw error;
  }
}

function forkedPid(parent: number, file: string): number | null {
  if (process.platform !== 'linux') {
    const found = execFileSync('pgrep', ['-P', String(parent), '-f', file], { encoding: 'utf8' }).trim();
    return found === '' ? null : Number(found.split('\n')[0]);
  }
  for (const entry of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    if (readOr(`/proc/${entry}/cmdline`).includes(file) && parentOf(entry) === parent && isAlive(entry))
      return Number(entry);
  }
  return null;
}

const statFields = (pid: string): string[] =>
  readOr(`/proc/${pid}/stat`)
    .replace(/^.*\) /, '')
    .split(' ');
const parentOf = (pid: string): number => Number(statFields(pid)[1]);
const isAlive = (pid: string): boolean => statFields(pid)[0] !== 'Z';

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
