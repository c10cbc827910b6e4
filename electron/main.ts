// The shell's start, in the order that matters: what must be refused, where things lie, one instance, then the window.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, session } from 'electron';
import { hardenAllContents, hardenSession } from './harden-contents.ts';
import { Shell } from './shell.ts';
import { openShellLog, type ShellLog } from './shell-log.ts';
import { shellPlaces } from './shell-places.ts';
import { ShellSettings } from './shell-settings.ts';
import { readStartOptions, refusedSwitches, type StartOptions } from './start-options.ts';
import { openTillWindow } from './till-window.ts';
import { PAGE, registerScheme, serveWindow } from './window-scheme.ts';

/** Exit codes of the shell: wrong use, and an error nobody foresaw. */
const WRONG_USE = 2;
const UNFORESEEN = 70;

function main(): void {
  if (process.platform !== 'win32') process.umask(0o077);
  const options = checkedOptions();
  if (options === null) return;
  if (options.dataDir !== null) app.setPath('userData', join(options.dataDir, 'shell'));
  const userData = app.getPath('userData');
  const trouble = folderTrouble(userData);
  if (trouble !== null) {
    wrongUse(`cannot keep its files in ${userData}: ${trouble}`);
    return;
  }
  app.setPath('sessionData', join(userData, 'profile'));
  const log = openShellLog(join(userData, 'logs'), !app.isPackaged);
  dieLoudly(log);
  if (!app.requestSingleInstanceLock()) {
    log('second-start', 'the first was brought to the front');
    app.exit(0);
    return;
  }
  // As root (a container that builds and tests) Chromium's sandbox cannot run; a package refuses to start that way.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Forms and tables need no graphics card, and where one fails to start the first page could hang with it
  // (18 of 80 starts on a machine without one, none of 80 since).
  app.disableHardwareAcceleration();
  registerScheme();
  hardenAllContents(log);
  Menu.setApplicationMenu(null);
  void app.whenReady().then(() => open(options, userData, log));
}

/** The command line, or null after saying what is wrong with it. */
function checkedOptions(): StartOptions | null {
  const refused = app.isPackaged ? refusedSwitches((name) => app.commandLine.hasSwitch(name)) : [];
  if (refused.length > 0) return wrongUse(`refused: --${refused.join(', --')}`);
  const options = readStartOptions(process.argv, process.cwd());
  if ('fault' in options) return wrongUse(`${options.option} needs a value`);
  return options;
}

/** Why the shell's own folder cannot be used; null when it can. */
function folderTrouble(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** On a desktop there is no terminal to read: a packaged program also says it in a box. */
function wrongUse(message: string): null {
  process.stderr.write(`counterfoil: ${message}\n`);
  if (app.isPackaged && process.platform !== 'linux') dialog.showErrorBox('Counterfoil', message);
  app.exit(WRONG_USE);
  return null;
}

function open(options: StartOptions, userData: string, log: ShellLog): void {
  const { platform, arch } = process;
  const places = shellPlaces({ appPath: app.getAppPath(), userData, dataDir: options.dataDir, platform, arch });
  const settings = new ShellSettings(join(userData, 'shell-settings.json'));
  const shell = new Shell({ places, keyFile: options.keyFile, settings, log });
  // Not persistent: nothing a page holds is written to disk outside the ledger.
  const tillSession = session.fromPartition('till');
  hardenSession(tillSession, log);
  hardenSession(session.defaultSession, log);
  serveWindow(tillSession, {
    page: PAGE,
    folder: places.windowFiles,
    paperOf: (jobId) => shell.papers.pathOf(jobId),
  });
  shell.start();
  let till: BrowserWindow | null = null;
  const openTill = (): void => {
    till = openTillWindow(
      { session: tillSession, preload: places.preload, devTools: !app.isPackaged, settings, log },
      (window) => shell.ports.seat(window.webContents, { kind: 'till' }),
    );
  };
  openTill();
  app.on('second-instance', () => {
    if (till === null || till.isDestroyed()) openTill();
    else bringToFront(till);
    shell.tellWindows({ kind: 'second-start' });
  });
  app.on('window-all-closed', () => app.quit());
  stopBeforeQuit(shell);
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.moveTop();
  window.focus();
}

/** The windows close first; the program ends when the ledger has closed its file. */
function stopBeforeQuit(shell: Shell): void {
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void shell.stop().finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

/** Electron would show an error box that nobody at a counter can answer, and hang behind it. */
function dieLoudly(log: ShellLog): void {
  const die = (error: unknown): void => {
    log('unforeseen', error instanceof Error ? (error.stack ?? error.message) : String(error));
    app.exit(UNFORESEEN);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
}

main();
