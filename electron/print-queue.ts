// The papers on their way to printers: one handed over at a time, each followed until it came out, failed, or nothing more
// can be known. A paper that may have come out is never sent a second time: one original stays one.
import type { PrintState, SendOutcome } from '../core/contract/bridge.ts';
import type { PrinterOrder } from '../core/contract/host.ts';
import type { Printers, Taken } from './printers.ts';

export type PrintQueueOptions = {
  readonly printers: Printers;
  told(jobId: string, state: PrintState): void;
  /** ms between two questions to the system. */
  readonly askEvery?: number;
};

const ASK_EVERY = 700;
/** ms after which nobody waits for a printer any more; what became of the paper then stays unknown. */
const GIVE_UP_AFTER = 15 * 60_000;
/** As many papers as the window can show and save. */
const MAX_KNOWN = 1_000;

type Job = {
  readonly jobId: string;
  readonly path: string;
  readonly order: PrinterOrder;
  state: PrintState | null;
  taken: Taken | null;
};

export class PrintQueue {
  readonly #options: PrintQueueOptions;
  readonly #jobs = new Map<string, Job>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #handing: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: PrintQueueOptions) {
    this.#options = options;
  }

  /** A paper is on disk. It leaves at once where its order says so. */
  made(jobId: string, path: string, order: PrinterOrder): void {
    this.#jobs.set(jobId, { jobId, path, order, state: null, taken: null });
    const oldest = this.#jobs.keys().next();
    if (this.#jobs.size > MAX_KNOWN && oldest.done !== true) this.#jobs.delete(oldest.value);
    if (order.send) this.send(jobId, null);
  }

  /** Sends a paper to `printer`, or to the one that is set. */
  send(jobId: string, printer: string | null): SendOutcome {
    const job = this.#jobs.get(jobId);
    if (job === undefined || this.#stopped) return 'unknownPaper';
    const { state } = job;
    if (state !== null && (state.kind !== 'failed' || state.reached)) return 'notAgain';
    const to = printer ?? job.order.name;
    this.#become(job, { kind: 'queued', printer: to });
    this.#handing = this.#handing.then(() => this.#hand(job, to));
    return 'queued';
  }

  /** Takes a paper back where the system still has it. What was on its way to the printer may lie there in part. */
  async cancel(jobId: string): Promise<void> {
    const job = this.#jobs.get(jobId);
    const taken = job?.taken ?? null;
    if (job === undefined || taken === null || job.state?.kind !== 'sent') return;
    await this.#options.printers.withdraw(taken);
    if (job.state.kind !== 'sent') return;
    this.#become(job, { kind: 'failed', printer: taken.printer, fault: 'PRINT_CANCELLED', reached: true });
  }

  /** Nothing is followed any more; what the system has taken goes on by itself. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async #hand(job: Job, printer: string | null): Promise<void> {
    if (this.#stopped) return;
    const { jobId, path, order } = job;
    const handed = await this.#options.printers
      .hand({ jobId, path, printer, copies: order.copies })
      .catch(() => ({ ok: false, fault: 'PRINT_REFUSED' }) as const);
    if (!handed.ok) {
      this.#become(job, { kind: 'failed', printer, fault: handed.fault, reached: false });
      return;
    }
    job.taken = { printer: handed.printer, ticket: handed.ticket };
    this.#become(job, { kind: 'sent', printer: handed.printer, slow: false, fault: null });
    void this.#follow(job, job.taken, Date.now());
  }

  async #follow(job: Job, taken: Taken, since: number): Promise<void> {
    const { printer } = taken;
    while (!this.#stopped && job.state?.kind === 'sent') {
      const progress = await this.#options.printers
        .progress(taken)
        .catch(() => ({ kind: 'waiting', fault: null }) as const);
      if (this.#stopped || job.state.kind !== 'sent') return;
      if (progress.kind === 'printed') return this.#become(job, { kind: 'printed', printer });
      if (progress.kind === 'failed')
        return this.#become(job, { kind: 'failed', printer, fault: progress.fault, reached: true });
      const waited = Date.now() - since;
      if (progress.kind === 'unknown' || waited > GIVE_UP_AFTER) return this.#become(job, { kind: 'unknown', printer });
      const slow = waited > job.order.slowAfterMs;
      if (slow !== job.state.slow || progress.fault !== job.state.fault)
        this.#become(job, { kind: 'sent', printer, slow, fault: progress.fault });
      await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        done();
      }, this.#options.askEvery ?? ASK_EVERY);
      this.#timers.add(timer);
    });
  }

  #become(job: Job, state: PrintState): void {
    job.state = state;
    this.#options.told(job.jobId, state);
  }
}
