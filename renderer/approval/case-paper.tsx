// One paper of the case in place of its facts: an image as it is, a PDF by its first page. Nothing of it is run.
import { useEffect, useRef, useState } from 'react';
import { MIME_OF_MEDIA } from '../../core/attachments/attachment-kind.ts';
import { KeyCap } from '../components/key-hint.tsx';
import { Notice } from '../components/notice.tsx';
import { useWords } from '../i18n/i18n.ts';
import type { Ledger } from '../port/ledger.ts';
import { drawPdf } from '../screens/receipts/draw-pdf.ts';
import { KEY_CAPS } from './approval-keys.ts';

export type Paper = { readonly attachment: string; readonly name: string };
type Seen = { readonly kind: 'loading' | 'pdf' | 'failed' } | { readonly kind: 'image'; readonly url: string };
type CasePaperProps = { readonly ledger: Ledger; readonly paper: Paper; readonly onBack: () => void };

async function fetchPaper(ledger: Ledger, attachment: string): Promise<Blob> {
  const read: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 1; ; part += 1) {
    const { media, parts, bytes } = await ledger.ask('approval.paper', { attachment, part });
    read.push(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)));
    if (part >= parts) return new Blob(read, { type: MIME_OF_MEDIA[media] });
  }
}

export function CasePaper({ ledger, paper, onBack }: CasePaperProps) {
  const { say } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [seen, setSeen] = useState<Seen>({ kind: 'loading' });
  const { attachment, name } = paper;
  useEffect(() => {
    const controller = new AbortController();
    let url: string | null = null;
    const show = async (): Promise<void> => {
      const blob = await fetchPaper(ledger, attachment);
      if (controller.signal.aborted) return;
      if (blob.type !== 'application/pdf') {
        url = URL.createObjectURL(blob);
        return setSeen({ kind: 'image', url });
      }
      setSeen({ kind: 'pdf' });
      if (canvas.current !== null) await drawPdf(await blob.arrayBuffer(), canvas.current, controller.signal);
    };
    show().catch(() => {
      if (!controller.signal.aborted) setSeen({ kind: 'failed' });
    });
    return () => {
      controller.abort();
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [ledger, attachment]);
  return (
    <div className="case-paper" data-testid="case-paper" data-seen={seen.kind}>
      <button type="button" className="approval-away" onClick={onBack}>
        {say('caseFile.toCase')} <KeyCap label={KEY_CAPS.leave} />
      </button>
      <h2>{name}</h2>
      {seen.kind === 'failed' && <Notice tone="fault">{say('caseFile.notShown')}</Notice>}
      {seen.kind === 'loading' && <p>{say('approval.loading')}</p>}
      {seen.kind === 'image' && <img src={seen.url} alt={name} />}
      <canvas ref={canvas} role="img" aria-label={name} hidden={seen.kind !== 'pdf'} />
    </div>
  );
}
