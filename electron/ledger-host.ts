// Keeps the one ledger process alive: starts it, asks whether it still answers, starts it again when it died,
// stops it cleanly. Knows nothing of money and reads no window's message.
import type { FromLedger, ToLedger } from '../core/contract/host.ts';
import type { ChildProgram, ProgramListener } from './child-program.ts';

export type LedgerState = 'starting' | 'running' | 'gone';

export type LedgerHostEvents = {
  /** `attempt` counts starts since the ledger last ran well (1 = the first). */
  state(state: LedgerState, attempt: number): void;
  message(message: FromLedger): void;
  log(event: string, detail: string): void;
};

export type LedgerHostOptions = {
  /** Starts the program; the seam between this and the two carriers. */
  spawn(listener: ProgramListener): ChildProgram;
  /** What the ledger is told first, worked out anew at every start. */
  startMessage(): Extract<ToLedger, { k: 'start' }>;
  readonly events: LedgerHostEvents;
};

/** Milliseconds. A start may have to migrate a large file; a ping waits behind the longest single transaction. */
export const LEDGER_TIMES = {
  hello: 60_000,
  pingEvery: 5_000,
  pongWithin: 60_000,
  stopWithin: 8_000,
  firstRestart: 50,
  lastRestart: 5_000,
  runsWellAfter: 20_000,
} as const;

/** Wait before start number `attempt` (2 = the first restart): at once, then doubling up to five seconds. */
export function restartDelay(attempt: number): number {
  return Math.min(LEDGER_TIMES.lastRestart, LEDGER_TIMES.firstRestart * 2 ** Math.max(0, attempt - 2));
}

export class LedgerHost {
  readonly #options: LedgerHostOptions;
  readonly #timers = new Set<NodeJS.Timeout>();
  #child: ChildProgram | null = null;
  #state: LedgerState = 'gone';
  #attempt = 0;
  #lastPing = 0;
  #unansweredSince: number | null = null;
  #stopping: { done(): void } | null = null;

  constructor(options: LedgerHostOptions) {
    this.#options = options;
  }

  get state(): LedgerState {
    return this.#state;
  }

  get attempt(): number {
    return this.#attempt;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): void {
    if (this.#child !== null || this.#stopping !== null) return;
    this.#attempt += 1;
    const listener: ProgramListener = {
      message: (message) => this.#receive(child, message),
      exit: (code) => this.#ended(child, code),
      line: (text) => this.#options.events.log('ledger-line', text),
    };
    const child: ChildProgram = this.#options.spawn(listener);
    this.#child = child;
    this.#become('starting');
    child.send(this.#options.startMessage());
    this.#after(LEDGER_TIMES.hello, () => {
      if (this.#child === child && this.#state === 'starting') this.#giveUpOn(child, 'no hello');
    });
  }

  /** Sends to a running ledger. False when there is none: the caller's windows are being told by `state`. */
  send(message: ToLedger): boolean {
    if (this.#child === null || this.#state !== 'running') return false;
    this.#child.send(message);
    return true;
  }

  /** Asks the ledger to finish and waits for it, at most eight seconds. It is not started again. */
  async stop(): Promise<void> {
    this.#clearTimers();
    const child = this.#child;
    if (child === null) {
      this.#stopping = { done: () => undefined };
      return;
    }
    await new Promise<void>((done) => {
      this.#stopping = { done };
      child.send({ k: 'stop' } satisfies ToLedger);
      this.#after(LEDGER_TIMES.stopWithin, () => {
        this.#options.events.log('ledger-stop-timeout', `pid ${child.pid}`);
        child.kill();
      });
    });
    this.#clearTimers();
  }

  #receive(child: ChildProgram, message: unknown): void {
    if (child !== this.#child || typeof message !== 'object' || message === null) return;
    const said = message as FromLedger;
    if (said.k === 'pong') {
      this.#unansweredSince = null;
      return;
    }
    if (said.k === 'hello' && this.#state === 'starting') this.#runs(child);
    this.#options.events.message(said);
  }

  #runs(child: ChildProgram): void {
    this.#become('running');
    this.#unansweredSince = null;
    this.#ping(child);
    this.#after(LEDGER_TIMES.runsWellAfter, () => {
      if (this.#child === child) this.#attempt = 1;
    });
  }

  #ping(child: ChildProgram): void {
    if (this.#child !== child) return;
    const now = Date.now();
    if (this.#unansweredSince !== null && now - this.#unansweredSince > LEDGER_TIMES.pongWithin) {
      this.#giveUpOn(child, 'no pong');
      return;
    }
    this.#unansweredSince ??= now;
    this.#lastPing += 1;
    child.send({ k: 'ping', n: this.#lastPing } satisfies ToLedger);
    this.#after(LEDGER_TIMES.pingEvery, () => this.#ping(child));
  }

  #giveUpOn(child: ChildProgram, reason: string): void {
    this.#options.events.log('ledger-killed', `${reason}, pid ${child.pid}`);
    child.kill();
  }

  #ended(child: ChildProgram, code: number | null): void {
    if (child !== this.#child) return;
    this.#child = null;
    this.#clearTimers();
    this.#options.events.log('ledger-ended', `code ${code}`);
    if (this.#stopping !== null) {
      this.#become('gone');
      this.#stopping.done();
      return;
    }
    this.#become('gone');
    this.#after(restartDelay(this.#attempt + 1), () => this.start());
  }

  #become(state: LedgerState): void {
    this.#state = state;
    this.#options.events.state(state, this.#attempt);
  }

  #after(millis: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, millis);
    this.#timers.add(timer);
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
