// Starts a program of ours in a process of its own and hides which of Electron's two ways carries it.
// utilityProcess where the runtime's Node-API can load the ledger's SQLite, else plain Node 24 running the same file.
import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';

/** A running program: messages in and out, one end. */
export type ChildProgram = {
  readonly pid: number | undefined;
  /** Sends a structured-cloneable message. A dead program swallows it: its `exit` says the rest. */
  send(message: unknown): void;
  /** Ends it at once (SIGKILL): for one that no longer answers. */
  kill(): void;
};

export type ProgramListener = {
  message(message: unknown): void;
  /** Called exactly once, also when the program could not be started. */
  exit(code: number | null): void;
  /** One line of what it wrote on stderr or stdout. */
  line(text: string): void;
};

export type ProgramSpec = { readonly file: string; readonly name: string; readonly node: string };

/** better-sqlite3 13 is built against Node-API 10; older runtimes crash on loading it. */
export function carrierFor(nodeApi: string | undefined): 'utility' | 'fork' {
  return Number(nodeApi ?? 0) >= 10 ? 'utility' : 'fork';
}

/** The environment handed on: nothing that could make the child load or listen to something else. */
export function childEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !/^(NODE_|ELECTRON_)/i.test(name));
  return Object.fromEntries(kept) as Record<string, string>;
}

/** Starts the program and reports to the listener until it ends. */
export function startChildProgram(spec: ProgramSpec, listener: ProgramListener): ChildProgram {
  return carrierFor(process.versions['napi']) === 'utility' ? viaUtility(spec, listener) : viaFork(spec, listener);
}

function viaUtility(spec: ProgramSpec, listener: ProgramListener): ChildProgram {
  const child = utilityProcess.fork(spec.file, [], {
    serviceName: spec.name,
    stdio: 'pipe',
    env: childEnvironment(process.env),
    execArgv: [],
  });
  const ended = once(listener.exit);
  child.on('message', (message: unknown) => listener.message(message));
  child.on('exit', (code) => ended(code));
  readLines(child.stdout, listener.line);
  readLines(child.stderr, listener.line);
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    kill: () => killNow(child.pid),
  };
}

function viaFork(spec: ProgramSpec, listener: ProgramListener): ChildProgram {
  const ended = once(listener.exit);
  const child = forkOrNull(spec, listener);
  if (child === null) {
    // Told later, as the end of a process always is: the caller does not hold the program yet.
    setImmediate(() => ended(null));
    return { pid: undefined, send: () => undefined, kill: () => undefined };
  }
  child.on('message', (message) => listener.message(message));
  child.on('exit', (code) => ended(code));
  // Without a listener a failed start or a broken channel would bring up Electron's own error box and hang.
  child.on('error', (error) => {
    listener.line(`process error: ${error.message}`);
    if (child.pid === undefined) ended(null);
  });
  readLines(child.stdout, listener.line);
  readLines(child.stderr, listener.line);
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message as object, () => undefined);
    },
    kill: () => killNow(child.pid),
  };
}

/** A path that is no program makes `fork` throw instead of reporting an error. */
function forkOrNull(spec: ProgramSpec, listener: ProgramListener): ChildProcess | null {
  try {
    return fork(spec.file, [], {
      execPath: spec.node,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: childEnvironment(process.env),
    });
  } catch (error) {
    listener.line(`cannot be started: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function killNow(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone, which is what was wanted.
  }
}

function once(act: (code: number | null) => void): (code: number | null) => void {
  let done = false;
  return (code) => {
    if (done) return;
    done = true;
    act(code);
  };
}

/** Lines are cut at 2,000 characters: a log is no place for a document. */
function readLines(stream: Readable | NodeJS.ReadableStream | null, line: (text: string) => void): void {
  let rest = '';
  stream?.on('data', (chunk: Buffer | string) => {
    const parts = (rest + String(chunk)).split('\n');
    rest = (parts.pop() ?? '').slice(-2_000);
    for (const part of parts) if (part !== '') line(part.slice(0, 2_000));
  });
}
