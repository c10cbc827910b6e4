// What this window was opened for, read from the ledger, and read again whenever something may have changed.
import { useCallback, useEffect, useState } from 'react';
import type { CaseFile } from '../../core/contract/case-file-view.ts';
import type { ApprovalShown } from '../../core/contract/procedures/approval.ts';
import type { Ledger } from '../port/ledger.ts';
import { faultOf, outcomeUnknown } from '../port/call-fault.ts';

export type Shown = {
  readonly matter: ApprovalShown | null;
  /** Of a refund: its whole case. */
  readonly file: CaseFile | null;
  readonly thrown: unknown;
  /** The ledger is away; what is shown may no longer hold. */
  readonly gone: boolean;
};

export function useShown(ledger: Ledger): Shown & { readonly readAgain: () => void } {
  const [shown, setShown] = useState<Shown>({ matter: null, file: null, thrown: null, gone: false });
  const read = useCallback(() => {
    const ask = async (): Promise<Shown> => {
      const matter = await ledger.ask('approval.show', {});
      const file = matter.kind === 'refund' ? await ledger.ask('approval.case', {}) : null;
      return { matter, file, thrown: null, gone: false };
    };
    ask().then(setShown, (thrown: unknown) =>
      setShown((before) => (outcomeUnknown(faultOf(thrown)) ? { ...before, gone: true } : { ...before, thrown })),
    );
  }, [ledger]);
  useEffect(() => {
    const offState = ledger.port.onState((state) => {
      if (state === 'open') read();
      if (state === 'gone') setShown((before) => ({ ...before, gone: true }));
    });
    const offChanged = ledger.on('changed', read);
    if (ledger.port.state === 'open') read();
    return () => {
      offState();
      offChanged();
    };
  }, [ledger, read]);
  return { ...shown, readAgain: read };
}
