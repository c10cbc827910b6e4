// Says what a file is by its content alone, from its first byte to its last. A file that is two things at once, or that
// goes on after its end, is neither: a name and a first few bytes are what somebody wanted them to be.
import {
  type AttachmentMedia,
  MAX_ATTACHMENT_BYTES,
  MAX_PICTURE_POINTS,
  MAX_PICTURE_SIDE,
  MEDIA_OF_ENDING,
} from './attachment-kind.ts';

/**
 * empty, tooLarge: its size. unknown: none of the kinds taken. ending: its name says another kind. broken: does not hold
 * together, or is cut off. trailing: goes on after its end. dimensions: a picture of too many points, or of none.
 */
export const MEDIA_FAULTS = ['empty', 'tooLarge', 'unknown', 'ending', 'broken', 'trailing', 'dimensions'] as const;
export type MediaFault = (typeof MEDIA_FAULTS)[number];

export type Sniffed =
  | { readonly ok: true; readonly media: AttachmentMedia }
  | { readonly ok: false; readonly fault: MediaFault };

type Read = { readonly end: number; readonly width: number; readonly height: number } | MediaFault;

/** What `bytes` are. `name`: the file's name, whose ending must not lie. Never throws, whatever the bytes. */
export function sniffMedia(bytes: Uint8Array, name: string): Sniffed {
  const no = (fault: MediaFault): Sniffed => ({ ok: false, fault });
  if (bytes.length === 0) return no('empty');
  if (bytes.length > MAX_ATTACHMENT_BYTES) return no('tooLarge');
  const media = mediaByStart(bytes);
  if (media === null) return no('unknown');
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if ((Object.hasOwn(MEDIA_OF_ENDING, ending) ? MEDIA_OF_ENDING[ending] : null) !== media) return no('ending');
  if (media === 'pdf') {
    const fault = pdfFault(bytes);
    return fault === null ? { ok: true, media } : no(fault);
  }
  const read = { png: readPng, jpeg: readJpeg, webp: readWebp }[media](bytes);
  if (typeof read === 'string') return no(read);
  const { width, height } = read;
  const sides = width >= 1 && height >= 1 && width <= MAX_PICTURE_SIDE && height <= MAX_PICTURE_SIDE;
  if (!sides || width * height > MAX_PICTURE_POINTS) return no('dimensions');
  if (!isFilling(bytes, read.end)) return no('trailing');
  // Readers of PDF look for its mark in the first thousand bytes, not at the first: a picture with it is both.
  if (indexOf(bytes, '%PDF-', 0, 1_024) >= 0) return no('trailing');
  return { ok: true, media };
}

const PNG = '\x89PNG\r\n\x1a\n';

function mediaByStart(bytes: Uint8Array): AttachmentMedia | null {
  if (has(bytes, 0, '%PDF-')) return 'pdf';
  if (has(bytes, 0, PNG)) return 'png';
  if (has(bytes, 0, '\xff\xd8\xff')) return 'jpeg';
  return has(bytes, 0, 'RIFF') && has(bytes, 8, 'WEBP') ? 'webp' : null;
}

// A PDF ends with its mark and a line end or two. What comes after it belongs to another file.
function pdfFault(bytes: Uint8Array): MediaFault | null {
  if (!/^%PDF-[12]\.\d/.test(latin(bytes, 0, 8))) return 'broken';
  const tail = latin(bytes, Math.max(0, bytes.length - 1_024), bytes.length);
  const at = tail.lastIndexOf('%%EOF');
  if (at < 0) return indexOf(bytes, '%%EOF', 0, bytes.length) < 0 ? 'broken' : 'trailing';
  if (!tail.slice(0, at).includes('startxref')) return 'broken';
  return /^[\s\0]*$/.test(tail.slice(at + 5)) ? null : 'trailing';
}

// PNG 1.2 §3: length, type, data, CRC; IHDR is the first chunk and IEND the last.
function readPng(bytes: Uint8Array): Read {
  if (uint(bytes, 8) !== 13 || !has(bytes, 12, 'IHDR')) return 'broken';
  const size = { width: uint(bytes, 16), height: uint(bytes, 20) };
  let data = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = uint(bytes, at);
    const type = latin(bytes, at + 4, at + 8);
    const end = at + 12 + length;
    if (!/^[A-Za-z]{4}$/.test(type) || end > bytes.length) return 'broken';
    if (type === 'IDAT') data = true;
    if (type === 'IEND') return data && length === 0 ? { ...size, end } : 'broken';
    at = end;
  }
  return 'broken';
}

// ITU T.81 B: segments of a marker and a length; after SOS the coded picture, up to a marker that is none of its own.
function readJpeg(bytes: Uint8Array): Read {
  let size = { width: 0, height: 0 };
  let scanned = false;
  for (let at = 2; at + 1 < bytes.length; ) {
    if (bytes[at] !== 0xff) return 'broken';
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return scanned && size.width > 0 ? { ...size, end: at + 2 } : 'broken';
    if (at + 4 > bytes.length) return 'broken';
    const length = short(bytes, at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return 'broken';
    // Start of frame: C0–CF without the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      size = { height: short(bytes, at + 5), width: short(bytes, at + 7) };
    }
    at += 2 + length;
    if (marker !== 0xda) continue;
    scanned = true;
    at = endOfScan(bytes, at);
  }
  return 'broken';
}

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] as number;
    // FF 00 is a coded FF, FF D0–D7 are restarts.
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

// RIFF: little-endian length of all that follows; the first chunk is one of three and says the size in its own way.
function readWebp(bytes: Uint8Array): Read {
  if (bytes.length < 30) return 'broken';
  const end = 8 + little(bytes, 4, 4);
  if (end > bytes.length) return 'broken';
  const kind = latin(bytes, 12, 16);
  if (kind === 'VP8X') return { width: 1 + little(bytes, 24, 3), height: 1 + little(bytes, 27, 3), end };
  if (kind === 'VP8 ') {
    if (!has(bytes, 23, '\x9d\x01\x2a')) return 'broken';
    return { width: little(bytes, 26, 2) % 0x4000, height: little(bytes, 28, 2) % 0x4000, end };
  }
  if (kind !== 'VP8L' || bytes[20] !== 0x2f) return 'broken';
  const bits = little(bytes, 21, 4);
  return { width: 1 + (bits % 0x4000), height: 1 + (Math.floor(bits / 0x4000) % 0x4000), end };
}

// Telephones put further pictures, and scanners zeros, after the end of a picture; nothing else stands there.
function isFilling(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < bytes.length && bytes[at] === 0) at += 1;
  if (at === bytes.length) return true;
  const rest = bytes.subarray(at);
  if (!has(bytes, 0, '\xff\xd8') || !has(rest, 0, '\xff\xd8\xff')) return false;
  const read = readJpeg(rest);
  return typeof read !== 'string' && isFilling(rest, read.end);
}

const has = (bytes: Uint8Array, at: number, text: string): boolean => latin(bytes, at, at + text.length) === text;
const latin = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
const short = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
const uint = (bytes: Uint8Array, at: number): number => short(bytes, at) * 65_536 + short(bytes, at + 2);

function little(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let n = count - 1; n >= 0; n -= 1) value = value * 256 + (bytes[at + n] ?? 0);
  return value;
}

function indexOf(bytes: Uint8Array, text: string, from: number, to: number): number {
  const first = text.charCodeAt(0);
  for (let at = from; at < Math.min(to, bytes.length); at += 1) {
    if (bytes[at] === first && has(bytes, at, text)) return at;
  }
  return -1;
}
