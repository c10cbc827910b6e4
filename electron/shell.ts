// Ties the processes together: window ⇄ port ⇄ ledger, ledger → paper → window, ledger ⇄ key store.
import { app, BrowserWindow, Notification, type WebContents } from 'electron';
import type { DesktopReminder, ShellEvent, ShellInfo } from '../core/contract/bridge.ts';
import type { FromLedger } from '../core/contract/host.ts';
import { ApprovalWindows } from './approval-window.ts';
import { startChildProgram } from './child-program.ts';
import { FinishedPapers } from './finished-papers.ts';
import { osProtection, unwrapKey, wrapKey } from './key-custody.ts';
import { LedgerHost } from './ledger-host.ts';
import { PaperHost, type PrintOrder } from './paper-host.ts';
import type { ShellLog } from './shell-log.ts';
import type { ShellPlaces } from './shell-places.ts';
import { type Printers, systemPrinters } from './printers.ts';
import { PrintQueue } from './print-queue.ts';
import { Reminders, type ShownReminder } from './reminders.ts';
import { firstLocale, type ShellSettings } from './shell-settings.ts';
import { answerWindows } from './window-requests.ts';
import { WindowPorts } from './window-ports.ts';

export type ShellParts = {
  readonly places: ShellPlaces;
  readonly keyFile: string | null;
  readonly settings: ShellSettings;
  readonly log: ShellLog;
};

/** Nobody has signed in, opened a shift and posted sooner; a paper that is asked for before starts it as well. */
const PAPER_AFTER_MS = 4_000;

export class Shell {
  readonly ports: WindowPorts;
  readonly approvals: ApprovalWindows;
  readonly papers = new FinishedPapers();
  readonly #parts: ShellParts;
  readonly #ledger: LedgerHost;
  readonly #paper: PaperHost;
  readonly #printers: Printers;
  readonly #queue: PrintQueue;
  readonly #reminders: Reminders;
  /** In memory only, from a person's unlocking until the program ends (core/contract/host.ts `holdKey`). */
  #heldKey: string | null = null;
  #warming: NodeJS.Timeout | undefined;

