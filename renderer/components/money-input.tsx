// A field for an amount as a person types it: right-aligned, selected when entered, its fault in words when left.
// It holds the text; what the text is worth is decided by core/money alone.
import { useId, useState } from 'react';
import { formatAmount } from '../../core/money/format-amount.ts';
import { ZERO } from '../../core/money/money.ts';
import { parseAmount } from '../../core/money/parse-amount.ts';
import { amountSentence } from '../i18n/fault-sentence.ts';
import { useWords } from '../i18n/i18n.ts';
import { type KeyAction, keyShortcuts } from '../keys/key-map.ts';
import { isPlainEnter } from '../keys/use-keys.ts';
import { useServices } from '../services.tsx';
import './money-input.css';

type MoneyInputProps = {
  /** Name under which a screen finds it to focus it. */
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly onType: (text: string) => void;
  readonly onEnter: () => void;
  /** The key that leads here, for assistive technology. */
  readonly action?: KeyAction;
  readonly autoFocus?: boolean;
};

/** Characters that fit at full size. */
const LONG = 14;

export function MoneyInput({ name, label, text, onType, onEnter, action, autoFocus }: MoneyInputProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const [left, setLeft] = useState(false);
  const read = parseAmount(text, { currency, source: 'person' });
  // Half an amount is no fault while it is being typed; letters are one at once.
  const fault =
    read.ok || text === ''
      ? null
      : left || read.fault !== 'notAnAmount' || /[^\d.,，．]/.test(text)
        ? read.fault
        : null;
  return (
    <span className="money-input-box">
      <input
        className={text.length > LONG ? 'money-input money-input-long' : 'money-input'}
        data-field={name}
        aria-label={label}
        aria-invalid={fault !== null}
        {...(fault === null ? {} : { 'aria-describedby': id })}
        aria-keyshortcuts={action === undefined ? undefined : keyShortcuts(action)}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={32}
        autoFocus={autoFocus ?? false}
        data-first-focus={autoFocus === true ? '' : undefined}
        placeholder={formatAmount(ZERO, currency)}
        value={text}
        onChange={(event) => onType(event.target.value)}
        onFocus={(event) => {
          setLeft(false);
          event.target.select();
        }}
        onBlur={() => {
          setLeft(true);
          // What was read is what is shown: 12.5 becomes 12.50, １２．５ too.
          const written = read.ok ? formatAmount(read.value, currency) : text;
          if (written !== text) onType(written);
        }}
        onKeyDown={(event) => {
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          if (fault === null) onEnter();
        }}
      />
      {fault !== null && (
        <span id={id} className="money-input-fault" role="alert">
          {amountSentence(fault, say)}
        </span>
      )}
    </span>
  );
}
