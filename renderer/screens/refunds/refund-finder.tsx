// One field for everything a refund can be found by; below it what was found, or else the cases that are open, oldest wait
// first. An arrow marks, Enter opens.
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useDeferredValue, useId, useState } from 'react';
import type { CaseRow, RefundOf } from '../../../core/contract/refund-view.ts';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { readScanText } from '../../../core/numbers/document-number.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { keyShortcuts } from '../../keys/key-map.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useReminders } from '../../use-reminders.ts';
import { parseFind } from './parse-find.ts';
import { ageWords } from './refund-sentences.ts';

const SHOWN = 30;

type Found = OutputOf<'refund.find'>['found'][number];
type Row = { readonly kind: 'found'; readonly found: Found } | { readonly kind: 'case'; readonly row: CaseRow };

type RefundFinderProps = {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onType: (text: string) => void;
  readonly mayApply: boolean;
  /** The case that is open beside. */
  readonly open: string | null;
  readonly onApply: (of: RefundOf, askedBy: string) => void;
  readonly onCase: (number: string) => void;
};

export function RefundFinder(props: RefundFinderProps) {
  const { text, onType } = props;
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [marked, setMarked] = useState(0);
  const scan = readScanText(text.trim());
  const wanted = useDeferredValue(scan.ok ? scan.number : text.trim());
  const asked = parseFind(wanted, currency);
  const finding = useQuery({
    queryKey: ['refunds', 'find', wanted],
    queryFn: () => ledger.ask('refund.find', { ...asked, limit: SHOWN }),
    enabled: wanted !== '',
    placeholderData: (before) => before,
  });
  const waiting = useQuery({
    queryKey: ['refunds', 'open'],
    queryFn: () =>
      ledger.ask('refund.list', { which: 'open', state: null, customer: null, before: null, limit: SHOWN }),
    enabled: wanted === '',
  });
  const { error } = wanted === '' ? waiting : finding;
  const rows: readonly Row[] =
    wanted === ''
      ? (waiting.data?.cases ?? []).map((row) => ({ kind: 'case', row }))
      : [
          ...(finding.data?.cases ?? []).map((row) => ({ kind: 'case', row }) as const),
          ...(finding.data?.found ?? []).map((found) => ({ kind: 'found', found }) as const),
        ];
  const at = Math.min(marked, rows.length - 1);
  const choose = (row: Row | undefined): void => {
    if (row === undefined) return;
    if (row.kind === 'case') props.onCase(row.row.number);
    else if (props.mayApply) props.onApply(row.found.of, row.found.payer ?? row.found.customer?.name ?? '');
  };
  const yours = new Set((useReminders() ?? []).map(({ number }) => number));
  const nothing = wanted !== '' && finding.data !== undefined && !finding.isFetching && rows.length === 0;
  return (
    <>
      <div className="find-box">
        <div className="find">
          <input
            ref={props.inputRef}
            data-field="refund-find"
            role="combobox"
            aria-label={say('refunds.find')}
            aria-keyshortcuts={keyShortcuts('findCustomer')}
            aria-expanded={rows.length > 0}
            aria-controls={id}
            {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
            placeholder={say('refunds.find')}
            autoComplete="off"
            spellCheck={false}
            maxLength={80}
            value={text}
            onChange={(event) => {
              onType(event.target.value);
              setMarked(0);
            }}
            onKeyDown={(event) => {
              const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
              if (step !== undefined && !event.nativeEvent.isComposing) {
                event.preventDefault();
                setMarked(Math.min(Math.max(at + step, 0), Math.max(0, rows.length - 1)));
              } else if (isPlainEnter(event)) {
                event.preventDefault();
                choose(rows[at]);
              }
            }}
          />
          <KeyHint action="findCustomer" />
        </div>
      </div>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {wanted === '' && (
        <h2 className="refunds-queue">{say('refunds.queue', { count: waiting.data?.cases.length ?? 0 })}</h2>
      )}
      {nothing && (
        <p className="refunds-none" role="status">
          {say('refunds.notFound')}
        </p>
      )}
      {wanted === '' && waiting.data?.cases.length === 0 && <p className="refunds-none">{say('refunds.noneOpen')}</p>}
      <ul id={id} role="listbox" aria-label={say('refunds.title')} className="refunds-rows">
        {rows.map((row, index) => (
          <li
            key={row.kind === 'case' ? row.row.number : JSON.stringify(row.found.of)}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'refunds-row refunds-row-on' : 'refunds-row'}
            ref={(element) => {
              if (index === at) element?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => {
              setMarked(index);
              choose(row);
            }}
          >
            {row.kind === 'case' ? (
              <CaseLine row={row.row} isYours={yours.has(row.row.number)} />
            ) : (
              <FoundLine found={row.found} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function CaseLine({ row, isYours }: { readonly row: CaseRow; readonly isYours: boolean }) {
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <>
      <span className="refunds-row-main">
        <b>{row.customer?.name ?? (row.of.of === 'receipt' ? row.of.number : row.number)}</b>
        <b className="refunds-out">{formatAmount(row.total, currency)}</b>
      </span>
      <span className="refunds-row-more">
        <span>
          {row.number} · {say(`refunds.state.${row.state}`)}
          {isYours && <em className="refunds-yours">{say('refunds.yours')}</em>}
        </span>
        <span className={row.overdue ? 'refunds-late' : ''}>{ageWords(row.since, say)}</span>
      </span>
    </>
  );
}

function FoundLine({ found }: { readonly found: Found }) {
  const { currency } = useServices();
  const { say } = useWords();
  const who = found.customer?.name ?? found.payer;
  return (
    <>
      <span className="refunds-row-main">
        <b>{found.title}</b>
        <b>{formatAmount(found.total, currency)}</b>
      </span>
      <span className="refunds-row-more">
        <span>
          {who !== null && `${who} · `}
          <time>{found.businessDate}</time>
        </span>
        <span className={found.blocked === null ? '' : 'refunds-late'}>
          {found.blocked === null
            ? say('refunds.canGoBack', { amount: formatAmount(found.refundable, currency) })
            : say(`refunds.blocked.${found.blocked.reason}`)}
        </span>
      </span>
    </>
  );
}
