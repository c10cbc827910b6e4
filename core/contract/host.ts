// What the shell (electron main, or the CLI) and the ledger process say to each other over the process channel.
// Main relays windows' text unread; besides that it only lends the operating system's key store and the printer.
import type { DocumentLayout } from '../documents/document-layout.ts';
import type { PaperFault } from './bridge.ts';

export type WindowKind = 'till' | 'approval';

/** Shell → ledger. `ch` numbers a window's channel; a number is never used twice by one shell. */
export type ToLedger =
  | {
      readonly k: 'start';
      readonly dataDir: string;
      readonly appVersion: string;
      readonly keyFile: string | null;
      /** Whether the operating system offers real key protection (safeStorage with a real back end). */
      readonly osProtection: boolean;
      /** The data key, base64, that an earlier ledger process of this run gave to be held; null at the first start. */
      readonly heldKey: string | null;
    }
  | { readonly k: 'open'; readonly ch: number; readonly window: 'till'; readonly resume: string | null }
  /** An approval window: for the one request that main opened it for, and without a session to resume. */
  | {
      readonly k: 'open';
      readonly ch: number;
      readonly window: 'approval';
      readonly request: string;
      /** Others that are shown and agreed to with it. */
      readonly more: readonly string[];
    }
  | { readonly k: 'msg'; readonly ch: number; readonly data: string }
  /** `unheard`: the window never spoke on it and gets another one; its session goes on there. */
  | { readonly k: 'close'; readonly ch: number; readonly unheard?: boolean }
  | { readonly k: 'osWrapped'; readonly id: number; readonly blob: string | null }
  | { readonly k: 'osUnwrapped'; readonly id: number; readonly key: string | null }
  | { readonly k: 'jobDone'; readonly jobId: string; readonly ok: boolean; readonly error: string | null }
  /** The PDF of a layout the ledger asked for; null: why there is none. */
  | { readonly k: 'drawn'; readonly id: number; readonly pdf: Uint8Array; readonly fault: null }
  | { readonly k: 'drawn'; readonly id: number; readonly pdf: null; readonly fault: PaperFault }
  | { readonly k: 'ping'; readonly n: number }
  | { readonly k: 'stop' };

/** Where a paper goes when it is made. */
export interface PrinterOrder {
  /** Name of the printer as the system knows it; null: the system's own choice. */
  readonly name: string | null;
  readonly media: 'A5' | '80mm' | 'A4' | 'A3';
  readonly copies: number;
  /** ms after which a printer that has not finished counts as slow. */
  readonly slowAfterMs: number;
  /** true: at once; false: when somebody asks for it. */
  readonly send: boolean;
}

/** Ledger → shell. */
export type FromLedger =
  | { readonly k: 'hello'; readonly pid: number }
  | { readonly k: 'msg'; readonly ch: number; readonly data: string }
  | { readonly k: 'closed'; readonly ch: number }
  /** The ticket that lets this window's session go on after a restart of the ledger; null: forget it. Never shown to the window. */
  | { readonly k: 'resume'; readonly ch: number; readonly ticket: string | null }
  /**
   * A person has unlocked the ledger: the shell holds the data key in its memory, so that a crash of the ledger does not
   * ask a cashier for a passphrase in the middle of a bill. It is never written anywhere and ends with the program.
   */
  | { readonly k: 'holdKey'; readonly key: string }
  /** Wrap (or unwrap) the data key, base64, with the operating system's key store. Answered by id; null = cannot. */
  | { readonly k: 'osWrap'; readonly id: number; readonly key: string }
  | { readonly k: 'osUnwrap'; readonly id: number; readonly blob: string }
  /** Draw a layout for the ledger itself: a paper that goes into a package. Answered by id. */
  | { readonly k: 'draw'; readonly id: number; readonly layout: DocumentLayout }
  | {
      readonly k: 'print';
      readonly ch: number;
      readonly jobId: string;
      readonly businessDate: string;
      readonly fileName: string;
      readonly layout: DocumentLayout;
      readonly printer: PrinterOrder;
    }
  | { readonly k: 'pong'; readonly n: number }
  | { readonly k: 'stopped' };
