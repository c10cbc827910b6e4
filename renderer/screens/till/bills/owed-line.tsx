// One quiet line under the customer: what they owe on bills, amber when some of it is overdue. Shift F2 opens them.
import { useQuery } from '@tanstack/react-query';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import './bills.css';

export function OwedLine({ customer, onOpen }: { readonly customer: string; readonly onOpen: () => void }) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const { data } = useQuery({
    queryKey: ['bills', 'owed', customer],
    queryFn: () => ledger.ask('bill.list', { customer, all: false, limit: 1 }),
  });
  if (data === undefined || data.owed.count === 0) return null;
  const { count, rest, overdue } = data.owed;
  return (
    <button type="button" className={overdue > 0 ? 'owed owed-late' : 'owed'} data-testid="owed" onClick={onOpen}>
      <span>{say('bills.owed', { count })}</span>
      <b>{formatAmount(rest, currency)}</b>
      <KeyHint action="bills" />
      {overdue > 0 && <small>{say('bills.owedLate', { amount: formatAmount(overdue, currency) })}</small>}
    </button>
  );
}
