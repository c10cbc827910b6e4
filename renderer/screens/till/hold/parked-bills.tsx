// The parked bills at a glance, in the left place; F10 or a click opens them.
import { useId } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { clock } from '../../../i18n/dates.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import { useParked } from './use-parked.ts';

const SHOWN = 3;

export function ParkedBills({ onOpen }: { readonly onOpen: (number: string | null) => void }) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  const id = useId();
  const { bills, count } = useParked();
  if (bills === null || bills.length === 0) return null;
  return (
    <div className="parked" data-testid="parked">
      <h3 id={id} className="recent-title">
        <span>
          {say('till.hold.park')} <b>{count}</b>
        </span>
        <KeyHint action="recall" />
      </h3>
      <ul aria-labelledby={id}>
        {bills.slice(0, SHOWN).map((bill) => (
          <li key={bill.number}>
            <button type="button" className="parked-row" onClick={() => onOpen(bill.number)}>
              <span className="parked-label">{bill.label ?? say('till.hold.nameless')}</span>
              <span className="parked-facts">
                {say('till.hold.lines', { count: bill.lines, time: clock(bill.parkedAt, locale) })}
              </span>
              <b>{formatAmount(bill.total, currency)}</b>
            </button>
          </li>
        ))}
      </ul>
      {count > SHOWN && (
        <button type="button" className="parked-more" onClick={() => onOpen(null)}>
          {say('till.hold.more', { count: count - SHOWN })}
        </button>
      )}
    </div>
  );
}
