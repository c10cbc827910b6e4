// 凭证与回执: the hand-over to central finance. Four pages: accounts, vouchers of closed days, central's answers, delivery.
// Up and down go through the rows, Enter opens one; left and right go from page to page.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { KeyCap } from '../../components/key-hint.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { AnswersPage } from './answers-page.tsx';
import { DaysPage } from './days-page.tsx';
import { DeliveryPage } from './delivery-page.tsx';
import { MappingPage } from './mapping-page.tsx';
import '../work.css';
import './vouchers.css';

const PAGES = ['mapping', 'days', 'answers', 'delivery'] as const;
type PageName = (typeof PAGES)[number];

export function VouchersScreen({ mayWrite }: { readonly mayWrite: boolean }) {
  const { say } = useWords();
  const id = useId();
  const [page, setPage] = useState<PageName>('mapping');
  const pages = {
    mapping: () => <MappingPage mayWrite={mayWrite} />,
    days: () => <DaysPage mayWrite={mayWrite} />,
    answers: () => <AnswersPage mayWrite={mayWrite} />,
    delivery: () => <DeliveryPage mayWrite={mayWrite} />,
  } as const satisfies Record<PageName, () => ReactNode>;
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('central.title')}
        </h1>
        <nav className="central-pages" aria-label={say('central.pages')}>
          {PAGES.map((one) => (
            <button
              key={one}
              type="button"
              data-page={one}
              aria-current={one === page ? 'true' : undefined}
              onClick={() => setPage(one)}
            >
              {say(`central.page.${one}`)}
            </button>
          ))}
        </nav>
        <p className="central-keys">
          <KeyCap label="↑ ↓" /> {say('central.keyMove')} <KeyCap label="← →" /> {say('central.keyPage')}{' '}
          <KeyCap label="Enter" /> {say('central.keyOpen')}
        </p>
      </div>
      <Steps
        key={page}
        onSide={(by) => setPage(PAGES[(PAGES.indexOf(page) + by + PAGES.length) % PAGES.length] ?? page)}
      >
        {pages[page]()}
      </Steps>
    </section>
  );
}

/** Takes the focus to the first row when there is one, and the arrows from row to row and from page to page. */
function Steps({ onSide, children }: { readonly onSide: (by: 1 | -1) => void; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = (): boolean => {
      const row = box.current?.querySelector<HTMLElement>('[data-row]');
      row?.focus();
      return row !== null && row !== undefined;
    };
    if (first() || box.current === null) return;
    box.current.focus();
    // Rows come with the ledger's answer; until then, or where there are none, the page itself holds the keys.
    const watch = new MutationObserver(() => {
      if (document.activeElement !== box.current || first()) watch.disconnect();
    });
    watch.observe(box.current, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  const step = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (target.closest('dialog') !== null || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.code] as 1 | -1 | undefined;
    if (side !== undefined) onSide(side);
    else if (by !== undefined) {
      const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="central-page" ref={box} tabIndex={-1} onKeyDown={step}>
      {children}
    </div>
  );
}
