// The A5 papers of cash read back from their PDFs: the slip for the bank, the count sheet of a shift, a drop by two. Every
// fact stands there once, on one page, and nothing lies over anything else.
import { describe, expect, it } from 'vitest';
import type { CashView } from '../../../core/contract/cash-view.ts';
import type { PrintMark } from '../../../core/contract/receipt-view.ts';
import { cashLayout } from '../../../core/documents/cash-layout.ts';
import { documentLayout } from '../../../core/documents/document-layout.ts';
import { minor } from '../../../core/money/money.ts';
import { scanText } from '../../../core/numbers/document-number.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { collisions, POPPLER_MISSING, scanned, squeezed, textOf, wordsOf } from './read-paper.ts';

const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
const ORIGINAL: PrintMark = { kind: 'original' };
const AT = Date.UTC(2026, 10, 23, 9, 30);
const COPY: PrintMark = { kind: 'copy', n: 2, at: AT, by: '王敏', reason: '银行要求再出一份' };

const MOVEMENT: CashView = {
  number: 'A01-C-0000007',
  kind: 'safeDrop',
  amount: minor(1_235_000),
  organisation: '江城市第三人民医院',
  counter: { code: 'A01', name: '门诊收费处 3 号窗' },
  currency: 'CNY',
  businessDate: '2026-11-23',
  postedAt: AT,
  utcOffsetMinutes: 480,
  by: '王敏',
  second: '陈洁',
  shiftNumber: 'A01-S-0000003',
  from: '库存现金—1 号钱箱',
  to: '库存现金—保险柜',
  cause: null,
  reason: null,
  party: null,
  paper: null,
  pieces: [
    { side: 'held', face: minor(10_000), pieces: 119 },
    { side: 'held', face: minor(5_000), pieces: 9 },
  ],
  deposit: null,
  count: null,
};
const DEPOSIT: CashView = {
  ...MOVEMENT,
  ...{ number: 'A01-D-0000002', kind: 'deposit', to: '银行存款—在途' },
  deposit: {
    ...{ slip: 'A01-D-0000002', holder: '江城市第三人民医院', bank: '中国建设银行江城滨河支行营业部' },
    ...{ account: '6600 1234 5678 9012 345', bearer: '周师傅', end: null },
  },
};
const SHEET: CashView = {
  ...MOVEMENT,
  ...{ number: 'A01-C-0000009', kind: 'shiftClose', second: '陈洁', reason: '找零时多付一张' },
  count: {
    ...{ counted: minor(10_000), expected: minor(16_210), difference: minor(-6_210), cashier: '李静' },
    counts: [
      { n: 1, counted: minor(10_000), by: '李静', at: AT },
      { n: 2, counted: minor(10_000), by: '李静', at: AT + 60_000 },
    ],
    receipts: { first: 'A01-R-0000001', last: 'A01-R-0000128' },
    channels: [{ method: 'wechat', said: minor(4_200), booked: minor(4_217) }],
  },
};

async function drawn(view: CashView, mark: PrintMark, locale: (typeof LOCALES)[number]): Promise<Uint8Array> {
  const result = await renderDocument(cashLayout(view, mark, locale));
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`);
  return result.pdf;
}

it('obeys its schema and depends on the facts alone', () => {
  for (const view of [MOVEMENT, DEPOSIT, SHEET]) {
    const layout = cashLayout(view, COPY, 'zh-CN');
    expect(documentLayout.parse(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
    expect(cashLayout(structuredClone(view), structuredClone(COPY), 'zh-CN')).toEqual(layout);
  }
});

describe.skipIf(POPPLER_MISSING)('the PDF', () => {
  const facts: readonly (readonly [string, CashView, readonly string[]])[] = [
    ['a drop by two', MOVEMENT, ['A01-C-0000007', '王敏', '陈洁', '12,350.00', '11,900.00', '119']],
    ['the slip for the bank', DEPOSIT, ['A01-D-0000002', '6600 1234 5678 9012 345', '周师傅', '滨河支行', '12,350.00']],
    ['a count sheet', SHEET, ['李静', '陈洁', '162.10', '−62.10', '42.00', '42.17', 'A01-R-0000128']],
  ];
  it.each(facts)('of %s says every fact on one page, clear of each other', async (_name, view, wanted) => {
    for (const locale of LOCALES) {
      const pdf = await drawn(view, ORIGINAL, locale);
      const text = squeezed(textOf(pdf));
      for (const fact of wanted) expect(text, locale).toContain(squeezed(fact));
      const words = wordsOf(pdf);
      expect(collisions(words), locale).toEqual([]);
      expect(Math.max(...words.map(({ page }) => page)), locale).toBe(Math.min(...words.map(({ page }) => page)));
    }
    expect(scanned(await drawn(view, ORIGINAL, 'zh-CN'), 200)).toBe(scanText(view.number));
  });

  it('of a copy says that it is one, and why', async () => {
    const text = squeezed(textOf(await drawn(DEPOSIT, COPY, 'zh-CN')));
    expect(text).toContain('银行要求再出一份');
  });
});
