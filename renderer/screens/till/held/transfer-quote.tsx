// Beside a transfer on the bill: the slip with our account, and the purpose that was quoted.
import { ActionButton } from '../../../components/action-button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFaultSentence } from '../../../services.tsx';
import type { QuoteTransfer } from './use-transfer-slip.ts';

export function TransferQuote({ quote: { act, quoted, quote } }: { readonly quote: QuoteTransfer }) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  return (
    <>
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {quoted !== null && <Notice tone="good">{say('prepay.transfer.quoted', { purpose: quoted.purpose })}</Notice>}
      <div className="transfer-quote">
        <ActionButton size="small" action="transferSlip" busy={act.busy} onPress={quote}>
          {say('prepay.transfer.print')}
        </ActionButton>
      </div>
    </>
  );
}
