// Runs a program that only reads the ledger, beside the one that posts: it can be killed at any time and hurts nobody.
// A process under Node; a thread inside a utility process, which a shipped Electron does not let fork.
import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';

export interface ReadingProgram<Order, Word> {
  readonly order: (order: Order) => void;
  readonly onWord: (listener: (word: Word) => void) => void;
  readonly onError: (listener: (error: Error) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
}

/** fitting: what this machine can do. The others are for tests of the side it would not choose. */
export type StartAs = 'process' | 'thread' | 'fitting';

/** Starts `script`. Keys go over its channel, never over arguments, which everybody on the machine can read. */
export function startReading<Order, Word>(script: string, as: StartAs = 'fitting'): ReadingProgram<Order, Word> {
  const threads = as === 'thread' || (as === 'fitting' && process.versions['electron'] !== undefined);
  return threads ? threaded(script) : forked(script);
}

function forked<Order, Word>(script: string): ReadingProgram<Order, Word> {
  const child = fork(script, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    order: (order) => void child.send(order as object),
    onWord: (listener) => void child.on('message', (word) => listener(word as Word)),
    onError: (listener) => void child.on('error', listener),
    onExit: (listener) => void child.on('exit', () => listener()),
    kill: () => void child.kill('SIGKILL'),
  };
}

function threaded<Order, Word>(script: string): ReadingProgram<Order, Word> {
  const worker = new Worker(script);
  return {
    order: (order) => worker.postMessage(order),
    onWord: (listener) => void worker.on('message', listener),
    onError: (listener) => void worker.on('error', listener),
    onExit: (listener) => void worker.on('exit', () => listener()),
    kill: () => void worker.terminate(),
  };
}
