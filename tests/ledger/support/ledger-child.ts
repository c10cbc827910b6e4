// The built ledger process, started and spoken to as the shell does it: for tests that kill it.
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { type InputOf, type Method, type OutputOf } from '../../../core/contract/contract.ts';
import type { FromLedger, ToLedger } from '../../../core/contract/host.ts';
import { LEDGER_PROGRAM } from './built-programs.ts';
import { RefusedAnswer } from './counter.ts';

interface Frame {
  readonly id?: number;
  readonly event?: string;
  readonly data?: unknown;
  readonly result?: unknown;
  readonly error?: { code: string; params: Record<string, unknown> };
}

/** Thrown to every call that was waiting when the process died. */
export class LedgerGone extends Error {}

export class LedgerChild {
  readonly process: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly events: Frame[] = [];
  /** The ticket of channel 1. */
  ticket: string | null = null;
  readonly #waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  #next = 0;

  constructor(dataDir: string, keyFile: string, ticket: string | null = null) {
    this.process = fork(LEDGER_PROGRAM, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.process.on('message', (message: FromLedger) => this.#hear(message));
    this.process.on('error', () => undefined);
    this.exited = new Promise((resolve) => {
      this.process.on('exit', (code) => {
        for (const { reject } of this.#waiting.values()) reject(new LedgerGone());
        this.#waiting.clear();
        resolve(code);
      });
    });
    this.say({ k: 'start', dataDir, appVersion: '0.0.0', keyFile, osProtection: false, heldKey: null });
    this.say({ k: 'open', ch: 1, window: 'till', resume: ticket });
  }

  say(message: ToLedger): void {
    if (this.process.connected) this.process.send(message, () => undefined);
  }

  /** Calls on channel 1. Throws RefusedAnswer or LedgerGone. */
  call<M extends Method>(method: M, params: InputOf<M>): Promise<OutputOf<M>> {
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as OutputOf<M>), reject });
      this.say({ k: 'msg', ch: 1, data: JSON.stringify({ id, method, params }) });
    });
  }

  signIn(username: string): Promise<OutputOf<'session.signIn'>> {
    return this.call('session.signIn', { username, password: `${username}-2026` });
  }

  /** kill -9, and waits until it is gone. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }

  #hear(message: FromLedger): void {
    if (message.k === 'resume' && message.ch === 1) this.ticket = message.ticket;
    if (message.k !== 'msg') return;
    const frame = JSON.parse(message.data) as Frame;
    if (frame.id === undefined) {
      this.events.push(frame);
      return;
    }
    const call = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if (frame.error) call?.reject(new RefusedAnswer(frame.error));
    else call?.resolve(frame.result);
  }
}

/** An operation id as a window makes it. */
export const newOperation = (): string => randomUUID();
