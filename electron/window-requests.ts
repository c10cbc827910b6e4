// Answers what a page asks of the shell over its bridge. Every message's sender is checked: only the main frame of a
// window the shell made, showing the program's own page, is answered.
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BrowserWindow, dialog, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import type {
  ChosenFile,
  PrinterInfo,
  SendOutcome,
  SaveOutcome,
  ShellEvent,
  ShellInfo,
  ShellLocale,
} from '../core/contract/bridge.ts';
import { MAX_ATTACHMENT_BYTES, MEDIA_OF_ENDING } from '../core/attachments/attachment-kind.ts';
import { MOST_TOGETHER } from '../core/refund/approval-levels.ts';
import { diskFault } from './paper-host.ts';
import { isShellLocale } from './shell-settings.ts';
import { APPROVAL_PAGE, PAGE } from './window-scheme.ts';
import { writeFileWhole } from './write-file-whole.ts';

/** What came of asking for an approval window. `busy`: another one is open; it was brought to the front. */
export type ApprovalOutcome = 'closed' | 'busy' | 'refused';

export type WindowRequests = {
  connect(contents: Electron.WebContents): void;
  /** What a page is given before its first script runs. */
  info(): { readonly info: ShellInfo; readonly ledger: ShellEvent };
  setLocale(locale: ShellLocale): void;
  quit(): void;
  /** Whether papers may be given to this page: somebody is signed in at it. */
  signedIn(contents: Electron.WebContents): boolean;
  /** Opens the approval window for a request; answers when it has closed. */
  openApproval(contents: Electron.WebContents, request: string, more: readonly string[]): Promise<ApprovalOutcome>;
  /** An approval window says that its person is done. */
  closeApproval(contents: Electron.WebContents): void;
  /** A page says that something waits; what it says is not trusted. */
  remind(contents: Electron.WebContents, reminder: unknown): void;
  /** File of a finished paper; null for an unknown job. */
  paperPath(jobId: string): string | null;
  printers(): Promise<readonly PrinterInfo[]>;
  sendPaper(jobId: string, printer: string | null): Promise<SendOutcome>;
  cancelPaper(jobId: string): Promise<void>;
  readonly receipts: string;
  log(event: string, detail: string): void;
};

type OwnPage = typeof PAGE | typeof APPROVAL_PAGE;

