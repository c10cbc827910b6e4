// The controls that stand in the cells of a row: typed text, a choice of a few, yes or no.
import type { ReactNode } from 'react';
import type { CellProps } from './rows-frame.tsx';

type TextCellProps = {
  readonly cell: CellProps;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly max: number;
  readonly right?: boolean;
  /** Said inside while nothing is typed. */
  readonly empty?: string;
  /** Id of the list of what is usual there. */
  readonly usual?: string;
  readonly off?: boolean;
};

export function TextCell({ cell, value, onType, max, right, empty, usual, off }: TextCellProps) {
  return (
    <input
      className={right === true ? 'plain-input work-right' : 'plain-input'}
      {...cell}
      autoComplete="off"
      spellCheck={false}
      maxLength={max}
      value={value}
      placeholder={empty}
      list={usual}
      disabled={off ?? false}
      onChange={(event) => onType(event.target.value)}
    />
  );
}

type ChoiceCellProps<V extends string> = {
  readonly cell: CellProps;
  readonly value: V;
  readonly options: readonly V[];
  readonly words: (option: V) => string;
  readonly onChoose: (option: V) => void;
  readonly off?: boolean;
};

export function ChoiceCell<V extends string>({ cell, value, options, words, onChoose, off }: ChoiceCellProps<V>) {
  return (
    <select
      className="plain-input"
      {...cell}
      value={value}
      disabled={off ?? false}
      onChange={(event) => {
        const chosen = options.find((option) => option === event.target.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {words(option)}
        </option>
      ))}
    </select>
  );
}

type YesCellProps = {
  readonly cell: CellProps;
  readonly yes: boolean;
  readonly onYes: (yes: boolean) => void;
  readonly off?: boolean;
  readonly children?: ReactNode;
};

export function YesCell({ cell, yes, onYes, off, children }: YesCellProps) {
  return (
    <label className="setting-tick">
      <input
        type="checkbox"
        {...cell}
        checked={yes}
        disabled={off ?? false}
        onChange={(event) => onYes(event.target.checked)}
      />
      {children}
    </label>
  );
}
