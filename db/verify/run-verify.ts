// Starts the verify process, one at a time, and kills it on request: a long proof never holds the writer.
import { type ChildProcess, fork } from 'node:child_process';
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

/** A runner that starts `script` with this program's own Node. */
export function verifyRunner(script: string): VerifyRunner {
  let running: ChildProcess | undefined;
  return {
    cancel: () => running?.kill('SIGKILL') ?? false,
    run: (dataDir, key, progress) => {
      if (running) return refuse('TOO_MANY', { limit: 1 });
      const child = fork(script, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      running = child;
      return new Promise<VerifyResult>((resolve, reject) => {
        child.on('message', (word: VerifyWord) => {
          if (word.k === 'progress') progress(word.done, word.of);
          else if (word.k === 'result') resolve(word.result);
          else reject(new Error(word.message));
        });
        child.on('error', reject);
        child.on('exit', () => {
          running = undefined;
          resolve(stopped());
        });
        child.send({ dataDir, key: key.toString('base64') } satisfies VerifyOrder);
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
