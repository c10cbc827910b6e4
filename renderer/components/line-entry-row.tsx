// Under a line that a formula prices: its fields, filled from Enter to Enter, and in words how the amount comes about.
// A package shows here what it holds; a reading that does not follow the last one is said in amber.
import { useState } from 'react';
import { formatAmount, formatQuantity } from '../../core/money/format-amount.ts';
import { WORKING_WORDS } from '../../core/documents/working-words.ts';
import { explainWorking } from '../../core/tariff/explain-working.ts';
import { useWords } from '../i18n/i18n.ts';
import { isPlainEnter } from '../keys/use-keys.ts';
import type { BillAction, LineReading } from '../screens/till/bill-state.ts';
import {
  type EntryField,
  fieldsOf,
  type LineEntry,
  readingGap,
  settledText,
  textOf,
} from '../screens/till/line-entry.ts';
import { useServices } from '../services.tsx';
import { KeyHint } from './key-hint.tsx';
import './line-entry-row.css';

type LineEntryRowProps = {
  readonly reading: LineReading;
  readonly selected: boolean;
  readonly wearsKey: boolean;
  readonly change: (action: BillAction) => void;
  readonly onDone: () => void;
};

export function LineEntryRow({ reading, selected, wearsKey, change, onDone }: LineEntryRowProps) {
  const { line, contents } = reading;
  const { entry, key } = line;
  const explained = useExplanation(reading);
  if (entry === null && contents.length === 0 && explained === null) return null;
  return (
    <tr
      className="line-more"
      aria-current={selected ? 'true' : undefined}
      onMouseDown={() => change({ type: 'selectLine', key })}
    >
      <td />
      <td colSpan={4}>
        {entry !== null && <Fields line={line} entry={entry} wearsKey={wearsKey} change={change} onDone={onDone} />}
        {explained !== null && <p className="line-explained">{explained}</p>}
        {contents.length > 0 && <Contents reading={reading} />}
      </td>
    </tr>
  );
}

/** How the amount comes about, or null while it does not. */
function useExplanation({ working, amount, line }: LineReading): string | null {
  const { currency } = useServices();
  const { locale } = useWords();
  if (working === null || amount === null) return null;
  return explainWorking(working, { words: WORKING_WORDS[locale], currency, unit: line.item.unit, gross: amount });
}

function Contents({ reading }: { readonly reading: LineReading }) {
  const { currency } = useServices();
  return (
    <ul className="line-contents">
      {reading.contents.map(({ name, quantity, unit, amount }) => (
        <li key={name}>
          <span>
            {name} × {formatQuantity(quantity)} {unit}
          </span>
          <span>{formatAmount(amount, currency)}</span>
        </li>
      ))}
    </ul>
  );
}

type FieldsProps = Pick<LineEntryRowProps, 'wearsKey' | 'change' | 'onDone'> & {
  readonly line: LineReading['line'];
  readonly entry: LineEntry;
};

function Fields({ line, entry, wearsKey, change, onDone }: FieldsProps) {
  const { say } = useWords();
  const { key, item } = line;
  const fields = fieldsOf(item, entry);
  const gap = readingGap(entry);
  const goOn = (field: EntryField): void => {
    const next = fields[fields.indexOf(field) + 1];
    if (next === undefined) return onDone();
    const found = document.querySelector<HTMLInputElement>(`[data-field="entry-${key}-${next}"]`);
    found?.focus();
    found?.select();
  };
  return (
    <>
      <div className="line-fields">
        {fields.map((field) => (
          <EntryInput
            key={field}
            field={field}
            line={line}
            entry={entry}
            onType={(text) => change({ type: 'typeEntry', key, field, text })}
            onEnter={() => goOn(field)}
          />
        ))}
        {entry.kind === 'metered' && wearsKey && (
          <button type="button" className="line-exchange" onClick={() => change({ type: 'exchangeMeter', key })}>
            {say(entry.exchanged ? 'pricing.sameMeter' : 'pricing.exchanged')} <KeyHint action="exchangeMeter" />
          </button>
        )}
      </div>
      {gap !== null && (
        <p className="line-gap" role="status">
          {say('pricing.gap', { reading: formatQuantity(gap.reading), date: gap.businessDate, receipt: gap.receipt })}
        </p>
      )}
    </>
  );
}

type EntryInputProps = {
  readonly field: EntryField;
  readonly line: LineReading['line'];
  readonly entry: LineEntry;
  readonly onType: (text: string) => void;
  readonly onEnter: () => void;
};

function EntryInput({ field, line, entry, onType, onEnter }: EntryInputProps) {
  const { say } = useWords();
  const [touched, setTouched] = useState(false);
  const text = textOf(entry, field);
  return (
    <label className={`line-field line-field-${field}`}>
      <span>{say(`pricing.field.${field}`)}</span>
      <input
        data-field={`entry-${line.key}-${field}`}
        data-begun={touched ? 'touched' : 'untouched'}
        aria-label={say('pricing.fieldOf', { field: say(`pricing.field.${field}`), name: line.item.name })}
        autoComplete="off"
        spellCheck={false}
        maxLength={30}
        placeholder={field === 'until' ? say('pricing.untilHint') : field === 'from' ? '2026-01-01' : ''}
        value={text}
        onChange={(event) => {
          setTouched(true);
          onType(event.target.value);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => {
          const settled = settledText(entry, field);
          if (settled !== text) onType(settled);
        }}
        onKeyDown={(event) => {
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          onEnter();
        }}
      />
    </label>
  );
}
