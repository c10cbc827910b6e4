// The paper itself, drawn from its PDF on a canvas: what is shown is what was made, not a likeness of it.
// While it is drawn, and when it cannot be, the place says so.
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { Notice } from '../../components/notice.tsx';
import { drawPdf } from './draw-pdf.ts';

type PdfPageProps = { readonly jobId: string; readonly number: string };
type Stage = 'drawing' | 'drawn' | 'failed';

async function draw(jobId: string, canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`paper/${jobId}.pdf`, { signal });
  if (!answer.ok) throw new Error(`paper ${answer.status}`);
  await drawPdf(await answer.arrayBuffer(), canvas, signal);
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
