// Serves the contract to channels: decodes, checks who may, parses, runs, answers. Nothing that arrives here can crash
// the ledger, and every refusal is answered with its code.
import { randomUUID } from 'node:crypto';
import { CONTRACT, type InputOf, type Method, procedureNamed } from '../../core/contract/contract.ts';
import { Refused, type Refusal, refuse } from '../../core/contract/errors.ts';
import {
  type ChangeTopic,
  decodeRequest,
  type LedgerEvent,
  MAX_PENDING,
  type RequestFrame,
} from '../../core/contract/frame.ts';
import type { Procedure } from '../../core/contract/procedure.ts';
import type { Permission } from '../../core/people/permissions.ts';
import { readTableHere } from '../lists/table-reader.ts';
import { Act } from '../ledger/act.ts';
import { type Caller, runCommand } from '../ledger/command.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { TariffIndex } from '../readers/find-tariff.ts';
import type { PaperOrder } from '../paper/paper-order.ts';
import { vouchersHere } from '../vouchers/run-vouchers.ts';
import { Courier } from '../delivery/courier.ts';
import { deliverHere, type DeliveryRunner } from '../delivery/run-delivery.ts';
import { bindings } from './bindings.ts';
import type { Binding, ServerParts } from './bindings/binding.ts';
import type { LedgerKeeper } from './ledger-keeper.ts';
import { type Session, Sessions } from './sessions.ts';

/** Where the server's words go. */
export interface ServerSink {
  readonly send: (channel: number, text: string) => void;
  readonly ticket: (channel: number, ticket: string | null) => void;
  readonly print: (channel: number, order: PaperOrder) => void;
  /** A fault of ours, for the log: never with parameters of a call. */
  readonly fault: (incident: string, error: unknown) => void;
}

/** The programs that only read and run beside the ledger; without one of its own a list is read in this process. */
export type Programs = Pick<ServerParts, 'verify' | 'packages' | 'drawPaper'> &
  Partial<Pick<ServerParts, 'readTable' | 'vouchers'>> & {
    readonly delivery?: DeliveryRunner;
  };

interface Channel {
  pending: number;
  /** Null at a till; at an approval window the one request it was opened for. */
  readonly request: string | null;
  /** Those agreed to with it. */
  readonly more: readonly string[];
  /** The ticket of a session that is still to be taken up; null: there is none. */
  resume: string | null;
}

const REFUSAL_NOTE_MS = 60_000;
/** How long news of changes is gathered before windows are told; shorter than anybody notices. */
const NEWS_MS = 40;

export class LedgerServer {
  readonly keeper: LedgerKeeper;
  readonly #sink: ServerSink;
  readonly #channels = new Map<number, Channel>();
  readonly #noted = new Map<string, number>();
  readonly #programs: Programs;
  readonly #courier: Courier;
  #sessions: Sessions | undefined;
  #sessionsOf: Ledger | undefined;
  #tariff: TariffIndex | undefined;
  readonly #news = new Set<ChangeTopic>();
  #newsTimer: NodeJS.Timeout | undefined;

  constructor(keeper: LedgerKeeper, sink: ServerSink, programs: Programs) {
    this.keeper = keeper;
    this.#sink = sink;
    this.#programs = programs;
    this.#courier = new Courier(programs.delivery ?? deliverHere);
  }

  /**
   * A new channel; `resume` is the ticket of a session from before a restart. With a `request` it is that of an approval
   * window, which can do nothing but show and decide that one request, with `more` agree to all of them.
   */
  open(channel: number, resume: string | null, request: string | null = null, more: readonly string[] = []): void {
    this.#channels.set(channel, { pending: 0, request, more, resume });
    this.#takeUp(channel);
  }

