// What a PNG says of itself, read from its first bytes: enough to refuse a picture that would hang or spoil a paper.
// Source: PNG specification (W3C, third edition), 5.2 signature and 11.2.2 IHDR.

export interface PngFacts {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export type PngFault = 'notPng' | 'tooLarge' | 'interlaced';

/** A seal of 25 mm at 600 dpi has 590 pixels a side; twice that is more than any printer shows. */
export const MAX_PICTURE_SIDE = 1_200;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const IHDR = [0x49, 0x48, 0x44, 0x52] as const;

/** Width and height of the PNG in `bytes`, or why it cannot be put on paper (interlaced ones are not drawn). */
export function readPngFacts(bytes: Uint8Array): { ok: true; facts: PngFacts } | { ok: false; fault: PngFault } {
  const signed = SIGNATURE.every((byte, i) => bytes[i] === byte) && IHDR.every((byte, i) => bytes[12 + i] === byte);
  if (!signed || bytes.length < 45) return { ok: false, fault: 'notPng' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  if (width === 0 || height === 0) return { ok: false, fault: 'notPng' };
  if (width > MAX_PICTURE_SIDE || height > MAX_PICTURE_SIDE) return { ok: false, fault: 'tooLarge' };
  return bytes[28] === 0 ? { ok: true, facts: { width, height } } : { ok: false, fault: 'interlaced' };
}
