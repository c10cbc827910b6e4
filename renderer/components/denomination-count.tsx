// Counting a drawer by denomination, keyboard only: type pieces, Enter or arrows move on, Enter on the last row finishes.
import { useId, useRef } from 'react';
import { formatAmount } from '../../core/money/format-amount.ts';
import { useWords } from '../i18n/i18n.ts';
import { isPlainEnter } from '../keys/use-keys.ts';
import type { Counted } from '../screens/shift/count.ts';
import { useServices } from '../services.tsx';
import './denomination-count.css';

type DenominationCountProps = {
  readonly counted: Counted;
  readonly typed: Readonly<Record<number, string>>;
  readonly onType: (face: number, text: string) => void;
  readonly onDone: () => void;
  readonly autoFocus?: boolean;
};

export function DenominationCount({ counted, typed, onType, onDone, autoFocus }: DenominationCountProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const move = (from: number, by: 1 | -1): void => {
    const fields = table.current?.querySelectorAll('input') ?? [];
    const next = fields[from + by];
    if (next !== undefined) next.focus();
    else if (by === 1) onDone();
  };
  return (
    <table ref={table} className="count" aria-describedby={id}>
      <caption id={id} className="count-hint">
        {say('work.shift.countHint')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say('work.shift.face')}</th>
          <th scope="col">{say('work.shift.pieces')}</th>
          <th scope="col">{say('work.shift.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {counted.rows.map(({ face, pieces, sum }, index) => (
          <tr key={face}>
            <td>{formatAmount(face, currency)}</td>
            <td>
              <input
                className="plain-input count-pieces"
                aria-label={say('work.shift.piecesOf', { face: formatAmount(face, currency) })}
                aria-invalid={pieces === null}
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                autoFocus={autoFocus === true && index === 0}
                data-first-focus={autoFocus === true && index === 0 ? '' : undefined}
                value={typed[face] ?? ''}
                onFocus={(event) => event.target.select()}
                onChange={(event) => onType(face, event.target.value)}
                onKeyDown={(event) => {
                  const forth = isPlainEnter(event) || event.code === 'ArrowDown';
                  if (!forth && event.code !== 'ArrowUp') return;
                  event.preventDefault();
                  move(index, forth ? 1 : -1);
                }}
              />
            </td>
            <td className={pieces === 0 ? 'count-zero' : undefined}>
              {sum === null ? <span role="alert">{say('work.shift.badPieces')}</span> : formatAmount(sum, currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
