// What of the tariff is wanted: typed text, a category, a state. The text field has the focus when the screen comes.
import { useDeferredValue, useEffect, useState } from 'react';
import type { InputOf } from '../../../core/contract/contract.ts';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';

export type Wanted = Pick<InputOf<'tariff.list'>, 'text' | 'category' | 'state'>;
export const WANTED_ALL: Wanted = { text: '', category: null, state: null };
const STATES = ['onSale', 'planned', 'ended'] as const;

type TariffFindProps = {
  readonly wanted: Wanted;
  readonly categories: readonly string[];
  readonly onWanted: (wanted: Wanted) => void;
};

export function TariffFind({ wanted, categories, onWanted }: TariffFindProps) {
  const { say } = useWords();
  const [text, setText] = useState(wanted.text);
  const late = useDeferredValue(text);
  useEffect(() => {
    if (late !== wanted.text) onWanted({ ...wanted, text: late });
  }, [late, wanted, onWanted]);
  return (
    <div className="tariff-find">
      <div className="find">
        <input
          data-field="tariff-find"
          aria-label={say('tariff.find')}
          placeholder={say('tariff.find')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (!isPlainEnter(event) && event.code !== 'ArrowDown') return;
            event.preventDefault();
            const row = document.querySelector<HTMLElement>('[data-item]');
            // Enter opens the first that fits; the arrow goes there.
            if (event.code === 'ArrowDown') row?.focus();
            else row?.click();
          }}
        />
      </div>
      <select
        className="plain-input"
        aria-label={say('tariff.cell.category')}
        value={wanted.category ?? ''}
        onChange={(event) => onWanted({ ...wanted, category: event.target.value === '' ? null : event.target.value })}
      >
        <option value="">{say('tariff.allCategories')}</option>
        {categories.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <select
        className="plain-input"
        aria-label={say('tariff.states')}
        value={wanted.state ?? ''}
        onChange={(event) => onWanted({ ...wanted, state: STATES.find((one) => one === event.target.value) ?? null })}
      >
        <option value="">{say('tariff.allStates')}</option>
        {STATES.map((one) => (
          <option key={one} value={one}>
            {say(`tariff.only.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
