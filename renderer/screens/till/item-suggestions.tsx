// The items that fit what is typed, with the price each would be charged at.
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import type { Milli } from '../../../core/money/money.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { ONE } from './bill-state.ts';

type ItemSuggestionsProps = {
  readonly id: string;
  readonly items: readonly TariffItem[];
  readonly at: number;
  readonly quantity: Milli;
  readonly onPick: (item: TariffItem) => void;
};

export function ItemSuggestions({ id, items, at, quantity, onPick }: ItemSuggestionsProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const priceOf = ({ price }: TariffItem): string => {
    if (price === null) return say('till.items.open');
    const written = formatAmount(price, currency);
    return quantity === ONE ? written : say('till.items.times', { price: written, quantity: formatQuantity(quantity) });
  };
  return (
    <ul
      id={`${id}-list`}
      className="suggest"
      role="listbox"
      aria-label={say('till.items.suggestions')}
      hidden={items.length === 0}
    >
      {items.map((item, index) => (
        <li
          key={item.code}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={index === at ? 'suggest-row suggest-on' : 'suggest-row'}
          // The field keeps the focus: the next item is typed there.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(item)}
        >
          <span className="suggest-code">{item.code}</span>
          <span className="suggest-name">{item.name}</span>
          <span className="suggest-unit">{item.unit}</span>
          <span className="suggest-price">{priceOf(item)}</span>
        </li>
      ))}
    </ul>
  );
}
