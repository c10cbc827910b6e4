// What stands where the till would be while the shift is suspended: why, and the one key that goes on.
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import './shift.css';

type SuspendedShiftProps = { readonly reason: string; readonly onResumed: () => void };

export function SuspendedShift({ reason, onResumed }: SuspendedShiftProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const resume = (): void =>
    act.run(async () => {
      await ledger.act('shift.resume', {});
      onResumed();
    });
  useKeys('screen', { post: resume });
  return (
    <section className="panel shift-panel shift-panel-single">
      <div className="shift-side">
        <h1 className="shift-title">{say('cash.suspended', { reason })}</h1>
        <p className="shift-say">{say('cash.suspendedSay')}</p>
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="shift-acts">
          <ActionButton tone="go" size="large" action="post" block autoFocus busy={act.busy} onPress={resume}>
            {say('cash.resume')}
          </ActionButton>
        </div>
      </div>
    </section>
  );
}
