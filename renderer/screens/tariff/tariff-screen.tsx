// The tariff: found by what is typed, by category and state, a page at a time as one goes down; an item opens with Enter.
// Finance adds and changes, everybody else looks.
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { TariffRow } from '../../../core/contract/procedures/tariff.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { KeyCap } from '../../components/key-hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useFaultSentence, useServices } from '../../services.tsx';
import { BoardDialog } from '../paper/board-dialog.tsx';
import { type CellName, type Cells, emptyCells } from './item-cells.ts';
import { ItemCardDialog } from './item-card.tsx';
import { ItemForm } from './item-form.tsx';
import { PriceWords } from './price-words.tsx';
import { TariffFind, type Wanted, WANTED_ALL } from './tariff-find.tsx';
import { useExport } from './use-export.ts';
import '../work.css';
import './tariff.css';

const PAGE = 100;

type Open =
  | { readonly kind: 'board' }
  | { readonly kind: 'card'; readonly code: string }
  | { readonly kind: 'form'; readonly isNew: boolean; readonly cells: Cells; readonly first: CellName }
  | null;

export function TariffScreen({ mayWrite }: { readonly mayWrite: boolean }) {
  const { ledger } = useServices();
  const { say } = useWords();
  const sentence = useFaultSentence();
  const queries = useQueryClient();
  const id = useId();
  const [wanted, setWanted] = useState<Wanted>(WANTED_ALL);
  const [open, setOpen] = useState<Open>(null);
  const [done, setDone] = useState<string | null>(null);
  const exporting = useExport(setDone);
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['tariff', 'list', wanted],
    queryFn: ({ pageParam }) => ledger.ask('tariff.list', { ...wanted, from: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (page.total > pages.length * PAGE ? pages.length * PAGE : null),
    placeholderData: (before) => before,
  });
  const [page] = data?.pages ?? [];
  const items = data?.pages.flatMap((one) => one.items) ?? [];
  const today = page?.date ?? '';
  const add = (): void => setOpen({ kind: 'form', isNew: true, cells: emptyCells(today), first: 'code' });
  useKeys('screen', {
    ...(mayWrite ? { add } : {}),
    exportList: () => exporting.run('xlsx'),
  });
  const finish = (words: string): void => {
    setOpen(null);
    setDone(words);
    void queries.invalidateQueries({ queryKey: ['tariff'] });
  };
  return (
    <section className="panel work" aria-labelledby={id}>
      <div className="work-head">
        <h1 id={id} className="work-title">
          {say('tariff.title')} {page !== undefined && <small className="tariff-count">{page.total}</small>}
        </h1>
        <TariffFind wanted={wanted} categories={page?.categories ?? []} onWanted={setWanted} />
        <div className="tariff-acts">
          <ActionButton onPress={() => setOpen({ kind: 'board' })}>{say('paper.board.do')}</ActionButton>
          <ActionButton onPress={() => exporting.run('csv')} busy={exporting.busy}>
            {say('tariff.exportCsv')}
          </ActionButton>
          <ActionButton action="exportList" onPress={() => exporting.run('xlsx')} busy={exporting.busy}>
            {say('tariff.exportXlsx')}
          </ActionButton>
          {mayWrite && (
            <ActionButton tone="go" action="add" onPress={add}>
              {say('tariff.newItem')}
            </ActionButton>
          )}
        </div>
      </div>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {exporting.thrown !== null && <Notice tone="fault">{sentence(exporting.thrown)}</Notice>}
      {error !== null && <Notice tone="fault">{sentence(error)}</Notice>}
      {data === undefined && error === null && <p className="work-none">{say('work.loading')}</p>}
      {data !== undefined && items.length === 0 && <p className="work-none">{say('tariff.none')}</p>}
      {items.length > 0 && (
        <ItemTable
          labelledBy={id}
          items={items}
          more={hasNextPage && !isFetching ? () => void fetchNextPage() : null}
          onOpen={(code) => setOpen({ kind: 'card', code })}
        />
      )}
      {open?.kind === 'board' && <BoardDialog onClose={() => setOpen(null)} />}
      {open?.kind === 'card' && (
        <ItemCardDialog
          code={open.code}
          mayWrite={mayWrite}
          onClose={() => setOpen(null)}
          onChange={(cells, what) =>
            setOpen({
              kind: 'form',
              isNew: false,
              cells: { ...cells, from: today, until: what === 'end' ? today : '' },
              first: what === 'end' ? 'until' : 'price',
            })
          }
        />
      )}
      {open?.kind === 'form' && (
        <ItemForm
          cells={open.cells}
          isNew={open.isNew}
          first={open.first}
          today={today}
          onClose={() => setOpen(null)}
          onDone={finish}
        />
      )}
    </section>
  );
}

type ItemTableProps = {
  readonly labelledBy: string;
  readonly items: readonly TariffRow[];
  /** Asks for more rows; null while there are none or they are on their way. */
  readonly more: (() => void) | null;
  readonly onOpen: (code: string) => void;
};

/** Rows are asked for as one comes near the end, and those out of sight are not drawn (`content-visibility`). */
function ItemTable({ labelledBy, items, more, onOpen }: ItemTableProps) {
  const { say } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = end.current;
    if (more === null || mark === null) return;
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting === true && more(), {
      root: box.current,
      rootMargin: '600px',
    });
    watch.observe(mark);
    return () => watch.disconnect();
  }, [more]);
  const step = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
    if (by === undefined) return;
    event.preventDefault();
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + by];
    if (next !== undefined) next.focus();
    else if (by === -1) document.querySelector<HTMLElement>('[data-field="tariff-find"]')?.focus();
  };
  return (
    <div className="tariff-rows" role="list" aria-labelledby={labelledBy} ref={box} onKeyDown={step}>
      <div className="tariff-row tariff-head" aria-hidden="true">
        {(['code', 'name', 'category', 'unit', 'price'] as const).map((cell) => (
          <span key={cell} className={cell === 'price' ? 'work-right' : ''}>
            {say(`tariff.cell.${cell}`)}
          </span>
        ))}
      </div>
      {items.map((item) => (
        <div role="listitem" key={item.code} className="tariff-item">
          <button type="button" className="tariff-row" data-item={item.code} onClick={() => onOpen(item.code)}>
            <span className="tariff-code">{item.code}</span>
            <span className="tariff-name">
              {item.cells.name} {item.cells.spec !== '' && <small>{item.cells.spec}</small>}
            </span>
            <span className="work-faint">{item.cells.category}</span>
            <span className="tariff-unit">{item.cells.unit}</span>
            <span className="work-right">
              <PriceWords cells={item.cells} />
            </span>
            <span>
              {item.state !== 'onSale' && (
                <span className="work-tag">
                  {say(`tariff.row.${item.state}`, {
                    date: item.state === 'ended' ? item.cells.until : item.cells.from,
                  })}
                </span>
              )}
              {item.state === 'onSale' && item.next !== null && (
                <span className="work-tag work-tag-warn">{say('tariff.row.next', { date: item.next })}</span>
              )}
            </span>
          </button>
        </div>
      ))}
      <div ref={end} />
      <p className="visually-hidden">
        <KeyCap label="Enter" />
      </p>
    </div>
  );
}
