// Several refunds in one window: every case by its number and amount as the ledger has it, one signature, and what became of
// each. There is only a yes here: whoever wants to refuse or return a case opens it alone.
import type { InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../core/contract/contract.ts';
import type { ErrorCode } from '../../core/contract/errors.ts';
import type { OneOfSeveral } from '../../core/contract/procedures/approval.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { type Currency, currencyOf, type Minor, ZERO } from '../../core/money/money.ts';
import { ActionButton } from '../components/action-button.tsx';
import { Notice } from '../components/notice.tsx';
import { faultSentence } from '../i18n/fault-sentence.ts';
import { useWords } from '../i18n/i18n.ts';
import { faultOf } from '../port/call-fault.ts';
import type { Ledger } from '../port/ledger.ts';
import { useAct } from '../use-act.ts';
import { KEY_CAPS, useApprovalKeys } from './approval-keys.ts';
import { type Signer, SignerFields } from './signer-fields.tsx';
import './approval.css';

type Outcome = OutputOf<'approval.decideSeveral'>;
type SeveralPageProps = { readonly ledger: Ledger; readonly onClose: () => void };

export function SeveralPage({ ledger, onClose }: SeveralPageProps) {
  const { say } = useWords();
  const [shown, setShown] = useState<OutputOf<'approval.showSeveral'> | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [typed, setTyped] = useState<Signer>({ username: '', password: '' });
  const username = useRef<InputRef>(null);
  const password = useRef<InputRef>(null);
  const act = useAct();
  useEffect(() => {
    document.title = say('approval.several.title');
    void ledger.ask('approval.showSeveral', {}).then(setShown, () => onClose());
  }, [ledger, onClose, say]);
  const cases = shown?.cases ?? [];
  const open =
    outcome === null && cases.length > 0 && cases.every(({ together, state }) => together && state === 'open');
  const agree = (): void => {
    if (!open || typed.username.trim() === '' || typed.password === '') return;
    act.run(async () => {
      try {
        const signer = { username: typed.username.trim().toLowerCase(), password: typed.password };
        setOutcome(await ledger.ask('approval.decideSeveral', signer));
      } finally {
        setTyped((before) => ({ ...before, password: '' }));
      }
    });
  };
  useApprovalKeys((key) => {
    if (key === 'leave') onClose();
    else if (key === 'approved') agree();
  });
  const currency = currencyOf(shown?.currency ?? 'CNY');
  const sum = cases.reduce<Minor>((all, { amount }) => (all + amount) as Minor, ZERO);
  return (
    <div className="approval approval-several" data-testid="approval" data-direction="out">
      <header className="approval-head">
        <h1>{say('approval.several.title')}</h1>
        <span>{say('approval.several.count', { n: cases.length, sum: formatAmount(sum, currency) })}</span>
        <span className="approval-source">{say('approval.fromLedger')}</span>
      </header>
      <main className="approval-body">
        <section className="approval-matter selectable">
          <Cases cases={cases} outcome={outcome} currency={currency} />
        </section>
        <section className="approval-sign">
          {outcome === null ? (
            <>
              <Notice tone="warn">{say('approval.several.each')}</Notice>
              {shown !== null && !open && <Notice tone="fault">{say('approval.several.apart')}</Notice>}
              <div className="approval-form">
                <SignerFields
                  typed={typed}
                  onType={(part) => setTyped((before) => ({ ...before, ...part }))}
                  username={username}
                  password={password}
                />
              </div>
              {act.busy && <Notice tone="wait">{say('approval.deciding')}</Notice>}
              {!act.busy && act.thrown !== null && <Thrown thrown={act.thrown} currency={currency} />}
            </>
          ) : (
            <div data-testid="approval-outcome">
              <Notice tone={outcome.decided.some(({ refused }) => refused !== null) ? 'warn' : 'good'}>
                {say('approval.several.done', {
                  n: outcome.decided.filter(({ refused }) => refused === null).length,
                  of: outcome.decided.length,
                  by: outcome.by,
                })}
              </Notice>
            </div>
          )}
        </section>
      </main>
      <footer className="approval-foot">
        <p>{say('approval.notOwn')}</p>
        <ActionButton size="large" tone="quiet" cap={KEY_CAPS.leave} onPress={onClose}>
          {say(outcome === null ? 'approval.leave' : 'frame.close')}
        </ActionButton>
        <ActionButton size="large" tone="go" cap={KEY_CAPS.approved} disabled={!open} busy={act.busy} onPress={agree}>
          {say('approval.several.agree', { n: cases.length })}
        </ActionButton>
      </footer>
    </div>
  );
}

function Thrown({ thrown, currency }: { readonly thrown: unknown; readonly currency: Currency }) {
  const { say, locale } = useWords();
  return <Notice tone="fault">{faultSentence(faultOf(thrown), { say, locale, currency, now: Date.now() })}</Notice>;
}

type CasesProps = {
  readonly cases: readonly OneOfSeveral[];
  readonly outcome: Outcome | null;
  readonly currency: Currency;
};

function Cases({ cases, outcome, currency }: CasesProps) {
  const { say, locale } = useWords();
  const said = (request: string): string | null => {
    const refused = outcome?.decided.find((one) => one.request === request)?.refused;
    if (refused === undefined) return null;
    if (refused === null) return say('approval.several.agreed');
    const fault = { code: refused as ErrorCode, params: {} };
    return faultSentence(faultOf(fault), { say, locale, currency, now: 0 });
  };
  return (
    <table className="several-cases">
      <thead>
        <tr>
          <th scope="col">{say('desk.case')}</th>
          <th scope="col">{say('caseFile.customer')}</th>
          <th scope="col">{say('caseFile.reason')}</th>
          <th scope="col">{say('desk.waitsFor')}</th>
          <th scope="col">{say('desk.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <tr key={one.request} data-case={one.number}>
            <td>
              <b>{one.number}</b>
              <small>{one.receipt ?? say('caseFile.held')}</small>
            </td>
            <td>
              {one.customer ?? ''}
              <small>{one.appliedBy}</small>
            </td>
            <td>{one.reason}</td>
            <td>
              {said(one.request) ?? say(`caseFile.level.${one.level}`)}
              {!one.together && outcome === null && <small>{say('approval.several.notThis')}</small>}
            </td>
            <td className="several-amount">{formatAmount(one.amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
