// 应急补录 by the built command: a real day of UnionPay sales entered twice, and a file with every kind of bad row, whose
// good rows are posted all the same, once however often the file is run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BACKFILL_HEADER, UNIONPAY_DAY, unionpayBackfill } from '../fixtures/unionpay-backfill.ts';
import { build, counterfoil } from './support/built-programs.ts';
import { LedgerTemplate } from './support/sample-ledger.ts';

let folder: string;
let template: LedgerTemplate;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-backfill-'));
  writeFileSync(join(folder, 'finance1.txt'), 'finance1-2026');
  await build('command', 'ledger', 'verify');
  template = await LedgerTemplate.make();
}, 120_000);
afterAll(() => {
  template.remove();
  rmSync(folder, { recursive: true, force: true });
});

interface Rejected {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly params: { readonly reason?: string };
}
interface Output {
  readonly rows: number;
  readonly posted: number;
  readonly postedTotal: number;
  readonly already: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly rejected: readonly Rejected[];
}

/** A ledger of its own and the commands on it. */
function freshLedger() {
  const { dataDir } = template.copy();
  const options = ['--data', dataDir, '--key-file', join(dataDir, 'test.key')];
  const user = ['--user', 'finance1', '--password-file', join(folder, 'finance1.txt')];
  return {
    async backfill(content: string | Buffer) {
      const file = join(folder, 'papers.csv');
      writeFileSync(file, content);
      const ran = await counterfoil(['backfill', file, ...options, ...user]);
      return { exit: ran.exit, output: ran.output as Output };
    },
    totals: async () => (await counterfoil(['totals', ...options])).output as Record<string, unknown>,
    verify: () => counterfoil(['verify', ...options]),
  };
}

describe('the real UnionPay day', () => {
  it('entered twice makes 1,207 receipts and 47,275,463.94 yuan in transit', async (context) => {
    const day = unionpayBackfill();
    if (day.csv === null) return context.skip(day.reason);
    const ledger = freshLedger();
    const once = await ledger.backfill(day.csv);
    expect(once.exit).toBe(0);
    expect(once.output).toMatchObject({
      rows: UNIONPAY_DAY.rows,
      posted: UNIONPAY_DAY.rows,
      postedTotal: UNIONPAY_DAY.totalFen,
      already: 0,
      first: 'A01-R-0000001',
      last: 'A01-R-0001207',
      rejected: [],
    });
    const again = await ledger.backfill(day.csv);
    expect(again.exit).toBe(0);
    expect(again.output).toMatchObject({ posted: 0, postedTotal: 0, already: UNIONPAY_DAY.rows, rejected: [] });
    const totals = await ledger.totals();
    expect(totals).toMatchObject({ receipts: 1207, total: 4_727_546_394 });
    expect(totals['days']).toMatchObject([
      {
        tenders: [{ method: 'unionpay', count: 1207, amount: 4_727_546_394 }],
        items: [{ code: 'OPEN', count: 1207, quantity: 1_207_000, amount: 4_727_546_394 }],
        accounts: [
          { account: '1012.unionpay', debit: 4_727_546_394, credit: 0 },
          { account: '6001', debit: 0, credit: 4_727_546_394 },
        ],
      },
    ]);
    const verified = await ledger.verify();
    expect(verified.exit).toBe(0);
    expect(verified.output).toMatchObject({ ok: true, firstBad: null, counts: { receipt: 1207 } });
  });
});

