// `npm test`: format, boundaries, build; then the real program under a virtual display and, beside it, lint, types, unit and ledger
// tests. The program waits for its own windows most of the time and leaves more than a core to the others, which give way to it.
// Every step runs even when an earlier one failed; the last line adds up what the test runners themselves reported.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { buildPrograms } from './build.mjs';
import { startVirtualDisplay } from './display.mjs';
import { findElectron } from './electron-binary.mjs';
import { root } from './paths.mjs';

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
function run(step, command, commandArgs) {
  process.stdout.write(`\n== ${step}\n`);
  const began = Date.now();
  const outcome = spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit', env });
  const good = outcome.status === 0;
  process.stdout.write(`== ${step}: ${good ? 'good' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  if (!good) broken.push(step);
  return good;
}

/** The same of a tool that runs beside another: it speaks when it is through. `gives`: it has what others leave of the machine. */
async function runBeside({ step, command, args: commandArgs }, gives) {
  const began = Date.now();
  const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  // What it starts itself has the same priority.
  if (gives && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const [status] = await once(child, 'close');
  const took = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `\n== ${step}\n${Buffer.concat(said)}== ${step}: ${status === 0 ? 'good' : 'FAILED'} (${took} s)\n`,
  );
  if (status !== 0) broken.push(step);
  return status === 0;
}

const TYPES = { step: 'types (tsc)', command: bin('tsc'), args: ['-b'] };
const ESLINT = ['--max-warnings', '0', '--cache', '--cache-location', 'out/.eslintcache', '.'];
const LINT = { step: 'lint (eslint)', command: bin('eslint'), args: ESLINT };
const REPORT = join(results, 'unit.json');
const UNIT = {
  step: 'unit and ledger tests (vitest)',
  command: bin('vitest'),
  args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`],
};

/** What reads the sources and knows no types. */
function form() {
  run('format (biome)', bin('biome'), ['format', '.']);
  run('boundaries (dependency-cruiser)', bin('depcruise'), [...folders, '--config', '.dependency-cruiser.cjs']);
}

function countUnit(good) {
  const counted = readReport(REPORT, 'vitest');
  if (!counted) return;
  const skipped = counted.numPendingTests + counted.numTodoTests;
  add({ passed: counted.numPassedTests, failed: counted.numFailedTests, skipped }, 'vitest', good);
}

/** Without each of its guards the program must be found out; not part of the daily run, because it is hundreds of runs. */
function guards() {
  run('guards taken away one by one', process.execPath, [join(root, 'scripts/guards.mjs')]);
}

/** Builds what the tests start; false when that cannot be done. */
async function build() {
  try {
    if (!findElectron()) throw new Error('no Electron here: run `npm test`, which fetches one');
    await buildPrograms({ say: (line) => process.stdout.write(`${line}\n`) });
    return true;
  } catch (error) {
    process.stdout.write(`== build: FAILED\n${error.message}\n`);
    broken.push('build');
    return false;
  }
}

/** Its output is on the screen as it comes; what runs beside it speaks in between. */
async function endToEnd() {
  const display = process.platform === 'linux' ? await startVirtualDisplay() : { env: process.env, stop() {} };
  try {
    await playwright(display.env.DISPLAY ?? '');
  } finally {
    display.stop();
  }
}

async function playwright(display) {
  const step = 'the program itself (playwright)';
  process.stdout.write(`\n== ${step}\n`);
  const began = Date.now();
  const child = spawn(bin('playwright'), ['test'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, DISPLAY: display },
  });
  const [status] = await once(child, 'close');
  const good = status === 0;
  process.stdout.write(`== ${step}: ${good ? 'good' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  if (!good) broken.push(step);
  const counted = readReport(join(results, 'e2e.json'), 'playwright');
  if (!counted) return;
  const { expected, unexpected, flaky, skipped } = counted.stats;
  add({ passed: expected, failed: unexpected + flaky, skipped }, 'playwright', good);
  if (counted.errors?.length > 0) broken.push('playwright reported errors outside its tests');
}

/** What needs no window. Beside windows one after the other, types first: what does not hold together is said before the tests. */
async function withoutWindow(gives) {
  const reading = [...(wanted('lint') || only === 'types' ? [TYPES] : []), ...(wanted('lint') ? [LINT] : [])];
  if (gives) for (const tool of reading) await runBeside(tool, gives);
  else await Promise.all(reading.map((tool) => runBeside(tool, gives)));
  if (wanted('unit')) countUnit(await runBeside(UNIT, gives));
}

/** One side's own fault (no display, a report cut short) is a step that is broken, and does not end the other side. */
const told = (name, work) => work.catch((error) => broken.push(`${name}: ${error.message}`));

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
if (wanted('lint')) form();
const built = wanted('e2e') && (await build());
await Promise.all([
  told('without windows', withoutWindow(built)),
  ...(built ? [told('the program itself', endToEnd())] : []),
]);
if (soak && wanted('guards')) guards();

process.stdout.write(`\n${broken.length === 0 ? 'All steps good.' : `Failed: ${broken.join('; ')}.`}\n`);
if (broken.length > 0 && total.failed === 0) total.failed = broken.length;
const skippedPart = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skippedPart}\n`);
process.exitCode = broken.length === 0 ? 0 : 1;
