// A desk without a window: opens the ledger as its one writer, signs a person in, calls the contract like any window.
// The key file opens the file; what may be done is decided by the person's permissions, here as everywhere.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InputOf, Method, OutputOf } from '../../core/contract/contract.ts';
import { refuse } from '../../core/contract/errors.ts';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import { openSlot, readKeyFile, readSecretFile } from '../keys/key-slots.ts';
import { systemClock } from '../ledger/clock.ts';
import type { DataKey, Db } from '../open/connection.ts';
import { ledgerFiles } from '../open/ledger-files.ts';
import { AttachmentStore } from '../attachments/attachment-store.ts';
import { openForReading } from '../open/open-ledger.ts';
import { caseHead } from '../readers/read-refund.ts';
import { LedgerKeeper } from '../server/ledger-keeper.ts';
import { LedgerServer } from '../server/serve.ts';
import { packageRunner } from '../package/run-package.ts';
import { verifyRunner } from '../verify/run-verify.ts';
import { drawPaper, makePaper } from '../paper/make-paper.ts';
import { type Renderer, startRenderer } from '../paper/render-client.ts';
import { type Options, readSecret, wrongUse } from './options.ts';

const CHANNEL = 1;
/** What stands in for an approval window, while a decision is made. */
const APPROVAL_CHANNEL = 2;

/** Where the bundled programs lie, seen from this one. */
export function programPath(name: string): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', name);
}

export interface Paper {
  readonly jobId: string;
  readonly path: string;
  readonly bytes: number;
}

export class Desk {
  readonly server: LedgerServer;
  readonly #keeper: LedgerKeeper;
  readonly #lines: (text: string) => void;
  readonly #papers: Promise<Paper>[] = [];
  #renderer: Renderer | undefined;

  private constructor(keeper: LedgerKeeper, lines: (text: string) => void) {
    this.#keeper = keeper;
    this.#lines = lines;
    this.server = new LedgerServer(
      keeper,
      {
        send: (_channel, text) => this.#lines(text),
        ticket: () => undefined,
        print: (_channel, { jobId, layout, businessDate, fileName }) => {
          const paper = this.#makePaper(jobId, layout, join(keeper.files.receipts, businessDate, fileName));
          // Whoever waits for `papers` hears of a failure; until then it must not count as one nobody heard.
          paper.catch(() => undefined);
          this.#papers.push(paper);
        },
        fault: (incident, error) => console.error(`incident ${incident}:`, error),
      },
      {
        verify: verifyRunner(programPath('db/verify-process.mjs')),
        packages: packageRunner(programPath('db/package-process.mjs')),
        drawPaper: (layout) => drawPaper(this.#drawing(), layout),
      },
    );
  }

  /** Opens the ledger named by the options for writing. Throws Refused (WRITER_BUSY while the program runs) or Usage. */
  static async open(options: Options, lines: (text: string) => void = () => undefined): Promise<Desk> {
    const keyFile = options.text('key-file');
    const keeper = new LedgerKeeper({ dataDir: options.need('data'), keyFile, os: null, clock: systemClock });
    await keeper.start();
    const passphrase = options.text('passphrase-file');
    if (keyFile === null) {
      if (passphrase === null) wrongUse('--key-file or --passphrase-file is needed');
      else await keeper.unlock('passphrase', readSecret(passphrase));
    }
    keeper.ready();
    const desk = new Desk(keeper, lines);
    desk.server.open(CHANNEL, null);
    return desk;
  }

  /** Signs in with --user and --password-file, and --code where the role needs one. Throws Usage without them, Refused when they are wrong. */
  async signIn(options: Options): Promise<void> {
    const username = options.need('user');
    const password = readSecret(options.need('password-file'));
    // Each code counts once: one that signs in decides nothing any more.
    const code = options.text('code');
    await this.call('session.signIn', { username, password, ...(code === null ? {} : { code }) });
  }

  /** ISO 4217 code of the ledger. */
  get currency(): string {
    return this.#keeper.ready().ledger.meta.currency;
  }

  async call<M extends Method>(method: M, params: InputOf<M>): Promise<OutputOf<M>> {
    return (await this.server.call(CHANNEL, { method, params: params as Record<string, unknown> })) as OutputOf<M>;
  }

  /** The request that case `number` waits for a decision on; null: it waits for none. Throws Refused UNKNOWN_REFUND. */
  requestOf(number: string): string | null {
    const { state, request } = caseHead(this.#keeper.ready().ledger, number);
    return state === 'awaitingApproval' ? request : null;
  }

  /** Decides on `request` as an approval window does: bound to it, by credentials of its own. Throws Refused. */
  async approve(request: string, input: InputOf<'approval.decide'>): Promise<OutputOf<'approval.decide'>> {
    this.server.open(APPROVAL_CHANNEL, null, request);
    try {
      const asked = { method: 'approval.decide', params: input as Record<string, unknown> };
      return (await this.server.call(APPROVAL_CHANNEL, asked)) as OutputOf<'approval.decide'>;
    } finally {
      this.server.close(APPROVAL_CHANNEL);
    }
  }

  /** One line of `rpc`, already a request with a number for its id. */
  receive(text: string): Promise<void> {
    return this.server.receive(CHANNEL, text);
  }

  /** The papers asked for so far, when they are made. Throws Refused GLYPH_MISSING or an Error. */
  papers(): Promise<Paper[]> {
    return Promise.all(this.#papers);
  }

  async close(): Promise<void> {
    this.server.close(CHANNEL);
    this.#keeper.close();
    await this.#renderer?.stop();
  }

  async #makePaper(jobId: string, layout: DocumentLayout, path: string): Promise<Paper> {
    return { jobId, path, bytes: await makePaper(this.#drawing(), layout, path) };
  }

  #drawing(): Renderer {
    const script = programPath('documents/render-process.mjs');
    this.#renderer ??= startRenderer({ execPath: process.execPath, script });
    return this.#renderer;
  }
}

export interface LedgerToRead {
  readonly db: Db;
  readonly attachments: AttachmentStore;
}

/** Opens the ledger named by the options for reading, beside a running program if need be. Throws Refused or Usage. */
export async function openToRead(options: Options): Promise<LedgerToRead> {
  const files = ledgerFiles(options.need('data'));
  const file = readKeyFile(files.keys) ?? refuse('LEDGER_NEW', {});
  const keyFile = options.text('key-file');
  const passphrase = options.text('passphrase-file');
  let key: DataKey | null = null;
  if (keyFile !== null) key = await openSlot(file, 'keyFile', readSecretFile(keyFile));
  else if (passphrase !== null) key = await openSlot(file, 'passphrase', readSecret(passphrase));
  else wrongUse('--key-file or --passphrase-file is needed');
  key ??= refuse('WRONG_KEY', {});
  return { db: openForReading(files, key), attachments: new AttachmentStore(files.attachments, key) };
}

/** Runs `work` at a desk and closes it whatever happens. */
export async function atDesk<T>(options: Options, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await Desk.open(options);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}
