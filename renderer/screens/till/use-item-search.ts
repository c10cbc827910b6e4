// What the item field does with what is typed: suggestions while typing, and one unmistakable item at Enter.
// The field is empty again at once, so that the next item can be typed while this one is looked up.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import type { TariffItem } from '../../../core/contract/procedures/charge.ts';
import type { Milli } from '../../../core/money/money.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useLatest } from '../../use-latest.ts';
import { ONE } from './bill-state.ts';
import { itemMeant } from './item-meant.ts';
import { readItemEntry } from './item-entry.ts';
import type { Lookups } from './use-lookups.ts';

export type ItemSearchOptions = {
  readonly busy: boolean;
  readonly hasSelection: boolean;
  /** Told of every look-up: a bill is not posted before what is looked up is on it. */
  readonly lookups: Pick<Lookups<never>, 'during'>;
  /** What a receipt's or a customer's code stands for; such a code is no item. */
  readonly codeOf: (text: string) => (() => void) | null;
  readonly onItem: (item: TariffItem, quantity: Milli) => void;
  readonly onQuantity: (quantity: Milli) => void;
};

export type ItemSearchState = {
  readonly text: string;
  readonly items: readonly TariffItem[];
  /** Index of the marked suggestion. */
  readonly at: number;
  readonly quantity: Milli;
  readonly trouble: string | null;
  readonly type: (text: string) => void;
  readonly mark: (step: 1 | -1) => void;
  readonly pick: (item: TariffItem) => void;
  readonly enter: () => void;
};

const SHOWN = 8;

export function useItemSearch(options: ItemSearchOptions): ItemSearchState {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());
  // An item is added to the bill as it is when the answer comes, which need not be the one on which it was typed.
  const latest = useLatest(options);

  const entry = readItemEntry(text);
  const wanted = useDeferredValue(entry.kind === 'item' ? entry.text : '');
  const find = (words: string) => ({
    queryKey: ['tariff', 'find', words],
    queryFn: () => ledger.ask('tariff.find', { text: words, limit: SHOWN }),
  });
  const { data } = useQuery({ ...find(wanted), enabled: wanted !== '' });
  const items = wanted !== '' && entry.kind === 'item' ? (data?.items ?? []) : [];
  const at = Math.min(marked, items.length - 1);
  const quantity = entry.kind === 'item' ? entry.quantity : ONE;

  const type = (next: string): void => {
    setText(next);
    setMarked(0);
    setTrouble(null);
  };
  /** Looks the item up and adds it; what cannot be added is put back into the field with the reason. */
  const add = async (
    typed: string,
    words: string,
    count: Milli,
    seen: TariffItem | null,
    chosen: boolean,
  ): Promise<void> => {
    const putBack = (reason: string): void => {
      setText((now) => (now === '' ? typed : now));
      setTrouble(reason);
    };
    try {
      const found = (await queries.fetchQuery(find(words))).items;
      const item = itemMeant({ words, found, seen, chosen });
      if (item !== null) latest.current.onItem(item, count);
      else putBack(found.length === 0 ? say('till.items.nothing', { text: words }) : say('till.items.choose'));
    } catch (thrown) {
      putBack(sentence(thrown));
    }
  };
  const enter = (): void => {
    if (options.busy || entry.kind === 'nothing') return;
    if (entry.kind === 'badQuantity') return setTrouble(say('till.items.badQuantity', { text: entry.text }));
    if (entry.kind === 'quantity') {
      if (!options.hasSelection) return setTrouble(say('till.items.noLine'));
      type('');
      return options.onQuantity(entry.quantity);
    }
    type('');
    const act = options.codeOf(entry.text);
    if (act !== null) return act();
    // Only what was on the screen for exactly this text was seen by the cashier.
    const seen = wanted === entry.text ? (items[at] ?? null) : null;
    // One after the other, so that lines stand in the order in which they were typed.
    const added = queue.current.then(() => add(text, entry.text, entry.quantity, seen, marked > 0));
    queue.current = options.lookups.during(added);
  };
  return {
    text,
    items,
    at,
    quantity,
    trouble,
    type,
    mark: (step) => setMarked(Math.min(Math.max(at + step, 0), items.length - 1)),
    pick: (item) => {
      type('');
      options.onItem(item, quantity);
    },
    enter,
  };
}
