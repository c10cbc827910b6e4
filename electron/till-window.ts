// Makes the cashier's window: sandboxed, isolated, from the program's own scheme, where it stood the last time.
import { BrowserWindow, type Rectangle, type Session, screen } from 'electron';
import { pagePreferences } from './harden-contents.ts';
import type { ShellSettings, WindowPlace } from './shell-settings.ts';
import { PAGE } from './window-scheme.ts';

const MIN_WIDTH = 1280;
const MIN_HEIGHT = 720;
const FIRST_SIZE = { width: 1440, height: 900 };

export type TillWindowOptions = {
  readonly session: Session;
  readonly preload: string;
  readonly devTools: boolean;
  readonly settings: ShellSettings;
  log(event: string, detail: string): void;
};

/** Where the window goes: as remembered if some of it would be seen, else the middle of the first screen. */
export function placeOnScreen(place: WindowPlace | null, screens: readonly Rectangle[]): Partial<Rectangle> {
  if (place === null) return FIRST_SIZE;
  const size = { width: Math.max(MIN_WIDTH, place.width), height: Math.max(MIN_HEIGHT, place.height) };
  const seen = screens.some(
    (area) =>
      place.x < area.x + area.width - 100 &&
      place.x + size.width > area.x + 100 &&
      place.y >= area.y - 20 &&
      place.y < area.y + area.height - 60,
  );
  return seen ? { ...size, x: place.x, y: place.y } : size;
}

/** Opens the window; it shows itself when its first picture is ready. */
export function openTillWindow(options: TillWindowOptions, seat: (window: BrowserWindow) => void): BrowserWindow {
  const { settings } = options;
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeOnScreen(settings.current.place, areas),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: pagePreferences({ session: options.session, preload: options.preload, devTools: options.devTools }),
  });
  window.removeMenu();
  rememberPlace(window, settings);
  comeBackAfterCrash(window, options.log);
  window.once('ready-to-show', () => {
    if (settings.current.place?.maximized === true) window.maximize();
    window.show();
  });
  seat(window);
  loadPage(window, options.log);
  return window;
}

/** Milliseconds a page may take to load before it is loaded once more; a warm one takes 300. */
const LOAD_WITHIN = 10_000;

/** Loads the page, and again should it not come: a counter must not stand before an empty window. */
function loadPage(window: BrowserWindow, log: TillWindowOptions['log']): void {
  const watch = setTimeout(() => {
    if (window.isDestroyed()) return;
    log('page-late', `${LOAD_WITHIN} ms`);
    loadPage(window, log);
  }, LOAD_WITHIN);
  window.webContents.once('did-finish-load', () => {
    clearTimeout(watch);
    log('page-loaded', '');
  });
  void window.loadURL(PAGE).catch((error: unknown) => log('page-failed', String(error)));
}

function rememberPlace(window: BrowserWindow, settings: ShellSettings): void {
  let timer: NodeJS.Timeout | null = null;
  const write = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return;
    settings.remember({ place: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
  };
  const soon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(write, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    if (timer !== null) clearTimeout(timer);
    write();
  });
}

/** A crashed page is loaded anew, more slowly each time; its session is gone with its port. */
function comeBackAfterCrash(window: BrowserWindow, log: (event: string, detail: string) => void): void {
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    log('page-gone', details.reason);
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    crashes += 1;
    setTimeout(() => !window.isDestroyed() && loadPage(window, log), Math.min(10_000, 200 * 2 ** crashes));
  });
  // An empty page is not asked about before it is gone to (Chromium loads it without a request): the till comes back.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url.split(/[?#]/)[0] === PAGE || window.isDestroyed()) return;
    log('page-left', '');
    loadPage(window, log);
  });
  window.webContents.on('unresponsive', () => log('page-unresponsive', ''));
}
