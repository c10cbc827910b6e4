// What the keys of the till do: to the bill, to the focus, and towards posting. The screen only draws.
import { type Dispatch, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { TENDER_METHODS, type TenderMethod } from '../../../core/charge/tender-method.ts';
import type { KeyAction } from '../../keys/key-map.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';
import { type Bill, type BillAction, type BillReading, lineToPrice, nothingCharged, readBill } from './bill-state.ts';
import { firstGap, lineField } from './first-gap.ts';
import { fieldsOf } from './line-entry.ts';
import type { ChargeTerms } from './discount/bill-discounts.ts';
import { type BillApprovalState, useBillApproval } from './discount/use-bill-approval.ts';
import { useChargeTerms } from './discount/use-charge-terms.ts';
import { takenBeyond } from './read-tenders.ts';
import { type Lookups, useLookups } from './use-lookups.ts';
import type { Posting } from './use-posting.ts';

export const TENDER_KEYS = {
  cash: 'tenderCash',
  card: 'tenderCard',
  wechat: 'tenderWechat',
  alipay: 'tenderAlipay',
  unionpay: 'tenderUnionpay',
  transfer: 'tenderTransfer',
  cheque: 'tenderCheque',
  thirdParty: 'tenderThirdParty',
  prepayment: 'tenderPrepayment',
} as const satisfies Record<TenderMethod, KeyAction>;

/** Focuses a field of the till by the name it carries in `data-field`. */
function focusField(name: string): void {
  const field = document.querySelector<HTMLElement>(`[data-field="${name}"]`);
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}
const focusItems = (): void => focusField('items');
const findCustomer = (): void => focusField('customer');

/** Name and value of the field that has the focus. */
function focusedField(): { readonly name: string | undefined; readonly value: string } | null {
  const field = document.activeElement;
  return field instanceof HTMLInputElement ? { name: field.dataset['field'], value: field.value } : null;
}

export type TillActs = {
  readonly terms: ChargeTerms;
  readonly approval: BillApprovalState;
  /** The discount dialog is open. */
  readonly discounting: boolean;
  readonly openDiscount: () => void;
  readonly closeDiscount: () => void;
  readonly reading: BillReading;
  readonly busy: boolean;
  readonly lookups: Lookups<TenderMethod>;
  readonly change: (action: BillAction) => void;
  readonly focusItems: () => void;
  /** Focuses a field as soon as it is on the screen: the act that makes it has only just been sent. */
  readonly focusNext: (name: string) => void;
  readonly addTender: (method: TenderMethod) => void;
  readonly post: () => void;
  readonly findCustomer: () => void;
  /** What a terminal took was cancelled there: the same way to pay, begun anew. */
  readonly reenter: () => void;
  readonly restore: () => void;
};

type TillActsOptions = { readonly bill: Bill; readonly dispatch: Dispatch<BillAction>; readonly posting: Posting };

export function useTillActs({ bill, dispatch, posting }: TillActsOptions): TillActs {
  const { currency } = useServices();
  const terms = useChargeTerms(bill.customer?.number ?? null);
  const reading = useMemo(() => readBill(bill, currency, terms), [bill, currency, terms]);
  const busy = posting.phase !== 'editing';
  const approval = useBillApproval({ bill, reading, dispatch, posting });
  const [discounting, setDiscounting] = useState(false);
  const { focusNext, focusFirst } = useFocus(posting.last?.receipt.number);
  const change = useCallback(
    (action: BillAction) => {
      // What is being posted is what was on the screen: nothing changes under it.
      if (busy) return;
      posting.forget();
      dispatch(action);
    },
    [busy, dispatch, posting],
  );
  const addTender = (method: TenderMethod): void => {
    // Pressed right behind the first item: it is that item's way to be paid, and not a key too early.
    if (nothingCharged(bill)) return lookups.running() ? lookups.keep(method) : focusItems();
    const cash = method === 'cash' ? bill.tenders.find((tender) => tender.method === 'cash') : undefined;
    if (cash !== undefined) return focusField(`given-${cash.key}`);
    focusNext(`given-${bill.nextKey}`);
    change({ type: 'addTender', method, currency, terms });
  };
  const lookups = useLookups(addTender);
  const post = (): void => {
    // An item that was typed but is not on the bill yet would be missing from the receipt.
    if (lookups.running()) return;
    const gap = firstGap(reading);
    const before = gap === null || gap.kind === 'noTender' || gap.ofTender === true;
    if (before && approval.mustAsk) return approval.ask();
    if (gap === null) return posting.post(reading);
    if (gap.kind === 'noTender') return addTender('cash');
    focusField(gap.field);
    posting.refuse(gap.fault);
  };
  const openDiscount = (): void => {
    if (!busy && bill.lines.length > 0) setDiscounting(true);
  };
  const reenter = (): void | false => {
    const beyond = takenBeyond(reading.tenders, reading.settlement);
    if (beyond === null) return false;
    // Without anything to pay for there is nothing to enter anew either.
    if (nothingCharged(bill)) change({ type: 'removeTender', key: beyond.tender.key });
    else {
      focusNext(`given-${bill.nextKey}`);
      change({ type: 'reenterTender', key: beyond.tender.key });
    }
  };
  useKeys('screen', {
    post,
    discount: openDiscount,
    findCustomer,
    payer: () => focusField('payer'),
    clearCustomer: () => clearCustomer(bill, change),
    openPrice: () => focusOpenPrice(bill),
    exchangeMeter: () => exchangeMeter(bill, change, focusNext),
    back: focusItems,
    remove: () => removeAt(bill, change),
    reenterTender: reenter,
    undo: () => undoRemoval(bill, change),
    ...Object.fromEntries(TENDER_METHODS.map((method) => [TENDER_KEYS[method], () => addTender(method)])),
  });
  const closeDiscount = (): void => setDiscounting(false);
  return {
    approval,
    discounting,
    openDiscount,
    closeDiscount,
    terms,
    reading,
    busy,
    lookups,
    change,
    focusItems: focusFirst,
    focusNext,
    addTender,
    post,
    findCustomer,
    reenter,
    restore: () => change({ type: 'restoreLine' }),
  };
}

/** The item field has the focus at first and after every posting; `focusNext` names a field that is about to appear. */
function useFocus(posted: string | undefined): { focusNext: (name: string) => void; focusFirst: () => void } {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    focusField(wanted.current);
    wanted.current = null;
  });
  useEffect(() => focusItems(), [posted]);
  const focusNext = useCallback((name: string) => {
    wanted.current = name;
  }, []);
  return { focusNext, focusFirst: focusItems };
}

