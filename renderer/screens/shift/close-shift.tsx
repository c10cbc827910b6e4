// My shift at work: what it is, its cash besides receipts, and the blind count that closes it or hands it over. What should
// be in the drawer is shown only after a count was committed; after a difference it is counted again by two.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { ShiftView } from '../../../core/contract/procedures/shift.ts';
import { type Minor, minor, ZERO } from '../../../core/money/money.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { useApproval } from '../../approving/use-approval.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { DenominationCount } from '../../components/denomination-count.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter, useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { StockFacts } from '../paper/paper-screen.tsx';
import { DrawerCash } from './cash/drawer-cash.tsx';
import { piecesOf, readCount } from './count.ts';
import './shift.css';

type Current = OutputOf<'shift.current'>;
/** How a shift ended; `byTwo`: a second person has seen the difference already. */
export type Closed = OutputOf<'shift.close'> & { readonly byTwo: boolean };

type CloseShiftProps = {
  readonly shift: ShiftView;
  readonly answer: Current;
  readonly onClosed: (closed: Closed) => void;
  readonly onTill: () => void;
};

export function CloseShift({ shift, answer, onClosed, onTill }: CloseShiftProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval();
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [checked, setChecked] = useState(false);
  const [why, setWhy] = useState('');
  const [asking, setAsking] = useState(false);
  const submit = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const { denominations: faces, channels, receipts, differed } = answer;
  const { data: handovers } = useQuery({
    queryKey: ['cash', 'handovers'],
    queryFn: () => ledger.ask('handover.list', {}),
  });
  const counted = readCount(faces, typed);
  const again = differed.length > 0;
  const waiting = handovers?.mine ?? null;
  const ready = counted.total !== null && (!again || why.trim() !== '') && waiting === null;
  const given = () => {
    const channelTotals = channels.flatMap((method) => {
      const read = parseAmount(said[method] ?? '', { currency, source: 'person' });
      return read.ok && read.value >= 0 ? [{ method, said: read.value }] : [];
    });
    return { pieces: piecesOf(counted), channels: channelTotals, receipts: checked ? receipts : null };
  };
  /** The count with the second person's approval where it needs one; null when it was not given. */
  const withApproval = async (total: Minor) => {
    const sheet = given();
    if (!again) return { counted: total, sheet };
    const reason = why.trim();
    const request = await approval.ask({ kind: 'recount', counted: total, sheet, reason });
    return request === null ? null : { counted: total, sheet, reason, approval: request };
  };
  /** From one field of the count to the next, and from the last one to the button. */
  const onward = (): void => {
    const fields = [...(sheet.current?.querySelectorAll<HTMLElement>('input:not([type=checkbox])') ?? [])];
    const at = fields.findIndex((field) => field === document.activeElement);
    (fields[at + 1] ?? submit.current?.querySelector<HTMLElement>('button'))?.focus();
  };
  const fresh = (): void => setTyped({});
  const close = (): void => {
    const { total } = counted;
    setAsking(false);
    if (total === null) return;
    act.run(async () => {
      const count = await withApproval(total);
      if (count === null) return;
      const result = await ledger.act('shift.close', count);
      if (result.closed) onClosed({ ...result, byTwo: again });
      else fresh();
    });
  };
  const handOver = (): void =>
    act.run(async () => {
      if (waiting !== null) {
        await ledger.act('handover.withdraw', { offer: waiting.offer });
        return;
      }
      const { total } = counted;
      if (total === null || !ready) return;
      const count = await withApproval(total);
      if (count === null) return;
      await ledger.act('handover.offer', count);
      fresh();
    });
  const ask = (): void => {
    if (!ready) return;
    if (again) close();
    else setAsking(true);
  };
  useKeys('screen', { post: ask, back: onTill, handOver });
  const last = differed.at(-1);
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
        <DrawerCash faces={faces} />
        <h2 className="shift-subtitle">{say('work.shift.closeTitle')}</h2>
        {last === undefined ? (
          <p className="shift-say">{say('work.shift.closeSay')}</p>
        ) : (
          <Notice tone="warn">
            {say('cash.differed', {
              n: last.n,
              counted: formatAmount(last.counted, currency),
              expected: formatAmount(last.expected, currency),
              difference: formatAmount(minor(last.counted - last.expected), currency),
            })}
          </Notice>
        )}
        {handovers?.rejected && waiting === null && (
          <Notice tone="warn">
            {say('cash.handoverRejected', {
              by: handovers.rejected.by,
              counted: formatAmount(handovers.rejected.counted, currency),
              reason: handovers.rejected.reason,
            })}
          </Notice>
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        {approval.bar}
        {waiting !== null && <Notice tone="wait">{say('cash.handedOver')}</Notice>}
        <div className="shift-total">
          <AmountBig
            label={say('work.shift.counted')}
            amount={counted.total ?? ZERO}
            currency={currency}
            tone="ink"
            testId="counted"
          />
        </div>
        <div ref={submit} className="shift-acts shift-acts-two">
          <ActionButton tone="go" size="large" action="post" block busy={act.busy} disabled={!ready} onPress={ask}>
            {say(act.busy ? 'work.shift.closing' : again ? 'cash.recount' : 'work.shift.close')}
          </ActionButton>
          <ActionButton action="handOver" block disabled={waiting === null && !ready} onPress={handOver}>
            {say(waiting === null ? 'cash.handOver' : 'cash.handoverBack')}
          </ActionButton>
        </div>
      </div>
      <div ref={sheet} className="shift-count">
        <DenominationCount
          counted={counted}
          typed={typed}
          onType={(face, text) => setTyped((before) => ({ ...before, [face]: text }))}
          onDone={onward}
          autoFocus
        />
        {channels.length > 0 && (
          <div className="shift-channels">
            <span>{say('cash.saidBy')}</span>
            {channels.map((method) => (
              <div key={method} className="shift-channel">
                <span>{say(`cash.channel.${method}`)}</span>
                <MoneyInput
                  name={`said-${method}`}
                  label={say(`cash.channel.${method}`)}
                  text={said[method] ?? ''}
                  onType={(text) => setSaid((before) => ({ ...before, [method]: text }))}
                  onEnter={onward}
                />
              </div>
            ))}
          </div>
        )}
        {receipts !== null && (
          <label className="shift-check">
            <input type="checkbox" checked={checked} onChange={(event) => setChecked(event.target.checked)} />
            {say('cash.receipts', receipts)}
          </label>
        )}
        {again && (
          <Field
            label={say('cash.recountWhy')}
            value={why}
            onType={setWhy}
            maxLength={100}
            onKeyDown={(event) => {
              if (!isPlainEnter(event)) return;
              event.preventDefault();
              onward();
            }}
          />
        )}
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

/** The numbered paper of this shift, where there is any: the numbers are read off against the sheets at the close. */
function ShiftStock() {
  const { ledger } = useServices();
  const { data } = useQuery({ queryKey: ['stock', 'state'], queryFn: () => ledger.ask('stock.state', {}) });
  return data === undefined ? null : <StockFacts stock={data} />;
}
