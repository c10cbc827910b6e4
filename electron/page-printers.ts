// Printing by the system's driver: a hidden page, sandboxed and without a bridge, draws the PDF by pdf.js and is printed.
// Electron prints pages only, and its PDF viewer cannot be printed silently. The driver says that it took the job and
// nothing more, so that what became of it stays unknown until the cashier looks.
import { readFile } from 'node:fs/promises';
import { BrowserWindow, session, type Session } from 'electron';
import type { PrinterInfo, PrintFault } from '../core/contract/bridge.ts';
import { hardenSession, pagePreferences } from './harden-contents.ts';
import { paperMillimetres } from './paper-millimetres.ts';
import type { Handed, PaperToPrint, PrinterOptions, Printers, Progress } from './printers.ts';
import { PRINT_PAGE, serveWindow } from './window-scheme.ts';

/** ms the page may take to draw a paper; a slow machine takes two seconds for an A3 board. */
const DRAWN_WITHIN = 30_000;
const MICRONS_PER_MM = 1_000;

/** What the driver's reason means; Chromium gives English words, not codes. */
function faultOf(reason: string): PrintFault {
  if (/invalid devicename|invalid printer settings/i.test(reason)) return 'PRINTER_MISSING';
  if (/no .*printer/i.test(reason)) return 'NO_PRINTER';
  return 'PRINT_REFUSED';
}

export class PagePrinters implements Printers {
  readonly #options: PrinterOptions;
  /** The one paper that is being drawn; the page can read no other. */
  #drawing: { readonly jobId: string; readonly path: string } | null = null;
  #session: Session | null = null;

  constructor(options: PrinterOptions) {
    this.#options = options;
  }

  async list(): Promise<readonly PrinterInfo[]> {
    // Any of our pages knows the printers; asking costs no window of its own.
    const [any] = BrowserWindow.getAllWindows();
    const found = await any?.webContents.getPrintersAsync().catch(() => []);
    return (found ?? []).map((printer) => ({
      name: printer.name,
      label: printer.displayName || printer.name,
      isDefault: (printer as { isDefault?: boolean }).isDefault === true,
    }));
  }

  async hand(paper: PaperToPrint): Promise<Handed> {
    const known = await this.list();
    const printer = paper.printer ?? known.find((one) => one.isDefault)?.name ?? known[0]?.name ?? null;
    if (printer === null) return { ok: false, fault: 'NO_PRINTER' };
    if (!known.some((one) => one.name === printer)) return { ok: false, fault: 'PRINTER_MISSING' };
    const size = paperMillimetres(await readFile(paper.path)) ?? { width: 148, height: 210 };
    this.#drawing = paper;
    const window = this.#window();
    try {
      await drawn(window, paper.jobId);
      const fault = await print(window, printer, paper.copies, size);
      return fault === null ? { ok: true, printer, ticket: null } : { ok: false, fault };
    } catch (error) {
      this.#options.log('print-page-failed', error instanceof Error ? error.message : String(error));
      return { ok: false, fault: 'PRINT_REFUSED' };
    } finally {
      this.#drawing = null;
      window.destroy();
    }
  }

  progress(): Promise<Progress> {
    return Promise.resolve({ kind: 'unknown' });
  }

  withdraw(): Promise<boolean> {
    return Promise.resolve(false);
  }

  #window(): BrowserWindow {
    return new BrowserWindow({
      show: false,
      focusable: false,
      skipTaskbar: true,
      webPreferences: pagePreferences({ session: this.#ownSession(), devTools: false }),
    });
  }

  #ownSession(): Session {
    if (this.#session !== null) return this.#session;
    const own = session.fromPartition('print');
    hardenSession(own, this.#options.log);
    serveWindow(own, {
      page: PRINT_PAGE,
      folder: this.#options.windowFiles,
      paperOf: (jobId) => (this.#drawing?.jobId === jobId ? this.#drawing.path : null),
    });
    this.#session = own;
    return own;
  }
}

/** Loads the page and waits until every sheet is on it. */
async function drawn(window: BrowserWindow, jobId: string): Promise<void> {
  await window.loadURL(`${PRINT_PAGE}?job=${encodeURIComponent(jobId)}`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('the paper was not drawn in time')), DRAWN_WITHIN);
  });
  try {
    // The page puts this promise there itself; it answers how many sheets it drew.
    await Promise.race([window.webContents.executeJavaScript('globalThis.paperDrawn'), late]);
  } finally {
    clearTimeout(timer);
  }
}

function print(
  window: BrowserWindow,
  deviceName: string,
  copies: number,
  size: { readonly width: number; readonly height: number },
): Promise<PrintFault | null> {
  const pageSize = { width: size.width * MICRONS_PER_MM, height: size.height * MICRONS_PER_MM };
  return new Promise((done) => {
    window.webContents.print(
      { silent: true, printBackground: true, deviceName, copies, pageSize, margins: { marginType: 'none' } },
      (ok, reason) => done(ok ? null : faultOf(reason)),
    );
  });
}
