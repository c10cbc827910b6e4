// Two groups typed back from paper: the only proof that the key was written down and can be read.
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { groupsOf, groupsToCheck, sameGroup } from './recovery-groups.ts';

type RecoveryCheckProps = {
  readonly recoveryKey: string;
  readonly onAgain: () => void;
  readonly onDone: () => void;
};

export function RecoveryCheck({ recoveryKey, onAgain, onDone }: RecoveryCheckProps) {
  const { say } = useWords();
  const groups = groupsOf(recoveryKey);
  const [asked] = useState(() => groupsToCheck(groups.length, Math.random));
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [tried, setTried] = useState(false);
  const right = asked.map((at, index) => sameGroup(typed[index] ?? '', groups[at] ?? ''));
  const check = (): void => {
    setTried(true);
    if (right.every(Boolean)) onDone();
  };
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <div>
        <h1 className="start-title">{say('start.recovery.checkTitle')}</h1>
        <p className="start-say">{say('start.recovery.checkSay', { first: asked[0] + 1, second: asked[1] + 1 })}</p>
      </div>
      {asked.map((at, index) => (
        <Field
          key={at}
          label={say('start.recovery.group', { n: at + 1 })}
          value={typed[index] ?? ''}
          onType={(text) => setTyped(index === 0 ? [text, typed[1]] : [typed[0], text])}
          autoFocus={index === 0}
          fault={tried && right[index] !== true ? say('start.recovery.wrong') : null}
        />
      ))}
      <ActionButton tone="go" size="large" cap="Enter" submit block>
        {say('start.recovery.done')}
      </ActionButton>
      <ActionButton tone="quiet" onPress={onAgain}>
        {say('start.recovery.again')}
      </ActionButton>
    </form>
  );
}
