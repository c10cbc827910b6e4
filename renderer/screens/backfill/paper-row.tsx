// One hand-written receipt: its cells from left to right, Enter goes on, ↑ ↓ go to the paper above and below, digits choose
// how it was paid. Beside it what is missing, or what the ledger says of it.
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { TENDER_METHODS } from '../../../core/charge/tender-method.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Minor } from '../../../core/money/money.ts';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { CallFailed, type Fault } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { type Field, FIELDS, type ReadRow, type TypedRow } from './backfill-rows.ts';

type PaperRowProps = {
  readonly n: number;
  readonly row: ReadRow;
  readonly against: OutputOf<'backfill.check'>['rejected'][number] | null;
  readonly already: boolean;
  readonly checked: boolean;
  readonly onChange: (part: Partial<TypedRow>) => void;
  readonly onNext: () => void;
  readonly onMove: (by: 1 | -1, field: Field) => void;
  readonly onRemove: () => void;
};

const LENGTHS: Readonly<Record<Field, number>> = {
  paperNo: 40,
  paperDate: 11,
  payer: 60,
  item: 20,
  quantity: 12,
  amount: 20,
  tender: 0,
  reference: 64,
};

export function PaperRow(props: PaperRowProps) {
  const { n, row, onChange } = props;
  const { say } = useWords();
  const id = useId();
  const { typed, fault } = row;
  const cellOf = (field: Field): string => `${field}-${typed.key}`;
  const faulty = (field: Field): boolean => fault?.field === field && (fault.why !== 'missing' || typed.amount !== '');
  const press = (event: KeyboardEvent<HTMLElement>, field: Field): void => {
    if (event.nativeEvent.isComposing) return;
    if (isPlainEnter(event)) {
      event.preventDefault();
      // Cash has no reference: after it the paper is complete.
      const last = field === 'reference' || (field === 'tender' && typed.tender === 'cash');
      if (last) props.onNext();
      else document.querySelector<HTMLElement>(`[data-cell="${cellOf(after(field))}"]`)?.focus();
    } else if (event.code === 'ArrowUp' || event.code === 'ArrowDown') {
      event.preventDefault();
      props.onMove(event.code === 'ArrowUp' ? -1 : 1, field);
    } else if (event.code === 'Delete' && event.ctrlKey) {
      event.preventDefault();
      props.onRemove();
    }
  };
  return (
    <tr>
      <td>{n}</td>
      {FIELDS.map((field) => (
        <td key={field} className={`backfill-${field}`}>
          {field === 'tender' ? (
            <TenderCell
              cell={cellOf(field)}
              label={say('backfill.cell', { field: say('backfill.fields.tender'), n })}
              tender={typed.tender}
              onChoose={(tender) => onChange({ tender })}
              onKey={(event) => press(event, field)}
            />
          ) : (
            <input
              className="plain-input"
              data-cell={cellOf(field)}
              aria-label={say('backfill.cell', { field: say(`backfill.fields.${field}`), n })}
              aria-invalid={faulty(field)}
              {...(field === 'item' ? { list: id } : {})}
              {...(field === 'paperDate' ? { placeholder: say('backfill.dateHint') } : {})}
              autoComplete="off"
              spellCheck={false}
              maxLength={LENGTHS[field]}
              value={typed[field]}
              onChange={(event) => onChange({ [field]: event.target.value })}
              onFocus={(event) => event.target.select()}
              onKeyDown={(event) => press(event, field)}
            />
          )}
          {field === 'item' && <ItemName id={id} code={typed.item} onCode={(item) => onChange({ item })} />}
        </td>
      ))}
      <td className="backfill-state">
        <State {...props} />
      </td>
    </tr>
  );
}

function after(field: Field): Field {
  return FIELDS[FIELDS.indexOf(field) + 1] ?? 'reference';
}

type TenderCellProps = {
  readonly cell: string;
  readonly label: string;
  readonly tender: TypedRow['tender'];
  readonly onChoose: (tender: TypedRow['tender']) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
};

function TenderCell({ cell, label, tender, onChoose, onKey }: TenderCellProps) {
  const { say } = useWords();
  return (
    <select
      className="plain-input"
      data-cell={cell}
      aria-label={label}
      value={tender}
      onChange={(event) => onChoose(TENDER_METHODS.find((one) => one === event.target.value) ?? 'cash')}
      onKeyDown={(event) => {
        const chosen = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
        const method =
          chosen === null || event.altKey || event.ctrlKey ? undefined : TENDER_METHODS[Number(chosen[1]) - 1];
        if (method === undefined) return onKey(event);
        event.preventDefault();
        onChoose(method);
      }}
    >
      {TENDER_METHODS.map((method, index) => (
        <option key={method} value={method}>
          {say('backfill.tender', { n: index + 1, method: say(`till.money.method.${method}`) })}
        </option>
      ))}
    </select>
  );
}

/** The name of the item that is typed, and those it could be; one that is spelt out by initials becomes its code. */
function ItemName({
  id,
  code,
  onCode,
}: {
  readonly id: string;
  readonly code: string;
  readonly onCode: (code: string) => void;
}) {
  const { ledger } = useServices();
  const wanted = useDeferredValue(code.trim());
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['tariff', 'backfill', wanted],
    queryFn: () => ledger.ask('tariff.find', { text: wanted, limit: 8 }),
    enabled: wanted !== '',
  });
  const items = wanted === '' ? [] : (data?.items ?? []);
  const exact = items.find((item) => item.code.toLowerCase() === wanted.toLowerCase());
  const only = exact ?? (items.length === 1 ? items[0] : undefined);
  return (
    <>
      <datalist id={id}>
        {items.map((item) => (
          <option key={item.code} value={item.code}>
            {item.name}
          </option>
        ))}
      </datalist>
      {only !== undefined && (
        <button
          type="button"
          tabIndex={-1}
          className={open || only !== exact ? 'backfill-named backfill-meant' : 'backfill-named'}
          onFocus={() => setOpen(true)}
          onClick={() => onCode(only.code)}
        >
          {only.name}
        </button>
      )}
    </>
  );
}

function State({ row, against, already, checked }: PaperRowProps) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { currency } = useServices();
  if (row.blank) return null;
  if (row.fault !== null) {
    const field = say(`backfill.fields.${row.fault.field}`);
    return (
      <span className={row.fault.why === 'missing' ? '' : 'backfill-bad'}>
        {say(`backfill.fault.${row.fault.why}`, { field })}
      </span>
    );
  }
  // A hand-written price that the tariff does not know is told in words of the pad, not of a customer waiting.
  if (against?.code === 'TOTAL_CHANGED') {
    const actual = formatAmount(Number(against.params['actual']) as Minor, currency);
    return <span className="backfill-bad">{say('backfill.priceDiffers', { actual })}</span>;
  }
  // The ledger refuses with codes of the contract only; which one is known when it is read.
  if (against !== null)
    return (
      <span className="backfill-bad">
        {sentence(new CallFailed({ code: against.code, params: against.params } as Fault))}
      </span>
    );
  if (already) return <span className="backfill-bad">{say('backfill.already')}</span>;
  return checked ? <span className="backfill-good">{say('backfill.fits')}</span> : null;
}
