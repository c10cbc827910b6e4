// The shell's log: what processes did, never what people typed. Rotates at 1 MB, keeps the file before.
// Entries are event names with short details; runs of digits are blotted out in case a number slips in.
import { join } from 'node:path';
import log from 'electron-log/main';
import { redact } from './redact.ts';

export type ShellLog = (event: string, detail: string) => void;

/** Entries a minute; a program that prints in a loop must not wear out a disk. */
const MAX_A_MINUTE = 300;

/** Opens the log in `folder`. `echo` also writes it to the terminal, for development. */
export function openShellLog(folder: string, echo: boolean): ShellLog {
  log.transports.file.resolvePathFn = () => join(folder, 'shell.log');
  log.transports.file.maxSize = 1_048_576;
  log.transports.file.format = '{iso} {text}';
  log.transports.console.level = echo ? 'info' : false;
  log.transports.console.format = '{text}';
  let minute = 0;
  let written = 0;
  return (event, detail) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) {
      minute = now;
      written = 0;
    }
    written += 1;
    if (written > MAX_A_MINUTE) return;
    try {
      log.info(`${event} ${redact(detail)}`.trimEnd());
    } catch {
      // A full or forbidden disk: the till goes on without a log.
    }
  };
}
