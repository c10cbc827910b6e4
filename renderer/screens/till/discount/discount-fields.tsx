// The fields of the discount dialog for the way that is chosen.
// Each way asks for the least it needs: a policy by search, a share, an amount, a reason.
import { useDeferredValue, useState } from 'react';
import { WAIVER_REASONS, type WaiverReason } from '../../../../core/charge/bill-discounts.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { Field } from '../../../components/field.tsx';
import { MoneyInput } from '../../../components/money-input.tsx';
import { benefitSentence } from '../../../i18n/policy-sentence.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import type { BillLine } from '../bill-state.ts';
import type { ChargeTerms } from './bill-discounts.ts';
import type { DiscountTexts } from './discount-form.ts';

type DiscountFieldsProps = {
  readonly texts: DiscountTexts;
  readonly type: (next: Partial<DiscountTexts>) => void;
  readonly terms: ChargeTerms;
  readonly marked: BillLine | null;
  readonly markedAt: number;
  readonly onEnter: () => void;
};

export function DiscountFields(props: DiscountFieldsProps) {
  const { texts, type, marked, markedAt, onEnter } = props;
  const { currency } = useServices();
  const { say } = useWords();
  const note = (
    <Field
      label={say('discount.till.note')}
      hint={say('discount.till.noteHint')}
      value={texts.text}
      onType={(text) => type({ text })}
      maxLength={100}
    />
  );
  switch (texts.way) {
    case 'policy':
      return <PolicyChoice {...props} />;
    case 'percent':
      return (
        <>
          <Field
            label={say('discount.till.percent')}
            hint={say('discount.till.percentHint')}
            value={texts.percent}
            onType={(percent) => type({ percent })}
            maxLength={8}
          />
          {note}
        </>
      );
    case 'amount':
      return (
        <>
          <Amount label={say('discount.till.amountOff')} {...{ texts, type, onEnter }} />
          {note}
        </>
      );
    case 'waiver':
      return <WaiverFields {...props} />;
    case 'price': {
      const price = marked?.item.price ?? null;
      return (
        <>
          <p className="dialog-say">
            {marked !== null && say('discount.till.lineName', { n: markedAt, name: marked.item.name })}
            {' · '}
            {price !== null && say('discount.till.priceHint', { price: formatAmount(price, currency) })}
          </p>
          <Amount label={say('discount.till.newPrice')} {...{ texts, type, onEnter }} />
          <Field
            label={say('discount.till.priceWhy')}
            value={texts.text}
            onType={(text) => type({ text })}
            maxLength={100}
          />
        </>
      );
    }
  }
}

type AmountProps = Pick<DiscountFieldsProps, 'texts' | 'type' | 'onEnter'> & { readonly label: string };

function Amount({ label, texts, type, onEnter }: AmountProps) {
  return (
    <div className="field">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      <MoneyInput
        name="discount-amount"
        label={label}
        text={texts.amount}
        onType={(amount) => type({ amount })}
        onEnter={onEnter}
      />
    </div>
  );
}

function WaiverFields({ texts, type, onEnter }: DiscountFieldsProps) {
  const { say } = useWords();
  return (
    <>
      <Amount label={say('discount.till.amountAll')} {...{ texts, type, onEnter }} />
      <label className="field">
        <span className="field-label">{say('discount.till.why')}</span>
        <select
          className="plain-input"
          value={texts.reason}
          onChange={(event) => type({ reason: event.target.value as WaiverReason })}
        >
          {WAIVER_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {say(`discount.reason.${reason}`)}
            </option>
          ))}
        </select>
      </label>
      <Field label={say('discount.till.note')} value={texts.text} onType={(text) => type({ text })} maxLength={100} />
      <Field
        label={say('discount.till.validUntil')}
        hint={say('discount.till.validUntilHint')}
        value={texts.validUntil}
        onType={(validUntil) => type({ validUntil })}
        maxLength={10}
      />
    </>
  );
}

const MOST_SHOWN = 6;

function PolicyChoice({ texts, type, terms }: DiscountFieldsProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const found = terms.policies.filter(
    ({ code, name }) => code.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(wanted),
  );
  const shown = found.slice(0, MOST_SHOWN);
  const at = Math.max(
    shown.findIndex(({ code }) => code === texts.policy),
    0,
  );
  const mark = (index: number): void => {
    const policy = shown[Math.min(Math.max(index, 0), shown.length - 1)];
    if (policy !== undefined) type({ policy: policy.code });
  };
  return (
    <>
      <Field
        label={say('discount.till.find')}
        value={search}
        onType={(text) => {
          setSearch(text);
          type({ policy: null });
        }}
        maxLength={60}
        onKeyDown={(event) => {
          if (event.code === 'ArrowDown') mark(texts.policy === null ? 0 : at + 1);
          else if (event.code === 'ArrowUp') mark(at - 1);
          else return;
          event.preventDefault();
        }}
      />
      {shown.length === 0 && (
        <p className="dialog-say">
          {terms.policies.length === 0 ? say('discount.till.none') : say('discount.till.nothing', { text: search })}
        </p>
      )}
      <ul className="discount-policies" role="listbox" aria-label={say('discount.kind.policy')}>
        {shown.map((policy) => (
          <li
            key={policy.code}
            role="option"
            aria-selected={policy.code === texts.policy}
            onMouseDown={() => type({ policy: policy.code })}
          >
            <b>{policy.name}</b> <small>{policy.code}</small>
            <span>{benefitSentence(policy, say, currency)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
