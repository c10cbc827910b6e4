// The table of guards does not rot: what it takes away is still there, once, and the tests it names exist. Whether each is
// missed when it is gone is what `npm run test:guards` asks.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { timesFound } from '../../guards/cut-text.ts';
import { ATTACKS } from '../../guards/guard.ts';
import { GUARDS } from '../../guards/guard-table.ts';

const root = join(import.meta.dirname, '../../..');
const texts = new Map<string, string>();
function textOf(file: string): string {
  const found = texts.get(file) ?? (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '');
  texts.set(file, found);
  return found;
}
const layers = GUARDS.flatMap(({ id, layers: all }) => all.map((layer) => ({ id, ...layer })));

it('every attack has its guards, every guard a name of its own', () => {
  expect(ATTACKS.filter((attack) => GUARDS.every((guard) => guard.attack !== attack))).toEqual([]);
  expect(new Set(GUARDS.map(({ id }) => id)).size).toBe(GUARDS.length);
});

it('every text that is taken away stands where the table says, exactly once, and something else stands there instead', () => {
  const wrong = layers.flatMap(({ id, cuts }) =>
    cuts.flatMap((cut) => {
      const times = timesFound(textOf(cut.file), cut);
      return times === 1 && cut.text !== cut.instead ? [] : [`${id}: ${times} times in ${cut.file}: ${cut.text}`];
    }),
  );
  expect(wrong).toEqual([]);
});

it('every test that must miss it is there', () => {
  // Of a title that a table of cases completes, the part before it is asked for.
  const isThere = (file: string, title: string): boolean =>
    [title, title.replace('names a refund ', ''), title.replace(/ of seed \d+$/, ' of seed ')].some((one) =>
      textOf(file).includes(one),
    );
  const missing = layers.flatMap(({ id, seenBy: [file, title] }) =>
    isThere(file, title) ? [] : [`${id}: ${file}: ${title}`],
  );
  expect(missing).toEqual([]);
});
