// The state of entering hand-written receipts: rows kept as a draft while they are typed, asked of the ledger as soon as they
// are complete, posted together; what was posted leaves the screen, what was refused stays with its reason.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OutputOf } from '../../../core/contract/contract.ts';
import { useServices } from '../../services.tsx';
import { type Act, useAct } from '../../use-act.ts';
import {
  draftFrom,
  draftText,
  MAX_ROWS,
  type ReadRow,
  readRows,
  rowAfter,
  sumOf,
  type TypedRow,
} from './backfill-rows.ts';

export type Posted = OutputOf<'backfill.post'>;
type Rejected = Posted['rejected'][number];

export type Backfill = {
  readonly rows: readonly ReadRow[];
  readonly padSum: string;
  readonly sum: ReturnType<typeof sumOf>;
  readonly where: Pick<OutputOf<'backfill.check'>, 'drawer' | 'businessDate'> | null;
  /** What the ledger says against a row, by its key. */
  readonly against: ReadonlyMap<number, Rejected>;
  /** Keys of rows that are in the ledger already. */
  readonly already: ReadonlySet<number>;
  readonly posted: Posted | null;
  readonly act: Act;
  readonly change: (key: number, part: Partial<TypedRow>) => void;
  /** Adds a row at the end; answers its key, or null when there are enough. */
  readonly add: () => number | null;
  readonly remove: (key: number) => void;
  readonly typePadSum: (text: string) => void;
  readonly post: () => void;
};

type Typed = { readonly rows: readonly TypedRow[]; readonly padSum: string };
const KEEP_AFTER_MS = 400;
const CHECK_AFTER_MS = 250;

export function useBackfill(): Backfill | null {
  const { ledger } = useServices();
  const { data } = useQuery({
    queryKey: ['backfill', 'draft'],
    queryFn: () => ledger.ask('draft.get', { screen: 'backfill' }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [typed, setTyped] = useState<Typed | null>(null);
  const found = useMemo(() => (data === undefined ? null : draftFrom(data.text)), [data]);
  return useEntering(typed ?? found, setTyped);
}

function useEntering(typed: Typed | null, setTyped: (typed: Typed) => void): Backfill | null {
  const { ledger, currency } = useServices();
  const queries = useQueryClient();
  const act = useAct();
  const [posted, setPosted] = useState<Posted | null>(null);
  const rows = useMemo(() => readRows(typed?.rows ?? [], currency), [typed, currency]);
  useDraft(typed);
  const complete = useSettled(
    JSON.stringify(rows.flatMap(({ typed: { key }, entry }) => (entry ? [{ row: key, entry }] : []))),
  );
  const { data: checked } = useQuery({
    queryKey: ['backfill', 'check', complete],
    queryFn: () => ledger.ask('backfill.check', { rows: JSON.parse(complete) as Entries }),
    placeholderData: (before: OutputOf<'backfill.check'> | undefined) => before,
  });
  const against = useMemo(() => new Map((checked?.rejected ?? []).map((one) => [one.row, one])), [checked]);
  const already = useMemo(() => new Set(checked?.already ?? []), [checked]);
  if (typed === null) return null;
  const nextKey = Math.max(0, ...typed.rows.map(({ key }) => key)) + 1;
  const put = (next: readonly TypedRow[]): void =>
    setTyped({ ...typed, rows: next.length === 0 ? [rowAfter(undefined, nextKey)] : next });
  return {
    rows,
    padSum: typed.padSum,
    sum: sumOf(rows),
    where: checked ?? null,
    against,
    already,
    posted,
    act,
    change: (key, part) => {
      setPosted(null);
      put(typed.rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
    },
    add: () => {
      if (typed.rows.length >= MAX_ROWS) return null;
      put([...typed.rows, rowAfter(typed.rows.at(-1), nextKey)]);
      return nextKey;
    },
    remove: (key) => put(typed.rows.filter((row) => row.key !== key)),
    typePadSum: (padSum) => setTyped({ ...typed, padSum }),
    post: () =>
      act.run(async () => {
        const entries = rows.flatMap(({ typed: { key }, entry }) => (entry ? [{ row: key, entry }] : []));
        const result = await ledger.act('backfill.post', { rows: entries });
        const refused = new Set(result.rejected.map(({ row }) => row));
        const sent = new Set(entries.map(({ row }) => row));
        const left = typed.rows.filter(({ key }) => refused.has(key) || !sent.has(key));
        setTyped({ rows: left.length === 0 ? [rowAfter(undefined, nextKey)] : left, padSum: '' });
        setPosted(result);
        await queries.invalidateQueries({ queryKey: ['backfill', 'check'] });
      }),
  };
}

type Entries = { row: number; entry: NonNullable<ReadRow['entry']> }[];

/** Keeps what is typed a moment after the last key, and at once when the screen is left. */
function useDraft(typed: Typed | null): void {
  const { ledger } = useServices();
  const queries = useQueryClient();
  const kept = useRef<Typed | null>(null);
  const latest = useRef(typed);
  const keep = useCallback((): void => {
    const now = latest.current;
    if (now === null || now === kept.current) return;
    kept.current = now;
    const text = draftText(now.rows, now.padSum);
    // A draft that cannot be kept is kept with the next key; the rows are still on the screen.
    void ledger.ask('draft.keep', { screen: 'backfill', text }).catch(() => undefined);
    queries.setQueryData(['backfill', 'draft'], { text, at: null });
  }, [ledger, queries]);
  useEffect(() => {
    latest.current = typed;
    if (typed === null) return;
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, keep]);
  useEffect(() => keep, [keep]);
}

/** `text` as it was when nobody had changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