/** Del: an emptied tender goes, else the marked line; in a field with text it is the field's own key. */
function removeAt(bill: Bill, change: (action: BillAction) => void): void | false {
  const field = focusedField();
  const tender = bill.tenders.find((one) => field?.name === `given-${one.key}`);
  if (field !== null && field.value !== '') return false;
  if (tender !== undefined) change({ type: 'removeTender', key: tender.key });
  else if (bill.selected !== null && (field === null || field.name === 'items')) {
    const onBill = bill.paying.some(({ key }) => key === bill.selected);
    change({ type: onBill ? 'removePayment' : 'removeLine', key: bill.selected });
  } else return false;
  focusItems();
}

/** Alt 0: the bill is a walk-in's again. Without a customer the key is not ours. */
function clearCustomer(bill: Bill, change: (action: BillAction) => void): void | false {
  if (bill.customer === null) return false;
  change({ type: 'setCustomer', customer: null });
  focusItems();
}

/** Alt P: into the open amount that wears the key, so that it can be changed after its field was left. */
function focusOpenPrice(bill: Bill): void | false {
  const line = lineToPrice(bill);
  if (line === null) return false;
  focusField(lineField(line));
}

/** Alt M: the meter of the line that wears the key was exchanged in between; again takes that back. */
function exchangeMeter(
  bill: Bill,
  change: (action: BillAction) => void,
  focusNext: (name: string) => void,
): void | false {
  const line = lineToPrice(bill);
  if (line?.entry?.kind !== 'metered') return false;
  const { key, item, entry } = line;
  const then = fieldsOf(item, { ...entry, exchanged: !entry.exchanged });
  focusNext(`entry-${key}-${then.includes('oldEnd') ? 'oldEnd' : 'now'}`);
  change({ type: 'exchangeMeter', key });
}

/** Ctrl Z puts the last removed line back; in a field that holds text it is the field's own key. */
function undoRemoval(bill: Bill, change: (action: BillAction) => void): void | false {
  const field = focusedField();
  if (bill.removed.length === 0 || (field !== null && field.value !== '')) return false;
  change({ type: 'restoreLine' });
}
