// 今日: what finance sees first and live: what came in, when and how; what went back; what is not right; what stays open.
// Every item that asks for something leads to the place where it is done.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { REFUSAL_REASONS } from '../../../core/charge/refusal-reason.ts';
import type { DaySheet } from '../../../core/contract/day-sheet.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import type { TakenBackLetter } from '../../../core/numbers/document-kinds.ts';
import { VOID_REASONS } from '../../../core/receipts/void-reason.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Job } from '../../frame/jobs.ts';
import { useWords } from '../../i18n/i18n.ts';
import { methodWord } from '../../i18n/method-word.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { type Looked, ReportDialog } from '../reports/report-dialog.tsx';
import { PLACE_OF_BLOCKER, PLACE_OF_CARRIED } from './places.ts';
import { ToPlace } from './to-place.tsx';
import { HourBars } from './hour-bars.tsx';
import '../work.css';
import './days.css';

type TodayScreenProps = { readonly jobs: readonly Job[]; readonly onGo: (job: Job) => void };

export function TodayScreen({ jobs, onGo }: TodayScreenProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [looked, setLooked] = useState<Looked | null>(null);
  // Any posting changes it; the ledger says so by topic, and asking again is one read of running totals and today's rows.
  const { data, error } = useQuery({
    queryKey: ['receipts', 'sheet'],
    queryFn: () => ledger.ask('report.sheet', { businessDate: null }),
    refetchInterval: 30_000,
  });
  const sheet = data === undefined ? null : ({ of: 'sheet', businessDate: data.businessDate } as const);
  const worked = data !== undefined && (data.hours.length > 0 || data.openShifts.length > 0 || data.z !== null);
  const report = worked && data !== undefined ? ({ of: 'day', businessDate: data.businessDate } as const) : null;
  useKeys('screen', {
    readReport: report === null ? undefined : () => setLooked(report),
    exportList: sheet === null ? undefined : () => setLooked(sheet),
  });
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {data !== undefined &&
            say(data.z === null ? 'days.today.title' : 'days.today.titleClosed', { date: data.businessDate })}
        </h1>
        <div className="day-acts">
          <ActionButton action="readReport" autoFocus disabled={report === null} onPress={() => setLooked(report)}>
            {say('days.today.report')}
          </ActionButton>
          <ActionButton action="exportList" disabled={sheet === null} onPress={() => setLooked(sheet)}>
            {say('days.today.sheet')}
          </ActionButton>
        </div>
      </div>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      <Waiting jobs={jobs} onGo={onGo} />
      {data !== undefined && <Sheet sheet={data} jobs={jobs} onGo={onGo} />}
      {looked !== null && <ReportDialog looked={looked} onClose={() => setLooked(null)} />}
    </section>
  );
}

/** Days not closed and packages not written: what finance must not forget, said before anything else. */
function Waiting({ jobs, onGo }: TodayScreenProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const { data: state } = useQuery({ queryKey: ['shift', 'days'], queryFn: () => ledger.ask('day.state', {}) });
  const { data: list } = useQuery({ queryKey: ['days', 'list'], queryFn: () => ledger.ask('day.list', { limit: 60 }) });
  const before = state?.open.slice(0, -1) ?? [];
  const oldest = before.at(-1);
  const there = (text: string): ReactNode => (
    <Notice
      tone="warn"
      act={
        jobs.includes('days') ? (
          <ActionButton size="small" action="goDays" onPress={() => onGo('days')}>
            {say('days.days.title')}
          </ActionButton>
        ) : null
      }
    >
      {text}
    </Notice>
  );
  return (
    <>
      {oldest !== undefined && there(say('days.today.waiting', { count: before.length, date: oldest.businessDate }))}
      {list !== undefined &&
        list.firstMissing !== null &&
        there(say('days.today.missing', { count: list.missing, date: list.firstMissing }))}
    </>
  );
}

type SheetProps = TodayScreenProps & { readonly sheet: DaySheet };

