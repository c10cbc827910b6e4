// The lines of a bill: number, item, quantity, price, amount. One line is marked; arrows, Del and `*3` act on it.
import { Fragment, useEffect, useRef } from 'react';
import { formatAmount, formatQuantity } from '../../core/money/format-amount.ts';
import { negateMinor, ZERO } from '../../core/money/money.ts';
import { useWords } from '../i18n/i18n.ts';
import { useServices } from '../services.tsx';
import { type BillAction, type BillReading, type LineReading, lineToPrice } from '../screens/till/bill-state.ts';
import { KeyHint } from './key-hint.tsx';
import { LineEntryRow } from './line-entry-row.tsx';
import { MoneyInput } from './money-input.tsx';
import { PaymentRow } from './payment-row.tsx';
import './line-table.css';

type LineTableProps = {
  readonly reading: BillReading;
  readonly selected: number | null;
  readonly change: (action: BillAction) => void;
  readonly onDone: () => void;
};

export function LineTable({ reading, selected, change, onDone }: LineTableProps) {
  const { say } = useWords();
  const marked = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (selected !== null) marked.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const priced = lineToPrice({ lines: reading.lines.map(({ line }) => line), selected });
  if (reading.lines.length + reading.payments.length === 0) {
    return (
      <div className="lines-empty">
        <p className="lines-empty-title">{say('till.items.empty')}</p>
        <p>{say('till.items.emptySay')}</p>
      </div>
    );
  }
  return (
    <div className="lines" tabIndex={-1}>
      <table aria-label={say('till.items.lines')}>
        <thead>
          <tr>
            <th scope="col">{say('till.items.n')}</th>
            <th scope="col">{say('till.items.name')}</th>
            <th scope="col">{say('till.items.quantity')}</th>
            <th scope="col">{say('till.items.price')}</th>
            <th scope="col">{say('till.items.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {reading.lines.map((line, index) => (
            <Fragment key={line.line.key}>
              <Row
                n={index + 1}
                reading={line}
                discounts={reading.discounts}
                selected={line.line.key === selected}
                wearsKey={line.line.key === priced?.key}
                rowRef={line.line.key === selected ? marked : null}
                change={change}
                onDone={onDone}
              />
              <LineEntryRow
                reading={line}
                selected={line.line.key === selected}
                wearsKey={line.line.key === priced?.key}
                change={change}
                onDone={onDone}
              />
            </Fragment>
          ))}
          {reading.payments.map((payment, index) => (
            <PaymentRow
              key={payment.paying.key}
              n={reading.lines.length + index + 1}
              reading={payment}
              selected={payment.paying.key === selected}
              rowRef={payment.paying.key === selected ? marked : null}
              change={change}
              onDone={onDone}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Characters of an amount that fit its column at full size. */
const LONG = 12;

type RowProps = {
  readonly n: number;
  readonly reading: LineReading;
  readonly discounts: BillReading['discounts'];
  readonly selected: boolean;
  /** The key for open amounts goes to this line. */
  readonly wearsKey: boolean;
  readonly rowRef: React.RefObject<HTMLTableRowElement | null> | null;
  readonly change: (action: BillAction) => void;
  readonly onDone: () => void;
};

function Row({ n, reading, discounts, selected, wearsKey, rowRef, change, onDone }: RowProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { line, unitPrice, quantity, amount } = reading;
  const { item } = line;
  const off = discounts.perLine.get(line.key) ?? ZERO;
  const tariff = discounts.tariffPrices.get(line.key);
  const written = amount === null ? '—' : formatAmount(amount, currency);
  return (
    <tr
      ref={rowRef}
      aria-current={selected ? 'true' : undefined}
      onMouseDown={() => change({ type: 'selectLine', key: line.key })}
    >
      <td>{n}</td>
      <td>
        {item.name}
        <small>
          {say('till.items.codeUnit', { code: item.code, unit: item.unit })}
          {wearsKey && <KeyHint action="openPrice" />}
          {tariff !== undefined && (
            <span className="lines-cheaper">
              {say('discount.till.linePrice', { price: formatAmount(tariff, currency) })}
            </span>
          )}
          {off > 0 && (
            <span className="lines-cheaper">
              {say('discount.till.lineOff', { amount: formatAmount(negateMinor(off), currency) })}
            </span>
          )}
        </small>
      </td>
      <td>{line.entry !== null && amount === null ? '—' : formatQuantity(quantity)}</td>
      <td>
        {item.pricing === 'open' ? (
          <MoneyInput
            name={`amount-${line.key}`}
            label={say('till.items.openAmountOf', { name: item.name })}
            text={line.amountText}
            {...(wearsKey ? { action: 'openPrice' as const } : {})}
            onType={(text) => change({ type: 'typeAmount', key: line.key, text })}
            onEnter={onDone}
          />
        ) : (
          unitPrice !== null && formatAmount(unitPrice, currency)
        )}
      </td>
      <td className={written.length > LONG ? 'lines-amount lines-long' : 'lines-amount'}>{written}</td>
    </tr>
  );
}
