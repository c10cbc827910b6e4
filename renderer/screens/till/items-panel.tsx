// The middle: the item field with live suggestions, the lines of the bill, their sum.
import { useId, useState } from 'react';
import { amountInWords } from '../../../core/money/amount-in-words.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import type { Milli } from '../../../core/money/money.ts';
import { LineTable } from '../../components/line-table.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { type Bill, type BillAction, type BillReading, MAX_LINES } from './bill-state.ts';
import { newEntry } from './line-entry.ts';
import { ItemSearch } from './item-search.tsx';
import type { ItemSearchOptions } from './use-item-search.ts';

type ItemsPanelProps = {
  readonly bill: Bill;
  readonly reading: BillReading;
  readonly change: (action: BillAction) => void;
  readonly busy: boolean;
  readonly lookups: ItemSearchOptions['lookups'];
  readonly codeOf: (text: string) => (() => void) | null;
  /** A line that asks for more than its quantity was added under `key`. */
  readonly onAdded: (key: number, item: TariffItem) => void;
  readonly onDone: () => void;
};

export function ItemsPanel({ bill, reading, change, busy, lookups, codeOf, onAdded, onDone }: ItemsPanelProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const [full, setFull] = useState(false);
  const add = (item: TariffItem, quantity: Milli): void => {
    setFull(bill.lines.length >= MAX_LINES);
    if (item.pricing === 'open' || newEntry(item) !== null) onAdded(bill.nextKey, item);
    change({ type: 'addItem', item, quantity });
  };
  return (
    <section className="panel items" aria-labelledby={id}>
      <h2 id={id} className="visually-hidden">
        {say('till.items.label')}
      </h2>
      <ItemSearch
        busy={busy}
        lookups={lookups}
        codeOf={codeOf}
        hasSelection={bill.selected !== null}
        fault={full ? say('till.items.full') : null}
        onItem={add}
        onQuantity={(quantity) => {
          if (bill.selected !== null) change({ type: 'setQuantity', key: bill.selected, quantity });
        }}
        onStep={(step) => change({ type: 'select', step })}
      />
      <LineTable reading={reading} selected={bill.selected} change={change} onDone={onDone} />
      <div className="items-sum">
        <span>{say('till.items.count', { count: bill.lines.length + bill.paying.length })}</span>
        <span>
          {say('till.items.gross')} <b>{formatAmount(reading.gross, currency)}</b>
        </span>
        {reading.due > 0 && <span className="items-words">{amountInWords(reading.due, currency)}</span>}
      </div>
    </section>
  );
}
