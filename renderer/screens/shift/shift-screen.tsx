// 班次/钱箱: one place for the drawer. For a cashier their shift with its count; for whoever keeps the safe, the house.
import { useEffect, useState } from 'react';
import { minor } from '../../../core/money/money.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { ReasonDialog } from './cash/reason-dialog.tsx';
import { useCashPrint } from './cash/use-cash-print.ts';
import { CloseShift, type Closed } from './close-shift.tsx';
import { ShiftGate } from './shift-gate.tsx';
import type { ShiftKnown } from './use-shift.ts';
import './shift.css';

type ShiftScreenProps = { readonly shift: ShiftKnown; readonly onTill: () => void };

export function ShiftScreen({ shift, onTill }: ShiftScreenProps) {
  const [closed, setClosed] = useState<Closed | null>(null);
  const { refresh } = shift;
  // Which receipts and machines there were so far is asked when the drawer is looked at, not after every charge.
  useEffect(() => void refresh(), [refresh]);
  const finish = (result: Closed): void => {
    setClosed(result);
    void shift.refresh();
  };
  if (closed !== null) return <ClosedShift closed={closed} onNext={() => setClosed(null)} />;
  if (shift.current === null || shift.answer === null || shift.answer.suspended !== null)
    return <ShiftGate shift={shift} />;
  return <CloseShift shift={shift.current} answer={shift.answer} onClosed={finish} onTill={onTill} />;
}

function ClosedShift({ closed, onNext }: { readonly closed: Closed; readonly onNext: () => void }) {
  const { currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const printing = useCashPrint();
  const { difference, paper } = closed;
  useKeys('screen', { post: onNext, printSlip: () => (paper === null ? undefined : printing.print(paper)) });
  const words = difference === 0 ? 'work.shift.even' : difference > 0 ? 'work.shift.overBy' : 'work.shift.shortBy';
  return (
    <section className="panel shift-panel shift-panel-single">
      <div className="shift-side">
        <h1 className="shift-title">{say('work.shift.closed', { number: closed.number })}</h1>
        <dl className="shift-facts">
          <dt>{say('work.shift.expected')}</dt>
          <dd>{formatAmount(closed.expected, currency)}</dd>
          <dt>{say('work.shift.wasCounted')}</dt>
          <dd>{formatAmount(closed.counted, currency)}</dd>
          {closed.channels.map(({ method, said, booked }) => (
            <div key={method} className="shift-facts-row">
              <dt>{say(`cash.channel.${method}`)}</dt>
              <dd className={said === booked ? undefined : 'shift-differs'}>
                {say('cash.channelSaid', {
                  said: formatAmount(said, currency),
                  booked: formatAmount(booked, currency),
                })}
              </dd>
            </div>
          ))}
        </dl>
        <AmountBig
          label={say(words)}
          amount={minor(Math.abs(difference))}
          currency={currency}
          tone={difference === 0 ? 'go' : 'warn'}
          testId="difference"
        />
        {difference !== 0 && !closed.byTwo && <Notice tone="warn">{say('work.shift.tellSupervisor')}</Notice>}
        {printing.act.thrown !== null && <Notice tone="fault">{sentence(printing.act.thrown)}</Notice>}
        {printing.sent !== null && <Notice tone="good">{say('cash.printing', { number: printing.sent })}</Notice>}
        <div className="shift-acts">
          <ActionButton tone="go" size="large" action="post" block autoFocus onPress={onNext}>
            {say('work.shift.openNext')}
          </ActionButton>
          {paper !== null && (
            <ActionButton action="printSlip" block busy={printing.act.busy} onPress={() => printing.print(paper)}>
              {say('cash.printSheet')}
            </ActionButton>
          )}
        </div>
      </div>
      {printing.asking !== null && (
        <ReasonDialog
          title={say('cash.printSheet')}
          label={say('cash.again')}
          yes={say('cash.print')}
          busy={printing.act.busy}
          thrown={printing.act.thrown}
          maxLength={60}
          onYes={(reason) => printing.print(printing.asking ?? '', reason)}
          onClose={printing.stop}
        />
      )}
    </section>
  );
}
