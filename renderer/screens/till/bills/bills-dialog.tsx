// The open bills of the customer on the screen, or those found by number or by whose they are: ↑ ↓ go, Space marks,
// Enter takes what is marked, else the one under the bar. A bill that is not there yet can be typed in from here.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { BillRow } from '../../../../core/contract/procedures/bill.ts';
import { formatAmount } from '../../../../core/money/format-amount.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Field } from '../../../components/field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { isPlainEnter } from '../../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../../services.tsx';
import type { Bill } from '../bill-state.ts';
import { BillOptions } from './bill-options.tsx';
import { NewBill } from './new-bill.tsx';
import { TakeBackForm } from './take-back-form.tsx';
import type { BillChoice } from './use-bill-choice.ts';

const MOST = 200;

type BillsDialogProps = { readonly bill: Bill; readonly choice: BillChoice };

export function BillsDialog({ bill, choice }: BillsDialogProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const customer = bill.customer?.number ?? null;
  const [text, setText] = useState('');
  const [typing, setTyping] = useState(false);
  const [taking, setTaking] = useState<BillRow | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const known = useBills(customer, text);
  const rows = (known ?? []).filter(({ number }) => !bill.paying.some((one) => one.bill.number === number));
  const here = Math.min(at, Math.max(rows.length - 1, 0));
  const step = (by: 1 | -1): void | false => {
    if (typing || taking !== null) return false;
    setAt(Math.min(Math.max(here + by, 0), Math.max(rows.length - 1, 0)));
  };
  const mark = (number: string | undefined): void => {
    if (number === undefined) return;
    const next = new Set(marked);
    if (!next.delete(number)) next.add(number);
    setMarked(next);
  };
  const chosen = rows.filter(({ number }) => marked.has(number));
  const taken = chosen.length > 0 ? chosen : rows.slice(here, here + 1);
  const take = (): void => choice.take(taken);
  const sum = taken.reduce((all, { rest }) => all + rest, 0) as BillRow['rest'];
  const back = (): void => (typing ? setTyping(false) : taking !== null ? setTaking(null) : choice.close());
  const type = (): void | false => (customer === null || typing || taking !== null ? false : setTyping(true));
  const takeBack = (): void | false => {
    const bar = rows[here];
    if (bar === undefined || typing || taking !== null) return false;
    setSaid(null);
    setTaking(bar);
  };
  return (
    <Dialog
      title={customer === null ? say('bills.find') : say('bills.of', { name: bill.customer?.name ?? '' })}
      width="wide"
      onClose={back}
      keys={{ up: () => step(-1), down: () => step(1), bills: choice.close, newBill: type, billTakeBack: takeBack }}
    >
      {customer === null && taking === null && (
        <Field
          label={say('bills.findLabel')}
          value={text}
          onType={setText}
          maxLength={60}
          autoFocus
          onKeyDown={(event) => {
            if (!isPlainEnter(event)) return;
            event.preventDefault();
            if (rows.length > 0) take();
          }}
        />
      )}
      {typing && customer !== null ? (
        <NewBill customer={customer} onDone={() => setTyping(false)} />
      ) : taking !== null ? (
        <TakeBackForm
          bill={taking}
          onBack={() => setTaking(null)}
          onDone={(done) => {
            setTaking(null);
            setSaid(done);
          }}
        />
      ) : (
        <>
          {said !== null && <Notice tone="good">{said}</Notice>}
          <BillOptions
            rows={rows}
            at={here}
            marked={marked}
            whose={customer === null}
            onAt={setAt}
            onMark={mark}
            onTake={take}
          />
          {known !== null && rows.length === 0 && (
            <p className="dialog-say">{say(customer === null ? 'bills.noneFound' : 'bills.noneOpen')}</p>
          )}
          {choice.act.thrown !== null && <Notice tone="fault">{sentence(choice.act.thrown)}</Notice>}
          <div className="dialog-acts">
            <ActionButton action="back" onPress={back}>
              {say('frame.cancel')}
            </ActionButton>
            <ActionButton action="billTakeBack" disabled={rows.length === 0} onPress={() => void takeBack()}>
              {say('bills.takeBackOpen')}
            </ActionButton>
            {customer !== null && (
              <ActionButton action="newBill" onPress={() => void type()}>
                {say('bills.new')}
              </ActionButton>
            )}
            <ActionButton
              tone="go"
              cap="Enter"
              disabled={rows.length === 0}
              busy={choice.act.busy}
              onPress={take}
              // With nobody and nothing found yet, the focus belongs in the field.
              autoFocus={customer !== null && known !== null && rows.length === 0}
            >
              {say('bills.take', { count: taken.length, sum: formatAmount(sum, currency) })}
            </ActionButton>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** The customer's open bills, or those that fit the text; null while they are not known. */
function useBills(customer: string | null, text: string): readonly BillRow[] | null {
  const { ledger } = useServices();
  const wanted = useDeferredValue(text.trim());
  const { data } = useQuery({
    queryKey: ['bills', 'open', customer, wanted],
    queryFn: async () =>
      customer === null
        ? (await ledger.ask('bill.find', { text: wanted, limit: 50 })).bills
        : (await ledger.ask('bill.list', { customer, all: false, limit: MOST })).bills,
    enabled: customer !== null || wanted !== '',
  });
  return customer === null && wanted === '' ? null : (data ?? null);
}
