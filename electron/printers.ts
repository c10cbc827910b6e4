// The printers of this machine behind one interface: what there is, handing a paper over, and what became of it.
// Where the system prints by CUPS it is asked itself, because CUPS takes a PDF as it is and tells whether paper came out;
// elsewhere a hidden page draws the PDF and hands it to the system's printer driver, which tells neither.
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { PrinterInfo, PrintFault } from '../core/contract/bridge.ts';
import { CupsPrinters } from './cups-printers.ts';
import { PagePrinters } from './page-printers.ts';

export type PaperToPrint = {
  readonly jobId: string;
  readonly path: string;
  /** null: the system's own choice. */
  readonly printer: string | null;
  readonly copies: number;
};

/** A paper the system has taken; `ticket` null where the system tells nothing more about it. */
export type Taken = { readonly printer: string; readonly ticket: string | null };
export type Handed = ({ readonly ok: true } & Taken) | { readonly ok: false; readonly fault: PrintFault };

export type Progress =
  | { readonly kind: 'waiting'; readonly fault: PrintFault | null }
  | { readonly kind: 'printed' }
  | { readonly kind: 'failed'; readonly fault: PrintFault }
  | { readonly kind: 'unknown' };

export type Printers = {
  /** Never rejects: no printers where the system cannot say. */
  list(): Promise<readonly PrinterInfo[]>;
  hand(paper: PaperToPrint): Promise<Handed>;
  progress(taken: Taken): Promise<Progress>;
  /** Takes it out of the system's queue; false when it is not there any more. */
  withdraw(taken: Taken): Promise<boolean>;
};

export type PrinterOptions = {
  readonly windowFiles: string;
  log(event: string, detail: string): void;
};

/** The printers of this system. Which way it prints is found out at the first question. */
export function systemPrinters(options: PrinterOptions): Printers {
  let chosen: Promise<Printers> | null = null;
  const way = (): Promise<Printers> => {
    chosen ??= hasCups().then((cups) => {
      options.log('printers', cups ? 'cups' : 'page');
      return cups ? new CupsPrinters() : new PagePrinters(options);
    });
    return chosen;
  };
  return {
    list: async () => (await way()).list(),
    hand: async (paper) => (await way()).hand(paper),
    progress: async (taken) => (await way()).progress(taken),
    withdraw: async (taken) => (await way()).withdraw(taken),
  };
}

/** Whether the commands of CUPS are installed (Linux, macOS). */
async function hasCups(): Promise<boolean> {
  if (process.platform === 'win32') return false;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const found = await Promise.all(
      ['lp', 'lpstat'].map((name) =>
        access(join(folder, name), constants.X_OK).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (found.every((one) => one)) return true;
  }
  return false;
}
