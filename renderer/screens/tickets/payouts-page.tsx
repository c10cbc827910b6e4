// The audit list of what was paid from tickets: by date, person, way, how it was judged and amount, and all of it as a file.
// Whoever may look into what others paid draws some of them here and signs for each 抽查.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { parseAmount } from '../../../core/money/parse-amount.ts';
import type { Permission } from '../../../core/people/permissions.ts';
import { REVIEW_STATES, type ReviewState } from '../../../core/tickets/payout-sample.ts';
import { TICKET_WAYS, type TicketWay } from '../../../core/tickets/ticket-rule.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { useAct } from '../../use-act.ts';
import { Pick } from '../../components/pick.tsx';
import { DrawSample } from './draw-sample.tsx';
import { ReviewPayout } from './review-payout.tsx';

const SHOWN = 200;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const JUDGED = ['direct', 'approved'] as const;

export function PayoutsPage({ permissions }: { readonly permissions: readonly Permission[] }) {
  const { ledger, bridge, currency } = useServices();
  const { say, locale } = useWords();
  const sentence = useFaultSentence();
  const act = useAct();
  const [said, setSaid] = useState<string | null>(null);
  const [typed, setTyped] = useState({ from: '', to: '', by: '', way: '', judged: '', least: '', review: '' });
  const [marked, setMarked] = useState<string | null>(null);
  const [asking, setAsking] = useState<'draw' | 'sign' | null>(null);
  const mayReview = permissions.includes('ticket.review');
  const type = (change: Partial<typeof typed>): void => setTyped({ ...typed, ...change });
  const rules = useQuery({ queryKey: ['tickets', 'rules'], queryFn: () => ledger.ask('ticket.rules', {}) });
  const date = (text: string): string | null => (DATE.test(text.trim()) ? text.trim() : null);
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
    post: maySign ? () => setAsking('sign') : undefined,
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
        {mayReview && (
          <ActionButton action="add" onPress={() => setAsking('draw')}>
            {say('tickets.review.draw')}
          </ActionButton>
        )}
        {maySign && (
          <ActionButton action="post" tone="go" onPress={() => setAsking('sign')}>
            {say('tickets.review.sign')}
          </ActionButton>
        )}
        <ActionButton action="exportList" busy={act.busy} onPress={run}>
          {say('tickets.audit.export')}
        </ActionButton>
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
        <div className="work-table claims-table tickets-audit">
          <table>
            <thead>
              <tr>
                <th scope="col">{say('tickets.audit.document')}</th>
                <th scope="col">{say('tickets.audit.when')}</th>
                <th scope="col">{say('tickets.title')}</th>
                <th scope="col">{say('tickets.payeeLabel')}</th>
                <th scope="col">{say('tickets.audit.by')}</th>
                <th scope="col">{say('tickets.audit.approver')}</th>
                <th scope="col">{say('tickets.wayLabel')}</th>
                <th scope="col" className="work-right">
                  {say('tickets.amount')}
                </th>
                <th scope="col">{say('tickets.review.label')}</th>
              </tr>
            </thead>
            <tbody>
              {data.payouts.map((one) => (
                <tr
                  key={one.document}
                  aria-selected={mayReview && one.document === here?.document}
                  data-review={one.review}
                  onMouseDown={() => setMarked(one.document)}
                >
                  <td>{one.document}</td>
                  <td>{moment(one.at, locale)}</td>
                  <td>
                    {one.title} <span className="work-faint">{one.ticket}</span>
                  </td>
                  <td>
                    {one.payee} <span className="work-faint">{say(`tickets.payee.${one.payeeKind}`)}</span>
                  </td>
                  <td>{one.by}</td>
                  <td>{one.approvedBy ?? say(one.kind === 'paid' ? 'tickets.audit.direct' : 'tickets.back')}</td>
                  <td>{say(`tickets.wayShort.${one.way}`)}</td>
                  <td className={one.kind === 'paid' ? 'work-right ticket-out' : 'work-right claims-in'}>
                    {one.kind === 'paid' ? '−' : '+'}
                    {formatAmount(one.amount, currency)}
                  </td>
                  <td>
                    {one.kind === 'paid' && one.review !== 'none' && (
                      <>
                        <span className={one.review === 'right' ? 'work-tag' : 'work-tag work-tag-warn'}>
                          {say(`tickets.review.state.${one.review}`)}
                        </span>{' '}
                        <span className="work-faint">
                          {[one.reviewedBy, one.reviewText].filter(Boolean).join(' · ')}
                        </span>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
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
      {asking === 'sign' && here !== null && (
        <ReviewPayout
          payout={here}
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
