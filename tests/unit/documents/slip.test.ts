// The 80 mm receipt, as data and read back from its PDF: every fact, one page, nothing clipped, nothing over another.
// The roll is narrow, so the longest name with the largest amount is what the cashier would meet first.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrintMark, ReceiptView } from '../../../core/contract/receipt-view.ts';
import { documentLayout, type LayoutBlock, PAPER_SIZES } from '../../../core/documents/document-layout.ts';
import { mm } from '../../../core/documents/millimetres.ts';
import { receiptLayout } from '../../../core/documents/receipt-layout.ts';
import { RECEIPT_WORDS } from '../../../core/documents/receipt-words.ts';
import { slipLayout } from '../../../core/documents/slip-layout.ts';
import { amountInWords } from '../../../core/money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import { CNY, currencyOf, minor } from '../../../core/money/money.ts';
import { checkDigits, scanText } from '../../../core/numbers/document-number.ts';
import { renderDocument } from '../../../documents/render-document.ts';
import { anyMark, anyReceipt } from './any-receipt.ts';
import { collisions, POPPLER_MISSING, scanned, squeezed, textOf, type Word, wordsOf } from './read-paper.ts';
import {
  COPY,
  everydayReceipt,
  largestReceipt,
  longReceipt,
  ORIGINAL,
  rareNamesReceipt,
  REPLACEMENT,
} from './sample-receipts.ts';

const SLIP = { locale: 'zh-CN', paper: '80mm' } as const;
const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;

