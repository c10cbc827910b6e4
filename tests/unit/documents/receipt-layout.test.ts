// The receipt's layout as data: every fact of the receipt is in it, it obeys its schema, and nothing stands outside the paper.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DocumentLayout,
  documentLayout,
  type LayoutBlock,
  PAPER_SIZES,
  type TableBlock,
  type TextRun,
} from '../../../core/documents/document-layout.ts';
import { receiptLayout } from '../../../core/documents/receipt-layout.ts';
import { RECEIPT_WORDS } from '../../../core/documents/receipt-words.ts';
import { textExtent } from '../../../core/documents/text-extent.ts';
import { amountInWords } from '../../../core/money/amount-in-words.ts';
import { formatAmount, formatQuantity } from '../../../core/money/format-amount.ts';
import { currencyOf, milli } from '../../../core/money/money.ts';
import { checkDigits, scanText } from '../../../core/numbers/document-number.ts';
import { splitRuns, widthOfRuns } from '../../../documents/split-runs.ts';
import { anyMark, anyReceipt, words } from './any-receipt.ts';
import { COPY, everydayReceipt, largestReceipt, longReceipt, ORIGINAL, rareNamesReceipt } from './sample-receipts.ts';

const A5 = { locale: 'zh-CN', paper: 'A5' } as const;

function leaves(blocks: readonly LayoutBlock[]): LayoutBlock[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'columns') return block.columns.flatMap((column) => leaves(column.blocks));
    if (block.kind === 'placed') return leaves(block.blocks);
    return [block];
  });
}

function runsOf(part: readonly LayoutBlock[]): TextRun[] {
  return leaves(part).flatMap((block) => {
    if (block.kind === 'text' || block.kind === 'banner') return block.runs;
    if (block.kind === 'table') return [...(block.header ?? []), ...block.rows.flat()].flatMap((cell) => cell.runs);
    return [];
  });
}

const textOf = (part: readonly LayoutBlock[]) =>
  runsOf(part)
    .map((run) => run.text)
    .join('\n');

const customerPart = (layout: DocumentLayout) => textOf([...layout.body, ...layout.closing]);
const stubPart = (layout: DocumentLayout) => textOf(layout.tail.blocks);

const tables = (layout: DocumentLayout): TableBlock[] =>
  leaves([...layout.body, ...layout.closing, ...layout.tail.blocks]).filter((block) => block.kind === 'table');

