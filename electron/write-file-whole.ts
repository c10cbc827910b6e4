// Writes a file so that it is either there whole or not at all, readable by this account only.
// A half-written receipt or setting after a power cut would be worse than none.
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces `path` by these bytes. Throws the file system's own error; then nothing of the attempt is left. */
export async function writeFileWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const arriving = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(arriving, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(arriving, path);
  } catch (error) {
    await rm(arriving, { force: true }).catch(() => undefined);
    throw error;
  }
}
