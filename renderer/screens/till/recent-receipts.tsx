// The latest receipts at a glance; one click shows one.
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { clock } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';

const SHOWN = 6;

export function RecentReceipts({ onShow }: { readonly onShow: (number: string) => void }) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const id = useId();
  const { data } = useQuery({
    queryKey: ['receipts', 'recent', SHOWN],
    queryFn: () => ledger.ask('receipt.recent', { before: null, limit: SHOWN }),
  });
  const receipts = data?.receipts ?? [];
  return (
    <div className="recent">
      <h3 id={id} className="recent-title">
        {say('till.who.recent')} <KeyHint action="goReceipts" />
      </h3>
      {receipts.length === 0 && <p className="recent-none">{say('till.who.recentNone')}</p>}
      <ul aria-labelledby={id}>
        {receipts.map((receipt) => (
          <li key={receipt.number}>
            <button type="button" className="recent-row" onClick={() => onShow(receipt.number)}>
              <span className="recent-number">{receipt.number}</span>
              <span className="recent-time">{clock(receipt.postedAt, locale)}</span>
              <b>{formatAmount(receipt.total, currency)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
