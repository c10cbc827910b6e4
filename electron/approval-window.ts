// The approval window: another process, another session, another origin than the till, bound to one request.
// One at a time: were a second one able to take the first one's place, an approver could be made to sign what they did not read.
import { BrowserWindow, session, type WebContents } from 'electron';
import { hardenSession, pagePreferences, type RefusalLog } from './harden-contents.ts';
import type { ApprovalOutcome } from './window-requests.ts';
import { APPROVAL_ORIGIN, APPROVAL_PAGE, serveWindow } from './window-scheme.ts';

const SIZE = { width: 980, height: 700 } as const;
/** Milliseconds a page may take to load before it is loaded once more. */
const LOAD_WITHIN = 10_000;

export type ApprovalWindowOptions = {
  readonly preload: string;
  readonly windowFiles: string;
  readonly devTools: boolean;
  /** Gives the window its port, bound to the request and those decided with it. */
  seat(contents: WebContents, request: string, more: readonly string[]): void;
  readonly log: RefusalLog;
};

type Open = { readonly window: BrowserWindow; readonly key: string; readonly closed: Promise<void> };

export class ApprovalWindows {
  readonly #options: ApprovalWindowOptions;
  #open: Open | null = null;
  #prepared = false;

  constructor(options: ApprovalWindowOptions) {
    this.#options = options;
  }

  /** Opens the window for `request`, and those agreed to with it, in front of `till`, or brings the one that is open to the front. Answers when it has closed. */
  async open(till: WebContents, request: string, more: readonly string[]): Promise<ApprovalOutcome> {
    const key = [request, ...more].join(' ');
    const there = this.#open;
    if (there !== null) {
      there.window.show();
      there.window.focus();
      if (there.key !== key) return 'busy';
      await there.closed;
      return 'closed';
    }
    const parent = BrowserWindow.fromWebContents(till);
    if (parent === null) return 'refused';
    const window = this.#make(parent);
    const closed = new Promise<void>((done) => window.once('closed', done)).then(() => this.#gone(parent));
    this.#open = { window, key, closed };
    this.#options.seat(window.webContents, request, more);
    this.#load(window);
    await closed;
    return 'closed';
  }

  /** Its own page asks to go. */
  close(contents: WebContents): void {
    const window = this.#open?.window;
    if (window?.webContents === contents) window.close();
  }

  #make(parent: BrowserWindow): BrowserWindow {
    const window = new BrowserWindow({
      ...SIZE,
      minWidth: 860,
      minHeight: 600,
      // Over its till and with it, and the till goes on working below: nothing there is reloaded, locked or resized.
      parent,
      alwaysOnTop: true,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      show: false,
      backgroundColor: '#eceee9',
      webPreferences: pagePreferences({
        session: this.#session(),
        preload: this.#options.preload,
        devTools: this.#options.devTools,
      }),
    });
    window.removeMenu();
    window.once('ready-to-show', () => {
      window.show();
      window.focus();
    });
    window.webContents.on('did-navigate', (_event, url) => {
      if (url !== APPROVAL_PAGE && !window.isDestroyed()) window.destroy();
    });
    // A page that crashed knows nothing any more: nothing was decided, the till asks again.
    window.webContents.on('render-process-gone', (_event, details) => {
      this.#options.log('approval-page-gone', details.reason);
      if (!window.isDestroyed()) window.destroy();
    });
    return window;
  }

  /** Never on disk, never the till's; made once and emptied after each window. */
  #session(): Electron.Session {
    const own = session.fromPartition('approval');
    if (this.#prepared) return own;
    this.#prepared = true;
    hardenSession(own, this.#options.log, APPROVAL_ORIGIN);
    serveWindow(own, { page: APPROVAL_PAGE, folder: this.#options.windowFiles, paperOf: () => null });
    return own;
  }

  #load(window: BrowserWindow): void {
    const watch = setTimeout(() => {
      if (!window.isDestroyed()) this.#load(window);
    }, LOAD_WITHIN);
    window.webContents.once('did-finish-load', () => clearTimeout(watch));
    window.once('closed', () => clearTimeout(watch));
    void window.loadURL(APPROVAL_PAGE).catch((error: unknown) => {
      if (!window.isDestroyed()) this.#options.log('approval-page-failed', String(error));
    });
  }

  #gone(parent: BrowserWindow): void {
    this.#open = null;
    void session.fromPartition('approval').clearStorageData();
    if (!parent.isDestroyed()) parent.focus();
  }
}
