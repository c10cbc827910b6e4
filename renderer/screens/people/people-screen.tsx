// Who may sign in, with which roles; adding somebody and giving a new first password are IT's.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { AddPerson } from './add-person.tsx';
import { Deactivate, Reactivate } from './change-active.tsx';
import { ClockNotice, ResetCode } from './reset-code.tsx';
import { ResetPassword } from './reset-password.tsx';
import '../work.css';

export type Person = OutputOf<'people.list'>['people'][number];
type Change = 'reset' | 'deactivate' | 'reactivate' | 'resetCode';
type Open = { readonly kind: 'add' } | { readonly kind: Change; readonly person: Person } | null;

export function PeopleScreen({ mayManage }: { readonly mayManage: boolean }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const id = useId();
  const [open, setOpen] = useState<Open>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = useQuery({ queryKey: ['people', 'list'], queryFn: () => ledger.ask('people.list', {}) });
  const finish = (sentenceDone: string): void => {
    setOpen(null);
    setDone(sentenceDone);
    void queries.invalidateQueries({ queryKey: ['people'] });
  };
  useKeys('screen', mayManage ? { add: () => setOpen({ kind: 'add' }) } : {});
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('work.people.title')}
        </h1>
        {mayManage && (
          <ActionButton tone="go" autoFocus action="add" onPress={() => setOpen({ kind: 'add' })}>
            {say('work.people.add')}
          </ActionButton>
        )}
      </div>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {mayManage && <ClockNotice onDone={setDone} />}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && (
        <div className="work-table">
          <PeopleTable
            labelledBy={id}
            people={data.people}
            mayManage={mayManage}
            onChange={(kind, person) => setOpen({ kind, person })}
          />
        </div>
      )}
      {open?.kind === 'add' && <AddPerson onClose={() => setOpen(null)} onDone={finish} />}
      {open?.kind === 'reset' && <ResetPassword person={open.person} onClose={() => setOpen(null)} onDone={finish} />}
      {open?.kind === 'resetCode' && <ResetCode person={open.person} onClose={() => setOpen(null)} onDone={finish} />}
      {open?.kind === 'deactivate' && <Deactivate person={open.person} onClose={() => setOpen(null)} onDone={finish} />}
      {open?.kind === 'reactivate' && <Reactivate person={open.person} onClose={() => setOpen(null)} onDone={finish} />}
    </section>
  );
}

type PeopleTableProps = {
  readonly labelledBy: string;
  readonly people: readonly Person[];
  readonly mayManage: boolean;
  readonly onChange: (kind: Change, person: Person) => void;
};

function PeopleTable({ labelledBy, people, mayManage, onChange }: PeopleTableProps) {
  const { say } = useWords();
  return (
    <table aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{say('work.people.name')}</th>
          <th scope="col">{say('work.people.username')}</th>
          <th scope="col">{say('work.people.roles')}</th>
          <th scope="col">{say('work.people.state')}</th>
          <th scope="col">{say('factor.column')}</th>
          <th scope="col">
            <span className="visually-hidden">{say('work.people.reset')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.username}>
            <td className="work-strong">{person.name}</td>
            <td>{person.username}</td>
            <td>
              {person.roles.map((role) => (
                <span key={role} className="work-tag">
                  {say(`frame.role.${role}`)}
                </span>
              ))}
            </td>
            <td>
              {person.lockedOut ? (
                <span className="work-tag work-tag-warn">{say('work.people.lockedOut')}</span>
              ) : (
                say(person.active ? 'work.people.active' : 'work.people.inactive')
              )}
            </td>
            <td>{person.secondFactor ? say('factor.has') : '—'}</td>
            <td className="work-right">
              {mayManage && person.active && person.secondFactor && (
                <button type="button" className="work-link" onClick={() => onChange('resetCode', person)}>
                  {say('factor.reset')}
                  <span className="visually-hidden"> {person.name}</span>
                </button>
              )}
              {mayManage &&
                (person.active ? (['reset', 'deactivate'] as const) : (['reactivate'] as const)).map((kind) => (
                  <button key={kind} type="button" className="work-link" onClick={() => onChange(kind, person)}>
                    {say(`work.people.${kind}`)}
                    <span className="visually-hidden"> {person.name}</span>
                  </button>
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
