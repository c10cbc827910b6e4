// Closed days, the newest first: the Z report and the sheet of each, and its package: written, written again, checked.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import type { Looked } from '../reports/report-dialog.tsx';

type Day = OutputOf<'day.list'>['days'][number];
type Told = { readonly good: boolean; readonly text: string };
type ClosedDaysProps = { readonly mayWrite: boolean; readonly onLook: (looked: Looked) => void };

export function ClosedDays({ mayWrite, onLook }: ClosedDaysProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const id = useId();
  const act = useAct();
  const [told, setTold] = useState<Told | null>(null);
  const { data, error } = useQuery({
    queryKey: ['days', 'list'],
    queryFn: () => ledger.ask('day.list', { limit: 60 }),
  });
  const write = (date: string): void =>
    act.run(async () => {
      setTold(null);
      const { folder } = await ledger.act('package.write', { businessDate: date });
      setTold({ good: true, text: say('days.days.wrote', { date, folder }) });
      void queries.invalidateQueries({ queryKey: ['days'] });
    });
  const verify = (date: string): void =>
    act.run(async () => {
      setTold(null);
      const { ok, links, faults } = await ledger.ask('package.verify', { businessDate: date });
      const named = faults.slice(0, 3).map(({ code, at }) => say(`days.days.fault.${code}`, { at }));
      setTold({
        good: ok,
        text: ok
          ? say('days.days.verified', { date, links })
          : say('days.days.broken', { date, faults: named.join(' · ') }),
      });
    });
  return (
    <div className="close-main">
      <h2 id={id}>{say('days.days.list')}</h2>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {told !== null && (
        <div data-testid="package-told">
          <Notice tone={told.good ? 'good' : 'fault'}>{told.text}</Notice>
        </div>
      )}
      {data !== undefined && data.firstMissing !== null && (
        <Notice tone="warn">{say('days.days.missing', { date: data.firstMissing, count: data.missing })}</Notice>
      )}
      {data?.days.length === 0 && <p className="work-none">{say('days.days.none')}</p>}
      {data !== undefined && data.days.length > 0 && (
        <div className="work-table">
          <table aria-labelledby={id} data-testid="closed-days">
            <Head />
            <tbody>
              {data.days.map((day) => (
                <DayRow
                  key={day.number}
                  day={day}
                  busy={act.busy}
                  onWrite={mayWrite ? () => write(day.businessDate) : null}
                  onVerify={() => verify(day.businessDate)}
                  onLook={onLook}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Head() {
  const { say } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{say('days.days.z')}</th>
        <th scope="col">{say('days.days.date')}</th>
        <th scope="col" className="work-right">
          {say('days.days.taken')}
        </th>
        <th scope="col" className="work-right">
          {say('days.days.control')}
        </th>
        <th scope="col">{say('days.days.package')}</th>
        <th scope="col">{say('days.days.closedBy')}</th>
      </tr>
    </thead>
  );
}

type DayRowProps = {
  readonly day: Day;
  readonly busy: boolean;
  readonly onWrite: (() => void) | null;
  readonly onVerify: () => void;
  readonly onLook: (looked: Looked) => void;
};

function DayRow({ day, busy, onWrite, onVerify, onLook }: DayRowProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { businessDate } = day;
  return (
    <tr>
      <td>{day.number}</td>
      <td>
        <span className="work-strong">{businessDate}</span>
        <span className="close-row-acts">
          {' '}
          <button type="button" className="work-link" onClick={() => onLook({ of: 'day', businessDate })}>
            {say('days.days.report')}
          </button>
          <button type="button" className="work-link" onClick={() => onLook({ of: 'sheet', businessDate })}>
            {say('days.days.sheet')}
          </button>
        </span>
      </td>
      <td className="work-right">{formatAmount(day.taken, currency)}</td>
      <td className="work-right">{formatAmount(day.control, currency)}</td>
      <td>
        <PackageState state={day.package} />
        <span className="close-row-acts">
          {onWrite !== null && (
            <button type="button" className="work-link" disabled={busy} onClick={onWrite}>
              {say(day.package === null ? 'days.days.write' : 'days.days.writeAgain')}
            </button>
          )}
          {day.package?.here === true && (
            <button type="button" className="work-link" disabled={busy} onClick={onVerify}>
              {say('days.days.verify')}
            </button>
          )}
        </span>
      </td>
      <td>{day.by}</td>
    </tr>
  );
}

function PackageState({ state }: { readonly state: Day['package'] }) {
  const { say } = useWords();
  if (state === null) return <span className="work-tag work-tag-warn">{say('days.days.notWritten')}</span>;
  return (
    <>
      <span className={`work-tag ${state.here ? '' : 'work-tag-warn'}`}>
        {say(state.here ? 'days.days.written' : 'days.days.gone')}
      </span>{' '}
      <span className="close-hash selectable" title={state.manifest}>
        {state.name} · {say('days.days.hash', { hash: state.manifest.slice(0, 12) })}
      </span>
    </>
  );
}
