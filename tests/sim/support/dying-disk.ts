// A disk under a program that can be made to die: after so many writing steps every further one fails, as after a kill.
// For `vi.mock('node:fs', ...)`; what only reads goes on, since a dead program reads nothing that anybody sees.
import type * as Fs from 'node:fs';

const WRITING = ['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync'] as const;

/** Steps left until the end; null: it does not die. `taken` counts those of a whole run. */
export const dying: { left: number | null; taken: number } = { left: null, taken: 0 };

/** What the dead are told; the tests know it apart from every real fault. */
export class Died extends Error {}

/** `fs` with its writing calls counted. */
export function dyingDisk(fs: typeof Fs): typeof Fs {
  const wrapped = WRITING.map((name) => {
    const honest = fs[name] as (...args: unknown[]) => unknown;
    const call = (...args: unknown[]): unknown => {
      dying.taken += 1;
      if (dying.left !== null) {
        if (dying.left === 0) throw new Died(name);
        dying.left -= 1;
      }
      return honest(...args);
    };
    return [name, call];
  });
  return { ...fs, ...(Object.fromEntries(wrapped) as Partial<typeof Fs>) };
}
