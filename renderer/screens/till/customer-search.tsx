// Finding a customer by number, name, pinyin, initials or the tail of a phone number; Enter takes the marked one.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import type { CustomerView } from '../../../core/contract/procedures/charge.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { keyShortcuts } from '../../keys/key-map.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';

type CustomerSearchProps = { readonly onPick: (customer: CustomerView) => void };

/** What tells two people of one name apart, in one short line. */
function whatTells({ phone, plate, unit, idNumber }: CustomerView): string {
  return [phone, plate, unit, idNumber]
    .filter((one) => one !== null)
    .slice(0, 2)
    .join(' · ');
}

export function CustomerSearch({ onPick }: CustomerSearchProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const wanted = useDeferredValue(text.trim().replaceAll(/['’]/g, ''));
  const { data } = useQuery({
    queryKey: ['customers', 'find', wanted],
    queryFn: () => ledger.ask('customer.find', { text: wanted, limit: 6 }),
    enabled: wanted !== '',
  });
  const found = wanted === '' ? [] : (data?.customers ?? []);
  const none = wanted !== '' && data !== undefined && found.length === 0;
  const at = Math.min(marked, found.length - 1);
  const pick = (customer: CustomerView | undefined): void => {
    if (customer === undefined) return;
    setText('');
    onPick(customer);
  };
  return (
    <div className="find-box">
      <div className="find">
        <input
          data-field="customer"
          role="combobox"
          aria-label={say('till.who.label')}
          aria-keyshortcuts={keyShortcuts('findCustomer')}
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(found.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          placeholder={say('till.who.find')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(0);
          }}
          onKeyDown={(event) => {
            if (isPlainEnter(event)) {
              event.preventDefault();
              pick(found[at]);
            } else if (!event.nativeEvent.isComposing && (event.code === 'ArrowDown' || event.code === 'ArrowUp')) {
              event.preventDefault();
              setMarked(Math.min(Math.max(at + (event.code === 'ArrowDown' ? 1 : -1), 0), found.length - 1));
            }
          }}
        />
        <KeyHint action="findCustomer" />
      </div>
      {none && (
        <p className="find-trouble" role="status">
          {say('till.who.nothing', { text: wanted })}
        </p>
      )}
      <ul
        id={`${id}-list`}
        className="suggest"
        role="listbox"
        aria-label={say('till.who.results')}
        hidden={found.length === 0}
      >
        {found.map((customer, index) => (
          <li
            key={customer.number}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'suggest-row suggest-on suggest-who' : 'suggest-row suggest-who'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(customer)}
          >
            <span className="suggest-name">{customer.name}</span>
            <span className="suggest-unit">{whatTells(customer)}</span>
            <span className="suggest-code">{customer.number}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
