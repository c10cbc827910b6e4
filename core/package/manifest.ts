// The manifest of a daily package (product.md X1): what is in it, what it adds up to, where it stands in the chain.
// Central finance trusts the package by this file and its signature alone, without asking the counter.
import { z } from 'zod';
import { dateText, minorAmount } from '../contract/scalars.ts';

/** Files of a package besides the manifest and its signature, in the order in which they are listed. */
export const PACKAGE_FILES = [
  'chain.jsonl',
  'acts.jsonl',
  'receipts.csv',
  'lines.csv',
  'tenders.csv',
  'refunds.csv',
  'payouts.csv',
  'journal.csv',
  'z-report.pdf',
] as const;
export type PackageFile = (typeof PACKAGE_FILES)[number];

export const MANIFEST_NAME = 'manifest.json';
/** 64 bytes: Ed25519 over the bytes of the manifest as they stand in the file. */
export const SIGNATURE_NAME = 'manifest.sig';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const packageManifest = z.strictObject({
  format: z.literal('counterfoil-package'),
  version: z.literal(1),
  ledger: z.string(),
  organisation: z.string(),
  counter: z.strictObject({ code: z.string(), name: z.string() }),
  currency: z.string(),
  businessDate: dateText,
  /** Packages of a counter count from 1 without a gap. */
  number: z.int().min(1),
  /** SHA-256 of the manifest before; null for the first. */
  previous: sha256.nullable(),
  /** The links of the chain in here: from the one after the last package to the one that closed the day. */
  chain: z.strictObject({ from: z.int(), to: z.int(), before: sha256, head: sha256 }),
  /** The Z report of the day, as the ledger keeps it; `control` is the debits of the day. Minor units. */
  z: z.strictObject({
    documents: z.int().min(0),
    taken: minorAmount,
    perpetual: minorAmount,
    control: minorAmount,
    /** Of this day, but posted before the day before it was closed, and so in an earlier package. */
    earlier: z.strictObject({ documents: z.int().min(0), debit: minorAmount }),
  }),
  /**
   * What the documents in here come to by business date: besides the day itself, a later one that was begun before this
   * one was closed. Of the day itself: these and `z.earlier` are what the Z report says.
   */
  days: z.array(z.strictObject({ businessDate: dateText, documents: z.int().min(0), debit: minorAmount })),
  /** Documents by their letter. */
  documents: z.record(z.string(), z.int().min(0)),
  /** Minor units. Debits and credits of all documents are equal; tenders are what was applied. */
  totals: z.strictObject({ debit: minorAmount, credit: minorAmount, tenders: z.record(z.string(), minorAmount) }),
  files: z.array(z.strictObject({ name: z.enum(PACKAGE_FILES), bytes: z.int(), rows: z.int(), sha256 })),
});
export type PackageManifest = z.infer<typeof packageManifest>;

/** Why a package is not believed; what stands beside the code names the place. */
export const PACKAGE_FAULTS = [
  'FILE_MISSING',
  'FILE_UNKNOWN',
  'FILE_CHANGED',
  'SIGNATURE_WRONG',
  'MANIFEST_UNREADABLE',
  'CHAIN_BROKEN',
  'ACT_CHANGED',
  'TOTALS_DIFFER',
  'NOT_AFTER_PREVIOUS',
] as const;
type FaultCode<C extends (typeof PACKAGE_FAULTS)[number]> = C;
export type PackageFault =
  | { readonly code: FaultCode<'FILE_MISSING' | 'FILE_UNKNOWN' | 'FILE_CHANGED'>; readonly file: string }
  | { readonly code: FaultCode<'SIGNATURE_WRONG'> }
  | { readonly code: FaultCode<'MANIFEST_UNREADABLE'>; readonly reason: string }
  | { readonly code: FaultCode<'CHAIN_BROKEN' | 'ACT_CHANGED'>; readonly seq: number }
  | {
      readonly code: FaultCode<'TOTALS_DIFFER'>;
      readonly what: string;
      readonly said: number;
      readonly found: number;
    }
  | { readonly code: FaultCode<'NOT_AFTER_PREVIOUS'>; readonly reason: string };

/** The Z report on paper, for whoever has no program to read the rest with; drawn once, its rows count 0. */
export const PAPER_NAME = 'z-report.pdf' satisfies PackageFile;

/** The name of the folder of a package, the same wherever it is put. */
export function packageName(counter: string, businessDate: string, number: number): string {
  return `${counter}-${businessDate}-${String(number).padStart(6, '0')}`;
}
