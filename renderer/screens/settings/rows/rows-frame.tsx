// The frame of every setting that is a table of rows: head, rows, a key to add one, a key to take one away, up and down from
// row to row, and the sentence about the cell that cannot stand. What a row shows, its editor says.
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { ActionButton } from '../../../components/action-button.tsx';
import { KeyHint } from '../../../components/key-hint.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { actionOf } from '../../../keys/key-map.ts';
import type { Cell } from './row-reader.ts';

/** A fault as it is shown. */
export type ShownFault = { readonly words: string; readonly cell: Cell | null };

/** What every editor of rows is given. */
export type EditorProps<Row> = {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly onRows: (rows: readonly Row[]) => void;
  readonly fault: ShownFault | null;
  /** Grows with every try to save: then the cell that cannot stand is shown. */
  readonly attempts: number;
  readonly autoFocus: boolean;
};

/** Attributes of the control of one cell. */
export type CellProps = {
  readonly 'aria-label': string;
  readonly 'data-cell': string;
  readonly 'aria-invalid': boolean;
  readonly 'data-first-focus'?: '';
};

export type RowTools<Row> = {
  readonly at: number;
  readonly set: (row: Row) => void;
  /** The first cell that is asked for in the first row takes the focus where the form begins with this table. */
  readonly cell: (field: string, label: string, first?: 'first') => CellProps;
};

type RowsFrameProps<Row> = Omit<EditorProps<Row>, 'attempts'> & {
  readonly fresh: Row;
  readonly add: string;
  /** Said where there is no row. */
  readonly none?: string;
  readonly heads?: readonly { readonly words: string; readonly right?: boolean }[];
  /** The cells of a row. */
  readonly children: (row: Row, tools: RowTools<Row>) => ReactNode;
  readonly compact?: boolean;
};

export function RowsFrame<Row extends object>(props: RowsFrameProps<Row>) {
  const { label, rows, onRows, fault, autoFocus, fresh, add, none, heads, children, compact } = props;
  const { say } = useWords();
  const frame = useRef<HTMLFieldSetElement>(null);
  const goTo = useRowFocus(frame, rows.length);
  const insert = (): void => {
    goTo(rows.length);
    onRows([...rows, fresh]);
  };
  const remove = (at: number): void => {
    goTo(Math.min(at, rows.length - 2));
    onRows(rows.toSpliced(at, 1));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rowOf(event.target);
    const action = actionOf({ ...keys(event) });
    if (action === 'add') insert();
    else if (action === 'removeRow' && row >= 0) remove(row);
    else if (!stepRow(event, frame.current, row)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <fieldset
      className={`setting-rows${compact === true ? ' setting-rows-compact' : ''}`}
      ref={frame}
      onKeyDown={onKeyDown}
    >
      <legend>{label}</legend>
      {rows.length === 0 && none !== undefined && <p className="work-faint">{none}</p>}
      {rows.length > 0 && (
        <table>
          {heads !== undefined && <Heads heads={heads} />}
          <tbody>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own until it is typed
              <tr key={at} data-row={at}>
                {children(row, {
                  at,
                  set: (next) => onRows(rows.toSpliced(at, 1, next)),
                  cell: (field, words, first) => ({
                    'aria-label': words,
                    'data-cell': field,
                    'aria-invalid': fault?.cell?.row === at && fault.cell.field === field,
                    ...(autoFocus && at === 0 && first === 'first' ? { 'data-first-focus': '' as const } : {}),
                  }),
                })}
                <td className="setting-rows-end">
                  <ActionButton tone="quiet" size="small" onPress={() => remove(at)}>
                    {say('rules.remove')}
                  </ActionButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {fault !== null && (
        <p className="field-fault" role="alert">
          {fault.words}
        </p>
      )}
      <div className="setting-rows-acts">
        <ActionButton size="small" action="add" autoFocus={autoFocus && rows.length === 0} onPress={insert}>
          {add}
        </ActionButton>
        {rows.length > 0 && (
          <span className="field-hint">
            <KeyHint action="removeRow" /> {say('rules.removeKey')}
          </span>
        )}
      </div>
    </fieldset>
  );
}

function Heads({ heads }: { readonly heads: readonly { readonly words: string; readonly right?: boolean }[] }) {
  return (
    <thead>
      <tr>
        {heads.map(({ words, right }) => (
          <th key={words} scope="col" className={right === true ? 'work-right' : undefined}>
            {words}
          </th>
        ))}
        <td />
      </tr>
    </thead>
  );
}

const keys = ({ nativeEvent, code, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent) => ({
  ...{ code, ctrlKey, altKey, shiftKey, metaKey },
  isComposing: nativeEvent.isComposing,
});

function rowOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[data-row]') : null;
  return row === null ? -1 : Number(row.getAttribute('data-row'));
}

/** Up and down in a typed cell go to the same cell of the next row; a choice keeps them for itself. */
function stepRow(event: KeyboardEvent, frame: HTMLElement | null, row: number): boolean {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
  const { target } = event;
  if (by === undefined || row < 0 || !(target instanceof HTMLInputElement) || event.nativeEvent.isComposing)
    return false;
  if (target.list !== null && event.altKey) return false;
  const field = target.getAttribute('data-cell');
  const next = frame?.querySelector<HTMLElement>(`[data-row="${row + by}"] [data-cell="${field}"]`);
  next?.focus();
  return field !== null && next !== undefined && next !== null;
}

/** Remembers which row shall have the focus once the number of rows has changed. */
function useRowFocus(frame: { readonly current: HTMLElement | null }, count: number): (row: number) => void {
  const wanted = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of rows is what it waits for
  useEffect(() => {
    const row = wanted.current;
    wanted.current = null;
    if (row === null) return;
    const first = frame.current?.querySelector<HTMLElement>(`[data-row="${row}"] [data-cell]`);
    (first ?? frame.current?.querySelector<HTMLElement>('.setting-rows-acts button'))?.focus();
  }, [count, frame]);
  return (row) => {
    wanted.current = row;
  };
}
