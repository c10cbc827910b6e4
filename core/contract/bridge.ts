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
  /** How far a paper has come on its way to a printer. */
  | { readonly kind: 'print'; readonly jobId: string; readonly state: PrintState }
  /** Somebody started the program a second time; this window was brought to the front. */
  | { readonly kind: 'second-start' }
  /** Somebody pressed a reminder on the desktop; this window was brought to the front. */
  | { readonly kind: 'reminded' };

export type PrinterInfo = {
  /** As the system knows it. */
  readonly name: string;
  /** As people know it. */
  readonly label: string;
  readonly isDefault: boolean;
};

/** What keeps a paper from coming out. */
export type PrintFault =
  /** No printer is set, and the system has none of its own choice. */
  | 'NO_PRINTER'
  /** The printer that is set is not there any more. */
  | 'PRINTER_MISSING'
  | 'OUT_OF_PAPER'
  /** Paused, jammed, switched off: somebody must go and look. */
  | 'PRINTER_STOPPED'
  /** The system did not take the paper. */
  | 'PRINT_REFUSED'
  /** It was taken, and then given up by the system or at the printer. */
  | 'PRINT_ABORTED'
  /** Taken back by whoever printed it. */
  | 'PRINT_CANCELLED';

/** The stations of a paper on its way to a printer. `printer` null: the system's own choice. */
export type PrintState =
  | { readonly kind: 'queued'; readonly printer: string | null }
  /** In the system's queue. `slow`: longer than set; `fault`: what the printer waits for. Neither is an end. */
  | { readonly kind: 'sent'; readonly printer: string; readonly slow: boolean; readonly fault: PrintFault | null }
  | { readonly kind: 'printed'; readonly printer: string }
  /** The system took it and does not tell what became of it. */
  | { readonly kind: 'unknown'; readonly printer: string }
  /**
   * Ended without a paper. `reached` false: it never left this program, and may simply be sent again. true: some of it may
   * lie in the printer, so that only a spoil-and-reprint makes another one.
   */
  | { readonly kind: 'failed'; readonly printer: string | null; readonly fault: PrintFault; readonly reached: boolean };

/** `notAgain`: this paper has reached a printer before. */
export type SendOutcome = 'queued' | 'notAgain' | 'unknownPaper';

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

export type DesktopReminder = { readonly title: string; readonly body: string };

export type CounterfoilBridge = {
  /**
   * Asks for a fresh port to the ledger. It arrives as a `message` event of this window whose source is the window
   * itself, whose data is `PORT_MESSAGE` and whose `ports[0]` is the port. An earlier port of this window is closed.
   */
  connect(): void;
  readonly info: ShellInfo;
  /** Asks where to, and copies the document there. */
  savePaper(jobId: string): Promise<SaveOutcome>;
  /** The printers of this machine. */
  printers(): Promise<readonly PrinterInfo[]>;
  /**
   * Sends a finished paper to a printer (null: the one that is set), once: one that may have come out is not sent again,
   * or a page could print as many originals as it likes.
   */
  sendPaper(jobId: string, printer: string | null): Promise<SendOutcome>;
  /** Takes a paper back out of the system's queue, as far as that goes. */
  cancelPaper(jobId: string): Promise<void>;
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
   * front and the answer is `busy`. With `more` it is for all of them, if the office lets several be decided at once.
   */
  openApproval(request: string, more?: readonly string[]): Promise<'closed' | 'busy' | 'refused'>;
  /**
   * Says on the desktop that something waits, unless one of our windows is being looked at: then the badge says it. Plain
   * text without names or amounts; too long a one is cut.
   */
  remind(reminder: DesktopReminder): void;
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