/** Paper number, what is different about the row, and where and why it is rejected. */
const BAD: readonly (readonly [row: string, column: string, code: string, reason?: string])[] = [
  ['B-01,2026-11-20,,OPEN,1,abc,cash,', 'amount', 'INVALID_VALUE'],
  ['B-02,2026-11-20,,OPEN,1,1e3,cash,', 'amount', 'INVALID_VALUE'],
  ['B-03,2026-11-20,,OPEN,1,-0,cash,', 'amount', 'INVALID_VALUE'],
  ['B-04,2026-11-20,,OPEN,1,１２．５０,cash,', 'amount', 'INVALID_VALUE'],
  ['B-05,2026-11-20,,OPEN,1,22517998136852.49,cash,', 'amount', 'INVALID_VALUE'],
  ['B-06,2026-11-20,,OPEN,1,1.005,cash,', 'amount', 'INVALID_VALUE'],
  ['B-07,2026-11-20,,OPEN,1,0.00,cash,', 'amount', 'INVALID_VALUE', 'notAboveZero'],
  ['B-08,2026-11-20,,OPEN,1,-5.00,cash,', 'amount', 'INVALID_VALUE'],
  ['B-09,2026-11-20,,OPEN,1,"1,000.00",cash,', 'amount', 'INVALID_VALUE'],
  ['B-10,2026-11-20,,OPEN,1,,cash,', 'amount', 'INVALID_VALUE'],
  ['B-11,2026-11-20,,NOSUCH,1,1.00,cash,', 'item', 'UNKNOWN_ITEM'],
  ['B-12,2026-11-20,,OPEN,1,1.00,bitcoin,', 'tender', 'INVALID_VALUE', 'unknownTender'],
  ['B-13,2026-11-20,,OPEN,1,1.00,__proto__,', 'tender', 'INVALID_VALUE', 'unknownTender'],
  ['G-01,2026-11-20,,OPEN,1,999.00,cash,', 'paper_no', 'PAPER_NO_USED'],
  ['G-01,2026-11-19,,OPEN,1,10.00,cash,', 'paper_no', 'PAPER_NO_USED'],
  ['B-15,2026-11-20,,OPEN,1', '', 'COLUMN_COUNT'],
  ['B-16,2026-11-20,,OPEN,1,1.00,cash,,more', '', 'COLUMN_COUNT'],
  ['B-17,2026-02-30,,OPEN,1,1.00,cash,', 'paper_date', 'INVALID_VALUE'],
  ['B-18,2199-01-01,,OPEN,1,1.00,cash,', 'paper_date', 'PAPER_DATE_IN_FUTURE'],
  [',2026-11-20,,OPEN,1,1.00,cash,', 'paper_no', 'INVALID_VALUE'],
  ['B 19,2026-11-20,,OPEN,1,1.00,cash,', 'paper_no', 'INVALID_VALUE'],
  ['4111111111111111,2026-11-20,,OPEN,1,1.00,cash,', 'paper_no', 'CARD_NUMBER_NOT_ALLOWED'],
  ['B-20,2026-11-20,卡4111111111111111,OPEN,1,1.00,cash,', 'payer', 'CARD_NUMBER_NOT_ALLOWED'],
  ['B-21,2026-11-20,,OPEN,1,1.00,card,4111111111111111', 'reference', 'CARD_NUMBER_NOT_ALLOWED'],
  ['B-22,2026-11-20,,OPEN,1,1.00,card,', 'reference', 'REFERENCE_REQUIRED'],
  ['B-23,2026-11-20,,OPEN,1,1.00,card,no good', 'reference', 'INVALID_VALUE'],
  ['B-24,2026-11-20,,OPEN,1,1.00,wechat,4200001234202611230000000001', 'reference', 'REFERENCE_USED'],
  ['B-25,2026-11-20,,OPEN,0,1.00,cash,', 'quantity', 'INVALID_VALUE'],
  ['B-26,2026-11-20,,OPEN,1.0001,1.00,cash,', 'quantity', 'INVALID_VALUE'],
  ['B-27,2026-11-20,,OPEN,3,1.00,cash,', 'quantity', 'QUANTITY_INVALID'],
  ['B-28,2026-11-20,,OPEN,0.001,22517998136852.48,cash,', 'amount', 'INVALID_VALUE'],
  ['B-29,2026-11-20,,5001001,1,20.00,cash,', 'amount', 'TOTAL_CHANGED'],
  ['B-30,2026-11-20,,5001001,1,12.01,wechat,', 'amount', 'TOTAL_CHANGED'],
  // One act moves at most a thousand million yuan.
  ['B-31,2026-11-20,,OPEN,1,1000000000.01,cash,', 'amount', 'INVALID_VALUE'],
];
const GOOD = [
  'G-01,2026-11-20,李㛃,OPEN,1,10.00,cash,',
  'G-02,2026-11-20,欧阳𠅤,5001001,1,12.00,现金,',
  'G-03,2026-11-21,,OPEN,2,5.50,微信,4200001234202611230000000001',
  'G-04,2026-11-21,"王, 小明",5003004,1.5,63.26,银行卡,004711',
  'G-05,2026-11-22,,OPEN,1,0.01,transfer,',
];
const GOOD_FEN = 1000 + 1200 + 550 + 6326 + 1;

