// The field where almost every key of the day goes: code, name, pinyin initials, with a quantity in front (`3*5003`).
// Enter adds what is meant; arrows choose a suggestion, or a line of the bill while nothing is typed.
import { useId } from 'react';
import { KeyCap } from '../../components/key-hint.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { ItemSuggestions } from './item-suggestions.tsx';
import { type ItemSearchOptions, useItemSearch } from './use-item-search.ts';

type ItemSearchProps = ItemSearchOptions & {
  readonly fault: string | null;
  readonly onStep: (step: 1 | -1) => void;
};

export function ItemSearch({ fault, onStep, ...options }: ItemSearchProps) {
  const { say } = useWords();
  const id = useId();
  const search = useItemSearch(options);
  const open = search.items.length > 0;
  const below = search.trouble ?? fault;
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
          {...(open ? { 'aria-activedescendant': `${id}-${search.at}` } : {})}
          aria-invalid={below !== null}
          placeholder={say('till.items.find')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={search.text}
          onChange={(event) => search.type(event.target.value)}
          onKeyDown={(event) => {
            if (isPlainEnter(event)) {
              event.preventDefault();
              search.enter();
            } else if (!event.nativeEvent.isComposing && (event.code === 'ArrowDown' || event.code === 'ArrowUp')) {
              event.preventDefault();
              const step = event.code === 'ArrowDown' ? 1 : -1;
              if (open) search.mark(step);
              else onStep(step);
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
      <ItemSuggestions id={id} items={search.items} at={search.at} quantity={search.quantity} onPick={search.pick} />
    </div>
  );
}
