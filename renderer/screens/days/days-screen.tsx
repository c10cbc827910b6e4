// 日结: the oldest open business date with what blocks it and what it leaves, closed by one key once its control total was
// seen; and the closed days with their packages.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { DayBlocker } from '../../../core/contract/procedures/day.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { type Looked, ReportDialog } from '../reports/report-dialog.tsx';
import { PLACE_OF_BLOCKER, PLACE_OF_CARRIED } from './places.ts';
import { ClosedDays } from './closed-days.tsx';
import '../work.css';
import { ToPlace, type Ways } from './to-place.tsx';
import './days.css';

type State = OutputOf<'day.state'>;
type DaysScreenProps = Ways & { readonly mayClose: boolean };

export function DaysScreen({ mayClose, jobs, onGo }: DaysScreenProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [looked, setLooked] = useState<Looked | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['shift', 'days'],
    queryFn: () => ledger.ask('day.state', {}),
    staleTime: 0,
  });
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('days.days.title')}
        </h1>
      </div>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      <div className="close">
        <div className="close-side">
          {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
          {data !== undefined && (
            <OpenDay
              state={data}
              mayClose={mayClose}
              jobs={jobs}
              onGo={onGo}
              onReport={(businessDate) => setLooked({ of: 'day', businessDate })}
              onClosed={({ businessDate, number }) => {
                setDone(say('days.days.done', { date: businessDate, number }));
                setLooked({ of: 'day', businessDate });
              }}
            />
          )}
        </div>
        <ClosedDays mayWrite={mayClose} onLook={setLooked} />
      </div>
      {looked !== null && <ReportDialog looked={looked} onClose={() => setLooked(null)} />}
    </section>
  );
}

type OpenDayProps = DaysScreenProps & {
  readonly state: State;
  readonly onReport: (businessDate: string) => void;
  readonly onClosed: (z: OutputOf<'day.close'>) => void;
};

function OpenDay({ state, mayClose, jobs, onGo, onReport, onClosed }: OpenDayProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const [day, ...later] = state.open;
  const blocked = state.blockers.length > 0;
  const ask = (): void => {
    if (day !== undefined && mayClose && !blocked) setAsking(true);
  };
  const close = (): void => {
    setAsking(false);
    if (day === undefined) return;
    const { businessDate, taken, control } = day;
    act.run(async () =>
      onClosed(await ledger.act('day.close', { businessDate, expectedTaken: taken, expectedControl: control })),
    );
  };
  useKeys('screen', { post: ask, readReport: day === undefined ? undefined : () => onReport(day.businessDate) });
  if (day === undefined)
    return (
      <div className="work-none">
        <p className="lines-empty-title">{say('days.days.noneOpen')}</p>
        <p>{say('days.days.noneOpenSay')}</p>
      </div>
    );
  const date = day.businessDate;
  return (
    <>
      <dl className="close-sums" data-testid="day-to-close">
        <dt>{say('days.days.date')}</dt>
        <dd className="work-strong">{date}</dd>
        <dt>{say('days.days.documents')}</dt>
        <dd>{day.documents}</dd>
        <dt>{say('days.days.taken')}</dt>
        <dd>{formatAmount(day.taken, currency)}</dd>
        <dt>{say('days.days.control')}</dt>
        <dd className="close-control" data-testid="control-total">
          {formatAmount(day.control, currency)}
        </dd>
      </dl>
      <Blockers blockers={state.blockers} jobs={jobs} onGo={onGo} />
      <Carried carried={state.carried} jobs={jobs} onGo={onGo} />
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {mayClose ? (
        <ActionButton
          tone="ink"
          size="large"
          action="post"
          block
          autoFocus
          busy={act.busy}
          disabled={blocked}
          onPress={ask}
        >
          {act.busy ? say('days.days.closing') : say('days.days.close', { date })}
        </ActionButton>
      ) : (
        <p className="day-note">{say('days.days.mayNot')}</p>
      )}
      <ActionButton action="readReport" block autoFocus={blocked || !mayClose} onPress={() => onReport(date)}>
        {say('days.today.report')}
      </ActionButton>
      {later.length > 0 && (
        <p className="day-note">
          {say('days.days.later', { dates: later.map((one) => one.businessDate).join(' · ') })}
        </p>
      )}
      {asking && (
        <Dialog title={say('days.days.askTitle', { date })} onClose={() => setAsking(false)} keys={{ post: close }}>
          <p className="dialog-say">{say('days.days.ask')}</p>
          <AmountBig label={say('days.days.control')} amount={day.control} currency={currency} tone="ink" />
          <p className="dialog-say">{say('days.days.controlSay')}</p>
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus onPress={() => setAsking(false)}>
              {say('frame.cancel')}
            </ActionButton>
            <ActionButton tone="ink" action="post" onPress={close}>
              {say('days.days.close', { date })}
            </ActionButton>
          </div>
        </Dialog>
      )}
    </>
  );
}

type BlockersProps = Ways & { readonly blockers: readonly DayBlocker[] };

function Blockers({ blockers, jobs, onGo }: BlockersProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  if (blockers.length === 0) return <Notice tone="good">{say('days.days.noBlockers')}</Notice>;
  const text = (blocker: DayBlocker): string => {
    switch (blocker.kind) {
      case 'openShift': {
        const { shift, cashier, drawer, businessDate } = blocker;
        return say('days.days.blockOpenShift', { shift, cashier, drawer, date: businessDate });
      }
      case 'parkedBill':
        return say('days.days.blockParked', {
          number: blocker.number,
          by: blocker.by,
          amount: formatAmount(blocker.total, currency),
        });
      case 'earlierDay':
        return say('days.days.blockEarlier', { date: blocker.businessDate });
    }
  };
  // Whoever closes days has no till: parked bills are taken back or discarded by a cashier.
  const atTheTill = blockers.some(({ kind }) => kind === 'parkedBill') && !jobs.includes(PLACE_OF_BLOCKER.parkedBill);
  return (
    <div data-testid="day-blockers">
      <h2 id={id}>{say('days.days.blockers')}</h2>
      <ul className="day-open" aria-labelledby={id}>
        {blockers.map((blocker) => (
          <li key={text(blocker)}>
            <ToPlace job={PLACE_OF_BLOCKER[blocker.kind]} jobs={jobs} onGo={onGo}>
              <span className="work-tag work-tag-warn">{text(blocker)}</span>
            </ToPlace>
          </li>
        ))}
      </ul>
      {atTheTill && <p className="day-note">{say('days.days.blockParkedSay')}</p>}
    </div>
  );
}

type CarriedProps = Ways & { readonly carried: State['carried'] };

function Carried({ carried, jobs, onGo }: CarriedProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const id = useId();
  if (carried.length === 0) return <p className="day-nothing">{say('days.days.noCarried')}</p>;
  return (
    <div data-testid="day-carried">
      <h2 id={id}>{say('days.days.carried')}</h2>
      <ul className="day-open" aria-labelledby={id}>
        {carried.map(({ kind, count, amount }) => {
          const what = say(`days.today.carried.${kind}`);
          const text = say('days.days.carriedOne', { what, count, amount: formatAmount(amount, currency) });
          return (
            <li key={kind}>
              <ToPlace job={PLACE_OF_CARRIED[kind]} jobs={jobs} onGo={onGo}>
                {text}
              </ToPlace>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
