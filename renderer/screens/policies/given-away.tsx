// 让利统计: what was given away by day, cause and cashier, with the receipts behind the marked row. Taken out as a list.
import { useQuery } from '@tanstack/react-query';
import { stringify } from 'csv-stringify/browser/esm/sync';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { DiscountRow } from '../../../core/contract/procedures/discount.ts';
import { guarded } from '../../../core/lists/cell-guard.ts';
import { readListDate } from '../../../core/lists/list-date.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { Minor } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { clock } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { ClaimTable, type Column, useMarked } from '../claims/claim-table.tsx';
import '../claims/claims.css';

const RECEIPTS_SHOWN = 100;
type Day = OutputOf<'report.discounts'>['days'][number];
/** One cause of a day; `row` null: what rounding cash cost. */
type Given = { readonly date: string; readonly row: DiscountRow | null; readonly amount: Minor };

function rowsOf(days: readonly Day[]): Given[] {
  return [...days]
    .reverse()
    .flatMap(({ businessDate: date, rows, rounding }) => [
      ...rows.map((row) => ({ date, row, amount: row.amount })),
      ...(rounding === 0 ? [] : [{ date, row: null, amount: rounding }]),
    ]);
}

export function GivenAway({ onShow }: { readonly onShow: (receipt: string) => void }) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const [typed, setTyped] = useState({ from: '', to: '' });
  const [from, to] = [dateOf(typed.from), dateOf(typed.to)];
  const { data, error } = useQuery({
    queryKey: ['discounts', 'report', from, to],
    queryFn: () => ledger.ask('report.discounts', { from: from ?? null, to: to ?? null }),
    enabled: from !== undefined && to !== undefined,
    placeholderData: (before) => before,
  });
  const rows = data === undefined ? undefined : rowsOf(data.days);
  const marked = useMarked(rows ?? []);
  const cause = useCause();
  const out = useTakenOut(rows ?? [], cause);
  useKeys('screen', { exportList: out.run });
  const columns: readonly Column<Given>[] = [
    { title: 'discount.report.date', cell: ({ date }) => date },
    { title: 'discount.report.cause', cell: ({ row }) => <b>{cause(row)}</b> },
    { title: 'discount.report.cashier', cell: ({ row }) => row?.cashier ?? '' },
    { title: 'discount.report.count', right: true, cell: ({ row }) => row?.count ?? '' },
    { title: 'discount.report.amount', right: true, cell: ({ amount }) => <b>{formatAmount(amount, currency)}</b> },
  ];
  const field = (name: 'from' | 'to') => (
    <Field
      label={say(`discount.report.${name}`)}
      placeholder="2026-12-31"
      value={typed[name]}
      onType={(text) => setTyped({ ...typed, [name]: text })}
      maxLength={11}
      autoFocus={name === 'from'}
      fault={(name === 'from' ? from : to) === undefined ? say('discount.till.badDate') : null}
    />
  );
  const total = (rows ?? []).reduce((sum, { amount }) => sum + amount, 0) as Minor;
  return (
    <>
      <div className="claims-head given-head">
        {field('from')}
        {field('to')}
        <span className="claims-total">{say('discount.report.total', { amount: formatAmount(total, currency) })}</span>
        <ActionButton
          action="exportList"
          disabled={(rows ?? []).length === 0}
          busy={out.act.busy}
          onPress={() => void out.run()}
        >
          {say('discount.report.export')}
        </ActionButton>
      </div>
      {out.said !== null && <Notice tone="good">{out.said}</Notice>}
      {out.failed && <Notice tone="fault">{say('tariff.exportFailed')}</Notice>}
      <div className="claims-halves">
        <ClaimTable
          label={say('discount.report.title')}
          rows={rows}
          error={error}
          none={say('discount.report.none')}
          columns={columns}
          keyOf={({ date, row }) =>
            `${date} ${row === null ? '' : `${row.kind} ${row.policy?.code} ${row.reason} ${row.username}`}`
          }
          marked={marked}
          onEnter={null}
          autoFocus={false}
        />
        {marked.row !== null && marked.row.row !== null && (
          <Behind date={marked.row.date} row={marked.row.row} title={cause(marked.row.row)} onShow={onShow} />
        )}
      </div>
    </>
  );
}

/** A day as it is asked for: null for no bound, undefined while what is typed is no day. */
function dateOf(text: string): string | null | undefined {
  if (text.trim() === '') return null;
  const read = readListDate(text.trim());
  return read.ok ? read.date : undefined;
}

/** Says why something was given away. */
function useCause(): (row: DiscountRow | null) => string {
  const { say } = useWords();
  return (row) => {
    if (row === null) return say('discount.till.rounding');
    if (row.policy !== null) return row.policy.name;
    if (row.reason !== null) return say('discount.waiverFor', { reason: say(`discount.reason.${row.reason}`) });
    return say(`discount.kind.${row.kind}`);
  };
}

function useTakenOut(rows: readonly Given[], cause: (row: DiscountRow | null) => string) {
  const { bridge, currency } = useServices();
  const { say } = useWords();
  const act = useAct();
  const [said, setSaid] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const run = (): void | false => {
    if (rows.length === 0) return false;
    setSaid(null);
    setFailed(false);
    act.run(async () => {
      const head = (['date', 'cause', 'cashier', 'count', 'amount'] as const).map((one) =>
        say(`discount.report.${one}`),
      );
      const cells = rows.map(({ date, row, amount }) => [
        date,
        cause(row),
        row?.cashier ?? '',
        String(row?.count ?? ''),
        formatAmount(amount, currency).replaceAll(',', ''),
      ]);
      const text = stringify(
        [head, ...cells].map((one) => one.map(guarded)),
        { record_delimiter: 'windows' },
      );
      // The mark by which a spreadsheet knows UTF-8.
      const name = `${say('discount.report.title')}-${rows.at(-1)?.date}-${rows[0]?.date}.csv`;
      const outcome = await bridge.saveList(name, new TextEncoder().encode(`\ufeff${text}`));
      if ('saved' in outcome) setSaid(say('discount.report.exported', { rows: rows.length, path: outcome.saved }));
      else if ('failed' in outcome) setFailed(true);
    });
  };
  return { run, act, said, failed };
}

type BehindProps = {
  readonly date: string;
  readonly row: DiscountRow;
  readonly title: string;
  readonly onShow: (receipt: string) => void;
};

function Behind({ date, row, title, onShow }: BehindProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const { kind, policy, reason, username } = row;
  const asked = { businessDate: date, kind, policy: policy?.code ?? null, reason, username };
  const { data, error } = useQuery({
    queryKey: ['discounts', 'receipts', asked],
    queryFn: () => ledger.ask('report.discountReceipts', { ...asked, limit: RECEIPTS_SHOWN }),
  });
  return (
    <section className="claims-moves" aria-label={say('discount.report.behind', { cause: title })}>
      <h2>{say('discount.report.behind', { cause: title })}</h2>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      <ul>
        {(data?.receipts ?? []).map((receipt) => (
          <li key={receipt.number}>
            <span>
              <button type="button" className="work-link" onClick={() => onShow(receipt.number)}>
                {receipt.number}
              </button>
              <small>
                {clock(receipt.postedAt, locale)} · {receipt.payer ?? say('work.receipts.walkIn')}
                {receipt.text !== null && ` · ${receipt.text}`}
              </small>
            </span>
            <b>{formatAmount(receipt.amount, currency)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
