// What the office calls each account of the chart: its code, the name it began with, and a field for a name of one's own; an
// empty one keeps the usual name.
import { useQuery } from '@tanstack/react-query';
import { MAX_ACCOUNT_NAME } from '../../../core/accounts/account-names.ts';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { accountsDraft, accountsOfDraft } from './account-text.ts';

type SettingAccountsProps = {
  readonly label: string;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly fault: string | null;
};

export function SettingAccounts({ label, draft, onDraft, fault }: SettingAccountsProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const { data, error } = useQuery({
    queryKey: ['settings', 'accounts'],
    queryFn: () => ledger.ask('account.list', {}),
  });
  const typed = accountsOfDraft(draft);
  return (
    <fieldset className="setting-choices setting-accounts">
      <legend>{label}</legend>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      <div className="setting-accounts-list">
        <table>
          <tbody>
            {(data?.accounts ?? []).map(({ code, usual }, index) => (
              <tr key={code}>
                <th scope="row">{code}</th>
                <td className="setting-accounts-usual">{usual}</td>
                <td>
                  <input
                    className="plain-input"
                    aria-label={say('settings.accounts.of', { code, name: usual })}
                    maxLength={MAX_ACCOUNT_NAME}
                    {...(index === 0 ? { 'data-first-focus': '' } : {})}
                    value={typed[code] ?? ''}
                    onChange={(event) => onDraft(accountsDraft({ ...typed, [code]: event.target.value }))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={fault === null ? 'field-hint' : 'field-fault'} role={fault === null ? undefined : 'alert'}>
        {fault ?? say('settings.accounts.hint')}
      </p>
    </fieldset>
  );
}
