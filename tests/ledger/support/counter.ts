// A counter for tests: the real ledger on a real encrypted file in a temporary folder, spoken to over the real server.
// Only the clock can be moved and the windows are missing.
import { createPrivateKey, createPublicKey, hash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputOf, Method, OutputOf } from '../../../core/contract/contract.ts';
import type { DocumentLayout } from '../../../core/documents/document-layout.ts';
import { CONTRACT } from '../../../core/contract/contract.ts';
import type { Clock } from '../../../db/ledger/clock.ts';
import type { Ledger } from '../../../db/ledger/ledger.ts';
import { LedgerKeeper } from '../../../db/server/ledger-keeper.ts';
import { LedgerServer } from '../../../db/server/serve.ts';
import type { PaperOrder } from '../../../db/paper/paper-order.ts';
import type { PackageJob } from '../../../db/package/run-package.ts';
import { verifyPackage } from '../../../db/package/verify-package.ts';
import { writePackage } from '../../../db/package/write-package.ts';
import { verifyLedger } from '../../../db/verify/verify-ledger.ts';
import { openForReading } from '../../../db/open/open-ledger.ts';

export const ADMIN = { username: 'admin', name: '管理员', password: 'open sesame 42' };

/** 32 bytes as `init` writes them: a key file made by hand would be stretched for half a second at every start. */
const TEST_KEY = '7f3a09c51e8842d6b7150fa2c3d4e6987f3a09c51e8842d6b7150fa2c3d4e698';

/** Monday 23 November 2026, 08:02 in China. */
export const MORNING = Date.parse('2026-11-23T00:02:00Z');

export class TestClock implements Clock {
  wall = MORNING;
  mono = 1_000;
  offset = 480;
  now = (): number => this.wall;
  utcOffset = (): number => this.offset;
  monotonic = (): number => this.mono;
  sinceBoot = (): number => this.mono;
  /** Lets `ms` pass on both clocks. */
  pass(ms: number): void {
    this.wall += ms;
    this.mono += ms;
  }
}

/** Stands for a drawn paper: bytes that depend on the layout alone. Drawing itself is tested where papers are. */
export function paperOf(layout: DocumentLayout): Uint8Array {
  return Buffer.from(`%PDF-1.7\n${hash('sha256', JSON.stringify(layout), 'hex')}`);
}

/** A refusal as a window receives it. */
export class RefusedAnswer extends Error {
  readonly code: string;
  readonly params: Record<string, unknown>;
  constructor(error: { code: string; params: Record<string, unknown> }) {
    super(`${error.code} ${JSON.stringify(error.params)}`);
    this.code = error.code;
    this.params = error.params;
  }
}

export interface CounterOptions {
  readonly dataDir?: string;
  readonly clock?: TestClock;
}

export class Counter {
  readonly dataDir: string;
  readonly keyFile: string;
  readonly clock: TestClock;
  readonly events: unknown[] = [];
  readonly prints: PaperOrder[] = [];
  readonly tickets = new Map<number, string | null>();
  readonly faults: unknown[] = [];
  /** How papers of packages are drawn; a test may draw them otherwise, as a newer program does. */
  draw: (layout: DocumentLayout) => Uint8Array = paperOf;
  keeper!: LedgerKeeper;
  server!: LedgerServer;
  #waiting = new Map<
    string,
    (answer: { result?: unknown; error?: { code: string; params: Record<string, unknown> } }) => void
  >();
  #next = 1;