describe('a file with bad rows', () => {
  // Good rows stand before, between and after the bad ones.
  const lines = [GOOD[0], GOOD[1], GOOD[2], ...BAD.map(([row]) => row), GOOD[3], GOOD[4]];
  const csv = `${BACKFILL_HEADER}\n${lines.join('\n')}\n`;

  it('posts the good ones once, lists the bad ones with row, column and reason, and exits 1', async () => {
    const ledger = freshLedger();
    const once = await ledger.backfill(csv);
    expect(once.output.rejected.map(({ row, column, code }) => [row, column, code])).toEqual(
      BAD.map(([, column, code], index) => [index + 5, column, code]),
    );
    for (const [index, [, , , reason]] of BAD.entries()) {
      if (reason) expect(once.output.rejected[index]?.params.reason).toBe(reason);
    }
    expect(once.exit).toBe(1);
    expect(once.output).toMatchObject({ rows: lines.length, posted: GOOD.length, postedTotal: GOOD_FEN, already: 0 });

    const again = await ledger.backfill(csv);
    expect(again.output).toMatchObject({ posted: 0, postedTotal: 0, already: GOOD.length });
    expect(again.output.rejected).toHaveLength(BAD.length);
    expect(await ledger.totals()).toMatchObject({ receipts: GOOD.length, total: GOOD_FEN });
    expect((await ledger.verify()).exit).toBe(0);
  });

  it('reads the same out of GB18030, UTF-8 with a mark, and the line ends of other systems', async () => {
    const good = `${BACKFILL_HEADER}\n${GOOD.join('\n')}\n`;
    for (const bytes of [iconv.encode(good, 'gb18030'), Buffer.from(`\ufeff${good.replaceAll('\n', '\r\n')}`)]) {
      const ledger = freshLedger();
      const ran = await ledger.backfill(bytes);
      expect(ran).toMatchObject({ exit: 0, output: { posted: GOOD.length, postedTotal: GOOD_FEN, rejected: [] } });
      // The same names, or they would not be the same rows when they come in the other encoding.
      expect((await ledger.backfill(good)).output).toMatchObject({ posted: 0, already: GOOD.length });
    }
  });

  it('with the same paper twice in it posts it once', async () => {
    const ran = await freshLedger().backfill(`${BACKFILL_HEADER}\n${GOOD[0]}\n${GOOD[0]}\n`);
    expect(ran).toMatchObject({ exit: 0, output: { posted: 1, already: 1, rejected: [] } });
  });

  it('is posted whole in a shift of its own, on the backfill drawer', async () => {
    const ledger = freshLedger();
    await ledger.backfill(csv);
    const totals = JSON.stringify(await ledger.totals());
    expect(totals).toContain('1001.1.BF');
    expect(totals).not.toContain('"1001.1.1"');
  });
});

describe('a file that is none', () => {
  it.each([
    ['nothing', ''],
    ['a header only', `${BACKFILL_HEADER}\n`],
    ['other columns', 'a,b,c\n1,2,3\n'],
    ['a column missing', 'paper_no,paper_date,payer,item,quantity,amount,tender\nP,2026-11-20,,OPEN,1,1.00,cash\n'],
    ['an open quote', `${BACKFILL_HEADER}\n"P-1,2026-11-20,,OPEN,1,1.00,cash,\n`],
    ['bytes', Buffer.from(Array.from({ length: 2_000 }, (_, n) => (n * 7919) % 256))],
  ] as const)('%s posts nothing and says so', async (_name, content) => {
    const ledger = freshLedger();
    const ran = await ledger.backfill(content as string);
    expect(ran.exit === 2 || (ran.exit === 0 && ran.output.posted === 0)).toBe(true);
    expect(await ledger.totals()).toMatchObject({ receipts: 0 });
  });
});
