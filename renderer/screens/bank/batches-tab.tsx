// Batches that went to the bank, with what became of each; the marked one's transfers below. Its file is written as often as
// it is needed, and is the same file: writing it again sends nothing again.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { BatchRow, SentTransfer } from '../../../core/contract/bank-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { Payee } from './payee.tsx';
import { useRows } from './use-rows.ts';

const SHOWN = 100;

type BatchesTabProps = {
  /** The one that was just made: its file is offered at once. */
  readonly fresh: string | null;
  /** Its file is being written: it is fresh no more. */
  readonly onWriting: () => void;
  readonly onCase: (number: string) => void;
};

export function BatchesTab({ fresh, onWriting, onCase }: BatchesTabProps) {
  const { ledger, bridge } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const box = useRows(true);
  const [marked, setMarked] = useState<string | null>(fresh);
  const [said, setSaid] = useState<{ readonly tone: 'good' | 'warn'; readonly words: string } | null>(null);
  const { data, error } = useQuery({
    queryKey: ['refunds', 'batches'],
    queryFn: () => ledger.ask('payout.batches', { limit: SHOWN }),
  });
  const batches = data?.batches ?? [];
  const shown = batches.some(({ number }) => number === marked) ? marked : (batches[0]?.number ?? null);
  const { run } = act;
  const write = (number: string): void =>
    run(async () => {
      setSaid(null);
      const { fileName, text, sha256 } = await ledger.ask('payout.batchFile', { number });
      const outcome = await bridge.saveList(fileName, new TextEncoder().encode(text));
      if ('saved' in outcome)
        setSaid({ tone: 'good', words: say('bank.batch.written', { path: outcome.saved, sha: sha256.slice(0, 12) }) });
      else setSaid({ tone: 'warn', words: say('bank.batch.notWritten') });
    });
  const save = (): void => {
    if (shown !== null) write(shown);
  };
  useKeys('screen', { save });
  const begun = useRef(false);
  useEffect(() => {
    // A batch that was just made is of no use without its file.
    if (fresh === null || begun.current) return;
    begun.current = true;
    onWriting();
    write(fresh);
  });
  return (
    <div className="claims-panel" ref={box}>
      {said !== null && <Notice tone={said.tone}>{said.words}</Notice>}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined && batches.length === 0 && (
        <p className="work-none">
          <span className="lines-empty-title">{say('bank.batch.none')}</span>
        </p>
      )}
      {batches.length > 0 && (
        <>
          <div className="work-table bank-table bank-batches">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say('bank.batch.number')}</th>
                  <th scope="col">{say('bank.batch.when')}</th>
                  <th scope="col">{say('bank.batch.count')}</th>
                  <th scope="col">{say('bank.batch.states')}</th>
                  <th scope="col" className="work-right">
                    {say('bank.amount')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {batches.map((one) => (
                  <Batch key={one.number} one={one} on={one.number === shown} onMark={() => setMarked(one.number)} />
                ))}
              </tbody>
            </table>
          </div>
          {shown !== null && <Transfers number={shown} onCase={onCase} />}
          <div className="bank-foot">
            <p className="bank-keys">{say('bank.batch.say')}</p>
            <ActionButton tone="ink" action="save" busy={act.busy} onPress={save}>
              {say('bank.batch.write')}
            </ActionButton>
          </div>
        </>
      )}
    </div>
  );
}

type BatchProps = { readonly one: BatchRow; readonly on: boolean; readonly onMark: () => void };

function Batch({ one, on, onMark }: BatchProps) {
  const { currency } = useServices();
  const { say, locale } = useWords();
  return (
    <tr aria-current={on ? 'true' : undefined}>
      <td>
        <button type="button" className="bank-row" data-row={one.number} onFocus={onMark} onClick={onMark}>
          {one.number}
        </button>
      </td>
      <td>
        {moment(one.at, locale)} <span className="work-faint">{one.by}</span>
      </td>
      <td>{say('bank.batch.countOf', { count: one.count })}</td>
      <td className="bank-states">
        {one.open > 0 && <span className="work-tag">{say('bank.batch.open', { count: one.open })}</span>}
        {one.unknown > 0 && (
          <span className="work-tag work-tag-warn">{say('bank.batch.unknown', { count: one.unknown })}</span>
        )}
        {one.failed > 0 && (
          <span className="work-tag work-tag-warn">{say('bank.batch.failed', { count: one.failed })}</span>
        )}
        {one.paid > 0 && <span className="work-tag bank-paid">{say('bank.batch.paid', { count: one.paid })}</span>}
      </td>
      <td className="work-right bank-out">−{formatAmount(one.total, currency)}</td>
    </tr>
  );
}

type TransfersProps = { readonly number: string; readonly onCase: (number: string) => void };

function Transfers({ number, onCase }: TransfersProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const { data } = useQuery({
    queryKey: ['refunds', 'batch', number],
    queryFn: () => ledger.ask('payout.batchShow', { number }),
    placeholderData: (before) => before,
  });
  return (
    <section className="bank-within" aria-label={say('bank.batch.within', { number })} tabIndex={0}>
      <h2>{say('bank.batch.within', { number })}</h2>
      <ul>
        {(data?.transfers ?? []).map((one) => (
          <Transfer key={one.reference} one={one} onCase={onCase} />
        ))}
      </ul>
    </section>
  );
}

function Transfer({ one, onCase }: { readonly one: SentTransfer; readonly onCase: (number: string) => void }) {
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <li>
      <button type="button" className="work-link" onClick={() => onCase(one.case)}>
        {one.reference}
      </button>
      <span>
        <Payee payee={one.payee} />
      </span>
      <span className={`work-tag refunds-payout-${one.state}`} data-payout={one.state}>
        {say(`refunds.payout.${one.state}`)}
      </span>
      <span className="work-faint">
        {one.replacedBy === null ? one.text : say('bank.batch.replaced', { n: one.replacedBy })}
      </span>
      <b>{formatAmount(one.amount, currency)}</b>
    </li>
  );
}
