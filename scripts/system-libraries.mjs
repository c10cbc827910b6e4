// The system packages Electron, a virtual display and the PDF tests need on Debian and its relatives:
// installed when we may, otherwise named together with the command to run.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from './paths.mjs';

/** Is this command on the path? */
export const has = (command) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(`${folder}/${command}`));

/** Debian renamed some libraries at the 64-bit time change; the first name the archive knows is taken. */
const libraries = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['libgbm1'], ['libasound2t64', 'libasound2']];

/**
 * What is missing for this purpose, as alternatives of package names.
 * @param {string} electron path of the binary
 * @param {'start' | 'test' | 'demo'} purpose
 */
export function missingPackages(electron, purpose) {
  if (process.platform !== 'linux') return [];
  const missing = [];
  const linked = spawnSync('ldd', [electron], { encoding: 'utf8' });
  if (linked.error || linked.status !== 0 || linked.stdout.includes('not found')) missing.push(...libraries);
  const needsVirtualDisplay = purpose !== 'start' || !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  if (needsVirtualDisplay && !has('Xvfb')) missing.push(['xvfb']);
  if (purpose !== 'start' && !(has('pdftotext') && has('pdftoppm'))) missing.push(['poppler-utils']);
  if (!hasChineseFont()) missing.push(['fonts-noto-cjk']);
  return missing;
}

/** Without one the window shows boxes. (Paper brings its own fonts.) */
function hasChineseFont() {
  const fonts = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return fonts.status === 0 && fonts.stdout.trim() !== '';
}

/** Installs them, or returns the lines that tell the person what to do. */
export function installPackages(missing) {
  const plain = missing.map((names) => names.at(-1));
  const command = `apt-get update && apt-get install -y --no-install-recommends ${plain.join(' ')}`;
  if (!has('apt-get'))
    return [`missing on this system: ${plain.join(', ')} (Debian's names); install them and start again`];
  if (process.getuid?.() !== 0)
    return [`missing system packages: ${plain.join(', ')}`, `please run: sudo sh -c '${command}'`];
  say(`system: installing ${plain.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { stdio: ['ignore', 'ignore', 2], env };
  spawnSync('apt-get', ['update', '-q'], quiet);
  const known = missing.map((names) => names.find(isInArchive) ?? names.at(-1));
  const run = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...known], quiet);
  return run.status === 0 ? [] : ['the system packages could not be installed', `please run: ${command}`];
}

function isInArchive(name) {
  const policy = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return policy.status === 0 && /Candidate: (?!\(none\))/.test(policy.stdout);
}

/**
 * What keeps Chromium's sandbox from working for an ordinary account: a system that forbids user namespaces (Ubuntu 24.04
 * does) while the helper beside the binary has no right of its own. Said, never worked around.
 */
export function sandboxTrouble(electron) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return [];
  const forbidden =
    readSwitch('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    readSwitch('/proc/sys/kernel/unprivileged_userns_clone') === '0';
  const helper = join(dirname(electron), 'chrome-sandbox');
  const mayHelp = existsSync(helper) && (statSync(helper).mode & 0o4000) !== 0 && statSync(helper).uid === 0;
  if (!forbidden || mayHelp) return [];
  return [
    "this system forbids the namespaces Chromium's sandbox needs; the window may not open until this was run:",
    `sudo sh -c 'chown root:root "${helper}" && chmod 4755 "${helper}"'`,
  ];
}

function readSwitch(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
}
