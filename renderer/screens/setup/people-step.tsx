// The first people besides the administrator: one who takes money, one who approves, one who keeps the books.
// Their first passwords are made here and shown once; each must be changed at the first sign-in.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../../../core/people/permissions.ts';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { USERNAME } from '../start/set-up-form.ts';
import { firstPassword } from './first-password.ts';
import { StepFoot, type StepWays } from './step-foot.tsx';

const FIRST_ROLES = ['cashier', 'supervisor', 'finance'] as const satisfies readonly Role[];
type FirstRole = (typeof FIRST_ROLES)[number];
type Typed = Readonly<Record<FirstRole, { readonly name: string; readonly username: string }>>;
type Made = { readonly name: string; readonly username: string; readonly password: string };

const NOBODY = { name: '', username: '' };

export function PeopleStep({ ways }: { readonly ways: StepWays }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>({ cashier: NOBODY, supervisor: NOBODY, finance: NOBODY });
  const [made, setMade] = useState<readonly Made[]>([]);
  const [tried, setTried] = useState(false);
  const { data } = useQuery({ queryKey: ['people', 'list'], queryFn: () => ledger.ask('people.list', {}) });
  const there = (data?.people ?? []).filter(({ roles }) => !roles.includes('it'));
  const filled = FIRST_ROLES.filter((role) => typed[role].name.trim() !== '' || typed[role].username !== '');
  const isRight = (role: FirstRole): boolean => typed[role].name.trim() !== '' && USERNAME.test(typed[role].username);
  const next = (): void => {
    setTried(true);
    if (made.length > 0) return ways.onNext();
    if (!filled.every(isRight)) return;
    if (filled.length === 0) return there.length > 0 ? ways.onNext() : undefined;
    ways.onNext(async () => {
      for (const role of filled) {
        const { name, username } = typed[role];
        const password = firstPassword((bytes) => crypto.getRandomValues(bytes));
        await ledger.act('people.create', { username, name: name.trim(), roles: [role], password });
        // One by one: should the next be refused, the password of this one has been seen.
        setMade((before) => [...before, { name: name.trim(), username, password }]);
        setTyped((before) => ({ ...before, [role]: NOBODY }));
      }
      await queries.invalidateQueries({ queryKey: ['people'] });
      // The passwords must be seen before the step is left.
      return 'stay';
    });
  };
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      {there.length > 0 && (
        <p className="dialog-say">
          {say('setup.people.there', {
            people: there
              .map(({ name, roles }) => `${name} (${roles.map((role) => say(`frame.role.${role}`)).join(', ')})`)
              .join(' · '),
          })}
        </p>
      )}
      {made.length > 0 && <MadePeople made={made} />}
      {made.length === 0 &&
        FIRST_ROLES.map((role, index) => (
          <fieldset key={role} className="setup-person">
            <legend>
              {say(`frame.role.${role}`)} <small>{say(`setup.people.does.${role}`)}</small>
            </legend>
            <Field
              label={say('work.people.name')}
              value={typed[role].name}
              onType={(name) => setTyped((before) => ({ ...before, [role]: { ...before[role], name } }))}
              maxLength={40}
              autoFocus={index === 0}
              fault={
                tried && filled.includes(role) && typed[role].name.trim() === '' ? say('start.first.required') : null
              }
            />
            <Field
              label={say('work.people.username')}
              value={typed[role].username}
              onType={(username) => setTyped((before) => ({ ...before, [role]: { ...before[role], username } }))}
              maxLength={32}
              fault={
                tried && filled.includes(role) && !USERNAME.test(typed[role].username)
                  ? say('start.first.badUsername')
                  : null
              }
            />
          </fieldset>
        ))}
      {tried && filled.length === 0 && made.length === 0 && there.length === 0 && (
        <Notice tone="warn">{say('setup.people.nobody')}</Notice>
      )}
      <StepFoot ways={ways} onNext={next} submit autoFocus={made.length > 0} key={made.length > 0 ? 'made' : 'typed'} />
    </form>
  );
}

function MadePeople({ made }: { readonly made: readonly Made[] }) {
  const { say } = useWords();
  return (
    <>
      <Notice tone="warn">{say('setup.people.once')}</Notice>
      <table className="setup-table selectable" data-testid="first-passwords">
        <thead>
          <tr>
            <th scope="col">{say('work.people.name')}</th>
            <th scope="col">{say('work.people.username')}</th>
            <th scope="col">{say('work.people.password')}</th>
          </tr>
        </thead>
        <tbody>
          {made.map(({ name, username, password }) => (
            <tr key={username}>
              <td>{name}</td>
              <td>{username}</td>
              <td className="setup-code">{password}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
