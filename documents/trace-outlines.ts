// Turns what is not running text into vector paths in page coordinates: the QR symbol and the seal.
// One path each keeps a receipt small, sharp at any size, and free of images that would have to be decoded.
import { create as createQr } from 'qrcode';
import { faceFor, paperFont } from './paper-fonts.ts';

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * The dark modules of a QR symbol (ISO/IEC 18004, error correction M: 15 % may be dirty or torn) as one SVG path.
 * Neighbours in a row are joined; each bar reaches a hair into the next row, or viewers show white seams.
 */
export function qrPath(text: string, x: number, y: number, side: number): string {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  const module = side / modules.size;
  const height = round(module + 0.02);
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      const width = round((column - from) * module);
      path += `M${round(x + from * module)} ${round(y + row * module)}h${width}v${height}h${-width}z`;
    }
  }
  return path;
}

/** A text as outlines: straight (radius null, centred on cx at baseline cy) or along an arc above the point (cx, cy). */
interface OutlinedText {
  text: string;
  cx: number;
  cy: number;
  size: number;
  radius: number | null;
  /** Distance from one character's middle to the next: radians on an arc, points on a line; null sets them by their own widths. */
  pitch: number | null;
}

function outlineText({ text, cx, cy, size, radius, pitch }: OutlinedText): string {
  const letters = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    const font = paperFont(faceFor(code) ?? 'Paper', 'bold');
    const scale = size / font.unitsPerEm;
    const glyph = font.glyphForCodePoint(code);
    return { glyph, scale, width: glyph.advanceWidth * scale };
  });
  const whole = letters.reduce((sum, letter) => sum + letter.width, 0);
  let cursor = -whole / 2;
  let path = '';
  letters.forEach(({ glyph, scale, width }, i) => {
    const offset = pitch === null ? cursor + width / 2 : (i - (letters.length - 1) / 2) * pitch;
    cursor += width;
    const angle = radius === null ? 0 : offset;
    const x = radius === null ? cx + offset : cx + radius * Math.sin(angle);
    const y = radius === null ? cy : cy - radius * Math.cos(angle);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    path += glyph.path
      .transform(scale * cos, scale * sin, scale * sin, -scale * cos, x - (width / 2) * cos, y - (width / 2) * sin)
      .toSVG();
  });
  return path;
}

const sealPaths = new Map<string, string>();
const MAX_SEALS = 256;

/** The lettering of a round seal: organisation along the upper arc, a word or date in the middle, a word below. */
export function sealPath(seal: { x: number; y: number; diameter: number; ring: string; centre: string; foot: string }): string {
  const key = JSON.stringify(seal);
  const known = sealPaths.get(key);
  if (known !== undefined) return known;
  const r = seal.diameter / 2;
  const cx = seal.x + r;
  const cy = seal.y + r;
  const count = Math.max(1, [...seal.ring].length);
  // The name takes at most 250° of the ring; its letters shrink before they touch.
  const arc = (250 * Math.PI) / 180;
  const size = Math.min(r * 0.26, ((r * 0.72 * arc) / count) * 0.94);
  const radius = r * 0.94 - size * 0.98;
  const pitch = Math.min(arc / count, (size * 1.35) / radius);
  const path =
    outlineText({ text: seal.ring, cx, cy, size, radius, pitch }) +
    outlineText({ text: seal.centre, cx, cy: cy + r * 0.09, size: r * 0.25, radius: null, pitch: null }) +
    outlineText({ text: seal.foot, cx, cy: cy + r * 0.62, size: r * 0.27, radius: null, pitch: r * 0.36 });
  if (sealPaths.size >= MAX_SEALS) sealPaths.clear();
  sealPaths.set(key, path);
  return path;
}
