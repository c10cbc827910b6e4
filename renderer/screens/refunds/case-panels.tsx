// One case: what it is in the middle, what happens next on the right. F8 is always the next step of whoever looks at it.
import { useState } from 'react';
import type { Permission } from '../../../core/people/permissions.ts';
import type { CaseView } from '../../../core/contract/refund-view.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import type { Milli } from '../../../core/money/money.ts';
import { KeptFile } from '../../components/kept-file.tsx';
import { moment } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useServices } from '../../services.tsx';
import { CaseActs } from './case-acts.tsx';
import { CaseSteps } from './case-steps.tsx';
import { Payouts } from './payouts.tsx';

type CasePanelsProps = {
  readonly one: CaseView;
  readonly permissions: readonly Permission[];
  readonly onShow: (receipt: string) => void;
  readonly onCorrect: () => void;
};

export function CasePanels({ one, permissions, onShow, onCorrect }: CasePanelsProps) {
  const { say } = useWords();
  const [marked, setMarked] = useState(0);
  const live = one.payouts.filter(({ replacedBy }) => replacedBy === null);
  const at = Math.min(marked, Math.max(0, live.length - 1));
  return (
    <>
      <section className="panel refunds-what" aria-label={say('refunds.case')} data-testid="refund-case">
        <div className="refunds-head">
          <div>
            <h2 className="refunds-of selectable">{one.number}</h2>
            <p className="work-faint">
              {one.customer?.name ?? one.askedBy}
              {one.receipt !== null && (
                <>
                  {' · '}
                  <button type="button" className="work-link" onClick={() => onShow(one.receipt ?? '')}>
                    {one.receipt}
                  </button>
                </>
              )}
              {one.document !== null && ` · ${say('refunds.slip', { number: one.document })}`}
              {one.reissue !== null && (
                <>
                  {` · ${say('refunds.reissue.by', { number: one.reissue.number })} `}
                  <button
                    type="button"
                    className="work-link"
                    data-testid="reissue-link"
                    onClick={() => onShow(one.reissue?.replacement ?? '')}
                  >
                    {one.reissue.replacement}
                  </button>
                </>
              )}
            </p>
          </div>
          <span className={`work-tag refunds-state-${one.state}`} data-testid="refund-state" data-state={one.state}>
            {say(`refunds.state.${one.state}`)}
          </span>
        </div>
        <CaseLines one={one} />
        <CaseFacts one={one} />
        {live.length > 0 && <Payouts payouts={live} at={at} onMark={setMarked} />}
        <CaseSteps one={one} />
      </section>
      <CaseActs
        one={one}
        payout={live[at] ?? null}
        permissions={permissions}
        onCorrect={onCorrect}
        onStep={(step) => setMarked(Math.min(Math.max(at + step, 0), Math.max(0, live.length - 1)))}
      />
    </>
  );
}

function CaseLines({ one }: { readonly one: CaseView }) {
  const { currency } = useServices();
  if (one.lines.length === 0) return null;
  return (
    <div className="refunds-lines refunds-lines-short">
      <table>
        <tbody>
          {one.lines.map((line) => (
            <tr key={line.n}>
              <td>
                {line.name} <small>{line.code}</small>
              </td>
              <td className="work-right">
                {line.quantity === 0 ? '' : `${formatQuantity(line.quantity as Milli)} ${line.unit}`}
              </td>
              <td className="work-right work-strong">{formatAmount(line.amount, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseFacts({ one }: { readonly one: CaseView }) {
  const { say, locale } = useWords();
  const [shown, setShown] = useState<string | null>(null);
  const facts: readonly (readonly [string, string | null])[] = [
    [say('refunds.reason'), [one.reason, one.text].filter((text) => text !== null).join('，')],
    [
      say('refunds.askedBy'),
      `${one.askedBy} · ${say(`refunds.relations.${one.relation}`)} · ${say(`refunds.channels.${one.channel}`)}`,
    ],
    [say('refunds.applied'), `${one.appliedBy} · ${moment(one.appliedAt, locale)}`],
    [
      say('refunds.payee'),
      one.payee === null
        ? null
        : `${one.payee.name} · ${one.payee.bank} · ${one.payee.account} · ${say(one.payee.agreed ? 'refunds.typedTwice' : 'refunds.typedOnce')}`,
    ],
  ];
  return (
    <dl className="refunds-facts refunds-facts-wide">
      {facts
        .filter(([, words]) => words !== null && words !== '')
        .map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="selectable">{words}</dd>
          </div>
        ))}
      {one.papers.length > 0 && (
        <div>
          <dt>{say('refunds.papers')}</dt>
          <dd>
            {one.papers.map((paper) =>
              paper.attachment === null ? (
                <span key={paper.name} className="work-tag">
                  ✓ {paper.name}
                </span>
              ) : (
                <button
                  key={paper.name}
                  type="button"
                  className="work-link"
                  aria-expanded={shown === paper.attachment}
                  onClick={() => setShown(shown === paper.attachment ? null : paper.attachment)}
                >
                  {paper.name}
                </button>
              ),
            )}
            {shown !== null && <KeptFile attachment={shown} label={say('refunds.papers')} />}
          </dd>
        </div>
      )}
    </dl>
  );
}