  /** Takes a session up as soon as the ledger is open: the file may have been held by another for a moment. */
  #takeUp(channel: number): void {
    const state = this.#channels.get(channel);
    const ticket = state?.resume ?? null;
    if (!state || ticket === null || this.keeper.status().state !== 'ready') return;
    this.#unasked(() => {
      const good = this.sessions().resume(channel, ticket);
      state.resume = null;
      if (!good) this.#sink.ticket(channel, null);
    });
  }

  /**
   * The window is gone (closed, navigated, crashed): its session ends with it. `unheard`: it never spoke on this channel and
   * gets another, where its session is taken up.
   */
  close(channel: number, unheard = false): void {
    this.#channels.delete(channel);
    this.#unasked(() =>
      unheard ? this.#sessions?.leave(channel) : this.#sessions?.end(channel, 'session.windowGone'),
    );
  }

  /** One message of a window. Always answers, never throws. */
  async receive(channel: number, message: unknown): Promise<void> {
    const state = this.#channels.get(channel);
    if (!state) return;
    const decoded = decodeRequest(message);
    if (!decoded.ok) return this.#answerRefusal(channel, decoded.id, decoded.refusal);
    const { request } = decoded;
    if (state.pending >= MAX_PENDING) {
      return this.#answerRefusal(channel, request.id, { code: 'TOO_MANY', params: { limit: MAX_PENDING } });
    }
    state.pending += 1;
    try {
      const result = await this.call(channel, request);
      this.#sink.send(channel, JSON.stringify({ id: request.id, result }));
    } catch (error) {
      this.#answerRefusal(channel, request.id, this.#refusalOf(error));
    } finally {
      state.pending -= 1;
      // The window went while a password was being looked at: nobody is left to be signed in.
      if (!this.#channels.has(channel)) this.#unasked(() => this.#sessions?.end(channel, 'session.windowGone'));
    }
  }

  /** Runs one request for `channel`. Throws Refused. */
  async call(channel: number, request: Pick<RequestFrame, 'method' | 'params'>): Promise<unknown> {
    this.#takeUp(channel);
    const procedure = procedureNamed(request.method);
    this.#refuseOtherWindow(channel, request.method, procedure);
    if (!procedure) return refuse('UNKNOWN_METHOD', { method: request.method });
    const method = request.method as Method;
    const session = this.#admit(channel, method, procedure);
    const parsed = procedure.input.safeParse(request.params);
    if (!parsed.success) {
      const issues = parsed.error.issues.slice(0, 20);
      return refuse('INVALID_INPUT', {
        issues: issues.map((issue) => ({ path: issue.path.join('.'), reason: issue.message })),
      });
    }
    const output = await this.#run(channel, method, bindings[method] as Binding<Method>, parsed.data, session);
    return output;
  }

  sessions(): Sessions {
    const { ledger } = this.keeper.ready();
    if (!this.#sessions || this.#sessionsOf !== ledger) {
      this.#sessions = new Sessions(ledger, this.#sink.ticket);
      this.#sessionsOf = ledger;
    }
    return this.#sessions;
  }

  /** Locks and ends what time has come for; call every few seconds. */
  sweep(): void {
    this.#unasked(() => {
      for (const { channel, state } of this.#sessions?.sweep() ?? []) {
        this.#tell(channel, { event: 'session', data: { state } });
      }
    });
  }

  /**
   * Brings to central what waits and is due; call every few seconds. Answers when it has, never throws: a fault is noted and
   * the next call tries again.
   */
  async deliver(): Promise<void> {
    if (this.keeper.status().state !== 'ready') return;
    try {
      const { ledger } = this.keeper.ready();
      await this.#courier.tick(ledger, this.keeper.files, () => this.#announce(['central']));
    } catch (error) {
      if (!(error instanceof Refused)) this.#sink.fault(randomUUID(), error);
    }
  }

  // What nobody waits for has nobody to be refused to. A full disk keeps it out of the journal, not the session open.
  #unasked(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refused)) this.#sink.fault(randomUUID(), error);
    }
  }

  // At which window: asked before anything else, so that an approval window learns nothing of the ledger and a till
  // nothing of an approval, whoever is signed in there.
  #refuseOtherWindow(channel: number, method: string, procedure: Procedure | null): void {
    const approvalWindow = (this.#channels.get(channel)?.request ?? null) !== null;
    const ofApproval = procedure?.window === 'approval';
    if (approvalWindow !== ofApproval) refuse('WRONG_WINDOW', { method });
  }

  // Who may: asked before the input is even looked at, so that a refusal tells nothing about what would be valid.
  #admit(channel: number, method: Method, procedure: Procedure): Session | null {
    if (procedure.access === 'anyone') return null;
    const sessions = this.sessions();
    const evenLocked = procedure.access === 'evenLocked';
    const session = sessions.at(channel, !evenLocked) ?? refuse('NOT_SIGNED_IN', {});
    if (session.locked && !evenLocked) refuse('SESSION_LOCKED', {});
    if (session.mustChangePassword && procedure.kind !== 'session') refuse('PASSWORD_MUST_CHANGE', {});
    if (session.mustEnrol && procedure.kind !== 'session') refuse('CODE_MUST_ENROL', {});
    if (procedure.access !== 'signedIn' && !evenLocked && !session.permissions.has(procedure.access as Permission)) {
      this.#noteRefusal(session, method);
      refuse('FORBIDDEN', { permission: procedure.access });
    }
    return session;
  }

  async #run(
    channel: number,
    method: Method,
    binding: Binding<Method>,
    input: unknown,
    session: Session | null,
  ): Promise<unknown> {
    const parts = this.#parts(channel, session);
    if (binding.kind === 'handler') return binding.handle(parts, input as never);
    if (!session) throw new Error(`${method} is a command without a session`);
    const { ledger } = this.keeper.ready();
    const caller: Caller = {
      personId: session.person.id,
      username: session.person.username,
      name: session.person.name,
    };
    const command = input as InputOf<Method> & { readonly operationId: string };
    const { prepare } = binding;
    const bound = prepare ? { ...binding.command, prepare: () => prepare(parts, command as never) } : binding.command;
    const output = await runCommand(ledger, method, bound as never, caller, command, () => {
      // Signed out, locked or stripped of the right while a password was being hashed: then it is not done.
      if (this.#admit(channel, method, CONTRACT[method] as unknown as Procedure) !== session)
        refuse('NOT_SIGNED_IN', {});
    });
    // Done is done: a paper that cannot be begun is asked for again, it does not take the answer back.
    this.#unasked(() => binding.after?.(parts, command as never, output as never));
    if (binding.changes.length > 0) this.#announce(binding.changes);
    return output;
  }

  #parts(channel: number, session: Session | null): ServerParts {
    const { request = null, more = [] } = this.#channels.get(channel) ?? {};
    return {
      channel,
      approval: request === null ? null : { request, more, present: () => this.#channels.has(channel) },
      session,
      keeper: this.keeper,
      sessions: () => this.sessions(),
      ledger: () => this.keeper.ready().ledger,
      tariff: () => this.#currentTariff(),
      print: (order) => this.#sink.print(channel, order),
      announce: (topics) => this.#announce(topics),
      tell: (event) => this.#tell(channel, event),
      readTable: readTableHere,
      vouchers: vouchersHere,
      courier: this.#courier,
      deliver: () => void this.deliver(),
      ...this.#programs,
    };
  }

  #currentTariff(): TariffIndex {
    const { ledger } = this.keeper.ready();
    const date = ledger.businessDate();
    if (this.#tariff?.date !== date) this.#tariff = new TariffIndex(ledger, date);
    return this.#tariff;
  }

  #announce(topics: readonly ChangeTopic[]): void {
    if (topics.includes('tariff')) this.#tariff = undefined;
    // The first shift ends the set-up and the rights that go with it.
    if (topics.includes('people') || topics.includes('shift')) {
      for (const channel of this.#sessions?.refreshRights() ?? []) {
        this.#tell(channel, { event: 'session', data: { state: 'ended' } });
      }
    }
    if (topics.includes('settings')) this.#sessions?.refreshIdle();
    for (const topic of topics) this.#news.add(topic);
    // After the answer to the one who asked, and together for acts that follow each other closely: ports have no brake.
    this.#newsTimer ??= setTimeout(() => this.#tellNews(), NEWS_MS).unref();
  }

  #tellNews(): void {
    this.#newsTimer = undefined;
    const topics = [...this.#news];
    this.#news.clear();
    for (const channel of this.#channels.keys()) this.#tell(channel, { event: 'changed', data: { topics } });
  }

  #tell(channel: number, event: LedgerEvent): void {
    this.#sink.send(channel, JSON.stringify(event));
  }

  // Every refusal of a right is in the journal, but a flood of them is one row a minute: the journal is not a weapon.
  #noteRefusal(session: Session, method: Method): void {
    const { ledger } = this.keeper.ready();
    const key = `${session.person.id} ${method}`;
    const now = ledger.clock.monotonic();
    if (now - (this.#noted.get(key) ?? Number.NEGATIVE_INFINITY) < REFUSAL_NOTE_MS) return;
    this.#noted.set(key, now);
    ledger.transact(
      () =>
        new Act(ledger).seal({
          kind: 'call.forbidden',
          ref: method,
          businessDate: ledger.businessDate(),
          personId: session.person.id,
        }),
      () => undefined,
    );
  }

  #refusalOf(error: unknown): Refusal {
    if (error instanceof Refused) return error.refusal;
    const incident = randomUUID();
    this.#sink.fault(incident, error);
    return { code: 'INTERNAL', params: { incident } };
  }

  #answerRefusal(channel: number, id: number | null, refusal: Refusal): void {
    this.#sink.send(channel, JSON.stringify({ id, error: refusal }));
  }
}
