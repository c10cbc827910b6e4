// 冲红重开: shows the receipt that would stand for what remains, asks for the old paper, and puts both new papers on the desk:
// the receipt for the customer, the red one for the file. Done already, it shows them again.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Remaining, ReissueView } from '../../../core/contract/paper-case-view.ts';
import type { CaseView } from '../../../core/contract/refund-view.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import type { Milli } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AmountBig } from '../../components/amount-big.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { usePapers } from '../../frame/papers.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { SlipPage } from '../receipts/slip-page.tsx';

type ReissueDialogProps = { readonly one: CaseView; readonly onClose: () => void };

export function ReissueDialog({ one, onClose }: ReissueDialogProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const papers = usePapers();
  const [done, setDone] = useState<ReissueView | null>(null);
  const { data, error } = useQuery({
    queryKey: ['refunds', 'remaining', one.number],
    queryFn: () => ledger.ask('refund.remaining', { case: one.number }),
    retry: false,
  });
  const finish = (reissue: ReissueView): void => {
    setDone(reissue);
    // Done is done: a paper that cannot be made is made again from its receipt.
    for (const number of [reissue.replacement, reissue.number]) papers.print(number, null).catch(() => undefined);
  };
  const title = say('refunds.reissue.title', { number: one.receipt ?? '' });
  return (
    <Dialog title={title} width={done === null ? 'medium' : 'wide'} tone="out" onClose={onClose}>
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {done !== null && <Reissued reissue={done} onClose={onClose} />}
      {done === null && data !== undefined && data.blockedBy !== null && (
        <>
          <Notice tone="warn">{say(`faults.REISSUE_REFUSED.${data.blockedBy}`, { receipt: data.receipt })}</Notice>
          <div className="dialog-acts">
            <ActionButton action="back" autoFocus onPress={onClose}>
              {say('frame.close')}
            </ActionButton>
          </div>
        </>
      )}
      {done === null && data?.blockedBy === null && (
        <Rest number={one.number} rest={data} onDone={finish} onClose={onClose} />
      )}
    </Dialog>
  );
}

type RestProps = {
  readonly number: string;
  readonly rest: Remaining;
  readonly onDone: (reissue: ReissueView) => void;
  readonly onClose: () => void;
};

function Rest({ number, rest, onDone, onClose }: RestProps) {
  const { ledger, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [originalBack, setOriginalBack] = useState(false);
  const ready = originalBack || !rest.printed;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready) return;
    act.run(async () => onDone(await ledger.act('refund.reissue', { case: number, originalBack })));
  };
  return (
    <form onSubmit={submit} className="refunds-dialog">
      <p className="dialog-say">{say('refunds.reissue.say', { receipt: rest.receipt })}</p>
      <div className="refunds-lines refunds-lines-short" data-testid="reissue-rest">
        <table>
          <tbody>
            {rest.lines.map((line) => (
              <tr key={line.n}>
                <td>{line.name}</td>
                <td className="work-right">{`${formatQuantity(line.quantity as Milli)} ${line.unit}`}</td>
                <td className="work-right work-strong">{formatAmount(line.amount, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <AmountBig
        label={say('refunds.reissue.total')}
        amount={rest.total}
        currency={currency}
        tone="ink"
        testId="reissue-total"
      />
      <p className="work-faint">
        {rest.tenders
          .map(({ method, amount }) => `${say(`till.money.method.${method}`)} ${formatAmount(amount, currency)}`)
          .join(' · ')}
      </p>
      {rest.printed && (
        <label className="refunds-tick">
          <input
            type="checkbox"
            data-first-focus=""
            checked={originalBack}
            onChange={(event) => setOriginalBack(event.target.checked)}
          />
          {say('refunds.reissue.originalBack')}
        </label>
      )}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      <div className="dialog-acts">
        <ActionButton action="back" onPress={onClose}>
          {say('frame.cancel')}
        </ActionButton>
        <ActionButton tone="out" cap="Enter" submit busy={act.busy} disabled={!ready} autoFocus={!rest.printed}>
          {say('refunds.reissue.do')}
        </ActionButton>
      </div>
    </form>
  );
}

function Reissued({ reissue, onClose }: { readonly reissue: ReissueView; readonly onClose: () => void }) {
  const { say } = useWords();
  const papers = usePapers();
  const [shown, setShown] = useState(reissue.replacement);
  const other = shown === reissue.replacement ? reissue.number : reissue.replacement;
  useKeys('dialog', { showReceipt: () => setShown(other) });
  return (
    <div className="viewer">
      <div className="viewer-page" data-testid="reissue-paper" data-number={shown}>
        <SlipPage key={shown} paper={papers.of(shown)} number={shown} />
      </div>
      <div className="viewer-side">
        <div data-testid="reissue-done">
          <Notice tone="good">{say('refunds.reissue.done', { number: reissue.replacement })}</Notice>
        </div>
        <p className="dialog-say">{say('refunds.reissue.handOver', { number: reissue.number })}</p>
        <ActionButton action="showReceipt" block onPress={() => setShown(other)}>
          {say(other === reissue.number ? 'refunds.reissue.showRed' : 'refunds.reissue.showNew')}
        </ActionButton>
        <ActionButton action="back" tone="quiet" autoFocus block onPress={onClose}>
          {say('frame.close')}
        </ActionButton>
      </div>
    </div>
  );
}
