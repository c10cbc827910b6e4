// The audit list of what was paid from tickets: by date, person, way, how it was judged and amount, and all of it as a file.
// Whoever may look into what others paid draws some of them here and signs for each 抽查.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TicketPayoutView } from '../../../core/contract/ticket-view.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { REVIEW_STATES, type ReviewState } from '../../../core/tickets/payout-sample.ts';
import { TICKET_WAYS, type TicketWay } from '../../../core/tickets/ticket-rule.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { isWrittenDate } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { Pick } from '../../components/pick.tsx';
import { DrawSample } from './draw-sample.tsx';
import { PayoutsTable } from './payouts-table.tsx';
import { ReviewPayout } from './review-payout.tsx';

const SHOWN = 200;
const JUDGED = ['direct', 'approved'] as const;

export function PayoutsPage({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { ledger, bridge, currency } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [said, setSaid] = useState<string | null>(null);
  const [typed, setTyped] = useState({ from: '', to: '', by: '', way: '', judged: '', least: '', review: '' });
  const [marked, setMarked] = useState<string | null>(null);
  const [asking, setAsking] = useState<'draw' | TicketPayoutView | null>(null);
  const mayReview = permissions.includes('ticket.review');
  const type = (change: Partial<typeof typed>): void => setTyped({ ...typed, ...change });
  const rules = useQuery({ queryKey: ['tickets', 'rules'], queryFn: () => ledger.ask('ticket.rules', {}) });
  const date = (text: string): string | null => (isWrittenDate(text.trim()) ? text.trim() : null);
  const least = parseAmount(typed.least, { currency, source: 'person' });
  const filter = {
    from: date(typed.from),
    to: date(typed.to),
    by: typed.by === '' ? null : typed.by,
    way: typed.way === '' ? null : (typed.way as TicketWay),
    judged: typed.judged === '' ? null : (typed.judged as (typeof JUDGED)[number]),
    least: least.ok ? least.value : null,
    review: typed.review === '' ? null : (typed.review as ReviewState),
  };
  const { data, error } = useQuery({
    queryKey: ['tickets', 'payouts', filter],
    queryFn: () => ledger.ask('ticket.payouts', { ...filter, limit: SHOWN }),
    placeholderData: (before) => before,
  });
  const run = (): void => {
    setSaid(null);
    act.run(async () => {
      const { name, rows, bytes } = await ledger.ask('ticket.export', { ...filter, format: 'csv' });
      const outcome = await bridge.saveList(
        name,
        Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)),
      );
      if ('saved' in outcome) setSaid(say('tickets.audit.exported', { rows, path: outcome.saved }));
      else if ('failed' in outcome) setSaid(say('tickets.audit.exportFailed'));
    });
  };
  const rows = data?.payouts ?? [];
  const at = Math.max(
    rows.findIndex(({ document }) => document === marked),
    0,
  );
  const here = rows[at] ?? null;
  const step = (by: 1 | -1): void => setMarked(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.document ?? null);
  const maySign = mayReview && here?.review === 'drawn';
  useKeys('screen', {
    exportList: run,
    up: () => step(-1),
    down: () => step(1),
    add: mayReview ? () => setAsking('draw') : undefined,
    post: maySign ? () => setAsking(here) : undefined,
  });
  const today = rules.data?.businessDate ?? '';
  const any = ['', say('tickets.audit.any')] as const;
  return (
    <>
      <div className="tickets-filter">
        <Field
          label={say('tickets.audit.from')}
          placeholder={rules.data?.businessDate ?? ''}
          value={typed.from}
          onType={(from) => type({ from })}
          maxLength={10}
          autoFocus
        />
        <Field
          label={say('tickets.audit.to')}
          placeholder={rules.data?.businessDate ?? ''}
          value={typed.to}
          onType={(to) => type({ to })}
          maxLength={10}
        />
        <Pick
          label={say('tickets.audit.by')}
          value={typed.by}
          options={[any, ...(rules.data?.people ?? []).map((one) => [one.username, one.name] as const)]}
          onPick={(by) => type({ by })}
        />
        <Pick
          label={say('tickets.wayLabel')}
          value={typed.way}
          options={[any, ...TICKET_WAYS.map((one) => [one, say(`tickets.wayShort.${one}`)] as const)]}
          onPick={(way) => type({ way })}
        />
        <Pick
          label={say('tickets.audit.judged')}
          value={typed.judged}
          options={[any, ...JUDGED.map((one) => [one, say(`tickets.audit.${one}`)] as const)]}
          onPick={(judged) => type({ judged })}
        />
        <Field
          label={say('tickets.audit.least')}
          value={typed.least}
          onType={(text) => type({ least: text })}
          maxLength={20}
        />
        <Pick
          label={say('tickets.review.label')}
          value={typed.review}
          options={[any, ...REVIEW_STATES.map((one) => [one, say(`tickets.review.state.${one}`)] as const)]}
          onPick={(review) => type({ review })}
        />
        <div className="tickets-filter-acts">
          {mayReview && (
            <ActionButton action="add" onPress={() => setAsking('draw')}>
              {say('tickets.review.draw')}
            </ActionButton>
          )}
          {maySign && (
            <ActionButton action="post" tone="go" onPress={() => setAsking(here)}>
              {say('tickets.review.sign')}
            </ActionButton>
          )}
          <ActionButton action="exportList" busy={act.busy} onPress={run}>
            {say('tickets.audit.export')}
          </ActionButton>
        </div>
      </div>
      {said !== null && <Notice tone="good">{said}</Notice>}
      {act.thrown !== null && <Notice tone="fault">{sentence(act.thrown)}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data !== undefined && (
        <p className="tickets-sum" data-testid="ticket-sum">
          {say('tickets.audit.sum', { count: data.count, total: formatAmount(data.total, currency) })}
          {data.more && ` ${say('tickets.audit.more', { count: SHOWN })}`}
        </p>
      )}
      {data?.payouts.length === 0 && <p className="work-none">{say('tickets.audit.none')}</p>}
      {data !== undefined && data.payouts.length > 0 && (
        <PayoutsTable payouts={data.payouts} marked={mayReview ? (here?.document ?? null) : null} onMark={setMarked} />
      )}
      {asking === 'draw' && (
        <DrawSample
          from={filter.from ?? today}
          to={filter.to ?? today}
          onClose={() => setAsking(null)}
          onDrawn={({ drawn, count }) => {
            setAsking(null);
            setTyped({ ...typed, review: 'drawn' });
            setSaid(say('tickets.review.drawn', { drawn, count }));
          }}
        />
      )}
      {asking !== null && asking !== 'draw' && (
        <ReviewPayout
          payout={asking}
          onClose={() => setAsking(null)}
          onSigned={(one) => {
            setAsking(null);
            setSaid(say('tickets.review.signed', { document: one.document }));
          }}
        />
      )}
    </>
  );
}
