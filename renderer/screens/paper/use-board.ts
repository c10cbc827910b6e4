// A tariff board on its way: asked for, made, and perhaps sent to a printer.
import { useCallback, useEffect, useState } from 'react';
import type { PaperFault, PrintState } from '../../../core/contract/bridge.ts';
import { printSentence } from '../../frame/print-line.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

export type BoardState =
  | { readonly kind: 'waiting'; readonly jobId: string }
  | { readonly kind: 'ready'; readonly jobId: string }
  | { readonly kind: 'failed'; readonly jobId: string; readonly fault: PaperFault };

type Board = {
  /** null: none was asked for. */
  readonly state: BoardState | null;
  /** How far it is on its way to a printer, in words; null: it was not sent. */
  readonly print: string | null;
  /** Asks for the board of a date (null: today); rejects with `CallFailed`. */
  readonly make: (wish: { readonly date: string | null; readonly paper: 'A4' | 'A3' }) => Promise<void>;
};

export function useBoard(): Board {
  const { ledger, bridge } = useServices();
  const { say, locale } = useWords();
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
  const make = useCallback(
    async (wish: { readonly date: string | null; readonly paper: 'A4' | 'A3' }): Promise<void> => {
      setJobId(null);
      const made = await ledger.ask('tariff.board', { ...wish, locale });
      setJobId(made.jobId);
    },
    [ledger, locale],
  );
  const print = jobId === null ? undefined : prints.get(jobId);
  return { state: stateOf(jobId, done), print: print === undefined ? null : printSentence(print, say), make };
}

function stateOf(jobId: string | null, done: ReadonlyMap<string, PaperFault | null>): BoardState | null {
  if (jobId === null) return null;
  const fault = done.get(jobId);
  if (fault === undefined) return { kind: 'waiting', jobId };
  return fault === null ? { kind: 'ready', jobId } : { kind: 'failed', jobId, fault };
}
