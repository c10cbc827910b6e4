// The receipts, newest first, a page at a time; one is found by its number or by scanning its code.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { parseDocumentNumber, readScanText } from '../../../core/numbers/document-number.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { ReceiptRow } from '../../../core/contract/procedures/charge.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyCap } from '../../components/key-hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { useScanner } from '../../keys/use-scanner.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import '../work.css';

const PAGE = 50;

/** The receipt number meant by what was typed or scanned; `badCheck` when a code was misread. */
function numberMeant(text: string): { readonly number: string } | 'badCheck' {
  const scan = readScanText(text);
  if (scan.ok) return { number: scan.number };
  if (scan.fault === 'checkDigitsWrong') return 'badCheck';
  return { number: text.trim().toUpperCase() };
}

export function ReceiptsScreen({ onShow }: { readonly onShow: (number: string) => void }) {
  const { ledger, inFront } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['receipts', 'pages'],
    queryFn: ({ pageParam }) => ledger.ask('receipt.recent', { before: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.more ? (page.receipts.at(-1)?.number ?? null) : null),
  });
  const receipts = data?.pages.flatMap((page) => page.receipts) ?? [];
  const find = (words: string): void => {
    const meant = numberMeant(words);
    setBad(meant === 'badCheck');
    if (meant === 'badCheck' || meant.number === '') return;
    setText('');
    onShow(meant.number);
  };
  useScanner((scanned) => {
    const known = readScanText(scanned).ok || parseDocumentNumber(scanned.toUpperCase()) !== null;
    return known ? () => find(scanned) : null;
  }, inFront);
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('work.receipts.title')}
        </h1>
        <div className="find work-find">
          <input
            aria-label={say('work.receipts.find')}
            placeholder={say('work.receipts.find')}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            autoFocus
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setBad(false);
            }}
            onKeyDown={(event) => {
              if (!isPlainEnter(event)) return;
              event.preventDefault();
              find(text);
            }}
          />
          <KeyCap label="Enter" />
        </div>
      </div>
      {bad && <Notice tone="fault">{say('work.receipts.badCheck')}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && receipts.length === 0 && (
        <div className="work-none">
          <p className="lines-empty-title">{say('work.receipts.none')}</p>
          <p>{say('work.receipts.noneSay')}</p>
        </div>
      )}
      {receipts.length > 0 && (
        <div className="work-table">
          <ReceiptsTable labelledBy={id} receipts={receipts} onShow={onShow} />
          {hasNextPage && (
            <div className="work-more">
              <ActionButton busy={isFetching} onPress={() => void fetchNextPage()}>
                {say('work.receipts.more')}
              </ActionButton>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

type ReceiptsTableProps = {
  readonly labelledBy: string;
  readonly receipts: readonly ReceiptRow[];
  readonly onShow: (number: string) => void;
};

function ReceiptsTable({ labelledBy, receipts, onShow }: ReceiptsTableProps) {
  const { say } = useWords();
  return (
    <table aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{say('work.receipts.number')}</th>
          <th scope="col">{say('work.receipts.time')}</th>
          <th scope="col">{say('work.receipts.payer')}</th>
          <th scope="col">{say('work.receipts.cashier')}</th>
          <th scope="col">{say('work.receipts.printed')}</th>
          <th scope="col" className="work-right">
            {say('work.receipts.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {receipts.map((receipt) => (
          <Row key={receipt.number} receipt={receipt} onShow={onShow} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ receipt, onShow }: { readonly receipt: ReceiptRow; readonly onShow: (number: string) => void }) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  return (
    <tr>
      <td>
        <button type="button" className="work-link" onClick={() => onShow(receipt.number)}>
          {receipt.number}
        </button>
        {receipt.voided && <span className="work-voided">{say('followUp.mark')}</span>}
        {receipt.reissued && <span className="work-voided">{say('followUp.markReissued')}</span>}
        {receipt.exchanged && <span className="work-voided">{say('followUp.markExchanged')}</span>}
      </td>
      <td>{moment(receipt.postedAt, locale)}</td>
      <td>{receipt.payer ?? <span className="work-faint">{say('work.receipts.walkIn')}</span>}</td>
      <td>{receipt.cashier}</td>
      <td className="work-faint">
        {receipt.printed === 0
          ? say('work.receipts.notPrinted')
          : say('work.receipts.printedTimes', { count: receipt.printed })}
        {receipt.copies > 0 && ` · ${say('paper.sheets.copies', { count: receipt.copies })}`}
      </td>
      <td className="work-right work-strong">{formatAmount(receipt.total, currency)}</td>
    </tr>
  );
}
