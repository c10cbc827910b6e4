// Remembers where the papers made in this run lie, so that the window can show and save them by job.
// Bounded: an old paper is found again through the ledger, which knows its number.
import type { PrintOutcome } from './paper-host.ts';

const MAX_REMEMBERED = 1_000;

export class FinishedPapers {
  readonly #paths = new Map<string, string>();

  add(jobId: string, outcome: PrintOutcome): void {
    if (!outcome.ok) return;
    this.#paths.delete(jobId);
    this.#paths.set(jobId, outcome.path);
    const oldest = this.#paths.keys().next();
    if (this.#paths.size > MAX_REMEMBERED && oldest.done !== true) this.#paths.delete(oldest.value);
  }

  /** A session ended: the next person at this machine finds papers through the ledger, with rights of their own. */
  forget(): void {
    this.#paths.clear();
  }

  /** The file of a job; null for one this run has not made. */
  pathOf(jobId: string): string | null {
    return this.#paths.get(jobId) ?? null;
  }
}