async function drawn(layout: unknown): Promise<Uint8Array> {
  const result = await renderDocument(layout);
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`);
  return result.pdf;
}

function said(blocks: readonly LayoutBlock[]): string {
  return blocks
    .flatMap((block): string[] => {
      if (block.kind === 'columns') return block.columns.map((column) => said(column.blocks));
      if (block.kind === 'placed') return [said(block.blocks)];
      if (block.kind === 'text') return [block.runs.map((run) => run.text).join('')];
      if (block.kind !== 'table') return [];
      return block.rows.flat().map((cell) => cell.runs.map((run) => run.text).join(''));
    })
    .join('\n');
}

function factsOf(view: ReceiptView, mark: PrintMark, locale: (typeof LOCALES)[number]): string[] {
  const currency = currencyOf(view.currency);
  const words = RECEIPT_WORDS[locale];
  const amount = (value: ReceiptView['total']): string => formatAmount(value, currency);
  return [
    view.organisation,
    view.number,
    checkDigits(view.number),
    view.businessDate,
    view.counter.code,
    view.counter.name,
    view.shiftNumber,
    view.cashier,
    amountInWords(view.total, currency),
    `${currency.symbol}${amount(view.total)}`,
    ...(view.payer === null ? [] : [view.payer]),
    ...(view.customer === null ? [] : [view.customer.number, view.customer.name]),
    ...(view.paper === null ? [] : [view.paper.number, view.paper.date]),
    ...(mark.kind === 'copy' ? [mark.by, mark.reason, words.copyTitle(mark.n), words.copyShort(mark.n)] : []),
    ...(mark.kind === 'replacement' ? [mark.by, words.spoilReasons[mark.reason], words.replacedShort(mark.n)] : []),
    ...view.lines.flatMap((line) => [
      line.name,
      line.unit,
      formatQuantity(line.quantity),
      ...(line.unitPrice === null ? [] : [amount(line.unitPrice)]),
      amount(line.amount),
      ...(line.discount === 0 ? [] : [`−${amount(line.discount)}`]),
    ]),
    ...view.tenders.flatMap((tender) => [
      words.methods[tender.method],
      amount(tender.applied),
      ...(tender.change === 0 ? [] : [amount(tender.change)]),
      ...(tender.given === tender.applied ? [] : [amount(tender.given)]),
      ...(tender.reference === null ? [] : [tender.reference]),
      ...(tender.detail?.of === 'cheque' ? [tender.detail.bank, tender.detail.drawer] : []),
      ...(tender.detail !== undefined && 'name' in tender.detail ? [tender.detail.name] : []),
      ...(tender.proof === 'unverified' ? [words.unverified] : []),
    ]),
  ];
}

/** Words beyond the 72 mm that a thermal head reaches. */
function outsiders(words: readonly Word[]): string[] {
  const { width } = PAPER_SIZES['80mm'];
  return words
    .filter((word) => word.left < mm(4) - 0.6 || word.right > width - mm(4) + 0.6)
    .map((word) => `${word.text} ${Math.round(word.left)}–${Math.round(word.right)}`);
}

describe('a receipt on an 80 mm roll', () => {
  it('carries every fact of the receipt, whatever they are', () => {
    fc.assert(
      fc.property(anyReceipt, anyMark, fc.constantFrom(...LOCALES), (view, mark, locale) => {
        const layout = slipLayout(view, mark, { locale, paper: '80mm' });
        const text = said([...layout.body, ...layout.closing, ...layout.tail.blocks]);
        for (const fact of factsOf(view, mark, locale)) expect(text).toContain(fact);
      }),
      { numRuns: 150 },
    );
  });

  it('obeys its schema, survives JSON, and depends on the facts alone', () => {
    fc.assert(
      fc.property(anyReceipt, anyMark, (view, mark) => {
        const layout = slipLayout(view, mark, SLIP);
        expect(documentLayout.parse(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
        expect(slipLayout(structuredClone(view), structuredClone(mark), SLIP)).toEqual(layout);
      }),
      { numRuns: 60 },
    );
  });

  it('draws nothing in grey: a thermal head would break it into dots', () => {
    const text = JSON.stringify(slipLayout(rareNamesReceipt(), COPY, SLIP));
    expect(text).not.toMatch(/"colour":"(?!ink")/);
  });

  it('says below the name where the organisation is found, and its own line at the end', () => {
    const set = { contact: { address: '江城路 1 号', phone: '0612-8000000' }, footer: '谢谢，祝早日康复' };
    for (const layout of [
      slipLayout(everydayReceipt(), ORIGINAL, { ...SLIP, ...set }),
      receiptLayout(everydayReceipt(), ORIGINAL, { locale: 'zh-CN', paper: 'A5', ...set }),
    ]) {
      expect(said(layout.body)).toContain('地址 江城路 1 号　电话 0612-8000000');
      expect(said(layout.closing)).toContain('谢谢，祝早日康复');
    }
    const phone = { contact: { address: null, phone: '0612-8000000' } };
    expect(said(slipLayout(everydayReceipt(), ORIGINAL, { ...SLIP, ...phone }).body)).toMatch(/^电话 0612-8000000$/m);
  });

  it('names the pre-printed sheet and the spoiled one before it on the stub', () => {
    const tail = slipLayout(everydayReceipt(), REPLACEMENT, { ...SLIP, stock: 'GZ00012346' }).tail.blocks;
    expect(said(tail)).toMatch(/重打 1[\s\S]*GZ00012346[\s\S]*李红　前一张作废：卡纸/);
  });
});

describe.skipIf(POPPLER_MISSING)('the PDF of an 80 mm receipt, read back', () => {
  it('is one page as long as its content, 80 mm wide', async () => {
    const heights: number[] = [];
    for (const lines of [1, 5, 40, 200]) {
      const pdf = await drawn(slipLayout(longReceipt(lines), ORIGINAL, SLIP));
      const text = Buffer.from(pdf).toString('latin1');
      expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
      const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text);
      expect(Number(box?.[1])).toBeCloseTo(mm(80), 1);
      heights.push(Number(box?.[2]));
      const last = Math.max(...wordsOf(pdf).map((word) => word.bottom));
      expect(heights.at(-1)).toBeGreaterThan(last);
      expect((heights.at(-1) ?? 0) - last).toBeLessThan(mm(12));
      expect(squeezed(textOf(pdf))).toContain(`共${lines}项`);
    }
    expect([...heights].sort((a, b) => a - b)).toEqual(heights);
  });

  it('prints the longest name with the largest amount without a clipped digit', async () => {
    const most = '22,517,998,136,852.48';
    for (const locale of LOCALES) {
      const view = largestReceipt();
      const pdf = await drawn(slipLayout(view, COPY, { locale, paper: '80mm' }));
      const words = wordsOf(pdf);
      // Each figure comes in one piece: price of a unit, amount of the line, total, cash given, and the total of the stub.
      const whole = words.filter((word) => word.text.endsWith(most) && word.text.replace(most, '').length <= 2);
      expect(whole).toHaveLength(5);
      for (const word of whole) expect(word.right).toBeLessThanOrEqual(PAPER_SIZES['80mm'].width - mm(4) + 0.6);
      expect(words.map((word) => word.text)).toContain('22,517,998,136,852.47');
      expect(squeezed(textOf(pdf))).toContain(squeezed(view.lines[0]?.name ?? '?'));
      expect(squeezed(textOf(pdf))).toContain(amountInWords(view.total, CNY));
      expect(outsiders(words)).toEqual([]);
      expect(collisions(words)).toEqual([]);
    }
  });

  it('lets nothing overlap and nothing leave the 72 mm, whatever the facts', async () => {
    for (const mark of [ORIGINAL, COPY, REPLACEMENT]) {
      for (const view of [everydayReceipt(), rareNamesReceipt(), longReceipt(40)]) {
        const words = wordsOf(await drawn(slipLayout(view, mark, { ...SLIP, stock: '00012346' })));
        expect(outsiders(words)).toEqual([]);
        expect(collisions(words)).toEqual([]);
      }
    }
    await fc.assert(
      fc.asyncProperty(anyReceipt, anyMark, fc.constantFrom('zh-CN', 'en'), async (view, mark, locale) => {
        const paper = { locale: locale as 'zh-CN' | 'en', paper: '80mm' } as const;
        const words = wordsOf(await drawn(slipLayout({ ...view, currency: 'CNY' }, mark, paper)));
        expect(outsiders(words)).toEqual([]);
        expect(collisions(words)).toEqual([]);
      }),
      { numRuns: 25, seed: 20_261_123 },
    );
  });

  it('draws rare names, and its code is read by a scanner at a thermal head of 203 dpi', async () => {
    const pdf = await drawn(slipLayout(rareNamesReceipt(), ORIGINAL, SLIP));
    expect(squeezed(textOf(pdf)).split('䶮㛃𬭎𠅤𠮷')).toHaveLength(3);
    expect(scanned(pdf, 203)).toBe(scanText('A01-R-0018273'));
    const long = { ...everydayReceipt(), number: 'COUNTER9-R-9999999' };
    expect(scanned(await drawn(slipLayout(long, ORIGINAL, SLIP)), 203)).toBe(scanText(long.number));
  });

  it('has the same bytes every time, and says what no font draws', async () => {
    const layout = slipLayout(everydayReceipt(), COPY, SLIP);
    const [one, other] = [await drawn(layout), await drawn(structuredClone(layout))];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    const view = { ...everydayReceipt(), payer: '李🐉', total: minor(0) };
    expect(await renderDocument(slipLayout(view, ORIGINAL, SLIP))).toMatchObject({
      ok: false,
      code: 'GLYPH_MISSING',
      params: { characters: ['🐉'] },
    });
  });
});
