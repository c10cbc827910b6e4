// The Node side of the documents process: start it, hand it layouts, survive its death.
// For the headless command; the shell has its own host and shares the protocol (core/documents/render-protocol.ts).
import { type ChildProcess, fork } from 'node:child_process';
import type { DocumentLayout } from '../../core/documents/document-layout.ts';
import type { RenderAnswer, RenderFailure } from '../../core/documents/render-protocol.ts';

/** RENDERER_GONE: the process ended or went silent before it answered; the layout can simply be rendered again. */
export type RenderOutcome =
  | { ok: true; pdf: Uint8Array; millis: number }
  | ({ ok: false } & (RenderFailure | { code: 'RENDERER_GONE'; params: { reason: string } }));

export interface Renderer {
  /** Draws one document. Never rejects. Starts the process again if it has ended since. */
  render(layout: DocumentLayout): Promise<RenderOutcome>;
  /** Ends the process; what is still being drawn is answered with RENDERER_GONE. */
  stop(): Promise<void>;
}

export interface RendererOptions {
  /** A Node 24 binary. */
  execPath: string;
  /** documents/render-process, bundled or as TypeScript. */
  script: string;
  /** How long one document may take, in ms, before the process counts as hung and is ended. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;

interface Waiting {
  settle: (outcome: RenderOutcome) => void;
  timer: NodeJS.Timeout;
}

/** Starts a documents process at once, so that its fonts are warm when the first receipt comes. */
export function startRenderer(options: RendererOptions): Renderer {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let stopped = false;
  let child: ChildProcess | null = launch();

  function launch(): ChildProcess {
    const started = fork(options.script, [], {
      execPath: options.execPath,
      // Flags of the parent (a debugger's port, a test runner's loader) are not for this process.
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', (message) => take(message as RenderAnswer));
    started.on('error', (error) => gone(started, error.message));
    started.on('exit', (code, signal) => gone(started, `ended (${signal ?? code})`));
    return started;
  }

  function settle(id: number, outcome: RenderOutcome): void {
    const entry = waiting.get(id);
    if (!entry) return;
    waiting.delete(id);
    clearTimeout(entry.timer);
    entry.settle(outcome);
  }

  function take(message: RenderAnswer): void {
    if (message.id === null) return;
    if (message.k === 'rendered') return settle(message.id, { ok: true, pdf: message.pdf, millis: message.millis });
    const { k: _, id, ...failure } = message;
    settle(id as number, { ok: false, ...failure });
  }

  function gone(which: ChildProcess, reason: string): void {
    if (which !== child) return;
    child = null;
    for (const id of [...waiting.keys()]) settle(id, { ok: false, code: 'RENDERER_GONE', params: { reason } });
  }

  function render(layout: DocumentLayout): Promise<RenderOutcome> {
    if (stopped) {
      return Promise.resolve({ ok: false, code: 'RENDERER_GONE', params: { reason: 'stopped' } });
    }
    child ??= launch();
    const target = child;
    const id = nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        target.kill('SIGKILL');
        gone(target, `no answer within ${timeoutMs} ms`);
      }, timeoutMs);
      waiting.set(id, { settle: resolve, timer });
      target.send({ k: 'render', id, layout }, (error) => {
        if (error) gone(target, error.message);
      });
    });
  }

  async function stop(): Promise<void> {
    stopped = true;
    const ending = child;
    if (!ending) return;
    const ended =
      ending.exitCode !== null
        ? Promise.resolve()
        : new Promise<void>((resolve) => ending.once('exit', () => resolve()));
    ending.kill();
    gone(ending, 'stopped');
    await ended;
  }

  return { render, stop };
}
