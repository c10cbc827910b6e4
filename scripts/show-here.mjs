// `npm run show`: says what this machine is and shows on it everything that can be shown, for machines the tests have not
// seen yet (docs/not-shown.md). Run it as an ordinary person on a desktop; it ends with a list for the one who asked.
import { spawnSync } from 'node:child_process';
import { release } from 'node:os';
import { findElectron } from './electron-binary.mjs';
import { giveUp, root } from './paths.mjs';

const electron = findElectron();
if (!electron) giveUp('no Electron here: run `npm start` once, which fetches one');

/** Versions as the Electron itself tells them: its Node-API decides how the ledger process is started. */
function versionsOf(path) {
  const script = 'console.log(JSON.stringify(process.versions)); process.exit()';
  const run = spawnSync(path, ['-e', script], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, encoding: 'utf8' });
  try {
    return JSON.parse(run.stdout);
  } catch {
    return {};
  }
}

const { electron: version, napi } = versionsOf(electron.path);
const facts = [
  `system        ${process.platform} ${process.arch} ${release()}`,
  `Electron      ${version ?? 'unknown'} (${electron.source})`,
  `ledger runs   ${Number(napi) >= 10 ? 'as a utilityProcess' : 'as a forked Node 24'}`,
  `root          ${process.getuid?.() === 0 ? 'yes: Chromium runs without its sandbox' : 'no'}`,
];
const steps = [
  ['tests', ['test']],
  ['demo', ['run', 'demo']],
  ['bench', ['run', 'bench']],
];
const outcomes = steps.map(([name, args]) => {
  const run = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return `${name.padEnd(13)} ${run.status === 0 ? 'good' : `FAILED (${run.status ?? run.signal})`}`;
});
console.log(
  [
    '',
    ...facts,
    ...outcomes,
    '',
    'By hand: first run with the system’s own key store; the installer; paper from a printer.',
  ].join('\n'),
);
process.exit(outcomes.every((line) => line.endsWith('good')) ? 0 : 1);
