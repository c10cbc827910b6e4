// The window's end of the port: numbered requests, time-outs, events, and what happens when the port dies.
// It knows the message protocol and nothing of the ledger's procedures; `ledger.ts` gives it their types.
import { ActivePerson } from './active-person.ts';
import { CallFailed, type Fault, faultOf, needsSession, outcomeUnknown } from './call-fault.ts';

/** Longest message the other side accepts, in characters (window protocol). */
export const MESSAGE_LIMIT = 262_144;
const CALL_TIMEOUT_MS = 10_000;
const RECONNECT_FIRST_MS = 200;
const RECONNECT_LAST_MS = 2_000;

/** The part of a MessagePort that is used here; tests pass a real one from a MessageChannel. */
export interface PortLike {
  postMessage(message: string): void;
  close(): void;
  start(): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

/** Where ports come from: the preload bridge in the program, a channel in tests. */
export interface PortSource {
  /** Asks for a fresh port; it arrives through `onPort`, later or never. */
  connect(): void;
  onPort(listener: (port: PortLike) => void): () => void;
  /** The shell's news of the ledger process; `gone` arrives even where a port's own close event does not. */
  onGone(listener: () => void): () => void;
}

export type LinkState = 'connecting' | 'open' | 'gone';
/**
 * What is known of a command whose answer was lost: asking; it had been done; it had not and was sent again; over;
 * left without an answer because its person left.
 */
export type DoubtNews = {
  readonly operationId: string;
  readonly phase: 'asking' | 'found' | 'resent' | 'settled' | 'left';
  /** User name of the person who left it; null in every other phase. */
  readonly leftBy: string | null;
};
export type CommandOptions = {
  readonly timeoutMs?: number;
  readonly onDoubt?: (news: DoubtNews) => void;
};

type Pending = {
  readonly resolve: (result: unknown) => void;
  readonly fail: (fault: Fault) => void;
  readonly timer: unknown;
};
type Answer = {
  id?: unknown;
  result?: unknown;
  error?: { code?: unknown; params?: unknown };
  event?: unknown;
  data?: unknown;
};

const GONE: Fault = { code: 'LEDGER_GONE', params: {} };
const LEFT: Fault = { code: 'LEFT_IN_DOUBT', params: {} };

export class PortClient {
  readonly #source: PortSource;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<(data: unknown) => void>>();
  readonly #stateListeners = new Set<(state: LinkState) => void>();
  readonly #doubtListeners = new Set<(news: DoubtNews) => void>();
  readonly #person = new ActivePerson();
  #waiters: (() => void)[] = [];
  #port: PortLike | null = null;
  #state: LinkState = 'connecting';
  #lastId = 0;
  #retryMs = RECONNECT_FIRST_MS;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;
  /** How often a port was asked for and none has come yet. Each closes the port before it: on a slow machine one too many is on its way. */
  #unanswered = 0;
  #adoptedAt = 0;

