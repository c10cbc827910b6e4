// My own sign-in: whether I have a second factor, setting it up, moving it, new recovery codes.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { SignedIn } from '../../../core/contract/procedures/session.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Place } from '../../gate.ts';
import { momentThere } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { EnrolCode } from './enrol-code.tsx';
import '../work.css';
import './account.css';

/** From here on somebody should think of a new set. */
const FEW = 2;

type AccountScreenProps = { readonly session: SignedIn; readonly place: Place };
type Open = { readonly act: 'begin' | 'renew'; readonly hasCode: boolean } | null;

export function AccountScreen({ session, place }: AccountScreenProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const id = useId();
  const [open, setOpen] = useState<Open>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data, error } = useQuery({ queryKey: ['people', 'code'], queryFn: () => ledger.ask('code.state', {}) });
  const finish = (): void => {
    setDone(say(open?.act === 'renew' ? 'factor.renewed' : 'factor.enrolled'));
    setOpen(null);
    void queries.invalidateQueries({ queryKey: ['people'] });
  };
  const title =
    open?.act === 'renew' ? 'factor.renewTitle' : open?.hasCode ? 'factor.replaceTitle' : 'factor.beginTitle';
  return (
    <section className="panel work account" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('factor.title')}
        </h1>
      </div>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && (
        <div className="account-factor">
          <h2 className="account-head">{say('factor.code')}</h2>
          <State since={data.since} left={data.recoveryLeft} required={data.required} />
          <div className="account-acts">
            {data.since === null ? (
              <ActionButton tone="go" cap="Enter" autoFocus onPress={() => setOpen({ act: 'begin', hasCode: false })}>
                {say('factor.begin')}
              </ActionButton>
            ) : (
              <>
                <ActionButton autoFocus onPress={() => setOpen({ act: 'begin', hasCode: true })}>
                  {say('factor.replace')}
                </ActionButton>
                <ActionButton onPress={() => setOpen({ act: 'renew', hasCode: true })}>
                  {say('factor.renew')}
                </ActionButton>
              </>
            )}
          </div>
        </div>
      )}
      {open !== null && (
        <Dialog title={say(title)} width="medium" onClose={() => setOpen(null)}>
          <EnrolCode act={open.act} hasCode={open.hasCode} session={session} place={place} onDone={finish} />
        </Dialog>
      )}
    </section>
  );
}

type StateProps = { readonly since: number | null; readonly left: number | null; readonly required: boolean };

function State({ since, left, required }: StateProps) {
  const { say } = useWords();
  if (since === null || left === null) {
    return (
      <p className="account-say">
        {required && <strong>{say('factor.offRequired')} </strong>}
        {say('factor.off')}
      </p>
    );
  }
  const date = momentThere(since, -new Date(since).getTimezoneOffset());
  return (
    <>
      <p className="account-say">
        {say('factor.on', { date })} {say('factor.left', { count: left })}
      </p>
      {left <= FEW && <Notice tone="warn">{say('factor.few')}</Notice>}
    </>
  );
}
