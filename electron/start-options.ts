// Reads the command line of the shell: where the ledger lies and which key file opens it.
// A packaged program also refuses every switch that would let another program steer its window.
import { isAbsolute, resolve } from 'node:path';

export type StartOptions = {
  /** Folder of the ledger given with --data; null: the account's own place. */
  readonly dataDir: string | null;
  /** Key file given with --key-file (machines nobody sits at, and tests); null: the other key slots. */
  readonly keyFile: string | null;
};

export type StartFault = { readonly fault: 'value-missing'; readonly option: string };

/** Chromium and Node switches that open the window to others or take its walls down; no fuse covers the first two. */
export const REFUSED_WHEN_PACKAGED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'load-extension',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'proxy-server',
] as const;

/**
 * Reads `--data DIR` and `--key-file FILE` (also with `=`); relative paths are taken from `cwd`.
 * Everything else is Chromium's.
 */
export function readStartOptions(argv: readonly string[], cwd: string): StartOptions | StartFault {
  const dataDir = valueOf(argv, '--data');
  if (dataDir === '') return { fault: 'value-missing', option: '--data' };
  const keyFile = valueOf(argv, '--key-file');
  if (keyFile === '') return { fault: 'value-missing', option: '--key-file' };
  return { dataDir: absolute(dataDir, cwd), keyFile: absolute(keyFile, cwd) };
}

/** The value behind an option; null when the option is absent, '' when its value is. */
function valueOf(argv: readonly string[], option: string): string | null {
  const joined = argv.find((arg) => arg.startsWith(`${option}=`));
  if (joined !== undefined) return joined.slice(option.length + 1);
  const at = argv.indexOf(option);
  if (at === -1) return null;
  const next = argv[at + 1];
  return next === undefined || next.startsWith('--') ? '' : next;
}

function absolute(path: string | null, cwd: string): string | null {
  if (path === null) return null;
  return isAbsolute(path) ? path : resolve(cwd, path);
}

/** The refused switches among those given, for a packaged program. `has` is Chromium's own reading of the line. */
export function refusedSwitches(has: (name: string) => boolean): string[] {
  return REFUSED_WHEN_PACKAGED.filter((name) => has(name));
}
