// Starts the verify process, one at a time, and kills it on request: a long proof never holds the writer.
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { refuse } from '../../core/contract/errors.ts';
import type { VerifyResult } from '../../core/contract/procedures/ledger.ts';
import type { VerifyRunner } from '../server/bindings.ts';

/** What the verify process is told, and what it says. The key goes over the process channel, never over arguments. */
export interface VerifyOrder {
  readonly dataDir: string;
  readonly key: string;
}
export type VerifyWord =
  | { readonly k: 'progress'; readonly done: number; readonly of: number }
  | { readonly k: 'result'; readonly result: VerifyResult }
  | { readonly k: 'failed'; readonly message: string };

/** What runs the verify program: a process under Node, a thread where a process cannot be forked. */
interface Reader {
  readonly order: (order: VerifyOrder) => void;
  readonly onWord: (listener: (word: VerifyWord) => void) => void;
  readonly onError: (listener: (error: Error) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
}

function forked(script: string): Reader {
  const child = fork(script, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    order: (order) => void child.send(order),
    onWord: (listener) => void child.on('message', listener),
    onError: (listener) => void child.on('error', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

function threaded(script: string): Reader {
  const worker = new Worker(script);
  return {
    order: (order) => worker.postMessage(order),
    onWord: (listener) => void worker.on('message', listener),
    onError: (listener) => void worker.on('error', listener),
    onExit: (listener) => void worker.on('exit', listener),
    kill: () => void worker.terminate(),
  };
}

/** A shipped Electron is fused against being used as Node, so a utility process cannot fork: there it is a thread. */
const START = process.versions['electron'] ? threaded : forked;

/** Runs `script`, one at a time. `start` is for tests of the side that this machine would not choose. */
export function verifyRunner(script: string, start: 'process' | 'thread' | 'fitting' = 'fitting'): VerifyRunner {
  const open = start === 'fitting' ? START : start === 'process' ? forked : threaded;
  let running: Reader | undefined;
  return {
    cancel: () => {
      running?.kill();
      return running !== undefined;
    },
    run: (dataDir, key, progress) => {
      if (running) return refuse('TOO_MANY', { limit: 1 });
      const reader = open(script);
      running = reader;
      return new Promise<VerifyResult>((resolve, reject) => {
        const done = (settle: () => void): void => {
          settle();
          running = undefined;
          reader.kill();
        };
        reader.onWord((word) => {
          if (word.k === 'progress') progress(word.done, word.of);
          else if (word.k === 'result') done(() => resolve(word.result));
          else done(() => reject(new Error(word.message)));
        });
        reader.onError((error) => done(() => reject(error)));
        reader.onExit(() => done(() => resolve(stopped())));
        reader.order({ dataDir, key: key.toString('base64') });
      });
    },
  };
}

// After a result this settles nothing; without one the process was killed, and that is not a clean verify.
function stopped(): VerifyResult {
  return {
    ok: false,
    firstBad: { check: 'stopped', table: '', row: '', detail: 'verification was stopped before it was done' },
    head: { seq: 0, hash: '' },
    counts: {},
    rows: 0,
    millis: 0,
    rowsPerSecond: 0,
  };
}
