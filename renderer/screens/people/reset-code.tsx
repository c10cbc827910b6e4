// An administrator takes a lost telephone's factor away, or says that a clock is right that the ledger does not believe.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import type { Person } from './people-screen.tsx';

type ResetCodeProps = {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function ResetCode({ person, onClose, onDone }: ResetCodeProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const { name, username } = person;
  const run = (): void =>
    act.run(async () => {
      await ledger.act('people.resetCode', { username });
      onDone(say('factor.resetDone', { name }));
    });
  return (
    <Dialog title={say('factor.resetTitle', { name })} onClose={onClose}>
      <p className="dialog-say">{say('factor.resetSay')}</p>
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" autoFocus onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" busy={act.busy} onPress={run}>
          {say('factor.reset')}
        </ActionButton>
      </div>
    </Dialog>
  );
}

const MS_PER_MINUTE = 60_000;

/** Shown only while codes cannot be checked because the clock is behind what the ledger has seen. */
export function ClockNotice({ onDone }: { readonly onDone: (sentence: string) => void }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const queries = useQueryClient();
  const act = useAct();
  const { data } = useQuery({ queryKey: ['people', 'clock'], queryFn: () => ledger.ask('clock.state', {}) });
  if (data === undefined || data.behindMs === 0) return null;
  const confirm = (): void =>
    act.run(async () => {
      await ledger.act('clock.confirm', {});
      onDone(say('factor.clockDone'));
      await queries.invalidateQueries({ queryKey: ['people'] });
    });
  return (
    <Notice
      tone="warn"
      act={
        <ActionButton size="small" busy={act.busy} onPress={confirm}>
          {say('factor.clockRight')}
        </ActionButton>
      }
    >
      {say('factor.clockBehind', { minutes: Math.ceil(data.behindMs / MS_PER_MINUTE) })}
    </Notice>
  );
}
