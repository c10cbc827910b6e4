// The contract's procedures as typed calls for screens, over the port client.
// Types only are taken from the contract: the ledger checks every call itself, so its schemas stay out of the window's bundle.
import { uuidv7 } from 'uuidv7';
import type { CommandMethod, InputOf, Method, OutputOf } from '../../core/contract/contract.ts';
import type { LedgerEvent } from '../../core/contract/frame.ts';
import { faultOf, needsSession } from './call-fault.ts';
import type { CommandOptions, PortClient } from './port-client.ts';

/** Long enough for a verification of five million receipts; everything else answers within the default. */
const VERIFY_TIMEOUT_MS = 30 * 60_000;
/** Making and unlocking a ledger hash a passphrase with tens of megabytes, and lists are long, on any machine. */
const SLOW_TIMEOUT_MS = 60_000;

const TIMEOUTS: { readonly [M in Method]?: number } = {
  'ledger.verify': VERIFY_TIMEOUT_MS,
  'ledger.create': SLOW_TIMEOUT_MS,
  'ledger.unlock': SLOW_TIMEOUT_MS,
  'tariff.preview': SLOW_TIMEOUT_MS,
  'customer.preview': SLOW_TIMEOUT_MS,
  'bill.preview': SLOW_TIMEOUT_MS,
  'bill.import': SLOW_TIMEOUT_MS,
  'use.preview': SLOW_TIMEOUT_MS,
  'use.import': SLOW_TIMEOUT_MS,
  'tariff.import': SLOW_TIMEOUT_MS,
  'customer.import': SLOW_TIMEOUT_MS,
  'mapping.preview': SLOW_TIMEOUT_MS,
  'mapping.import': SLOW_TIMEOUT_MS,
  'voucher.check': SLOW_TIMEOUT_MS,
  'voucher.write': SLOW_TIMEOUT_MS,
  'session.signIn': SLOW_TIMEOUT_MS,
  'approval.decide': SLOW_TIMEOUT_MS,
  'session.unlock': SLOW_TIMEOUT_MS,
  'session.changePassword': SLOW_TIMEOUT_MS,
  'session.recover': SLOW_TIMEOUT_MS,
};

export type CommandInput<M extends CommandMethod> = Omit<InputOf<M>, 'operationId'>;
type DataOf<E extends LedgerEvent['event']> = Extract<LedgerEvent, { event: E }>['data'];

export class Ledger {
  readonly port: PortClient;
  readonly #sessionListeners = new Set<() => void>();

  constructor(port: PortClient) {
    this.port = port;
  }

  /** Reads, or signs in and out. Rejects with `CallFailed`. */
  ask<M extends Exclude<Method, CommandMethod>>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
    return this.#watched(this.port.call(method, input as object, TIMEOUTS[method])) as Promise<OutputOf<M>>;
  }

  /** Changes the ledger exactly once, however often the port breaks on the way. Rejects with a definite refusal. */
  act<M extends CommandMethod>(method: M, input: CommandInput<M>, options: CommandOptions = {}): Promise<OutputOf<M>> {
    const timeoutMs = TIMEOUTS[method];
    const sent = this.port.command(
      method,
      { ...input, operationId: uuidv7() },
      { ...(timeoutMs === undefined ? {} : { timeoutMs }), ...options },
    );
    return this.#watched(sent) as Promise<OutputOf<M>>;
  }

  /** Listens to one kind of the ledger's events. */
  on<E extends LedgerEvent['event']>(event: E, listener: (data: DataOf<E>) => void): () => void {
    // The ledger is the only one who writes on this port, from the same type.
    return this.port.on(event, (data) => listener(data as DataOf<E>));
  }

  /** Tells that a call was refused for want of a session: somebody has to unlock or sign in. */
  onSessionNeeded(listener: () => void): () => void {
    this.#sessionListeners.add(listener);
    return () => this.#sessionListeners.delete(listener);
  }

  async #watched(sent: Promise<unknown>): Promise<unknown> {
    try {
      return await sent;
    } catch (thrown) {
      if (needsSession(faultOf(thrown))) for (const listener of this.#sessionListeners) listener();
      throw thrown;
    }
  }
}
