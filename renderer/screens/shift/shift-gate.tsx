// What stands where the till would be while no shift is open: reading, unreadable, or the form that opens one.
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence } from '../../services.tsx';
import { OpenShift } from './open-shift.tsx';
import { SuspendedShift } from './suspended-shift.tsx';
import type { ShiftKnown } from './use-shift.ts';
import './shift.css';

export function ShiftGate({ shift }: { readonly shift: ShiftKnown }) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const refresh = (): void => void shift.refresh();
  if (typeof shift.answer?.suspended === 'string')
    return <SuspendedShift reason={shift.answer.suspended} onResumed={refresh} />;
  if (shift.answer !== null) return <OpenShift answer={shift.answer} onOpened={refresh} />;
  return (
    <section className="panel shift-panel">
      {shift.thrown === null ? (
        <p className="shift-say">{say('work.loading')}</p>
      ) : (
        <Notice
          tone="fault"
          act={<ActionButton onPress={() => void shift.refresh()}>{say('work.retry')}</ActionButton>}
        >
          {sentence(shift.thrown)}
        </Notice>
      )}
    </section>
  );
}
