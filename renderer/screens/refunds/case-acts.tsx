// What can be done with a case now, by this person: the next step on F8, and the ways out of it.
import { useState } from 'react';
import type { Permission } from '../../../core/people/permissions.ts';
import type { CaseView, PayoutView } from '../../../core/contract/refund-view.ts';
import { goesThroughBank, isPaidInCash } from '../../../core/refund/refund-postings.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { type KeyAction, keyLabel } from '../../keys/key-map.ts';
import { type KeyHandlers, useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { CloseDialog } from './close-dialog.tsx';
import { ConfirmUseDialog } from './confirm-use-dialog.tsx';
import { ReissueDialog } from './reissue-dialog.tsx';
import { RerouteDialog } from './reroute-dialog.tsx';
import { SayDialog, type Saying } from './say-dialog.tsx';
import { SecondEntryDialog } from './second-entry-dialog.tsx';
import { SlipDialog } from './slip-dialog.tsx';
import { noteWords, riskSentence } from './refund-sentences.ts';

type CaseActsProps = {
  readonly one: CaseView;
  /** The marked payout. */
  readonly payout: PayoutView | null;
  readonly permissions: readonly Permission[];
  readonly onCorrect: () => void;
  readonly onStep: (step: 1 | -1) => void;
};
type Question = Saying | 'use' | 'twice' | 'close' | 'reroute' | 'slip' | 'reissue';
type Offer = { readonly action: KeyAction; readonly words: string; readonly main?: true; readonly run: () => void };

export function CaseActs({ one, payout, permissions, onCorrect, onStep }: CaseActsProps) {
  const { ledger, bridge, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [question, setQuestion] = useState<Question | null>(null);
  const may = (permission: Permission): boolean => permissions.includes(permission);
  /** What can be done with the marked payout. What a bank has done only its own desk can know. */
  const offerPayout = (marked: PayoutView): void => {
    const bank = goesThroughBank(marked);
    const of = { case: one.number, n: marked.n };
    const mayTell = bank ? may('payout.bank') : may('payout.pay');
    const claimed = marked.saidPaid !== null;
    if (marked.state === 'approved' && !bank && !claimed && may('payout.pay'))
      offer(
        'post',
        say(marked.way === 'cash' || marked.method === 'cash' ? 'refunds.act.payCash' : 'refunds.act.send'),
        () => act.run(async () => void (await ledger.act('payout.start', { ...of, text: null }))),
        true,
      );
    if ((marked.state === 'sent' || marked.state === 'unknown') && mayTell) {
      // A transfer arrives by the bank's answer and by nothing else.
      if (!bank) offer('post', say('refunds.act.confirm'), () => setQuestion('confirm'), true);
      offer('remove', say('refunds.act.fail'), () => setQuestion('fail'));
    }
    if (marked.state === 'sent' && mayTell)
      offer('refundUnknown', say('refunds.act.unknown'), () => setQuestion('unknown'));
    if (claimed && may('payout.bank')) offer('post', say('refunds.act.found'), () => setQuestion('found'), true);
    if (marked.state === 'failed' && !claimed && may('payout.pay'))
      offer(
        'post',
        say('refunds.act.retry'),
        () => act.run(async () => void (await ledger.act('payout.retry', of))),
        true,
      );
    if (marked.state === 'failed' && !claimed && may('payout.reroute'))
      offer('refundReroute', say('refunds.act.reroute'), () => setQuestion('reroute'));
    if (marked.state === 'confirmed' && may('payout.bank') && !isPaidInCash(marked) && marked.method !== 'prepayment')
      offer('refundMoneyBack', say('refunds.act.moneyBack'), () => setQuestion('moneyBack'));
  };
  const offers: Offer[] = [];
  const offer = (action: KeyAction, words: string, run: () => void, main?: true): void => {
    // A key does one thing: what was offered first is what has to be done first.
    if (offers.some((one) => one.action === action)) return;
    offers.push({ action, words, run, ...(main ? { main } : {}) });
  };
  const { state } = one;
  if (state === 'awaitingUse' && may('refund.confirmUse'))
    offer('post', say('refunds.act.use'), () => setQuestion('use'), true);
  if (state === 'awaitingSecondEntry' && may('refund.secondEntry'))
    offer('post', say('refunds.act.twice'), () => setQuestion('twice'), true);
  const { request } = one;
  if (state === 'awaitingApproval' && request !== null)
    offer('approvalFront', say('refunds.act.decide'), () => void bridge.openApproval(request), true);
  if (state === 'returned' && may('refund.apply')) offer('post', say('refunds.act.correct'), onCorrect, true);
  if (state === 'paid' && may('refund.apply'))
    offer('post', say('refunds.act.close'), () => setQuestion('close'), true);
  // A payee typed once after the approval, for a transfer instead of what failed: somebody else types it as well.
  const typedOnce = one.payee !== null && !one.payee.agreed && state !== 'awaitingSecondEntry';
  const toBank = one.payouts.some((any) => any.state === 'approved' && goesThroughBank(any));
  if (typedOnce && toBank && may('refund.secondEntry'))
    offer('post', say('refunds.act.twice'), () => setQuestion('twice'), true);
  if (payout !== null) offerPayout(payout);
  const early = state === 'awaitingUse' || state === 'awaitingSecondEntry' || state === 'awaitingApproval';
  if ((early || state === 'returned') && may('refund.apply'))
    offer('remove', say('refunds.act.withdraw'), () => setQuestion('withdraw'));
  if ((state === 'awaitingUse' || state === 'awaitingSecondEntry') && may('refund.return'))
    offer('undo', say('refunds.act.sendBack'), () => setQuestion('sendBack'));
  const slip = one.document;
  if (slip !== null && may('receipt.print')) offer('showReceipt', say('refunds.act.slip'), () => setQuestion('slip'));
  // The customer keeps a paper for what remains: the slip beside the original, or this.
  if (slip !== null && one.receipt !== null && one.reissue === null && may('receipt.exchange'))
    offer('exchangeReceipt', say('refunds.act.reissue'), () => setQuestion('reissue'));
  const keys: KeyHandlers = Object.fromEntries(offers.map(({ action, run }) => [action, run]));
  useKeys('screen', { ...keys, up: () => onStep(-1), down: () => onStep(1) }, question === null);
  const close = (): void => setQuestion(null);
  return (
    <section className="panel refunds-money" aria-label={say('refunds.money')}>
      <div className="refunds-scroll">
        <AmountBig
          label={say('refunds.back')}
          amount={one.total}
          currency={currency}
          tone="out"
          testId="refund-total"
        />
        <Waits one={one} />
        {payout !== null && <PayoutSays payout={payout} />}
        {one.risk.map((risk) => (
          <Notice key={risk.rule} tone="warn">
            {riskSentence(risk, say, currency)}
          </Notice>
        ))}
        {one.secondEntry.differs.length > 0 && (
          <Notice tone="warn">
            {say('refunds.differs', {
              fields: one.secondEntry.differs.map((field) => say(`refunds.entry.${field}`)).join(say('frame.comma')),
            })}
          </Notice>
        )}
      </div>
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="refunds-acts">
        {offers.map(({ action, words, main, run }) => (
          <ActionButton
            key={action}
            action={action}
            tone={main === true ? 'out' : 'plain'}
            size={main === true ? 'large' : 'middle'}
            block
            busy={act.busy && main === true}
            onPress={run}
          >
            {words}
          </ActionButton>
        ))}
      </div>
      {question === 'use' && <ConfirmUseDialog one={one} onClose={close} />}
      {question === 'twice' && <SecondEntryDialog one={one} onClose={close} />}
      {question === 'slip' && slip !== null && <SlipDialog number={slip} onClose={close} />}
      {question === 'reissue' && <ReissueDialog one={one} onClose={close} />}
      {question === 'close' && <CloseDialog one={one} onClose={close} />}
      {question === 'reroute' && payout !== null && <RerouteDialog one={one} payout={payout} onClose={close} />}
      {(question === 'withdraw' ||
        question === 'sendBack' ||
        question === 'confirm' ||
        question === 'fail' ||
        question === 'unknown' ||
        question === 'found' ||
        question === 'moneyBack') && <SayDialog saying={question} one={one} payout={payout} onClose={close} />}
    </section>
  );
}

/** What the marked payout waits for, or why it came to nothing and what can be done about that. */
function PayoutSays({ payout }: { readonly payout: PayoutView }) {
  const { say } = useWords();
  const { saidPaid, state } = payout;
  if (saidPaid !== null) return <Notice tone="warn">{say('refunds.saidPaid', { reference: saidPaid })}</Notice>;
  if (!goesThroughBank(payout)) return null;
  if (state === 'approved') return <Notice tone="wait">{say('refunds.toBank', { key: keyLabel('goBank') })}</Notice>;
  if (state === 'sent' || state === 'unknown')
    return <Notice tone="wait">{say('refunds.atBank', { batch: payout.batch ?? '' })}</Notice>;
  if (state !== 'failed') return null;
  const why = payout.steps.at(-1)?.text ?? null;
  return (
    <Notice tone="warn">
      {why === null
        ? say('refunds.bankFailed', { key: keyLabel('refundReroute') })
        : say('refunds.bankFailedWhy', { key: keyLabel('refundReroute'), why: noteWords(why, say) })}
    </Notice>
  );
}

/** Whom it waits for, in a sentence anyone at a counter can say to the customer. */
function Waits({ one }: { readonly one: CaseView }) {
  const { say } = useWords();
  const next = one.levels[one.decisions.filter(({ verdict }) => verdict === 'approved').length];
  if (one.waitsFor === null) return null;
  const who =
    one.waitsFor === 'level'
      ? say('refunds.waits.level', { level: next === undefined ? '' : say(`refunds.level.${next.level}`) })
      : say(`refunds.waits.${one.waitsFor}`);
  return <Notice tone={one.overdue ? 'warn' : 'wait'}>{one.overdue ? say('refunds.waits.late', { who }) : who}</Notice>;
}
