// How a program talks to whoever started it: a forked Node's channel, Electron's utility process port, or a worker's port.
// They differ in names only; nothing else in db/ needs to know which it is.
import { parentPort as workerPort } from 'node:worker_threads';

interface ParentPort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

export interface ProcessChannel {
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
}

/** The channel to the starter, or null when there is none. The process ends when the starter is gone. */
export function processChannel(): ProcessChannel | null {
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
    };
  }
  if (workerPort) {
    const port = workerPort;
    return { send: (message) => port.postMessage(message), onMessage: (listener) => void port.on('message', listener) };
  }
  if (!process.send) return null;
  process.on('disconnect', () => process.exit(0));
  return {
    // A starter that died between two messages is no fault: `disconnect` ends this process.
    send: (message) => void process.send?.(message, () => undefined),
    onMessage: (listener) => process.on('message', listener),
  };
}
