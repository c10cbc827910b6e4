// A report on its way to paper: asked for, made, and perhaps sent to a printer. Reports have no originals and no copies.
import { useCallback, useEffect, useState } from 'react';
import type { PaperFault, PrintState } from '../../../core/contract/bridge.ts';
import { printSentence } from '../../frame/print-line.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

export type PaperStage =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly jobId: string }
  | { readonly kind: 'failed'; readonly fault: PaperFault };

type ReportPaper = {
  readonly stage: PaperStage;
  /** How far it is on its way to a printer, in words; null: it was not sent. */
  readonly print: string | null;
  /** Takes over the paper whose job the ledger has answered. */
  readonly follow: (jobId: string) => void;
};

export function useReportPaper(): ReportPaper {
  const { bridge } = useServices();
  const { say } = useWords();
  const [jobId, setJobId] = useState<string | null>(null);
  const [done, setDone] = useState<ReadonlyMap<string, PaperFault | null>>(new Map());
  const [prints, setPrints] = useState<ReadonlyMap<string, PrintState>>(new Map());
  useEffect(
    () =>
      bridge.onShell((event) => {
        if (event.kind === 'paper')
          setDone((before) => new Map(before).set(event.jobId, event.ok ? null : event.error));
        if (event.kind === 'print') setPrints((before) => new Map(before).set(event.jobId, event.state));
      }),
    [bridge],
  );
  const follow = useCallback((id: string) => setJobId(id), []);
  const print = jobId === null ? undefined : prints.get(jobId);
  return { stage: stageOf(jobId, done), print: print === undefined ? null : printSentence(print, say), follow };
}

function stageOf(jobId: string | null, done: ReadonlyMap<string, PaperFault | null>): PaperStage {
  const fault = jobId === null ? undefined : done.get(jobId);
  if (jobId === null || fault === undefined) return { kind: 'waiting' };
  return fault === null ? { kind: 'ready', jobId } : { kind: 'failed', fault };
}
