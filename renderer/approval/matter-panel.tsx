// What is asked for, in the approver's eyes: the amount first and largest, then the facts the ledger read.
import type { ApprovalFact, FactLabel } from '../../core/approval/approval-fact.ts';
import type { ApprovalDirection } from '../../core/approval/approval-kind.ts';
import type { ApprovalShown } from '../../core/contract/procedures/approval.ts';
import { amountInWords } from '../../core/money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../../core/money/format-amount.ts';
import { type Currency, currencyOf, type Minor } from '../../core/money/money.ts';
import { discountSentence } from '../i18n/discount-sentence.ts';
import { momentThere } from '../i18n/dates.ts';
import { type Say, useWords } from '../i18n/i18n.ts';

type LineFact = Extract<ApprovalFact, { readonly kind: 'line' }>;
type NamedFact = Exclude<ApprovalFact, LineFact>;

type MatterPanelProps = { readonly matter: ApprovalShown; readonly direction: ApprovalDirection };

export function MatterPanel({ matter, direction }: MatterPanelProps) {
  const { say } = useWords();
  const currency = currencyOf(matter.currency);
  const { name, username } = matter.askedBy;
  const time = momentThere(matter.askedAt, matter.utcOffsetMinutes);
  const lines = matter.facts.filter((fact) => fact.kind === 'line');
  const named = matter.facts.filter((fact) => fact.kind !== 'line');
  return (
    <section className="approval-matter selectable" tabIndex={0} aria-label={say('approval.fromLedger')}>
      <div className="approval-amount">
        <span>{say(matter.kind === 'ticketPayout' ? 'approval.paidOut' : `approval.direction.${direction}`)}</span>
        <strong data-testid="approval-amount">
          <small>{currency.symbol}</small>
          {formatAmount(matter.amount, currency)}
        </strong>
        <span lang="zh-CN" className="approval-words">
          <span className="visually-hidden">{say('approval.inWords')} </span>
          {amountInWords(matter.amount, currency)}
        </span>
      </div>
      <dl className="approval-facts">
        {grouped(named).map(([label, facts]) => (
          <FactRow
            key={label}
            term={say(`approval.fact.${label}`)}
            values={facts.map((one) => inWords(one, say, currency))}
          />
        ))}
      </dl>
      {lines.length > 0 && <Lines lines={lines} currency={currency} />}
      <dl className="approval-facts approval-asked">
        <FactRow term={say('approval.asked')} values={[say('approval.askedAt', { name, username, time })]} />
        <FactRow
          term={say('approval.counter')}
          values={[`${matter.organisation} · ${matter.counter.code} ${matter.counter.name}`]}
        />
      </dl>
    </section>
  );
}

function FactRow({ term, values }: { readonly term: string; readonly values: readonly string[] }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        {values.map((value) => (
          <div key={value}>{value}</div>
        ))}
      </dd>
    </>
  );
}

function Lines({ lines, currency }: { readonly lines: readonly LineFact[]; readonly currency: Currency }) {
  const { say } = useWords();
  return (
    <table className="approval-lines" aria-label={say('approval.lines')}>
      <tbody>
        {lines.map((line, n) => (
          // Two lines of a bill may be alike in everything but their place.
          <tr key={`${n} ${line.name}`}>
            <td>{line.name}</td>
            <td>
              {formatQuantity(line.quantity)} {line.unit}
            </td>
            <td>{formatAmount(line.amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Facts with one label stand in one row, in the order of the first of them. */
function grouped(facts: readonly NamedFact[]): [FactLabel, NamedFact[]][] {
  const rows = new Map<FactLabel, NamedFact[]>();
  for (const fact of facts) rows.set(fact.label, [...(rows.get(fact.label) ?? []), fact]);
  return [...rows];
}

function inWords(fact: NamedFact, say: Say, currency: Currency): string {
  switch (fact.kind) {
    case 'text':
      return fact.text;
    case 'amount':
      return formatAmount(fact.amount, currency);
    case 'count':
      return say('approval.times', { count: fact.count });
    case 'customerState':
      return say(fact.frozen ? 'approval.customer.frozen' : 'approval.customer.free');
    case 'receiptState':
      return say(fact.frozen ? 'approval.receiptState.frozen' : 'approval.receiptState.free');
    case 'cashFrom':
      return say(`approval.cashFrom.${fact.from}`);
    case 'ticketWay':
      return say(`tickets.wayShort.${fact.way}`);
    case 'voidReason':
      return say(`approval.voidReason.${fact.reason}`);
    case 'exchangeReason':
      return say(`approval.exchangeReason.${fact.reason}`);
    case 'discount':
      return discountSentence(fact, say, currency);
    case 'price':
      return say('discount.priceFact', {
        name: fact.name,
        from: formatAmount(fact.tariffPrice, currency),
        to: formatAmount(fact.price, currency),
        reason: fact.reason,
      });
    case 'risk': {
      const isMoney = ['customerSingle', 'customerDaySum', 'balanceNear'].includes(fact.rule);
      const shown = (n: number, asMoney: boolean): string =>
        asMoney ? formatAmount(n as Minor, currency) : fact.rule === 'cashierRate' ? String(n / 100) : String(n);
      const seen = shown(fact.seen, isMoney);
      const limit = shown(fact.limit, isMoney || fact.rule === 'splitUnderLimit');
      return `${say(`approval.risk.${fact.rule}`, { seen, limit })} · ${say(`approval.riskVerdict.${fact.verdict}`)}`;
    }
    case 'tender': {
      const amount = formatAmount(fact.amount, currency);
      const said = fact.reference === null ? amount : say('approval.reference', { amount, reference: fact.reference });
      return `${say(`till.money.method.${fact.method}`)} ${said}`;
    }
  }
}
