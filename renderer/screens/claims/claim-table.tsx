// One list of claims: ↑ ↓ mark a row, Enter does the first thing there is to do with it. Loading, empty and refused are said.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Notice } from '../../components/notice.tsx';
import { useWords, type WordKey } from '../../i18n/i18n.ts';
import { isPlainEnter, useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence } from '../../services.tsx';

export type Column<Row> = {
  readonly title: WordKey;
  readonly cell: (row: Row) => ReactNode;
  readonly right?: true;
};

type Marked<Row> = { readonly at: number; readonly row: Row | null; readonly mark: (at: number) => void };

/** Which of `rows` the bar stands on; ↑ ↓ move it while the screen is in front. */
export function useMarked<Row>(rows: readonly Row[]): Marked<Row> {
  const [wanted, setWanted] = useState(0);
  const at = Math.min(wanted, Math.max(rows.length - 1, 0));
  const step = (by: 1 | -1): void => setWanted(Math.min(Math.max(at + by, 0), Math.max(rows.length - 1, 0)));
  useKeys('screen', { up: () => step(-1), down: () => step(1) });
  return { at, row: rows[at] ?? null, mark: setWanted };
}

type ClaimTableProps<Row> = {
  /** What the list is called. */
  readonly label: string;
  /** Undefined: not read yet. */
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  readonly none: string;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly marked: Marked<Row>;
  readonly onEnter: ((row: Row) => void) | null;
  /** Takes the focus as soon as it is there: false where a search field has it. */
  readonly autoFocus: boolean;
};

export function ClaimTable<Row>(props: ClaimTableProps<Row>) {
  const { label, rows, error, none, columns, keyOf, marked, onEnter, autoFocus } = props;
  const { say } = useWords();
  const sentence = useFaultSentence();
  const ref = useRef<HTMLDivElement>(null);
  const there = rows !== undefined && rows.length > 0;
  useEffect(() => {
    if (autoFocus && there) ref.current?.focus();
  }, [autoFocus, there]);
  useEffect(() => {
    ref.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [marked.at]);
  if (error !== null) return <Notice tone="fault">{sentence(error)}</Notice>;
  if (rows === undefined) return <p className="work-none">{say('work.loading')}</p>;
  if (!there) return <p className="work-none">{none}</p>;
  return (
    <div
      ref={ref}
      className="work-table claims-table"
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={(event) => {
        if (!isPlainEnter(event) || event.target !== event.currentTarget) return;
        event.preventDefault();
        if (marked.row !== null) onEnter?.(marked.row);
      }}
    >
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, right }) => (
              <th key={title} scope="col" className={right === true ? 'work-right' : ''}>
                {say(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={keyOf(row)}
              aria-current={index === marked.at ? 'true' : undefined}
              onMouseDown={() => marked.mark(index)}
              onDoubleClick={() => onEnter?.(row)}
            >
              {columns.map(({ title, cell, right }) => (
                <td key={title} className={right === true ? 'work-right' : ''}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
