// Writes the files of a package, text line by line, hashed and counted on the way: constant memory for any day.
// The same ledger gives the same bytes at every export: no clock, no locale, no order that is left to chance.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageFile, PackageManifest } from '../../core/package/manifest.ts';

const FLUSH_AT = 1 << 16;

/** One file of a package being written. */
export class PackageText {
  readonly #name: PackageFile;
  readonly #descriptor: number;
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #rows = 0;
  #waiting = '';

  constructor(folder: string, name: PackageFile) {
    this.#name = name;
    this.#descriptor = openSync(join(folder, name), 'wx', 0o600);
  }

  /** A head line; not counted as a row. */
  head(line: string): void {
    this.#add(line);
  }

  row(line: string): void {
    this.#rows += 1;
    this.#add(line);
  }

  /** Brings the file to the disk and answers its line of the manifest. */
  end(): PackageManifest['files'][number] {
    this.#flush();
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    return { name: this.#name, bytes: this.#bytes, rows: this.#rows, sha256: this.#hash.digest('hex') };
  }

  #add(line: string): void {
    this.#waiting += `${line}\n`;
    if (this.#waiting.length > FLUSH_AT) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#waiting, 'utf8');
    this.#waiting = '';
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#descriptor, bytes, at);
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }
}

/** `plain`: text the program itself made of a number, such as an amount; it may begin with a minus. */
export type PackageCell = string | number | null | { readonly plain: string };

/** A number stands as it is. Text that a spreadsheet would take for a formula gets an apostrophe before it (reliability.md row 26). */
export function csvLine(cells: readonly PackageCell[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(cell: PackageCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.plain;
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
