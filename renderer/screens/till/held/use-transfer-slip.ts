// 转账通知单: our account and the purpose to quote, on paper before the money comes. Alt Q while a transfer is on the bill.
import { useCallback, useState } from 'react';
import { useWords } from '../../../i18n/i18n.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useServices } from '../../../services.tsx';
import { type Act, useAct } from '../../../use-act.ts';
import type { Bill, BillReading } from '../bill-state.ts';
import type { Posting } from '../use-posting.ts';

export type QuoteTransfer = {
  readonly act: Act;
  /** The purpose that was quoted last, and the job of its paper. */
  readonly quoted: { readonly purpose: string; readonly jobId: string } | null;
  readonly quote: () => void;
};

type TransferSlipOptions = { readonly bill: Bill; readonly reading: BillReading; readonly posting: Posting };

export function useTransferSlip({ bill, reading, posting }: TransferSlipOptions): QuoteTransfer {
  const { ledger } = useServices();
  const { locale } = useWords();
  const act = useAct();
  const { run } = act;
  const [quoted, setQuoted] = useState<QuoteTransfer['quoted']>(null);
  const transfer = reading.tenders.find(({ tender }) => tender.method === 'transfer');
  const amount = transfer?.given ?? null;
  const payer = bill.payer.trim() === '' ? (bill.customer?.name ?? null) : bill.payer.trim();
  const quote = useCallback((): void => {
    if (amount === null || amount === 0 || posting.phase !== 'editing') return;
    run(async () => setQuoted(await ledger.act('transfer.slip', { amount, payer, locale })));
  }, [amount, payer, locale, ledger, posting.phase, run]);
  useKeys('screen', { transferSlip: () => (transfer === undefined ? false : quote()) });
  return { act, quoted, quote };
}
