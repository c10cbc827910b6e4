// What moved besides receipts, newest first; the newest is printed with one key, any other with its own button. Papers kept
// with them are looked at from the newest on, ↑ and ↓ go from one to the next.
import { useState } from 'react';
import type { CashMovementRow } from '../../../../core/contract/procedures/cash.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { negateMinor } from '../../../../core/money/money.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { KeptFile } from '../../../components/kept-file.tsx';
import { KeyHint } from '../../../components/key-hint.tsx';
import { clock } from '../../../i18n/dates.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { keyShortcuts } from '../../../keys/key-map.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useServices } from '../../../services.tsx';
import './cash.css';

type MovementListProps = {
  readonly title: string;
  readonly movements: readonly CashMovementRow[];
  readonly onPrint: (number: string) => void;
  /** Of one drawer: what went out of it stands with a minus. */
  readonly ofDrawer?: true;
};

const OUT_OF_DRAWER: readonly CashMovementRow['kind'][] = ['paidOut', 'safeDrop', 'pettyFill', 'shiftClose'];

export function MovementList({ title, movements, onPrint, ofDrawer }: MovementListProps) {
  const [shown, setShown] = useState<CashMovementRow | null>(null);
  const { currency } = useServices();
  const { say, locale } = useWords();
  const kept = movements.filter(({ attachment }) => attachment !== null);
  const [newest] = kept;
  useKeys('screen', { seeDocument: newest === undefined ? undefined : () => setShown(newest) });
  const step = (by: 1 | -1) => {
    const next = shown === null ? undefined : kept[kept.indexOf(shown) + by];
    return next === undefined ? undefined : () => setShown(next);
  };
  return (
    <section className="cash-moves">
      <h2 className="shift-subtitle">{title}</h2>
      {movements.length === 0 ? (
        <p className="shift-say">{say('cash.none')}</p>
      ) : (
        <ul>
          {movements.map((one) => (
            <li key={one.number}>
              <span className="work-faint">{clock(one.at, locale)}</span>
              <button type="button" className="work-link" onClick={() => onPrint(one.number)} title={say('cash.print')}>
                {say(`cash.kind.${one.kind}`)}
              </button>
              <span className="cash-moves-why">
                {one.attachment !== null && (
                  <button
                    type="button"
                    className="work-link"
                    {...(one === newest ? { 'aria-keyshortcuts': keyShortcuts('seeDocument') } : {})}
                    onClick={() => setShown(one)}
                  >
                    {say('cash.seeDocument')} {one === newest && <KeyHint action="seeDocument" />}
                  </button>
                )}{' '}
                {one.reason ?? one.number}
              </span>
              {ofDrawer && one.amount > 0 ? (
                <strong className={OUT_OF_DRAWER.includes(one.kind) ? 'cash-out' : 'cash-in'}>
                  {formatAmount(OUT_OF_DRAWER.includes(one.kind) ? negateMinor(one.amount) : one.amount, currency)}
                </strong>
              ) : (
                <strong>{formatAmount(one.amount, currency)}</strong>
              )}
            </li>
          ))}
        </ul>
      )}
      {shown !== null && shown.attachment !== null && (
        <Dialog
          title={say('cash.documentOf', { number: shown.number })}
          width="wide"
          onClose={() => setShown(null)}
          keys={{ up: step(-1), down: step(1) }}
        >
          <KeptFile
            key={shown.attachment}
            attachment={shown.attachment}
            label={say('cash.documentOf', { number: shown.number })}
          />
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus onPress={() => setShown(null)}>
              {say('frame.close')}
            </ActionButton>
          </div>
        </Dialog>
      )}
    </section>
  );
}
