// The steps that only show: how documents are numbered, and the chart of accounts receipts are posted to.
import { useQuery } from '@tanstack/react-query';
import { formatDocumentNumber } from '../../../core/numbers/document-number.ts';
import type { Place } from '../../gate.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { StepFoot, type StepWays } from './step-foot.tsx';

/** The documents a counter meets first, by their letter. */
const NUMBERED = ['R', 'C', 'S', 'P', 'N'] as const;

export function NumbersStep({ ways, place }: { readonly ways: StepWays; readonly place: Place }) {
  const { say } = useWords();
  return (
    <div className="setup-form">
      <table className="setup-table">
        <tbody>
          {NUMBERED.map((type) => (
            <tr key={type}>
              <td className="setup-code">{formatDocumentNumber({ counter: place.counter.code, type, n: 1 })}</td>
              <td>{say(`setup.numbers.${type}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dialog-say">{say('setup.numbers.say', { code: place.counter.code })}</p>
      <StepFoot ways={ways} onNext={() => ways.onNext()} autoFocus />
    </div>
  );
}

export function AccountsStep({ ways }: { readonly ways: StepWays }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const { data } = useQuery({ queryKey: ['tariff', 'accounts'], queryFn: () => ledger.ask('account.list', {}) });
  return (
    <div className="setup-form">
      <div className="setup-scroll" role="region" aria-label={say('setup.step.accounts')} tabIndex={0}>
        <table className="setup-table">
          <tbody>
            {(data?.accounts ?? []).map(({ code, name, kind }) => (
              <tr key={code}>
                <td className="setup-code">{code}</td>
                <td>{name}</td>
                <td className="work-faint">{say(`setup.accounts.${kind}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <StepFoot ways={ways} onNext={() => ways.onNext()} autoFocus />
    </div>
  );
}
