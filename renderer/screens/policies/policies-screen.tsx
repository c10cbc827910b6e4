// The discount policies 优惠政策: what counts today, what is planned or over, and every version of the one chosen.
// Finance writes; everybody who may read them sees the same. Beside it what was given away by them and otherwise.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyView } from '../../../core/contract/procedures/discount.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { benefitSentence } from '../../i18n/policy-sentence.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';
import { GivenAway } from './given-away.tsx';
import { PolicyForm } from './policy-form.tsx';
import '../work.css';
import '../claims/claims.css';
import '../till/discount/discount.css';

const VIEWS = ['policies', 'given'] as const;
type View = (typeof VIEWS)[number];

type PoliciesScreenProps = {
  readonly permissions: readonly Permission[];
  readonly onShow: (receipt: string) => void;
};

export function PoliciesScreen({ permissions, onShow }: PoliciesScreenProps) {
  const { say } = useWords();
  const mayRead = permissions.includes('report.read');
  const [view, setView] = useState<View>('policies');
  const other = (): void | false => (mayRead ? setView(view === 'given' ? 'policies' : 'given') : false);
  useKeys('screen', { setupNext: other, setupBack: other });
  return (
    <section className="panel work">
      <header className="work-head">
        <h1 className="work-title">{say('discount.policy.title')}</h1>
        {mayRead && (
          <div className="claims-tabs" role="tablist" aria-label={say('discount.policy.title')}>
            {VIEWS.map((one) => (
              <button key={one} type="button" role="tab" aria-selected={one === view} onClick={() => setView(one)}>
                {say(one === 'given' ? 'discount.report.title' : 'discount.policy.title')}
              </button>
            ))}
            <KeyHint action="setupNext" />
          </div>
        )}
      </header>
      {view === 'given' ? <GivenAway onShow={onShow} /> : <Policies mayWrite={permissions.includes('policy.write')} />}
    </section>
  );
}

function Policies({ mayWrite }: { readonly mayWrite: boolean }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [writing, setWriting] = useState<PolicyView | 'new' | null>(null);
  const { data } = useQuery({
    queryKey: ['policies', 'all'],
    queryFn: () => ledger.ask('policy.list', { which: 'all', customer: null }),
  });
  const policies = data?.policies ?? [];
  const at = Math.max(
    policies.findIndex(({ code }) => code === chosen),
    0,
  );
  const marked = policies[at] ?? null;
  const history = useQuery({
    queryKey: ['policies', 'history', marked?.code],
    queryFn: () => ledger.ask('policy.history', { code: marked?.code ?? '' }),
    enabled: marked !== null,
  });
  const step = (by: 1 | -1): void =>
    setChosen(policies[Math.min(Math.max(at + by, 0), policies.length - 1)]?.code ?? null);
  useKeys('screen', {
    up: () => step(-1),
    down: () => step(1),
    discount: () => {
      if (mayWrite) setWriting('new');
    },
    save: () => {
      if (mayWrite && marked !== null) setWriting(marked);
    },
  });
  return (
    <>
      {mayWrite && (
        <div className="claims-head">
          <ActionButton action="save" disabled={marked === null} onPress={() => setWriting(marked)}>
            {say('discount.policy.next')}
          </ActionButton>
          <ActionButton tone="go" action="discount" autoFocus onPress={() => setWriting('new')}>
            {say('discount.policy.new')}
          </ActionButton>
        </div>
      )}
      {data !== undefined && policies.length === 0 && <p className="work-none">{say('discount.policy.none')}</p>}
      {policies.length > 0 && <Rows policies={policies} chosen={marked?.code ?? null} onChoose={setChosen} />}
      {(history.data?.versions.length ?? 0) > 1 && (
        <>
          <h2>{say('discount.policy.history')}</h2>
          <Rows policies={history.data?.versions ?? []} chosen={null} onChoose={() => undefined} />
        </>
      )}
      {writing !== null && (
        <PolicyForm
          policy={writing === 'new' ? null : writing}
          today={data?.date ?? ''}
          onClose={() => setWriting(null)}
        />
      )}
    </>
  );
}

type RowsProps = {
  readonly policies: readonly PolicyView[];
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
};

function Rows({ policies, chosen, onChoose }: RowsProps) {
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <ul className="discount-policies">
      {policies.map((policy) => (
        <li
          key={policy.n}
          aria-current={policy.code === chosen ? 'true' : undefined}
          onMouseDown={() => onChoose(policy.code)}
        >
          <b>
            {policy.name} <small>{policy.code}</small>
          </b>
          <small>
            {say(`discount.policy.state.${policy.state}`)} · {policy.fromDate} – {policy.untilDate ?? '…'} · {policy.by}
          </small>
          <span>{benefitSentence(policy, say, currency)}</span>
        </li>
      ))}
    </ul>
  );
}
