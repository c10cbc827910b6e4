// Printing by CUPS through its own commands: `lp` takes the finished PDF, `lpstat` says what waits and why.
// What they print is read in the C locale, whose words are those of the source (cups/systemv/lpstat.c).
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { PrinterInfo, PrintFault } from '../core/contract/bridge.ts';
import { paperMillimetres } from './paper-millimetres.ts';
import type { Handed, PaperToPrint, Printers, Progress, Taken } from './printers.ts';

/** ms a command may take; a server that is away answers at once. */
const WITHIN = 10_000;

type Ran = { readonly ok: boolean; readonly out: string; readonly err: string };

function run(command: string, args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    const env = { ...process.env, LC_ALL: 'C', LANG: 'C', SOFTWARE: 'CUPS' };
    execFile(command, [...args], { env, timeout: WITHIN, maxBuffer: 4 * 1024 * 1024 }, (error, out, err) => {
      done({ ok: error === null, out: String(out), err: String(err) });
    });
  });
}

/** `-o media=`: the sizes drivers know by name, else the paper's own. A roll is as long as its page. */
function mediaOption({ width, height }: { readonly width: number; readonly height: number }): string {
  if (width === 148 && height === 210) return 'media=A5';
  if (width === 210 && height === 297) return 'media=A4';
  if (width === 297 && height === 420) return 'media=A3';
  return `media=Custom.${width}x${height}mm`;
}

/** What `lp` says when it takes nothing. */
function refusedBy(err: string): PrintFault {
  if (/no default destination/i.test(err)) return 'NO_PRINTER';
  if (/does not exist|unknown destination|not.found/i.test(err)) return 'PRINTER_MISSING';
  return 'PRINT_REFUSED';
}

/** What a printer waits for, from `lpstat -l -p`; null when it waits for nothing. */
export function waitsFor(said: string): PrintFault | null {
  if (/media-(empty|needed)|out of paper/i.test(said)) return 'OUT_OF_PAPER';
  if (/\bdisabled since|Paused|media-jam|cover-open|offline|door-open|stopped/i.test(said)) return 'PRINTER_STOPPED';
  return null;
}

/** How a finished job ended, from `lpstat -l -W completed`: the lines below the one of the job itself. */
export function endOf(said: string, ticket: string): Progress | null {
  const lines = said.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${ticket} `));
  if (at < 0) return null;
  const below = lines.slice(at + 1);
  const next = below.findIndex((line) => /^\S/.test(line));
  const told = below.slice(0, next < 0 ? undefined : next).join('\n');
  if (/job-canceled/i.test(told)) return { kind: 'failed', fault: 'PRINT_CANCELLED' };
  if (/abort|job-completed-with-errors/i.test(told)) return { kind: 'failed', fault: 'PRINT_ABORTED' };
  // CUPS 2.4 with a raw queue says "processing-to-stop-point" of a job that came out and of one that was taken back alike.
  return /job-completed-successfully/i.test(told) ? { kind: 'printed' } : { kind: 'unknown' };
}

export class CupsPrinters implements Printers {
  async list(): Promise<readonly PrinterInfo[]> {
    const [names, chosen] = await Promise.all([run('lpstat', ['-e']), run('lpstat', ['-d'])]);
    if (!names.ok) return [];
    const standard = /^system default destination: (\S+)/m.exec(chosen.out)?.[1] ?? null;
    return names.out
      .split('\n')
      .map((line) => line.trim())
      .filter((name) => name !== '')
      .map((name) => ({ name, label: name.replaceAll('_', ' '), isDefault: name === standard }));
  }

  async hand({ path, printer, copies }: PaperToPrint): Promise<Handed> {
    const size = paperMillimetres(await readFile(path));
    const to = printer === null ? [] : ['-d', printer];
    const options = ['-n', String(copies), '-o', 'print-scaling=none', ...(size ? ['-o', mediaOption(size)] : [])];
    const { ok, out, err } = await run('lp', [...to, ...options, '--', path]);
    const ticket = /request id is (\S+)-(\d+)/.exec(out);
    if (!ok || ticket === null) return { ok: false, fault: refusedBy(err) };
    return { ok: true, printer: ticket[1] as string, ticket: `${ticket[1]}-${ticket[2]}` };
  }

  async progress({ printer, ticket }: Taken): Promise<Progress> {
    if (ticket === null) return { kind: 'unknown' };
    const waiting = await run('lpstat', ['-W', 'not-completed', '-o', printer]);
    // The server is away for a moment: nothing is known, and it is asked again.
    if (!waiting.ok) return { kind: 'waiting', fault: null };
    if (waiting.out.split('\n').some((line) => line.startsWith(`${ticket} `))) {
      const said = await run('lpstat', ['-l', '-p', printer]);
      return { kind: 'waiting', fault: waitsFor(said.out) };
    }
    const ended = await run('lpstat', ['-l', '-W', 'completed', '-o', printer]);
    // A server that keeps no history says nothing of what it has printed.
    return endOf(ended.out, ticket) ?? { kind: 'unknown' };
  }

  async withdraw({ ticket }: Taken): Promise<boolean> {
    return ticket !== null && (await run('cancel', [ticket])).ok;
  }
}
