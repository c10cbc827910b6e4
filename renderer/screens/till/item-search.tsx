// The field where almost every key of the day goes: code, name, pinyin initials, with a quantity in front (`3*5003`).
// Enter adds what is marked; the field is empty again at once, so that the next item can be typed while this one is looked up.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useId, useRef, useState } from 'react';
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import type { Milli } from '../../../core/money/money.ts';
import { KeyCap } from '../../components/key-hint.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { readItemEntry } from './item-entry.ts';

type ItemSearchProps = {
  readonly busy: boolean;
  readonly hasSelection: boolean;
  /** What a receipt's or a customer's code stands for; such a code is no item. */
  readonly codeOf: (text: string) => (() => void) | null;
  readonly fault: string | null;
  readonly onItem: (item: TariffItem, quantity: Milli) => void;
  readonly onQuantity: (quantity: Milli) => void;
  /** Arrows move through the lines of the bill while nothing is typed. */
  readonly onStep: (step: 1 | -1) => void;
};

const SHOWN = 8;

export function ItemSearch({ busy, hasSelection, codeOf, fault, onItem, onQuantity, onStep }: ItemSearchProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const id = useId();
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const entry = readItemEntry(text);
  const wanted = useDeferredValue(entry.kind === 'item' ? entry.text : '');
  const find = (words: string) => ({
    queryKey: ['tariff', 'find', words],
    queryFn: () => ledger.ask('tariff.find', { text: words, limit: SHOWN }),
  });
  const { data } = useQuery({ ...find(wanted), enabled: wanted !== '' });
  const items = wanted !== '' && entry.kind === 'item' ? (data?.items ?? []) : [];
  const open = items.length > 0;
  const at = Math.min(marked, items.length - 1);

  const type = (next: string): void => {
    setText(next);
    setMarked(0);
    setTrouble(null);
  };
  /** Looks up what was typed and adds it; what cannot be added is put back into the field with the reason. */
  const add = async (typed: string, words: string, quantity: Milli, seen: TariffItem | undefined): Promise<void> => {
    const putBack = (reason: string): void => {
      setText((now) => (now === '' ? typed : now));
      setTrouble(reason);
    };
    try {
      const found = (await queries.fetchQuery(find(words))).items;
      const exact = found.find((item) => item.code.toUpperCase() === words.toUpperCase());
      const item = exact ?? seen ?? (found.length === 1 ? found[0] : undefined);
      if (item !== undefined) onItem(item, quantity);
      else putBack(found.length === 0 ? say('till.items.nothing', { text: words }) : say('till.items.choose'));
    } catch (thrown) {
      putBack(sentence(thrown));
    }
  };
  const enter = (): void => {
    if (busy || entry.kind === 'nothing') return;
    if (entry.kind === 'badQuantity') return setTrouble(say('till.items.badQuantity', { text: entry.text }));
    if (entry.kind === 'quantity') {
      if (!hasSelection) return setTrouble(say('till.items.noLine'));
      type('');
      return onQuantity(entry.quantity);
    }
    // Only what was on the screen for exactly this text counts as seen; else the ledger's answer must be unmistakable.
    const marking = at > 0 || items[0]?.code.toUpperCase() !== entry.text.toUpperCase();
    const seen = wanted === entry.text && marking ? items[at] : undefined;
    const act = codeOf(entry.text);
    if (act !== null) {
      type('');
      return act();
    }
    const { text: words, quantity } = entry;
    const typed = text;
    type('');
    // One after the other, so that lines stand in the order in which they were typed.
    queue.current = queue.current.then(() => add(typed, words, quantity, seen));
  };
  const step = (by: 1 | -1): void => {
    if (!open) return onStep(by);
    setMarked(Math.min(Math.max(at + by, 0), items.length - 1));
  };
  const below = trouble ?? fault;
  return (
    <div className="find-box">
      <div className="find">
        <input
          data-field="items"
          role="combobox"
          aria-label={say('till.items.label')}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(open ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          aria-invalid={below !== null}
          placeholder={say('till.items.find')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (isPlainEnter(event)) {
              event.preventDefault();
              enter();
            } else if (!event.nativeEvent.isComposing && (event.code === 'ArrowDown' || event.code === 'ArrowUp')) {
              event.preventDefault();
              step(event.code === 'ArrowDown' ? 1 : -1);
            }
          }}
        />
        <KeyCap label="Enter" />
      </div>
      {below !== null && (
        <p className="find-trouble" role="alert">
          {below}
        </p>
      )}
      <ul
        id={`${id}-list`}
        className="suggest"
        role="listbox"
        aria-label={say('till.items.suggestions')}
        hidden={!open}
      >
        {items.map((item, index) => (
          <li
            key={item.code}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'suggest-row suggest-on' : 'suggest-row'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              type('');
              onItem(item, entry.kind === 'item' ? entry.quantity : (1000 as Milli));
            }}
          >
            <span className="suggest-code">{item.code}</span>
            <span className="suggest-name">{item.name}</span>
            <span className="suggest-unit">{item.unit}</span>
            <span className="suggest-price">
              {item.price === null
                ? say('till.items.open')
                : entry.kind === 'item' && entry.quantity !== 1000
                  ? say('till.items.times', {
                      price: formatAmount(item.price, currency),
                      quantity: formatQuantity(entry.quantity),
                    })
                  : formatAmount(item.price, currency)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
