// Opening a shift: the drawer, the counted float, one key. The sum is the largest thing on the screen.
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { HandoverRow } from '../../../core/contract/procedures/handover.ts';
import { ZERO } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { DenominationCount } from '../../components/denomination-count.tsx';
import { Notice } from '../../components/notice.tsx';
import { faultOf } from '../../port/call-fault.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { readCount } from './count.ts';
import { DateDialog } from './date-dialog.tsx';
import { TakeOver } from './take-over.tsx';
import './shift.css';

type OpenShiftProps = { readonly answer: OutputOf<'shift.current'>; readonly onOpened: () => void };

export function OpenShift({ answer, onOpened }: OpenShiftProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const id = useId();
  const firstFree = answer.drawers.find((drawer) => drawer.takenBy === null);
  const [chosen, setChosen] = useState<string | null>(firstFree?.code ?? null);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const submit = useRef<HTMLDivElement>(null);
  const [taking, setTaking] = useState<HandoverRow | null>(null);
  const { data: handovers } = useQuery({
    queryKey: ['cash', 'handovers'],
    queryFn: () => ledger.ask('handover.list', {}),
  });
  const toTake = handovers?.toTake ?? [];
  const counted = readCount(answer.denominations, typed);
  const jump = act.thrown === null ? null : faultOf(act.thrown);
  const asked = jump?.code === 'DATE_JUMPED' ? jump.params : null;
  const open = (dateConfirmed: string | null): void => {
    const float = counted.total;
    if (chosen === null || float === null) return;
    const pieces = counted.rows.flatMap(({ face, pieces: n }) => (n === null || n === 0 ? [] : [{ face, pieces: n }]));
    act.run(async () => {
      await ledger.act('shift.open', {
        drawer: chosen,
        float,
        counted: pieces.length === 0 ? null : pieces,
        ...(dateConfirmed === null ? {} : { dateConfirmed }),
      });
      onOpened();
    });
  };
  useKeys('screen', { post: () => open(null), handOver: () => setTaking(toTake[0] ?? null) }, taking === null);
  if (taking !== null)
    return <TakeOver offer={taking} faces={answer.denominations} onTaken={onOpened} onBack={() => setTaking(null)} />;
  return (
    <section className="panel shift-panel" aria-labelledby={id}>
      <div className="shift-side">
        <h1 id={id} className="shift-title">
          {say('work.shift.openTitle')}
        </h1>
        <p className="shift-say">{say('work.shift.openSay')}</p>
        <fieldset className="drawers">
          <legend>{say('work.shift.drawer')}</legend>
          {answer.drawers.map((drawer) => (
            <label key={drawer.code} className="drawer">
              <input
                type="radio"
                name="drawer"
                value={drawer.code}
                checked={chosen === drawer.code}
                disabled={drawer.takenBy !== null}
                onChange={() => setChosen(drawer.code)}
              />
              <span>
                {drawer.name}
                {drawer.takenBy !== null && <small>{say('work.shift.takenBy', { cashier: drawer.takenBy })}</small>}
              </span>
            </label>
          ))}
        </fieldset>
        {toTake.map((one, index) => (
          <Notice
            key={one.offer}
            tone="wait"
            act={
              <ActionButton
                size="small"
                tone="go"
                {...(index === 0 ? { action: 'handOver' as const } : {})}
                onPress={() => setTaking(one)}
              >
                {say('cash.takeOverTitle')}
              </ActionButton>
            }
          >
            {say('cash.takeOver', { drawer: one.drawer.name, cashier: one.cashier })}
          </Notice>
        ))}
        {firstFree === undefined && <Notice tone="warn">{say('work.shift.noDrawer')}</Notice>}
        <div className="shift-total">
          <AmountBig
            label={say('work.shift.float')}
            amount={counted.total ?? ZERO}
            currency={currency}
            tone="ink"
            testId="float"
          />
        </div>
        {act.thrown !== null && asked === null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div ref={submit} className="shift-acts">
          <ActionButton
            tone="go"
            size="large"
            action="post"
            block
            busy={act.busy}
            disabled={chosen === null || counted.total === null}
            onPress={() => open(null)}
          >
            {say(act.busy ? 'work.shift.opening' : 'work.shift.open')}
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
      {asked !== null && (
        <DateDialog last={asked.last} today={asked.today} onYes={() => open(asked.today)} onNo={act.forget} />
      )}
    </section>
  );
}
