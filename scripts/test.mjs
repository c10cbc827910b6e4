// `npm test`: lint, types, unit and ledger tests, then the real program under a virtual display.
// Every step runs even when an earlier one failed; the last line adds up what the test runners themselves reported.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPrograms } from './build.mjs';
import { startVirtualDisplay } from './display.mjs';
import { findElectron } from './electron-binary.mjs';
import { giveUp, root } from './paths.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);
const results = join(root, 'test-results');
const folders = ['core', 'db', 'documents', 'electron', 'renderer', 'tests'];

const args = process.argv.slice(2);
const soak = args.includes('--soak');
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : null;
const wanted = (step) => only === null || only === step;

const env = { ...process.env, ...(soak ? { COUNTERFOIL_DOSE: 'soak' } : {}) };
const total = { passed: 0, failed: 0, skipped: 0 };
const broken = [];

/** Runs one tool with its output on the screen. Returns whether it was content. */
function run(step, command, commandArgs, extra = {}) {
  process.stdout.write(`\n== ${step}\n`);
  const began = Date.now();
  const outcome = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit', env: { ...env, ...extra } });
  const good = outcome.status === 0;
  process.stdout.write(`== ${step}: ${good ? 'good' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  if (!good) broken.push(step);
  return good;
}

/** The same of a tool that runs beside another: it speaks when it is through. */
async function runBeside(step, command, commandArgs) {
  const began = Date.now();
  const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const [status] = await once(child, 'close');
  const took = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `\n== ${step}\n${Buffer.concat(said)}== ${step}: ${status === 0 ? 'good' : 'FAILED'} (${took} s)\n`,
  );
  if (status !== 0) broken.push(step);
}

const TYPES = ['types (tsc)', bin('tsc'), ['-b']];

/** What reads the sources only. The linter knows the types too and takes as long as they do, on a core of its own. */
async function lint() {
  run('format (biome)', bin('biome'), ['format', '.']);
  run('boundaries (dependency-cruiser)', bin('depcruise'), [...folders, '--config', '.dependency-cruiser.cjs']);
  const eslint = ['--max-warnings', '0', '--cache', '--cache-location', 'out/.eslintcache', '.'];
  await Promise.all([runBeside('lint (eslint)', bin('eslint'), eslint), runBeside(...TYPES)]);
}

function unit() {
  const report = join(results, 'unit.json');
  const good = run('unit and ledger tests (vitest)', bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counted = readReport(report, 'vitest');
  if (!counted) return;
  const skipped = counted.numPendingTests + counted.numTodoTests;
  add({ passed: counted.numPassedTests, failed: counted.numFailedTests, skipped }, 'vitest', good);
}

/** Without each of its guards the program must be found out; not part of the daily run, because it is hundreds of runs. */
function guards() {
  run('guards taken away one by one', process.execPath, [join(root, 'scripts/guards.mjs')]);
}

async function endToEnd() {
  const electron = findElectron();
  if (!electron) giveUp('no Electron here: run `npm test`, which fetches one');
  try {
    await buildPrograms({ say: (line) => process.stdout.write(`${line}\n`) });
  } catch (error) {
    process.stdout.write(`== build: FAILED\n${error.message}\n`);
    broken.push('build');
    return;
  }
  const display = process.platform === 'linux' ? await startVirtualDisplay() : { env: process.env, stop() {} };
  const good = run('the program itself (playwright)', bin('playwright'), ['test'], {
    DISPLAY: display.env.DISPLAY ?? '',
  });
  display.stop();
  const counted = readReport(join(results, 'e2e.json'), 'playwright');
  if (!counted) return;
  const { expected, unexpected, flaky, skipped } = counted.stats;
  add({ passed: expected, failed: unexpected + flaky, skipped }, 'playwright', good);
  if (counted.errors?.length > 0) broken.push('playwright reported errors outside its tests');
}

function readReport(file, who) {
  if (!existsSync(file)) {
    broken.push(`${who} left no report`);
    return null;
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A runner that is content although nothing ran, or discontent although nothing failed, is believed in neither case. */
function add(counts, who, good) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.passed + counts.failed === 0) broken.push(`${who} ran no test`);
  if (good && counts.failed > 0) broken.push(`${who} ended well with failures`);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
if (wanted('lint')) await lint();
if (only === 'types') run(...TYPES);
if (wanted('unit')) unit();
if (soak && wanted('guards')) guards();
if (wanted('e2e')) await endToEnd();

process.stdout.write(`\n${broken.length === 0 ? 'All steps good.' : `Failed: ${broken.join('; ')}.`}\n`);
if (broken.length > 0 && total.failed === 0) total.failed = broken.length;
const skippedPart = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skippedPart}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
