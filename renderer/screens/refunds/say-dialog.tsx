// One short question before a step that has to be explained: a number, a reason, or both, and Enter.
import { type FormEvent, useState } from 'react';
import type { CaseView, PayoutView } from '../../../core/contract/refund-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { goesThroughBank } from '../../../core/refund/refund-postings.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import type { Ledger } from '../../port/ledger.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { wayWords } from './refund-sentences.ts';

export type Saying = 'withdraw' | 'sendBack' | 'confirm' | 'fail' | 'unknown' | 'moneyBack' | 'found';

/** What each step asks for. */
const ASKS: Readonly<
  Record<Saying, { readonly reference: 'must' | 'may' | 'no'; readonly text: 'must' | 'may' | 'no' }>
> = {
  withdraw: { reference: 'no', text: 'may' },
  sendBack: { reference: 'no', text: 'must' },
  confirm: { reference: 'must', text: 'no' },
  fail: { reference: 'no', text: 'must' },
  unknown: { reference: 'no', text: 'must' },
  moneyBack: { reference: 'may', text: 'must' },
  found: { reference: 'no', text: 'must' },
};

type SayDialogProps = {
  readonly saying: Saying;
  readonly one: CaseView;
  readonly payout: PayoutView | null;
  readonly onClose: () => void;
};

export function SayDialog({ saying, one, payout, onClose }: SayDialogProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [reference, setReference] = useState('');
  const [text, setText] = useState('');
  const asks = ASKS[saying];
  const missing =
    (asks.reference === 'must' && reference.trim() === '') || (asks.text === 'must' && text.trim() === '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      await send(ledger, saying, one, payout, { reference: reference.trim(), text: text.trim() });
      onClose();
    });
  };
  return (
    <Dialog title={say(`refunds.askTitle.${saying}`)} tone="out" onClose={onClose}>
      <p className="dialog-say">
        {payout !== null && asks.reference !== 'no'
          ? `${wayWords(payout, say)} ${formatAmount(payout.amount, currency)}`
          : say(`refunds.askSay.${saying}`)}
      </p>
      <form onSubmit={submit} className="refunds-dialog">
        {asks.reference !== 'no' && (
          <Field
            label={say('refunds.reference')}
            value={reference}
            onType={setReference}
            maxLength={64}
            autoFocus
            hint={say(asks.reference === 'may' ? 'refunds.optional' : 'refunds.referenceSay')}
          />
        )}
        {asks.text !== 'no' && (
          <Field
            label={say('refunds.why')}
            value={text}
            onType={setText}
            maxLength={200}
            autoFocus={asks.reference === 'no'}
            {...(asks.text === 'may' ? { hint: say('refunds.optional') } : {})}
          />
        )}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="out" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say(`refunds.askDo.${saying}`)}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}

async function send(
  ledger: Ledger,
  saying: Saying,
  one: CaseView,
  payout: PayoutView | null,
  { reference, text }: { readonly reference: string; readonly text: string },
): Promise<void> {
  const of = { case: one.number, n: payout?.n ?? 0 };
  switch (saying) {
    case 'withdraw':
      await ledger.act('refund.withdraw', { case: one.number, text: text === '' ? null : text });
      return;
    case 'sendBack':
      await ledger.act('refund.sendBack', { case: one.number, text });
      return;
    case 'confirm':
      await ledger.act('payout.confirm', { ...of, reference });
      return;
    case 'fail':
      await ledger.act('payout.fail', { ...of, text });
      return;
    case 'unknown':
      await ledger.act('payout.unknown', { ...of, text });
      return;
    case 'moneyBack':
      await ledger.act('payout.moneyBack', {
        ...of,
        why: payout !== null && goesThroughBank(payout) ? 'transferReturned' : 'reversalRejected',
        reference: reference === '' ? null : reference,
        text,
      });
      return;
    case 'found':
      await ledger.act('payout.found', { ...of, text });
  }
}
