// Has files delivered by a program of its own: a share that hangs holds that program, which is ended, and never the ledger.
import { startReading } from '../reading-program.ts';
import { type Delivered, deliverFiles, type DeliveryJob } from './deliver-files.ts';

export interface DeliveryRunner {
  /** Delivers once. Never throws. */
  readonly deliver: (job: DeliveryJob) => Promise<Delivered>;
}

/** Longest delivery, ms: a package of a long day over a slow share takes seconds. */
const MOST_MS = 120_000;

/** Delivers in this process: for the command and for tests, where nothing else waits. */
export const deliverHere: DeliveryRunner = { deliver: deliverFiles };

export function deliveryRunner(script: string): DeliveryRunner {
  return {
    deliver: (job) =>
      new Promise<Delivered>((resolve) => {
        const program = startReading<DeliveryJob, Delivered>(script);
        const end = (word: Delivered): void => {
          clearTimeout(late);
          resolve(word);
          program.kill();
        };
        const late = setTimeout(() => end({ ok: false, fault: 'TIMED_OUT' }), MOST_MS);
        program.onWord(end);
        program.onError(() => end({ ok: false, fault: 'FAILED' }));
        // After a word that settled, this settles nothing.
        program.onExit(() => end({ ok: false, fault: 'FAILED' }));
        program.order(job);
      }),
  };
}
