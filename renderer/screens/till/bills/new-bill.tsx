// One bill typed at the counter for the customer on the screen: owed from the moment it is entered, paid now or later.
import { useState } from 'react';
import { CREDIT_KINDS, type CreditKind } from '../../../../core/accounts/chart.ts';
import { BILL_NUMBER, MAX_PURPOSE } from '../../../../core/bills/bill-rules.ts';
import { readListDate } from '../../../../core/lists/list-date.ts';
import { parseAmount } from '../../../../core/money/parse-amount.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Field } from '../../../components/field.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useKeys } from '../../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import { useAct } from '../../../use-act.ts';

type NewBillProps = { readonly customer: string; readonly onDone: () => void };

export function NewBill({ customer, onDone }: NewBillProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [number, setNumber] = useState('');
  const [purpose, setPurpose] = useState('');
  const [due, setDue] = useState('');
  const [kind, setKind] = useState<CreditKind>('revenue');
  const [amount, setAmount] = useState('');
  const [tried, setTried] = useState(false);
  const date = readListDate(due.trim());
  const read = parseAmount(amount, { currency, source: 'person' });
  const numberFits = number.trim() === '' || BILL_NUMBER.test(number.trim());
  const enter = (): void => {
    setTried(true);
    if (!date.ok || !read.ok || read.value <= 0 || !numberFits || purpose.trim() === '' || act.busy) return;
    const name = purpose.trim();
    act.run(async () => {
      await ledger.act('bill.enter', {
        number: number.trim() === '' ? null : number.trim(),
        customer,
        purpose: name,
        due: date.date,
        lines: [{ item: null, name, creditKind: kind, amount: read.value }],
      });
      onDone();
    });
  };
  useKeys('dialog', { save: enter });
  return (
    <form
      className="new-bill"
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <Field
        label={say('bills.purpose')}
        hint={say('bills.purposeHint')}
        value={purpose}
        onType={setPurpose}
        maxLength={MAX_PURPOSE}
        autoFocus
        fault={tried && purpose.trim() === '' ? say('bills.purposeNeeded') : null}
      />
      <div className="new-bill-row">
        <Field
          label={say('bills.number')}
          hint={say('bills.numberHint')}
          value={number}
          onType={setNumber}
          maxLength={40}
          fault={numberFits ? null : say('lists.reason.billNumberInvalid')}
        />
        <Field
          label={say('bills.due')}
          placeholder="2026-12-31"
          value={due}
          onType={setDue}
          maxLength={11}
          fault={tried && !date.ok ? say('bills.dateNeeded') : null}
        />
        <label className="field">
          <span className="field-label">{say('bills.kind')}</span>
          <select
            className="plain-input"
            value={kind}
            onChange={(event) => setKind(CREDIT_KINDS.find((one) => one === event.target.value) ?? 'revenue')}
          >
            {CREDIT_KINDS.map((one) => (
              <option key={one} value={one}>
                {say(`bills.kinds.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="field-label">{say('bills.amount')}</span>
          <MoneyInput
            name="new-bill-amount"
            label={say('bills.amount')}
            text={amount}
            onType={setAmount}
            onEnter={enter}
          />
        </label>
      </div>
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onDone}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="ink" action="save" busy={act.busy} submit>
          {say('bills.enter')}
        </ActionButton>
      </div>
    </form>
  );
}
