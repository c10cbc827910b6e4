// The till: who (left), what (middle), money (right). Three places that never move, one screen for the whole act.
// Focus starts in the item field and comes back to it after every act that is finished.
import type { Dispatch } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { ShiftGate } from '../shift/shift-gate.tsx';
import type { ShiftKnown } from '../shift/use-shift.ts';
import type { Bill, BillAction } from './bill-state.ts';
import { BillsDialog } from './bills/bills-dialog.tsx';
import { useBillChoice } from './bills/use-bill-choice.ts';
import { DiscountDialog } from './discount/discount-dialog.tsx';
import { HeldDialog } from './held/held-dialog.tsx';
import { useHeld } from './held/use-held.ts';
import { useTransferSlip } from './held/use-transfer-slip.ts';
import { HoldDialogs } from './hold/hold-dialogs.tsx';
import { useHold } from './hold/use-hold.ts';
import { fieldAfterAdding } from './first-gap.ts';
import { ItemsPanel } from './items-panel.tsx';
import { MoneyPanel } from './money-panel.tsx';
import type { ViewerMode } from '../receipts/receipt-viewer.tsx';
import type { Posting } from './use-posting.ts';
import { TENDER_KEYS, useTillActs } from './use-till-acts.ts';
import { useLastInputs } from './use-last-inputs.ts';
import { useTillScanner } from './use-till-scanner.ts';
import { WhoPanel } from './who-panel.tsx';
import './till-screen.css';

type TillScreenProps = {
  readonly bill: Bill;
  readonly dispatch: Dispatch<BillAction>;
  readonly posting: Posting;
  readonly shift: ShiftKnown;
  readonly onShow: (number: string, mode?: ViewerMode) => void;
};

export function TillScreen(props: TillScreenProps) {
  if (props.shift.current === null || (props.shift.answer?.suspended ?? null) !== null)
    return <ShiftGate shift={props.shift} />;
  return <OpenTill {...props} />;
}

function OpenTill({ bill, dispatch, posting, onShow }: TillScreenProps) {
  const { say } = useWords();
  const acts = useTillActs({ bill, dispatch, posting });
  const { reading, change, focusItems } = acts;
  const hold = useHold({ bill, reading, dispatch, posting, focusNext: acts.focusNext });
  const bills = useBillChoice({ bill, dispatch, posting, focusNext: acts.focusNext });
  const held = useHeld({ bill, posting, findCustomer: acts.findCustomer });
  const quoteTransfer = useTransferSlip({ bill, reading, posting });
  useLastInputs(bill, dispatch);
  const codeOf = useTillScanner({
    change,
    onReceipt: onShow,
    focusItems,
    lookups: acts.lookups,
    busy: acts.busy,
    onUnknown: posting.refuse,
  });
  return (
    <div className="till">
      <h1 className="visually-hidden">{say('frame.nav.till')}</h1>
      <WhoPanel
        bill={bill}
        hold={hold}
        change={change}
        onShow={onShow}
        onDone={focusItems}
        onBills={bills.open}
        onHeld={held.open}
      />
      <ItemsPanel
        bill={bill}
        reading={reading}
        change={change}
        busy={acts.busy}
        lookups={acts.lookups}
        codeOf={codeOf}
        onAdded={(key, item) => acts.focusNext(fieldAfterAdding(key, item))}
        onDone={focusItems}
      />
      <MoneyPanel
        bill={bill}
        reading={reading}
        posting={posting}
        change={change}
        tenderKeys={TENDER_KEYS}
        onAddTender={acts.addTender}
        onPost={acts.post}
        onReenter={acts.reenter}
        onRestore={acts.restore}
        onDiscount={acts.openDiscount}
        standing={acts.approval.standing}
        approvalBar={acts.approval.bar}
        onShow={onShow}
        onDone={focusItems}
        onQuoteTransfer={quoteTransfer}
      />
      {acts.discounting && (
        <DiscountDialog bill={bill} reading={reading} terms={acts.terms} change={change} onClose={acts.closeDiscount} />
      )}
      <HoldDialogs bill={bill} reading={reading} hold={hold} />
      {held.isOpen && bill.customer !== null && <HeldDialog customer={bill.customer} onClose={held.close} />}
      {bills.isOpen && <BillsDialog bill={bill} choice={bills} />}
    </div>
  );
}
