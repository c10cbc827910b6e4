// The parked bills to choose from: ↑ ↓ mark one, Enter takes it back, Del gives it up with a reason.
// A bill on the screen is never overwritten: it is parked first, from here.
import { useEffect, useId, useRef, useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import type { ParkedRow } from '../../../../core/contract/procedures/hold.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { moment } from '../../../i18n/dates.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { isPlainEnter } from '../../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { type Bill, isEmpty } from '../bill-state.ts';
import type { Hold } from './use-hold.ts';
import { useParked } from './use-parked.ts';

type RecallDialogProps = { readonly bill: Bill; readonly first: string | null; readonly hold: Hold };

export function RecallDialog({ bill, first, hold }: RecallDialogProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { bills } = useParked();
  const [marked, setMarked] = useState(first);
  const [giving, setGiving] = useState<string | null>(null);
  const free = isEmpty(bill);
  const rows = bills ?? [];
  const at = Math.max(
    rows.findIndex(({ number }) => number === marked),
    0,
  );
  const chosen = rows[at];
  const step = (by: 1 | -1): void | false => {
    if (giving !== null) return false;
    setMarked(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.number ?? null);
  };
  const take = (): void => {
    if (free && chosen !== undefined) hold.recall(chosen.number);
  };
  const giveUp = (): void | false => {
    if (giving !== null || chosen === undefined) return false;
    setGiving(chosen.number);
  };
  const parkFirst = (): void => {
    if (free || bill.tenders.length > 0) return;
    // The bill that was meant stays marked when the new one comes in above it.
    setMarked(chosen?.number ?? null);
    hold.park('', 'stay');
  };
  const back = (): void => (giving === null ? hold.close() : setGiving(null));
  return (
    <Dialog
      title={say('till.hold.recallTitle')}
      width="medium"
      onClose={back}
      keys={{ up: () => step(-1), down: () => step(1), remove: giveUp, park: parkFirst }}
    >
      {!free && (
        <Notice
          tone="warn"
          act={
            <ActionButton action="park" disabled={bill.tenders.length > 0} busy={hold.act.busy} onPress={parkFirst}>
              {say('till.hold.parkFirst')}
            </ActionButton>
          }
        >
          {say(bill.tenders.length > 0 ? 'till.hold.tendersFirst' : 'till.hold.screenFirst')}
        </Notice>
      )}
      {bills !== null && rows.length === 0 && <p className="dialog-say">{say('till.hold.none')}</p>}
      <ParkedList rows={rows} at={at} onMark={setMarked} onTake={take} focused={giving === null} />
      {giving !== null && <GiveUp number={giving} hold={hold} onDone={() => setGiving(null)} />}
      {hold.act.thrown !== null && <Notice tone="fault">{sentence(hold.act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={back}>
          {say('frame.cancel')}
        </ActionButton>
        {giving === null && rows.length > 0 && (
          <>
            <ActionButton action="remove" onPress={() => void giveUp()}>
              {say('till.hold.discard')}
            </ActionButton>
            <ActionButton tone="go" cap="Enter" disabled={!free} busy={hold.act.busy} onPress={take}>
              {say('till.hold.take')}
            </ActionButton>
          </>
        )}
      </div>
    </Dialog>
  );
}

type ParkedListProps = {
  readonly rows: readonly ParkedRow[];
  readonly at: number;
  readonly focused: boolean;
  readonly onMark: (number: string) => void;
  readonly onTake: () => void;
};

function ParkedList({ rows, at, focused, onMark, onTake }: ParkedListProps) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  const id = useId();
  const ref = useRef<HTMLUListElement>(null);
  const shown = rows.length > 0;
  // The list has the focus whenever no question is asked below it, also after that question was answered.
  useEffect(() => {
    if (focused && shown) ref.current?.focus();
  }, [focused, shown]);
  useEffect(() => {
    ref.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  if (!shown) return null;
  return (
    <ul
      ref={ref}
      className="parked-list"
      role="listbox"
      tabIndex={0}
      data-first-focus=""
      aria-label={say('till.hold.recall')}
      aria-activedescendant={`${id}-${at}`}
      onKeyDown={(event) => {
        if (!isPlainEnter(event)) return;
        event.preventDefault();
        onTake();
      }}
    >
      {rows.map((row, index) => (
        <li
          key={row.number}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={index === at ? 'parked-option parked-on' : 'parked-option'}
          onClick={() => onMark(row.number)}
          onDoubleClick={onTake}
        >
          <span className="parked-who">
            <b>{row.label ?? say('till.hold.nameless')}</b>
            {row.note !== null && row.note !== row.label && <span>{row.note}</span>}
          </span>
          <span className="parked-facts">
            {row.number}
            <br />
            {say('till.hold.by', { name: row.by })} ·{' '}
            {say('till.hold.lines', { count: row.lines, time: moment(row.parkedAt, locale) })}
          </span>
          <b>{formatAmount(row.total, currency)}</b>
        </li>
      ))}
    </ul>
  );
}

type GiveUpProps = { readonly number: string; readonly hold: Hold; readonly onDone: () => void };

function GiveUp({ number, hold, onDone }: GiveUpProps) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const giveUp = (): void => {
    if (reason.trim() === '') return;
    hold.discard(number, reason);
    onDone();
  };
  return (
    <form
      className="give-up"
      onSubmit={(event) => {
        event.preventDefault();
        giveUp();
      }}
    >
      <Field
        label={say('till.hold.discardWhy', { number })}
        value={reason}
        onType={setReason}
        maxLength={100}
        autoFocus
      />
      <ActionButton tone="ink" cap="Enter" submit disabled={reason.trim() === ''}>
        {say('till.hold.discard')}
      </ActionButton>
    </form>
  );
}
