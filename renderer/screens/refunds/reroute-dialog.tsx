// Another way for a payout that failed: by transfer or in cash, with the reason; never in cash for what a card paid.
import { type FormEvent, useState } from 'react';
import type { CaseView, PayoutView } from '../../../core/contract/refund-view.ts';
import { goesThroughBank, wayIsPossible } from '../../../core/refund/refund-postings.ts';
import { REFUND_WAYS, type RefundWay } from '../../../core/refund/refund-words.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { NO_PAYEE } from './refund-draft.ts';

type RerouteProps = { readonly one: CaseView; readonly payout: PayoutView; readonly onClose: () => void };

export function RerouteDialog({ one, payout, onClose }: RerouteProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  // The same way again makes sense only with another account.
  const isSame = (way: RefundWay): boolean => way === payout.way;
  const ways = REFUND_WAYS.filter((way) => (isSame(way) ? goesThroughBank(payout) : wayIsPossible(payout.method, way)));
  const [way, setWay] = useState<RefundWay>(
    ways.find((one) => goesThroughBank({ method: payout.method, way: one })) ?? ways[0] ?? 'original',
  );
  const [reason, setReason] = useState('');
  const [payee, setPayee] = useState(NO_PAYEE);
  const wantsPayee = goesThroughBank({ method: payout.method, way }) && (one.payee === null || isSame(way));
  const missing =
    reason.trim() === '' ||
    (wantsPayee && (payee.name.trim() === '' || payee.account.trim() === '' || payee.bank.trim() === ''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      await ledger.act('payout.reroute', {
        case: one.number,
        n: payout.n,
        way,
        reason: reason.trim(),
        payee: wantsPayee ? payee : null,
      });
      onClose();
    });
  };
  return (
    <Dialog title={say('refunds.reroute.title')} tone="out" width="medium" onClose={onClose}>
      <form onSubmit={submit} className="refunds-dialog">
        <fieldset className="follow-up-what">
          <legend>{say('refunds.reroute.way')}</legend>
          {ways.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="refund-way"
                checked={one === way}
                data-first-focus={one === way ? '' : undefined}
                onChange={() => setWay(one)}
              />
              {say(isSame(one) ? 'refunds.reroute.sameWay' : `refunds.way.${one}`)}
            </label>
          ))}
        </fieldset>
        <Field label={say('refunds.wayReason')} value={reason} maxLength={100} onType={setReason} />
        {wantsPayee && <Notice tone="wait">{say('refunds.reroute.payeeSay')}</Notice>}
        {wantsPayee &&
          (['name', 'account', 'bank'] as const).map((field) => (
            <Field
              key={field}
              label={say(`refunds.entry.${field}`)}
              value={payee[field]}
              maxLength={field === 'account' ? 48 : 60}
              onType={(typed) => setPayee({ ...payee, [field]: typed })}
            />
          ))}
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="out" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say('refunds.act.reroute')}
          </ActionButton>
        </div>
      </form>
    </Dialog>
  );
}
