// The till: who (left), what (middle), money (right). Three places that never move, one screen for the whole act.
// Focus starts in the item field and comes back to it after every act that is finished.
import { type Dispatch, useCallback, useEffect, useMemo, useRef } from 'react';
import { TENDER_METHODS, type TenderMethod } from '../../../core/charge/tender-method.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';
import type { ShiftKnown } from '../shift/use-shift.ts';
import { ShiftGate } from '../shift/shift-gate.tsx';
import { type Bill, type BillAction, readBill } from './bill-state.ts';
import { firstGap } from './first-gap.ts';
import { ItemsPanel } from './items-panel.tsx';
import { MoneyPanel } from './money-panel.tsx';
import type { Posting } from './use-posting.ts';
import { useTillScanner } from './use-till-scanner.ts';
import { WhoPanel } from './who-panel.tsx';
import './till-screen.css';

type TillScreenProps = {
  readonly bill: Bill;
  readonly dispatch: Dispatch<BillAction>;
  readonly posting: Posting;
  readonly shift: ShiftKnown;
  readonly onShow: (number: string) => void;
};

export function TillScreen(props: TillScreenProps) {
  if (props.shift.current === null) return <ShiftGate shift={props.shift} />;
  return <OpenTill {...props} />;
}

const TENDER_KEYS = {
  cash: 'tenderCash',
  card: 'tenderCard',
  wechat: 'tenderWechat',
  alipay: 'tenderAlipay',
  unionpay: 'tenderUnionpay',
  transfer: 'tenderTransfer',
} as const satisfies Record<TenderMethod, string>;

/** Focuses a field of the till by the name it carries in `data-field`. */
function focusField(name: string): void {
  const field = document.querySelector<HTMLInputElement>(`[data-field="${name}"]`);
  field?.focus();
  field?.select();
}

function OpenTill({ bill, dispatch, posting, onShow }: TillScreenProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const reading = useMemo(() => readBill(bill, currency), [bill, currency]);
  const busy = posting.phase !== 'editing';
  const focusItems = useCallback(() => focusField('items'), []);
  const wanted = useRef<string | null>(null);
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
    if (bill.lines.length === 0) return focusItems();
    const cash = method === 'cash' ? bill.tenders.find((tender) => tender.method === 'cash') : undefined;
    if (cash !== undefined) return focusField(`given-${cash.key}`);
    wanted.current = `given-${bill.nextKey}`;
    change({ type: 'addTender', method, currency });
  };
  // A field that the last act made is focused as soon as it is on the screen.
  useEffect(() => {
    if (wanted.current === null) return;
    focusField(wanted.current);
    wanted.current = null;
  });
  const number = posting.last?.receipt.number;
  useEffect(() => focusItems(), [focusItems, number]);

  const post = (): void => {
    const gap = firstGap(reading);
    if (gap === null) return posting.post(reading);
    if (gap.kind === 'noTender') return addTender('cash');
    focusField(gap.field);
    posting.refuse(gap.fault);
  };
  const takeAway = (): void | false => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement)) return removeSelected();
    const tender = bill.tenders.find((one) => field.dataset['field'] === `given-${one.key}`);
    if (tender !== undefined && field.value === '') {
      change({ type: 'removeTender', key: tender.key });
      return focusItems();
    }
    return field.dataset['field'] === 'items' && field.value === '' ? removeSelected() : false;
  };
  const removeSelected = (): void | false => {
    if (bill.selected === null) return false;
    change({ type: 'removeLine', key: bill.selected });
    focusItems();
  };
  const undo = (): void | false => {
    const field = document.activeElement;
    // In a field that holds text Ctrl Z is the field's own.
    if (bill.removed.length === 0 || (field instanceof HTMLInputElement && field.value !== '')) return false;
    change({ type: 'restoreLine' });
  };
  useKeys('screen', {
    post,
    findCustomer: () => focusField('customer'),
    payer: () => focusField('payer'),
    back: focusItems,
    remove: takeAway,
    undo,
    ...Object.fromEntries(TENDER_METHODS.map((method) => [TENDER_KEYS[method], () => addTender(method)])),
  });
  const codeOf = useTillScanner({ change, onReceipt: onShow, focusItems });
  return (
    <div className="till">
      <h1 className="visually-hidden">{say('frame.nav.till')}</h1>
      <WhoPanel bill={bill} change={change} onShow={onShow} onDone={focusItems} />
      <ItemsPanel
        bill={bill}
        reading={reading}
        change={change}
        busy={busy}
        codeOf={codeOf}
        onOpenAmount={(key) => (wanted.current = `amount-${key}`)}
        onDone={focusItems}
      />
      <MoneyPanel
        bill={bill}
        reading={reading}
        posting={posting}
        change={change}
        onAddTender={addTender}
        onPost={post}
        onShow={onShow}
        onDone={focusItems}
        tenderKeys={TENDER_KEYS}
      />
    </div>
  );
}
