// 接班: a drawer that its cashier has counted and offered is counted again by whoever comes next, who has not been told what
// the other one counted. F8 takes it when both agree; a count that differs is recorded; rejected with a reason it goes back whole.
import { useState } from 'react';
import type { HandoverRow } from '../../../core/contract/procedures/handover.ts';
import { type Minor, ZERO } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { DenominationCount } from '../../components/denomination-count.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { faultOf } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { ReasonDialog } from './cash/reason-dialog.tsx';
import { piecesOf, readCount } from './count.ts';
import { DateDialog } from './date-dialog.tsx';
import './shift.css';

type TakeOverProps = {
  readonly offer: HandoverRow;
  readonly faces: readonly Minor[];
  readonly onTaken: () => void;
  readonly onBack: () => void;
};

export function TakeOver({ offer, faces, onTaken, onBack }: TakeOverProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [rejecting, setRejecting] = useState(false);
  const [differs, setDiffers] = useState(false);
  const counted = readCount(faces, typed);
  const jump = act.thrown === null ? null : faultOf(act.thrown);
  const asked = jump?.code === 'DATE_JUMPED' ? jump.params : null;
  const take = (dateConfirmed: string | null): void => {
    const { total } = counted;
    if (total === null) return;
    const date = dateConfirmed === null ? {} : { dateConfirmed };
    act.run(async () => {
      const what = { offer: offer.offer, counted: total, pieces: piecesOf(counted), ...date };
      const { shift } = await ledger.act('handover.accept', what);
      setDiffers(shift === null);
      if (shift !== null) onTaken();
    });
  };
  const reject = (reason: string): void =>
    act.run(async () => {
      await ledger.act('handover.reject', { offer: offer.offer, counted: counted.total ?? ZERO, reason });
      onBack();
    });
  useKeys('screen', { post: () => take(null), handOver: () => setRejecting(true), back: onBack });
  return (
    <section className="panel shift-panel">
      <div className="shift-side">
        <h1 className="shift-title">{say('cash.takeOverTitle')}</h1>
        <p className="shift-subtitle">{say('cash.takeOver', { drawer: offer.drawer.name, cashier: offer.cashier })}</p>
        <p className="shift-say">{say('cash.takeOverSay')}</p>
        <div className="shift-total">
          <AmountBig
            label={say('work.shift.counted')}
            amount={counted.total ?? ZERO}
            currency={currency}
            tone="ink"
            testId="counted"
          />
        </div>
        {differs && act.thrown === null && <Notice tone="warn">{say('cash.takeOverDiffers')}</Notice>}
        {act.thrown !== null && asked === null && !rejecting && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="shift-acts">
          <ActionButton
            tone="go"
            size="large"
            action="post"
            block
            busy={act.busy}
            disabled={counted.total === null}
            onPress={() => take(null)}
          >
            {say(act.busy ? 'cash.takingOver' : 'cash.takeOverNow')}
          </ActionButton>
          <ActionButton action="handOver" block onPress={() => setRejecting(true)}>
            {say('cash.reject')}
          </ActionButton>
        </div>
      </div>
      <div className="shift-count">
        <DenominationCount
          counted={counted}
          typed={typed}
          onType={(face, text) => {
            setDiffers(false);
            setTyped((before) => ({ ...before, [face]: text }));
          }}
          onDone={() => document.querySelector<HTMLElement>('.shift-acts button')?.focus()}
          autoFocus
        />
      </div>
      {rejecting && (
        <ReasonDialog
          title={say('cash.reject')}
          label={say('cash.rejectWhy')}
          yes={say('cash.reject')}
          busy={act.busy}
          thrown={act.thrown}
          maxLength={100}
          onYes={reject}
          onClose={() => setRejecting(false)}
        />
      )}
      {asked !== null && (
        <DateDialog last={asked.last} today={asked.today} onYes={() => take(asked.today)} onNo={act.forget} />
      )}
    </section>
  );
}
