// Makes a machine ready: packages, Node 24, Electron, system libraries. Runs before `npm start` and `npm test`, on
// whatever Node is there (20 or newer) and before anything is installed; a machine that is ready costs a moment.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findElectron, prepareElectron, runNpm } from './electron-binary.mjs';
import { giveUp, node24, root, say } from './paths.mjs';
import { installPackages, missingPackages, sandboxTrouble } from './system-libraries.mjs';

const lockFile = join(root, 'package-lock.json');
const installedStamp = join(root, 'node_modules/.counterfoil-lock');

/** Installs the packages of the lock file when there are none or the lock changed. */
export function preparePackages() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === lock) return;
  if (!installedByHand()) {
    say('packages: installing (npm ci; a few minutes the first time)');
    const install = () => runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root }).status === 0;
    // Once more: a registry that hiccups, or an editor that wrote into the folder npm was emptying, is common.
    if (!install() && !install()) giveUp('packages: `npm ci` failed (see above); is the npm registry reachable?');
  }
  writeFileSync(installedStamp, lock);
}

/** Whether node_modules already holds exactly what the lock names, for instance after a person's own `npm install`. */
function installedByHand() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (present[path] ? present[path].version === entry.version : entry.optional === true),
  );
}

/** Node 24, or the end: the ledger's SQLite crashes on older ones. */
export function prepareNode() {
  const node = node24();
  const version = node ? spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout?.trim() : '';
  if (!version || Number(version.split('.')[0]) < 24) {
    giveUp(
      `Node 24 is needed and the packages bring none for ${process.platform} ${process.arch}; please install Node 24 or newer`,
    );
  }
  return { node, version };
}

/**
 * Everything a purpose needs. Returns the Electron found (null for 'command', which opens no window).
 * @param {'start' | 'test' | 'demo' | 'command'} purpose
 */
export async function prepare(purpose) {
  const began = Date.now();
  preparePackages();
  const { version } = prepareNode();
  if (purpose === 'command') return null;
  const known = findElectron();
  const electron = known ?? (await prepareElectron());
  const missing = missingPackages(electron.path, purpose);
  if (missing.length > 0) {
    const trouble = installPackages(missing);
    if (trouble.length > 0) giveUp(trouble);
  }
  for (const line of sandboxTrouble(electron.path)) say(line);
  noteElectron(electron.path);
  say(`ready: Node ${version}, ${electron.source} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return electron;
}

/** For a test run straight from an editor, which does not pass through `npm test`. */
function noteElectron(path) {
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(join(root, 'out/electron-path.txt'), path);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const purpose = process.env.npm_lifecycle_event === 'prestart' ? 'start' : 'test';
  await prepare(purpose).catch((error) => giveUp(error.message));
}
