// Hand-written receipts before they are posted: what a look says is what posting says, a look leaves nothing behind, and
// what is half typed is there for the one who typed it and for nobody else.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BackfillRow } from '../../core/contract/procedures/charge.ts';
import { milli, minor } from '../../core/money/money.ts';
import { Counter, op, refusalOf, type Window } from './support/counter.ts';
import { dump } from './support/raw-sql.ts';

let counter: Counter;
let finance: Window;
beforeAll(async () => {
  counter = await Counter.withSample();
  finance = counter.window();
  await finance.signIn('finance1');
});
afterAll(() => {
  expect(counter.faults).toEqual([]);
  expect(counter.verify()).toMatchObject({ ok: true });
  counter.stop();
});

const paper = (paperNo: string, fen: number, over: Partial<BackfillRow> = {}): BackfillRow => ({
  paperNo,
  paperDate: '2026-11-22',
  payer: '李㛃',
  item: 'OPEN',
  quantity: milli(1000),
  amount: minor(fen),
  tender: 'cash',
  reference: null,
  ...over,
});
const numbered = (...entries: BackfillRow[]) => entries.map((entry, row) => ({ row, entry }));

it('the same paper number with another amount is named by the look and refused by the posting alike', async () => {
  await finance.call('backfill.post', { operationId: op(), rows: numbered(paper('K-1', 500)) });
  const rows = numbered(
    paper('K-1', 600),
    paper('K-2', 700),
    paper('K-2', 701),
    paper('K-1', 500),
    paper('K-3', 1, { paperDate: '2027-01-01' }),
  );
  const before = dump(counter.ledger.db);
  const looked = await finance.call('backfill.check', { rows });
  expect(dump(counter.ledger.db)).toBe(before);
  expect(looked.drawer).toEqual({ code: 'BF', name: '补录钱箱' });
  expect(looked.rejected.map(({ row, column, code }) => [row, column, code])).toEqual([
    [0, 'paper_no', 'PAPER_NO_USED'],
    [2, 'paper_no', 'PAPER_NO_USED'],
    [4, 'paper_date', 'PAPER_DATE_IN_FUTURE'],
  ]);
  expect(looked.already).toEqual([3]);
  const posted = await finance.call('backfill.post', { operationId: op(), rows });
  expect(posted.rejected).toEqual(looked.rejected);
  expect(posted).toMatchObject({ posted: 1, already: 1, postedTotal: 700 });
});

it('a look between two postings changes no number', async () => {
  const numberOf = async (paperNo: string): Promise<string | null> =>
    (await finance.call('backfill.post', { operationId: op(), rows: numbered(paper(paperNo, 5)) })).first;
  const first = await numberOf('N-1');
  await finance.call('backfill.check', { rows: numbered(paper('N-2', 5), paper('N-3', 5)) });
  const second = await numberOf('N-4');
  expect(Number(second?.slice(-7)) - Number(first?.slice(-7))).toBe(1);
});

it('a draft is kept for its person, overwritten, forgotten, and stands in no book', async () => {
  const other = counter.window();
  await other.signIn('supervisor1');
  const { head } = counter.ledger;
  await finance.call('draft.keep', { screen: 'backfill', text: '一半' });
  await finance.call('draft.keep', { screen: 'backfill', text: '一半多' });
  expect(await finance.call('draft.get', { screen: 'backfill' })).toMatchObject({ text: '一半多' });
  expect(await other.call('draft.get', { screen: 'backfill' })).toEqual({ text: null, at: null });
  await finance.call('draft.keep', { screen: 'backfill', text: null });
  expect(await finance.call('draft.get', { screen: 'backfill' })).toEqual({ text: null, at: null });
  expect(counter.ledger.head.seq).toBe(head.seq);
  const auditor = counter.window();
  await auditor.signIn('auditor1');
  expect(await refusalOf(auditor.call('backfill.check', { rows: [] }))).toBe('FORBIDDEN');
});
