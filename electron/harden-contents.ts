// Takes from every page what a till window never needs: navigation, new windows, permissions, the network, downloads.
// Applied to whatever web contents ever come to exist, so that a window made later cannot be forgotten.
import { app, type Session, type WebContents, type WebPreferences } from 'electron';
import { APPROVAL_PAGE, ORIGIN, PAGE } from './window-scheme.ts';

export type RefusalLog = (event: string, detail: string) => void;

/** What every window of ours is made with, the hidden one for printing too: nothing of Node or Electron in any page. */
export function pagePreferences(own: Pick<WebPreferences, 'session' | 'preload' | 'devTools'>): WebPreferences {
  return {
    ...own,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    // The dictionaries of the spell checker come from the network.
    spellcheck: false,
  };
}

/** Once, before any window. */
export function hardenAllContents(log: RefusalLog): void {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
}

function hardenContents(contents: WebContents, log: RefusalLog): void {
  contents.on('will-navigate', (details) => {
    if (isReload(contents, details.url)) return;
    details.preventDefault();
    log('navigation-refused', schemeOf(details.url));
  });
  contents.on('will-frame-navigate', (details) => {
    if (details.isMainFrame) return;
    details.preventDefault();
    log('frame-navigation-refused', schemeOf(details.url));
  });
  contents.on('will-redirect', (details) => {
    details.preventDefault();
    log('redirect-refused', schemeOf(details.url));
  });
  contents.setWindowOpenHandler(({ url }) => {
    log('window-refused', schemeOf(url));
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log('webview-refused', '');
  });
}

/** A page may load itself anew (it loses its port by it) and go nowhere else. */
function isReload(contents: WebContents, url: string): boolean {
  return (url === PAGE || url === APPROVAL_PAGE) && contents.getURL() === url;
}

/** Only the scheme is logged: an address may carry what was typed. */
function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0].toLowerCase() ?? 'no scheme';
}

/** A session without permissions, devices, downloads or network: it reaches `origin` and nothing else. */
export function hardenSession(session: Session, log: RefusalLog, origin: string = ORIGIN): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log('permission-refused', permission);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => {
    event.preventDefault();
    log('download-refused', '');
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith(`${origin}/`) || /^(data|blob|devtools):/.test(details.url);
    if (!own) log('request-refused', schemeOf(details.url));
    answer({ cancel: !own });
  });
}
