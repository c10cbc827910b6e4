// Gives each window its one port and relays text between it and the ledger, unread.
// A port dies with the page it was given to; the ticket that lets a session outlive a crash of the ledger stays here.
import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { MAX_FRAME } from '../core/contract/frame.ts';
import type { FromLedger, ToLedger } from '../core/contract/host.ts';

/** What a window is for. An approval window is for one request, or for some together, named by main and by nobody else. */
export type WindowRole =
  | { readonly kind: 'till' }
  | { readonly kind: 'approval'; readonly request: string; readonly more: readonly string[] };

type Seat = {
  readonly contents: WebContents;
  readonly role: WindowRole;
  port: MessagePortMain | null;
  ch: number | null;
  /** Given back to a restarted ledger; forgotten on navigation, reload or crash of the page. */
  ticket: string | null;
  /** The page asked for a port while there was no ledger to speak to. */
  waiting: boolean;
  /** The page has spoken on its port. */
  heard: boolean;
};

/** The channel name on which preload receives a port. */
export const PORT_CHANNEL = 'counterfoil:port';

export class WindowPorts {
  readonly #seats = new Map<number, Seat>();
  readonly #byChannel = new Map<number, Seat>();
  readonly #toLedger: (message: ToLedger) => boolean;
  #lastChannel = 0;

  /** `toLedger` returns false when there is no running ledger. */
  constructor(toLedger: (message: ToLedger) => boolean) {
    this.#toLedger = toLedger;
  }

  /** Only windows made by the shell get a seat, and only a seat gets a port. */
  seat(contents: WebContents, role: WindowRole): void {
    const seat: Seat = { contents, role, port: null, ch: null, ticket: null, waiting: false, heard: false };
    const id = contents.id;
    this.#seats.set(id, seat);
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#pageGone(seat);
    });
    contents.on('render-process-gone', () => this.#pageGone(seat));
    contents.once('destroyed', () => {
      this.#pageGone(seat);
      this.#seats.delete(id);
    });
  }

  /**
   * A page asks for its port. Asking again closes the earlier one and what was signed in on it; unless it never spoke on it:
   * a slow page asks twice before the first has reached it, and whoever works there has not left.
   */
  connect(contents: WebContents): void {
    const seat = this.#seats.get(contents.id);
    if (seat === undefined) return;
    if (seat.port !== null) {
      if (seat.heard) seat.ticket = null;
      this.#hangUp(seat, !seat.heard);
    }
    this.#open(seat);
  }

  /** Whether somebody is signed in at this page, as far as the ledger has told: only then are papers given out. */
  signedIn(contents: WebContents): boolean {
    return (this.#seats.get(contents.id)?.ticket ?? null) !== null;
  }

  /** The ledger runs: pages that asked meanwhile get their ports. */
  ledgerRuns(): void {
    for (const seat of this.#seats.values()) if (seat.waiting) this.#open(seat);
  }

  /** The ledger died: every port closes at once, so that no page waits for an answer that cannot come. Tickets stay. */
  ledgerGone(): void {
    for (const seat of this.#seats.values()) {
      seat.port?.close();
      seat.port = null;
      seat.ch = null;
    }
    this.#byChannel.clear();
  }

  /** What the ledger says to one window. */
  fromLedger(message: Extract<FromLedger, { readonly ch: number }>): void {
    const seat = this.#byChannel.get(message.ch);
    if (seat === undefined) return;
    if (message.k === 'msg') seat.port?.postMessage(message.data);
    else if (message.k === 'resume') seat.ticket = message.ticket;
    else if (message.k === 'closed') this.#hangUp(seat);
  }

  /** The page at the other end of a channel; null when it has gone or asked for another port since. */
  windowOf(ch: number): WebContents | null {
    return this.#byChannel.get(ch)?.contents ?? null;
  }

  #open(seat: Seat): void {
    this.#lastChannel += 1;
    const ch = this.#lastChannel;
    const { role } = seat;
    seat.waiting = !this.#toLedger(
      role.kind === 'till'
        ? { k: 'open', ch, window: 'till', resume: seat.ticket }
        : { k: 'open', ch, window: 'approval', request: role.request, more: role.more },
    );
    if (seat.waiting) return;
    const { port1, port2 } = new MessageChannelMain();
    seat.port = port1;
    seat.ch = ch;
    seat.heard = false;
    this.#byChannel.set(ch, seat);
    port1.on('message', (event) => {
      if (seat.port === port1) seat.heard = true;
      this.#fromWindow(port1, ch, event.data);
    });
    port1.on('close', () => {
      if (seat.port === port1) this.#hangUp(seat);
    });
    port1.start();
    seat.contents.postMessage(PORT_CHANNEL, null, [port2]);
  }

  /** The shell passes on text within the size limit and refuses the rest itself, so that it never copies a flood. */
  #fromWindow(port: MessagePortMain, ch: number, data: unknown): void {
    if (typeof data !== 'string') {
      port.postMessage(refusal('MALFORMED', { reason: 'not text' }));
      return;
    }
    if (data.length > MAX_FRAME) {
      port.postMessage(refusal('TOO_LARGE', { limit: MAX_FRAME }));
      return;
    }
    this.#toLedger({ k: 'msg', ch, data });
  }

  #pageGone(seat: Seat): void {
    seat.ticket = null;
    seat.waiting = false;
    this.#hangUp(seat);
  }

  #hangUp(seat: Seat, unheard = false): void {
    const { port, ch } = seat;
    seat.port = null;
    seat.ch = null;
    port?.close();
    if (ch === null) return;
    this.#byChannel.delete(ch);
    this.#toLedger({ k: 'close', ch, ...(unheard && { unheard }) });
  }
}

function refusal(code: 'MALFORMED' | 'TOO_LARGE', params: Record<string, unknown>): string {
  return JSON.stringify({ id: null, error: { code, params } });
}
