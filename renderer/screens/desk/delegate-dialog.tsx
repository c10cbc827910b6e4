// 委托: whom an approver lets decide in their place and for which days; and below, who decides for whom, so that nobody has
// to guess by what right a case was decided.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import type { DelegationView } from '../../../core/contract/refund-view.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Pick } from '../../components/pick.tsx';
import { isWrittenDate } from '../../i18n/dates.ts';
import { type Say, useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type Deputies = OutputOf<'refund.deputies'>;

const levelWords = (levels: DelegationView['levels'], say: Say): string =>
  levels.length === 0 ? say('desk.delegate.noLevels') : levels.map((one) => say(`caseFile.level.${one}`)).join(' ');

type DelegateDialogProps = { readonly onClose: () => void };

export function DelegateDialog({ onClose }: DelegateDialogProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [done, setDone] = useState<string | null>(null);
  const deputies = useQuery({ queryKey: ['refunds', 'deputies'], queryFn: () => ledger.ask('refund.deputies', {}) });
  const act = useAct();
  const end = ({ to }: DelegationView): void =>
    act.run(async () => {
      await ledger.act('refund.endDelegation', { to: to.username });
      setDone(say('desk.delegate.ended', { name: to.name }));
    });
  return (
    <Dialog title={say('desk.delegate.title')} width="wide" onClose={onClose}>
      <p className="dialog-say">{say('desk.delegate.say')}</p>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {deputies.error !== null && <Notice tone="fault">{sentence(deputies.error)}</Notice>}
      {deputies.data !== undefined && <DelegateForm deputies={deputies.data} onClose={onClose} onDone={setDone} />}
      <Delegations onEnd={end} busy={act.busy} />
    </Dialog>
  );
}

type DelegateFormProps = {
  readonly deputies: Deputies;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
};

function DelegateForm({ deputies: { today, mostDays, people }, onClose, onDone }: DelegateFormProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [to, setTo] = useState(people[0]?.username ?? '');
  const [typed, setTyped] = useState({ fromDate: today, untilDate: today, reason: '' });
  const [tried, setTried] = useState(false);
  const fromDate = typed.fromDate.trim();
  const untilDate = typed.untilDate.trim();
  const reason = typed.reason.trim();
  const badDates = !isWrittenDate(fromDate) || !isWrittenDate(untilDate) || untilDate < fromDate || untilDate < today;
  const save = (): void => {
    setTried(true);
    const person = people.find(({ username }) => username === to);
    if (person === undefined || badDates || reason === '') return;
    act.run(async () => {
      await ledger.act('refund.delegate', { to, fromDate, untilDate, reason });
      onDone(say('desk.delegate.saved', { name: person.name, from: fromDate, until: untilDate }));
      setTyped({ fromDate: today, untilDate: today, reason: '' });
      setTried(false);
    });
  };
  const field = (name: keyof typeof typed, label: string, fault: string | null, hint?: string) => (
    <Field
      label={label}
      value={typed[name]}
      onType={(text) => setTyped((before) => ({ ...before, [name]: text }))}
      maxLength={name === 'reason' ? 100 : 10}
      fault={tried ? fault : null}
      {...(hint === undefined ? {} : { hint })}
    />
  );
  if (people.length === 0) return <Notice tone="wait">{say('desk.delegate.nobody')}</Notice>;
  return (
    <form
      className="delegate-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Pick
        label={say('desk.delegate.to')}
        value={to}
        options={people.map(({ username, name, levels }) => [
          username,
          say('desk.delegate.person', { name, levels: levelWords(levels, say) }),
        ])}
        onPick={setTo}
        autoFocus
      />
      {field(
        'fromDate',
        say('desk.delegate.from'),
        badDates ? say('desk.delegate.badDates', { today }) : null,
        say('desk.delegate.dateHint', { today, days: mostDays }),
      )}
      {field('untilDate', say('desk.delegate.until'), null)}
      {field('reason', say('desk.delegate.reason'), reason === '' ? say('desk.delegate.required') : null)}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
        <ActionButton tone="go" cap="Enter" submit busy={act.busy}>
          {say('desk.delegate.save')}
        </ActionButton>
      </div>
    </form>
  );
}

type DelegationsProps = { readonly onEnd: (delegation: DelegationView) => void; readonly busy: boolean };

function Delegations({ onEnd, busy }: DelegationsProps) {
  const { say } = useWords();
  const delegations = useDelegations();
  if (delegations.length === 0) return <p className="work-faint">{say('desk.delegate.none')}</p>;
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className="work-table delegations" role="region" aria-label={say('desk.delegate.list')} tabIndex={0}>
      <table aria-label={say('desk.delegate.list')}>
        <thead>
          <tr>
            <th scope="col">{say('desk.delegate.who')}</th>
            <th scope="col">{say('desk.delegate.deputy')}</th>
            <th scope="col">{say('desk.delegate.levels')}</th>
            <th scope="col">{say('desk.delegate.days')}</th>
            <th scope="col">{say('desk.delegate.reason')}</th>
            <th scope="col">{say('desk.delegate.stateHead')}</th>
          </tr>
        </thead>
        <tbody>
          {delegations.map((one) => (
            <tr key={one.n} data-delegation={one.state}>
              <td className="work-strong">{one.from.name}</td>
              <td className="work-strong">{one.to.name}</td>
              <td>{levelWords(one.levels, say)}</td>
              <td>{one.state === 'ended' ? '' : `${one.fromDate} – ${one.untilDate}`}</td>
              <td>{one.reason}</td>
              <td>
                <span className={one.state === 'now' ? 'work-tag work-tag-warn' : 'work-tag'}>
                  {say(`desk.delegate.state.${one.state}`)}
                </span>
                {one.part === 'giver' && (one.state === 'now' || one.state === 'planned') && (
                  <ActionButton size="small" busy={busy} onPress={() => onEnd(one)}>
                    {say('desk.delegate.end')}
                  </ActionButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every delegation there is to see, newest first. */
function useDelegations(): readonly DelegationView[] {
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['refunds', 'delegations'],
    queryFn: () => ledger.ask('refund.delegations', {}),
  });
  return data?.delegations ?? [];
}

/** For whom the person at the desk decides now, and who decides for them. Nothing to say: nothing there. */
export function DelegationLine() {
  const { say } = useWords();
  const holding = useDelegations().filter(({ state }) => state === 'now');
  const said = (part: DelegationView['part'], other: 'from' | 'to'): string =>
    holding
      .filter((one) => one.part === part)
      .map((one) => say('desk.acts', { name: one[other].name, until: one.untilDate }))
      .join(say('frame.comma'));
  const acting = said('deputy', 'from');
  const given = said('giver', 'to');
  return (
    <>
      {acting !== '' && <Notice tone="wait">{say('desk.acting', { names: acting })}</Notice>}
      {given !== '' && <Notice tone="wait">{say('desk.given', { names: given })}</Notice>}
    </>
  );
}
