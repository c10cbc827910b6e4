// The QR symbol as one vector path in page coordinates: small, sharp at any size, no image to decode.
// pdfmake's own QR node draws a rectangle per module, which costs more time than the rest of the receipt.
import { create as createQr } from 'qrcode';

/**
 * The dark modules of a QR symbol (ISO/IEC 18004, error correction M: 15 % may be dirty or torn) as one path of strokes,
 * a stroke for each run of dark modules in a row. Draw it with `thickness`: a hair more than a module, or viewers show seams.
 */
export function qrStrokes(text: string, x: number, y: number, side: number): { d: string; thickness: number } {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  const module = side / modules.size;
  let d = '';
  for (let row = 0; row < modules.size; row += 1) {
    const middle = rounded(y + (row + 0.5) * module, 100);
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      d += `M${rounded(x + from * module, 100)} ${middle}H${rounded(x + column * module, 100)}`;
    }
  }
  return { d, thickness: rounded(module + 0.03, 100) };
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
