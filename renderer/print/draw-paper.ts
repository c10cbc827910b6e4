// Draws one paper for the printer, all its pages, on a page nobody sees: the driver then prints this page.
// Canvases at the resolution of an office printer; the PDF's own fonts are drawn as outlines.
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import './print.css';

/** Dots per inch that are drawn; thermal heads have 203, office printers divide 600 by two. */
const DPI = 300;
const CSS_DPI = 96;

declare global {
  /** What the shell waits for: the number of sheets drawn. */
  var paperDrawn: Promise<number>;
}

async function draw(job: string): Promise<number> {
  const answer = await fetch(`paper/${job}.pdf`);
  if (!answer.ok) throw new Error(`paper ${answer.status}`);
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;
  const task = pdfjs.getDocument({
    data: await answer.arrayBuffer(),
    disableFontFace: true,
    isEvalSupported: false,
    useSystemFonts: false,
  });
  const paper = await task.promise;
  for (let n = 1; n <= paper.numPages; n += 1) {
    const page = await paper.getPage(n);
    const viewport = page.getViewport({ scale: DPI / 72 });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    canvas.style.width = `${(viewport.width * CSS_DPI) / DPI}px`;
    canvas.style.height = `${(viewport.height * CSS_DPI) / DPI}px`;
    document.body.append(canvas);
    await page.render({ canvas, viewport, intent: 'print' }).promise;
  }
  await task.destroy();
  return paper.numPages;
}

globalThis.paperDrawn = draw(new URLSearchParams(window.location.search).get('job') ?? '');
