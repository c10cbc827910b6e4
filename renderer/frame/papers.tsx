// The papers of this window: which receipt was sent to be made, and whether its PDF is there.
// Making paper comes after posting and may fail without touching what is posted.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { PaperFault } from '../../core/contract/bridge.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import { useWords } from '../i18n/i18n.ts';
import { useServices } from '../services.tsx';

export type Paper = {
  readonly jobId: string;
  readonly mark: 'original' | 'copy' | 'replacement';
  readonly copyNumber: number | null;
  /** Number of the pre-printed sheet it goes on. */
  readonly stock: string | null;
};
export type PaperState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly fault: PaperFault };

type Papers = {
  /** The newest paper of a receipt made by this window, or null. */
  readonly of: (number: string) => (Paper & { readonly state: PaperState }) | null;
  /** Sends a receipt to be made; rejects with `CallFailed`. The first print needs no reason, a copy does. */
  readonly print: (number: string, reason: string | null) => Promise<Paper>;
};

const PapersContext = createContext<Papers | null>(null);

export function usePapers(): Papers {
  const papers = useContext(PapersContext);
  if (papers === null) throw new Error('Screens are drawn inside PapersProvider');
  return papers;
}

/** Documents that follow a receipt: voids and tender corrections have slips of their own. */
const FOLLOW_UPS: ReadonlySet<string> = new Set(['V', 'T']);

const WAITING: PaperState = { kind: 'waiting' };

export function PapersProvider({ children }: { readonly children: ReactNode }) {
  const { ledger, bridge } = useServices();
  const { locale } = useWords();
  const [byNumber, setByNumber] = useState<ReadonlyMap<string, Paper>>(new Map());
  // News may overtake the answer that names its job, so it is kept by job.
  const [byJob, setByJob] = useState<ReadonlyMap<string, PaperState>>(new Map());
  useEffect(
    () =>
      bridge.onShell((event) => {
        if (event.kind !== 'paper') return;
        const state: PaperState = event.ok ? { kind: 'ready' } : { kind: 'failed', fault: event.error };
        setByJob((before) => new Map(before).set(event.jobId, state));
      }),
    [bridge],
  );
  const print = useCallback(
    async (number: string, reason: string | null): Promise<Paper> => {
      const follows = FOLLOW_UPS.has(parseDocumentNumber(number)?.type ?? 'R');
      const { jobId, mark, copyNumber, stock } = follows
        ? { ...(await ledger.act('slip.print', { number, locale, reason })), stock: null }
        : await ledger.act('receipt.print', { number, locale, reason });
      const paper: Paper = { jobId, mark, copyNumber, stock };
      setByNumber((before) => new Map(before).set(number, paper));
      return paper;
    },
    [ledger, locale],
  );
  const papers = useMemo<Papers>(
    () => ({
      of: (number) => {
        const paper = byNumber.get(number);
        return paper === undefined ? null : { ...paper, state: byJob.get(paper.jobId) ?? WAITING };
      },
      print,
    }),
    [byNumber, byJob, print],
  );
  return <PapersContext value={papers}>{children}</PapersContext>;
}