  constructor(options: CounterOptions = {}) {
    this.dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'counterfoil-test-'));
    this.keyFile = join(this.dataDir, 'test.key');
    this.clock = options.clock ?? new TestClock();
    writeFileSync(this.keyFile, TEST_KEY);
  }

  /** Starts the ledger on the data directory as it is. */
  async start(): Promise<this> {
    this.keeper = new LedgerKeeper({ dataDir: this.dataDir, keyFile: this.keyFile, os: null, clock: this.clock });
    this.server = new LedgerServer(
      this.keeper,
      {
        send: (channel, text) => this.#receive(channel, text),
        ticket: (channel, ticket) => this.tickets.set(channel, ticket),
        print: (_channel, order) => this.prints.push(order),
        fault: (_incident, error) => this.faults.push(error),
      },
      {
        verify: { run: () => Promise.reject(new Error('tests verify in their own process')), cancel: () => false },
        drawPaper: (layout) => Promise.resolve(this.draw(layout)),
        packages: {
          run: (job) => Promise.resolve(this.writePackage(job)),
          check: ({ folder, publicKey, previous }) =>
            verifyPackage({ folder, publicKey: createPublicKey(publicKey), previous }),
        },
      },
    );
    await this.keeper.start();
    return this;
  }

  /** A started counter with sample data. */
  static async withSample(options: CounterOptions = {}): Promise<Counter> {
    const counter = await new Counter(options).start();
    await counter.keeper.create({
      organisation: '江城市第三人民医院',
      counter: { code: 'A01', name: '门诊收费处 3 号窗' },
      admin: ADMIN,
      passphrase: null,
      demo: true,
    });
    return counter;
  }

  get ledger(): Ledger {
    return this.keeper.ready().ledger;
  }

  /** A window: a channel with `call`. */
  window(resume: string | null = null): Window {
    const channel = this.#next++;
    this.server.open(channel, resume);
    return new Window(this, channel);
  }

  /** A window at which `username` of the sample counter has signed in. */
  async signedIn(username: string): Promise<Window> {
    const window = this.window();
    await window.signIn(username);
    return window;
  }

  /** An approval window: a channel bound to `request`, as the shell opens it. */
  approvalWindow(request: string, more: readonly string[] = []): Window {
    const channel = this.#next++;
    this.server.open(channel, null, request, more);
    return new Window(this, channel);
  }

  async send(
    channel: number,
    text: unknown,
    id: number | null,
  ): Promise<{ result?: unknown; error?: { code: string; params: Record<string, unknown> } }> {
    const answer = new Promise<{ result?: unknown; error?: { code: string; params: Record<string, unknown> } }>(
      (resolve) => {
        this.#waiting.set(`${channel}:${String(id)}`, resolve);
      },
    );
    await this.server.receive(channel, text);
    return answer;
  }

  verify() {
    const db = openForReading(this.keeper.files, this.keeper.ready().key);
    try {
      return verifyLedger(db, {
        progress: () => undefined,
        monotonic: () => performance.now(),
        pages: true,
        attachments: this.ledger.attachments,
      });
    } finally {
      db.close();
    }
  }

  /** Writes a package here instead of in a program of its own. */
  writePackage({ secretKey, parent, order }: PackageJob): { folder: string; manifest: string } {
    const key = createPrivateKey({ key: Buffer.from(secretKey, 'base64'), format: 'der', type: 'pkcs8' });
    const db = openForReading(this.keeper.files, this.keeper.ready().key);
    try {
      const { folder, manifestSha256 } = writePackage(db, { ...order, key }, parent);
      return { folder, manifest: manifestSha256 };
    } finally {
      db.close();
    }
  }

  /** Closes the ledger; `remove` also deletes the folder. */
  stop(remove = true): void {
    this.keeper.close();
    if (remove) rmSync(this.dataDir, { recursive: true, force: true });
  }

  #receive(channel: number, text: string): void {
    const frame = JSON.parse(text) as {
      id?: number | null;
      result?: unknown;
      error?: { code: string; params: Record<string, unknown> };
    };
    if (!('id' in frame)) {
      this.events.push(frame);
      return;
    }
    this.#waiting.get(`${channel}:${String(frame.id)}`)?.(frame);
    this.#waiting.delete(`${channel}:${String(frame.id)}`);
  }
}

export class Window {
  readonly counter: Counter;
  readonly channel: number;
  #id = 0;

  constructor(counter: Counter, channel: number) {
    this.counter = counter;
    this.channel = channel;
  }

  /** Calls by the contract; throws RefusedAnswer. Outputs are checked against their schema. */
  async call<M extends Method>(method: M, params: InputOf<M>): Promise<OutputOf<M>> {
    const id = ++this.#id;
    const frame = await this.counter.send(this.channel, JSON.stringify({ id, method, params }), id);
    if (frame.error) throw new RefusedAnswer(frame.error);
    return CONTRACT[method].output.parse(frame.result) as OutputOf<M>;
  }

  signIn(username: string): Promise<OutputOf<'session.signIn'>> {
    const password = username === ADMIN.username ? ADMIN.password : `${username}-2026`;
    return this.call('session.signIn', { username, password });
  }
}

/** Decides on `request` as `username` in a window of its own. */
export function decide(
  counter: Counter,
  request: string,
  username: string,
  over: Partial<InputOf<'approval.decide'>> = {},
): Promise<OutputOf<'approval.decide'>> {
  const input = { username, password: `${username}-2026`, verdict: 'approved' as const, opinion: null, ...over };
  return counter.approvalWindow(request).call('approval.decide', input);
}

/** A fresh operation id. */
export const op = (): string => randomUUID();

/** The code a call was refused with; throws when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof RefusedAnswer) return error.code;
    throw error;
  }
  throw new Error('was not refused');
}
