// Opens a ZIP archive in memory, as a spreadsheet is one, and trusts nothing it says: names, counts and sizes are bounded
// before anything is unpacked, and unpacking stops where the archive said it would end.
import { inflateRawSync } from 'node:zlib';
import { refuse } from '../../core/contract/errors.ts';

/** Most files in one spreadsheet; real ones have tens. */
const MAX_ENTRIES = 2_000;
/** Most bytes of everything unpacked: a list of a hundred thousand rows needs half of it. */
const MAX_UNPACKED = 128 * 1024 * 1024;
const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;

/** The files of an archive by name; each is unpacked when it is asked for. */
export type ZipEntries = ReadonlyMap<string, () => Buffer>;

/** Throws Refused LIST_UNREADABLE for what is no plain archive, names a path outside itself, or would unpack to too much. */
export function zipEntries(bytes: Buffer): ZipEntries {
  try {
    return read(bytes);
  } catch (error) {
    // Every offset comes from the file: one that points nowhere is a broken file, not a fault of ours.
    if (error instanceof RangeError) return unreadable();
    throw error;
  }
}

function read(bytes: Buffer): ZipEntries {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // 0xffff and 0xffffffff mean that the true figures stand in an archive of the large kind, which no list is.
  if (count > MAX_ENTRIES || at === 0xffffffff) return unreadable();
  const entries = new Map<string, () => Buffer>();
  let unpacked = 0;
  for (let n = 0; n < count; n += 1) {
    if (bytes.readUInt32LE(at) !== DIRECTORY) return unreadable();
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const lengths = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const [nameLength = 0] = lengths;
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    unpacked += size;
    // Bit 0: encrypted.
    if ((flags & 1) === 1 || (method !== 0 && method !== 8) || unpacked > MAX_UNPACKED) return unreadable();
    if (!isPlainName(name) || entries.has(name)) return unreadable();
    entries.set(name, () => unpack(bytes, local, { method, packed, size }));
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  const last = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= last; at -= 1) if (bytes.readUInt32LE(at) === END) return at;
  return unreadable();
}

/** A path below the archive's own top, in the one form that spreadsheets use. */
function isPlainName(name: string): boolean {
  return name !== '' && !/[\\:\0-\x1f]/.test(name) && !name.startsWith('/') && !name.split('/').includes('..');
}

function unpack(
  bytes: Buffer,
  local: number,
  { method, packed, size }: { readonly method: number; readonly packed: number; readonly size: number },
): Buffer {
  try {
    if (bytes.readUInt32LE(local) !== LOCAL) return unreadable();
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + packed);
    // One byte more than was promised is enough to see a lie.
    const whole = method === 0 ? content : inflateRawSync(content, { maxOutputLength: size + 1 });
    return whole.length === size ? whole : unreadable();
  } catch {
    return unreadable();
  }
}

function unreadable(): never {
  return refuse('LIST_UNREADABLE', { reason: 'spreadsheet' });
}
