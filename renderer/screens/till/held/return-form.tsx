// Giving back: every load of which something is left, with how much of it goes back. By which way is not asked: the way it
// came. A card wants the number of its refund slip.
import { useState } from 'react';
import { REFERENCE_RULE } from '../../../../core/charge/tender-method.ts';
import type {
  PrepaymentAccountView,
  PrepaymentLoad,
  PrepaymentView,
} from '../../../../core/contract/prepayment-view.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { type Minor, sumMinor } from '../../../../core/money/money.ts';
import { parseAmount } from '../../../../core/money/parse-amount.ts';
import { useApproval } from '../../../approving/use-approval.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { AmountBig } from '../../../components/amount-big.tsx';
import { Field } from '../../../components/field.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { Notice } from '../../../components/notice.tsx';
import { moment } from '../../../i18n/dates.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { faultOf } from '../../../port/call-fault.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';

type Typed = { readonly amount: string; readonly reference: string };

type ReturnFormProps = {
  readonly customer: string;
  readonly account: PrepaymentAccountView;
  readonly onDone: (view: PrepaymentView) => void;
  readonly onBack: () => void;
};

const nameOf = ({ number, n }: PrepaymentLoad): string => `${number}-${n}`;

export function ReturnForm({ customer, account, onDone, onBack }: ReturnFormProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const approval = useApproval('dialog');
  const loads = account.loads.filter(({ state }) => state === 'returnable');
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(
    new Map(loads.map((load) => [nameOf(load), { amount: formatAmount(load.left, currency), reference: '' }])),
  );
  const [reason, setReason] = useState('');
  const of = (load: PrepaymentLoad): Typed => typed.get(nameOf(load)) ?? { amount: '', reference: '' };
  const set = (load: PrepaymentLoad, change: Partial<Typed>): void =>
    setTyped(new Map(typed).set(nameOf(load), { ...of(load), ...change }));
  const amountOf = (load: PrepaymentLoad): Minor => {
    const read = parseAmount(of(load).amount, { currency, source: 'person' });
    return read.ok && read.value > 0 ? read.value : (0 as Minor);
  };
  const parts = loads.filter((load) => amountOf(load) > 0);
  const total = sumMinor(parts.map(amountOf));
  const give = (): void =>
    act.run(async () => {
      const unsaid = parts.find(
        (load) =>
          REFERENCE_RULE[load.method] === 'required' && load.method !== 'cheque' && of(load).reference.trim() === '',
      );
      if (unsaid !== undefined) return focus(`back-reference-${nameOf(unsaid)}`);
      if (parts.length === 0) return;
      const backs = parts.map((load) => {
        const reference = of(load).reference.trim();
        return { load: load.number, n: load.n, amount: amountOf(load), reference: reference === '' ? null : reference };
      });
      const input = { customer, kind: account.kind.code, backs, reason: reason.trim() === '' ? null : reason.trim() };
      try {
        onDone(await ledger.act('prepayment.return', { ...input, approval: null }));
      } catch (thrown) {
        if (faultOf(thrown).code !== 'APPROVAL_REQUIRED') throw thrown;
        const { kind: held, ...same } = input;
        const request = await approval.ask({ kind: 'prepaymentReturn', held, ...same });
        if (request !== null) onDone(await ledger.act('prepayment.return', { ...input, approval: request }));
      }
    });
  useKeys('dialog', { post: give });
  return (
    <div className="held-form held-form-out">
      <table className="held-table held-backs">
        <thead>
          <tr>
            <th scope="col">{say('prepay.held.cameBy')}</th>
            <th scope="col" className="held-amount">
              {say('prepay.held.left')}
            </th>
            <th scope="col">{say('prepay.held.goesBack')}</th>
            <th scope="col">{say('prepay.held.backReference')}</th>
          </tr>
        </thead>
        <tbody>
          {loads.map((load, index) => (
            <tr key={nameOf(load)}>
              <td>
                <Came load={load} />
              </td>
              <td className="held-amount">{formatAmount(load.left, currency)}</td>
              <td>
                <MoneyInput
                  name={`back-${nameOf(load)}`}
                  label={say('prepay.held.goesBackOf', { method: say(`till.money.method.${load.method}`) })}
                  text={of(load).amount}
                  onType={(amount) => set(load, { amount })}
                  onEnter={() =>
                    REFERENCE_RULE[load.method] === 'none' ? focusReason() : focus(`back-reference-${nameOf(load)}`)
                  }
                  autoFocus={index === 0}
                />
              </td>
              <td>
                {REFERENCE_RULE[load.method] !== 'none' && (
                  <input
                    data-field={`back-reference-${nameOf(load)}`}
                    data-scans=""
                    className="plain-input"
                    aria-label={say('prepay.held.backReference')}
                    placeholder={say(load.method === 'card' ? 'prepay.held.backSlip' : 'prepay.held.backOptional')}
                    autoComplete="off"
                    spellCheck={false}
                    maxLength={64}
                    value={of(load).reference}
                    onChange={(event) => set(load, { reference: event.target.value })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Field
        className="held-reason"
        label={say('prepay.held.reason')}
        value={reason}
        onType={setReason}
        maxLength={100}
      />
      <div className="held-foot">
        <AmountBig label={say('prepay.held.out')} amount={total} currency={currency} tone="out" testId="held-out" />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        {approval.bar}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onBack}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="out" action="post" busy={act.busy} disabled={total === 0} onPress={give}>
            {say('prepay.held.giveBackNow')}
          </ActionButton>
        </div>
      </div>
    </div>
  );
}

function Came({ load }: { readonly load: PrepaymentLoad }) {
  const { say, locale } = useWords();
  return (
    <>
      <b>{say(`till.money.method.${load.method}`)}</b>
      <small className="held-small">
        {load.number} · {moment(load.at, locale)}
        {load.reference !== null && ` · ${load.reference}`}
      </small>
    </>
  );
}

function focus(name: string): void {
  document.querySelector<HTMLInputElement>(`dialog [data-field="${name}"]`)?.focus();
}

function focusReason(): void {
  document.querySelector<HTMLInputElement>('dialog .held-reason input')?.focus();
}
