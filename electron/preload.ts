// Runs before the page, in its own world: lends it the one bridge and nothing of Electron.
// Every function here does one named thing; no channel name ever comes from the page.
import { contextBridge, ipcRenderer } from 'electron';
import { type CounterfoilBridge, PORT_MESSAGE, type ShellEvent } from '../core/contract/bridge.ts';
import { askInfo } from './ask-info.ts';

const listeners = new Set<(event: ShellEvent) => void>();
const { info, ledger } = askInfo();
/** What was last said about the ledger: a listener that comes later still hears it. */
let lastOfLedger = ledger;

ipcRenderer.on('counterfoil:port', (event) => {
  // Only this page hears it: the origin is its own.
  window.postMessage(PORT_MESSAGE, window.location.origin, event.ports);
});
ipcRenderer.on('counterfoil:shell', (_event, shellEvent: ShellEvent) => {
  if (shellEvent.kind === 'ledger') lastOfLedger = shellEvent;
  for (const listener of listeners) listener(shellEvent);
});

const bridge: CounterfoilBridge = {
  connect: () => ipcRenderer.send('counterfoil:connect'),
  info,
  savePaper: (jobId) => ipcRenderer.invoke('counterfoil:save-paper', String(jobId)),
  printers: () => ipcRenderer.invoke('counterfoil:printers'),
  sendPaper: (jobId, printer) =>
    ipcRenderer.invoke('counterfoil:send-paper', {
      jobId: String(jobId),
      printer: printer === null ? null : String(printer),
    }),
  cancelPaper: (jobId) => ipcRenderer.invoke('counterfoil:cancel-paper', String(jobId)),
  saveList: (name, bytes) => ipcRenderer.invoke('counterfoil:save-list', { name: String(name), bytes }),
  chooseFile: () => ipcRenderer.invoke('counterfoil:choose-file'),
  openPaperFolder: () => ipcRenderer.invoke('counterfoil:open-papers'),
  onShell: (listener) => {
    const own = (event: ShellEvent): void => listener(event);
    listeners.add(own);
    queueMicrotask(() => listeners.has(own) && own(lastOfLedger));
    return () => {
      listeners.delete(own);
    };
  },
  openApproval: (request, more = []) =>
    ipcRenderer.invoke('counterfoil:open-approval', { request: String(request), more: more.map(String) }),
  remind: ({ title, body }) => ipcRenderer.send('counterfoil:remind', { title: String(title), body: String(body) }),
  setLocale: (locale) => ipcRenderer.send('counterfoil:locale', locale),
  quit: () => ipcRenderer.send('counterfoil:quit'),
};

contextBridge.exposeInMainWorld('counterfoil', bridge);