/** Whether a message comes from the page it should; a frame that is gone has no sender and no say. */
export function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent, page: OwnPage = PAGE): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  const shown = frame.url.split(/[?#]/)[0];
  return shown === page && BrowserWindow.fromWebContents(event.sender) !== null;
}

/** Longer than any system lets a printer's name be. */
const MAX_PRINTER = 200;

/** The form of a request's id; whether there is such a request is the ledger's to know. */
const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isRequest = (value: unknown): value is string => typeof value === 'string' && REQUEST_ID.test(value);

/** Once, before the first window. */
export function answerWindows(requests: WindowRequests): void {
  const on = (channel: string, act: (event: IpcMainEvent, value: unknown) => void, page: OwnPage = PAGE): void => {
    ipcMain.on(channel, (event, value: unknown) => {
      if (isOwnPage(event, page)) act(event, value);
      else {
        requests.log('sender-refused', channel);
        event.returnValue = null;
      }
    });
  };
  const handle = (channel: string, act: (event: IpcMainInvokeEvent, value: unknown) => Promise<unknown>): void => {
    ipcMain.handle(channel, async (event, value: unknown) => {
      if (isOwnPage(event)) return act(event, value);
      requests.log('sender-refused', channel);
      throw new Error('refused');
    });
  };
  on('counterfoil:connect', (event) => requests.connect(event.sender));
  on('counterfoil:info', (event) => {
    event.returnValue = requests.info();
  });
  on('counterfoil:locale', (_event, locale) => {
    if (isShellLocale(locale)) requests.setLocale(locale);
  });
  on('counterfoil:quit', () => requests.quit());
  on('counterfoil:remind', (event, reminder) => {
    if (requests.signedIn(event.sender)) requests.remind(event.sender, reminder);
  });
  on('approval:connect', (event) => requests.connect(event.sender), APPROVAL_PAGE);
  on(
    'approval:info',
    (event) => {
      event.returnValue = requests.info();
    },
    APPROVAL_PAGE,
  );
  on('approval:close', (event) => requests.closeApproval(event.sender), APPROVAL_PAGE);
  handle('counterfoil:open-approval', async (event, asked): Promise<ApprovalOutcome> => {
    const { request, more } = (asked ?? {}) as Readonly<Record<string, unknown>>;
    if (!isRequest(request) || !Array.isArray(more) || more.length >= MOST_TOGETHER) return 'refused';
    if (!more.every(isRequest) || !requests.signedIn(event.sender)) return 'refused';
    return requests.openApproval(
      event.sender,
      request,
      [...new Set(more)].filter((one) => one !== request),
    );
  });
  handle('counterfoil:save-paper', (event, jobId) => savePaper(requests, event, jobId));
  handle('counterfoil:printers', async (event) => (requests.signedIn(event.sender) ? requests.printers() : []));
  handle('counterfoil:send-paper', async (event, wish): Promise<SendOutcome> => {
    const { jobId, printer } = (wish ?? {}) as Readonly<Record<string, unknown>>;
    const named = printer === null || (typeof printer === 'string' && printer !== '' && printer.length <= MAX_PRINTER);
    // Only papers this window's person may have, by the same list that shows and saves them.
    const mayHave = requests.signedIn(event.sender) && typeof jobId === 'string' && requests.paperPath(jobId) !== null;
    return mayHave && named ? requests.sendPaper(jobId, printer as string | null) : 'unknownPaper';
  });
  handle('counterfoil:cancel-paper', async (event, jobId) => {
    const mayHave = requests.signedIn(event.sender) && typeof jobId === 'string' && requests.paperPath(jobId) !== null;
    if (mayHave) await requests.cancelPaper(jobId);
  });
  handle('counterfoil:save-list', (event, list) => saveList(requests, event, list));
  handle('counterfoil:choose-file', (event) => chooseFile(requests, event));
  handle('counterfoil:open-papers', async (event) => {
    if (requests.signedIn(event.sender)) await openPapers(requests.receipts);
  });
}

async function savePaper(requests: WindowRequests, event: IpcMainInvokeEvent, jobId: unknown): Promise<SaveOutcome> {
  const mayHave = requests.signedIn(event.sender) && typeof jobId === 'string';
  const from = mayHave ? requests.paperPath(jobId) : null;
  const window = BrowserWindow.fromWebContents(event.sender);
  if (from === null || window === null) return { failed: 'PAPER_UNKNOWN' };
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: basename(from),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (chosen.canceled || chosen.filePath === '') return { cancelled: true };
  try {
    await copyFile(from, chosen.filePath);
    return { saved: chosen.filePath };
  } catch (error) {
    return { failed: diskFault(error).code };
  }
}

/** Name of a list or a file of vouchers to be saved: no path, and an ending that nothing runs. */
const LIST_NAME = /^[^/\\:*?"<>|\p{Cc}]{1,80}\.(csv|xlsx|txt)$/u;
/** Above any tariff there is (100,000 rows). */
const MAX_LIST_OUT = 64 * 1024 * 1024;

async function saveList(requests: WindowRequests, event: IpcMainInvokeEvent, list: unknown): Promise<SaveOutcome> {
  const { name, bytes } = (list ?? {}) as { readonly name?: unknown; readonly bytes?: unknown };
  const window = BrowserWindow.fromWebContents(event.sender);
  const wellFormed = typeof name === 'string' && LIST_NAME.test(name) && bytes instanceof Uint8Array;
  if (!wellFormed || bytes.length > MAX_LIST_OUT || window === null || !requests.signedIn(event.sender))
    return { failed: 'PAPER_UNKNOWN' };
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: name,
    filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
  });
  if (chosen.canceled || chosen.filePath === '') return { cancelled: true };
  try {
    await writeFileWhole(chosen.filePath, bytes);
    return { saved: chosen.filePath };
  } catch (error) {
    return { failed: diskFault(error).code };
  }
}

// The page names no file: the person does, in the system's dialog, and only while somebody is signed in.
async function chooseFile(requests: WindowRequests, event: IpcMainInvokeEvent): Promise<ChosenFile> {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (window === null || !requests.signedIn(event.sender)) return { cancelled: true };
  const chosen = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [{ name: 'PDF, PNG, JPEG, WebP', extensions: Object.keys(MEDIA_OF_ENDING) }],
  });
  const [path] = chosen.filePaths;
  if (chosen.canceled || path === undefined) return { cancelled: true };
  try {
    const { size } = await stat(path);
    if (size > MAX_ATTACHMENT_BYTES) return { failed: 'FILE_TOO_LARGE' };
    return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
  } catch {
    return { failed: 'FILE_UNREADABLE' };
  }
}

async function openPapers(receipts: string): Promise<void> {
  await mkdir(receipts, { recursive: true, mode: 0o700 });
  await shell.openPath(receipts);
}