function Sheet({ sheet, jobs, onGo }: SheetProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const amount = (value: DaySheet['taken']): string => formatAmount(value, currency);
  return (
    <div className="day-sheet" data-testid="day-sheet">
      <div className="day-sum">
        <p className="day-label">{say('days.today.taken')}</p>
        <p className={sheet.taken < 0 ? 'day-taken day-taken-out' : 'day-taken'} data-testid="day-taken">
          {amount(sheet.taken)}
        </p>
        <p className="day-note">{say('days.today.receipts', { count: sheet.receipts })}</p>
        <p className="day-note">{say('days.today.perpetual', { amount: amount(sheet.perpetual) })}</p>
      </div>
      <div className="day-hours">
        <h2>{say('days.today.hours')}</h2>
        {sheet.hours.length === 0 ? (
          <div className="day-none">
            <p>{say('days.today.none')}</p>
            <p>{say('days.today.noneSay')}</p>
          </div>
        ) : (
          <HourBars hours={sheet.hours} />
        )}
      </div>
      <Rows
        title={say('days.today.tenders')}
        rows={sheet.tenders.map((row) => [methodWord(row.method, say), String(row.count), amount(row.amount)])}
      />
      <Rows
        title={say('days.today.cashiers')}
        rows={sheet.cashiers.map((row) => [
          row.cashier,
          say('days.today.cashierReceipts', { count: row.receipts }),
          amount(row.taken),
        ])}
      />
      <Back sheet={sheet} />
      <Rows
        title={say('days.today.differences')}
        rows={sheet.differences.map((row) => [row.shift, row.cashier, amount(row.difference)])}
      />
      <Refusals sheet={sheet} />
      <Open sheet={sheet} jobs={jobs} onGo={onGo} />
    </div>
  );
}

function Back({ sheet }: { readonly sheet: DaySheet }) {
  const { currency } = useServices();
  const { say } = useWords();
  const named = (type: TakenBackLetter, reason: string): string => {
    const known = VOID_REASONS.find((one) => one === reason);
    const what = say(`days.today.letter.${type}`);
    const why = known === undefined ? reason : say(`approval.voidReason.${known}`);
    return why === '' ? what : `${what} · ${why}`;
  };
  return (
    <Rows
      title={say('days.today.back')}
      rows={sheet.takenBack.map((row) => [
        named(row.type, row.reason),
        String(row.count),
        formatAmount(row.amount, currency),
      ])}
    />
  );
}

function Refusals({ sheet }: { readonly sheet: DaySheet }) {
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <Rows
      title={say('days.today.refusals')}
      rows={sheet.refusals.map((row) => {
        const known = REFUSAL_REASONS.find((one) => one === row.reason);
        const reason = known === undefined ? row.reason : say(`till.hold.reason.${known}`);
        return [reason, String(row.count), formatAmount(row.amount, currency)];
      })}
    />
  );
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly (readonly string[])[] }) {
  const { say } = useWords();
  const id = useId();
  return (
    <div className="day-list">
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <p className="day-nothing">{say('days.today.nothing')}</p>
      ) : (
        <table aria-labelledby={id}>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((text, index) => (
                  <td key={`${index} ${text}`} className={index === 0 ? '' : 'work-right'}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** What stays to be done, each a way there where the person may go. */
function Open({ sheet, jobs, onGo }: SheetProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  const items: { readonly key: string; readonly text: string; readonly job: Job }[] = [
    ...sheet.openShifts.map((row) => ({
      key: row.shift,
      text: say('days.today.openShift', row),
      job: PLACE_OF_BLOCKER.openShift,
    })),
    ...(sheet.parked === 0
      ? []
      : [{ key: 'parked', text: say('days.today.parked', { count: sheet.parked }), job: PLACE_OF_BLOCKER.parkedBill }]),
    ...sheet.carried.map((row) => ({
      key: row.kind,
      text: say('days.days.carriedOne', {
        what: say(`days.today.carried.${row.kind}`),
        count: row.count,
        amount: formatAmount(row.amount, currency),
      }),
      job: PLACE_OF_CARRIED[row.kind],
    })),
  ];
  return (
    <div className="day-list">
      <h2 id={id}>{say('days.today.open')}</h2>
      {items.length === 0 && <p className="day-nothing">{say('days.today.nothing')}</p>}
      <ul className="day-open" aria-labelledby={id}>
        {items.map(({ key, text, job }) => (
          <li key={key}>
            <ToPlace job={job} jobs={jobs} onGo={onGo}>
              {text}
            </ToPlace>
          </li>
        ))}
      </ul>
    </div>
  );
}
