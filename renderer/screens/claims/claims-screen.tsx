// 待收款: money that was claimed and is not certain yet. Payments nothing proves, cheques the bank has not paid or did not pay,
// and what third parties owe; each list with what can be done about the marked row.
import { useId, useState } from 'react';
import type { Permission } from '../../../core/people/permissions.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { ChequesTab } from './cheques-tab.tsx';
import { PayersTab } from './payers-tab.tsx';
import { UnverifiedTab } from './unverified-tab.tsx';
import '../work.css';
import './claims.css';

const TABS = ['unverified', 'cheques', 'payers'] as const;
type Tab = (typeof TABS)[number];

export type ClaimsTabProps = {
  readonly may: (permission: Permission) => boolean;
  /** Hears the sentence of what was done. */
  readonly onSaid: (sentence: string | null) => void;
};

export function ClaimsScreen({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { say } = useWords();
  const id = useId();
  const [tab, setTab] = useState<Tab>('unverified');
  const [said, setSaid] = useState<string | null>(null);
  const go = (to: Tab): void => {
    setSaid(null);
    setTab(to);
  };
  const step = (by: 1 | -1): void => go(TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length] as Tab);
  useKeys('screen', { setupNext: () => step(1), setupBack: () => step(-1) });
  const may = (permission: Permission): boolean => permissions.includes(permission);
  const tabs = { unverified: UnverifiedTab, cheques: ChequesTab, payers: PayersTab } as const;
  const Shown = tabs[tab];
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('claims.title')}
        </h1>
        <div className="claims-tabs" role="tablist" aria-labelledby={id}>
          <KeyHint action="setupBack" />
          {TABS.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`${id}-${one}`}
              aria-selected={one === tab}
              aria-controls={`${id}-panel`}
              onClick={() => go(one)}
            >
              {say(`claims.tab.${one}`)}
            </button>
          ))}
          <KeyHint action="setupNext" />
        </div>
      </div>
      {said !== null && <Notice tone="good">{said}</Notice>}
      <div className="claims-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${tab}`}>
        <Shown may={may} onSaid={setSaid} />
      </div>
    </section>
  );
}
