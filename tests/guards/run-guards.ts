// `npm run test:guards`: takes every guard of the table away, one layer at a time and then all layers of it together, and
// demands that the test named for it goes red. `-- ID ...` runs the guards whose names begin so.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest, type TestCase } from 'vitest/node';
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
const vitest = await createVitest(
  'test',
  { root, watch: false, reporters: [{}], maxWorkers: 1, disableConsoleIntercept: false },
  { plugins: [remover.plugin] },
);

/** How many tests of one trial passed and failed. */
async function run({ cuts, file, titles }: Trial): Promise<{ passed: number; failed: number }> {
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
  const count = (state: 'passed' | 'failed'): number => cases.filter((one) => one.result().state === state).length;
  return { passed: count('passed'), failed: count('failed') };
}

const wanted = process.argv.slice(2);
const chosen = GUARDS.filter(({ id }) => wanted.length === 0 || wanted.some((one) => id.startsWith(one)));
const trials = [...baseline(chosen), ...chosen.flatMap(trialsOf)];
const bad: string[] = [];
for (const trial of trials) {
  const began = Date.now();
  const { passed, failed } = await run(trial);
  const stands = trial.cuts.length === 0;
  const good = stands ? failed === 0 && passed >= trial.titles.length : failed > 0;
  if (!good) bad.push(trial.name);
  const said = stands ? `${passed} green, ${failed} red` : good ? 'red, as it must be' : 'NOBODY MISSES IT';
  process.stdout.write(
    `${good ? 'ok  ' : 'BAD '} ${trial.name}: ${said} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`,
  );
}
await vitest.close();
const layers = chosen.reduce((sum, one) => sum + one.layers.length, 0);
process.stdout.write(`\n${chosen.length} guards in ${layers} layers, ${trials.length} runs, ${bad.length} bad\n`);
for (const name of bad) process.stdout.write(`  ${name}\n`);
process.exit(bad.length === 0 ? 0 : 1);
