// What a tender says besides its amount: the bank and drawer of a cheque, the third party that pays, the account used up.
// The list of payers and what lies on the customer's accounts come from the ledger; one choice is taken at once.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { formatAmount } from '../../core/money/format-amount.ts';
import type { Minor } from '../../core/money/money.ts';
import { useWords } from '../i18n/i18n.ts';
import { isPlainEnter } from '../keys/use-keys.ts';
import type { BillAction, BillTender } from '../screens/till/bill-state.ts';
import { useServices } from '../services.tsx';

type TenderTellingProps = {
  readonly tender: BillTender;
  readonly customer: string | null;
  readonly change: (action: BillAction) => void;
  readonly onDone: () => void;
};

export function TenderTelling(props: TenderTellingProps) {
  switch (props.tender.method) {
    case 'cheque':
      return <ChequeFields {...props} />;
    case 'thirdParty':
      return <PayerChoice {...props} />;
    case 'prepayment':
      return <AccountChoice {...props} />;
    default:
      return null;
  }
}

function ChequeFields({ tender, change, onDone }: TenderTellingProps) {
  const { say } = useWords();
  const field = (name: 'bank' | 'drawer', label: string, onEnter: () => void): ReactNode => (
    <input
      data-field={`${name}-${tender.key}`}
      className="plain-input"
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      maxLength={60}
      value={tender[name]}
      onChange={(event) => change({ type: 'tellTender', key: tender.key, told: { [name]: event.target.value } })}
      onKeyDown={(event) => {
        if (!isPlainEnter(event)) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
  const toDrawer = (): void => document.querySelector<HTMLInputElement>(`[data-field="drawer-${tender.key}"]`)?.focus();
  return (
    <span className="tender-told">
      {field('bank', say('prepay.tender.bank'), toDrawer)}
      {field('drawer', say('prepay.tender.drawer'), onDone)}
    </span>
  );
}

type Option = { readonly code: string; readonly words: string; readonly limit: Minor | null };

function PayerChoice(props: TenderTellingProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const { data } = useQuery({ queryKey: ['payers'], queryFn: () => ledger.ask('payer.list', {}) });
  const options = data?.payers
    .filter(({ active }) => active)
    .map(({ code, name }): Option => ({ code, words: name, limit: null }));
  return (
    <Choice
      {...props}
      label={say('prepay.tender.payer')}
      none={say('prepay.tender.noPayer')}
      options={options}
      onEnter={() => document.querySelector<HTMLInputElement>(`[data-field="reference-${props.tender.key}"]`)?.focus()}
    />
  );
}

function AccountChoice(props: TenderTellingProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const { customer } = props;
  const { data } = useQuery({
    queryKey: ['prepayments', 'account', customer],
    queryFn: () => ledger.ask('prepayment.account', { customer: customer ?? '' }),
    enabled: customer !== null,
  });
  const options = data?.accounts
    .filter(({ kind, balance }) => kind.purpose === 'prepayment' && balance > 0)
    .map(({ kind, balance }): Option => {
      const left = formatAmount(balance, currency);
      return { code: kind.code, words: say('prepay.tender.accountLeft', { name: kind.name, left }), limit: balance };
    });
  return (
    <Choice
      {...props}
      label={say('prepay.tender.account')}
      none={say(customer === null ? 'prepay.tender.customerFirst' : 'prepay.tender.nothingThere')}
      options={customer === null ? [] : options}
      onEnter={props.onDone}
    />
  );
}

type ChoiceProps = TenderTellingProps & {
  readonly label: string;
  readonly none: string;
  /** undefined while the ledger has not answered. */
  readonly options: readonly Option[] | undefined;
  readonly onEnter: () => void;
};

function Choice({ tender, change, label, none, options, onEnter }: ChoiceProps) {
  const { say } = useWords();
  const { key, choice, limit } = tender;
  // One choice is taken at once; of several somebody says which: a wrong payer is asked for the money later.
  const only = options?.length === 1 ? options[0] : undefined;
  const chosen = options?.find(({ code }) => code === choice) ?? only;
  useEffect(() => {
    if (chosen === undefined || (chosen.code === choice && chosen.limit === limit)) return;
    change({ type: 'tellTender', key, told: { choice: chosen.code, limit: chosen.limit } });
  }, [chosen, choice, limit, key, change]);
  if (options?.length === 0) return <small className="tender-told tender-unverified">{none}</small>;
  return (
    <span className="tender-told">
      <select
        data-field={`choice-${key}`}
        className="plain-input"
        aria-label={label}
        value={choice}
        onChange={(event) => {
          const next = options?.find(({ code }) => code === event.target.value);
          if (next !== undefined) change({ type: 'tellTender', key, told: { choice: next.code, limit: next.limit } });
        }}
        onKeyDown={(event) => {
          if (!isPlainEnter(event)) return;
          event.preventDefault();
          onEnter();
        }}
      >
        {chosen === undefined && <option value="">{say('prepay.tender.choose')}</option>}
        {(options ?? []).map(({ code, words }) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}
