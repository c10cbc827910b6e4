// Whether bytes are a PNG picture of a bounded size, told from the bytes themselves and not from a file's name.
// A picture is drawn on every receipt: one that claims 50,000 pixels a side would stop the printing, not only itself.

/** Why a picture is not taken. */
export type PngFault = 'notPng' | 'tooManyBytes' | 'tooSmall' | 'tooLarge' | 'interlaced';

export const MIN_SIDE = 64;
export const MAX_SIDE = 1_600;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Signature, length and name of IHDR, width, height: ISO/IEC 15948, 5.2 and 11.2.2. */
const HEAD_BYTES = 24;
/** A PNG ends with an empty IEND and its checksum. */
const END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

/** What is wrong with `base64` as a PNG of at most `maxBytes` bytes, or null. Never throws. */
export function pngFault(base64: string, maxBytes: number): PngFault | null {
  if (base64.length > Math.ceil(maxBytes / 3) * 4) return 'tooManyBytes';
  const bytes = decoded(base64);
  if (bytes === null || bytes.length < HEAD_BYTES + END.length) return 'notPng';
  if (bytes.length > maxBytes) return 'tooManyBytes';
  const isHeader = String.fromCharCode(...bytes.subarray(12, 16)) === 'IHDR' && bytes[11] === 13;
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte) || !isHeader) return 'notPng';
  if (!END.every((byte, index) => bytes[bytes.length - END.length + index] === byte)) return 'notPng';
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width < MIN_SIDE || height < MIN_SIDE) return 'tooSmall';
  if (width > MAX_SIDE || height > MAX_SIDE) return 'tooLarge';
  // The last byte of IHDR: what draws our papers reads the rows of an interlaced picture in the wrong order.
  return bytes[28] === 0 ? null : 'interlaced';
}

/** Width and height in pixels of a PNG that `pngFault` found nothing wrong with; null for anything else. */
export function pngSize(base64: string): { readonly width: number; readonly height: number } | null {
  const head = decoded(base64.slice(0, 48));
  if (head === null || head.length < HEAD_BYTES || !SIGNATURE.every((byte, index) => head[index] === byte)) return null;
  const view = new DataView(head.buffer, head.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...LETTERS].map((letter, value) => [letter.charCodeAt(0), value]));

// By hand: `core` knows neither Node's Buffer nor the window's atob.
function decoded(base64: string): Uint8Array | null {
  const text = base64.replace(/={1,2}$/, '');
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [held, bits, at] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const value = VALUES.get(text.charCodeAt(index));
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}
