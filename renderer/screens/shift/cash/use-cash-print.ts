// Sends a slip of cash to the paper queue: the first time at once, later with the reason every copy needs.
import { useState } from 'react';
import { faultOf } from '../../../port/call-fault.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import { type Act, useAct } from '../../../use-act.ts';

export type CashPrint = {
  readonly act: Act;
  /** The number that was sent last; null before. */
  readonly sent: string | null;
  /** Printed before: a reason is asked for. */
  readonly asking: string | null;
  readonly print: (number: string, reason?: string) => void;
  readonly stop: () => void;
};

export function useCashPrint(): CashPrint {
  const { ledger } = useServices();
  const { locale } = useWords();
  const act = useAct();
  const [sent, setSent] = useState<string | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const print = (number: string, reason?: string): void =>
    act.run(async () => {
      try {
        await ledger.act('cash.print', { number, locale, reason: reason ?? null });
        setSent(number);
        setAsking(null);
      } catch (thrown) {
        if (faultOf(thrown)?.code !== 'REPRINT_REASON_REQUIRED') throw thrown;
        setAsking(number);
      }
    });
  return { act, sent, asking, print, stop: () => setAsking(null) };
}
