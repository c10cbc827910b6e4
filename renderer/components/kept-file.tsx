// A kept file as a picture: an image as it is, a PDF by its first page, drawn as receipts are. Nothing of it is run.
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { fetchKept } from '../port/keep-file.ts';
import { drawPdf } from '../screens/receipts/draw-pdf.ts';
import { useFaultSentence, useServices } from '../services.tsx';
import { Notice } from './notice.tsx';
import './kept-file.css';

type KeptFileProps = { readonly attachment: string; readonly label: string };
type Seen = { readonly kind: 'loading' | 'pdf' } | { readonly kind: 'image'; readonly url: string };

export function KeptFile({ attachment, label }: KeptFileProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [seen, setSeen] = useState<Seen>({ kind: 'loading' });
  const [thrown, setThrown] = useState<unknown>(null);
  useEffect(() => {
    const controller = new AbortController();
    let url: string | null = null;
    const show = async (): Promise<void> => {
      const blob = await fetchKept(ledger, attachment);
      if (controller.signal.aborted) return;
      if (blob.type !== 'application/pdf') {
        url = URL.createObjectURL(blob);
        return setSeen({ kind: 'image', url });
      }
      setSeen({ kind: 'pdf' });
      if (canvas.current !== null) await drawPdf(await blob.arrayBuffer(), canvas.current, controller.signal);
    };
    show().catch((reason: unknown) => {
      if (!controller.signal.aborted) setThrown(reason);
    });
    return () => {
      controller.abort();
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [ledger, attachment]);
  return (
    <div className="kept-file" data-testid="kept-file" data-seen={thrown === null ? seen.kind : 'failed'}>
      {thrown !== null && <Notice tone="fault">{sentence(thrown)}</Notice>}
      {thrown === null && seen.kind === 'loading' && <p className="work-none">{say('work.loading')}</p>}
      {seen.kind === 'image' && <img src={seen.url} alt={label} />}
      <canvas ref={canvas} role="img" aria-label={label} hidden={seen.kind !== 'pdf'} />
    </div>
  );
}
