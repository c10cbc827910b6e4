// The one object the shell lends to a window: `window.counterfoil`. Types and one name.
// A window's power is its port; the bridge only hands the port out and does what needs the desktop (save, folder, quit).

/** What the window may know about the machine it runs on. Nothing here is a secret. */
export type ShellInfo = {
  /** Locale to start with, as stored by the shell or taken from the operating system. */
  readonly locale: ShellLocale;
  readonly platform: 'linux' | 'win32' | 'darwin' | 'other';
  /** The program's version, e.g. '0.1.0'. */
  readonly version: string;
  /** True in the training ledger (a later issue). */
  readonly training: false;
};

export type ShellLocale = 'zh-CN' | 'zh-TW' | 'en';

/** What the shell tells a window about the other processes. */
export type ShellEvent =
  /** `attempt` counts starts of the ledger since it last ran well; `gone` closes every port at once. */
  | { readonly kind: 'ledger'; readonly state: 'starting' | 'running' | 'gone'; readonly attempt: number }
  /** A document is on disk and at `counterfoil://app/paper/<jobId>.pdf`, or it is not, and why. */
  | { readonly kind: 'paper'; readonly jobId: string; readonly ok: true }
  | { readonly kind: 'paper'; readonly jobId: string; readonly ok: false; readonly error: PaperFault }
  /** Somebody started the program a second time; this window was brought to the front. */
  | { readonly kind: 'second-start' };

/** Why no paper came out. The receipt stays posted; the print can be asked for again. */
export type PaperFault = {
  readonly code:
    | 'GLYPH_MISSING'
    | 'LAYOUT_INVALID'
    | 'RENDER_FAILED'
    | 'RENDER_TIMEOUT'
    | 'DISK_FULL'
    | 'DISK_DENIED'
    | 'DISK_FAILED';
  readonly params: Readonly<Record<string, unknown>>;
};

export type SaveOutcome = { readonly saved: string } | { readonly cancelled: true } | { readonly failed: string };

/** A file a person chose in the desktop's own dialog: its bytes, never its place. */
export type ChosenFile =
  | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly cancelled: true }
  | { readonly failed: 'FILE_TOO_LARGE' | 'FILE_UNREADABLE' };

export type CounterfoilBridge = {
  /**
   * Asks for a fresh port to the ledger. It arrives as a `message` event of this window whose source is the window
   * itself, whose data is `PORT_MESSAGE` and whose `ports[0]` is the port. An earlier port of this window is closed.
   */
  connect(): void;
  readonly info: ShellInfo;
  /** Asks where to, and copies the document there. */
  savePaper(jobId: string): Promise<SaveOutcome>;
  /** Asks where to, and writes a list the ledger has answered (`*.csv`, `*.xlsx`) there. */
  saveList(name: string, bytes: Uint8Array): Promise<SaveOutcome>;
  /** Asks for one paper (PDF or picture) and answers what was chosen. No path comes from the page or goes to it. */
  chooseFile(): Promise<ChosenFile>;
  /** Shows the folder of the receipts in the file manager. */
  openPaperFolder(): Promise<void>;
  /**
   * Calls back on every shell event until the returned function is called. The ledger's present state is told at once,
   * so that a page that loads late has not missed it.
   */
  onShell(listener: (event: ShellEvent) => void): () => void;
  /**
   * Opens the approval window for a request of this window's person, in front of this one; answers when it has closed.
   * Nothing of what is decided comes back this way: the ledger tells. While another one is open that one comes to the
   * front and the answer is `busy`.
   */
  openApproval(request: string): Promise<'closed' | 'busy' | 'refused'>;
  /** Remembers the locale for the next start. */
  setLocale(locale: ShellLocale): void;
  /** Closes the program; the ledger is stopped cleanly first. */
  quit(): void;
};

/** What the shell lends to an approval window, as `window.approval`: its port, and leave to go away. */
export type ApprovalBridge = Pick<CounterfoilBridge, 'connect' | 'info' | 'onShell'> & {
  /** Closes the window; what was not decided stays undecided. */
  close(): void;
};

/** `event.data` of the message that brings the port. */
export const PORT_MESSAGE = 'counterfoil:port';
