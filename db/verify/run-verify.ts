// Starts the verify process, one at a time, and kills it on request: a long proof never holds the writer.
import { refuse } from '../../core/contract/errors.ts';
import type { VerifyResult } from '../../core/contract/procedures/ledger.ts';
import { type ReadingProgram, type StartAs, startReading } from '../reading-program.ts';
import type { VerifyRunner } from '../server/bindings/binding.ts';

/** What the verify process is told, and what it says. The key goes over the process channel, never over arguments. */
export interface VerifyOrder {
  readonly dataDir: string;
  readonly key: string;
}
export type VerifyWord =
  | { readonly k: 'progress'; readonly done: number; readonly of: number }
  | { readonly k: 'result'; readonly result: VerifyResult }
  | { readonly k: 'failed'; readonly message: string };

/** Runs `script`, one at a time. */
export function verifyRunner(script: string, as: StartAs = 'fitting'): VerifyRunner {
  let running: ReadingProgram<VerifyOrder, VerifyWord> | undefined;
  return {
    cancel: () => {
      running?.kill();
      return running !== undefined;
    },
    run: (dataDir, key, progress) => {
      if (running) return refuse('TOO_MANY', { limit: 1 });
      const reader = startReading<VerifyOrder, VerifyWord>(script, as);
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
