// A QR symbol as one path, sharp at any size. The text stands only in it: what it says is not read out.
import { create as createQr } from 'qrcode';
import { useMemo } from 'react';

/** Modules of white around it that scanners ask for (ISO/IEC 18004). */
const QUIET = 4;

type QrCodeProps = { readonly text: string; readonly label: string; readonly className?: string };

export function QrCode({ text, label, className }: QrCodeProps) {
  const { d, side } = useMemo(() => draw(text), [text]);
  return (
    <svg
      className={className}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={d} fill="#000" />
    </svg>
  );
}

function draw(text: string): { readonly d: string; readonly side: number } {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  let d = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) d += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return { d, side: modules.size + 2 * QUIET };
}
