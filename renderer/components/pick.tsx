// One of a few, in a list that opens by the keyboard: the label above it as over every field.
// Options are pairs of value and words.
import { useId } from 'react';
import './field.css';

type PickProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onPick: (value: string) => void;
  readonly autoFocus?: boolean;
};

export function Pick({ label, value, options, onPick, autoFocus = false }: PickProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="plain-input field-pick"
        {...(autoFocus ? { 'data-first-focus': '' } : {})}
        value={value}
        onChange={(event) => onPick(event.target.value)}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