describe('a receipt on paper', () => {
  it('carries every fact of the receipt, whatever they are', () => {
    fc.assert(
      fc.property(
        anyReceipt,
        anyMark,
        fc.constantFrom('zh-CN' as const, 'zh-TW' as const, 'en' as const),
        (view, mark, locale) => {
          const layout = receiptLayout(view, mark, { locale, paper: 'A5' });
          const text = customerPart(layout);
          const currency = currencyOf(view.currency);
          for (const line of view.lines) {
            expect(text).toContain(line.name);
            expect(text).toContain(line.unit);
            expect(text).toContain(formatQuantity(line.quantity));
            if (line.unitPrice !== null) expect(text).toContain(formatAmount(line.unitPrice, currency));
            expect(text).toContain(formatAmount(line.amount, currency));
            if (line.discount !== 0) expect(text).toContain(`−${formatAmount(line.discount, currency)}`);
          }
          for (const tender of view.tenders) {
            expect(text).toContain(RECEIPT_WORDS[locale].methods[tender.method]);
            expect(text).toContain(formatAmount(tender.applied, currency));
            if (tender.change !== 0) expect(text).toContain(formatAmount(tender.change, currency));
            if (tender.given !== tender.applied) expect(text).toContain(formatAmount(tender.given, currency));
            if (tender.reference !== null) expect(text).toContain(tender.reference);
            if (tender.detail?.of === 'cheque') expect(text).toContain(tender.detail.bank);
            if (tender.detail !== undefined && 'name' in tender.detail) expect(text).toContain(tender.detail.name);
            if (tender.proof === 'unverified') expect(text).toContain(RECEIPT_WORDS[locale].unverified);
          }
          const facts = [
            view.organisation,
            view.number,
            checkDigits(view.number),
            view.businessDate,
            view.counter.code,
          ];
          facts.push(view.counter.name, view.shiftNumber, view.cashier, amountInWords(view.total, currency));
          facts.push(`${currency.symbol}${formatAmount(view.total, currency)}`);
          if (view.payer !== null) facts.push(view.payer);
          if (view.customer !== null) facts.push(view.customer.number, view.customer.name);
          if (view.paper !== null) facts.push(view.paper.number, view.paper.date);
          if (mark.kind === 'copy') facts.push(mark.by, mark.reason, RECEIPT_WORDS[locale].copyTitle(mark.n));
          for (const fact of facts) expect(text).toContain(fact);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('repeats on the stub what the counter needs when the customer has gone', () => {
    fc.assert(
      fc.property(anyReceipt, anyMark, (view, mark) => {
        const stub = stubPart(receiptLayout(view, mark, A5));
        const currency = currencyOf(view.currency);
        expect(stub).toContain(view.number);
        expect(stub).toContain(checkDigits(view.number));
        expect(stub).toContain(new Date(view.postedAt + view.utcOffsetMinutes * 60_000).toISOString().slice(0, 10));
        expect(stub).toContain(view.payer ?? view.customer?.name ?? RECEIPT_WORDS['zh-CN'].noPayer);
        expect(stub).toContain(view.cashier);
        expect(stub).toContain(formatAmount(view.total, currency));
        for (const tender of view.tenders) {
          expect(stub).toContain(
            `${RECEIPT_WORDS['zh-CN'].methods[tender.method]} ${formatAmount(tender.applied, currency)}`,
          );
        }
        if (mark.kind === 'copy') expect(stub).toContain(RECEIPT_WORDS['zh-CN'].copyShort(mark.n));
      }),
      { numRuns: 100 },
    );
  });

  it('obeys its schema, survives JSON, and depends on the facts alone', () => {
    fc.assert(
      fc.property(anyReceipt, anyMark, (view, mark) => {
        const layout = receiptLayout(view, mark, A5);
        expect(documentLayout.parse(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
        expect(receiptLayout(structuredClone(view), structuredClone(mark), A5)).toEqual(layout);
        expect(layout.info.createdAt).toBe(view.postedAt);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every table between the margins and every figure in its column', () => {
    fc.assert(
      fc.property(anyReceipt, anyMark, (view, mark) => {
        const layout = receiptLayout(view, mark, A5);
        const width = PAPER_SIZES.A5.width - layout.margins.left - layout.margins.right;
        for (const table of tables(layout)) {
          const whole =
            table.columns.reduce((sum, column) => sum + column.width, 0) + table.gap * (table.columns.length - 1);
          expect(whole).toBeLessThanOrEqual(width + 0.5);
          for (const column of table.columns) expect(column.width).toBeGreaterThan(0);
          for (const row of table.rows) {
            if (row.length !== table.columns.length) continue;
            row.forEach((cell, i) => {
              const column = table.columns[i];
              if ((cell.align ?? column?.align) !== 'right') return;
              const extent = cell.runs.reduce((sum, run) => sum + textExtent(run.text, run.size, run.weight), 0);
              expect(extent).toBeLessThanOrEqual((column?.width ?? 0) + 0.01);
            });
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('says original by saying nothing, and copy by saying who, when and why', () => {
    const original = customerPart(receiptLayout(everydayReceipt(), ORIGINAL, A5));
    expect(original).not.toContain('副本');
    const copy = customerPart(receiptLayout(everydayReceipt(), COPY, A5));
    expect(copy).toContain('副本　第 2 次补打');
    expect(copy).toContain('2026-11-23 10:15:40　李红　原因：客户遗失报销联，凭身份证补打');
    // B4: totals and number unchanged.
    expect(copy.replace(/副本[^\n]*\n[^\n]*\n/, '')).toBe(original);
  });

  it('prints local time from the posted offset, not from the machine it runs on', () => {
    const at = Date.UTC(2026, 11, 31, 23, 30, 5);
    const view = (utcOffsetMinutes: number) => ({ ...everydayReceipt(), postedAt: at, utcOffsetMinutes });
    expect(customerPart(receiptLayout(view(480), ORIGINAL, A5))).toContain('2027-01-01 07:30:05');
    expect(customerPart(receiptLayout(view(-210), ORIGINAL, A5))).toContain('2026-12-31 20:00:05');
  });

  it('sets minus signs as U+2212 and never a hyphen before a figure', () => {
    const text = customerPart(receiptLayout(everydayReceipt(), ORIGINAL, A5));
    expect(text).toContain('−14.68');
    expect(text).not.toMatch(/(^|[\s　])-\d/mu);
  });

  it('carries the scan text in its QR symbol and the organisation in its seal', () => {
    const blocks = leaves(receiptLayout(rareNamesReceipt(), ORIGINAL, A5).body);
    expect(blocks.find((block) => block.kind === 'qr')).toMatchObject({ text: scanText('A01-R-0018273') });
    expect(blocks.find((block) => block.kind === 'seal')).toMatchObject({ ring: '青岚市第二人民医院', foot: '收讫' });
  });

  it('puts the figures of the largest amount under the name rather than over it', () => {
    const most = largestReceipt().lines[0];
    if (!most) throw new Error('sample without lines');
    const line = { ...most, discount: most.amount, quantity: milli(1e12) };
    const view = { ...largestReceipt(), lines: [line] };
    const table = tables(receiptLayout(view, ORIGINAL, A5)).find((candidate) => candidate.rules === 'rows');
    expect(table?.rows).toHaveLength(2);
    expect(table?.rows[0]?.[1]?.span).toBe(5);
  });

  it('keeps one total and one stub however many lines there are', () => {
    const layout = receiptLayout(longReceipt(200), ORIGINAL, A5);
    expect(tables(layout).find((table) => table.rules === 'rows')?.rows).toHaveLength(200);
    expect(customerPart(layout)).toContain('共 200 项');
  });
});

describe('the width of a text', () => {
  it('is never underestimated, so columns are never too narrow', () => {
    fc.assert(
      fc.property(words(40), fc.constantFrom('regular' as const, 'bold' as const), (text, weight) => {
        const real = widthOfRuns(splitRuns(text, new Set()), weight, 9, 0);
        expect(textExtent(text, 9, weight)).toBeGreaterThanOrEqual(real - 0.001);
      }),
      { numRuns: 300 },
    );
  });

  it('is exact for amounts: digits are tabular', () => {
    for (const text of ['0.00', '1,111,711.17', '−22,517,998,136,852.48', '¥228.44']) {
      const real = widthOfRuns(splitRuns(text, new Set()), 'bold', 10, 0);
      expect(textExtent(text, 10, 'bold')).toBeCloseTo(real, 6);
    }
    expect(textExtent('111.11', 9, 'regular')).toBe(textExtent('888.88', 9, 'regular'));
  });
});
