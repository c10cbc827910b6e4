// Draws payouts to be looked at 抽查: which days, what share of them, and from which amount on all of them. Below stand the draws
// made so far with what was signed for. Enter draws; the ledger says what came of it.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { TicketSampleView } from '../../../core/contract/ticket-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { isWrittenDate, moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';

type DrawSampleProps = {
  /** The days the list shows, or the business date. */
  readonly from: string;
  readonly to: string;
  readonly onClose: () => void;
  readonly onDrawn: (sample: TicketSampleView) => void;
};

const SHOWN = 5;

export function DrawSample({ from, to, onClose, onDrawn }: DrawSampleProps) {
  const { ledger, currency } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [typed, setTyped] = useState({ from, to, percent: '10', always: '' });
  const type = (change: Partial<typeof typed>): void => setTyped({ ...typed, ...change });
  const { data } = useQuery({
    queryKey: ['tickets', 'samples'],
    queryFn: () => ledger.ask('ticket.samples', { limit: SHOWN }),
  });
  const percent = /^\d{1,3}$/.test(typed.percent.trim()) ? Number(typed.percent.trim()) : 0;
  const always = parseAmount(typed.always, { currency, source: 'person' });
  const alwaysWrong = typed.always.trim() !== '' && !(always.ok && always.value > 0);
  const missing =
    percent < 1 || percent > 100 || alwaysWrong || ![typed.from, typed.to].every((one) => isWrittenDate(one.trim()));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (missing) return;
    act.run(async () => {
      const alwaysFrom = always.ok && always.value > 0 ? always.value : null;
      const days = { from: typed.from.trim(), to: typed.to.trim() };
      onDrawn(await ledger.act('ticket.drawSample', { ...days, percent, alwaysFrom }));
    });
  };
  return (
    <Dialog title={say('tickets.review.draw')} width="medium" onClose={onClose}>
      <p className="dialog-say">{say('tickets.review.drawSay')}</p>
      <form onSubmit={submit} className="ticket-form">
        <Field
          label={say('tickets.audit.from')}
          value={typed.from}
          onType={(one) => type({ from: one })}
          maxLength={10}
        />
        <Field label={say('tickets.audit.to')} value={typed.to} onType={(one) => type({ to: one })} maxLength={10} />
        <Field
          label={say('tickets.review.percent')}
          value={typed.percent}
          onType={(one) => type({ percent: one })}
          maxLength={3}
          autoFocus
        />
        <Field
          label={say('tickets.review.always')}
          hint={say('tickets.optional')}
          value={typed.always}
          onType={(one) => type({ always: one })}
          maxLength={20}
        />
        {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
        <div className="dialog-acts ticket-wide">
          <ActionButton action="back" onPress={onClose}>
            {say('frame.cancel')}
          </ActionButton>
          <ActionButton tone="go" cap="Enter" submit busy={act.busy} disabled={missing}>
            {say('tickets.review.drawNow')}
          </ActionButton>
        </div>
      </form>
      {data !== undefined && data.samples.length > 0 && (
        <ul className="ticket-samples" data-testid="ticket-samples">
          {data.samples.map((one) => (
            <li key={one.n}>
              <b>
                {one.from} – {one.to}
              </b>
              <span>{sampleWords(one)}</span>
              <small>
                {one.by} · {moment(one.at, locale)} · {say('tickets.review.seed', { seed: one.seed.slice(0, 16) })}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );

  function sampleWords({ count, drawn, right, objected, percent: share, alwaysFrom }: TicketSampleView): string {
    const rule =
      alwaysFrom === null
        ? say('tickets.review.share', { percent: share })
        : say('tickets.review.shareAlways', { percent: share, amount: formatAmount(alwaysFrom, currency) });
    return `${rule} · ${say('tickets.review.progress', { drawn, count, right, objected })}`;
  }
}
