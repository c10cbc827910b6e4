// Adding a person: name, user name, roles, a first password that must be changed at the first sign-in.
import { useState } from 'react';
import { passwordFault } from '../../../core/people/password-rule.ts';
import { conflictingRoles, ROLES, type Role } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { NewPassword } from '../../components/new-password.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { USERNAME } from '../start/set-up-form.ts';

type AddPersonProps = { readonly onClose: () => void; readonly onDone: (sentence: string) => void };

export function AddPerson({ onClose, onDone }: AddPersonProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [name, setName] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['cashier']);
  const [tried, setTried] = useState(false);
  const conflict = conflictingRoles(roles);
  const weak = passwordFault(password, username);
  const badName = name.trim() === '';
  const badUsername = !USERNAME.test(username);
  const save = (): void => {
    setTried(true);
    if (badName || badUsername || weak !== null || conflict !== null || roles.length === 0) return;
    act.run(async () => {
      const person = await ledger.act('people.create', { username, name: name.trim(), roles: [...roles], password });
      onDone(say('work.people.added', { name: person.name }));
    });
  };
  const roleFault =
    conflict !== null
      ? say('faults.ROLES_CONFLICT', { one: say(`frame.role.${conflict[0]}`), other: say(`frame.role.${conflict[1]}`) })
      : roles.length === 0
        ? say('work.people.pickRole')
        : null;
  return (
    <Dialog title={say('work.people.add')} onClose={onClose}>
      <form
        className="person-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={say('work.people.name')}
          value={name}
          onType={setName}
          maxLength={40}
          autoFocus
          fault={tried && badName ? say('start.first.required') : null}
        />
        <Field
          label={say('work.people.username')}
          value={username}
          onType={setUsername}
          maxLength={32}
          hint={say('start.first.usernameHint')}
          fault={tried && badUsername ? say('start.first.badUsername') : null}
        />
        <fieldset className="person-roles">
          <legend>{say('work.people.roles')}</legend>
          {ROLES.map((role) => (
            <label key={role}>
              <input
                type="checkbox"
                checked={roles.includes(role)}
                onChange={(event) =>
                  setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
                }
              />{' '}
              {say(`frame.role.${role}`)}
            </label>
          ))}
          <p className={roleFault === null ? 'field-hint' : 'field-fault'}>
            {roleFault ?? say('work.people.rolesHint')}
          </p>
        </fieldset>
        <NewPassword
          label={say('work.people.password')}
          hint={say('work.people.passwordHint')}
          value={password}
          onType={setPassword}
          username={username}
          tried={tried}
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
            {say('work.people.save')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