  constructor(parts: ShellParts) {
    this.#parts = parts;
    const { places, log } = parts;
    this.#ledger = new LedgerHost({
      spawn: (listener) =>
        startChildProgram({ file: places.ledgerProgram, name: 'counterfoil-ledger', node: places.node }, listener),
      startMessage: () => ({
        k: 'start',
        dataDir: places.dataDir,
        appVersion: app.getVersion(),
        keyFile: parts.keyFile,
        osProtection: osProtection(),
        heldKey: this.#heldKey,
      }),
      events: {
        state: (state, attempt) => this.#ledgerIs(state, attempt),
        message: (message) => this.#fromLedger(message),
        log,
      },
    });
    this.#paper = new PaperHost({
      spawn: (listener) =>
        startChildProgram({ file: places.paperProgram, name: 'counterfoil-paper', node: places.node }, listener),
      receipts: places.receipts,
      log,
    });
    this.#printers = systemPrinters({ windowFiles: places.windowFiles, log });
    this.#queue = new PrintQueue({
      printers: this.#printers,
      told: (jobId, state) => {
        log('print', `${state.kind}${'fault' in state && state.fault !== null ? ` ${state.fault}` : ''}`);
        this.tellWindows({ kind: 'print', jobId, state });
      },
    });
    this.#reminders = new Reminders({
      show: showReminder,
      isLookedAt: () => BrowserWindow.getFocusedWindow() !== null,
      now: () => performance.now(),
      log,
    });
    this.ports = new WindowPorts((message) => this.#ledger.send(message));
    this.approvals = new ApprovalWindows({
      preload: places.approvalPreload,
      windowFiles: places.windowFiles,
      devTools: !app.isPackaged,
      seat: (contents, request, more) => this.ports.seat(contents, { kind: 'approval', request, more }),
      log,
    });
  }

  /** Starts the processes and answers pages from now on. */
  start(): void {
    const { places, settings, log } = this.#parts;
    answerWindows({
      connect: (contents) => this.ports.connect(contents),
      info: () => ({ info: this.#info(), ledger: this.#ledgerEvent() }),
      setLocale: (locale) => settings.remember({ locale }),
      quit: () => app.quit(),
      openApproval: (contents, request, more) => this.approvals.open(contents, request, more),
      closeApproval: (contents) => this.approvals.close(contents),
      remind: (contents, reminder) => this.#reminders.remind(reminder, () => this.#bringToFront(contents)),
      signedIn: (contents) => this.ports.signedIn(contents),
      paperPath: (jobId) => this.papers.pathOf(jobId),
      printers: () => this.#printers.list(),
      sendPaper: async (jobId, printer) => this.#queue.send(jobId, printer),
      cancelPaper: (jobId) => this.#queue.cancel(jobId),
      receipts: places.receipts,
      log,
    });
    this.#ledger.start();
    // Not while window and ledger are starting: it would take from them what somebody waits for.
    this.#warming = setTimeout(() => this.#paper.warm(), PAPER_AFTER_MS);
  }

  /** The ledger finishes what it is at and closes its file; then the rest ends. */
  async stop(): Promise<void> {
    clearTimeout(this.#warming);
    await this.#ledger.stop();
    this.#paper.stop();
    this.#queue.stop();
    await this.#parts.settings.settled();
  }

  /** Somebody pressed a reminder: the window that spoke comes to the front and goes where it waits. */
  #bringToFront(contents: Electron.WebContents): void {
    const window = BrowserWindow.fromWebContents(contents);
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    tell(contents, { kind: 'reminded' });
  }

  /** Tells every window. */
  tellWindows(event: ShellEvent): void {
    for (const window of BrowserWindow.getAllWindows()) tell(window.webContents, event);
  }

  #info(): ShellInfo {
    const { settings } = this.#parts;
    const platform = process.platform;
    return {
      locale: settings.current.locale ?? firstLocale(app.getPreferredSystemLanguages()),
      platform: platform === 'linux' || platform === 'win32' || platform === 'darwin' ? platform : 'other',
      version: app.getVersion(),
      training: false,
    };
  }

  #ledgerEvent(): ShellEvent {
    return { kind: 'ledger', state: this.#ledger.state, attempt: this.#ledger.attempt };
  }

  #ledgerIs(state: 'starting' | 'running' | 'gone', attempt: number): void {
    this.#parts.log(`ledger-${state}`, `attempt ${attempt}`);
    if (state === 'gone') this.ports.ledgerGone();
    this.tellWindows({ kind: 'ledger', state, attempt });
    if (state === 'running') this.ports.ledgerRuns();
  }

  #fromLedger(message: FromLedger): void {
    switch (message.k) {
      case 'holdKey':
        this.#heldKey = message.key;
        return;
      case 'resume':
        if (message.ticket === null) this.papers.forget();
        this.ports.fromLedger(message);
        return;
      case 'msg':
      case 'closed':
        this.ports.fromLedger(message);
        return;
      case 'osWrap':
        this.#ledger.send({ k: 'osWrapped', id: message.id, blob: wrapKey(message.key) });
        return;
      case 'osUnwrap':
        this.#ledger.send({ k: 'osUnwrapped', id: message.id, key: unwrapKey(message.blob) });
        return;
      case 'print':
        void this.#print(message);
        return;
      case 'draw':
        void this.#draw(message);
        return;
      case 'hello':
      case 'pong':
      case 'stopped':
        return;
      default:
        this.#parts.log('ledger-unknown-message', String((message as { k?: unknown }).k));
    }
  }

  async #draw({ id, layout }: Extract<FromLedger, { readonly k: 'draw' }>): Promise<void> {
    const outcome = await this.#paper.draw(layout);
    if (!outcome.ok) this.#parts.log('paper-failed', outcome.error.code);
    this.#ledger.send(
      outcome.ok
        ? { k: 'drawn', id, pdf: outcome.pdf, fault: null }
        : { k: 'drawn', id, pdf: null, fault: outcome.error },
    );
  }

  async #print(order: PrintOrder): Promise<void> {
    const asker = this.ports.windowOf(order.ch);
    const outcome = await this.#paper.print(order);
    this.papers.add(order.jobId, outcome);
    const { jobId } = order;
    if (outcome.ok) this.#ledger.send({ k: 'jobDone', jobId, ok: true, error: null });
    else {
      this.#parts.log('paper-failed', outcome.error.code);
      this.#ledger.send({ k: 'jobDone', jobId, ok: false, error: JSON.stringify(outcome.error) });
    }
    if (asker !== null) {
      tell(
        asker,
        outcome.ok ? { kind: 'paper', jobId, ok: true } : { kind: 'paper', jobId, ok: false, error: outcome.error },
      );
    }
    if (outcome.ok) this.#queue.made(jobId, outcome.path, order.printer);
  }
}

/** The system's own notification; it makes the sound the system makes. */
function showReminder({ title, body }: DesktopReminder, pressed: () => void): ShownReminder | null {
  if (!Notification.isSupported()) return null;
  const shown = new Notification({ title, body });
  shown.on('click', pressed);
  shown.show();
  return shown;
}

function tell(contents: WebContents, event: ShellEvent): void {
  if (!contents.isDestroyed()) contents.send('counterfoil:shell', event);
}
