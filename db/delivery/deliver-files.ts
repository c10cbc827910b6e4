// Puts files into the folder central fetches from: under a temporary name, renamed when whole, and read back there, because
// a share that says "written" may not have.
import { createHash } from 'node:crypto';
import { open, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveryFault } from '../../core/contract/procedures/central.ts';

/** One file by its bytes, or a folder with everything in it. */
export type DeliverySource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'folder'; readonly path: string };

export interface DeliveryJob {
  readonly folder: string;
  readonly name: string;
  readonly source: DeliverySource;
  /** SHA-256, hex, of the file; of a folder the one of its `manifest.json`, which names those of the others. */
  readonly sha256: string;
}
export type Delivered =
  | { readonly ok: true; readonly place: string }
  | { readonly ok: false; readonly fault: DeliveryFault };

const MANIFEST = 'manifest.json';

/** Delivers once. Never throws; what is half there has no name that anybody fetches. */
export async function deliverFiles(job: DeliveryJob): Promise<Delivered> {
  const arriving = join(job.folder, `.${job.name}.part`);
  const place = join(job.folder, job.name);
  try {
    if (!(await isFolder(job.folder))) return { ok: false, fault: 'FOLDER_MISSING' };
    const wanted = await wantedFiles(job.source);
    if (wanted === null) return { ok: false, fault: 'SOURCE_MISSING' };
    if (await isThere(place, wanted)) return { ok: true, place };
    await rm(arriving, { recursive: true, force: true });
    await writeAll(arriving, wanted);
    await rm(place, { recursive: true, force: true });
    await rename(arriving, place);
    if (await isThere(place, wanted)) return { ok: true, place };
    return { ok: false, fault: 'HASH_DIFFERS' };
  } catch (error) {
    await rm(arriving, { recursive: true, force: true }).catch(() => undefined);
    return { ok: false, fault: faultOf(error) };
  }

  /** The files with what their bytes must be; null when the source is not what the ledger says it is. */
  async function wantedFiles(source: DeliverySource): Promise<Files | null> {
    if (source.kind === 'bytes') return digest(source.bytes) === job.sha256 ? new Map([['', source.bytes]]) : null;
    if (!(await isFolder(source.path))) return null;
    const files = new Map<string, Uint8Array>();
    for (const name of (await readdir(source.path)).sort()) files.set(name, await readFile(join(source.path, name)));
    const manifest = files.get(MANIFEST);
    return manifest && digest(manifest) === job.sha256 && holds(manifest, files) ? files : null;
  }
}

/** Bytes by name; the one name '' is the place itself. */
type Files = ReadonlyMap<string, Uint8Array>;

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Whether every file the manifest names is there as it names it. */
function holds(manifest: Uint8Array, files: Files): boolean {
  const { files: named } = JSON.parse(Buffer.from(manifest).toString('utf8')) as {
    files: readonly { name: string; sha256: string }[];
  };
  return named.every(({ name, sha256 }) => {
    const bytes = files.get(name);
    return bytes !== undefined && digest(bytes) === sha256;
  });
}

async function writeAll(arriving: string, files: Files): Promise<void> {
  if (!files.has('')) await mkdir(arriving);
  for (const [name, bytes] of files) {
    const file = await open(name === '' ? arriving : join(arriving, name), 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

/** Read back from where it lies: every byte, not the size. */
async function isThere(place: string, files: Files): Promise<boolean> {
  try {
    for (const [name, bytes] of files) {
      const found = await readFile(name === '' ? place : join(place, name));
      if (digest(found) !== digest(bytes)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function faultOf(error: unknown): DeliveryFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'DISK_FULL';
  if (/^E(ACCES|PERM|ROFS)$/.test(code)) return 'NOT_WRITABLE';
  if (/^E(NOENT|NOTDIR|HOSTDOWN|STALE)$/.test(code)) return 'FOLDER_MISSING';
  return 'FAILED';
}
