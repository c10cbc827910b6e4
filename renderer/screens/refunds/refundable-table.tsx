// What of it can go back: paid, used, refunded, in progress, refundable, line by line, with the field for how much of it;
// below, by which ways it was paid. Held money has loads instead of lines.
import type { RefundableLine, RefundableTender, RefundableView } from '../../../core/contract/refund-view.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import type { Milli } from '../../../core/money/money.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { isPlainEnter } from '../../keys/use-keys.ts';
import { useServices } from '../../services.tsx';
import { type RefundDraft, tenderKey } from './refund-draft.ts';
import { methodWord } from '../../i18n/method-word.ts';

type TableProps = {
  readonly view: RefundableView;
  readonly draft: RefundDraft;
  readonly change: (next: Partial<RefundDraft>) => void;
  readonly onWhole: () => void;
  readonly onShow: (receipt: string) => void;
};

export function RefundableTable(props: TableProps) {
  const { view, draft, change } = props;
  const { say } = useWords();
  const { currency } = useServices();
  const title =
    view.of.of === 'receipt' ? view.of.number : say('refunds.heldTitle', { name: view.customer?.name ?? '' });
  return (
    <>
      <div className="refunds-head">
        <div>
          <h2 className="refunds-of selectable">
            {view.of.of === 'receipt' ? (
              <button type="button" className="work-link" onClick={() => props.onShow(title)}>
                {title}
              </button>
            ) : (
              title
            )}
          </h2>
          <p className="work-faint">
            {[view.businessDate, view.customer?.name ?? view.payer].filter((one) => one !== null).join(' · ')}
          </p>
        </div>
        {view.blocked === null && (
          <ActionButton size="small" action="refundWhole" onPress={props.onWhole}>
            {say('refunds.whole')}
          </ActionButton>
        )}
      </div>
      {view.blocked !== null && (
        <Notice tone="warn">{say(`refunds.blockedSay.${view.blocked.reason}`, { by: view.blocked.by ?? '' })}</Notice>
      )}
      <div className="refunds-lines">
        {view.lines.length > 0 ? (
          <Lines view={view} draft={draft} change={change} />
        ) : (
          <Loads view={view} draft={draft} change={change} />
        )}
      </div>
      <dl className="refunds-sums">
        {(['paid', 'used', 'refunded', 'inProgress', 'refundable'] as const).map((one) => (
          <div key={one}>
            <dt>{say(`refunds.${one}`)}</dt>
            <dd>{formatAmount(view.totals[one], currency)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

type PartProps = Pick<TableProps, 'view' | 'draft' | 'change'>;

/** From one field to the next that can be filled, then to the reason. */
function focusAfter(element: HTMLElement): void {
  const fields = [...document.querySelectorAll<HTMLElement>('.refunds-what [data-refund-field]')];
  fields[fields.indexOf(element) + 1]?.focus();
}

function Lines({ view, draft, change }: PartProps) {
  const { say } = useWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('refunds.item')}</th>
          <th scope="col" className="work-right">
            {say('refunds.paid')}
          </th>
          <th scope="col" className="work-right">
            {say('refunds.gone')}
          </th>
          <th scope="col" className="work-right">
            {say('refunds.refundable')}
          </th>
          <th scope="col" className="refunds-by">
            <span role="group" aria-label={say('refunds.by')}>
              {(['quantity', 'amount'] as const).map((by) => (
                <button key={by} type="button" aria-pressed={draft.by === by} onClick={() => change({ by, lines: {} })}>
                  {say(`refunds.by_${by}`)}
                </button>
              ))}
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {view.lines.map((line) => (
          <Line key={line.n} line={line} draft={draft} change={change} blocked={view.blocked !== null} />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = {
  readonly line: RefundableLine;
  readonly draft: RefundDraft;
  readonly change: TableProps['change'];
  readonly blocked: boolean;
};

function Line({ line, draft, change, blocked }: LineProps) {
  const { currency } = useServices();
  const { say } = useWords();
  const quantity = (value: number): string => `${formatQuantity(value as Milli)} ${line.unit}`;
  const gone = line.refunded.amount + line.inProgress.amount;
  const text = draft.lines[line.n] ?? '';
  const type = (typed: string): void => change({ lines: { ...draft.lines, [line.n]: typed } });
  return (
    <tr className={line.refundable.amount === 0 ? 'refunds-spent' : ''}>
      <td>
        {line.name}
        <small>
          {line.code}
          {line.use !== null && line.use.used > 0 && (
            <span className="work-tag work-tag-warn">
              {say('refunds.used_', { quantity: quantity(line.use.used) })}
            </span>
          )}
          {line.bill !== null && (
            <span className={line.bill.takenBack ? 'work-tag work-tag-warn' : 'work-tag'}>
              {say(line.bill.takenBack ? 'refunds.opensTaken' : 'refunds.opensBill', { number: line.bill.number })}
            </span>
          )}
          {line.uneven && <span className="work-tag">{say('refunds.uneven')}</span>}
        </small>
      </td>
      <td className="work-right">
        {formatAmount(line.paid.amount, currency)}
        <small>{quantity(line.paid.quantity)}</small>
      </td>
      <td className="work-right">
        {gone === 0 ? '' : formatAmount(gone as typeof line.paid.amount, currency)}
        {line.inProgress.amount > 0 && <small>{say('refunds.someInProgress')}</small>}
      </td>
      <td className="work-right work-strong">
        {formatAmount(line.refundable.amount, currency)}
        <small>{quantity(line.refundable.quantity)}</small>
      </td>
      <td className="refunds-by">
        {!blocked && line.refundable.amount > 0 && (
          <input
            data-field={`refund-line-${line.n}`}
            data-refund-field=""
            className="money-input"
            inputMode="decimal"
            aria-label={say(`refunds.by_${draft.by}Of`, { name: line.name })}
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            placeholder={draft.by === 'quantity' ? '0' : formatAmount(0 as typeof line.paid.amount, currency)}
            value={text}
            onChange={(event) => type(event.target.value)}
            onFocus={(event) => event.target.select()}
            onKeyDown={(event) => {
              if (!isPlainEnter(event)) return;
              event.preventDefault();
              focusAfter(event.currentTarget);
            }}
          />
        )}
      </td>
    </tr>
  );
}

function Loads({ view, draft, change }: PartProps) {
  const { currency } = useServices();
  const { say } = useWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('refunds.load')}</th>
          <th scope="col" className="work-right">
            {say('refunds.paid')}
          </th>
          <th scope="col" className="work-right">
            {say('refunds.used')}
          </th>
          <th scope="col" className="work-right">
            {say('refunds.refundable')}
          </th>
          <th scope="col" className="refunds-by">
            {say('refunds.by_amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.tenders.map((load) => (
          <tr key={tenderKey(load)} className={load.refundable === 0 ? 'refunds-spent' : ''}>
            <td>
              {methodWord(load.method, say)}
              <small>
                {load.number} {load.state !== 'ready' && <NotReady tender={load} />}
              </small>
            </td>
            <td className="work-right">{formatAmount(load.paid, currency)}</td>
            <td className="work-right">{formatAmount(load.used, currency)}</td>
            <td className="work-right work-strong">{formatAmount(load.refundable, currency)}</td>
            <td className="refunds-by">
              {view.blocked === null && load.state === 'ready' && load.refundable > 0 && (
                <MoneyInput
                  name={`refund-load-${tenderKey(load)}`}
                  label={say('refunds.by_amountOf', { name: load.number })}
                  text={draft.loads[tenderKey(load)] ?? ''}
                  onType={(amount) => change({ loads: { ...draft.loads, [tenderKey(load)]: amount } })}
                  onEnter={() => document.querySelector<HTMLElement>('[data-field="refund-reason"]')?.focus()}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function NotReady({ tender }: { readonly tender: Pick<RefundableTender, 'state'> }) {
  const { say } = useWords();
  if (tender.state === 'ready') return null;
  return <span className="work-tag work-tag-warn">{say(`refunds.tender.${tender.state}`)}</span>;
}
