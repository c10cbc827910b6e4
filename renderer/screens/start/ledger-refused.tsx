// A ledger that must not be used: newer than the program, damaged, altered, or held by another program. Says which and what to do.
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { clockSeconds } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { CallFailed, type Fault } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

export function LedgerRefused({ gate }: { readonly gate: Gate }) {
  const { bridge } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [triedAt, setTriedAt] = useState<number | null>(null);
  const retry = (): void =>
    act.run(async () => {
      setTriedAt(null);
      await gate.refresh();
      // Still on the screen: the ledger opened for nobody. The time tells one try from the next.
      setTriedAt(Date.now());
    });
  const error = gate.status?.state === 'refused' ? gate.status.error : { code: 'INTERNAL', params: { incident: '' } };
  return (
    <div className="start-form">
      <h1 className="start-title">{say('start.refused.title')}</h1>
      {/* The ledger names its refusals from the same table as every other answer. */}
      <Notice tone="fault">{sentence(new CallFailed(error as Fault))}</Notice>
      {triedAt !== null && (
        <Notice tone="warn">{say('start.refused.still', { time: clockSeconds(triedAt, locale) })}</Notice>
      )}
      <div className="start-acts">
        <ActionButton tone="go" cap="Enter" busy={act.busy} onPress={retry} autoFocus>
          {say(act.busy ? 'start.refused.trying' : 'start.refused.retry')}
        </ActionButton>
        <ActionButton tone="quiet" onPress={() => bridge.quit()}>
          {say('start.refused.quit')}
        </ActionButton>
      </div>
    </div>
  );
}
