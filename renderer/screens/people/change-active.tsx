// Takes everything from a person at once, or takes a person back with roles. What is still open under the name is said first.
import { useState } from 'react';
import { conflictingRoles, type Role, ROLES } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import type { Person } from './people-screen.tsx';

type ChangeActiveProps = {
  readonly person: Person;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

export function Deactivate({ person, onClose, onDone }: ChangeActiveProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const { name, username, openShift } = person;
  const run = (): void =>
    act.run(async () => {
      await ledger.act('people.deactivate', { username });
      onDone(say('work.people.deactivateDone', { name }));
    });
  return (
    <Dialog title={say('work.people.deactivateTitle', { name })} onClose={onClose}>
      <p className="dialog-say">{say('work.people.deactivateSay')}</p>
      {openShift !== null && (
        <Notice tone="warn">{say('work.people.deactivateShift', { name, shift: openShift })}</Notice>
      )}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" autoFocus onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" busy={act.busy} onPress={run}>
          {say('work.people.deactivate')}
        </ActionButton>
      </div>
    </Dialog>
  );
}

export function Reactivate({ person, onClose, onDone }: ChangeActiveProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const { name, username } = person;
  const conflict = conflictingRoles(roles);
  const run = (): void => {
    if (conflict !== null || roles.length === 0) return;
    act.run(async () => {
      await ledger.act('people.reactivate', { username, roles: [...roles] });
      onDone(say('work.people.reactivateDone', { name }));
    });
  };
  return (
    <Dialog title={say('work.people.reactivateTitle', { name })} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <fieldset className="person-roles">
          <legend>{say('work.people.roles')}</legend>
          {ROLES.map((role, index) => (
            <label key={role}>
              <input
                type="checkbox"
                checked={roles.includes(role)}
                {...(index === 0 ? { 'data-first-focus': '' } : {})}
                onChange={(event) =>
                  setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
                }
              />{' '}
              {say(`frame.role.${role}`)}
            </label>
          ))}
          <p className={conflict === null ? 'field-hint' : 'field-fault'}>
            {conflict === null
              ? say(roles.length === 0 ? 'work.people.pickRole' : 'work.people.rolesHint')
              : say('faults.ROLES_CONFLICT', {
                  one: say(`frame.role.${conflict[0]}`),
                  other: say(`frame.role.${conflict[1]}`),
                })}
          </p>
        </fieldset>
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
            {say('work.people.reactivate')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
