// 工单: what people came to the counter with, and the small payouts from them; beside it the audit list of those payouts.
// A list on the left, the marked ticket on the right with what can be done about it.
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react';
import type { Permission } from '../../../core/people/permissions.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { OpenTicket } from './open-ticket.tsx';
import { PayoutsPage } from './payouts-page.tsx';
import { TicketPanel } from './ticket-panel.tsx';
import '../work.css';
import '../claims/claims.css';
import './tickets.css';

const TABS = ['tickets', 'payouts'] as const;
type Tab = (typeof TABS)[number];

type TicketsProps = {
  readonly permissions: readonly Permission[];
  /** Takes a ticket to the refund screen. */
  readonly onRefund: (ticket: string) => void;
};

export function TicketsScreen(props: TicketsProps) {
  const { say } = useWords();
  const id = useId();
  const [tab, setTab] = useState<Tab>('tickets');
  const other = (): void => setTab(tab === 'tickets' ? 'payouts' : 'tickets');
  useKeys('screen', { setupNext: other, setupBack: other });
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('tickets.title')}
        </h1>
        <div className="claims-tabs" role="tablist" aria-labelledby={id}>
          {TABS.map((one) => (
            <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => setTab(one)}>
              {say(`tickets.tab.${one}`)}
            </button>
          ))}
          <KeyHint action="setupNext" />
        </div>
      </div>
      {tab === 'tickets' ? <Tickets {...props} /> : <PayoutsPage permissions={props.permissions} />}
    </section>
  );
}

const SHOWS = ['open', 'mine', 'closed', 'all'] as const;
type Show = (typeof SHOWS)[number];
const SHOWN = 100;

function Tickets({ permissions, onRefund }: TicketsProps) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [show, setShow] = useState<Show>('open');
  const [chosen, setChosen] = useState<string | null>(null);
  const [opening, setOpening] = useState(false);
  const mayWrite = permissions.includes('ticket.write');
  const wanted = useDeferredValue(text.trim());
  const state = show === 'open' || show === 'closed' ? show : null;
  const { data, error } = useQuery({
    queryKey: ['tickets', 'list', wanted, show],
    queryFn: () =>
      ledger.ask('ticket.list', { state, category: null, mine: show === 'mine', text: wanted, limit: SHOWN }),
    placeholderData: (before) => before,
  });
  const rows = data?.tickets ?? [];
  const at = Math.max(
    rows.findIndex(({ number }) => number === chosen),
    0,
  );
  const marked = rows[at]?.number ?? null;
  const step = (by: 1 | -1): void => setChosen(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.number ?? null);
  const toSearch = (): void => search.current?.focus();
  useEffect(() => search.current?.focus(), []);
  useKeys('screen', {
    findCustomer: toSearch,
    back: toSearch,
    up: () => step(-1),
    down: () => step(1),
    add: mayWrite ? () => setOpening(true) : undefined,
  });
  return (
    <div className="tickets">
      <div className="tickets-side">
        <div className="tickets-find">
          <input
            ref={search}
            data-field="ticket-find"
            className="plain-input"
            aria-label={say('tickets.find')}
            placeholder={say('tickets.find')}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <KeyHint action="findCustomer" />
          {mayWrite && (
            <ActionButton action="add" tone="go" onPress={() => setOpening(true)}>
              {say('tickets.new')}
            </ActionButton>
          )}
        </div>
        <fieldset className="claims-states">
          {SHOWS.map((one) => (
            <label key={one}>
              <input type="radio" name="ticket-show" checked={one === show} onChange={() => setShow(one)} />{' '}
              {say(`tickets.show.${one}`)}
            </label>
          ))}
        </fieldset>
        {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
        {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
        {data !== undefined && rows.length === 0 && (
          <div className="work-none">
            <p className="lines-empty-title">{say('tickets.none')}</p>
            <p>{say('tickets.noneSay')}</p>
          </div>
        )}
        <ul className="tickets-list" role="listbox" aria-label={say('tickets.title')}>
          {rows.map((row) => (
            <li
              key={row.number}
              role="option"
              aria-selected={row.number === marked}
              onMouseDown={() => setChosen(row.number)}
            >
              <b>{row.title}</b>
              <span className={row.state === 'open' ? 'work-tag work-tag-warn' : 'work-tag'}>
                {say(`tickets.state.${row.state}`)}
              </span>
              <small>
                {row.number} · {row.petitioner} · {row.category} · {row.assignee?.name ?? say('tickets.nobody')}
              </small>
            </li>
          ))}
        </ul>
      </div>
      {marked === null ? (
        <p className="work-none">{say('tickets.pick')}</p>
      ) : (
        <TicketPanel key={marked} number={marked} permissions={permissions} onRefund={onRefund} />
      )}
      {opening && (
        <OpenTicket
          onClose={() => setOpening(false)}
          onOpened={(number) => {
            setOpening(false);
            setShow('open');
            setText('');
            setChosen(number);
          }}
        />
      )}
    </div>
  );
}
