// The page of a slip: its picture once it is made, and until then that it is being made, or why it could not be.
import { Notice } from '../../components/notice.tsx';
import type { Paper, PaperState } from '../../frame/papers.tsx';
import { paperSentence } from '../../i18n/fault-sentence.ts';
import { useWords } from '../../i18n/i18n.ts';
import { PdfPage } from './pdf-page.tsx';

type SlipPageProps = { readonly paper: (Paper & { readonly state: PaperState }) | null; readonly number: string };

export function SlipPage({ paper, number }: SlipPageProps) {
  const { say } = useWords();
  if (paper === null || paper.state.kind === 'waiting') return <Notice tone="wait">{say('work.paper.waiting')}</Notice>;
  if (paper.state.kind === 'failed') return <Notice tone="warn">{paperSentence(paper.state.fault, say)}</Notice>;
  return <PdfPage jobId={paper.jobId} number={number} />;
}
