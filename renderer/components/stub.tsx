// The counterfoil 存根 of the bill just posted: the change to hand out, its number, what was paid, and the state of its paper.
// It stays until the next bill begins, so that the cashier can look up from the notes and still read it.
import { formatAmount } from '../../core/money/format-amount.ts';
import { usePapers } from '../frame/papers.tsx';
import { PrintLine } from '../frame/print-line.tsx';
import { paperSentence } from '../i18n/fault-sentence.ts';
import { useWords } from '../i18n/i18n.ts';
import { useKeys } from '../keys/use-keys.ts';
import type { ViewerMode } from '../screens/receipts/receipt-viewer.tsx';
import type { Posted } from '../screens/till/use-posting.ts';
import { useFaultSentence, useServices } from '../services.tsx';
import { ActionButton } from './action-button.tsx';
import { AmountBig } from './amount-big.tsx';
import { Notice } from './notice.tsx';
import './stub.css';

type StubProps = {
  readonly posted: Posted;
  readonly onShow: (number: string, mode?: ViewerMode) => void;
};

export function Stub({ posted, onShow }: StubProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const { receipt } = posted;
  // What the customer shows on the telephone can be kept while they are still here.
  const unproved = receipt.tenders.some(({ proof }) => proof === 'unverified');
  const attach = (): void => onShow(receipt.number, 'evidence');
  useKeys('screen', { evidence: attach }, unproved);
  return (
    <div className="stub" data-testid="posted" aria-live="polite">
      <div className="stub-head">
        <p className="stub-title">
          <span aria-hidden="true">✓ </span>
          {say('till.posted.title')}
        </p>
        <p className="stub-number selectable" data-testid="receipt-number">
          {receipt.number}
        </p>
      </div>
      <div className="stub-change">
        <AmountBig
          label={say('till.money.change')}
          amount={receipt.change}
          currency={currency}
          tone="go"
          testId="posted-change"
        />
      </div>
      <dl className="stub-facts">
        <dt>{say('till.money.due')}</dt>
        <dd>{formatAmount(receipt.total, currency)}</dd>
        {receipt.tenders.map((tender) => (
          <TenderFact
            key={tender.n}
            name={say(`till.money.method.${tender.method}`)}
            amount={formatAmount(tender.given, currency)}
            reference={tender.reference ?? (tender.proof === 'unverified' ? say('till.money.unverified') : '')}
          />
        ))}
      </dl>
      <div className="stub-foot">
        {posted.wasInDoubt && <Notice tone="good">{say('till.posted.found')}</Notice>}
        <PaperNews posted={posted} />
        <PrintLine
          number={receipt.number}
          layer="screen"
          onPrinter={() => onShow(receipt.number, 'printer')}
          onSpoil={() => onShow(receipt.number, 'spoil')}
        />
        {unproved && (
          <ActionButton action="evidence" block onPress={attach}>
            {say('claims.attach')}
          </ActionButton>
        )}
        <ActionButton size="large" action="showReceipt" block onPress={() => onShow(receipt.number)}>
          {say('till.posted.show')}
        </ActionButton>
        <p className="stub-next">{say('till.posted.next')}</p>
      </div>
    </div>
  );
}

type TenderFactProps = { readonly name: string; readonly amount: string; readonly reference: string };

function TenderFact({ name, amount, reference }: TenderFactProps) {
  return (
    <>
      <dt>
        {name} <small>{reference}</small>
      </dt>
      <dd>{amount}</dd>
    </>
  );
}

function PaperNews({ posted }: { readonly posted: Posted }) {
  const { say } = useWords();
  const sentence = useFaultSentence();
  const paper = usePapers().of(posted.receipt.number);
  if (posted.printThrown !== null) {
    return (
      <Notice tone="warn">
        {say('till.posted.paper.refused')} · {sentence(posted.printThrown)}
      </Notice>
    );
  }
  if (paper === null || paper.state.kind === 'waiting')
    return <p className="stub-paper">{say('till.posted.paper.waiting')}</p>;
  // From here the printer's own line tells more.
  if (paper.print !== null) return null;
  if (paper.state.kind === 'failed') return <Notice tone="warn">{paperSentence(paper.state.fault, say)}</Notice>;
  return (
    <p className="stub-paper stub-paper-ready" data-testid="paper-ready">
      <span aria-hidden="true">✓ </span>
      {say('till.posted.paper.ready')}
    </p>
  );
}
