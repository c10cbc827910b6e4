// The paper itself, drawn from its PDF on a canvas by pdf.js: what is shown is what was made, not a likeness of it.
// Fonts are drawn as outlines: the window's style policy allows no font that was not shipped with it.
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { Notice } from '../../components/notice.tsx';

type PdfPageProps = { readonly jobId: string; readonly number: string };
type Stage = 'drawing' | 'drawn' | 'failed';

/** How wide a page is drawn, CSS pixels; the style sheet shows it smaller where the window is lower than the paper. */
const WIDTH = 560;

async function draw(jobId: string, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  const [pdfjs, answer] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    fetch(`paper/${jobId}.pdf`, { signal }),
  ]);
  if (!answer.ok) throw new Error(`paper ${answer.status}`);
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;
  const task = pdfjs.getDocument({
    data: await answer.arrayBuffer(),
    disableFontFace: true,
    isEvalSupported: false,
    useSystemFonts: false,
  });
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

export function PdfPage({ jobId, number }: PdfPageProps) {
  const { say } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [stage, setStage] = useState<Stage>('drawing');
  useEffect(() => {
    const controller = new AbortController();
    setStage('drawing');
    if (canvas.current !== null) {
      draw(jobId, canvas.current, controller.signal).then(
        () => setStage('drawn'),
        () => {
          if (!controller.signal.aborted) setStage('failed');
        },
      );
    }
    return () => controller.abort();
  }, [jobId]);
  return (
    <>
      {stage === 'failed' && <Notice tone="warn">{say('work.paper.notShown')}</Notice>}
      {stage === 'drawing' && <p className="viewer-muted">{say('work.paper.drawing')}</p>}
      <canvas
        ref={canvas}
        role="img"
        aria-label={say('work.paper.page', { number })}
        data-stage={stage}
        data-testid="paper-page"
        hidden={stage === 'failed'}
      />
    </>
  );
}
