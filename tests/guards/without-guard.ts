// The plugin by which a run of tests sees the program without a guard. What is taken away changes from run to run; nothing is
// written to any file.
import { relative } from 'node:path';
import type { Plugin } from 'vitest/config';
import { cutText } from './cut-text.ts';
import type { Cut } from './guard.ts';

const SQL_HEAD = 'export default ';

/** A plugin and the way to say what it takes away from now on. */
export function guardRemover(root: string): {
  readonly plugin: Plugin;
  readonly remove: (cuts: readonly Cut[]) => void;
} {
  let now: readonly Cut[] = [];
  return {
    plugin: {
      name: 'without-guard',
      enforce: 'pre',
      transform(code, id) {
        const file = relative(root, id.split('?')[0] ?? id).replaceAll('\\', '/');
        const own = now.filter((cut) => cut.file === file);
        if (own.length === 0) return null;
        // SQL is a module by now that exports its text.
        if (file.endsWith('.sql')) {
          const text = JSON.parse(code.slice(SQL_HEAD.length, -1)) as string;
          return { code: `${SQL_HEAD}${JSON.stringify(cutText(text, own))};`, map: null };
        }
        return { code: cutText(code, own), map: null };
      },
    },
    remove: (cuts) => {
      now = cuts;
    },
  };
}
