// Answers what a page asks of the shell over its bridge. Every message's sender is checked: only the main frame of a
// window the shell made, showing the program's own page, is answered.
import { copyFile, mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { BrowserWindow, dialog, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import type { SaveOutcome, ShellEvent, ShellInfo, ShellLocale } from '../core/contract/bridge.ts';
import { diskFault } from './paper-host.ts';
import { isShellLocale } from './shell-settings.ts';
import { PAGE } from './window-scheme.ts';

export type WindowRequests = {
  connect(contents: Electron.WebContents): void;
  /** What a page is given before its first script runs. */
  info(): { readonly info: ShellInfo; readonly ledger: ShellEvent };
  setLocale(locale: ShellLocale): void;
  quit(): void;
  /** Whether papers may be given to this page: somebody is signed in at it. */
  signedIn(contents: Electron.WebContents): boolean;
  /** File of a finished paper; null for an unknown job. */
  paperPath(jobId: string): string | null;
  readonly receipts: string;
  log(event: string, detail: string): void;
};

/** Whether a message comes from where it should; a frame that is gone has no sender and no say. */
export function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  const page = frame.url.split(/[?#]/)[0];
  return page === PAGE && BrowserWindow.fromWebContents(event.sender) !== null;
}

/** Once, before the first window. */
export function answerWindows(requests: WindowRequests): void {
  const on = (channel: string, act: (event: IpcMainEvent, value: unknown) => void): void => {
    ipcMain.on(channel, (event, value: unknown) => {
      if (isOwnPage(event)) act(event, value);
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
  handle('counterfoil:save-paper', (event, jobId) => savePaper(requests, event, jobId));
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

async function openPapers(receipts: string): Promise<void> {
  await mkdir(receipts, { recursive: true, mode: 0o700 });
  await shell.openPath(receipts);
}
