// The tenders of a bill, each a row to type in: way to pay, the number on its slip, the amount given.
import { useEffect, useRef } from 'react';
import { REFERENCE_RULE, type TenderMethod } from '../../core/charge/tender-method.ts';
import { formatAmount } from '../../core/money/format-amount.ts';
import { useWords, type WordKey } from '../i18n/i18n.ts';
import { isPlainEnter } from '../keys/use-keys.ts';
import type { BillAction, BillReading, TenderReading } from '../screens/till/bill-state.ts';
import { useServices } from '../services.tsx';
import { MoneyInput } from './money-input.tsx';
import { TenderTelling } from './tender-telling.tsx';
import './tender-list.css';

type TenderListProps = {
  readonly reading: BillReading;
  /** The customer whose prepayments may be used, or null. */
  readonly customer: string | null;
  readonly change: (action: BillAction) => void;
  readonly onDone: () => void;
};

export function TenderList({ reading, customer, change, onDone }: TenderListProps) {
  const { say } = useWords();
  return (
    <ul className="tenders" aria-label={say('till.money.tenders')}>
      {reading.tenders.map((tender) => (
        <TenderRow key={tender.tender.key} reading={tender} customer={customer} change={change} onDone={onDone} />
      ))}
    </ul>
  );
}

/** Where Enter leads from the amount: what a method tells first. */
const NEXT_FIELD: Readonly<Partial<Record<TenderMethod, 'reference' | 'choice'>>> = {
  thirdParty: 'choice',
  prepayment: 'choice',
};
const REFERENCE_HINT = {
  card: 'till.money.referenceCard',
  cheque: 'prepay.tender.chequeNumber',
  thirdParty: 'prepay.tender.settlementNumber',
} as const satisfies Partial<Record<TenderMethod, WordKey>>;

function hintOf(method: TenderMethod): WordKey | null {
  return method in REFERENCE_HINT ? REFERENCE_HINT[method as keyof typeof REFERENCE_HINT] : null;
}

function focusOf(field: string): void {
  document.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();
}

type TenderRowProps = {
  readonly reading: TenderReading;
  readonly customer: string | null;
  readonly change: (action: BillAction) => void;
  readonly onDone: () => void;
};

function TenderRow({ reading, customer, change, onDone }: TenderRowProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { tender, given } = reading;
  const method = say(`till.money.method.${tender.method}`);
  const rule = REFERENCE_RULE[tender.method];
  const shown = tender.amountText ?? (given === null ? '' : formatAmount(given, currency));
  // What it showed while it followed the missing amount: typing that again (or a scanner's burst taken back) is following.
  const followed = useRef(shown);
  useEffect(() => {
    if (tender.amountText === null) followed.current = shown;
  }, [tender.amountText, shown]);
  const next = NEXT_FIELD[tender.method] ?? (rule === 'none' ? null : 'reference');
  const toNext = (): void => focusOf(`${next ?? ''}-${tender.key}`);
  return (
    <li className="tender">
      <span className="tender-method">{method}</span>
      <MoneyInput
        name={`given-${tender.key}`}
        label={say('till.money.given', { method })}
        text={shown}
        onType={(text) =>
          change({ type: 'typeTender', key: tender.key, text: text === followed.current ? null : text })
        }
        onEnter={next === null ? onDone : toNext}
      />
      <button
        type="button"
        className="tender-remove"
        aria-label={say('till.money.removeTender', { method })}
        onClick={() => change({ type: 'removeTender', key: tender.key })}
      >
        ×
      </button>
      {rule !== 'none' && (
        <span className="tender-reference">
          <input
            data-field={`reference-${tender.key}`}
            data-scans=""
            className="plain-input"
            aria-label={say('till.money.reference', { method })}
            placeholder={say(hintOf(tender.method) ?? 'till.money.referenceProves')}
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            value={tender.reference}
            onChange={(event) =>
              change({ type: 'typeReference', key: tender.key, text: event.target.value, shown: given })
            }
            onKeyDown={(event) => {
              if (!isPlainEnter(event)) return;
              event.preventDefault();
              if (tender.method === 'cheque') focusOf(`bank-${tender.key}`);
              else onDone();
            }}
          />
          {rule === 'proves' && tender.reference.trim() === '' && (
            <small className="tender-unverified">{say('till.money.unverified')}</small>
          )}
        </span>
      )}
      <TenderTelling tender={tender} customer={customer} change={change} onDone={onDone} />
    </li>
  );
}
