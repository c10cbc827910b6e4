// The left: who pays. A customer from the file, a name typed for the receipt, or nobody; below, the latest receipts.
import { useId } from 'react';
import { KeyHint } from '../../components/key-hint.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import type { Bill, BillAction } from './bill-state.ts';
import { OwedLine } from './bills/owed-line.tsx';
import { CustomerSearch } from './customer-search.tsx';
import { HeldLine } from './held/held-line.tsx';
import type { Hold } from './hold/use-hold.ts';
import { ParkedBills } from './hold/parked-bills.tsx';
import { CustomerWarnings } from '../customers/customer-warnings.tsx';
import { RecallNotice } from './hold/recall-notice.tsx';
import { RecentReceipts } from './recent-receipts.tsx';

type WhoPanelProps = {
  readonly bill: Bill;
  readonly hold: Hold;
  readonly change: (action: BillAction) => void;
  readonly onShow: (number: string) => void;
  readonly onDone: () => void;
  readonly onBills: () => void;
  readonly onHeld: () => void;
};

export function WhoPanel({ bill, hold, change, onShow, onDone, onBills, onHeld }: WhoPanelProps) {
  const { say } = useWords();
  const id = useId();
  const { customer } = bill;
  return (
    <section className="panel who" aria-labelledby={id}>
      <h2 id={id} className="visually-hidden">
        {say('till.who.label')}
      </h2>
      <CustomerSearch
        onPick={(picked) => {
          change({ type: 'setCustomer', customer: picked });
          onDone();
        }}
      />
      <div className="who-card" aria-live="polite">
        {customer === null ? (
          <>
            <p className="who-name who-nobody">{say('till.who.none')}</p>
            <p className="who-facts">{say('till.who.noneSay')}</p>
          </>
        ) : (
          <>
            <p className="who-name selectable">{customer.name}</p>
            <p className="who-facts selectable">
              {say('till.who.number', { number: customer.number })}
              <br />
              {customer.phone !== null && say('till.who.phone', { phone: customer.phone })}
            </p>
            <div className="who-clear">
              <ActionButton
                tone="quiet"
                size="small"
                action="clearCustomer"
                onPress={() => {
                  change({ type: 'setCustomer', customer: null });
                  onDone();
                }}
              >
                {say('till.who.clear')}
              </ActionButton>
            </div>
          </>
        )}
      </div>
      {customer !== null && <CustomerWarnings customer={customer} />}
      {customer !== null && <HeldLine customer={customer.number} onOpen={onHeld} />}
      {customer !== null && <OwedLine customer={customer.number} onOpen={onBills} />}
      <label className="who-payer">
        <span className="who-payer-label">
          {say('till.who.payer')} <KeyHint action="payer" />
        </span>
        <input
          data-field="payer"
          className="plain-input"
          placeholder={customer?.name ?? say('till.who.payerHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={bill.payer}
          onChange={(event) => change({ type: 'typePayer', text: event.target.value })}
          onKeyDown={(event) => {
            if (!isPlainEnter(event)) return;
            event.preventDefault();
            onDone();
          }}
        />
      </label>
      <div className="who-aside">
        <RecallNotice bill={bill} said={hold.said} />
        <ParkedBills onOpen={hold.openRecall} />
      </div>
      <RecentReceipts onShow={onShow} />
    </section>
  );
}
