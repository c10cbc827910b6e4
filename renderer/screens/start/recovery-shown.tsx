// The recovery key, large and in numbered groups, to be written on paper. It is shown this once.
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import type { Created } from './first-run-form.tsx';
import { groupsOf } from './recovery-groups.ts';

type RecoveryShownProps = { readonly created: Created; readonly onNext: () => void };

export function RecoveryShown({ created, onNext }: RecoveryShownProps) {
  const { say } = useWords();
  const people = Object.entries(created.users);
  return (
    <div className="start-form start-form-wide">
      <h1 className="start-title">{say('start.recovery.title')}</h1>
      <Notice tone="warn">{say('start.recovery.say')}</Notice>
      <ol className="recovery-key selectable" aria-label={say('start.recovery.keyLabel')} data-testid="recovery-key">
        {groupsOf(created.recoveryKey).map((group, index) => (
          <li key={`${index}-${group}`} className="recovery-group">
            <small aria-hidden="true">{index + 1}</small>
            <b>{group}</b>
          </li>
        ))}
      </ol>
      {people.length > 0 && (
        <section aria-label={say('start.recovery.demoTitle')}>
          <p className="start-say">{say('start.recovery.demoTitle')}</p>
          <dl className="recovery-people selectable">
            {people.map(([username, password]) => (
              <DemoPerson key={username} username={username} password={password} />
            ))}
          </dl>
        </section>
      )}
      <ActionButton tone="go" size="large" cap="Enter" autoFocus onPress={onNext}>
        {say('start.recovery.next')}
      </ActionButton>
    </div>
  );
}

function DemoPerson({ username, password }: { readonly username: string; readonly password: string }) {
  return (
    <>
      <dt>{username}</dt>
      <dd>{password}</dd>
    </>
  );
}
