// The one field for everything known of a customer, and who was found by it.
import { type KeyboardEvent, type RefObject, useId } from 'react';
import type { CustomerView } from '../../../core/contract/procedures/charge.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { keyShortcuts } from '../../keys/key-map.ts';

type CustomerListProps = {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly found: readonly CustomerView[];
  readonly at: number;
  readonly none: boolean;
  readonly onType: (text: string) => void;
  readonly onMark: (index: number) => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
};

export function CustomerList({ inputRef, text, found, at, none, onType, onMark, onKey }: CustomerListProps) {
  const { say } = useWords();
  const id = useId();
  return (
    <div className="customers-list">
      <div className="find">
        <input
          ref={inputRef}
          data-field="customer"
          role="combobox"
          aria-label={say('customers.find')}
          aria-keyshortcuts={keyShortcuts('findCustomer')}
          aria-expanded={found.length > 0}
          aria-controls={id}
          {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
          placeholder={say('customers.find')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={text}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
            if (step === undefined || event.nativeEvent.isComposing) return onKey(event);
            event.preventDefault();
            onMark(Math.min(Math.max(at + step, 0), Math.max(0, found.length - 1)));
          }}
        />
        <KeyHint action="findCustomer" />
      </div>
      {none && (
        <p className="work-none" role="status">
          {say('customers.nobody', { text: text.trim() })}
        </p>
      )}
      <ul id={id} role="listbox" aria-label={say('customers.title')} className="customers-rows">
        {found.map((customer, index) => (
          <li
            key={customer.number}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'customers-row customers-row-on' : 'customers-row'}
            ref={(row) => {
              if (index === at) row?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => onMark(index)}
          >
            <span className="customers-row-name">
              {customer.name}
              {(customer.frozen || customer.flags.length > 0) && (
                <span className="work-tag work-tag-warn customers-row-tag">
                  {customer.frozen ? say('customers.frozen') : say('customers.flagged')}
                </span>
              )}
            </span>
            <span className="customers-row-number">{customer.number}</span>
            <span className="customers-row-tells">{whatTells(customer, say)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What tells two people of one name apart, in one short line. */
function whatTells({ was, phone, plate, unit }: CustomerView, say: ReturnType<typeof useWords>['say']): string {
  const old = was === null ? null : say('customers.was', { number: was });
  return [old, phone, plate, unit].filter((one) => one !== null).join(' · ');
}
