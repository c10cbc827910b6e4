// 票纸: the numbered paper in use, what is left of it, and taking more into use; and the public tariff board.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { StockSegmentView } from '../../../core/contract/procedures/paper.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { BoardDialog } from './board-dialog.tsx';
import { SpoilStock } from './spoil-stock.tsx';
import { WriteOffStock } from './write-off-stock.tsx';
import { TakeStock } from './take-stock.tsx';
import '../work.css';
import './paper-screen.css';

type Open = 'take' | 'spoil' | 'writeOff' | 'board' | null;

export function PaperScreen({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const [open, setOpen] = useState<Open>(null);
  const { data, error } = useQuery({ queryKey: ['stock', 'state'], queryFn: () => ledger.ask('stock.state', {}) });
  const mayTake = permissions.includes('stock.write');
  const next = data?.next ?? null;
  const maySpoil = permissions.includes('receipt.print') && next !== null;
  const mayWriteOff = mayTake && permissions.includes('approval.request') && (data?.segments.length ?? 0) > 0;
  const mayBoard = permissions.includes('tariff.read');
  useKeys('screen', {
    takeStock: mayTake ? () => setOpen('take') : undefined,
    spoilStock: maySpoil ? () => setOpen('spoil') : undefined,
    writeOffStock: mayWriteOff ? () => setOpen('writeOff') : undefined,
    tariffBoard: mayBoard ? () => setOpen('board') : undefined,
  });
  const close = (): void => setOpen(null);
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('paper.stock.title')}
        </h1>
        <div className="paper-acts">
          {mayTake && (
            <ActionButton tone="go" action="takeStock" autoFocus onPress={() => setOpen('take')}>
              {say('paper.stock.take')}
            </ActionButton>
          )}
          {maySpoil && (
            <ActionButton action="spoilStock" onPress={() => setOpen('spoil')}>
              {say('paper.stock.spoil')}
            </ActionButton>
          )}
          {mayWriteOff && (
            <ActionButton action="writeOffStock" onPress={() => setOpen('writeOff')}>
              {say('paper.stock.writeOff')}
            </ActionButton>
          )}
          {mayBoard && (
            <ActionButton action="tariffBoard" autoFocus={!mayTake} onPress={() => setOpen('board')}>
              {say('paper.board.do')}
            </ActionButton>
          )}
        </div>
      </div>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && <StockFacts stock={data} />}
      {data?.segments.length === 0 && (
        <div className="work-none">
          <p className="lines-empty-title">{say('paper.stock.none')}</p>
          <p>{say('paper.stock.noneSay')}</p>
        </div>
      )}
      {data !== undefined && data.segments.length > 0 && <Segments labelledBy={id} segments={data.segments} />}
      {open === 'take' && <TakeStock onClose={close} />}
      {open === 'spoil' && next !== null && <SpoilStock next={next} onClose={close} />}
      {open === 'writeOff' && <WriteOffStock onClose={close} />}
      {open === 'board' && <BoardDialog onClose={close} />}
    </section>
  );
}

/** Next sheet and how many are left, in a line; amber when they run out. Nothing where no numbered paper is in use. */
export function StockFacts({ stock }: { readonly stock: OutputOf<'stock.state'> }) {
  const { say } = useWords();
  if (stock.segments.every((segment) => segment.kind !== 'printed')) return null;
  const words =
    stock.next === null
      ? say('paper.stock.usedUp')
      : say('paper.stock.nextLeft', { next: stock.next, count: stock.left });
  return (
    <div className="stock-facts" data-testid="stock-facts">
      {stock.alarm ? <Notice tone="warn">{words}</Notice> : <p>{words}</p>}
      {stock.shift !== null && (
        <p className="viewer-muted">
          {say('paper.stock.inShift', {
            first: stock.shift.first,
            last: stock.shift.last,
            used: stock.shift.used,
            spoiled: stock.shift.spoiled,
          })}
        </p>
      )}
    </div>
  );
}

type SegmentsProps = { readonly labelledBy: string; readonly segments: readonly StockSegmentView[] };

const COUNTS = ['used', 'spoiled', 'voided', 'writtenOff'] as const;

function Segments({ labelledBy, segments }: SegmentsProps) {
  const { say, locale } = useWords();
  return (
    <div className="work-table">
      <table aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col">{say('paper.stock.kind')}</th>
            <th scope="col">{say('paper.stock.range')}</th>
            <th scope="col">{say('paper.stock.takenBy')}</th>
            <th scope="col">{say('paper.stock.takenAt')}</th>
            {COUNTS.map((state) => (
              <th key={state} scope="col" className="work-right">
                {say(`paper.stock.state.${state}`)}
              </th>
            ))}
            <th scope="col" className="work-right">
              {say('paper.stock.left')}
            </th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <tr key={segment.id}>
              <td>
                {say(`paper.stock.kinds.${segment.kind}`)}
                {segment.note !== null && <small className="stock-note">{segment.note}</small>}
              </td>
              <td className="stock-range">
                {segment.first} – {segment.last}
              </td>
              <td>
                {segment.takenBy}
                <small className="stock-note">{say('paper.stock.handedOut', { by: segment.handedOutBy })}</small>
              </td>
              <td>{moment(segment.at, locale)}</td>
              {COUNTS.map((state) => (
                <td key={state} className={segment[state] === 0 ? 'work-right work-faint' : 'work-right'}>
                  {segment[state]}
                </td>
              ))}
              <td className="work-right work-strong">{segment.left}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
