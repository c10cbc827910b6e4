// F11: a discount, a waiver or another price for the marked line or the whole bill, by keyboard alone.
// Arrows choose what and for what, Tab goes to the field, Enter adds; what is on the bill stands below and goes with Del.
import { type Dispatch, useState } from 'react';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { discountName } from '../../../i18n/discount-sentence.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { useServices } from '../../../services.tsx';
import type { Bill, BillAction, BillReading } from '../bill-state.ts';
import type { ChargeTerms } from './bill-discounts.ts';
import { DiscountFields } from './discount-fields.tsx';
import { DISCOUNT_WAYS, type DiscountTexts, type DiscountWay, readEntry } from './discount-form.ts';
import './discount.css';

type DiscountDialogProps = {
  readonly bill: Bill;
  readonly reading: BillReading;
  readonly terms: ChargeTerms;
  readonly change: Dispatch<BillAction>;
  readonly onClose: () => void;
};

const NEW: Omit<DiscountTexts, 'line'> = {
  way: 'percent',
  policy: null,
  percent: '',
  amount: '',
  reason: 'hardship',
  text: '',
  validUntil: '',
};

export function DiscountDialog({ bill, reading, terms, change, onClose }: DiscountDialogProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const [texts, setTexts] = useState<DiscountTexts>({ ...NEW, line: null });
  const [fault, setFault] = useState<string | null>(null);
  const type = (next: Partial<DiscountTexts>): void => {
    setFault(null);
    setTexts((now) => ({ ...now, ...next }));
  };
  const marked = bill.lines.find(({ key }) => key === bill.selected) ?? bill.lines.at(-1) ?? null;
  const markedAt = marked === null ? 0 : bill.lines.indexOf(marked) + 1;
  const mayPrice = marked?.item.pricing === 'fixed';
  const choose = (way: DiscountWay): void => {
    // A policy is for what it says, and a price is of one line.
    if (way === 'policy') type({ way, line: null });
    else if (way === 'price') type({ way, line: marked?.key ?? null });
    else type({ way });
  };
  const add = (): void => {
    const entry = readEntry(texts, currency);
    if (!entry.ok) {
      setFault(entry.fault === 'badAmount' ? say('faults.amount.notAnAmount') : say(`discount.till.${entry.fault}`));
      return;
    }
    if ('discount' in entry) change({ type: 'addDiscount', typed: entry.discount });
    else change({ type: 'givePrice', key: entry.key, price: entry.price });
    onClose();
  };
  const removeLast = (): void | false => {
    const field = document.activeElement;
    if (field instanceof HTMLInputElement && field.type !== 'radio' && field.value !== '') return false;
    const last = bill.discounts.at(-1);
    const price = bill.overrides.at(-1);
    if (last !== undefined) change({ type: 'removeDiscount', key: last.key });
    else if (price !== undefined) change({ type: 'givePrice', key: price.key, price: null });
    else return false;
  };
  return (
    <Dialog title={say('discount.till.title')} width="medium" onClose={onClose} keys={{ remove: removeLast }}>
      <form
        className="discount-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <fieldset className="discount-choice">
          <legend>{say('discount.till.what')}</legend>
          {DISCOUNT_WAYS.map((way) => (
            <label key={way}>
              <input
                type="radio"
                name="discount-way"
                checked={texts.way === way}
                disabled={way === 'price' && !mayPrice}
                data-first-focus={texts.way === way ? '' : undefined}
                onChange={() => choose(way)}
              />
              {way === 'price' ? say('discount.till.price') : say(`discount.kind.${way}`)}
            </label>
          ))}
        </fieldset>
        {texts.way !== 'policy' && texts.way !== 'price' && marked !== null && (
          <fieldset className="discount-choice">
            <legend>{say('discount.till.forWhat')}</legend>
            <label>
              <input
                type="radio"
                name="discount-for"
                checked={texts.line === null}
                onChange={() => type({ line: null })}
              />
              {say('discount.till.wholeBill')}
            </label>
            <label>
              <input
                type="radio"
                name="discount-for"
                checked={texts.line === marked.key}
                onChange={() => type({ line: marked.key })}
              />
              {say('discount.till.lineName', { n: markedAt, name: marked.item.name })}
            </label>
          </fieldset>
        )}
        <DiscountFields texts={texts} type={type} terms={terms} marked={marked} markedAt={markedAt} onEnter={add} />
        {fault !== null && <Notice tone="fault">{fault}</Notice>}
        <GivenList bill={bill} reading={reading} change={change} format={(amount) => formatAmount(amount, currency)} />
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit>
            {say('discount.till.add')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

type GivenListProps = Pick<DiscountDialogProps, 'bill' | 'reading' | 'change'> & {
  readonly format: (amount: BillReading['due']) => string;
};

function GivenList({ bill, reading, change, format }: GivenListProps) {
  const { say } = useWords();
  if (bill.discounts.length + bill.overrides.length === 0) return null;
  return (
    <ul className="discount-given" aria-label={say('discount.till.given')}>
      {reading.discounts.taken.map(({ key, said }) => (
        <li key={key}>
          <span>{discountName(said, say)}</span>
          <b>−{format(said.amount)}</b>
          <RemoveButton name={discountName(said, say)} onPress={() => change({ type: 'removeDiscount', key })} />
        </li>
      ))}
      {reading.discounts.fault !== null && reading.discounts.fault.key !== null && (
        <li>
          <span>{say(`faults.${reading.discounts.fault.fault.code}`, faultWords(reading, format))}</span>
          <b />
          <RemoveButton
            name={say('discount.till.off')}
            onPress={() => change({ type: 'removeDiscount', key: reading.discounts.fault?.key ?? 0 })}
          />
        </li>
      )}
      {bill.overrides.map(({ key, price, reason }) => (
        <li key={`price-${key}`}>
          <span>
            {say('discount.priceFact', {
              name: bill.lines.find((line) => line.key === key)?.item.name ?? '',
              from: format(reading.discounts.tariffPrices.get(key) ?? price),
              to: format(price),
              reason,
            })}
          </span>
          <b />
          <RemoveButton
            name={say('discount.till.price')}
            onPress={() => change({ type: 'givePrice', key, price: null })}
          />
        </li>
      ))}
    </ul>
  );
}

function faultWords(reading: BillReading, format: GivenListProps['format']): Record<string, string | number> {
  const { fault } = reading.discounts;
  if (fault === null) return {};
  const { code: _code, ...params } = fault.fault;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'most' ? format(value as BillReading['due']) : (value as string | number),
    ]),
  );
}

function RemoveButton({ name, onPress }: { readonly name: string; readonly onPress: () => void }) {
  const { say } = useWords();
  return (
    <button
      type="button"
      className="tender-remove"
      aria-label={say('discount.till.remove', { name })}
      onClick={onPress}
    >
      ×
    </button>
  );
}
