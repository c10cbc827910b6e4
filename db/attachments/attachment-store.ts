// Whole files beside the ledger, each encrypted under a key of its own: scans and pictures would swell the ledger file and
// every copy of it. A chained row says what each file must hold; the store only keeps bytes and proves them.
import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../core/contract/errors.ts';
import type { DataKey } from '../open/connection.ts';

const MARK = Buffer.from('CFA1');
const NONCE = 12;
const TAG = 16;
const ID = /^[0-9a-f]{32}$/;

/** The chained tables whose rows answer for kept files, each by `id`, `size` and `sha256`. */
export const KEPT_FILES = ['attachment', 'central_file', 'bank_answer', 'package_paper'] as const;

/** What the chained row says of the bytes. */
export interface KeptBytes {
  readonly id: string;
  /** Length in bytes. */
  readonly size: number;
  /** SHA-256 of the plain bytes, hex. */
  readonly sha256: string;
}

/**
 * `new/` holds files whose row is not known to be committed; everything else lies in 256 folders by the start of its id.
 * So the sweep after a crash looks at what was in flight and not at everything.
 */
export class AttachmentStore {
  readonly #dir: string;
  readonly #key: DataKey;

  constructor(dir: string, key: DataKey) {
    this.#dir = dir;
    this.#key = key;
  }

  /** A key for another purpose than files, derived from the ledger's own: what is sealed with it opens only here. */
  keyFor(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#key, Buffer.alloc(0), `counterfoil ${purpose}`, 32));
  }

  /** Writes `bytes` under a new random id, durable before the answer. Throws Refused DISK_FULL, DISK_FAILED, NOT_WRITABLE. */
  async write(bytes: Buffer): Promise<string> {
    const id = randomBytes(16).toString('hex');
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#keyOf(id), nonce).setAAD(Buffer.from(id));
    const sealed = [MARK, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
    try {
      mkdirSync(this.#folder('new'), { recursive: true, mode: 0o700 });
      const temporary = join(this.#folder('new'), `${id}.part`);
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writev(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.#newPath(id));
      syncFolder(this.#folder('new'));
      return id;
    } catch (error) {
      throw refusalOfDisk(error, this.#dir);
    }
  }

  /** Its row is committed: the file leaves `new/`. Does nothing when it has left before; the next start does it otherwise. */
  settle(id: string): void {
    const folder = this.#folder(shard(id));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      renameSync(this.#newPath(id), join(folder, id));
      syncFolder(folder);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }

  /** The plain bytes, proved. Throws Refused ATTACHMENT_DAMAGED when they are missing or are not those that were kept. */
  read(kept: KeptBytes): Buffer {
    const fault = (reason: 'missing' | 'altered'): never =>
      refuse('ATTACHMENT_DAMAGED', { attachment: kept.id, reason });
    const sealed = this.#sealed(kept.id) ?? fault('missing');
    const bytes = this.#opened(kept.id, sealed) ?? fault('altered');
    return bytes.length === kept.size && hash('sha256', bytes, 'hex') === kept.sha256 ? bytes : fault('altered');
  }

  /** What a crash left in `new/`: files whose row is committed are settled, the others are no attachments and are deleted. */
  sweep(isCommitted: (id: string) => boolean): void {
    for (const name of namesIn(this.#folder('new'))) {
      if (ID.test(name) && isCommitted(name)) this.settle(name);
      else rmSync(join(this.#folder('new'), name), { force: true });
    }
  }

  // A file moves once, from `new/` to its folder: a reader that just missed it there finds it here.
  #sealed(id: string): Buffer | null {
    if (!ID.test(id)) return null;
    const settled = join(this.#folder(shard(id)), id);
    for (const path of [settled, this.#newPath(id), settled]) {
      try {
        return readFileSync(path);
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw refusalOfDisk(error, this.#dir);
      }
    }
    return null;
  }

  #opened(id: string, sealed: Buffer): Buffer | null {
    if (sealed.length < MARK.length + NONCE + TAG || !sealed.subarray(0, MARK.length).equals(MARK)) return null;
    const nonce = sealed.subarray(MARK.length, MARK.length + NONCE);
    const decipher = createDecipheriv('aes-256-gcm', this.#keyOf(id), nonce, { authTagLength: TAG });
    decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(sealed.length - TAG));
    try {
      const bytes = decipher.update(sealed.subarray(MARK.length + NONCE, sealed.length - TAG));
      return Buffer.concat([bytes, decipher.final()]);
    } catch {
      return null;
    }
  }

  // A key of its own for each file: no two files share a key with a nonce, and one file put in another's place opens for nobody.
  #keyOf(id: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#key, Buffer.from(id, 'hex'), 'counterfoil attachment 1', 32));
  }

  #folder(name: string): string {
    return join(this.#dir, name);
  }

  #newPath(id: string): string {
    return join(this.#folder('new'), id);
  }
}

const shard = (id: string): string => id.slice(0, 2);

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

// The name is durable only with its folder; Windows cannot open a folder and needs no such call.
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function refusalOfDisk(error: unknown, path: string): unknown {
  const code = codeOf(error);
  try {
    if (code === 'ENOSPC' || code === 'EDQUOT') refuse('DISK_FULL', {});
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') refuse('NOT_WRITABLE', { path });
    if (code === 'EIO') refuse('DISK_FAILED', {});
  } catch (refused) {
    return refused;
  }
  return error;
}
