// Transfers that wait to be sent: all that can go are chosen, Space takes one out. What cannot go says why and for whom it
// waits. The batch is made only after count and total were looked at once more.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TransferToSend } from '../../../core/contract/bank-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { sumMinor } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyCap } from '../../components/key-hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { ageWords } from '../refunds/refund-sentences.ts';
import { Payee } from './payee.tsx';
import { SendDialog } from './send-dialog.tsx';
import { useRows } from './use-rows.ts';

const MOST = 500;

type SendTabProps = { readonly onCase: (number: string) => void; readonly onSent: (batch: string) => void };

export function SendTab({ onCase, onSent }: SendTabProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [sending, setSending] = useState(false);
  const box = useRows(!sending);
  const { data, error } = useQuery({
    queryKey: ['refunds', 'toSend'],
    queryFn: () => ledger.ask('payout.toSend', { limit: MOST }),
  });
  const transfers = data?.transfers ?? [];
  const chosen = transfers.filter(({ hold, reference }) => hold === null && !left.has(reference));
  const total = sumMinor(chosen.map(({ amount }) => amount));
  const send = (): void => {
    if (chosen.length > 0) setSending(true);
  };
  useKeys('screen', { post: send }, !sending);
  const toggle = (reference: string): void => {
    const next = new Set(left);
    if (!next.delete(reference)) next.add(reference);
    setLeft(next);
  };
  return (
    <div className="claims-panel" ref={box}>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && transfers.length === 0 && (
        <div className="work-none">
          <p className="lines-empty-title">{say('bank.send.none')}</p>
          <p>{say('bank.send.noneSay')}</p>
        </div>
      )}
      {transfers.length > 0 && (
        <div className="work-table bank-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('bank.send.take')}</th>
                <th scope="col">{say('bank.payee')}</th>
                <th scope="col">{say('bank.case')}</th>
                <th scope="col">{say('bank.waited')}</th>
                <th scope="col" className="work-right">
                  {say('bank.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {transfers.map((one) => (
                <TransferRow
                  key={one.reference}
                  one={one}
                  taken={chosen.includes(one)}
                  onToggle={() => toggle(one.reference)}
                  onCase={onCase}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data?.more === true && <Notice tone="warn">{say('bank.send.more', { count: MOST })}</Notice>}
      {transfers.length > 0 && (
        <div className="bank-foot">
          <p className="bank-keys">
            <KeyCap label="↑ ↓" /> {say('bank.send.keyMove')} <KeyCap label={say('bank.send.space')} />{' '}
            {say('bank.send.keyTake')} <KeyCap label="Enter" /> {say('bank.send.keyCase')}
          </p>
          <p className="bank-sum" data-testid="bank-sum">
            {say('bank.send.chosen', { count: chosen.length })} <b>−{formatAmount(total, currency)}</b>
          </p>
          <ActionButton tone="out" size="large" action="post" disabled={chosen.length === 0} onPress={send}>
            {say('bank.send.make')}
          </ActionButton>
        </div>
      )}
      {sending && <SendDialog transfers={chosen} total={total} onClose={() => setSending(false)} onSent={onSent} />}
    </div>
  );
}

type TransferRowProps = {
  readonly one: TransferToSend;
  readonly taken: boolean;
  readonly onToggle: () => void;
  readonly onCase: (number: string) => void;
};

function TransferRow({ one, taken, onToggle, onCase }: TransferRowProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { reference, hold } = one;
  return (
    <tr className={hold === null ? undefined : 'bank-held'}>
      <td>
        <input
          type="checkbox"
          data-row={reference}
          checked={taken}
          aria-disabled={hold !== null}
          aria-label={say('bank.send.takeOne', { reference })}
          onChange={() => {
            if (hold === null) onToggle();
          }}
          onKeyDown={(event) => {
            if (event.code !== 'Enter') return;
            event.preventDefault();
            onCase(one.case);
          }}
        />
      </td>
      <td>
        <Payee payee={one.payee} />
      </td>
      <td>
        <button type="button" className="work-link" tabIndex={-1} onClick={() => onCase(one.case)}>
          {one.case}
        </button>
        {one.customer !== null && <span className="work-faint"> {one.customer.name}</span>}
        {hold !== null && <p className="bank-hold">{say(`bank.hold.${hold}`)}</p>}
      </td>
      <td>{ageWords(one.waited, say)}</td>
      <td className="work-right bank-out">−{formatAmount(one.amount, currency)}</td>
    </tr>
  );
}
