// `npm run test:guards`: takes every guard of the table away, one layer at a time and then all layers of it together, and
// demands that the test named for it goes red. `-- ID ...` runs the guards whose names begin so; `--quick` takes many away at
// once whose tests differ, which finds what nobody misses in a tenth of the time, but not what is red because of another.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest, type TestCase } from 'vitest/node';
import { fastPasswords, sqlAsText } from '../../vitest.config.ts';
import { GUARDS } from './guard-table.ts';
import type { Cut, Guard } from './guard.ts';
import { guardRemover } from './without-guard.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

interface Trial {
  readonly name: string;
  /** None: everything stands, and everything named must be green. */
  readonly cuts: readonly Cut[];
  readonly file: string;
  /** Parts of titles. */
  readonly titles: readonly string[];
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

function trialsOf({ id, layers }: Guard): Trial[] {
  const alone = layers.map(({ of, cuts, seenBy: [file, title] }, n) => ({
    ...{ name: `${id} (${of}${layers.length > 1 ? ` ${n + 1}` : ''})`, cuts, file, titles: [title] },
  }));
  const [first] = layers;
  if (layers.length < 2 || first === undefined) return alone;
  // Two layers may take away the same line; it is gone once.
  const all = new Map(layers.flatMap((layer) => layer.cuts).map((cut) => [`${cut.file} ${cut.text}`, cut]));
  const [file, title] = first.seenBy;
  return [...alone, { name: `${id} (all layers)`, cuts: disjoint([...all.values()]), file, titles: [title] }];
}

/** Cuts that do not reach into each other: of two of one line, the first. */
function disjoint(cuts: readonly Cut[]): Cut[] {
  const overlaps = (one: Cut, other: Cut): boolean =>
    one.file === other.file && (one.text.includes(other.text) || other.text.includes(one.text));
  return cuts.filter((cut, n) => !cuts.slice(0, n).some((other) => overlaps(cut, other)));
}

function baseline(guards: readonly Guard[]): Trial[] {
  const files = new Map<string, Set<string>>();
  for (const [file, title] of guards.flatMap(({ layers }) => layers.map(({ seenBy }) => seenBy)))
    files.set(file, (files.get(file) ?? new Set()).add(title));
  return [...files].map(([file, titles]) => ({ name: `whole: ${file}`, cuts: [], file, titles: [...titles] }));
}

const remover = guardRemover(root);
// Of no configuration file: each run has modules of its own, whatever the daily run shares.
const vitest = await createVitest(
  'test',
  {
    ...{ config: false, root, watch: false, reporters: [{}], include: ['tests/{unit,ledger,sim}/**/*.test.{ts,tsx}'] },
    ...{ pool: 'forks', isolate: true, maxWorkers: 1, testTimeout: 120_000, hookTimeout: 120_000 },
  },
  { plugins: [remover.plugin, sqlAsText(), fastPasswords()] },
);

/** The titles of one trial whose tests were red, and all that were green. */
async function run({ cuts, file, titles }: Trial): Promise<{ red: readonly string[]; green: readonly string[] }> {
  const touched = cuts.map((cut) => join(root, cut.file));
  remover.remove(cuts);
  for (const one of touched) vitest.invalidateFile(one);
  vitest.setGlobalTestNamePattern(new RegExp(titles.map(literal).join('|')));
  const specifications = await vitest.globTestSpecifications([join(root, file)]);
  const { testModules } = await vitest.runTestSpecifications(specifications);
  remover.remove([]);
  for (const one of touched) vitest.invalidateFile(one);
  // The answer holds the files of earlier runs as well.
  const own = testModules.filter(({ moduleId }) => moduleId === join(root, file));
  const cases: TestCase[] = own.flatMap((one) => [...one.children.allTests()]);
  const are = (state: 'passed' | 'failed'): string[] =>
    titles.filter((title) => cases.some((one) => one.fullName.includes(title) && one.result().state === state));
  return { red: are('failed'), green: are('passed') };
}

/** Layers of one file of tests, each with a test of its own and none reaching into another, as one trial. */
function quickly(guards: readonly Guard[]): Trial[] {
  const trials: { name: string; cuts: Cut[]; file: string; titles: string[] }[] = [];
  for (const { id, layers } of guards)
    for (const {
      cuts,
      seenBy: [file, title],
    } of layers) {
      const room = trials.find(
        (one) =>
          one.file === file &&
          !one.titles.some((other) => other.includes(title) || title.includes(other)) &&
          disjoint([...one.cuts, ...cuts]).length === one.cuts.length + cuts.length,
      );
      const into = room ?? { name: 'at once:', cuts: [], file, titles: [] };
      if (room === undefined) trials.push(into);
      into.name += ` ${id}`;
      into.cuts.push(...cuts);
      into.titles.push(title);
    }
  return trials;
}

const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const chosen = GUARDS.filter(({ id }) => wanted.length === 0 || wanted.some((one) => id.startsWith(one)));
const trials = quick ? quickly(chosen) : [...baseline(chosen), ...chosen.flatMap(trialsOf)];
const bad: string[] = [];
for (const trial of trials) {
  const began = Date.now();
  const { red, green } = await run(trial);
  const stands = trial.cuts.length === 0;
  const wrong = trial.titles.filter((title) =>
    stands ? !green.includes(title) || red.includes(title) : !red.includes(title),
  );
  if (wrong.length > 0) bad.push(`${trial.name}: ${wrong.join('; ')}`);
  // A machine too slow to begin a test has not looked at the guard.
  const unseen = wrong.some((title) => !red.includes(title) && !green.includes(title));
  const missed = unseen ? 'A TEST DID NOT RUN' : stands ? 'RED' : 'NOBODY MISSES IT';
  const said = wrong.length > 0 ? missed : stands ? 'green' : 'red, as it must be';
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${wrong.length === 0 ? 'ok  ' : 'BAD '} ${trial.name}: ${said} (${seconds} s)\n`);
}
await vitest.close();
const layers = chosen.reduce((sum, one) => sum + one.layers.length, 0);
process.stdout.write(`\n${chosen.length} guards in ${layers} layers, ${trials.length} runs, ${bad.length} bad\n`);
for (const name of bad) process.stdout.write(`  ${name}\n`);
process.exit(bad.length === 0 ? 0 : 1);
