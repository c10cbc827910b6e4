// Keeps the paper process alive and its queue in order: one layout at a time becomes a PDF on disk.
// Paper never decides about money: whatever fails here is reported, and the receipt stays posted.
import { join } from 'node:path';
import type { PaperFault } from '../core/contract/bridge.ts';
import type { FromLedger } from '../core/contract/host.ts';
import type { RenderAnswer } from '../core/documents/render-protocol.ts';
import type { ChildProgram, ProgramListener } from './child-program.ts';
import { writeFileWhole } from './write-file-whole.ts';

export type PrintOrder = Extract<FromLedger, { readonly k: 'print' }>;
export type PrintOutcome =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly error: PaperFault };

export type PaperHostOptions = {
  spawn(listener: ProgramListener): ChildProgram;
  /** Folder of the receipts; a paper lands in `<receipts>/<business date>/<file name>`. */
  readonly receipts: string;
  log(event: string, detail: string): void;
};

export type DrawOutcome =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly error: PaperFault };

type Waiting = {
  readonly layout: PrintOrder['layout'];
  /** Called when it is drawn, before the next one is begun; answers when the bytes are where they belong. */
  readonly keep: (pdf: Uint8Array) => Promise<PaperFault | null>;
  readonly done: (fault: PaperFault | null) => void;
  tries: number;
};

/** Milliseconds one paper may take; a warm one takes ten, the first of a process some hundreds. */
const RENDER_WITHIN = 30_000;
/** More than a counter posts in an hour: a queue this long means that something loops. */
const MAX_WAITING = 5_000;
/** A paper whose drawing kills the process twice is not tried a third time. */
const MAX_TRIES = 2;

/** Where an order's paper goes; null when its date or name could lead out of the folder. */
export function paperPath(receipts: string, businessDate: string, fileName: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(businessDate)) return null;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.pdf$/.test(fileName)) return null;
  return join(receipts, businessDate, fileName);
}

export class PaperHost {
  readonly #options: PaperHostOptions;
  readonly #queue: Waiting[] = [];
  #child: ChildProgram | null = null;
  #current: { readonly id: number; readonly job: Waiting; readonly timer: NodeJS.Timeout } | null = null;
  #lastId = 0;
  #stopped = false;

  constructor(options: PaperHostOptions) {
    this.#options = options;
  }

  /** Starts the process ahead of the first order: parsing the fonts takes longer than drawing. */
  warm(): void {
    if (this.#stopped || this.#child !== null) return;
    const listener: ProgramListener = {
      message: (message) => this.#answered(child, message),
      exit: (code) => this.#ended(child, code),
      line: (text) => this.#options.log('paper-line', text),
    };
    const child: ChildProgram = this.#options.spawn(listener);
    this.#child = child;
  }

  /** Draws and writes one paper. Never rejects: the outcome says what went wrong. */
  async print(order: PrintOrder): Promise<PrintOutcome> {
    const path = paperPath(this.#options.receipts, order.businessDate, order.fileName);
    const fault = await this.#queued(order.layout, async (pdf) => {
      if (path === null) return faultOf('LAYOUT_INVALID', { issues: ['file name'] });
      return writeFileWhole(path, pdf).then(() => null, diskFault);
    });
    return fault === null ? { ok: true, path: path ?? '' } : { ok: false, error: fault };
  }

  /** Draws one paper and answers its bytes; nothing is written. Never rejects. */
  async draw(layout: PrintOrder['layout']): Promise<DrawOutcome> {
    let drawn: Uint8Array | null = null;
    const fault = await this.#queued(layout, (pdf) => {
      drawn = pdf;
      return Promise.resolve(null);
    });
    return drawn === null
      ? { ok: false, error: fault ?? faultOf('RENDER_FAILED', { reason: 'nothing drawn' }) }
      : { ok: true, pdf: drawn };
  }

  #queued(layout: Waiting['layout'], keep: Waiting['keep']): Promise<PaperFault | null> {
    return new Promise((done) => {
      if (this.#stopped || this.#queue.length >= MAX_WAITING) {
        done(faultOf('RENDER_FAILED', { reason: this.#stopped ? 'closing' : 'queue full' }));
        return;
      }
      this.#queue.push({ layout, keep, done, tries: 0 });
      this.#next();
    });
  }

  /** Ends the process; orders not yet drawn fail and can be asked for again. */
  stop(): void {
    this.#stopped = true;
    this.#child?.kill();
    const current = this.#current;
    this.#current = null;
    if (current !== null) {
      clearTimeout(current.timer);
      current.job.done(faultOf('RENDER_FAILED', { reason: 'closing' }));
    }
    for (const job of this.#queue.splice(0)) job.done(faultOf('RENDER_FAILED', { reason: 'closing' }));
  }

  #next(): void {
    if (this.#current !== null || this.#stopped) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    this.warm();
    const child = this.#child;
    if (child === null) return;
    this.#lastId += 1;
    const id = this.#lastId;
    job.tries += 1;
    const timer = setTimeout(() => {
      this.#finish(faultOf('RENDER_TIMEOUT', { millis: RENDER_WITHIN }));
      child.kill();
    }, RENDER_WITHIN);
    this.#current = { id, job, timer };
    child.send({ k: 'render', id, layout: job.layout });
  }

  #answered(child: ChildProgram, message: unknown): void {
    const current = this.#current;
    if (child !== this.#child || current === null || typeof message !== 'object' || message === null) return;
    const answer = message as RenderAnswer;
    if (answer.id !== current.id) return;
    if (answer.k === 'failed') {
      this.#finish({ code: answer.code, params: answer.params });
      return;
    }
    clearTimeout(current.timer);
    void current.job.keep(answer.pdf).then((fault) => {
      if (this.#current === current) this.#finish(fault);
    });
  }

  #finish(fault: PaperFault | null): void {
    const current = this.#current;
    if (current === null) return;
    clearTimeout(current.timer);
    this.#current = null;
    current.job.done(fault);
    this.#next();
  }

  #ended(child: ChildProgram, code: number | null): void {
    if (child !== this.#child) return;
    this.#child = null;
    this.#options.log('paper-ended', `code ${code}`);
    const current = this.#current;
    if (current === null || this.#stopped) {
      this.#next();
      return;
    }
    clearTimeout(current.timer);
    this.#current = null;
    if (current.job.tries < MAX_TRIES) this.#queue.unshift(current.job);
    else current.job.done(faultOf('RENDER_FAILED', { reason: 'the paper process ended' }));
    this.#next();
  }
}

function faultOf(code: PaperFault['code'], params: PaperFault['params']): PaperFault {
  return { code, params };
}

/** Full and forbidden are what a person can do something about. */
export function diskFault(error: unknown): PaperFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'DISK_FULL', params: {} };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { code: 'DISK_DENIED', params: {} };
  return { code: 'DISK_FAILED', params: { code } };
}
