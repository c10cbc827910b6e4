// Runs before the page of an approval window, in its own world: lends it its port and leave to close, and nothing else.
// A preload of its own, so that nothing the cashier's page is ever lent can be reached from here, nor the other way round.
import { contextBridge, ipcRenderer } from 'electron';
import { type ApprovalBridge, PORT_MESSAGE, type ShellEvent } from '../core/contract/bridge.ts';
import { askInfo } from './ask-info.ts';

const listeners = new Set<(event: ShellEvent) => void>();
const { info, ledger } = askInfo('approval:info');
let lastOfLedger = ledger;

ipcRenderer.on('counterfoil:port', (event) => {
  window.postMessage(PORT_MESSAGE, window.location.origin, event.ports);
});
ipcRenderer.on('counterfoil:shell', (_event, shellEvent: ShellEvent) => {
  // Of the desktop's news only the ledger's are for an approver; papers are the till's.
  if (shellEvent.kind !== 'ledger') return;
  lastOfLedger = shellEvent;
  for (const listener of listeners) listener(shellEvent);
});

const bridge: ApprovalBridge = {
  connect: () => ipcRenderer.send('approval:connect'),
  info,
  onShell: (listener) => {
    const own = (event: ShellEvent): void => listener(event);
    listeners.add(own);
    queueMicrotask(() => listeners.has(own) && own(lastOfLedger));
    return () => {
      listeners.delete(own);
    };
  },
  close: () => ipcRenderer.send('approval:close'),
};

contextBridge.exposeInMainWorld('approval', bridge);
