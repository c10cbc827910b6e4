// One quiet line under the customer: what lies here for them. F5 opens it.
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import { useHeldAccounts } from './use-held.ts';
import './held.css';

export function HeldLine({ customer, onOpen }: { readonly customer: string; readonly onOpen: () => void }) {
  const { currency } = useServices();
  const { say } = useWords();
  const { balance } = useHeldAccounts(customer);
  return (
    <button type="button" className="held-line" data-testid="held" onClick={onOpen}>
      <span>{say('prepay.held.line')}</span>
      <b>{formatAmount(balance, currency)}</b>
      <KeyHint action="prepayments" />
    </button>
  );
}
