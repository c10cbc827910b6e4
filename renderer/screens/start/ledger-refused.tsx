// A ledger that must not be used: newer than the program, damaged, altered, or held by another program. Says which and what to do.
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Gate } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { CallFailed, type Fault } from '../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../services.tsx';

export function LedgerRefused({ gate }: { readonly gate: Gate }) {
  const { bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const error = gate.status?.state === 'refused' ? gate.status.error : { code: 'INTERNAL', params: { incident: '' } };
  return (
    <div className="start-form">
      <h1 className="start-title">{say('start.refused.title')}</h1>
      {/* The ledger names its refusals from the same table as every other answer. */}
      <Notice tone="fault">{sentence(new CallFailed(error as Fault))}</Notice>
      <div className="start-acts">
        <ActionButton tone="go" onPress={gate.refresh} autoFocus>
          {say('start.refused.retry')}
        </ActionButton>
        <ActionButton tone="quiet" onPress={() => bridge.quit()}>
          {say('start.refused.quit')}
        </ActionButton>
      </div>
    </div>
  );
}
