// The role needs a second factor and there is none: it is set up before anything else.
import type { Gate } from '../../gate.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { EnrolCode } from '../account/enrol-code.tsx';

export function MustEnrol({ gate }: { readonly gate: Gate }) {
  const { say } = useWords();
  const { session, place } = gate;
  if (session === null || place === null) return null;
  return (
    <div className="start-form start-form-enrol">
      <h1 className="start-title">{say('factor.beginTitle')}</h1>
      <Notice tone="warn">{say('factor.mustSay')}</Notice>
      <EnrolCode act="begin" session={session} place={place} hasCode={false} onDone={() => void gate.refresh()} />
      <ActionButton tone="quiet" onPress={() => void gate.signOut()}>
        {say('frame.signOut')}
      </ActionButton>
    </div>
  );
}
