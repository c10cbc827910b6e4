// My shift: what it is, and closing it with a blind count: what should be there is shown only after the count is committed.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { ShiftView } from '../../../core/contract/procedures/shift.ts';
import { type Minor, minor, ZERO } from '../../../core/money/money.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { DenominationCount } from '../../components/denomination-count.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { StockFacts } from '../paper/paper-screen.tsx';
import { readCount } from './count.ts';
import { ShiftGate } from './shift-gate.tsx';
import type { ShiftKnown } from './use-shift.ts';
import './shift.css';

type Closed = OutputOf<'shift.close'>;
type ShiftScreenProps = { readonly shift: ShiftKnown; readonly onTill: () => void };

export function ShiftScreen({ shift, onTill }: ShiftScreenProps) {
  const [closed, setClosed] = useState<Closed | null>(null);
  const finish = (result: Closed): void => {
    setClosed(result);
    void shift.refresh();
  };
  if (closed !== null) return <ClosedShift closed={closed} onNext={() => setClosed(null)} />;
  if (shift.current === null || shift.answer === null) return <ShiftGate shift={shift} />;
  return <CloseShift shift={shift.current} faces={shift.answer.denominations} onClosed={finish} onTill={onTill} />;
}

type CloseShiftProps = {
  readonly shift: ShiftView;
  readonly faces: readonly Minor[];
  readonly onClosed: (closed: Closed) => void;
  readonly onTill: () => void;
};

function CloseShift({ shift, faces, onClosed, onTill }: CloseShiftProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [asking, setAsking] = useState(false);
  const submit = useRef<HTMLDivElement>(null);
  const counted = readCount(faces, typed);
  const ask = (): void => {
    if (counted.total !== null) setAsking(true);
  };
  const close = (): void => {
    const { total } = counted;
    setAsking(false);
    if (total === null) return;
    act.run(async () => onClosed(await ledger.act('shift.close', { counted: total })));
  };
  useKeys('screen', { post: ask, back: onTill });
  return (
    <section className="panel shift-panel">
      <div className="shift-side">
        <h1 className="shift-title">{say('work.shift.current')}</h1>
        <dl className="shift-facts">
          <dt>{say('frame.shift', { number: shift.number })}</dt>
          <dd>{shift.drawer.name}</dd>
          <dt>{say('frame.businessDate', { date: shift.businessDate })}</dt>
          <dd>{shift.cashier}</dd>
          <dt>{say('work.shift.since', { time: moment(shift.openedAt, locale) })}</dt>
          <dd>{say('work.shift.floatWas', { amount: formatAmount(shift.float, currency) })}</dd>
        </dl>
        <ShiftStock />
        <h2 className="shift-subtitle">{say('work.shift.closeTitle')}</h2>
        <p className="shift-say">{say('work.shift.closeSay')}</p>
        <div className="shift-total">
          <AmountBig
            label={say('work.shift.counted')}
            amount={counted.total ?? ZERO}
            currency={currency}
            tone="ink"
            testId="counted"
          />
        </div>
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div ref={submit} className="shift-acts">
          <ActionButton
            tone="go"
            size="large"
            action="post"
            block
            busy={act.busy}
            disabled={counted.total === null}
            onPress={ask}
          >
            {say(act.busy ? 'work.shift.closing' : 'work.shift.close')}
          </ActionButton>
        </div>
      </div>
      <div className="shift-count">
        <DenominationCount
          counted={counted}
          typed={typed}
          onType={(face, text) => setTyped((before) => ({ ...before, [face]: text }))}
          onDone={() => submit.current?.querySelector('button')?.focus()}
          autoFocus
        />
      </div>
      {asking && (
        <Dialog title={say('work.shift.closeTitle')} onClose={() => setAsking(false)} keys={{ post: close }}>
          <p className="dialog-say">{say('work.shift.closeAsk')}</p>
          <AmountBig label={say('work.shift.counted')} amount={counted.total ?? ZERO} currency={currency} tone="ink" />
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus onPress={() => setAsking(false)}>
              {say('frame.cancel')}
            </ActionButton>
            <ActionButton tone="go" action="post" onPress={close}>
              {say('work.shift.close')}
            </ActionButton>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function ClosedShift({ closed, onNext }: { readonly closed: Closed; readonly onNext: () => void }) {
  const { currency } = useServices();
  const { say } = useWords();
  useKeys('screen', { post: onNext });
  const { difference } = closed;
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
        </dl>
        <AmountBig
          label={say(words)}
          amount={minor(Math.abs(difference))}
          currency={currency}
          tone={difference === 0 ? 'go' : 'warn'}
          testId="difference"
        />
        {difference !== 0 && <Notice tone="warn">{say('work.shift.tellSupervisor')}</Notice>}
        <div className="shift-acts">
          <ActionButton tone="go" size="large" action="post" block autoFocus onPress={onNext}>
            {say('work.shift.openNext')}
          </ActionButton>
        </div>
      </div>
    </section>
  );
}

/** The numbered paper of this shift, where there is any: the numbers are read off against the sheets at the close. */
function ShiftStock() {
  const { ledger } = useServices();
  const { data } = useQuery({ queryKey: ['stock', 'state'], queryFn: () => ledger.ask('stock.state', {}) });
  return data === undefined ? null : <StockFacts stock={data} />;
}
