// The right: what is due, what is given, what goes back. After posting the same place shows the receipt and the change.
import { Fragment, type ReactNode, useId } from 'react';
import type { TenderMethod } from '../../../core/charge/tender-method.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { negateMinor, ZERO, type Minor } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { Notice } from '../../components/notice.tsx';
import { Stub } from '../../components/stub.tsx';
import { TenderKeys } from '../../components/tender-keys.tsx';
import { TenderList } from '../../components/tender-list.tsx';
import { discountName } from '../../i18n/discount-sentence.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { KeyAction } from '../../keys/key-map.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import type { ViewerMode } from '../receipts/receipt-viewer.tsx';
import { type Bill, type BillAction, type BillReading, nothingCharged } from './bill-state.ts';
import type { ApprovalNeed } from './discount/use-bill-approval.ts';
import { TransferQuote } from './held/transfer-quote.tsx';
import type { QuoteTransfer } from './held/use-transfer-slip.ts';
import { TakenBeyond } from './taken-beyond.tsx';
import type { Posting } from './use-posting.ts';

type MoneyPanelProps = {
  readonly bill: Bill;
  readonly reading: BillReading;
  readonly posting: Posting;
  readonly change: (action: BillAction) => void;
  readonly tenderKeys: Readonly<Record<TenderMethod, KeyAction>>;
  readonly onAddTender: (method: TenderMethod) => void;
  readonly onPost: () => void;
  readonly onDiscount: () => void;
  /** Where this bill stands with a supervisor; null: it needs none. */
  readonly standing: ApprovalNeed;
  readonly approvalBar: ReactNode;
  /** After a terminal took more than is due: begin that payment anew, or put the item back. */
  readonly onReenter: () => void;
  readonly onRestore: () => void;
  readonly onShow: (number: string, mode?: ViewerMode) => void;
  readonly onDone: () => void;
  /** Prints how to transfer; its state is what to say of it. */
  readonly onQuoteTransfer: QuoteTransfer;
};

export function MoneyPanel(props: MoneyPanelProps) {
  const { bill, reading, posting, change } = props;
  const { currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const id = useId();
  const label = (
    <h2 id={id} className="visually-hidden">
      {say('till.money.label')}
    </h2>
  );
  if (posting.showPosted && posting.last !== null) {
    return (
      <section className="panel money" aria-labelledby={id}>
        {label}
        <Stub posted={posting.last} onShow={props.onShow} />
      </section>
    );
  }
  const busy = posting.phase !== 'editing';
  return (
    <section className="panel money" aria-labelledby={id}>
      {label}
      <div className="money-due">
        <AmountBig label={say('till.money.due')} amount={reading.toPay} currency={currency} tone="ink" testId="due" />
      </div>
      <BillSums reading={reading} />
      {!busy && bill.lines.length > 0 && (
        <div className="money-discount">
          <ActionButton tone="quiet" size="small" action="discount" onPress={props.onDiscount}>
            {say('discount.till.open')}
          </ActionButton>
        </div>
      )}
      <TenderList reading={reading} customer={bill.customer?.number ?? null} change={change} onDone={props.onDone} />
      <TenderKeys keys={props.tenderKeys} disabled={busy || nothingCharged(bill)} onAdd={props.onAddTender} />
      <div className="money-foot">
        {props.approvalBar}
        {props.standing === 'approved' && <Notice tone="good">{say('discount.till.approved')}</Notice>}
        {props.standing === 'lost' && <Notice tone="warn">{say('discount.till.lost')}</Notice>}
        {reading.tenders.some(({ tender }) => tender.method === 'transfer') && (
          <TransferQuote quote={props.onQuoteTransfer} />
        )}
        {posting.bar}
        <TakenBeyond
          reading={reading}
          canRestore={bill.removed.length > 0}
          onReenter={props.onReenter}
          onRestore={props.onRestore}
        />
        {posting.thrown !== null && <Notice tone="fault">{sentence(posting.thrown)}</Notice>}
        {posting.phase === 'checking' && <Notice tone="wait">{say('till.money.checking')}</Notice>}
        {outcome(reading, (words, amount, tone) => (
          <AmountBig label={say(words)} amount={amount} currency={currency} tone={tone} testId="change" />
        ))}
        <div className="money-post">
          <ActionButton
            tone="ink"
            size="large"
            action="post"
            block
            busy={busy}
            disabled={nothingCharged(bill)}
            onPress={props.onPost}
          >
            {say(busy ? 'till.money.posting' : asks(props.standing) ? 'discount.till.needs' : 'till.money.post')}
          </ActionButton>
        </div>
      </div>
    </section>
  );
}

function asks(standing: ApprovalNeed): boolean {
  return standing === 'needed' || standing === 'lost';
}

/** What makes the bill cheaper, when anything does: gross, each discount, what rounding cash forgives. */
function BillSums({ reading }: { readonly reading: BillReading }) {
  const { currency } = useServices();
  const { say } = useWords();
  const { taken } = reading.discounts;
  if (taken.length === 0 && reading.rounding === 0) return null;
  return (
    <dl className="money-sums" data-testid="sums">
      <dt>{say('discount.till.sum')}</dt>
      <dd>{formatAmount(reading.gross, currency)}</dd>
      {taken.map(({ key, said }) => (
        <Fragment key={key}>
          <dt>{discountName(said, say)}</dt>
          <dd>{said.amount === 0 ? say('discount.till.reached') : formatAmount(negateMinor(said.amount), currency)}</dd>
        </Fragment>
      ))}
      {reading.rounding !== 0 && (
        <>
          <dt>{say('discount.till.rounding')}</dt>
          <dd>{formatAmount(reading.rounding, currency)}</dd>
        </>
      )}
    </dl>
  );
}

type OutcomeWords = 'till.money.change' | 'till.money.missing' | 'till.money.over';

/** What the money given amounts to so far: change, still missing, or too much without cash to give it back from. */
function outcome(
  reading: BillReading,
  draw: (words: OutcomeWords, amount: Minor, tone: 'go' | 'warn') => ReactNode,
): ReactNode {
  const { missing, tenders } = reading;
  if (tenders.length === 0) return null;
  if (missing > 0) return draw('till.money.missing', missing, 'warn');
  const over = -missing as Minor;
  const cash = tenders.reduce((sum, { tender, given }) => sum + (tender.method === 'cash' ? (given ?? 0) : 0), 0);
  if (over > 0 && over >= cash) return draw('till.money.over', over, 'warn');
  return draw('till.money.change', over === 0 ? ZERO : over, 'go');
}
