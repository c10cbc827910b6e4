// The public tariff board: every price of the date on it, categories headed again on every page, nothing over another.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Board, type BoardItem, boardLayout } from '../../../core/documents/board-layout.ts';
import { documentLayout, PAPER_SIZES } from '../../../core/documents/document-layout.ts';
import { CNY, MAX_ACT, milli, minor } from '../../../core/money/money.ts';
import { formatAmount } from '../../../core/money/format-amount.ts';
import { rate } from '../../../core/tariff/rate.ts';
import type { TariffRule } from '../../../core/tariff/tariff-rule.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { words } from './any-receipt.ts';
import { collisions, POPPLER_MISSING, squeezed, textOf, wordsOf } from './read-paper.ts';

const item = (n: number, over: Partial<BoardItem> = {}): BoardItem => ({
  code: `5${String(n).padStart(6, '0')}`,
  name: `收费项目 ${n}`,
  category: n < 30 ? '检验' : '检查',
  unit: '次',
  price: minor(100 + n),
  rule: null,
  spec: null,
  basis: n % 2 === 0 ? '沪医保〔2025〕12 号' : null,
  ...over,
});

const PROPERTY = { kind: 'period', rate: rate(2_350_000), perArea: true, partMonth: 'thirty' } as const;
const WATER: TariffRule = {
  kind: 'metered',
  digits: 5,
  bands: [
    { from: milli(0), upTo: milli(12_000), rate: rate(2_070_000) },
    { from: milli(12_000), upTo: null, rate: rate(4_070_000) },
  ],
};

const BOARD: Board = {
  organisation: '青岚市第二人民医院',
  currency: 'CNY',
  date: '2026-11-23',
  complaintPhone: '12345',
  items: [
    ...Array.from({ length: 70 }, (_, n) => item(n)),
    item(72, { category: '其他', price: null, rule: WATER }),
    item(70, { category: '其他', price: null }),
    item(71, { category: '其他', price: null, rule: PROPERTY }),
  ],
};
const A4 = { locale: 'zh-CN', paper: 'A4', seal: null } as const;

async function drawn(board: Board, paper: 'A4' | 'A3' = 'A4', locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<Uint8Array> {
  const result = await renderDocument(boardLayout(board, { locale, paper, seal: null }));
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`);
  return result.pdf;
}

describe.skipIf(POPPLER_MISSING)('a tariff board, read back', () => {
  it('says each item with its price, the date, the organisation and whom to call', async () => {
    const text = squeezed(textOf(await drawn(BOARD)));
    for (const { code, name, price } of BOARD.items) {
      expect(text).toContain(code);
      expect(text).toContain(squeezed(name));
      if (price !== null) expect(text).toContain(formatAmount(price, CNY));
    }
    for (const fact of [
      '青岚市第二人民医院',
      '收费项目公示',
      '执行日期2026-11-23',
      '投诉电话12345',
      '共73项',
      '按实际发生',
    ])
      expect(text).toContain(fact);
    expect(text).toContain('每面积单位每月2.35');
    expect(text).toContain('0–122.07；超过124.07');
    expect(text).toContain('沪医保〔2025〕12号');
  });

  it.each(['A4', 'A3'] as const)('heads a category again on every %s page it reaches', async (paper) => {
    const pdf = await drawn(BOARD, paper);
    const pages = textOf(pdf, 'lines').split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThanOrEqual(2);
    for (const [i, page] of pages.entries()) {
      if (/收费项目 \d/.test(page)) expect(squeezed(page)).toMatch(/(检验|检查|其他)计价单位收费标准/);
      expect(squeezed(page)).toContain(`第${i + 1}页，共${pages.length}页`);
    }
    const { width } = PAPER_SIZES[paper];
    for (const word of wordsOf(pdf)) expect(word.right).toBeLessThan(width - 30);
    expect(collisions(wordsOf(pdf))).toEqual([]);
  });

  it('lets nothing overlap, whatever things are called and cost', async () => {
    const anyItem = fc.record({
      code: fc.stringMatching(/^[A-Z0-9]{1,20}$/),
      name: words(80),
      category: fc.constantFrom('检验', '检查', '治疗'),
      unit: words(8),
      price: fc.option(fc.integer({ min: 0, max: MAX_ACT }).map(minor)),
      rule: fc.constantFrom(null, PROPERTY, WATER),
      spec: fc.option(words(60)),
      basis: fc.option(words(80)),
    });
    const boards = fc.array(anyItem, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(boards, fc.constantFrom('zh-CN' as const, 'en' as const), async (items, locale) => {
        expect(collisions(wordsOf(await drawn({ ...BOARD, items }, 'A4', locale)))).toEqual([]);
      }),
      { numRuns: 15, seed: 20_261_123 },
    );
  });
});

it('the layout obeys its schema and depends on the facts alone; a large tariff is several tables', () => {
  const layout = boardLayout(BOARD, A4);
  expect(documentLayout.parse(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  expect(boardLayout(structuredClone(BOARD), A4)).toEqual(layout);
  const many = Array.from({ length: 4_000 }, (_, n) => item(n, { category: '检验' }));
  const tables = boardLayout({ ...BOARD, items: many }, A4).body.filter((block) => block.kind === 'table');
  expect(tables.map((table) => table.rows.length)).toEqual([1_500, 1_500, 1_000]);
});
