// The papers of this window: which receipt was sent to be made, whether its PDF is there, and how far it is on its way to a
// printer. Making paper comes after posting and may fail without touching what is posted.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { PaperFault, PrintState, SendOutcome } from '../../core/contract/bridge.ts';
import type { PrintedPaper } from '../../core/contract/procedures/charge.ts';
import { DOCUMENT_KINDS, isDocumentLetter } from '../../core/numbers/document-kinds.ts';
import { parseDocumentNumber } from '../../core/numbers/document-number.ts';
import type { SpoilReason } from '../../core/stock/spoil-reason.ts';
import { useServices } from '../services.tsx';

export type Paper = Omit<PrintedPaper, 'number'>;
export type PaperState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly fault: PaperFault };
/** `print` null: it was not sent to a printer. */
export type KnownPaper = Paper & { readonly state: PaperState; readonly print: PrintState | null };

export type SpoilWish = {
  readonly reason: SpoilReason;
  readonly note: string | null;
  /** The printer the new sheet goes to; null: the one that is set. */
  readonly printer: string | null;
};

type Papers = {
  /** The newest paper of a receipt made by this window, or null. */
  readonly of: (number: string) => KnownPaper | null;
  /** The receipts whose newest paper waits for somebody, the latest first. */
  readonly troubled: readonly { readonly number: string; readonly print: PrintState }[];
  /**
   * Sends a receipt to be made; rejects with `CallFailed`. The first print needs no reason, a copy does. `send`: to the
   * printer as well; absent: as is set.
   */
  readonly print: (number: string, reason: string | null, send?: boolean) => Promise<Paper>;
  /** Sends the newest paper of a receipt to a printer (null: the one that is set). */
  readonly send: (number: string, printer: string | null) => Promise<SendOutcome>;
  /** Says that the last sheet is spoiled and prints it again; rejects with `CallFailed`. */
  readonly spoil: (number: string, wish: SpoilWish) => Promise<void>;
  /** A paper that another act had made: it is shown when it comes. */
  readonly know: (printed: PrintedPaper) => void;
};

const PapersContext = createContext<Papers | null>(null);

export function usePapers(): Papers {
  const papers = useContext(PapersContext);
  if (papers === null) throw new Error('Screens are drawn inside PapersProvider');
  return papers;
}

const WAITING: PaperState = { kind: 'waiting' };

/** Whether a paper waits for a person: it failed, or the printer wants something. */
export function isTrouble(print: PrintState): boolean {
  if (print.kind === 'sent') return print.slow || print.fault !== null;
  return print.kind === 'failed';
}

export function PapersProvider({ children }: { readonly children: ReactNode }) {
  const { ledger, bridge } = useServices();
  const [byNumber, setByNumber] = useState<ReadonlyMap<string, Paper>>(new Map());
  // News may overtake the answer that names its job, so it is kept by job.
  const [byJob, setByJob] = useState<ReadonlyMap<string, PaperState>>(new Map());
  const [prints, setPrints] = useState<ReadonlyMap<string, PrintState>>(new Map());
  // Papers that go to a printer chosen for this once, as soon as they are made.
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(
    () =>
      bridge.onShell((event) => {
        if (event.kind === 'print') setPrints((before) => new Map(before).set(event.jobId, event.state));
        if (event.kind !== 'paper') return;
        const state: PaperState = event.ok ? { kind: 'ready' } : { kind: 'failed', fault: event.error };
        setByJob((before) => new Map(before).set(event.jobId, state));
      }),
    [bridge],
  );
  useEffect(() => {
    for (const [jobId, printer] of chosen) {
      if (byJob.get(jobId)?.kind !== 'ready') continue;
      setChosen((before) => new Map([...before].filter(([job]) => job !== jobId)));
      void bridge.sendPaper(jobId, printer);
    }
  }, [bridge, byJob, chosen]);
  const know = useCallback(({ number, ...paper }: PrintedPaper): void => {
    setByNumber((before) => new Map(before).set(number, paper));
  }, []);
  const print = useCallback(
    async (number: string, reason: string | null, send?: boolean): Promise<Paper> => {
      const wish = { number, reason };
      const type = parseDocumentNumber(number)?.type ?? 'R';
      // Documents that follow a receipt have slips of their own.
      const made = isDocumentLetter(type) ? DOCUMENT_KINDS[type].paper : 'receipt';
      const printed =
        made === 'slip'
          ? { ...(await ledger.act('slip.print', wish)), stock: null }
          : made === 'held'
            ? { ...(await ledger.act('prepayment.print', wish)), stock: null }
            : await ledger.act('receipt.print', { ...wish, ...(send === undefined ? {} : { send }) });
      know(printed);
      return printed;
    },
    [ledger, know],
  );
  const spoil = useCallback(
    async (number: string, { reason, note, printer }: SpoilWish): Promise<void> => {
      const before = byNumber.get(number);
      // What the system still holds of the spoiled sheet must not come out after its replacement.
      if (before !== undefined) await bridge.cancelPaper(before.jobId);
      const again = { send: printer === null };
      const { printed } = await ledger.act('receipt.spoil', { number, sheet: null, reason, note, again });
      if (printed === null) return;
      know(printed);
      if (printer !== null) setChosen((waiting) => new Map(waiting).set(printed.jobId, printer));
    },
    [ledger, bridge, byNumber, know],
  );
  const papers = useMemo<Papers>(
    () => ({
      of: (number) => {
        const paper = byNumber.get(number);
        if (paper === undefined) return null;
        return { ...paper, state: byJob.get(paper.jobId) ?? WAITING, print: prints.get(paper.jobId) ?? null };
      },
      troubled: [...byNumber]
        .flatMap(([number, { jobId }]) => {
          const state = prints.get(jobId);
          return state !== undefined && isTrouble(state) ? [{ number, print: state }] : [];
        })
        .reverse(),
      print,
      send: (number, printer) => {
        const paper = byNumber.get(number);
        return paper === undefined ? Promise.resolve('unknownPaper') : bridge.sendPaper(paper.jobId, printer);
      },
      spoil,
      know,
    }),
    [bridge, byNumber, byJob, prints, print, spoil, know],
  );
  return <PapersContext value={papers}>{children}</PapersContext>;
}
