// Reads lists in a process of its own, one a reading: a file made to choke its reader chokes that process, which is ended,
// and never the ledger with the tills behind it. Where a process cannot be forked it is a thread with bounded memory.
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { type Refusal, Refused, refuse } from '../../core/contract/errors.ts';
import { type ListTable, readListFile } from '../files/read-list-file.ts';

/** What the reading process is told, and what it says. */
export interface ReadOrder {
  readonly bytes: Uint8Array;
}
export type ReadWord =
  | { readonly k: 'progress'; readonly done: number; readonly of: number }
  | { readonly k: 'table'; readonly table: ListTable }
  | { readonly k: 'refused'; readonly refusal: Refusal };

/** A reading under way. */
export interface TableReading {
  readonly table: Promise<ListTable>;
  /** Ends it; the table is then refused with LIST_CANCELLED. */
  readonly cancel: () => void;
}
export type TableReader = (bytes: Buffer, progress: (done: number, of: number) => void) => TableReading;

/** Longest reading, ms; the largest list takes a few seconds. */
const MOST_MS = 60_000;
/** Most memory of the reading process, MiB. */
const MOST_MEMORY = 768;

/** Reads in this process: for the command and for tests, where nothing else waits. */
export const readTableHere: TableReader = (bytes, progress) => ({
  table: new Promise((resolve) => resolve(readListFile(bytes, progress))),
  cancel: () => undefined,
});

interface Reader {
  readonly order: (order: ReadOrder) => void;
  readonly onWord: (listener: (word: ReadWord) => void) => void;
  readonly onEnd: (listener: () => void) => void;
  readonly kill: () => void;
}

function forked(script: string): Reader {
  const child = fork(script, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [`--max-old-space-size=${MOST_MEMORY}`],
  });
  return {
    order: (order) => void child.send(order, () => undefined),
    onWord: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.on('exit', listener).on('error', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

function threaded(script: string): Reader {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } });
  return {
    order: (order) => worker.postMessage(order),
    onWord: (listener) => void worker.on('message', listener),
    onEnd: (listener) => void worker.on('exit', listener).on('error', listener),
    kill: () => void worker.terminate(),
  };
}

/** A shipped Electron is fused against being used as Node: there it is a thread. */
const START = process.versions['electron'] ? threaded : forked;

/** Runs `script` for every reading. Its table is refused LIST_UNREADABLE `tooHeavy` when it takes too long or ends early. */
export function tableReader(script: string, start: 'process' | 'thread' | 'fitting' = 'fitting'): TableReader {
  const open = start === 'fitting' ? START : start === 'process' ? forked : threaded;
  return (bytes, progress) => {
    const reader = open(script);
    let cancelled = false;
    const table = new Promise<ListTable>((resolve, reject) => {
      const late = setTimeout(reader.kill, MOST_MS).unref();
      const done = (settle: () => void): void => {
        clearTimeout(late);
        settle();
        reader.kill();
      };
      reader.onWord((word) => {
        if (word.k === 'progress') progress(word.done, word.of);
        else if (word.k === 'table') done(() => resolve(word.table));
        else done(() => reject(new Refused(word.refusal)));
      });
      // After a word that settled, this settles nothing.
      reader.onEnd(() => done(() => reject(endedEarly(cancelled))));
    });
    reader.order({ bytes });
    return {
      table,
      cancel: () => {
        cancelled = true;
        reader.kill();
      },
    };
  };
}

function endedEarly(cancelled: boolean): unknown {
  try {
    return cancelled ? refuse('LIST_CANCELLED', {}) : refuse('LIST_UNREADABLE', { reason: 'tooHeavy' });
  } catch (refused) {
    return refused;
  }
}