  constructor(source: PortSource) {
    this.#source = source;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Asks for the first port and keeps one from then on. Returns the way to stop. */
  start(): () => void {
    const offPort = this.#source.onPort((port) => this.#adopt(port));
    const offGone = this.#source.onGone(() => this.#drop(this.#port));
    this.#ask();
    return () => {
      offPort();
      offGone();
      if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
      this.#port?.close();
    };
  }

  /** Tells of every change between connecting, open and gone. */
  onState(listener: (state: LinkState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Tells of every command whose outcome is unknown, and of what came out. */
  onDoubt(listener: (news: DoubtNews) => void): () => void {
    this.#doubtListeners.add(listener);
    return () => this.#doubtListeners.delete(listener);
  }

  /** Listens to one of the ledger's events. */
  on(event: string, listener: (data: unknown) => void): () => void {
    const set = this.#listeners.get(event) ?? new Set();
    set.add(listener);
    this.#listeners.set(event, set);
    return () => set.delete(listener);
  }

  /**
   * One request, one answer. Rejects with `CallFailed`: the ledger's refusal, LEDGER_GONE when the port dies or is not
   * there, TIMED_OUT after `timeoutMs` milliseconds. Never repeated: for what changes the ledger use `command`.
   */
  call(method: string, params: object, timeoutMs = CALL_TIMEOUT_MS): Promise<unknown> {
    const port = this.#port;
    if (port === null) return Promise.reject(new CallFailed(GONE));
    this.#lastId += 1;
    const id = this.#lastId;
    const text = JSON.stringify({ id, method, params });
    if (text.length > MESSAGE_LIMIT) {
      return Promise.reject(new CallFailed({ code: 'TOO_LARGE', params: { limit: MESSAGE_LIMIT } }));
    }
    this.#person.sending(method);
    return new Promise((resolve, reject) => {
      const fail = (fault: Fault): void => {
        this.#person.failed(method, !outcomeUnknown(fault));
        reject(new CallFailed(fault));
      };
      const done = (result: unknown): void => {
        if (this.#person.answered(method, result)) this.#wake();
        resolve(result);
      };
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        fail({ code: 'TIMED_OUT', params: { method } });
      }, timeoutMs);
      this.#pending.set(id, { resolve: done, fail, timer });
      port.postMessage(text);
    });
  }

  /**
   * A request that changes the ledger, sent so that it happens exactly once: when the answer is lost, the ledger is
   * asked by operation id what became of it, and only if it knows nothing is the same command sent again under the same
   * id. Waits as long as it takes, through restarts, locks and the same person's new sign-in; rejects with a definite
   * refusal, or with LEFT_IN_DOUBT when its person signs out or another one signs in: it is never sent in their name.
   */
  async command(
    method: string,
    params: { readonly operationId: string },
    options: CommandOptions = {},
  ): Promise<unknown> {
    const { turn } = this.#person;
    try {
      return await this.call(method, params, options.timeoutMs);
    } catch (thrown) {
      if (!outcomeUnknown(faultOf(thrown))) throw thrown;
    }
    return this.#settle(method, params, options, turn);
  }

  /** Asks what became of a command until that is known, or until the turn of the person who gave it is over. */
  async #settle(
    method: string,
    params: { readonly operationId: string },
    options: CommandOptions,
    turn: AbortSignal,
  ): Promise<unknown> {
    const { operationId } = params;
    const tell = (phase: DoubtNews['phase']): void => {
      const news = { operationId, phase, leftBy: phase === 'left' ? String(turn.reason) : null };
      options.onDoubt?.(news);
      for (const listener of this.#doubtListeners) listener(news);
    };
    tell('asking');
    try {
      while (!turn.aborted) {
        try {
          if (!(await this.#acts(turn))) {
            await this.#nextChance(true, turn);
            continue;
          }
          const found = (await this.call('operation.find', { operationId })) as { found: boolean; result?: unknown };
          if (found.found) {
            tell('found');
            return found.result;
          }
          // While the look-up was on its way somebody may have left, or another may be signing in.
          if (!this.#person.acts(turn)) continue;
          tell('resent');
          return await this.call(method, params, options.timeoutMs);
        } catch (thrown) {
          const fault = faultOf(thrown);
          if (!outcomeUnknown(fault) && !needsSession(fault)) throw thrown;
          if (needsSession(fault)) this.#person.lost();
          await this.#nextChance(fault.code === 'LEDGER_GONE' || needsSession(fault), turn);
        }
      }
      tell('left');
      throw new CallFailed(LEFT);
    } finally {
      tell('settled');
    }
  }

  /** Whether the person of `turn` acts at this window; the ledger is asked when that is not certain. */
  async #acts(turn: AbortSignal): Promise<boolean> {
    if (this.#person.askable) await this.call('session.current', {});
    return this.#person.acts(turn);
  }

  /** Resolves when asking again makes sense: a new port, a new session, or (after a mere time-out) a short pause. */
  #nextChance(waitForNews: boolean, turn: AbortSignal): Promise<void> {
    // A port may have come while the last answer was on its way: then there is nothing to wait for but a breath.
    const pauseMs = !waitForNews ? RECONNECT_LAST_MS : this.#port === null ? null : RECONNECT_FIRST_MS;
    return new Promise((resolve) => {
      const timer = pauseMs === null ? null : setTimeout(resolve, pauseMs);
      turn.addEventListener('abort', () => resolve(), { once: true });
      if (turn.aborted) resolve();
      this.#waiters.push(() => {
        if (timer !== null) clearTimeout(timer);
        resolve();
      });
    });
  }

  #wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }

  #setState(state: LinkState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }

  /** Asks for a port, and again with growing pauses until one comes. */
  #ask(): void {
    this.#unanswered += 1;
    this.#source.connect();
    this.#askLater();
  }

  #askLater(): void {
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      if (this.#port === null) this.#ask();
    }, this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, RECONNECT_LAST_MS);
  }

  #adopt(port: PortLike): void {
    const before = this.#port;
    this.#unanswered = Math.max(0, this.#unanswered - 1);
    this.#adoptedAt = performance.now();
    this.#port = port;
    this.#person.lost();
    if (before !== null) this.#failAll();
    before?.close();
    port.addEventListener('message', (event) => {
      if (this.#port === port) this.#receive(event.data);
    });
    port.addEventListener('close', () => this.#drop(port));
    port.start();
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
    this.#setState('open');
    this.#wake();
  }

  #drop(port: PortLike | null): void {
    if (port === null || this.#port !== port) return;
    this.#port = null;
    this.#person.lost();
    port.close();
    this.#setState('gone');
    this.#failAll();
    // Several questions may have been answered by one port (a ledger that started late): a port that outlived the longest
    // pause has no other on its way.
    if (performance.now() - this.#adoptedAt > RECONNECT_LAST_MS) this.#unanswered = 0;
    // The port closed because a newer one was asked for: it comes by itself, and asking again would close that one too.
    if (this.#unanswered > 0) this.#askLater();
    else this.#ask();
  }

  #failAll(): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const one of pending) {
      clearTimeout(one.timer as ReturnType<typeof setTimeout>);
      one.fail(GONE);
    }
  }

  /** Takes one message apart. What is not ours is ignored: an answer nobody waits for came after its time-out. */
  #receive(data: unknown): void {
    // Only what speaks counts: on a slow machine a port may come after the next one was asked for, which closed it, and
    // asking ever sooner would never let one live.
    this.#retryMs = RECONNECT_FIRST_MS;
    const message = readMessage(data);
    if (message === null) return;
    if (typeof message.event === 'string') {
      for (const listener of this.#listeners.get(message.event) ?? []) listener(message.data);
      return;
    }
    if (typeof message.id !== 'number') return;
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    clearTimeout(pending.timer as ReturnType<typeof setTimeout>);
    if (message.error === undefined) pending.resolve(message.result);
    // The ledger is the only writer on this port and derives its refusals from the same table.
    else pending.fail({ code: message.error.code, params: message.error.params ?? {} } as Fault);
  }
}

function readMessage(data: unknown): Answer | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Answer) : null;
  } catch {
    return null;
  }
}
