// A list of bills to choose from: number, what for, due date, what the bill came to, what is paid, what is open.
import { useEffect, useId, useRef } from 'react';
import type { BillRow } from '../../../../core/contract/procedures/bill.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { isPlainEnter } from '../../../keys/use-keys.ts';
import { useServices } from '../../../services.tsx';
import './bills.css';

type BillOptionsProps = {
  readonly rows: readonly BillRow[];
  readonly at: number;
  readonly marked: ReadonlySet<string>;
  /** Says whose each bill is: they may be of several customers. */
  readonly whose: boolean;
  readonly onAt: (index: number) => void;
  readonly onMark: (number: string | undefined) => void;
  readonly onTake: () => void;
};

export function BillOptions({ rows, at, marked, whose, onAt, onMark, onTake }: BillOptionsProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const shown = rows.length > 0;
  useEffect(() => {
    if (shown && !whose) ref.current?.focus();
  }, [shown, whose]);
  useEffect(() => {
    ref.current?.querySelectorAll('[role="option"]')[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  if (!shown) return null;
  return (
    <>
      <div className="bill-head" aria-hidden="true">
        <span />
        <span>{say('bills.purpose')}</span>
        <span>{say('bills.due')}</span>
        <span>{say('bills.amount')}</span>
        <span>{say('bills.paid')}</span>
        <span>{say('bills.rest')}</span>
      </div>
      <div
        ref={ref}
        className="bill-list"
        role="listbox"
        aria-multiselectable="true"
        tabIndex={0}
        {...(whose ? {} : { 'data-first-focus': '' })}
        aria-label={say('bills.list')}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={(event) => {
          if (isPlainEnter(event)) onTake();
          else if (event.code === 'Space') onMark(rows[at]?.number);
          else return;
          event.preventDefault();
        }}
      >
        {rows.map((row, index) => (
          <div
            key={`${row.number} ${row.revision}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={marked.has(row.number)}
            className={index === at ? 'bill-option bill-on' : 'bill-option'}
            onClick={() => {
              onAt(index);
              onMark(row.number);
            }}
          >
            <span className="bill-mark" aria-hidden="true">
              {marked.has(row.number) ? '✓' : ''}
            </span>
            <span className="bill-what">
              <b>{row.purpose}</b>
              <small>{whose ? `${row.number} · ${row.customer.name} ${row.customer.number}` : row.number}</small>
            </span>
            <span className={row.overdue ? 'bill-late' : ''}>
              {row.due}
              {row.overdue && <small>{say('bills.overdue')}</small>}
            </span>
            <span>{formatAmount(row.amount, currency)}</span>
            <span>{row.paid === 0 ? '' : formatAmount(row.paid, currency)}</span>
            <b>{formatAmount(row.rest, currency)}</b>
          </div>
        ))}
      </div>
    </>
  );
}
