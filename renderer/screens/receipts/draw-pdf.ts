// Draws the first page of a PDF on a canvas by pdf.js: what is shown is what the file is, not a likeness of it.
// Fonts are drawn as outlines: the window's style policy allows no font that was not shipped with it. Nothing in it is run.

/** How wide a page is drawn, CSS pixels; the style sheet shows it smaller where the window is lower than the paper. */
const WIDTH = 560;

/** Draws page 1 of `data`; does nothing more once `signal` is aborted. Rejects for what is no PDF. */
export async function drawPdf(data: ArrayBuffer, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;
  const task = pdfjs.getDocument({ data, disableFontFace: true, isEvalSupported: false, useSystemFonts: false });
  try {
    const page = await (await task.promise).getPage(1);
    if (signal.aborted) return;
    const shown = WIDTH / page.getViewport({ scale: 1 }).width;
    const sharp = Math.max(2, window.devicePixelRatio);
    const viewport = page.getViewport({ scale: shown * sharp });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
  } finally {
    await task.destroy();
  }
}
