// Where things are on this machine. Plain Node 20 and nothing installed must be enough to load this file.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Downloads that belong to the machine and not to a checkout. */
export function cacheFolder() {
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'counterfoil/cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/counterfoil');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'counterfoil');
}

/** The Node 24 that `npm ci` brought, or this one where it is new enough; null when neither is. */
export function node24() {
  const name = process.platform === 'win32' ? 'node.exe' : 'bin/node';
  const os = { win32: 'win', darwin: 'darwin', linux: 'linux' }[process.platform] ?? process.platform;
  const packaged = join(root, `node_modules/node-${os}-${process.arch}`, name);
  if (existsSync(packaged)) return packaged;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null;
}

/** One line on stderr: stdout belongs to what was asked for. */
export function say(line) {
  process.stderr.write(`counterfoil: ${line}\n`);
}

/** Ends with the message alone: a stack would hide what the person has to do. */
export function giveUp(lines) {
  for (const line of [lines].flat()) say(line);
  process.exit(2);
}
