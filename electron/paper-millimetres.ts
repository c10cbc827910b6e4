// The size of a finished paper, read from the page of its own PDF: a roll's length is known only when it is drawn.
// Our papers are written with their dictionaries uncompressed, so that the first MediaBox can be read as text.

const POINTS_PER_MM = 72 / 25.4;

/** Width and height of the first page in whole millimetres; null for a file that does not say. */
export function paperMillimetres(pdf: Uint8Array): { readonly width: number; readonly height: number } | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text);
  if (box === null) return null;
  const [width, height] = [box[1], box[2]].map((points) => Math.round(Number(points) / POINTS_PER_MM));
  return width && height ? { width, height } : null;
}
