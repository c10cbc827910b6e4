// What was scanned while a dialog lay over the work: kept until somebody says what to do with it, never typed into the dialog
// and never lost. Every dialog covers the screen below; the frame offers what waits once nothing covers it any more.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

export type ScanTray = {
  /** Scanned texts that wait, oldest first. */
  readonly waiting: readonly string[];
  /** A dialog is open. */
  readonly covered: boolean;
  /** The oldest was accepted; the till takes it as soon as it is there. */
  readonly wanted: boolean;
  /** Called by a dialog when it opens; the answer is called when it closes. */
  readonly cover: () => () => void;
  readonly keep: (text: string) => void;
  readonly want: () => void;
  /** Forgets the oldest: it was dealt with, or is not wanted. */
  readonly done: () => void;
};

const MOST = 9;
/** Where nobody works yet (first run, sign-in) nothing is kept. */
const NO_TRAY: ScanTray | null = null;
const TrayContext = createContext<ScanTray | null>(NO_TRAY);

export function useScanTray(): ScanTray | null {
  return useContext(TrayContext);
}

export function ScanTrayProvider({ children }: { readonly children: ReactNode }) {
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [covers, setCovers] = useState(0);
  const [wanted, setWanted] = useState(false);
  const cover = useCallback(() => {
    setCovers((count) => count + 1);
    return () => setCovers((count) => count - 1);
  }, []);
  const keep = useCallback((text: string) => {
    // The same code again while it waits is one impatient hand, not two items.
    setWaiting((before) => (before.includes(text) || before.length >= MOST ? before : [...before, text]));
  }, []);
  const want = useCallback(() => setWanted(true), []);
  const done = useCallback(() => {
    setWanted(false);
    setWaiting((before) => before.slice(1));
  }, []);
  const tray = useMemo<ScanTray>(
    () => ({ waiting, covered: covers > 0, wanted, cover, keep, want, done }),
    [waiting, covers, wanted, cover, keep, want, done],
  );
  return <TrayContext value={tray}>{children}</TrayContext>;
}
