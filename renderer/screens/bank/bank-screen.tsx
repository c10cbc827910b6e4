// 银行付款: money that leaves by the bank. What can go, what went with which batch, and what the bank answered. Money goes out
// here, so the edge is brick red; nothing leaves by a single key.
import { useId, useState } from 'react';
import { KeyHint } from '../../components/key-hint.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { AnswersTab } from './answers-tab.tsx';
import { BatchesTab } from './batches-tab.tsx';
import { SendTab } from './send-tab.tsx';
import '../work.css';
import '../claims/claims.css';
import '../refunds/refunds.css';
import './bank.css';

const TABS = ['send', 'batches', 'answers'] as const;
type Tab = (typeof TABS)[number];

/** `onCase` opens a refund case, where its next step is taken. */
export function BankScreen({ onCase }: { readonly onCase: (number: string) => void }) {
  const { say } = useWords();
  const id = useId();
  const [tab, setTab] = useState<Tab>('send');
  /** The batch that was just sent, to be written to a file. */
  const [fresh, setFresh] = useState<string | null>(null);
  const step = (by: 1 | -1): void => setTab(TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length] ?? tab);
  useKeys('screen', { setupNext: () => step(1), setupBack: () => step(-1) });
  return (
    <section className="panel work bank" data-direction="out" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title bank-title">
          {say('bank.title')}
        </h1>
        <div className="claims-tabs" role="tablist" aria-labelledby={id}>
          <KeyHint action="setupBack" />
          {TABS.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => setTab(one)}>
              {say(`bank.tab.${one}`)}
            </button>
          ))}
          <KeyHint action="setupNext" />
        </div>
      </div>
      {tab === 'send' && (
        <SendTab
          onCase={onCase}
          onSent={(number) => {
            setFresh(number);
            setTab('batches');
          }}
        />
      )}
      {tab === 'batches' && <BatchesTab fresh={fresh} onWriting={() => setFresh(null)} onCase={onCase} />}
      {tab === 'answers' && <AnswersTab onCase={onCase} />}
    </section>
  );
}
