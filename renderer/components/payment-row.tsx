// A payment on a bill among the lines of the screen's bill: which bill, what is open of it, how much of it is paid now.
import { formatAmount } from '../../core/money/format-amount.ts';
import { subtractMinor } from '../../core/money/money.ts';
import { useWords } from '../i18n/i18n.ts';
import type { BillAction, PaymentReading } from '../screens/till/bill-state.ts';
import { useServices } from '../services.tsx';
import { MoneyInput } from './money-input.tsx';

type PaymentRowProps = {
  readonly n: number;
  readonly reading: PaymentReading;
  readonly selected: boolean;
  readonly rowRef: React.RefObject<HTMLTableRowElement | null> | null;
  readonly change: (action: BillAction) => void;
  readonly onDone: () => void;
};

export function PaymentRow({ n, reading, selected, rowRef, change, onDone }: PaymentRowProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { paying, amount, tooMuch } = reading;
  const { bill, key, amountText } = paying;
  const rest = amount === null ? null : subtractMinor(bill.rest, amount);
  return (
    <tr
      ref={rowRef}
      aria-current={selected ? 'true' : undefined}
      onMouseDown={() => change({ type: 'selectLine', key })}
    >
      <td>{n}</td>
      <td>
        {bill.purpose}
        <small>
          {say('bills.onLine', { number: bill.number, rest: formatAmount(bill.rest, currency) })}
          {bill.overdue && <b className="bill-overdue">{say('bills.overdue')}</b>}
          {tooMuch && <b className="bill-overdue">{say('bills.tooMuch')}</b>}
          {rest !== null && rest > 0 && <> · {say('bills.left', { rest: formatAmount(rest, currency) })}</>}
        </small>
      </td>
      <td>{say('bills.unit')}</td>
      <td>
        <MoneyInput
          name={`payment-${key}`}
          label={say('bills.amountOf', { number: bill.number })}
          text={amountText}
          onType={(text) => change({ type: 'typePayment', key, text })}
          onEnter={onDone}
        />
      </td>
      <td className="lines-amount">{amount === null ? '—' : formatAmount(amount, currency)}</td>
    </tr>
  );
}
